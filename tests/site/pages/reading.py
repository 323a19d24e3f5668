"""A page's values as a test reads them: texts by heading, tables as rows."""

from __future__ import annotations

from collections.abc import Iterable

from ssj_publish.core.reading import exposure
from ssj_publish.core.reading.times import Times
from ssj_publish.site.blocks import Block, Facts, Page, Prose, Table, Tiles, Timeline
from ssj_publish.site.pages.records import RecordPage
from ssj_publish.site.view import View
from tests.world import World


def view_of(world: World, address: str = "") -> View:
    """What pages are made from, on the day of the world's newest record."""
    today = Times(world.state).newest.date()
    files = {number: entry.data for number, entry in enumerate(world.entries, 1)}
    exposed = exposure.audit(world.state, world.contents, today)
    return View.of(world.state, files, today, (), exposed, address)


def page_at(pages: Iterable[Page | RecordPage], url: str) -> Page:
    """The one page with this address."""
    [found] = [one for one in pages if one.url == url]
    assert isinstance(found, Page)
    return found


def urls(pages: Iterable[Page | RecordPage]) -> list[str]:
    return [one.url for one in pages]


def headings(page: Page) -> list[str]:
    return [one.heading for one in page.sections]


def blocks(page: Page, heading: str) -> list[Block]:
    """What stands under the heading that begins so."""
    [found] = [one for one in page.sections if one.heading.startswith(heading)]
    return list(found.blocks)


def rows(block: Block | None) -> list[tuple[str, ...]]:
    """A table's texts."""
    assert isinstance(block, Table)
    assert all(len(row) == len(block.head) for row in block.rows)
    return [tuple(cell.text for cell in row) for row in block.rows]


def listed(page: Page, heading: str) -> list[tuple[str, ...]]:
    """The texts of the one table under a heading."""
    [found] = [one for one in blocks(page, heading) if isinstance(one, Table)]
    return rows(found)


def links(block: Block | None) -> list[str]:
    """Where the first cell of each row leads."""
    assert isinstance(block, Table)
    return [row[0].href for row in block.rows]


def facts(page: Page, heading: str) -> dict[str, str]:
    """Label → text of the facts under a heading."""
    return {label: cell.text for one in blocks(page, heading) if isinstance(one, Facts) for label, cell in one.pairs}


def tiles(page: Page, heading: str) -> list[tuple[str, str, str]]:
    """Label, number and note of the tiles under a heading."""
    [found] = [one for one in blocks(page, heading) if isinstance(one, Tiles)]
    return [(label, cell.text, note) for label, cell, note in found.tiles]


def told(page: Page, heading: str) -> list[str]:
    """The paragraphs under a heading."""
    return [text for one in blocks(page, heading) if isinstance(one, Prose) for text in one.paragraphs]


def events(page: Page, heading: str) -> list[tuple[str, str]]:
    """When and what, of the timeline under a heading."""
    [found] = [one for one in blocks(page, heading) if isinstance(one, Timeline)]
    return [(one.when, one.what.text) for one in found.events]
