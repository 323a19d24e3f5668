"""公示期限: how long what is said of a penalty may be public.

The terms are the ledger's settings, or the law's own: 发改委令36号 (信用修复管理办法, in force from 2026-04-01) has
minor penalties unpublished or public for at most three months, ordinary ones for three months to a year, serious ones
for one to three years. They run from the day of the decision. What else the case says ends with the penalty: its ground
would tell what was taken away.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from ssj_publish import errors
from ssj_publish.core import disclosure
from ssj_publish.core.kinds.answers import Reply
from ssj_publish.core.kinds.case import CaseDecision
from ssj_publish.core.kinds.genesis import Publication, PublicTerm, Settings
from ssj_publish.core.living import Case
from ssj_publish.core.records import Record
from ssj_publish.core.shapes import Shape
from ssj_publish.core.state import State

#: What holds where a ledger sets nothing else.
LAW = Publication(
    terms=(
        PublicTerm(severity="minor", least=0, most=3),
        PublicTerm(severity="general", least=3, most=12),
        PublicTerm(severity="serious", least=12, most=36),
    ),
    source="《信用修复管理办法》（国家发展改革委令第36号）",
    certificates="full",
    left_months=24,
)
PENALTIES = frozenset({"warning", "fine", "confiscation", "suspension", "revocation"})
#: Penalties before which the party may ask for a hearing (行政处罚法 art. 63, whatever their size): no minor ones.
HEARD = frozenset({"suspension", "revocation"})


def settings(state: State) -> Publication:
    """The ledger's own in force, or the law's."""
    return state.settings.publication or LAW


def check_settings(said: Settings) -> None:
    """Every severity once, each no longer and no shorter than the law allows; raises `errors.TermsMalformed`."""
    terms = (said.publication or LAW).terms
    law = {one.severity: one for one in LAW.terms}
    if tuple(one.severity for one in terms) != tuple(law):
        raise errors.TermsMalformed()
    if any(one.least > one.most or one.most > law[one.severity].most for one in terms):
        raise errors.TermsMalformed()
    if any(one.least < law[one.severity].least for one in terms):
        raise errors.TermsMalformed()


def unpublished(body: Shape) -> bool:
    """Whether ``body`` is the decision of a penalty that is not published at all."""
    return isinstance(body, CaseDecision) and body.severity is not None and body.public_until is None


def until(body: Shape, day: date) -> date | None:
    """The last public day that the contents of ``body`` must bear, if it is written on ``day``; None for no end yet."""
    if not isinstance(body, CaseDecision):
        return None
    return day - timedelta(days=1) if unpublished(body) else body.public_until


def over(state: State, body: Shape, day: date) -> bool:
    """Whether what ``body`` says may not be public any more on ``day``, so that its contents need not be kept."""
    last = until(body, day) or term(state, body)
    return last is not None and last < day


def term(state: State, body: Shape) -> date | None:
    """The last public day of the case in which ``body`` is a step, or answers one, if a penalty has been decided
    there."""
    said = state.records[body.target].body if isinstance(body, Reply) and body.target in state.records else body
    case = state.cases.get(getattr(said, "case", None) or "")
    return case.public_until if case is not None else None


def check_penalty(state: State, body: CaseDecision, record: Record[CaseDecision]) -> None:
    """Severity, term and contents agree; raises `errors.PenaltyTerm`, `errors.TermOutside`, `errors.DisclosureTerm`
    (protocol R33)."""
    if (body.decision in PENALTIES) != (body.severity is not None):
        raise errors.PenaltyTerm(case=body.case)
    if body.severity is None:
        if body.public_until is not None:
            raise errors.PenaltyTerm(case=body.case)
        return
    if body.severity == "minor" and body.decision in HEARD:
        raise errors.PenaltyNotMinor(case=body.case)
    bounds = next(one for one in settings(state).terms if one.severity == body.severity)
    first, last = after(body.date, bounds.least), after(body.date, bounds.most)
    fits = bounds.least == 0 if body.public_until is None else first <= body.public_until <= last
    if not fits:
        raise errors.TermOutside(
            case=body.case,
            severity=body.severity,
            least=bounds.least,
            most=bounds.most,
            first=first.isoformat(),
            last=last.isoformat(),
            source=settings(state).source,
        )
    if body.public_until is not None and body.public_until <= record.time.date():
        raise errors.PenaltyTerm(case=body.case)
    expected = until(body, record.time.date())
    for place, one in disclosure.references("case-decision", body):
        if one.until != expected:
            raise errors.DisclosureTerm(field=place, day=str(one.until or "—"))


def bind(state: State, case: Case, day: date | None) -> None:
    """From now on the contents of ``case`` and of what was answered to it are public until ``day`` (None: no end is
    set), but for its decisions'."""
    case.public_until = day
    steps = {step.id for step in case.steps}
    for step in (*case.steps, *(one for one in state.replies if one.body.target in steps)):
        if not isinstance(step.body, CaseDecision):
            for _, one in disclosure.references(step.kind, step.body):
                state.references[one.sd].until = day


def after(day: date, months: int) -> date:
    """The day so many calendar months later; the last of the month where that month is shorter (民法典 art. 202)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
