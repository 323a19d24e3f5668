"""Everything for machines, gathered: the files with their addresses, and the page that lists them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, Final

from ssj_publish.core.entry import record_name
from ssj_publish.site import tlog
from ssj_publish.site.opendata import descriptor, doings, feeds, rosters
from ssj_publish.site.opendata import page as pages
from ssj_publish.site.opendata.archive import pack
from ssj_publish.site.opendata.sheets import Sheet, csv_bytes
from ssj_publish.site.opendata.xlsx import workbook
from ssj_publish.site.press import Press, key
from ssj_publish.site.source import Source
from ssj_publish.site.view import View

#: Up to so many rows in all, one workbook holds every sheet: beyond, nobody's Excel is glad of it.
MOST_ROWS: Final = 10_000


def address(settings: Mapping[str, Any]) -> str:
    """Where the site will stand, without a slash at the end: ``SITEURL``, else its domain; empty where neither is set."""
    domain = settings["SSJ_SITE"].get("domain")
    return str(settings["SITEURL"]).rstrip("/") or (f"https://{domain}" if domain else "")


def sheets(view: View) -> list[Sheet]:
    """Every sheet with something in it."""
    state = view.state
    found = (
        rosters.items(state), rosters.bodies(state), rosters.inspectors(state), rosters.tasks(state), doings.draws(state),
        doings.drawn(state), doings.visits(view), doings.results(view), doings.cases(view), doings.corrections(view),
    )  # fmt: skip
    return [one for one in found if one.rows]


def offer(view: View, source: Source, name: str, settings: Mapping[str, Any], press: Press) -> pages.DataPage:
    """Put all of it on the ``press``; the page that lists it is given back. ``name`` is the site's."""
    listed, site, root = sheets(view), settings["SSJ_SITE"], address(settings)
    for one in listed:
        press.put(descriptor.csv_url(one), key("csv", one), partial(csv_bytes, one))
        press.put(f"data/{one.name}.xlsx", key("xlsx", one), partial(workbook, [one]))
    if sum(len(one.rows) for one in listed) <= MOST_ROWS:
        press.put(pages.ALL, key("xlsx", listed), partial(workbook, listed))
    title = f"{name}：开放数据"
    press.plain("data/datapackage.json", descriptor.package(view.state, title, listed, press.prints, site).encode())
    press.put("data/ledger.zip", key("zip", source.head.digest, tlog.kept(source)), lambda: pack(_ledger(source)))
    for file, data in feeds.files(view, name, root):
        press.plain(file, data)
    return pages.page(listed, press.prints, descriptor.dataset(view.state, title, listed, root, site), bool(root))


def _ledger(source: Source) -> Iterator[tuple[str, bytes]]:
    """A folder ``ledger`` as the bureau keeps it."""
    for seq, data in source.files.items():
        yield f"ledger/{record_name(seq)}", data
    for name, data in sorted(tlog.kept(source).items()):
        yield name, data
