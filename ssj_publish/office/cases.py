"""依法处理: a case's later records build on the one that opened it."""

from __future__ import annotations

from ssj_publish.core.shapes import Shape
from ssj_publish.core.state import State
from ssj_publish.office.desk import Step


def step(state: State, body: Shape) -> Step:
    """``body`` as a step; one of a case that is open names the record that opened it."""
    case = getattr(body, "case", None)
    opened = state.cases.get(case) if isinstance(case, str) else None
    return Step(body, (opened.opened.id,) if opened is not None else ())
