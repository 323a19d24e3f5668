"""Everything for machines, gathered: the files with their addresses, and the page that lists them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ssj_publish.core.entry import record_name
from ssj_publish.site import tlog
from ssj_publish.site.opendata import descriptor, doings, feeds, rosters
from ssj_publish.site.opendata import page as pages
from ssj_publish.site.opendata.archive import pack
from ssj_publish.site.opendata.sheets import Sheet
from ssj_publish.site.opendata.xlsx import workbook
from ssj_publish.site.source import Source
from ssj_publish.site.view import View


@dataclass(frozen=True, slots=True)
class Offer:
    """The page, and every file that it lists, by address."""

    page: pages.DataPage
    files: dict[str, bytes]


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


def offer(view: View, source: Source, name: str, settings: Mapping[str, Any]) -> Offer:
    """All of it; ``name`` is the site's."""
    listed, site, root = sheets(view), settings["SSJ_SITE"], address(settings)
    tables = descriptor.all_csv(listed)
    files = {f"data/{file}": data for file, data in tables.items()}
    files |= {f"data/{one.name}.xlsx": workbook([one]) for one in listed}
    files["data/all.xlsx"] = workbook(listed)
    title = f"{name}：开放数据"
    files["data/datapackage.json"] = descriptor.package(view.state, title, listed, tables, site).encode()
    files["data/ledger.zip"] = pack(_ledger(source))
    files |= dict(feeds.files(view, name, root))
    jsonld = descriptor.dataset(view.state, title, listed, root, site)
    return Offer(pages.page(listed, files, jsonld, bool(root)), files)


def _ledger(source: Source) -> Iterator[tuple[str, bytes]]:
    """A folder ``ledger`` as the bureau keeps it."""
    for seq, data in source.files.items():
        yield f"ledger/{record_name(seq)}", data
    for name, data in sorted(tlog.kept(source).items()):
        yield name, data
