"""检查与结果: a visit is by the drawn team, certified on the day, and signed for or not with the reason; a result is by
the item's own office.

`check_visit` and `check_result` hold a body whether it is new or stands in a correction.
"""

from __future__ import annotations

from datetime import date, timedelta

from ssj_publish import errors
from ssj_publish.core.kinds.inspection import Result, Visit
from ssj_publish.core.living import Amendable, ResultState, VisitState
from ssj_publish.core.records import Record
from ssj_publish.core.rules import approving, confirming, elsewhere, joining, ownership, sparing
from ssj_publish.core.state import State, certified_on, require

#: Results that say the body could not be inspected: no checklist is asked for.
UNINSPECTED = frozenset({"unreachable", "obstruction", "no-activity", "deregistered", "closed", "moved"})
#: Of them, those that say what has become of the body, and how its entry must then stand (None: in the register no
#: more).
STANDING: dict[str, frozenset[str | None]] = {
    "closed": frozenset({"closed", "suspended", None}),
    "moved": frozenset({"moved", None}),
    "deregistered": frozenset({"closed", None}),
}
#: Results that need at least one point found wanting.
WANTING = frozenset({"not-published", "false-publication", "corrected-on-order", "pending", "other-department"})
#: The longest time for a correction.
RECTIFY = timedelta(days=366)
#: Results on which a case can rest.
GROUNDS = WANTING | {"obstruction", "unreachable"}


def visit(state: State, record: Record[Visit], signers: frozenset[str]) -> None:
    """检查记录: one for each drawn body, or one with a trigger, or a routine one."""
    body = record.body
    check_visit(state, body, record, signers)
    for kept in joining.held(state, body):
        kept[body.body] = record.id
    if body.elsewhere is not None:
        state.elsewhere[body.elsewhere].visits[body.body] = record.id
    state.visits[record.id] = VisitState(record, body)


def check_visit(
    state: State, body: Visit, record: Record, signers: frozenset[str], target: Amendable[Visit] | None = None
) -> None:
    """All that holds of a visit's content; ``target`` is what a correction is of (protocol R19)."""
    before = target.body if target is not None else None
    if sum((body.draw is not None, body.elsewhere is not None, body.trigger is not None, body.routine)) != 1:
        raise errors.VisitUngrounded(body=body.body)
    if (body.signed_by is None) == (body.unsigned_reason is None):
        raise errors.AcknowledgementMissing(body=body.body)
    if body.body not in state.bodies.history:
        raise errors.ReferenceUnknown(what="body", id=body.body)
    if body.date > record.time.date():
        raise errors.DateInFuture(id=body.body, day=body.date.isoformat())
    if not body.items or list(body.items) != sorted(set(body.items)):
        raise errors.OrderBroken(id=body.body)
    items = [require(state.items.latest(item), "item", item) for item in body.items]
    ownership.by_office(state, signers, "visit", *(item.office for item in items))
    if not any(body.method in item.methods for item in items):
        raise errors.MethodUnfit(body=body.body, method=body.method)
    # A team that was certified on the day stays so, whatever the register says of it by now; and a visit that was of
    # the draw stays of it, whatever has become of the draw.
    moved = before is None or (before.inspectors, before.date) != (body.inspectors, body.date)
    if moved:
        first = target.record if target is not None else record
        check_team(state, body.inspectors, body, state.settings_at(_ruled_by(state, body, first)).inspectors_min)
    if body.draw is not None:
        if moved:
            joining.check_visit(state, body)
    elif body.proof is not None or body.also or body.also_approved:
        raise errors.VisitUngrounded(body=body.body)
    if body.elsewhere is not None:
        elsewhere.check_visit(state, body, before)
    confirming.check_visit(state, body, record, before)
    if body.trigger is not None and body.trigger.date > body.date:
        raise errors.DateOrder(id=body.body, day=body.date.isoformat())
    sparing.check_visit(state, body)
    if before is None or before.date != body.date:
        approving.check_visit(state, body, record)


def _ruled_by(state: State, body: Visit, record: Record) -> int:
    """The number of the record by whose rules a team is as large as it must be: where a draw chose it, the draw's."""
    draw = state.draws.get(body.draw or "") or state.elsewhere.get(body.elsewhere or "")
    return draw.record.seq if draw is not None else record.seq


def check_team(state: State, team: tuple[str, ...], body: Visit, minimum: int) -> None:
    """At least ``minimum``, each certified on the day (行政处罚法 art. 42, 55), none recused, every item covered."""
    if len(set(team)) != len(team) or len(team) < minimum:
        raise errors.TeamTooSmall(body=body.body, count=len(set(team)), minimum=minimum)
    covered: set[str] = set()
    for id_ in team:
        inspector = require(state.inspectors.latest(id_), "inspector", id_)
        if not certified_on(state.inspectors, id_, body.date):
            raise errors.CertificateInvalid(
                inspector=id_, until=inspector.valid_until.isoformat(), day=body.date.isoformat()
            )
        if (id_, body.body) in state.recused:
            raise errors.InspectorRecused(inspector=id_, body=body.body)
        covered.update(inspector.items)
    for item in body.items:
        if item not in covered:
            raise errors.ItemUncovered(body=body.body, item=item)


def _check_standing(state: State, code: str, visit: Visit) -> None:
    """A body that is said to be gone is out of activity in the register too; whom nobody could reach, somebody went
    to."""
    entry = state.bodies.current.get(visit.body)
    wrong = code in STANDING and (entry.state if entry is not None else None) not in STANDING[code]
    if wrong or (code == "unreachable" and visit.method != "on-site"):
        raise errors.ResultUnfit(code=code, body=visit.body)


def result(state: State, record: Record[Result], signers: frozenset[str]) -> None:
    """Each office enters the result of its own items, once (protocol R20)."""
    body = record.body
    visit_state = require(state.visits.get(body.visit), "visit", body.visit)
    if not visit_state.in_force:
        raise errors.AlreadyAnnulled(id=body.visit)
    if body.item in visit_state.results:
        raise errors.ResultExists(item=body.item)
    check_result(state, body, record, signers)
    visit_state.results[body.item] = record.id
    state.results[record.id] = ResultState(record, body)


def check_result(
    state: State, body: Result, record: Record, signers: frozenset[str], before: Result | None = None
) -> None:
    """All that holds of a result's content: checklist complete, code and checklist agree, the register says so too;
    ``before`` is what a correction replaces."""
    visit_state = require(state.visits.get(body.visit), "visit", body.visit)
    if body.item not in visit_state.visit.items:
        raise errors.ReferenceUnknown(what="item", id=body.item)
    item = require(state.items.latest(body.item), "item", body.item)
    ownership.by_office(state, signers, "result", item.office)
    inspected = body.code not in UNINSPECTED
    # The points are those of the day: an item that has changed since asks for others.
    points = require(state.items.as_of(body.item, visit_state.record.seq), "item", body.item).points
    if (inspected or body.checks) and tuple(check.point for check in body.checks) != points:
        raise errors.ChecklistWrong(item=body.item, points="、".join(points))
    problem = any(check.outcome == "problem" for check in body.checks)
    if inspected and problem != (body.code in WANTING):
        raise errors.CodeContradicts(item=body.item, code=body.code)
    if body.code == "no-problem" and body.finding is not None:
        raise errors.FindingUncalled(item=body.item)
    if before is None or before.code != body.code:
        _check_standing(state, body.code, visit_state.visit)
    if body.code == "pending" and body.rectify_by is None and body.action is None:
        raise errors.ActionMissing(item=body.item)
    if body.rectify_by is not None and body.rectify_by < visit_state.visit.date:
        raise errors.DateOrder(id=body.item, day=body.rectify_by.isoformat())
    check_rectify(body.item, body.rectify_by, record)


def check_rectify(id_: str, day: date | None, record: Record) -> None:
    """A correction is due within `RECTIFY` of the record that asks for it: a day that nobody lives to see is none
    (protocol R30)."""
    if day is not None and day > record.time.date() + RECTIFY:
        raise errors.RectifyFar(id=id_, day=day.isoformat(), days=RECTIFY.days)
