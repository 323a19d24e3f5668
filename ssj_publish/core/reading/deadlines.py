"""What is due, by whom and when; what came late.

A result is due within so many working days after the visit (国发〔2019〕5号; the number is the ledger's setting). Where
the holiday notice of a year is not yet in the ledger the day is unknown, and is said to be.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ssj_publish import errors
from ssj_publish.core.calendar import Calendar
from ssj_publish.core.reading.times import Times
from ssj_publish.core.state import Draw, ResultState, State

What = Literal["draw", "opening", "visit", "result", "rectification"]


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


def was_late(state: State, result: ResultState, times: Times) -> bool:
    """Whether a result was published after its last day, by the time that binds it."""
    visit = state.visits[result.result.visit].visit
    due = result_due(state.calendar, visit.date, state.founding.settings.result_days)
    return due is not None and times.day(result.record) > due


def late_openings(state: State, today: date, times: Times | None = None) -> tuple[Draw, ...]:
    """Draws, void ones too, that were opened after the moment their commitment set, or that are closed on a later day:
    whoever keeps a secret back cannot be forced, but is counted."""
    bound = times or Times(state)
    return tuple(
        draw
        for draw in state.draws.values()
        if (bound.at(draw.result) > draw.commit.opens if draw.result is not None else today > draw.commit.opens.date())
    )


def outstanding(state: State) -> tuple[Due, ...]:
    """Everything owed at the ledger's head, sorted by day (unknown days last)."""
    found = [*_draws(state), *_visits(state), *_results(state), *_rectifications(state)]
    return tuple(sorted(found, key=lambda due: (due.day is None, due.day or date.min, due.task, due.body, due.item)))


def _draws(state: State) -> Iterator[Due]:
    for id_, one in state.tasks.items():
        if state.approved(one) and not any(state.draws[draw].void is None for draw in one.draws):
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


def _rectifications(state: State) -> Iterator[Due]:
    for case in state.cases.values():
        if case.stage in ("opened", "decided", "failed") and case.opened.body.rectify_by is not None:
            body = case.opened.body
            yield Due("rectification", body.office, body.rectify_by, body=body.body, record=case.opened.id)


def _live(state: State) -> Iterator[Draw]:
    return (draw for draw in state.draws.values() if draw.void is None)
