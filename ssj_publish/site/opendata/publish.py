"""Everything for machines, gathered: the files with their addresses, and the page that lists them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, Final

from ssj_publish.core.entry import record_name
from ssj_publish.machine.workers import apart
from ssj_publish.site import tlog
from ssj_publish.site.opendata import (
    answers,
    descriptor,
    doings,
    drawing,
    feeds,
    formats,
    remarks,
    rosters,
    tables,
)
from ssj_publish.site.opendata import page as pages
from ssj_publish.site.opendata.archive import pack
from ssj_publish.site.opendata.sheets import Sheet, csv_bytes
from ssj_publish.site.opendata.terms import form
from ssj_publish.site.opendata.xlsx import workbook
from ssj_publish.site.press import Press, key
from ssj_publish.site.source import Source
from ssj_publish.site.view import View

#: Up to so many rows in all, one workbook holds every sheet: beyond, nobody's Excel is glad of it.
MOST_ROWS: Final = 10_000
#: From so many rows a workbook takes longer than it takes to start a process.
_LARGE: Final = 2_000


def address(settings: Mapping[str, Any]) -> str:
    """Where the site will stand, without a slash at the end: ``SITEURL``, else its domain; empty where neither is
    set."""
    domain = settings["SSJ_SITE"].get("domain")
    return str(settings["SITEURL"]).rstrip("/") or (f"https://{domain}" if domain else "")


def sheets(view: View) -> list[Sheet]:
    """Every sheet with something in it."""
    return [one for one in whole(view) if one.rows]


def whole(view: View) -> tuple[Sheet, ...]:
    """Every sheet, those with nothing in them too: a program wants each table where it was."""
    state = view.state
    return (
        rosters.items(state), rosters.bodies(state), rosters.inspectors(state), rosters.tasks(state), drawing.draws(state),
        drawing.drawn(state), doings.visits(view), doings.results(view), doings.cases(view),
        remarks.kinds_of_visit(view), remarks.corrections(view), remarks.irregularities(view), answers.replies(view),
        answers.feedback(view), answers.outreach(view), answers.follow_ups(view), answers.rechecks(view),
    )  # fmt: skip


class Offer:
    """All of it, on its way: large workbooks are begun at once, each in a process of its own, while the pages are
    made."""

    def __init__(self, view: View, source: Source, name: str, settings: Mapping[str, Any], press: Press) -> None:
        """``name`` is the site's."""
        self._view, self._source, self._name, self._settings, self._press = view, source, name, settings, press
        self._whole = whole(view)
        self._sheets = [one for one in self._whole if one.rows]
        self._threads = ThreadPoolExecutor(1)
        self._books = dict(self._begun())

    def _begun(self) -> Iterator[tuple[str, tuple[bytes, Callable[[], bytes]]]]:
        """Each workbook's key and maker, by address."""
        books = {f"data/{one.name}.xlsx": [one] for one in self._sheets}
        rows = sum(len(one.rows) for one in self._sheets)
        if rows <= MOST_ROWS:
            books[pages.ALL] = self._sheets
        for name, listed in books.items():
            made = key("xlsx", listed)
            if sum(len(one.rows) for one in listed) < _LARGE or self._press.has(name, made):
                yield name, (made, partial(workbook, listed))
            else:
                yield name, (made, self._threads.submit(apart, workbook, listed).result)

    def finish(self) -> pages.DataPage:
        """Put all of it on the press; the page that lists it is given back."""
        view, press, listed = self._view, self._press, self._sheets
        site, root = self._settings["SSJ_SITE"], address(self._settings)
        for one in listed:
            press.put(descriptor.csv_url(one), key("csv", one), partial(csv_bytes, one))
        for file, (known, make) in self._books.items():
            press.put(file, known, make)
        self._threads.shutdown()
        self._typed()
        title = f"{self._name}：开放数据"
        press.plain(
            "data/datapackage.json",
            descriptor.package(view.state, view.times.newest, title, listed, press.prints, site).encode(),
        )
        log = tlog.kept(self._source)
        press.put("data/ledger.zip", key("zip", self._source.head.digest, log), lambda: pack(_ledger(self._source)))
        for file, data in feeds.files(view, self._name, root):
            press.plain(file, data)
        for file, values, write in feeds.local(view, self._name, root):
            press.put(file, key("atom", values), write)
        return pages.page(
            listed,
            press.prints,
            descriptor.dataset(view.state, view.times.newest, title, listed, root, site),
            bool(root),
        )

    def _typed(self) -> None:
        """``ssj-data/v1``, and the schemas of all JSON."""
        origin, listed = self._view.state.origin, tables.with_codes(self._whole)
        for one in listed:
            self._press.put(tables.address(one), key("rows", origin, one), partial(tables.rows, origin, one))
        for name, data in tables.files(self._source, listed):
            self._press.plain(name, data)
        for name, told in formats.files():
            self._press.plain(name, form(told))


def _ledger(source: Source) -> Iterator[tuple[str, bytes]]:
    """A folder ``ledger`` as the bureau keeps it."""
    for seq, data in source.files.items():
        yield f"ledger/{record_name(seq)}", data
    for name, data in sorted(tlog.kept(source).items()):
        yield name, data
