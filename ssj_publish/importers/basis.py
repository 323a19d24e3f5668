"""检查依据: one cell's text becomes titles, each with its rank.

The rank is read from the title and from what stands in brackets behind it (立法法; 国务院令 → 行政法规, 部令 and 政府令
→ 规章, a number such as 教基〔2015〕1号 or the word 规范性文件 → policy paper). It is a reading, shown to the clerk
before anything is signed, not a legal opinion.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from itertools import pairwise

from ssj_publish.core.kinds.registers import BasisLevel
from ssj_publish.importers import cells
from ssj_publish.importers.faults import Trouble, Value
from ssj_publish.words import labels

_ARTICLE = re.compile(r"^(?:及其?|和|以及)?第[\d一二三四五六七八九十百零〇、,，第条款项目至和-]+[条款项目章]")
_RANK = re.compile(
    r"^[【\[]?(?:国家)?(?:法律|行政法规|地方性?法规|法规|(?:部门|地方政府|政府)?规章|规范性文件|其他)[】\]][:：]?\s*"
)
_TITLE = re.compile(r"《(.*)》")
_TRIAL = re.compile(r"[（(](?:试行|暂行|修订|修正|\d{4}年?修[订正](?:版|本)?|草案)[）)]$")
_ARTICLES = re.compile(
    r"(?:\s*[（(〔\[][^（()）]*[)）〕\]](?:第?\d+号)?)*"
    r"(?:\s*[、，,和及至到-]?\s*第[\d一二三四五六七八九十百零〇、，,至到-]+[条款项章节](?:之[一二三四五六七八九十])?)*"
)
# 第三十八条 之一, 第二条 第一款: a blank that only lays out.
_GAP = re.compile(r"(?<=[条款项])[ \u3000]+(?=之[一二三四五六七八九十]|第[\d一二三四五六七八九十]+[款项])")
_LEVEL = re.compile(
    r"【(?:国家)?(?:法律|行政法规|地方性?法规|法规|(?:部门|地方政府|政府)?规章|规范性文件|其他)】[:：]?"
    r"|(?<![\u4e00-\u9fff])(?:法律|行政法规|地方性?法规|法规|(?:部门|地方政府|政府)?规章|规范性文件)[:：]\s*(?=[《\d])"
)
_CLAUSE = re.compile(r"应当|不得|可以|责令|违反|构成|情节|有权|负责|[\u4e00-\u9fff]{3}(?:依照|按照)")
_BARE = re.compile(r"第[\d一二三四五六七八九十百零〇]+[条款项章]")
_TITLED = re.compile(r"(?:法|法典|条例|规定|办法|细则|规则|标准|通知|意见|方案|准则|规程|规范|清单|文件)$")
_SENTENCE = re.compile(r"的，|，|应当|不得|可以|责令|依照|违反|构成|情节|依法|由.+部门|按照|有下列")
_DOCUMENT = re.compile(r"[〔\[［(（【]\s*(?:19|20)\d\d\s*[〕\]］)）】]\s*第?\d+号")


def split(value: Value) -> tuple[tuple[str, BasisLevel], ...]:
    """The titles in a cell with the articles they name, each with its rank. What an article says is not a basis."""
    pieces: list[str] = []
    written = _LEVEL.sub("；", _GAP.sub("", cells.text(value)))
    for part in map(_led, cells.split_outside(written, "；;\n。")):
        if pieces and _is_clause(part):
            continue
        for piece in _titles(part):
            if _ARTICLE.match(piece) and pieces:
                if (cited := _cited(piece)) not in pieces[-1]:
                    pieces[-1] += f"；{cited}"
            elif _ARTICLE.match(piece):
                raise Trouble("basis-nameless")
            elif (cited := _cited(piece)) and cited not in pieces and not (pieces and _is_clause(cited)):
                pieces.append(cited)
    return tuple(_ranked(piece) for piece in pieces)


_VERSION = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日[^（()）]{0,12}?(?:修订|修正|修改|公布|发布|通过|施行)")


def version(title: str) -> date | None:
    """The day of the version that a title names: 《民办教育促进法》（2018年12月29日修正）第六十二条; the latest, if
    several."""
    days = []
    for year, month, day in _VERSION.findall(title):
        with suppress(ValueError):
            days.append(date(int(year), int(month), int(day)))
    return max(days, default=None)


_VAGUE = re.compile(r"[相有]关|等$|等(?:法律|法规|规章|规定|文件|政策)")
_GONE = re.compile(r"废止|失效|停止执行|不再适用")
#: 民法典 art. 1260; 民办教育促进法 (2002) art. 68.
_REPLACED = {
    **dict.fromkeys(
        ("婚姻法", "继承法", "民法通则", "收养法", "担保法", "合同法", "物权法", "侵权责任法", "民法总则"), "《民法典》"
    ),
    "社会力量办学条例": "《民办教育促进法》",
}


def doubt(title: str) -> tuple[str, dict[str, str]] | None:
    """What the clerk should look at in one title, and what is told of it; None for nothing.

    ``stand-in`` only keeps a place, ``basis-vague`` names no single text, ``basis-gone`` says itself that it is no
    longer in force, ``basis-replaced`` is a text that a later one (``by``) has put out of force.
    """
    if cells.stands_in(title):
        return "stand-in", {}
    named = _TITLE.search(title)
    if _VAGUE.search(_TITLE.sub("", title)):
        return "basis-vague", {"title": title}
    if _GONE.search(_TITLE.sub("", title)):
        return "basis-gone", {"title": title}
    name = (named[1] if named else title).removeprefix("中华人民共和国")
    by = _REPLACED.get(name)
    return ("basis-replaced", {"title": title, "by": by}) if by else None


def _led(part: str) -> str:
    """``part`` without its number and without the 【法律】 in front that sorts a list by rank."""
    return cells.unnumbered(_RANK.sub("", cells.unnumbered(part)))


def _ranked(piece: str) -> tuple[str, BasisLevel]:
    """A piece with its rank: the one that our own tables write behind it, in brackets, else the one that it reads
    as."""
    for rank, label in labels.BASIS_LEVELS.items():
        if rank != "policy" and piece.endswith(f"（{label}）"):
            return cells.line(piece.removesuffix(f"（{label}）")), rank  # type: ignore[return-value]  # a key of the table
    return cells.line(piece.removesuffix(f"（{labels.BASIS_LEVELS['policy']}）")), level(piece)


def quotes(value: Value) -> bool:
    """Whether the cell holds more than titles and articles: text that `split` leaves out."""
    written = re.sub(r"[\s；;。、，,]", "", cells.text(value))
    kept = re.sub(r"[\s；;。、，,]", "", "".join(title for title, _ in split(value)))
    return len(written) > len(kept) + 12


def _cited(piece: str) -> str:
    """``《教育法》第七十六条 违规招生的，责令退回`` → ``《教育法》第七十六条``: title, enactment and articles."""
    if "《" in piece:
        depth = end = 0
        for index, char in enumerate(piece):
            depth = max(depth + (char == "《") - (char == "》"), 0)
            if char == "》" and depth == 0:
                end = index + 1
                break
    else:
        article = _BARE.search(piece)
        end = article.start() if article else len(piece)
    tail = _ARTICLES.match(piece, end)
    end = tail.end() if tail else end
    rest = re.sub(r"^(?:[之的]?(?:有关|相关)?规定)$", "", piece[end:])
    if not rest:
        return piece[:end].strip()
    return (
        piece[:end].strip() if len(rest) > 12 or _SENTENCE.search(rest) or rest.startswith((" ", "：", ":")) else piece
    )


def _is_clause(piece: str) -> bool:
    """Whether a piece behind a title is what an article says, rather than a title of its own."""
    if _ARTICLE.match(piece):
        return False
    lead = piece.split("《")[0] if "《" in piece else piece
    if "《" not in piece:
        bare = re.sub(
            r"(?:[（(〔\[][^（()）]*[)）〕\]]|第[\d一二三四五六七八九十百零〇、]+[条款项].*|\d+号)$", "", piece
        ).strip()
        if _TITLED.search(bare) or _DOCUMENT.search(piece):
            return bool(_SENTENCE.search(bare)) and "，" in bare
        return True
    return bool(_SENTENCE.search(lead))


def level(piece: str) -> BasisLevel:
    """The rank of one title with what stands behind it."""
    match = _TITLE.search(piece)
    title = match[1] if match else re.sub(r"[（(][^（）()]*[）)]$|第.+条.*$", "", piece)
    title = _TRIAL.sub("", title.strip())
    # Behind the first title's end stands who enacted it.
    behind = piece[match.end() :] if match else piece
    if "规范性文件" in behind or "政策文件" in behind:
        return "policy"
    if "主席令" in behind:
        return "law"
    if "国务院令" in behind:
        return "regulation"
    if _is_law(title):
        return "law"
    if title.endswith("条例") or re.search(r"实施.*法[》〉]?的?(?:办法|规定)$", title):
        return "regulation"
    if re.search(r"令第?\s*[\d一二三四五六七八九十百]+\s*号|令", behind):
        return "rule"
    if _DOCUMENT.search(behind) or re.search(r"(?:通知|意见|方案|通告|函)$", title):
        return "policy"
    return "rule" if re.search(r"(?:规定|办法|细则|规则)$", title) else "policy"


def _is_law(title: str) -> bool:
    return title.endswith(("法", "法典")) and not title.endswith(("办法", "方法", "做法"))


def _quoting(before: str) -> bool:
    """Whether what stands between two titles is the text of an article, so that the second is only mentioned there."""
    between = before[before.rfind("》") + 1 :]
    tail = _ARTICLES.match(between)
    return _CLAUSE.search(between[tail.end() if tail else 0 :]) is not None


def _titles(part: str) -> list[str]:
    """Cut a part that names several titles, in title marks (《甲法》、《乙法》) or bare (甲法、乙法)."""
    starts: list[int] = []
    depth = brackets = 0
    for index, char in enumerate(part):
        if char == "《":
            if depth == 0 and brackets == 0 and not (starts and _quoting(part[starts[-1] : index])):
                starts.append(index)
            depth += 1
        elif char == "》":
            depth = max(depth - 1, 0)
        elif depth == 0:
            brackets = max(brackets + (char in "（(") - (char in "）)"), 0)
    if not starts:
        bare: list[str] = []
        for one in cells.split_outside(part, "、，,"):
            if bare and _ARTICLE.match(one):
                bare[-1] += f"、{one}"
            else:
                bare.append(one)
        named = all(re.search(r"(?:法|条例|规定|办法|细则|规则)(?:第.*[条款项章].*)?$", one) for one in bare)
        return bare if named else [part]
    # Words before the first title: nothing ("依据"), who enacted it ("教育部"), or a title of their own.
    lead = re.sub(r"^(?:主要)?(?:依据|根据|按照|法律依据)[为是]?[:：]?", "", part[: starts[0]])
    if not re.search(r"[、，,]\s*$", lead):
        starts[0] -= len(lead)
        lead = ""
    cuts = [*starts, len(part)]
    titles = [lead, *(part[start:end] for start, end in pairwise(cuts))]
    return [title for title in (one.strip("、，,和及与 ") for one in titles) if title]
