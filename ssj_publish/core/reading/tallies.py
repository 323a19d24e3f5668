"""What the ledger's pictures show: parts of wholes, counted from the record. Each function gives its tallies in the
order in which they are shown; a whole of nothing is left out, but for a task that is not yet drawn.

Visits and results count while they are in force; ``year`` is the visit's, or the task's first day's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ssj_publish.core.kinds.registers import Body
from ssj_publish.core.living import ResultState, VisitState
from ssj_publish.core.reading import deadlines
from ssj_publish.core.reading.times import Times
from ssj_publish.core.rules.inspecting import WANTING
from ssj_publish.core.state import State


@dataclass(frozen=True, slots=True)
class Tally:
    """``part`` of ``whole``; ``key`` is an id, a class, a town or a month (``2026-03``)."""

    key: str
    part: int
    whole: int


def tasks(state: State, year: int) -> tuple[Tally, ...]:
    """Visited of drawn, by task; a whole of 0 is a task that waits for its draw. Cancelled tasks are left out."""
    found = []
    for id_, one in state.tasks.items():
        if one.task.start.year == year and one.cancelled is None:
            others = (state.elsewhere[id_] for id_ in one.elsewhere)
            there = next((found for found in others if found.in_force), None)
            if there is not None:
                found.append(Tally(id_, len(there.visits), len(there.body.drawn)))
                continue
            live = [state.draws[draw] for draw in one.draws if state.draws[draw].void is None]
            sizes = sum(stratum.sample for draw in live for stratum in draw.commit.strata)
            found.append(Tally(id_, sum(len(draw.visits) for draw in live), sizes))
    return tuple(found)


def classes(state: State, year: int) -> tuple[Tally, ...]:
    """Bodies visited of all active ones, by credit class, best first."""
    return _covered(state, year, {one.id: one.credit_class for one in _active(state)}, state.settings.classes)


def towns(state: State, year: int) -> tuple[Tally, ...]:
    """Bodies visited of all active ones, by town; bodies without a town are left out."""
    found = {one.id: one.town for one in _active(state) if one.town}
    return _covered(state, year, found, sorted(set(found.values())))


def months(state: State, year: int) -> tuple[Tally, ...]:
    """Results with a problem of all results, by the visit's month."""
    return _wanting((f"{visit.visit.date:%Y-%m}", result) for visit, result in _results(state, year))


def items(state: State, year: int) -> tuple[Tally, ...]:
    """Results with a problem of all results, by item."""
    return _wanting((result.result.item, result) for _, result in _results(state, year))


def punctual(state: State, year: int, times: Times | None = None) -> tuple[Tally, ...]:
    """Results published in time of all results, by the visit's month."""
    bound = times or Times(state)
    late = [
        (f"{visit.visit.date:%Y-%m}", deadlines.was_late(state, result, bound))
        for visit, result in _results(state, year)
    ]
    return _counted((key, not was) for key, was in late)


def loads(state: State, year: int) -> tuple[Tally, ...]:
    """Visits of all that the busiest one made, by inspector of today's register, busiest first."""
    made = Counter(one for visit in _visits(state, year) for one in visit.visit.inspectors)
    most = max(made.values(), default=0)
    known = sorted({*state.inspectors.current, *made}, key=lambda id_: (-made[id_], id_))
    return tuple(Tally(id_, made[id_], most) for id_ in known) if most else ()


def repeats(state: State) -> tuple[Tally, ...]:
    """Visits with a problem of all visits, by body, for bodies with problems at two visits or more, most first."""
    seen: Counter[str] = Counter()
    bad: Counter[str] = Counter()
    for visit in state.visits.values():
        if visit.in_force:
            seen[visit.visit.body] += 1
            bad[visit.visit.body] += any(state.results[id_].result.code in WANTING for id_ in visit.results.values())
    found = [Tally(body, count, seen[body]) for body, count in bad.items() if count > 1]
    return tuple(sorted(found, key=lambda one: (-one.part, one.key)))


def _active(state: State) -> list[Body]:
    return [one for one in state.bodies.current.values() if one.state == "active"]


def _visits(state: State, year: int) -> Iterator[VisitState]:
    return (one for one in state.visits.values() if one.in_force and one.visit.date.year == year)


def _results(state: State, year: int) -> Iterator[tuple[VisitState, ResultState]]:
    for visit in _visits(state, year):
        for id_ in visit.results.values():
            yield visit, state.results[id_]


def _covered(state: State, year: int, groups: dict[str, str], order: Iterable[str]) -> tuple[Tally, ...]:
    seen = {one.visit.body for one in _visits(state, year)}
    whole, part = Counter(groups.values()), Counter(group for id_, group in groups.items() if id_ in seen)
    return tuple(Tally(group, part[group], whole[group]) for group in order if whole[group])


def _wanting(found: Iterable[tuple[str, ResultState]]) -> tuple[Tally, ...]:
    return _counted((key, result.result.code in WANTING) for key, result in found)


def _counted(found: Iterable[tuple[str, bool]]) -> tuple[Tally, ...]:
    """Sorted by key."""
    listed = list(found)
    whole, part = Counter(key for key, _ in listed), Counter(key for key, is_in in listed if is_in)
    return tuple(Tally(key, part[key], whole[key]) for key in sorted(whole))
