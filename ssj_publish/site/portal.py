"""The site's contents for somebody else's content management system: most bureaus publish inside the county's portal.

A page becomes a fragment of HTML to paste into an editor: no script, no style sheet, no head; its links lead to the
bureau's own site where there is one, and are plain text where there is none. Beside them are the tables, a list of all
fragments with the tags that the portal's form asks for, and one zip with everything.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader

from ssj_publish import errors
from ssj_publish.machine import swap
from ssj_publish.site import plugin, source
from ssj_publish.site.blocks import Curve, NoticeCheck, Page, Qr, Redo, Section, Strips
from ssj_publish.site.build import settings_of
from ssj_publish.site.opendata import publish
from ssj_publish.site.opendata.archive import pack
from ssj_publish.site.opendata.sheets import Column, Sheet, csv_bytes, sheet
from ssj_publish.site.opendata.xlsx import workbook
from ssj_publish.site.pages import all_pages
from ssj_publish.site.view import View

ZIP: Final = "export.zip"
_LIST: Final = "index.xlsx"
_TOOLS: Final = (Redo, NoticeCheck, Strips, Curve, Qr)  # they live by scripts and style sheets
_README: Final = """导出内容说明

fragments  每个页面一个文件。用记事本打开，全选、复制，粘贴到门户网站编辑器的“源代码”方式里。
tables     各类名录和结果，Excel 和 CSV 各一份，可以作附件上传。
index.xlsx 全部页面的目录：栏目、标题、发布日期、来源、成文日期、有效性、文号，照此填写门户的发布表单。

发布日期是台账里的真实时间，请照填，不要改成粘贴的日期。
重新计算和核对通知要在本单位自己的网站上进行，片段里不带脚本。
"""


@dataclass(frozen=True, slots=True)
class ExportReport:
    """Where everything is, and how many fragments there are."""

    output: Path
    fragments: int


def export(repo: Path, output: Path, since: date | None = None) -> ExportReport:
    """Verify ``repo/ledger``, then write the export into ``output``; of content pages only those published on ``since``
    or later, if it is given.

    Raises what `build.build` raises; the folder is replaced only if it is empty or holds an export.
    """
    if output.exists() and (not output.is_dir() or (any(output.iterdir()) and not (output / ZIP).is_file())):
        raise errors.OutputForeign(folder=str(output))
    settings = settings_of(repo)
    verified = source.read(repo / "ledger")
    view = plugin.view_of(verified, settings)
    chosen = [
        page for page in _pages(view) if since is None or not page.published or page.published[:10] >= since.isoformat()
    ]
    files = dict(_files(view, verified, settings, chosen))
    fresh = output.with_name(f".{output.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        for name, data in (*files.items(), (ZIP, pack(files.items()))):
            path = fresh / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        swap.replace(output, fresh)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return ExportReport(output, len(chosen))


def _pages(view: View) -> Iterator[Page]:
    """Every page but the records' own, the search, and those that are nothing without a script."""
    for page in all_pages(view):
        if isinstance(page, Page) and _sections(page):
            yield page


def _sections(page: Page) -> list[Section]:
    found = [
        Section(one.heading, tuple(block for block in one.blocks if not isinstance(block, _TOOLS)))
        for one in page.sections
    ]
    tools = [all(isinstance(block, _TOOLS) for block in one.blocks) for one in page.sections]
    # The words before a tool speak of the tool.
    kept = [
        one
        for one, whole, old in zip(found, tools, page.sections, strict=True)
        if not whole and len(one.blocks) == len(old.blocks)
    ]
    return [one for one in kept if one.blocks]


def _files(
    view: View, verified: source.Source, settings: dict[str, Any], pages: list[Page]
) -> Iterator[tuple[str, bytes]]:
    root, state = publish.address(settings), view.state
    env = Environment(loader=FileSystemLoader(Path(settings["THEME"], "templates")), **settings["JINJA_ENVIRONMENT"])
    template = env.get_template("export/fragment.html")
    about = {"root": root, "origin": state.origin, "seq": verified.head.seq, "head": verified.head.digest}
    yield "readme.txt", _README.replace("\n", "\r\n").encode("utf-8-sig")
    yield _LIST, workbook([_listed(view, pages, root)])
    for page in pages:
        yield f"fragments/{page.url}", template.render(about, sheet=page, sections=_sections(page)).encode()
    for one in publish.sheets(view):
        yield f"tables/{one.name}.csv", csv_bytes(one)
        yield f"tables/{one.name}.xlsx", workbook([one])


def _listed(view: View, pages: list[Page], root: str) -> Sheet:
    """What a portal's form asks for, a row a page."""
    columns = (
        Column("栏目", "column", "所在栏目"),
        Column("标题", "title", "页面标题"),
        Column("发布日期", "published", "年月日和时刻；栏目页没有"),
        Column("来源", "publisher", "发布机构"),
        Column("成文日期", "made", "内容形成的日期"),
        Column("有效性", "valid", "是否有效"),
        Column("文号", "document", "批准文号"),
        Column("文件", "file", "片段所在的文件"),
        Column("原网页", "page", "本单位网站上的地址"),
    )
    bureau = view.state.bureau
    rows = [
        (page.column[0], page.title, page.published or None, bureau, (page.made or page.published)[:10] or None,
         page.valid if page.published else None, page.document or None, f"fragments/{page.url}", f"{root}/{page.url}" if root else None)
        for page in pages
    ]  # fmt: skip
    return sheet("index", "目录", "导出的全部页面", columns, rows)
