"""宣告无效: what ought not to have been written is void, by its office and 政策法规科, and stays legible.

What rests on a record goes first: the results of a visit, the case of a result, the later steps of a case, the visits
of a draw made elsewhere. So every mistake has a way out, and none takes others with it unseen. An annulled penalty is
public no more from the next day on (行政处罚法 art. 48).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ssj_publish import errors
from ssj_publish.core import disclosure
from ssj_publish.core.kinds.annulment import Annulment
from ssj_publish.core.kinds.approval import InspectionApproval
from ssj_publish.core.kinds.burden import VisitAvoided
from ssj_publish.core.kinds.case import CaseClose, CaseCorrection, CaseDecision, CaseOpen, CaseReinspection
from ssj_publish.core.kinds.elsewhere import DrawElsewhere
from ssj_publish.core.kinds.inspection import Result, Visit
from ssj_publish.core.kinds.partner import PartnerResult
from ssj_publish.core.living import Amendable, Case
from ssj_publish.core.records import Record
from ssj_publish.core.rules import casework, partnering, publication
from ssj_publish.core.rules.ownership import by_office
from ssj_publish.core.state import State, require


def annulment(state: State, record: Record[Annulment], signers: frozenset[str]) -> None:
    """Void from now on; whoever wrote it may write it anew."""
    target = require(state.records.get(record.body.target), "record", record.body.target)
    undo = ANNULLED.get(type(target.body))
    if undo is None:
        raise errors.NotAnnullable(kind=target.kind)
    undo(state, target, record, signers)
    state.annulments.append(record)


def _visit(state: State, target: Record[Visit], record: Record[Annulment], signers: frozenset[str]) -> None:
    one = state.visits[target.id]
    _in_force(one)
    by_office(state, signers, record.kind, *(state.items.latest(id_).office for id_ in one.visit.items))  # type: ignore[union-attr]  # a visit's items are known
    if one.results or one.partners:
        rest = (*sorted(one.results), *(state.name(partner) for partner in one.partners))
        raise errors.ResultsRest(items="、".join(rest))
    for ground in one.visit.grounds:
        state.draws[ground.draw].visits.pop(one.visit.body, None)
    if one.visit.elsewhere is not None:
        del state.elsewhere[one.visit.elsewhere].visits[one.visit.body]
    one.annulment = record


def _result(state: State, target: Record[Result], record: Record[Annulment], signers: frozenset[str]) -> None:
    one = state.results[target.id]
    _in_force(one)
    item = require(state.items.latest(one.result.item), "item", one.result.item)
    by_office(state, signers, record.kind, item.office)
    if one.case is not None:
        raise errors.CaseRests(case=one.case)
    del state.visits[one.result.visit].results[one.result.item]
    one.annulment = record


def _partner(state: State, target: Record[PartnerResult], record: Record[Annulment], signers: frozenset[str]) -> None:
    one = state.partners[target.id]
    _in_force(one)
    visit = state.visits[target.body.visit]
    task = require(partnering.task_of(state, visit.visit), "task", target.id)
    by_office(state, signers, record.kind, task.office)
    del visit.partners[target.body.partner]
    one.annulment = record


def _opening(state: State, target: Record[CaseOpen], record: Record[Annulment], signers: frozenset[str]) -> None:
    """With its opening the whole case is void; its result may be the ground of another."""
    case = _last(state, target, record, signers)
    case.annulled = record
    state.results[target.body.result].case = None


def _step(state: State, target: Record, record: Record[Annulment], signers: frozenset[str]) -> None:
    """The case stands where it stood before its last step."""
    case = _last(state, target, record, signers)
    case.steps.pop()
    case.undone.append(target)
    case.stage = casework.stage_after(case.steps[-1])
    if isinstance(target.body, CaseDecision):
        _withdraw(state, target, record)
        decisions = [step for step in case.steps if isinstance(step.body, CaseDecision)]
        last = decisions[-1] if decisions else None
        publication.bind(state, case, publication.until(last.body, last.time.date()) if last else None)


def _withdraw(state: State, target: Record, record: Record[Annulment]) -> None:
    """What an annulled decision says is public on the day of its annulment for the last time."""
    day = record.time.date()
    for _, one in disclosure.references(target.kind, target.body):
        reference = state.references[one.sd]
        reference.until = min(reference.until or day, day)


def _last(state: State, target: Record, record: Record[Annulment], signers: frozenset[str]) -> Case:
    case = state.cases[target.body.case]
    by_office(state, signers, record.kind, case.opened.body.office)
    if case.annulled is not None or target in case.undone:
        raise errors.AlreadyAnnulled(id=target.id)
    if case.steps[-1].id != target.id:
        raise errors.StepsRest(case=case.id, last=case.steps[-1].kind)
    return case


def _approval(
    state: State, target: Record[InspectionApproval], record: Record[Annulment], signers: frozenset[str]
) -> None:
    """The visits under it are from now on shown as never approved, until another approval ratifies them."""
    one = state.approvals[target.id]
    _in_force(one)
    by_office(state, signers, record.kind, target.body.office)
    one.annulment = record


def _elsewhere(state: State, target: Record[DrawElsewhere], record: Record[Annulment], signers: frozenset[str]) -> None:
    one = state.elsewhere[target.id]
    _in_force(one)
    by_office(state, signers, record.kind, state.tasks[target.body.task].task.office)
    if one.visits:
        raise errors.VisitsRest(bodies="、".join(sorted(one.visits)))
    one.annulment = record


def _avoided(state: State, target: Record[VisitAvoided], record: Record[Annulment], signers: frozenset[str]) -> None:
    """The drawn body is to be visited after all."""
    one = state.avoided[target.id]
    _in_force(one)
    draw = state.draws[target.body.draw]
    by_office(state, signers, record.kind, state.tasks[draw.commit.task].task.office)
    del draw.avoided[target.body.body]
    one.annulment = record


def _in_force(one: Amendable) -> None:
    if one.annulment is not None:
        raise errors.AlreadyAnnulled(id=one.record.id)
    if one.retraction is not None:
        raise errors.AlreadyRetracted(id=one.record.id)


#: What each kind that can be annulled must see to.
ANNULLED: dict[type, Callable[[State, Any, Record[Annulment], frozenset[str]], None]] = {
    Visit: _visit,
    Result: _result,
    PartnerResult: _partner,
    CaseOpen: _opening,
    CaseDecision: _step,
    CaseCorrection: _step,
    CaseReinspection: _step,
    CaseClose: _step,
    InspectionApproval: _approval,
    DrawElsewhere: _elsewhere,
    VisitAvoided: _avoided,
}
