"""异常情况: all that is valid and yet calls for a question, newest first, and what was looked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ssj_publish.core.reading.irregularities import CODES, Code, Irregularity
from ssj_publish.core.state import State
from ssj_publish.site.blocks import Cell, Page, Prose, Table, day, section, sections, table
from ssj_publish.site.pages import places
from ssj_publish.site.view import View
from ssj_publish.words import labels


def pages(view: View) -> Iterator[Page]:
    """One page, also where nothing was found: then it says so."""
    found = view.irregularities
    none = Prose(("没有发现异常情况。找过的见下表。",), "ok") if not found else None
    lead = (
        f"下面各项都符合写入规则，但值得追问。由程序从台账推出，谁也不能增减。截至 {view.today}，共 {len(found)} 项。"
    )
    parts = sections(section("发现的", none, _found(view)), section("找的是什么", _looked_for(view)))
    yield Page(
        places.IRREGULARITIES[1],
        places.IRREGULARITIES[0],
        lead,
        parts,
        places.OVERSIGHT,
        feed="feeds/irregularities.atom",
    )


def _found(view: View) -> Table:
    rows = [
        (day(one.day), Cell(labels.IRREGULARITIES[one.code], tone="warn"), labels.irregularity(view.state, one),
         about(view.state, one), records(view.state, one))
        for one in reversed(view.irregularities)
    ]  # fmt: skip
    return table("新的在前", ("日期", "情况", "说明", "有关的页", "台账"), rows, ("日期", "情况"))


def about(state: State, one: Irregularity) -> Cell | None:
    """The page on which it shows."""
    if one.draw:
        return places.draw(state.draws[one.draw])
    if len(one.bodies) == 1:
        return places.body(state, one.bodies[0])
    return None


def records(state: State, one: Irregularity) -> Cell | None:
    """The record that tells it first."""
    return places.record(state.records[one.records[0][1]]) if one.records else None


def _number(code: Code, count: int) -> Cell:
    where = places.chosen(places.IRREGULARITIES, ("情况", labels.IRREGULARITIES[code])) if count else ""
    return Cell(f"{count}", where)


def _looked_for(view: View) -> Table:
    counted = Counter(one.code for one in view.irregularities)
    rows = [(labels.IRREGULARITIES[code], labels.LOOKED_FOR[code], _number(code, counted[code])) for code in CODES]
    return table("每一种都找过", ("情况", "是指", "发现"), rows)
