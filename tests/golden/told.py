"""What the pages of other ledgers say that those before them say nowhere: a draw in every state, a year of second
thoughts.

The golden ledger shows most of what a page can show, once; each ledger here adds what it alone shows. A line is one
row, fact, paragraph or event; one that differs from an earlier one in nothing but its numbers is not kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from ssj_publish.core.calling import Call
from ssj_publish.office import calls
from ssj_publish.site import notices
from ssj_publish.site.blocks import Block, Cell, Facts, Page, Redo, Tiles
from ssj_publish.site.opendata import publish
from ssj_publish.site.pages import all_pages
from ssj_publish.site.pages.records import RecordPage
from tests.golden import ledger, occasions
from tests.site.pages.reading import view_of
from tests.world import World
from tests.years import fullest_year

#: What may differ without a line's being another: numbers, digests, keys and signatures.
_NUMBERS = re.compile(r"[0-9a-f]{8,}|[A-Za-z0-9+/=]{30,}|[0-9]+")
_LONGEST = 400
#: A QR code, and how a sheet is laid out.
_DRAWN = re.compile(r"<(svg|style)\b.*?</\1>", re.DOTALL)


def made() -> dict[str, str]:
    """A text a ledger, by the ledger's name."""
    seen = {_NUMBERS.sub("#", line) for _, line in _lines(ledger.world())}
    found = {name: "".join(_new(_lines(world), seen)) for name, world in occasions.worlds()}
    papers = [*_papers(fullest_year())]
    # Whole ones first: a notice, the form that goes with it, an approval, what was found on a visit.
    whole = [papers[0], papers[1], *papers[-2:]]
    found["papers"] = "".join(f"{line}\n" for one in whole for _, line in _printed(one))
    return found | {"papers-more": "".join(_new((line for one in papers for line in _printed(one)), seen))}


def _new(lines: Iterable[tuple[str, str]], seen: set[str]) -> Iterator[str]:
    """The lines that are not ``seen`` yet, below the name of where they stand."""
    head = ""
    for where, line in lines:
        shape = _NUMBERS.sub("#", line)
        if shape not in seen:
            seen.add(shape)
            yield from [f"\n{where}\n"] if where != head else []
            yield f"  {line[:_LONGEST]}\n"
            head = where


def _lines(world: World) -> Iterator[tuple[str, str]]:
    """Where and what, of all pages and tables."""
    view = view_of(world)
    for page in all_pages(view):
        yield page.url, _text(_head(page))
        parts = page.sections if isinstance(page, Page) else ()
        yield page.url, _text(("#", *(section.heading for section in parts)))
        for section in parts:
            yield page.url, f"## {section.heading}"
            for block in section.blocks:
                yield from ((page.url, f"{block.block} {line}") for line in _block(block))
    for sheet in publish.sheets(view):
        yield from ((f"data/{sheet.name}.csv", _text(row)) for row in (*sheet.columns, *sheet.rows))


def _papers(world: World) -> Iterator[notices.Sheet]:
    """Notices on each ground, the empty form that goes with them, and what is printed of visits and approvals."""
    state, site = world.state, "https://jy.test.example"
    [elsewhere] = [one for one in state.elsewhere.values() if one.body.task == "T6"]
    [approval] = state.approvals.values()
    first, team = approval.body.bodies[0], ("N01", "N02")
    made = [
        calls.drawn(state, "T1")[0],
        Call("elsewhere", "T6", elsewhere.body.drawn[0].body, ("I1",), elsewhere.body.drawn[0].team),
        Call("approval", f"{approval.record.seq}", first, ("I1",), team),
        Call("urgent", "0", first, ("I1",), team),
        Call("routine", "0", first, ("I1", "I2"), team),
    ]
    for call in made:
        yield notices.called(state, call, site, date(2025, 8, 20), "检通1号", "12345")
        yield notices.form(state, call, site)
    for id_ in (*state.visits, *state.approvals):
        yield notices.filled(state, state.records[id_], world.contents, site)


def _printed(sheet: notices.Sheet) -> Iterator[tuple[str, str]]:
    lines = (" ".join(line.split()) for line in _DRAWN.sub("", sheet.html).replace("><", ">\n<").splitlines())
    yield from ((sheet.name, line) for line in filter(None, lines))


def _head(page: Page | RecordPage) -> tuple[object, ...]:
    told = ("title", "lead", "column", "published", "made", "valid", "document", "feed", "signers", "contents", "about")
    return tuple(value for name in told if (value := getattr(page, name, "")))


def _block(block: Block) -> Iterator[str]:
    """A line for each thing in a block; what a browser computes with is held by its own tests."""
    if isinstance(block, Redo):
        return
    for name in block.__struct_fields__:
        value = getattr(block, name)
        if value and isinstance(value, tuple) and isinstance(block, Facts | Tiles):
            yield f"order: {_text([one[0] for one in value])}"
        if value and isinstance(value, tuple) and isinstance(value[0], str):
            yield f"{name}: {_text(value)}"
        elif isinstance(value, tuple):
            yield from (f"{name}: {_text(one)}" for one in value)
        elif value and name != "block":
            yield f"{name}: {_text(value)}"


def _text(value: object) -> str:
    if isinstance(value, Cell):
        return value.text + (f" <{value.href}>" if value.href else "") + (f" [{value.tone}]" if value.tone else "")
    if isinstance(value, msgspec.Struct):
        value = tuple(getattr(value, name) for name in value.__struct_fields__)
    if isinstance(value, tuple | list):
        return " | ".join(_text(one) for one in value)
    return " ".join(str(value).split("\n"))
