"""陈述申辩: what a body answers, beside what it answers."""

from __future__ import annotations

from collections.abc import Iterable

from ssj_publish.core.kinds.answers import Reply
from ssj_publish.core.reading import answers
from ssj_publish.core.records import Record
from ssj_publish.site.blocks import Cell, Table, day, table
from ssj_publish.site.disclosed import words
from ssj_publish.site.pages import places
from ssj_publish.site.view import View


def listed(view: View, *targets: str) -> Table:
    """The replies to the records ``targets``, oldest first; empty where nobody answered."""
    rows = [
        (day(one.body.received), one.body.post, words(view, one.body.text), _when(view, one), places.record(one))
        for id_ in targets
        for one in view.replies[id_]
    ]
    return table("对象的陈述申辩", ("收到", "答复人", "内容", "登记", "台账"), rows)


def of_body(view: View, replies: Iterable[Record[Reply]]) -> Table:
    """All that a body has answered, newest first, with what it is about."""
    rows = [
        (day(one.body.received), _about(view, one), words(view, one.body.text), places.record(one))
        for one in reversed(list(replies))
    ]
    return table("新的在前", ("收到", "针对", "内容", "台账"), rows)


def _about(view: View, one: Record[Reply]) -> Cell:
    state = view.state
    result = state.results.get(one.body.target)
    if result is not None:
        visit = state.visits[result.result.visit]
        return places.visit(
            visit.record, f"{day(visit.visit.date)} 检查：{places.item(state, result.result.item).text}"
        )
    return places.case(state.records[one.body.target].body.case)


def _when(view: View, one: Record[Reply]) -> Cell:
    due = answers.due(view.state, one, view.times)
    late = due is not None and view.times.day(one) > due
    return Cell(f"{day(one.time.date())} {'逾期' if late else '按期'}登记", tone="late" if late else "ok")
