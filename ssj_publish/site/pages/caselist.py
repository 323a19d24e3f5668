"""Cases in a list: where, by which office, how far."""

from __future__ import annotations

from collections.abc import Sequence

from ssj_publish.core.living import Case
from ssj_publish.site.blocks import Cell, Table, day, table
from ssj_publish.site.pages import places
from ssj_publish.site.view import View
from ssj_publish.words import labels


def listing(view: View, cases: Sequence[Case], caption: str, town: bool = True) -> Table:
    """Cases as given; ``town`` says of each where it is."""
    state = view.state
    rows = []
    for one in cases:
        opened = one.opened.body
        body = state.bodies.latest(opened.body)
        where = (body.town if body else None, body.type if body else None) if town else ()
        rows.append(
            (places.case(one.id), places.body(state, opened.body), *where, places.role(state, opened.office),
             labels.FORMS[opened.form], stage(one), day(view.times.day(one.opened)), _closed(view, one))
        )  # fmt: skip
    chosen = (*(("乡镇", "类型") if town else ()), "承办科室", "形式", "进展", "立案日期", "结案日期")
    return table(caption, ("案件", "对象", *chosen), rows, chosen)


#: The choice of the cases that are still being dealt with.
OPEN = ("进展", "正在处理")


def _closed(view: View, one: Case) -> str | None:
    return day(view.times.day(one.steps[-1])) if one.stage == "closed" and one.steps else None


def stage(one: Case) -> Cell:
    """How far a case has come."""
    if one.annulled is not None:
        return Cell(labels.STAGES["annulled"], tone="struck")
    if one.stage == "closed":
        return Cell(labels.STAGES[one.stage], tone="ok")
    return Cell(f"{OPEN[1]} → {labels.STAGES[one.stage]}", tone="warn" if one.stage == "failed" else "")
