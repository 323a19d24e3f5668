"""Who is said to have been where: two places at once, at work on a day of illness, a body at which nothing was looked at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Final

from ssj_publish.core.kinds.inspection import Result
from ssj_publish.core.living import ResultState, VisitState
from ssj_publish.core.records import Record
from ssj_publish.core.rules.inspecting import UNINSPECTED
from ssj_publish.core.state import State

#: Reasons for which an inspector leaves a team, and would be nowhere else that day.
_AWAY: Final = frozenset({"illness", "leave", "away"})


def overlapping(state: State) -> Iterator[tuple[VisitState, VisitState, str]]:
    """(later record, earlier record, inspector): visits in force of one person whose hours on site overlap."""
    days: dict[tuple[str, date], list[VisitState]] = defaultdict(list)
    for one in state.visits.values():
        if not one.in_force or one.visit.arrived is None:
            continue
        for inspector in one.visit.inspectors:
            for other in days[inspector, one.visit.date]:
                if other.visit.body != one.visit.body and _overlap(one, other):
                    yield one, other, inspector
            days[inspector, one.visit.date].append(one)


def _overlap(one: VisitState, other: VisitState) -> bool:
    first, second = one.visit, other.visit
    return (first.arrived or "") < (second.left or "") and (second.arrived or "") < (first.left or "")


def excused(state: State) -> Iterator[tuple[VisitState, Record, str]]:
    """(visit, substitution, inspector): visits on the very day on which the person left another team as ill or away."""
    away = {
        (one.body.inspector, one.time.date()): one
        for draw in state.draws.values()
        for one in draw.substitutions
        if one.body.inspector is not None and one.body.reason in _AWAY
    }
    for visit in state.visits.values() if away else ():
        for inspector in visit.visit.inspectors if visit.in_force else ():
            found = away.get((inspector, visit.visit.date))
            if found is not None:
                yield visit, found, inspector


def unchecked(state: State) -> Iterator[ResultState]:
    """Results in force in which no point was looked at, of bodies for which no other visit has looked since."""
    looked: dict[tuple[str, str], int] = {}
    for one in state.results.values():
        if one.in_force and not _blank(one.result):
            looked[state.visits[one.result.visit].visit.body, one.result.item] = one.record.seq
    for one in state.results.values():
        since = looked.get((state.visits[one.result.visit].visit.body, one.result.item), 0)
        if one.in_force and _blank(one.result) and since < one.record.seq:
            yield one


def _blank(result: Result) -> bool:
    return result.code in UNINSPECTED or all(one.outcome == "not-applicable" for one in result.checks)
