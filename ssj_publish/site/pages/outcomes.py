"""What was found and what came of it, in one line: a result is never told without the case that rests on it."""

from __future__ import annotations

from ssj_publish.core.kinds.case import CaseReinspection
from ssj_publish.core.rules.inspecting import WANTING
from ssj_publish.core.state import Case, ResultState, State
from ssj_publish.site.blocks import Cell, day
from ssj_publish.words import labels


def wanting(one: ResultState) -> bool:
    """Whether a point was found wanting: the one meaning of 发现问题, as in the figures. A school that has closed, moved or
    could not be reached was not inspected, and nothing was found there."""
    return one.result.code in WANTING


def told(state: State, one: ResultState) -> Cell:
    """The result in the field's own words, and how far its case has come."""
    text = labels.RESULTS[one.result.code]
    case = state.cases.get(one.case) if one.case else None
    if case is not None and case.annulled is None:
        return Cell(f"{text} → {came(case)}", tone="ok" if case.stage == "closed" else "warn")
    return Cell(text, tone={"no-problem": "ok"}.get(one.result.code, "warn" if wanting(one) else ""))


def came(case: Case) -> str:
    """``已整改，2025-06-05 结案``, or the last step and its day."""
    last = case.steps[-1] if case.steps else case.opened
    if case.stage != "closed":
        return f"{labels.STAGES[case.stage]}（{day(last.time.date())}）"
    mended = any(isinstance(step.body, CaseReinspection) and step.body.passed for step in case.steps)
    return f"{'已整改，' if mended else ''}{day(last.time.date())} 结案"
