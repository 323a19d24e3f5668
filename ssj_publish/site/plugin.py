"""The Pelican plugin: a Generator that writes the ledger's pages through Pelican's own Writer.

The replayed ledger comes in by the setting ``SSJ_SITE``; ``ssj site build`` puts it there once it has verified. Receivers
are module-level functions: Pelican's signals hold weak references.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pelican import signals
from pelican.generators import Generator

from ssj_publish.core.entry import record_name
from ssj_publish.core.replay import Replay
from ssj_publish.site import data
from ssj_publish.site.pages import all_pages, places
from ssj_publish.site.view import View

#: What stands in every page's navigation.
NAVIGATION = (
    places.HOME, places.PLANS, places.DRAWS, places.RESULTS, places.CASES, places.ITEMS, places.BODIES,
    places.INSPECTORS, places.OVERSIGHT, places.RECORDS,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Site:
    """A verified ledger and its files by number; ``pages`` counts what was written."""

    replay: Replay
    files: Mapping[int, bytes]
    written: list[str]


class LedgerGenerator(Generator):  # type: ignore[misc]  # Pelican ships no types
    """Writes a page for everything in the ledger, the draws' data, the search index and the ledger's own files."""

    def generate_context(self) -> None:
        site: Site = self.settings["SSJ_SITE"]
        state = site.replay.state
        view = View.of(state, site.files, today_of(site))
        self.pages = list(all_pages(view))
        urls = {page.url for page in self.pages}
        self.context["bureau"] = state.founding.bureau
        self.context["notice"] = state.founding.notice
        self.context["as_of"] = view.today.isoformat()
        self.context["head"] = site.replay.head
        self.context["navigation"] = [one for one in NAVIGATION if one[1] in urls]
        self.view = view

    def generate_output(self, writer: Any) -> None:
        site: Site = self.settings["SSJ_SITE"]
        templates: dict[str, Any] = {}
        for page in self.pages:
            template = templates.get(page.template) or templates.setdefault(page.template, self.get_template(page.template))
            writer.write_file(page.url, template, self.context, relative_urls=True, sheet=page)
            site.written.append(page.url)
        out = Path(self.output_path)
        for draw in self.view.state.draws.values():
            told = json.dumps(data.of_draw(self.view.state, draw), ensure_ascii=False, indent=1)
            _write(out / f"draws/{places.draw_name(draw)}.json", told.encode() + b"\n")
        for seq, raw in site.files.items():
            _write(out / "ledger" / record_name(seq), raw)
        _write(out / "search-index.js", search_index(self.view))


def today_of(site: Site) -> date:
    """The day of the newest record: the site says what the ledger says, and can be rebuilt from it alone."""
    state = site.replay.state
    return (state.latest or state.genesis.time).date()


def search_index(view: View) -> bytes:
    """``window.SSJ_INDEX``: [what is shown, further text to search, address], a classic script, so that it works from disk."""
    state = view.state
    rows: list[list[str]] = []
    for id_ in sorted(state.bodies.history):
        body = state.bodies.latest(id_)
        if body is not None:
            rows.append([body.name, f"{id_} {body.code or ''}", f"bodies/{id_}.html"])
    for id_ in sorted(state.items.history):
        item = state.items.latest(id_)
        rows.append([f"{id_} {item.name if item else ''}", "", f"items/{id_}.html"])
    rows += [[f"{id_} {one.task.name}", "", f"tasks/{id_}.html"] for id_, one in state.tasks.items()]
    rows += [[f"抽取 {places.draw_name(one)}", "", f"draws/{places.draw_name(one)}.html"] for one in state.draws.values()]
    rows += [[f"案件 {id_}", "", f"cases/{id_}.html"] for id_ in state.cases]
    text = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    return f"window.SSJ_INDEX={text};\n".encode()


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def get_generators(pelican: Any) -> type[LedgerGenerator]:
    """Pelican asks which generators there are."""
    return LedgerGenerator


def register() -> None:
    """Called by Pelican."""
    signals.get_generators.connect(get_generators)
