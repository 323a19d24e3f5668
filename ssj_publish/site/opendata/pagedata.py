"""The JSON beside every page: what the page shows, block by block, and the real fields of what it is about.

    {"format": "ssj-page/v1", "url": …, "title": …, "lead": …, "published": …, "column": …,
     "sections": [{"heading": …, "blocks": [{"block": "table", "caption": …, "head": […], "rows": [[…]]}, …]}],
     "data": {…}}

A cell is a text, or ``{"text": …, "href": …}`` with an address from the site's root. ``data`` holds the records' own
names and values; a field that is absent has its default. A list is about a table: ``data`` leads to its typed rows
(`tables`). A draw's page has its own format instead, made to be reckoned with.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from ssj_publish.site.blocks import (
    Block,
    Cell,
    Code,
    Event,
    Facts,
    Mosaic,
    Page,
    Prose,
    Qr,
    Section,
    Table,
    Tiles,
    Timeline,
    Ways,
)
from ssj_publish.site.opendata import entities
from ssj_publish.site.opendata.terms import form
from ssj_publish.site.pages import RecordPage
from ssj_publish.site.view import View

FORMAT = "ssj-page/v1"


def address(url: str) -> str:
    """Where the JSON of the page ``url`` is."""
    return url.removesuffix(".html") + ".json"


def page(one: Page | RecordPage, view: View, about: dict[str, Any]) -> bytes:
    """The JSON of a page of the ledger; ``about`` is what `entities.by_page` gives."""
    whole: dict[str, Any] = {
        "format": FORMAT,
        "url": one.url,
        "title": one.title,
        "lead": one.lead,
        "published": one.published or None,
        "column": one.column[0],
    }
    if isinstance(one, RecordPage):
        return form(whole | {"data": entities.record(view.state.records[one.id])})
    return form(whole | {"sections": [_section(part) for part in one.sections], "data": about.get(one.url)})


def prose(url: str, title: str, published: str | None, markdown: str) -> bytes:
    """The JSON of a page that somebody wrote; ``markdown`` is its source."""
    return form({"format": FORMAT, "url": url, "title": title, "published": published, "markdown": markdown})


def _section(one: Section) -> dict[str, Any]:
    return {"heading": one.heading, "blocks": [dict(_block(block)) for block in one.blocks]}


def _block(one: Block) -> Iterator[tuple[str, Any]]:
    yield "block", one.block
    if isinstance(one, Table):
        yield "caption", one.caption
        yield "head", one.head
        yield "rows", [[_cell(cell) for cell in row] for row in one.rows]
    elif isinstance(one, Facts):
        yield "pairs", [[label, _cell(cell)] for label, cell in one.pairs]
    elif isinstance(one, Timeline):
        yield "events", [_event(event) for event in one.events]
    elif isinstance(one, Prose):
        yield "paragraphs", one.paragraphs
    elif isinstance(one, Qr):
        yield "label", one.label
        yield "address", one.address
    elif isinstance(one, Tiles):
        yield "tiles", [[label, _cell(cell), note] for label, cell, note in one.tiles]
    elif isinstance(one, Mosaic):
        yield "caption", one.caption
        yield "squares", [[name, _cell(cell)] for name, cell in one.squares]
    elif isinstance(one, Ways):
        yield "ways", [_cell(cell) for cell in one.ways]
    elif isinstance(one, Code):
        yield "label", one.label
        yield "text", one.text
    else:
        yield from ((name, value) for name, value in msgspec.to_builtins(one).items() if name != "block")


def _cell(one: Cell) -> str | dict[str, str]:
    return {"text": one.text, "href": one.href} if one.href else one.text


def _event(one: Event) -> dict[str, Any]:
    told: dict[str, Any] = {"when": one.when, "what": _cell(one.what), "ahead": one.ahead}
    return told | ({"note": one.note} if one.note else {})
