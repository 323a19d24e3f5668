"""Who is said to have been where: two places at once, at work on a day of illness, a body at which nothing was looked
at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Final

from ssj_publish.core.brief import ResultBrief, VisitBrief
from ssj_publish.core.living import VisitState
from ssj_publish.core.records import Record
from ssj_publish.core.rules.inspecting import UNINSPECTED
from ssj_publish.core.state import State

#: Reasons for which an inspector leaves a team, and would be nowhere else that day.
_AWAY: Final = frozenset({"illness", "leave", "away"})


def overlapping(state: State) -> Iterator[tuple[VisitState, VisitState, str]]:
    """(later record, earlier record, inspector): visits in force of one person whose hours on site overlap."""
    days: dict[tuple[str, date], list[tuple[str, VisitBrief]]] = defaultdict(list)
    for id_, one in state.visits.briefs():
        if not one.in_force or one.arrived is None:
            continue
        for inspector in one.inspectors:
            for other_id, other in days[inspector, one.date]:
                if other.body != one.body and _overlap(one, other):
                    yield state.visits[id_], state.visits[other_id], inspector
            days[inspector, one.date].append((id_, one))


def _overlap(one: VisitBrief, other: VisitBrief) -> bool:
    return (one.arrived or "") < (other.left or "") and (other.arrived or "") < (one.left or "")


def excused(state: State) -> Iterator[tuple[VisitState, Record, str]]:
    """(visit, substitution, inspector): visits on the very day on which the person left another team as ill or away."""
    away = {
        (one.body.inspector, one.time.date()): one
        for draw in state.draws.values()
        for one in draw.substitutions
        if one.body.inspector is not None and one.body.reason in _AWAY
    }
    for id_, visit in state.visits.briefs() if away else ():
        for inspector in visit.inspectors if visit.in_force else ():
            found = away.get((inspector, visit.date))
            if found is not None:
                yield state.visits[id_], found, inspector


def unchecked(state: State) -> Iterator[tuple[str, ResultBrief]]:
    """(id, result): results in force in which no point was looked at, of bodies for which no other visit has looked
    since."""
    looked: dict[tuple[str, str], int] = {}
    for _, one in state.results.briefs():
        if one.in_force and not _blank(one):
            looked[state.visits.brief(one.visit).body, one.item] = one.seq
    for id_, one in state.results.briefs():
        if one.in_force and _blank(one) and looked.get((state.visits.brief(one.visit).body, one.item), 0) < one.seq:
            yield id_, one


def _blank(result: ResultBrief) -> bool:
    return result.code in UNINSPECTED or result.unlooked
