"""逾期史: everything that was ever done after its last day, and what its day has passed for and is still not done.

What is owed now is in `core.reading.duties`; here what was late stays late, however long ago it was made good. Times
are those that bind (`core.reading.times`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ssj_publish.core.kinds.case import CaseCorrection
from ssj_publish.core.reading import deadlines
from ssj_publish.core.reading.times import Times
from ssj_publish.core.state import State

#: A result, the opening of a draw, the publication of a penalty, a correction that a case set a day for.
Sort = Literal["result", "opening", "penalty", "rectification"]


@dataclass(frozen=True, slots=True)
class Late:
    """One thing that was due on ``due`` and done on ``done`` (None: not yet), by ``role``. ``record`` is what it hangs
    on: the result, the draw's commitment, the decision, the case's opening."""

    sort: Sort
    due: date
    done: date | None
    role: str
    record: str

    def days(self, today: date) -> int:
        """By how many days, so far or in the end."""
        return ((self.done or today) - self.due).days


def history(state: State, today: date, times: Times) -> tuple[Late, ...]:
    """All of it, the newest day first."""
    found = [
        *_results(state, times),
        *_openings(state, today, times),
        *_penalties(state, times),
        *_corrections(state, today),
    ]
    return tuple(sorted(found, key=lambda one: (one.due, one.record), reverse=True))


def _results(state: State, times: Times) -> Iterator[Late]:
    for id_, one in state.results.items():
        visit = state.visits[one.result.visit]
        if one.in_force and visit.in_force and deadlines.was_late(state, one, times):
            due = deadlines.due_of(state, visit, times)
            item = state.items.latest(one.result.item)
            if due is not None:
                yield Late("result", due, times.day(one.record), item.office if item else "", id_)


def _openings(state: State, today: date, times: Times) -> Iterator[Late]:
    """Within the last day too: a commitment sets an hour."""
    for draw in deadlines.late_openings(state, today, times):
        done = times.day(draw.result) if draw.result is not None else None
        role = state.tasks[draw.commit.task].task.office
        yield Late("opening", draw.commit.opens.date(), done, role, draw.id)


def _penalties(state: State, times: Times) -> Iterator[Late]:
    for case in state.cases.values():
        for step in case.steps:
            if step.kind == "case-decision" and deadlines.penalty_late(state, step, times):
                due = deadlines.penalty_due(state, step)
                if due is not None:
                    yield Late("penalty", due, times.day(step), case.opened.body.office, step.id)


def _corrections(state: State, today: date) -> Iterator[Late]:
    """Of cases that set a day: their first correction after it, or none in sight."""
    for case in state.cases.values():
        due = case.opened.body.rectify_by
        if due is None or case.annulled is not None:
            continue
        made = [step.body.date for step in case.steps if isinstance(step.body, CaseCorrection)]
        first = min(made, default=None)
        if first is None and (case.stage == "closed" or today <= due):
            continue
        if first is None or first > due:
            yield Late("rectification", due, first, case.opened.body.office, case.opened.id)
