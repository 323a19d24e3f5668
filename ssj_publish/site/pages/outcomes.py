"""What was found and what came of it, in one line: a result is never told without the case that rests on it."""

from __future__ import annotations

from ssj_publish.core.kinds.case import CaseReinspection
from ssj_publish.core.living import Case, ResultState, VisitState
from ssj_publish.core.rules.inspecting import WANTING
from ssj_publish.core.state import State
from ssj_publish.site.blocks import Cell, day
from ssj_publish.words import labels


def wanting(one: ResultState) -> bool:
    """Whether a point was found wanting: the one meaning of 发现问题, as in the figures. A school that has closed,
    moved or could not be reached was not inspected, and nothing was found there."""
    return one.result.code in WANTING


#: A result in a word, to choose by.
WANTING_WORD, FINE_WORD, UNSEEN_WORD = "发现问题", "没有发现问题", "没有查成"
#: The choice of the rows of the list of results in which something was found wanting.
CHOOSE_WANTING = ("查出了什么", WANTING_WORD)


def sort(one: ResultState) -> str:
    """Whether anything was found wanting, nothing was, or there was nothing to be looked at."""
    if wanting(one):
        return WANTING_WORD
    return FINE_WORD if one.result.code == "no-problem" else UNSEEN_WORD


def told(state: State, one: ResultState) -> Cell:
    """The result in the field's own words, and how far its case has come."""
    text = labels.RESULTS[one.result.code]
    case = state.cases.get(one.case) if one.case else None
    if case is not None and case.annulled is None:
        return Cell(f"{text} → {came(case)}", tone="ok" if case.stage == "closed" else "warn")
    return Cell(text, tone={"no-problem": "ok"}.get(one.result.code, "warn" if wanting(one) else ""))


def of_visit(state: State, one: VisitState) -> Cell:
    """What was found, item by item, and what came of it; in the tone of the worst."""
    if not one.in_force:
        return Cell("已撤回" if one.annulment is None else "已宣告无效", tone="quiet")
    found = [(item, told(state, state.results[result])) for item, result in sorted(one.results.items())]
    if not found:
        return Cell("待公示", tone="warn")
    tones = {cell.tone for _, cell in found}
    tone = next((one for one in ("warn", "ok", "") if one in tones), "")
    return Cell("；".join(f"{item_name(state, item)}：{cell.text}" for item, cell in found), tone=tone)


def briefly(state: State, one: VisitState) -> Cell:
    """A visit in the fewest words, alike wherever the same was found: how many results were wanting, or which others
    there are."""
    if not one.in_force:
        return of_visit(state, one)
    results = [state.results[id_] for _, id_ in sorted(one.results.items())]
    if not results:
        return Cell("待公示", tone="warn")
    bad = [each for each in results if wanting(each)]
    if not bad:
        odd = next((each.result.code for each in results if each.result.code != "no-problem"), None)
        return Cell(labels.RESULTS[odd]) if odd else Cell(labels.RESULTS["no-problem"], tone="ok")
    open_ = [case for each in bad if each.case and (case := state.cases[each.case]).annulled is None]
    if open_ and all(case.stage == "closed" for case in open_):
        return Cell(f"发现问题 → {came(open_[-1])}", tone="ok")
    if open_:
        return Cell(f"发现问题 → {came(next(case for case in open_ if case.stage != 'closed'))}", tone="warn")
    mended = all(each.result.code == "corrected-on-order" for each in bad)
    return Cell("发现问题 → 经责令已改正" if mended else "发现问题", tone="warn")


def item_name(state: State, id_: str) -> str:
    """An item by its name alone."""
    found = state.items.latest(id_)
    return found.name if found else id_


def came(case: Case) -> str:
    """``已整改，2025-06-05 结案``, or the last step and its day."""
    last = case.steps[-1] if case.steps else case.opened
    if case.stage != "closed":
        return f"{labels.STAGES[case.stage]}（{day(last.time.date())}）"
    mended = any(isinstance(step.body, CaseReinspection) and step.body.passed for step in case.steps)
    return f"{'已整改，' if mended else ''}{day(last.time.date())} 结案"
