"""规则变更前后: the year before a change of the settings and the year after it, in the same numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from ssj_publish.core.reading import deadlines
from ssj_publish.core.reading.times import Times
from ssj_publish.core.rules.inspecting import WANTING
from ssj_publish.core.state import State

_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Span:
    """What happened from ``start`` to ``end`` (both included): ``visits`` to so many ``bodies``, ``results`` made
    public, of them ``late``, and ``problems`` among them."""

    start: date
    end: date
    visits: int
    bodies: int
    results: int
    late: int
    problems: int


def beside(state: State, times: Times, day: date, today: date) -> tuple[Span, Span]:
    """The 365 days before ``day``, and those from it on, as far as they have passed on ``today``."""
    return (
        _span(state, times, day - _YEAR, day - timedelta(days=1)),
        _span(state, times, day, min(day + _YEAR - timedelta(days=1), today)),
    )


def _span(state: State, times: Times, start: date, end: date) -> Span:
    visits = [one.visit for one in state.visits.values() if one.in_force and start <= one.visit.date <= end]
    results = [one for one in state.results.values() if one.in_force and start <= times.day(one.record) <= end]
    return Span(
        start,
        end,
        len(visits),
        len({one.body for one in visits}),
        len(results),
        sum(deadlines.was_late(state, one, times) for one in results),
        sum(one.result.code in WANTING for one in results),
    )
