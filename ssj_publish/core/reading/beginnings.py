"""What a ledger still lacks before its first draw of a year, in the order in which it is to be written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from ssj_publish.core.state import State

Step = Literal["calendar", "items", "bodies", "inspectors", "plan", "consolidation", "approval"]


def lacking(state: State, year: int) -> tuple[Step, ...]:
    """The steps of ``year`` that nobody has taken."""
    return tuple(_lacking(state, year))


def _lacking(state: State, year: int) -> Iterator[Step]:
    if year not in state.calendars:
        yield "calendar"
    registers: tuple[tuple[Step, object], ...] = (
        ("items", state.items.history),
        ("bodies", state.bodies.history),
        ("inspectors", state.inspectors.history),
    )
    yield from (step for step, known in registers if not known)
    plans = [plan for plan in state.plans.values() if plan.plan.year == year]
    if any(plan.approval is not None for plan in plans):
        return
    if plans:
        yield "approval"
    elif any(one.body.year == year for one in state.proposals.values()):
        yield "consolidation"
    else:
        yield "plan"
