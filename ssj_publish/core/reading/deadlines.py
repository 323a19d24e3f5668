"""What is due, by whom and when; what came late.

A result is due within so many working days after the visit (国发〔2019〕5号; the number is the ledger's setting). Where
the holiday notice of a year is not yet in the ledger the day is unknown, and is said to be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from ssj_publish import errors
from ssj_publish.core.calendar import Calendar
from ssj_publish.core.kinds.case import CaseDecision
from ssj_publish.core.reading import approvals, ways
from ssj_publish.core.records import Record
from ssj_publish.core.rules import casework, elsewhere
from ssj_publish.core.state import Draw, ResultState, State

What = Literal["draw", "opening", "visit", "result", "rectification", "step", "decision", "ratification", "expiry"]
#: A penalty procedure comes to a decision within so many days of its opening (行政处罚法 art. 60).
DECISION_DAYS = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that somebody owes. ``day`` is None where the calendar of its year is not known.

    ``role`` is the id of who owes it; ``task``, ``body``, ``item`` and ``record`` say what it is about.
    """

    what: What
    role: str
    day: date | None
    task: str = ""
    body: str = ""
    item: str = ""
    record: str = ""

    def overdue(self, today: date) -> bool:
        """Whether the day has passed; the day itself is still in time."""
        return self.day is not None and today > self.day


def result_due(calendar: Calendar, visited: date, days: int) -> date | None:
    """The last day on which a result is in time; None where a year's calendar is missing."""
    try:
        return calendar.after(visited, days)
    except errors.CalendarUnknown:
        return None


def was_late(state: State, result: ResultState) -> bool:
    """Whether a result was published after its last day."""
    visit = state.visits[result.result.visit].visit
    due = result_due(state.calendar, visit.date, state.founding.settings.result_days)
    return due is not None and result.record.time.date() > due


def late_openings(state: State, today: date) -> tuple[Draw, ...]:
    """Draws, void ones too, that were opened after the moment their commitment set, or that are closed on a later day:
    whoever keeps a secret back cannot be forced, but is counted."""
    return tuple(
        draw
        for draw in state.draws.values()
        if (draw.result.time > draw.commit.opens if draw.result is not None else today > draw.commit.opens.date())
    )


def outstanding(state: State) -> tuple[Due, ...]:
    """Everything owed at the ledger's head, sorted by day (unknown days last)."""
    found = [*_draws(state), *_visits(state), *_results(state), *_cases(state), *_ratifications(state)]
    return by_day(found)


def by_day(found: Iterable[Due]) -> tuple[Due, ...]:
    """Sorted by day, unknown days last."""
    return tuple(sorted(found, key=lambda due: (due.day is None, due.day or date.min, due.task, due.body, due.item)))


def _draws(state: State) -> Iterator[Due]:
    for id_, one in state.tasks.items():
        drawn = any(state.draws[draw].void is None for draw in one.draws) or elsewhere.live(state, id_) is not None
        if state.approved(one) and not drawn:
            yield Due("draw", one.task.office, one.task.end, task=id_)
    for draw in state.draws.values():
        if draw.result is None:
            office = state.tasks[draw.commit.task].task.office
            yield Due("opening", office, draw.commit.opens.date(), task=draw.commit.task, record=draw.id)


def _visits(state: State) -> Iterator[Due]:
    for draw in _live(state):
        task = state.tasks[draw.commit.task].task
        for body in sorted(draw.teams.keys() - draw.visits.keys()):
            yield Due("visit", task.office, task.end, task=task.id, body=body, record=draw.id)
    for id_, one in state.elsewhere.items():
        if one.in_force:
            task = state.tasks[one.body.task].task
            for body in sorted({assigned.body for assigned in one.body.drawn} - one.visits.keys()):
                yield Due("visit", task.office, task.end, task=task.id, body=body, record=id_)


def _results(state: State) -> Iterator[Due]:
    calendar = state.calendar
    for id_, one in state.visits.items():
        if not one.in_force:
            continue
        day = result_due(calendar, one.visit.date, state.founding.settings.result_days)
        for item_id in one.visit.items:
            if item_id not in one.results:
                item = state.items.latest(item_id)
                task = state.draws[one.visit.draw].commit.task if one.visit.draw else ""
                yield Due(
                    "result",
                    item.office if item else "",
                    day,
                    task=task,
                    body=one.visit.body,
                    item=item_id,
                    record=id_,
                )


def _cases(state: State) -> Iterator[Due]:
    """Of a case that is open: its correction while one is set, the decision of a penalty procedure, else its next step."""
    for case in state.cases.values():
        if case.stage == "closed" or case.annulled is not None:
            continue
        body = case.opened.body
        if body.form == "penalty" and not casework.decided(case):
            yield Due(
                "decision", body.office, case.opened.time.date() + DECISION_DAYS, body=body.body, record=case.opened.id
            )
        elif case.stage in ("opened", "decided", "failed") and body.rectify_by is not None:
            yield Due("rectification", body.office, body.rectify_by, body=body.body, record=case.opened.id)
        else:
            day = case.steps[-1].time.date() + DECISION_DAYS
            yield Due("step", body.office, day, body=body.body, record=case.steps[-1].id)


def _ratifications(state: State) -> Iterator[Due]:
    """Urgent visits that no approval has named yet."""
    for id_, one in state.visits.items():
        if one.in_force and approvals.standing(state, id_, date.max) in ("waiting", "missing"):
            day = approvals.ratify_by(state, id_)
            yield Due("ratification", ways.office(state, one.visit), day, body=one.visit.body, record=id_)


def penalty_due(state: State, decision: Record[CaseDecision]) -> date | None:
    """The last day on which a penalty is published in time: so many working days after its decision; None where the
    calendar is missing, or there is no penalty."""
    if decision.body.severity is None:
        return None
    return result_due(state.calendar, decision.body.date, state.founding.settings.penalty_days)


def penalty_late(state: State, decision: Record[CaseDecision]) -> bool:
    """Whether the decision of a penalty was published after its last day; the record is the publication."""
    due = penalty_due(state, decision)
    return due is not None and decision.time.date() > due


def _live(state: State) -> Iterator[Draw]:
    return (draw for draw in state.draws.values() if draw.void is None)
