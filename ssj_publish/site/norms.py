"""What an inspection of government websites would fault on a built site.

国办发〔2017〕47号 (网站标签), the 政府网站与政务新媒体检查指标 of 国办秘函〔2019〕19号 as far as a static site can meet
or miss them: true dates, a home page renewed within two weeks, no empty column, no dead or foreign link, the footer's
parts, a site map, a way to report errors; GB/T 37668-2019 for language and alternative texts. Only what is in the
folder is looked at.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from typing import Final, Literal
from urllib.parse import unquote, urlsplit

from ssj_publish.site.prose import TO_FILL, is_example

#: Words of the invented county's own pages.
_INVENTED: Final = ("安澜县是虚构的", "安澜县教育局")
#: How old the newest content may be (国办秘函〔2019〕19号).
FRESH: Final = timedelta(days=14)
_ID_CODE: Final = re.compile(r"[0-9]{10}|bm[0-9]{8}", re.ASCII)
_DOMAIN: Final = re.compile(r"(?!-)[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.ASCII)
_MOMENT: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}", re.ASCII)
_SITE: Final = ("SiteName", "SiteDomain", "SiteIDCode")
_COLUMN: Final = ("ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType")
_CONTENT: Final = ("ColumnName", "ColumnType", "ArticleTitle", "PubDate", "ContentSource")
_FOOTER: Final = ("主办单位", "联系方式", "网站标识码", "备案号")
_REPORT: Final = ("网站纠错", "网站找错")
_FAULTS: Final = "zfwzgl.www.gov.cn"
#: Where each badge leads: its name, and the setting that holds its address.
_BADGES: Final = {
    "bszs.conac.cn": ("党政机关网站标识", "party_badge"),
    _FAULTS: ("我为政府网站找错", "fault_badge"),
}
#: A site's own addresses in a page, by the tag that holds them.
_HOLDS: Final = {"a": "href", "link": "href", "script": "src", "img": "src", "source": "src", "iframe": "src"}
#: What a ``link`` is to the page that fetches its target; any other only says where something is.
_FETCHED: Final = frozenset({"stylesheet", "icon", "preload", "modulepreload"})


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: ``told`` says what and what to do; ``pages`` where, in the order of their names."""

    told: str
    pages: tuple[str, ...]


@dataclass(slots=True)
class _Read(HTMLParser):
    """What the rules ask of a page."""

    name: str
    metas: dict[str, str] = field(default_factory=dict)
    title: str = ""
    lang: str = ""
    links: list[tuple[str, str]] = field(default_factory=list)
    headings: int = 0
    entries: int = 0
    footer: str = ""
    bare_images: int = 0
    unfilled: list[str] = field(default_factory=list)
    invented: bool = False
    _inside: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, folder: Path, name: str) -> _Read:
        page = cls(name)
        HTMLParser.__init__(page)
        text = (folder / name).read_text("utf-8", "replace")
        page.unfilled = TO_FILL.findall(text)
        page.invented = any(word in text for word in _INVENTED)
        page.feed(text)
        page.close()
        return page

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {key: value or "" for key, value in attrs}
        if tag in ("main", "footer", "title"):
            self._inside.append(tag)
        if tag == "html":
            self.lang = found.get("lang", "")
        elif tag == "meta" and "name" in found:
            self.metas[found["name"]] = found.get("content", "")
        elif tag == "h1":
            self.headings += 1
        elif tag == "img" and "alt" not in found:
            self.bare_images += 1
        if tag in _HOLDS and _HOLDS[tag] in found:
            fetched = tag == "link" and not _FETCHED.isdisjoint(found.get("rel", "").split())
            self.links.append(("style" if fetched else tag, found[_HOLDS[tag]]))
        if "main" in self._inside and tag in ("li", "td", "dd", "p", "pre"):
            self.entries += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in self._inside:
            self._inside.remove(tag)

    def handle_data(self, data: str) -> None:
        if "title" in self._inside:
            self.title += data
        if "footer" in self._inside:
            self.footer += data

    @property
    def kind(self) -> Literal["column", "content"]:
        """A page of its own content has a title of its own in the tags."""
        return "content" if "ArticleTitle" in self.metas else "column"


def check(folder: Path, today: date) -> list[Finding]:
    """Every fault of the site in ``folder``, as it would be found on ``today``; nothing is written or fetched."""
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    pages = [_Read.of(folder, name) for name in names if name.endswith(".html")]
    found: dict[str, list[str]] = {}
    example = _example(folder)
    for rule in (
        _own(example),
        _badges(example),
        _site_tags,
        _page_tags,
        _dates(today),
        _empty,
        _footers,
        _links(frozenset(names)),
        _plain,
    ):
        for page in pages:
            for told in rule(page):
                found.setdefault(told, []).append(page.name)
    for told in _whole(pages, frozenset(names), today):
        found.setdefault(told, []).append("index.html")
    return [Finding(told, tuple(dict.fromkeys(where))) for told, where in found.items()]


def _example(folder: Path) -> bool:
    """Whether the site says that it is made from an example's ledger."""
    try:
        told = json.loads((folder / "site.json").read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(told, dict) and is_example(str(told.get("origin", "")))


def _own(example: bool) -> Callable[[_Read], Iterator[str]]:
    def rule(page: _Read) -> Iterator[str]:
        for text in dict.fromkeys(page.unfilled):
            yield f"还没有填写：{text}。请在 content/pages 或 pelicanconf.py 中填好，重新生成网站。"
        if page.invented and not example:
            yield "写的是虚构的安澜县：请换成本单位的内容，重新生成网站。"

    return rule


def _site_tags(page: _Read) -> Iterator[str]:
    for tag in _SITE:
        if not page.metas.get(tag):
            yield f"缺少网站标签 {tag}（或为空）：请在 pelicanconf.py 的 SSJ_SITE 或 SITENAME 中填写。"
    if page.metas.get("SiteIDCode") and not _ID_CODE.fullmatch(page.metas["SiteIDCode"]):
        yield "网站标识码不对：应为 10 位数字，或 bm 加 8 位数字。请改正 SSJ_SITE 的 id_code。"
    if page.metas.get("SiteDomain") and not _DOMAIN.fullmatch(page.metas["SiteDomain"]):
        yield "网站域名不对：只写域名，不带 http:// 和斜杠。请改正 SSJ_SITE 的 domain。"


def _page_tags(page: _Read) -> Iterator[str]:
    wanted, name = (_CONTENT, "内容页") if page.kind == "content" else (_COLUMN, "栏目页")
    for tag in wanted:
        if not page.metas.get(tag):
            yield f"{name}缺少标签 {tag}（或为空）。"


def _dates(today: date) -> Callable[[_Read], Iterator[str]]:
    def rule(page: _Read) -> Iterator[str]:
        told = page.metas.get("PubDate", "")
        if page.kind != "content" or not told:
            return
        day = _day(told)
        if day is None:
            yield "发布日期 PubDate 的写法不对：应为 2025-03-28 14:30 这样。"
        elif day > today:
            yield "发布日期晚于今天：日期必须是真实的。"

    return rule


def _empty(page: _Read) -> Iterator[str]:
    if page.kind == "column" and not page.entries:
        yield "栏目是空的：没有内容的栏目不应出现。"


def _footers(page: _Read) -> Iterator[str]:
    for part in _FOOTER:
        if part not in page.footer:
            yield f"页脚缺少{part}：请在 SSJ_SITE 中填写。"


def _badges(example: bool) -> Callable[[_Read], Iterator[str]]:
    """The two badges of a government site's footer; whoever is invented can have neither."""

    def rule(page: _Read) -> Iterator[str]:
        if example:
            return
        hosts = {parts.hostname for tag, link in page.links if tag == "a" and (parts := urlsplit(link)).scheme}
        for host, (name, setting) in _BADGES.items():
            if host not in hosts:
                yield f"页脚没有“{name}”，或链接不指向 {host}：请在 SSJ_SITE 的 {setting} 中填写发给本站的地址。"
        code, told = page.metas.get("SiteIDCode", ""), [link for _, link in page.links if _FAULTS in link]
        if code and told and not any(code in link for link in told):
            yield "“我为政府网站找错”的链接里不是本站的网站标识码：请改正 SSJ_SITE 的 fault_badge。"

    return rule


def _links(names: frozenset[str]) -> Callable[[_Read], Iterator[str]]:
    def rule(page: _Read) -> Iterator[str]:
        for tag, link in page.links:
            parts = urlsplit(link)
            if parts.scheme in ("http", "https") or (not parts.scheme and parts.netloc):
                # The page for addresses that lead nowhere names the site itself: it is shown at any depth.
                if tag not in ("a", "link") and parts.netloc != page.metas.get("SiteDomain"):
                    yield "从别的网站取脚本、图片或样式：外站失效或被篡改，本站就受牵连。"
            elif not parts.scheme and parts.path and _target(page.name, parts.path) not in names:
                yield f"链接打不开：{link}"

    return rule


def _target(page: str, path: str) -> str:
    """The file that a relative link of ``page`` leads to."""
    parts = list(PurePosixPath(page).parent.parts)
    for part in unquote(path).split("/"):
        if part == "..":
            parts = parts[:-1] if parts else ["..", "outside"]
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)


def _plain(page: _Read) -> Iterator[str]:
    if not page.lang:
        yield "没有写明页面的语言（html 的 lang），读屏软件不知道怎样读。"
    if not page.title.strip():
        yield "页面没有标题。"
    if page.headings != 1:
        yield f"页面应当有且只有一个一级标题，现在有 {page.headings} 个。"
    if page.bare_images:
        yield "图片没有替代文字（alt）。"


def _whole(pages: list[_Read], names: frozenset[str], today: date) -> Iterator[str]:
    if "index.html" not in names:
        yield "没有首页 index.html。"
    if "map.html" not in names:
        yield "没有网站地图。"
    home = next((page for page in pages if page.name == "index.html"), None)
    if home is None:
        return
    if not any(word in home.footer for word in _REPORT):
        yield "没有网站纠错的入口：请在 SSJ_SITE 的 report 中填写。"
    # What the home page leads to below the columns is its news; rules and explanations at the root are not.
    news = {
        _target(home.name, urlsplit(link).path)
        for tag, link in home.links
        if tag == "a" and "/" in link.removeprefix("./")
    }
    dated = [_day(page.metas.get("PubDate", "")) for page in pages if page.name in news]
    days = [day for day in dated if day is not None and day <= today]
    newest = max(days, default=None)
    if newest is None or today - newest > FRESH:
        last = f"最近一次是 {newest}" if newest else "一次也没有"
        yield f"首页超过两周没有更新（{last}）：请照实际工作及时录入台账并重新生成网站，不要改日期。"


def _day(text: str) -> date | None:
    if not _MOMENT.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
