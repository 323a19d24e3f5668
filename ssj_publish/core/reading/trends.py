"""The years side by side: what was done in each, counted from the records in force. What a year's number counts is said
once, here, so that a line over time joins like with like."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from ssj_publish.core.reading import deadlines
from ssj_publish.core.reading.times import Times
from ssj_publish.core.rules.inspecting import WANTING
from ssj_publish.core.state import State


@dataclass(frozen=True, slots=True)
class Year:
    """``visits`` of the year (家次), drawn or not, to so many ``bodies``; their ``results``, with ``problems``, and
    ``late``; ``drawn`` bodies of draws opened in the year and not void; ``opened`` and ``closed`` cases, by the day of
    the step."""

    year: int
    visits: int
    bodies: int
    results: int
    problems: int
    late: int
    drawn: int
    opened: int
    closed: int


def years(state: State, times: Times) -> tuple[Year, ...]:
    """Every year from the first to the last in which something was done, oldest first; years without anything too."""
    counted: dict[str, Counter[int]] = {name: Counter() for name in Year.__dataclass_fields__ if name != "year"}
    seen: set[tuple[int, str]] = set()
    for visit in state.visits.values():
        if not visit.in_force:
            continue
        year = visit.visit.date.year
        counted["visits"][year] += 1
        counted["bodies"][year] += (year, visit.visit.body) not in seen
        seen.add((year, visit.visit.body))
        for id_ in visit.results.values():
            result = state.results[id_]
            counted["results"][year] += 1
            counted["problems"][year] += result.result.code in WANTING
            counted["late"][year] += deadlines.was_late(state, result, times)
    for draw in state.draws.values():
        if draw.result is not None and draw.void is None:
            counted["drawn"][times.day(draw.result).year] += sum(stratum.sample for stratum in draw.commit.strata)
    for case in state.cases.values():
        if case.annulled is None:
            counted["opened"][times.day(case.opened).year] += 1
            counted["closed"][times.day(case.steps[-1]).year] += case.stage == "closed" and bool(case.steps)
    there = [year for one in counted.values() for year in one]
    span = range(min(there), max(there) + 1) if there else ()
    return tuple(Year(year, **{name: one[year] for name, one in counted.items()}) for year in span)


def loads(state: State) -> dict[str, Counter[int]]:
    """Visits of each inspector of today's register, by year."""
    found: dict[str, Counter[int]] = {id_: Counter() for id_ in state.inspectors.current}
    for visit in state.visits.values():
        if visit.in_force:
            for id_ in visit.visit.inspectors:
                if id_ in found:
                    found[id_][visit.visit.date.year] += 1
    return found
