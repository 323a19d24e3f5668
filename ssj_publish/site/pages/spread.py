"""Long tables, spread over pages: a page must open on a telephone, whatever the county's size.

The page shows the first rows of each; the others stand on pages of their own, for whoever has no scripts. Where a
reader may choose, a script beside the page holds all rows (`scripts`): `lists.js` fetches it when somebody chooses, so
that a count that leads to a list leads to all that it counts.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

import msgspec

from ssj_publish.site.blocks import Block, Cell, Page, Rest, Table, facts, section, sections
from ssj_publish.site.pages import leaves

#: Rows of a table on one page.
MOST: Final = 200


def spread(page: Page) -> Iterator[Page]:
    """The page with the first rows of each table, and the pages with the rest."""
    made: list[Page] = []
    parts = []
    long = [one for one in _tables(page) if len(one.rows) > MOST]
    chosen = [one for one in long if one.choose]
    for part in page.sections:
        blocks: list[Block] = []
        for block in part.blocks:
            place = next((number for number, one in enumerate(long) if one is block), None)
            if isinstance(block, Table) and place is not None:
                further = list(_further(page, part.heading, block, f"{place + 1}-" if place else ""))
                made += further
                ways = tuple(Cell(f"第 {number} 页", each.url) for number, each in _numbered(block, further))
                script = script_of(page.url) if block.choose else ""
                rest = Rest(MOST, ways, script, next((n for n, one in enumerate(chosen) if one is block), 0))
                block = msgspec.structs.replace(block, rest=rest)
            blocks.append(block)
        parts.append(msgspec.structs.replace(part, blocks=tuple(blocks)))
    yield msgspec.structs.replace(page, sections=tuple(parts)) if long else page
    yield from made


def script_of(url: str) -> str:
    """Where the rows of the page ``url`` are."""
    return f"{url.removesuffix('.html')}.rows.js"


def scripts(page: Page) -> Iterator[tuple[str, list[Table]]]:
    """The script beside the page, if it has one, and the tables whose rows it holds, in their order."""
    held = [one for one in _tables(page) if one.rest is not None and one.rest.rows]
    if held:
        yield script_of(page.url), held


def rows(url: str, held: list[Table]) -> bytes:
    """A classic script at ``url`` (it loads from disk too) that sets ``SSJ_ROWS[url]``: a list of rows a table. A cell
    is a text, or text, address, tone and bar as far as it has them."""
    told = [[[_cell(cell) for cell in row] for row in one.rows] for one in held]
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"(window.SSJ_ROWS=window.SSJ_ROWS||{{}})[{json.dumps(url)}]={text};\n".encode()


def _cell(one: Cell) -> str | list[str | int | None]:
    if one.bar is not None:
        return [one.text, one.href, one.tone, one.bar]
    if one.tone:
        return [one.text, one.href, one.tone]
    return [one.text, one.href] if one.href else one.text


def _tables(page: Page) -> Iterator[Table]:
    return (block for part in page.sections for block in part.blocks if isinstance(block, Table))


def _numbered(one: Table, further: list[Page]) -> list[tuple[int, Page]]:
    """Pages with their numbers: of a table that grows, from the oldest, and the newest first; else from the page
    itself, which is the first."""
    return list(enumerate(further, 1))[::-1] if one.grows else list(enumerate(further, 2))


def _further(page: Page, heading: str, one: Table, mark: str) -> Iterator[Page]:
    """The pages with what ``page`` does not show of ``one``; ``mark`` tells its pages from those of the page's other
    tables."""
    count, spans = len(one.rows), _spans(one)
    urls = [f"{page.url.removesuffix('.html')}~{mark}{number}.html" for number in range(1, len(spans) + 1)]
    first = 1 if one.grows else 2
    name = heading.partition("（")[0]
    title = page.title if name in page.title else f"{page.title}：{name}"
    for place, (span, url) in enumerate(zip(spans, urls, strict=True)):
        told = f"第 {span.start + 1} 行至第 {span.stop} 行，共 {count} 行。"
        if one.grows:
            told = f"从最早的算起，第 {count - span.stop + 1} 行至第 {count - span.start} 行。"
        around = [
            (f"第 {first + at} 页", Cell("翻到这一页", urls[at]))
            for at in (place - 1, place + 1)
            if 0 <= at < len(urls)
        ]
        listing = msgspec.structs.replace(one, rows=one.rows[span], choose=())
        ways = facts((page.title, Cell("从头看，筛选和排列" if one.choose else "从头看", page.url)), *around)
        parts = sections(section(name, listing), section("其他页", ways))
        yield Page(url, f"{title}，第 {first + place} 页", told, parts, page.column)


def _spans(one: Table) -> list[slice]:
    """Of the rows on each further page. Those of a table that grows are full, and no longer change: counted from the
    oldest, the newest of them may stand on the table's own page too."""
    count = len(one.rows)
    if not one.grows:
        return [slice(start, min(start + MOST, count)) for start in range(MOST, count, MOST)]
    found = leaves.leaves("", count, MOST)
    return [slice(count - leaf.last, count - leaf.first + 1) for leaf in found if leaf.number is not None]
