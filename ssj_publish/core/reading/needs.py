"""培训需求: what went wrong in each office's records, so that a training can be about it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from ssj_publish.core.reading import approvals, deadlines, ways
from ssj_publish.core.reading.times import Times
from ssj_publish.core.state import State


@dataclass(frozen=True, slots=True)
class Need:
    """What went wrong in an office's records in ``year``: results public ``late``, records ``corrected`` or taken back,
    ``annulled``, visits ``unapproved`` or ratified too late. Where much did, there is something to teach."""

    year: int
    office: str
    late: int
    corrected: int
    annulled: int
    unapproved: int


def needs(state: State, times: Times, today: date) -> tuple[Need, ...]:
    """By year, newest first, and office; an office in whose records nothing went wrong is not among them."""
    found: dict[tuple[int, str], Counter[str]] = {}

    def count(day: date, office: str, what: str) -> None:
        found.setdefault((day.year, state.acting(office)), Counter())[what] += 1

    for one in state.results.values():
        item = state.items.latest(one.result.item)
        office = item.office if item else ""
        if one.in_force and deadlines.was_late(state, one, times):
            count(times.day(one.record), office, "late")
        for record in (*one.corrections, *([one.retraction] if one.retraction else [])):
            count(record.time.date(), office, "corrected")
    for visit in state.visits.values():
        for record in visit.corrections:
            count(record.time.date(), ways.office(state, visit.visit), "corrected")
        if visit.annulment is not None:
            count(visit.annulment.time.date(), ways.office(state, visit.visit), "annulled")
    for id_, _ in approvals.irregular(state, today):
        visited = state.visits[id_].visit
        count(visited.date, ways.office(state, visited), "unapproved")
    return tuple(
        Need(year, office, *(told[name] for name in ("late", "corrected", "annulled", "unapproved")))
        for (year, office), told in sorted(found.items(), key=lambda one: (-one[0][0], one[0][1]))
    )
