"""Pelican's door to the ledger: one generator that writes all the ledger's pages through Pelican's Writer.

Receivers of Pelican's signals are held weakly; the one here is a function of this module, which lives on.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pelican import signals
from pelican.generators import Generator

from ssj_publish.core import exposure
from ssj_publish.core.state import State
from ssj_publish.site import disclosed, exports, source, tlog
from ssj_publish.site.pages import all_pages, places
from ssj_publish.site.view import View


@dataclass(frozen=True, slots=True)
class Site:
    """What every page shows around its own content; ``menu`` and ``more`` title and address, ``prose`` address and title.
    """

    bureau: str
    notice: str
    menu: tuple[places.Column, ...]
    more: tuple[places.Column, ...]
    prose: tuple[tuple[str, str], ...]
    today: str
    head: str
    seq: int
    genesis: str
    origin: str


class LedgerGenerator(Generator):  # type: ignore[misc]  # Pelican ships no types
    """Verifies the ledger before anything is written, then writes its pages, its files and its data."""

    def generate_context(self) -> None:
        """Read, verify, and tell all templates (prose too) whose site it is."""
        settings = self.settings
        self.source = settings.get("SSJ_SOURCE") or source.read(Path(settings["SSJ_LEDGER"]))
        state = self.source.state
        self.today = today(state, settings.get("SSJ_TODAY"))
        self.exposed = exposure.audit(state, self.source.contents, self.today)
        disclosed.check(self.exposed)
        self.context["site"] = site_of(self.source, self.today, self._prose())

    def _prose(self) -> tuple[tuple[str, str], ...]:
        """Pelican's own pages, which it has read by now."""
        found = sorted((page.url, page.title) for page in self.context.get("pages", ()))
        return (*found, ("decisions/index.html", "设计决定")) if self.context.get("articles") else tuple(found)

    def generate_output(self, writer: Any) -> None:
        """Pages through Pelican's Writer; ledger files byte for byte."""
        view = View.of(self.source.state, self.source.files, self.today, self.source.log.audited, self.exposed)
        relative = self.settings["RELATIVE_URLS"]
        for page in all_pages(view):
            writer.write_file(page.url, self.get_template(page.template), self.context, relative_urls=relative, sheet=page)
        for name, data in self._files():
            path = Path(self.output_path, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        self._copy_ledger()

    def _files(self) -> Iterator[tuple[str, bytes]]:
        state = self.source.state
        yield "search.js", exports.search_index(state).encode()
        yield "site.json", exports.site_data(self.source, self.today).encode()
        for draw in state.draws.values():
            name = places.draw(draw).href.removesuffix(".html")
            yield f"{name}.json", exports.draw_file(state, draw).encode()
            yield f"{name}.csv", exports.pool_table(draw).encode()
        yield from tlog.files(self.source)
        yield from disclosed.files(self.exposed)

    def _copy_ledger(self) -> None:
        folder = Path(self.output_path, "ledger")
        folder.mkdir(parents=True, exist_ok=True)
        for record in self.source.state.records.values():
            with open(os.path.join(self.output_path, places.raw_url(record)), "wb") as file:
                file.write(self.source.files[record.seq])


def site_of(verified: source.Source, day: date, prose: tuple[tuple[str, str], ...]) -> Site:
    """What the ledger says of the whole site; ``prose`` are address and title of Pelican's own pages."""
    state = verified.state
    return Site(
        bureau=state.founding.bureau,
        notice=state.founding.notice or "",
        menu=places.columns(state),
        more=places.further(state),
        prose=prose,
        today=day.isoformat(),
        head=verified.head.digest,
        seq=verified.head.seq,
        genesis=state.genesis.id,
        origin=state.origin,
    )


def today(state: State, setting: date | str | None) -> date:
    """The day on which the site stands: as set, else that of the newest record, so that anyone can rebuild it."""
    if isinstance(setting, date):
        return setting
    return date.fromisoformat(setting) if setting else (state.latest or state.genesis.time).date()


def generators(_pelican: Any) -> type[Generator]:
    return LedgerGenerator


def register() -> None:
    """Called by Pelican."""
    signals.get_generators.connect(generators)
