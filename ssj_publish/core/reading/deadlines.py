"""What is due, by whom and when; what came late.

A result is due within so many working days after the visit (国发〔2019〕5号; the number is the ledger's setting). Where
the holiday notice of a year is not yet in the ledger the day is unknown, and is said to be.

Nothing that is written later makes a late result punctual. The visit counts from the earliest day that it was ever said to be
of. Of the notices that stood between the visit and the deadline, the one that gives the least time holds; one written down
once the deadline has passed changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from ssj_publish import errors
from ssj_publish.core.calendar import Calendar
from ssj_publish.core.kinds.genesis import CalendarYear
from ssj_publish.core.reading.times import Times
from ssj_publish.core.state import Draw, ResultState, State, VisitState

#: Ledgers whose notices are kept in mind.
_REMEMBERED: Final = 16
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


class _Notices:
    """The notices of a ledger, each with the days from and up to which nothing else was known."""

    def __init__(self, notices: Sequence[tuple[date, CalendarYear]]) -> None:
        self._spans: list[tuple[date, date | None, Calendar]] = []
        self._found: dict[tuple[date, int], date | None] = {}
        years: dict[int, CalendarYear] = {}
        since = date.min
        for number, (day, one) in enumerate(notices):
            years[one.year] = one
            # A record may lawfully be of a time a little before the one it stands behind.
            since = max(since, day)
            until = max(since, notices[number + 1][0]) if number + 1 < len(notices) else None
            self._spans.append((since, until, Calendar(years)))

    def due(self, visited: date, days: int) -> date | None:
        if (visited, days) not in self._found:
            self._found[visited, days] = self._due(visited, days)
        return self._found[visited, days]

    def _due(self, visited: date, days: int) -> date | None:
        found: date | None = None
        for since, until, calendar in self._spans:
            if until is not None and until < visited:
                continue
            day = result_due(calendar, visited, days)
            if day is not None:
                # Nor does a shorter one make late what was punctual when it came.
                found = day if found is None else min(found, max(day, since))
            if found is not None and until is not None and until > found:
                break
        return found


#: By the notices' ids and the days that bind them, so that one ledger's need not be gone through for every result.
_KNOWN: dict[tuple[tuple[str, date], ...], _Notices] = {}


def due_of(state: State, visit: VisitState, times: Times) -> date | None:
    """The last day on which the results of ``visit`` are in time; None where a year's calendar is missing."""
    key = tuple((one.id, times.day(one)) for one in state.notices)
    if key not in _KNOWN:
        if len(_KNOWN) >= _REMEMBERED:
            _KNOWN.clear()
        _KNOWN[key] = _Notices([(times.day(one), one.body) for one in state.notices])
    return _KNOWN[key].due(visit.earliest, state.founding.settings.result_days)


def result_due(calendar: Calendar, visited: date, days: int) -> date | None:
    """The last of ``days`` working days after ``visited``; None where a year's calendar is missing."""
    try:
        return calendar.after(visited, days)
    except errors.CalendarUnknown:
        return None


def was_late(state: State, result: ResultState, times: Times) -> bool:
    """Whether a result was published after its last day, by the time that binds it."""
    due = due_of(state, state.visits[result.result.visit], times)
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


def outstanding(state: State, times: Times | None = None) -> tuple[Due, ...]:
    """Everything owed at the ledger's head, sorted by day (unknown days last)."""
    found = [*_draws(state), *_visits(state), *_results(state, times or Times(state)), *_rectifications(state)]
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


def _results(state: State, times: Times) -> Iterator[Due]:
    for id_, one in state.visits.items():
        if not one.in_force:
            continue
        day = due_of(state, one, times)
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
