"""凡检查必审批: an approval names bodies, items, days and why; a visit holds to the one that it names.

Who visits without a draw needs one (a trigger, a special task). What is urgent is visited first, and ratified: an
approval that comes later names the visit. Neither a missing nor a late one makes a visit unsayable, since it took
place; both are shown (`core.reading.approvals`).
"""

from __future__ import annotations

from datetime import timedelta

from ssj_publish import errors
from ssj_publish.core.kinds.approval import InspectionApproval
from ssj_publish.core.kinds.genesis import Approvals
from ssj_publish.core.kinds.inspection import Visit
from ssj_publish.core.living import Amendable
from ssj_publish.core.records import Record
from ssj_publish.core.state import State, require

#: What holds where a ledger sets nothing else.
DEFAULT = Approvals(ratify_days=2, source="《国务院办公厅关于严格规范涉企行政检查的意见》（国办发〔2024〕54号）")
#: What was received one day is followed up within so long; who needs longer asks again (protocol R31).
SPAN = timedelta(days=92)


def settings(state: State, seq: int) -> Approvals:
    """The ledger's own that record number ``seq`` stands under, or the default."""
    return state.settings_at(seq).approvals or DEFAULT


def approval(state: State, record: Record[InspectionApproval], signers: frozenset[str]) -> None:
    """局领导 approve what the item's office asks for."""
    body = record.body
    if body.office not in signers:
        raise errors.RoleMissing(kind=record.kind, roles=state.name(body.office))
    if (body.trigger is None) == (body.task is None):
        raise errors.ApprovalUngrounded()
    for ids in (body.bodies, body.items):
        if not ids or list(ids) != sorted(set(ids)):
            raise errors.OrderBroken(id=ids[0] if ids else "")
    if body.start > body.end:
        raise errors.DateOrder(id=body.document, day=body.end.isoformat())
    if body.trigger is not None and body.end - body.start > SPAN:
        raise errors.ApprovalWide(document=body.document, days=SPAN.days)
    for id_ in body.bodies:
        if id_ not in state.bodies.history:
            raise errors.ReferenceUnknown(what="body", id=id_)
    items = [require(state.items.latest(id_), "item", id_) for id_ in body.items]
    if body.office not in {state.acting(item.office) for item in items}:
        raise errors.OfficeUnknown(office=body.office, where=body.items[0])
    if body.trigger is not None and body.trigger.date > record.time.date():
        raise errors.DateInFuture(id=body.trigger.number, day=body.trigger.date.isoformat())
    if body.task is not None:
        _check_task(state, body)
    _check_ratified(state, body)
    state.approvals[record.id] = Amendable(record, body)


def _check_task(state: State, body: InspectionApproval) -> None:
    found = require(state.tasks.get(body.task or ""), "task", body.task or "")
    if not found.task.special or not state.approved(found):
        raise errors.TaskNotSpecial(task=found.task.id)
    if not found.task.start <= body.start <= body.end <= found.task.end:
        raise errors.TaskWindow(task=found.task.id)


def _check_ratified(state: State, body: InspectionApproval) -> None:
    if len(set(body.visits)) != len(body.visits):
        raise errors.OrderBroken(id=body.visits[0])
    for id_ in body.visits:
        one = require(state.visits.get(id_), "visit", id_)
        if not one.in_force:
            raise errors.AlreadyAnnulled(id=id_)
        check_covered(state, body, one.visit)


def check_visit(state: State, visit: Visit, record: Record[Visit]) -> None:
    """The approvals that a visit names were there before it, are in force, and cover it."""
    for id_ in (*((visit.approval,) if visit.approval is not None else ()), *visit.also_approved):
        one = require(state.approvals.get(id_), "approval", id_)
        if not one.in_force:
            raise errors.AlreadyAnnulled(id=id_)
        if one.record.time.date() > visit.date:
            raise errors.ApprovalLate(body=visit.body, day=one.record.time.date().isoformat())
        if id_ in visit.also_approved:
            _check_beside(one.body, visit)
        else:
            check_covered(state, one.body, visit)


def _check_beside(approval: InspectionApproval, visit: Visit) -> None:
    """A trigger's own approval, of this body and day, that the visit of a draw answers too; its items the draws' rule
    holds."""
    for field, fits in (
        ("trigger", approval.trigger is not None and not approval.visits),
        ("body", visit.body in approval.bodies),
        ("date", approval.start <= visit.date <= approval.end),
    ):
        if not fits:
            raise errors.ApprovalUnfit(field=field, body=visit.body, document=approval.document)


def check_covered(state: State, approval: InspectionApproval, visit: Visit) -> None:
    """Body, items, day and cause of ``visit`` are those that were approved; raises `errors.ApprovalUnfit`."""
    tasks = [state.draws[one.draw].commit.task for one in visit.grounds if one.draw in state.draws]
    # Of a visit that serves several draws, the approval of a special task speaks of that task's part alone.
    items = set(state.tasks[approval.task].task.items) if approval.task in tasks else set(visit.items)
    mine, theirs = visit.trigger, approval.trigger
    same = (mine.kind, mine.number) == (theirs.kind, theirs.number) if mine and theirs else mine is theirs
    for field, fits in (
        ("body", visit.body in approval.bodies),
        ("items", items <= set(approval.items)),
        ("date", approval.start <= visit.date <= approval.end),
        ("trigger", same and (approval.task in tasks if approval.task else not tasks)),
    ):
        if not fits:
            raise errors.ApprovalUnfit(field=field, body=visit.body, document=approval.document)
