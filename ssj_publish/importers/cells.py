"""What one cell means: text, names, codes, lists, yes and no. (Days, shares and limits: `importers.measures`.)

Each function takes a cell's value and returns a core value, or raises `Trouble` with a code for the wording. Codes,
ids, days and numbers are folded to half width (NFKC); text keeps its form (NFC) and loses stray spaces only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Final
from unicodedata import category, normalize

from ssj_publish.importers.faults import Trouble, Uncomputed, Value

CELL_MAX: Final = 32_767  # characters that a spreadsheet allows in a cell
_EXACT: Final = 10**15  # a spreadsheet keeps fifteen digits of a number
_NOTHING: Final = {"", "-", "--", "—", "——", "/", "\\", "无", "暂无", "n/a", "空"}
_DITTO: Final = {"同上", "仝上", "同前", "同左", "〃", "″", "''", '"'}
_WORD: Final = re.compile(r"[^\W_]{3}")  # longer than any of these
_ERROR: Final = re.compile(r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!|#+)", re.I)
_GARBLED: Final = re.compile("[\ufffd\ufffe\uffff\ud800-\udfff]")
_SCIENTIFIC: Final = re.compile(r"\d(?:\.\d+)?E\+\d+|\d\.\d+E\d+", re.I)
_WIDE: Final = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_SPACE_BY_WIDE: Final = re.compile(rf"(?<=[{_WIDE}]) | (?=[{_WIDE}])")


#: A register says the same few words thousands of times.
_remembered: Final = lru_cache(maxsize=1 << 12, typed=True)


def blank(value: Value) -> bool:
    """Whether the cell says nothing: empty, spaces, or a stroke that offices put where nothing is to say."""
    if value is None:
        return True
    return isinstance(value, str) and len(value) < 20 and not _WORD.search(value) and _nothing(value)


@_remembered
def _nothing(value: str) -> bool:
    return "".join(normalize("NFKC", _visible(value)).split()).lower() in _NOTHING


_STAND_IN: Final = re.compile(
    r"待[定补填编报办批议查]?|待(?:补充|核实|确认|完善|明确|上报|定稿|编号)|未定|未编号|另附|另行通知|略|"
    r"(?:详?见|参见|详情见)(?:附件|附表|附页|另表|后|方案|通知|文件|纪要).{0,8}|[xX×*〇○□_]{2,}.{0,4}|.{0,16}[xX×*_ ]{1,4}号|\.{3,}|…+",
    re.S,
)


def stands_in(text: str) -> bool:
    """Whether ``text`` only keeps the place of something that is to come, or stands elsewhere (待定, 见附件)."""
    return len(text) < 20 and _STAND_IN.fullmatch(text) is not None


def is_serial(value: Value) -> bool:
    """Whether a spreadsheet's count of days stands there instead of a date."""
    if isinstance(value, bool | date | Uncomputed) or value is None:
        return False
    return re.fullmatch(r"[1-9]\d{4}(?:\.\d+)?", str(value).strip()) is not None


def text(value: Value) -> str:
    """Several lines: each stripped of stray spaces and invisible characters, empty ones left out."""
    raw = _string(value).replace("\r\n", "\n").replace("\r", "\n")
    lines = (_stripped(line) for line in raw.split("\n"))
    return "\n".join(one for one in lines if one)


@_remembered
def line(value: Value) -> str:
    """One line: a line break in a cell is a space like any other."""
    return _stripped(_string(value))


@_remembered
def name(value: Value) -> str:
    """A name: one line in which spaces beside a Chinese character, put there to align columns, go too (王　芳)."""
    return _SPACE_BY_WIDE.sub("", line(value))


def folded(value: Value) -> str:
    """Half width, without any space: how codes, days and numbers are looked at."""
    return "".join(normalize("NFKC", _visible(_string(value))).split())


def token(value: Value) -> str:
    """A code: half width, no spaces. A number is taken if the spreadsheet has kept all its digits."""
    if isinstance(value, bool | date):
        raise Trouble("code-converted")
    if isinstance(value, int | float):
        return _digits(value)
    found = folded(value).lstrip("'`‘’′")
    if _SCIENTIFIC.fullmatch(found):
        raise Trouble("precision-lost")
    return found


def identifier(value: Value) -> str:
    """An id of the ledger (`core.shapes.Id`)."""
    found = token(value).replace("–", "-").replace("—", "-").replace("‐", "-").replace("−", "-")
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", found):
        raise Trouble("id-malformed")
    return found


_UNCERTIFIED: Final = re.compile(
    r"[中待未无?停暂]|办理|申领|换证|补办|注销|吊销|过期|失效|作废|外[省市地县]|旧|遗失|收回|交回|临时|协管|辅助"
    r"|工作证|教师|资格证|身份证|驾驶"
)


def certificate(value: Value) -> str:
    """The number of one certificate: words in its place (申领中) and two numbers in a cell are refused."""
    found = token(value)
    bare = re.sub(r"^[\u4e00-\u9fff]{0,8}?执法(?:证|字)?|^第|号$", "", found)
    numbers = [part for part in re.split(r"[/、,;+|和及()]+", bare) if re.search(r"\d", part)]
    if not numbers or _UNCERTIFIED.search(bare):
        raise Trouble("certificate-none")
    if len(numbers) > 1 or len(re.findall(r"[\u4e00-\u9fff]+[A-Za-z]*\d{4,}", found)) > 1 or "\n" in text(value):
        raise Trouble("certificate-several")
    return found


def credit_code(value: Value) -> str:
    """A 统一社会信用代码 (GB 32100-2015): 18 places, the last one a check digit."""
    from stdnum.cn import uscc
    from stdnum.exceptions import InvalidChecksum, InvalidLength, ValidationError

    found = token(value).replace("-", "").upper()
    try:
        return uscc.validate(found)
    except InvalidLength:
        raise Trouble("code-length", length=len(found)) from None
    except InvalidChecksum:
        raise Trouble("code-check", expected=uscc.calc_check_digit(found[:17])) from None
    except (ValidationError, ValueError):
        raise Trouble("code-format") from None


def is_credit_code(value: Value) -> bool:
    """Whether `credit_code` would take it."""
    try:
        return bool(credit_code(value))
    except Trouble:
        return False


def choice(value: Value, choices: Mapping[str, str]) -> str:
    """One of a few words; ``choices`` maps each way of writing it to what it means."""
    found = "".join(normalize("NFKC", line(value)).split())
    for written in (found, re.sub(r"\([^()]*\)", "", found)):  # 存续(在营、开业、在册)
        if written in choices:
            inside = re.split(r"[(),、;]", found)
            if any(choices.get(part, choices[written]) != choices[written] for part in inside):
                break  # 正常（已停办）: which of the two, nobody but the clerk can say
            return choices[written]
    raise Trouble("choice", known="、".join(choices))


def names(value: Value) -> tuple[str, ...]:
    """A list of short names or codes, split at every separator that offices use, spaces too; repeated ones count
    once."""
    return _unique(re.split(r"[,，、;；|\s]+", line(value)))


_DUTY: Final = r"(?:副?组长|(?:检查)?组员|成员|主检|协检|主查|协查|带队|领队|记录员?|记录人)"
_DUTIES: Final = re.compile(rf"^{_DUTY}[:：]|[（(【\[]{_DUTY}[）)】\]]$")
_OPEN: Final = re.compile(r"等(?:[\d一二两三四五六七八九十]+[人位名])?$")


def people(value: Value) -> tuple[str, ...]:
    """Names of people in a list, which a stroke divides too; what one of them did that day (组长) is left off.

    Raises `Trouble` where not all are named.
    """
    named = [_DUTIES.sub("", part) for part in re.split(r"[,，、;；|/\s]+", line(value)) if part]
    if any(map(_OPEN.search, named)):
        raise Trouble("names-open")
    return _unique(named)


_WHOLE: Final = re.compile(
    r"(?:园|小学|初中|高中|中学|学校|中职|院校|学院|大学|机构|中心|教学点|培训点|班|[镇乡村]|街道|社区|园区|科|室|处|局)$"
)


# 小学和初中, 城关镇及东湖镇: between two whole words (共和镇, 和平镇 are none).
_AND: Final = (
    r"(?:(?<=小学)|(?<=[初高]中)|(?<=中学)|(?<=学校)|(?<=机构)|(?<=中心)|(?<=[园镇乡])|(?<=街道))(?:以及|和|及|与|/)"
    r"(?=[\u4e00-\u9fff]*(?:[园学中校构心镇乡]|街道)(?:[（(,，、;；|\s]|$))"
)


def nouns(value: Value) -> tuple[str, ...]:
    """A list of words that may themselves be wrapped or spaced: 民办⏎学校 is one, 幼儿园⏎小学 are two.

    Beside a separator (、，；) a line break or blank is only layout. Where a blank is all that divides, each piece must
    be a whole word; else nobody but the clerk can say (`Trouble`).
    """
    whole = text(value)
    parts = [part for part in re.split(r"[,，、;；|]+|" + _AND, whole) if part.strip()]
    if len(parts) > 1:
        return _unique(_SPACE_BY_WIDE.sub("", " ".join(part.split())) for part in parts)
    pieces = whole.split()
    if len(pieces) < 2 or all(piece.isascii() for piece in pieces):
        return _unique(pieces)
    if all(len(piece) == 1 for piece in pieces):  # 中 小 学, spread to fill the cell
        return ("".join(pieces),)
    if all(_WHOLE.search(piece) for piece in pieces) and not {"学校", "机构", "中心"} & set(pieces):
        return _unique(pieces)
    joined = "".join(pieces)
    if (
        "\n" in whole
        and len(pieces) == 2
        and joined.endswith(("学校", "机构", "中心", "幼儿园", "小学", "中学"))
        and not _WHOLE.search(pieces[0])
    ):
        return (joined,)
    raise Trouble("names-divided", joined=joined)


def person(value: Value) -> str:
    """The name of one person."""
    found = name(value)
    if re.search(r"[、,，;；/]", found):
        raise Trouble("person-several")
    return found


def ditto(value: Value) -> bool:
    """Whether the cell only points to the one above."""
    return isinstance(value, str) and value.strip() in _DITTO


@_remembered
def noun(value: Value) -> str:
    """One word that may be wrapped or spaced; where a line break or blank divides two (小学⏎幼儿园), nobody but the
    clerk can say which is meant (`Trouble`)."""
    pieces = text(value).split()
    words = all(len(piece) > 1 and _WHOLE.search(piece) for piece in pieces)
    if len(pieces) > 1 and words and not {"学校", "机构", "中心"} & set(pieces):
        raise Trouble("names-divided", joined="".join(pieces))
    return name(value)


def points(value: Value) -> tuple[str, ...]:
    """A list of phrases, split at the strongest separator it has, outside brackets; numbering in front goes."""
    whole = text(value)
    if len(numbered := _numbered(whole)) > 2:
        return _unique(part.strip(" \n。；;,，、") for part in numbered)
    for separators in ("\n", ";；", "、", ",，"):
        parts = split_outside(whole, separators)
        if len(parts) > 1:
            break
    return _unique(unnumbered(part).rstrip("。；;,，、 ") for part in parts)


_NUMBERING: Final = re.compile(
    r"\s*(?:[(（]\s*[\d一二三四五六七八九十]{1,3}\s*[)）]|[\d一二三四五六七八九十]{1,2}\s*[.．、)）](?!\d)|[①-⑳])\s*"
)


# 1.招生2.收费, (1)招生(2)收费, 一、招生二、收费: the numbers are the separators if they count up from one.
_MARKS: Final = (
    re.compile(r"(?<![\d.．第])(\d{1,2})[.．、](?!\d)"),
    re.compile(r"[(（](\d{1,2})[)）]"),
    re.compile(r"[(（]([一二三四五六七八九十]{1,2})[)）]"),
    re.compile(r"(?<![第一二三四五六七八九十])([一二三四五六七八九十]{1,2})、"),
    re.compile(r"([①-⑳])"),
)
_HAN: Final = ("一二三四五六七八九十", "十")


def _count(mark: str) -> int:
    if mark.isascii():
        return int(mark)
    if "①" <= mark <= "⑳":
        return ord(mark) - ord("①") + 1
    return 10 + _HAN[0].index(mark[1]) + 1 if len(mark) == 2 and mark[0] == "十" else _HAN[0].index(mark[0]) + 1


def _numbered(whole: str) -> list[str]:
    """``whole`` cut at marks that count 1, 2, 3 …, what stands before the first in front; uncut if none do."""
    for marks in _MARKS:
        cuts: list[tuple[int, int]] = []
        for match in marks.finditer(whole):
            if _count(match[1]) == len(cuts) + 1:
                cuts.append(match.span())
        if len(cuts) > 1 and not whole[: cuts[0][0]].strip():
            ends = [start for start, _ in cuts[1:]] + [len(whole)]
            return ["", *(whole[start:end] for (_, start), end in zip(cuts, ends, strict=True))]
    return [whole]


def unnumbered(part: str) -> str:
    """``part`` without the ``1.``, ``（一）`` or ``①`` in front of it."""
    match = _NUMBERING.match(part)
    return part[match.end() if match else 0 :].strip()


def split_outside(whole: str, separators: str) -> list[str]:
    """Split at any of ``separators`` that stands outside brackets and title marks."""
    parts, depth = [""], 0
    for char in whole:
        depth += (char in "（(《〈【〔[") - (char in "）)》〉】〕]")
        depth = max(depth, 0)
        if char in separators and depth == 0:
            parts.append("")
        else:
            parts[-1] += char
    return [part.strip() for part in parts if part.strip()]


def twin(name: str) -> str:
    """What two names have in common if they differ in width, spaces or letter case only."""
    return "".join(normalize("NFKC", _visible(name)).split()).casefold()


_NUMERAL: Final = str.maketrans("零〇○◯一二三四五六七八九", "0000123456789")
_TENS: Final = re.compile(r"(\d?)十(\d?)")
_SOUND: Final = re.compile(r"[\s·•・‧∙.,，。、\-—–_“”\"'‘’]|[镇乡村]|街道")


class _Simplified(dict[int, str]):
    """For ``str.translate``: each character's simplified form, looked up once."""

    def __init__(self) -> None:
        self._convert: Callable[[str], str] | None = None

    def __missing__(self, code: int) -> str:
        if self._convert is None:
            from opencc import OpenCC

            self._convert = OpenCC("hk2s").convert
        one = chr(code)
        self[code] = _VARIANTS.get(one) or (self._convert(one) if code > 0x2E80 else one)
        return self[code]


#: Forms that OpenCC leaves alone, of characters that names of schools and places have.
_VARIANTS: Final = {
    "囯": "国",
    "舘": "馆",
    "淸": "清",
    "靑": "青",
    "鎭": "镇",
    "陜": "陕",
    "塩": "盐",
    "逹": "达",
    "靜": "静",
}
_SIMPLIFIED: Final = _Simplified()


def alike(id_: str) -> str:
    """What ids have in common that are told apart by a zero in front or by O and 0, I and 1 only."""
    return re.sub(r"(?<!\d)0+(?=\d)", "", id_.casefold().translate(str.maketrans("oil", "011")))


def spelling(written: str) -> str:
    """What two spellings of a name or an address have in common: without marks, towns' endings, which numerals, and
    whether characters are simplified."""
    plain = twin(written).translate(_SIMPLIFIED).replace("幼稚园", "幼儿园").translate(_NUMERAL)
    return _SOUND.sub("", _TENS.sub(lambda tens: f"{tens[1] or 1}{tens[2] or 0}", plain))


def _unique(parts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part for part in parts if part))


def _string(value: Value) -> str:
    """The text of a cell that may hold any text or number."""
    if value is None:
        return ""
    if isinstance(value, Uncomputed):
        raise Trouble("formula")
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        raise Trouble("text-date")
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < _EXACT else repr(value)
    if isinstance(value, int):
        return str(value)
    if len(value) > CELL_MAX:
        raise Trouble("text-long", limit=CELL_MAX)
    if _ERROR.fullmatch(value.strip()):
        raise Trouble("cell-error")
    if match := _GARBLED.search(value):
        raise Trouble("garbled", character=f"U+{ord(match[0]):04X}")
    return value


def _digits(number: int | float) -> str:
    if isinstance(number, float):
        if not number.is_integer():
            raise Trouble("code-converted")
        if abs(number) >= _EXACT:
            raise Trouble("precision-lost")
        number = int(number)
    digits = str(number)
    # Fifteen digits and zeros behind them: the spreadsheet has rounded. Other digits there it cannot have made up.
    if len(digits) > 15 and not digits[15:].strip("0"):
        raise Trouble("precision-lost")
    return digits


def letters(text: str) -> str:
    """What remains of ``text`` without blanks and invisible characters, which no cell needs."""
    return "".join(_visible(normalize("NFC", text)).split())


def _visible(whole: str) -> str:
    """Without control and format characters (zero-width, direction marks, soft hyphen); white space stays."""
    if whole.isprintable():  # which no control or format character is
        return whole
    return "".join(char for char in whole if char.isspace() or category(char) not in {"Cc", "Cf"})


def _stripped(part: str) -> str:
    return " ".join(_visible(normalize("NFC", part)).split())
