"""Why bodies are visited: by a draw, a draw elsewhere, a special task, in routine, on a trigger; and what each way
finds."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal

from ssj_publish.core.brief import VisitBrief
from ssj_publish.core.kinds.inspection import Visit
from ssj_publish.core.rules.inspecting import WANTING
from ssj_publish.core.state import State

Way = Literal["drawn", "elsewhere", "special", "routine", "triggered"]


@dataclass(frozen=True, slots=True)
class Count:
    """Visits in force that ``office`` made in ``month`` (``2026-03``) in one way, and the problems found on them."""

    office: str
    month: str
    way: Way
    visits: int
    problems: int


def way(state: State, visit: Visit | VisitBrief) -> Way:
    """Why ``visit`` was made."""
    if visit.draws:
        tasks = [state.tasks[state.draws[one].commit.task].task for one in visit.draws]
        return "special" if any(task.special for task in tasks) else "drawn"
    if visit.elsewhere is not None:
        return "elsewhere"
    return "routine" if visit.routine else "triggered"


def office(state: State, visit: Visit) -> str:
    """Who made it: of a task, the office that began it; else that of the first item."""
    if visit.draw is not None:
        return state.tasks[state.draws[visit.draw].commit.task].task.office
    if visit.elsewhere is not None:
        return state.tasks[state.elsewhere[visit.elsewhere].body.task].task.office
    item = state.items.latest(visit.items[0])
    return item.office if item else ""


def counts(state: State) -> tuple[Count, ...]:
    """By month, office and way; a result with a problem counts once."""
    visits: Counter[tuple[str, str, Way]] = Counter()
    problems: Counter[tuple[str, str, Way]] = Counter()
    for one in state.visits.values():
        if one.in_force:
            key = (f"{one.visit.date:%Y-%m}", office(state, one.visit), way(state, one.visit))
            visits[key] += 1
            problems[key] += sum(state.results[id_].result.code in WANTING for id_ in one.results.values())
    return tuple(
        Count(role, month, kind, visits[month, role, kind], problems[month, role, kind])
        for month, role, kind in sorted(visits)
    )
