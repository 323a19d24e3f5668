"""What bodies answered and what the public said in numbers, as readers of a result, an office or a year ask for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ssj_publish.core.kinds.answers import OfficeFeedback, Reply
from ssj_publish.core.reading import workdays
from ssj_publish.core.reading.times import Times
from ssj_publish.core.records import Record
from ssj_publish.core.state import State


def due(state: State, record: Record[Reply], times: Times | None = None) -> date | None:
    """The last day on which the reply was to be recorded, by the rules that it stands under; None where a year's
    calendar is missing."""
    return workdays.due(state, record.body.received, state.settings_at(record.seq).reply_days, times)


def late(state: State, times: Times) -> Iterator[tuple[Record[Reply], int]]:
    """Replies recorded after that, with the calendar days too many, by the time that binds them."""
    for record in state.replies:
        days = state.settings_at(record.seq).reply_days
        day, last = times.day(record), workdays.limit(state, record.body.received, days, times)
        if day > last:
            yield record, (day - last).days


def about(state: State, record: Record[Reply]) -> str:
    """The body that answers: that of the result's visit, or of the case."""
    result = state.results.get(record.body.target)
    if result is not None:
        return state.visits[result.result.visit].visit.body
    case: str = state.records[record.body.target].body.case
    return state.cases[case].opened.body.body


@dataclass(frozen=True, slots=True)
class Answered:
    """An office's feedback of a year, added up over the ``months`` that were counted."""

    office: str
    months: int
    satisfied: int
    fair: int
    dissatisfied: int
    complaints: int
    integrity: int
    misconduct: int


def feedback(state: State, year: int) -> tuple[Answered, ...]:
    """The year's counts by office, in the order of the offices' ids."""
    lines: dict[str, list[OfficeFeedback]] = {}
    for one in state.feedbacks.values():
        if one.in_force and one.body.year == year:
            for line in one.body.offices:
                lines.setdefault(line.office, []).append(line)
    return tuple(
        Answered(office, len(found), *(sum(getattr(one, name) for one in found) for name in _COUNTS))
        for office, found in sorted(lines.items())
    )


_COUNTS = ("satisfied", "fair", "dissatisfied", "complaints", "integrity", "misconduct")
