"""Cases in a list: where, by which office, how far."""

from __future__ import annotations

from collections.abc import Sequence

from ssj_publish.core.state import Case
from ssj_publish.site.blocks import Cell, Table, moment, table
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
             labels.FORMS[opened.form], stage(one), moment(one.opened.time))
        )  # fmt: skip
    chosen = (*(("乡镇", "类型") if town else ()), "承办科室", "形式", "进展", "立案时间")
    return table(caption, ("案件", "对象", *chosen), rows, chosen)


def stage(one: Case) -> Cell:
    """How far a case has come."""
    if one.annulled is not None:
        return Cell(labels.STAGES["annulled"], tone="struck")
    tone = "ok" if one.stage == "closed" else "warn" if one.stage == "failed" else ""
    return Cell(labels.STAGES[one.stage], tone=tone)
