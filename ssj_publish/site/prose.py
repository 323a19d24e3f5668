"""What people wrote for a site, beside its ledger: the settings, and the pages in ``content``.

A bureau's own ``content`` lies over the one of the package: its file takes the place of the package's of the same name,
all others are taken over. So a bureau writes what only it can say, and the rules and explanations come with the
program.

What is still to be filled in is written ``【请填写：…】``, and no site is made while any of it stands. The package's
own pages of an invented county say in their head that they are an example, and belong to an example alone: a ledger
whose name stands under ``.example``, which nobody can register (RFC 2606, 2).
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from ssj_publish import errors
from ssj_publish.site.settings import packaged

#: How everything begins that a bureau has to fill in.
TO_FILL: Final = re.compile(r"【请填写[^】]*】?")
#: The head line by which a page says that it speaks of an invented county.
_EXAMPLE: Final = re.compile(r"^Example:", re.MULTILINE)
#: What a bureau must say itself: to whom it turns who wants to know, or to complain.
OWN: Final = ("about", "complaint")
_SETTINGS: Final = "pelicanconf.py"
_DOMAIN: Final = ".example"

_CONF: Final = '''\
"""公示网站的设置：只写本单位自己的，其余由软件提供。填好后运行 ssj site build。"""

SITENAME = "{bureau}双随机、一公开"
# 网站公布以后的地址，如 https://jy.anxian.gov.cn；先在本机查看的，留空。
SITEURL = ""

# 网站标签（国办发〔2017〕47号）和页脚。确实没有的写成空的引号。
SSJ_SITE = {{
    "domain": "{domain}",
    "id_code": "【请填写：网站标识码，10 位数字，或 bm 加 8 位数字】",
    "sponsor": "{bureau}",
    "contact": "【请填写：联系电话】",
    "icp": "【请填写：ICP 备案号】",
    "police": "",  # 公安备案号
    # 政府网站的页脚应有的两个标识，向主管部门申请得到；得到以后填写链接的地址。
    "party_badge": "",  # 党政机关网站标识（bszs.conac.cn 开头的）
    "fault_badge": "",  # 我为政府网站找错（zfwzgl.www.gov.cn 开头的）
}}
'''


def is_example(origin: str) -> bool:
    """Whether the ledger called ``origin`` (a domain and a path) is an example, and no bureau's."""
    return origin.partition("/")[0].endswith(_DOMAIN)


def to_fill(bureau: str, origin: str, day: date) -> dict[str, str]:
    """The files by path that a bureau has to fill in before its site can be made; ``day`` is the day they are
    written."""
    conf = _CONF.format(bureau=_quotable(bureau), domain=_quotable(origin.partition("/")[0]))
    pages = {f"content/pages/{name}.md": _template(name) for name in OWN}
    told = {"@BUREAU@": bureau, "@DAY@": day.isoformat()}
    return {_SETTINGS: conf} | {
        path: re.sub("@(?:BUREAU|DAY)@", lambda match: told[match[0]], text) for path, text in pages.items()
    }


def merge(own: Path, folder: Path, origin: str) -> Path:
    """Put the package's content into ``folder``, and the bureau's ``own`` over it; gives the folder to build from.

    Of an example's pages a bureau gets none: it has to write its own. Nor does it get the decisions of those who make
    the program, which are none of its own.
    """
    base = packaged("content")
    if own.resolve() == base.resolve() and is_example(origin):
        return own
    shutil.rmtree(folder, ignore_errors=True)
    for room in ("pages", "images", "vectors", *(["decisions"] if is_example(origin) else [])):
        shutil.copytree(base / room, folder / room)
    if not is_example(origin):
        for page in sorted(folder.rglob("*.md")):
            if _EXAMPLE.search(page.read_text("utf-8")):
                page.unlink()
    if own.resolve() != base.resolve():
        shutil.copytree(own, folder, dirs_exist_ok=True)
    return folder


def check(origin: str, settings: Mapping[str, Any], content: Path, written: Iterable[Path]) -> None:
    """Everything is filled in, and no bureau speaks of an invented county.

    ``written`` are the pages' files in ``content``. Raises `errors.Unfilled`, `errors.ExampleText`,
    `errors.PageMissing`.
    """
    pages = {path.relative_to(content).as_posix(): path.read_text("utf-8") for path in written}
    texts = {_SETTINGS: "\n".join(_told(settings)), **{f"content/{name}": text for name, text in pages.items()}}
    for path, text in sorted(texts.items()):
        found = TO_FILL.search(text)
        if found:
            # The settings are a program: what it has come to has no lines.
            place = path if path == _SETTINGS else f"{path}:{text.count(chr(10), 0, found.start()) + 1}"
            raise errors.Unfilled(place=place, text=found[0], count=sum(map(_count, texts.values())))
    if is_example(origin):
        return
    for name, text in sorted(pages.items()):
        if _EXAMPLE.search(text):
            raise errors.ExampleText(path=f"content/{name}")
    if str(settings["SSJ_SITE"].get("domain", "")).endswith(_DOMAIN):
        raise errors.ExampleText(path=_SETTINGS)
    for name in OWN:
        if f"pages/{name}.md" not in pages:
            raise errors.PageMissing(path=f"content/pages/{name}.md")


def _template(name: str) -> str:
    return (packaged("content") / "county" / f"{name}.md").read_text("utf-8")


def _quotable(text: str) -> str:
    """``text`` between double quotes of Python."""
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _told(settings: Mapping[str, Any]) -> Iterator[str]:
    yield str(settings["SITENAME"])
    yield from map(str, settings["SSJ_SITE"].values())


def _count(text: str) -> int:
    return len(TO_FILL.findall(text))
