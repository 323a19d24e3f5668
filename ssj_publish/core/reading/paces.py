"""办理用时: how many calendar days each step took, counted from the records: where the work waits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median_high
from typing import Final, Literal

from ssj_publish.core.reading.times import Times
from ssj_publish.core.state import State

#: 抽取公开到检查; 检查到公示结果; 公示问题到立案; 立案到整改; 立案到结案.
Step = Literal["visit", "result", "case", "correction", "close"]
STEPS: Final[tuple[Step, ...]] = Step.__args__  # type: ignore[attr-defined]  # a Literal has them


@dataclass(frozen=True, slots=True)
class Pace:
    """A step's cases in ``year`` (that of its end): how many, the upper median of their days, and the longest."""

    year: int
    step: Step
    count: int
    middle: int
    longest: int


def paces(state: State, times: Times) -> tuple[Pace, ...]:
    """By year, newest first, and step; what has not ended yet is in none."""
    found: dict[tuple[int, Step], list[int]] = defaultdict(list)
    for step, year, days in (*_visits(state), *_results(state, times), *_cases(state)):
        found[year, step].append(days)
    return tuple(
        Pace(year, step, len(days), median_high(days), max(days))
        for (year, step), days in sorted(found.items(), key=lambda one: (-one[0][0], STEPS.index(one[0][1])))
    )


def _visits(state: State) -> Iterator[tuple[Step, int, int]]:
    for one in state.visits.values():
        draw = state.draws.get(one.visit.draw or "")
        fixed = (draw.seal or draw.result) if draw is not None else None
        if one.in_force and fixed is not None:
            yield "visit", one.visit.date.year, (one.visit.date - fixed.time.date()).days


def _results(state: State, times: Times) -> Iterator[tuple[Step, int, int]]:
    for one in state.results.values():
        if one.in_force:
            public = times.day(one.record)
            yield "result", public.year, (public - state.visits[one.result.visit].visit.date).days


def _cases(state: State) -> Iterator[tuple[Step, int, int]]:
    for case in state.cases.values():
        if case.annulled is not None:
            continue
        opened = case.opened.time.date()
        told = state.results[case.opened.body.result].record.time.date()
        yield "case", opened.year, (opened - told).days
        for kind, step in (("case-correction", "correction"), ("case-close", "close")):
            last = next((one.time.date() for one in case.steps if one.kind == kind), None)
            if last is not None:
                yield step, last.year, (last - opened).days  # type: ignore[misc]  # one of the steps above
