"""更正、撤回: what stands is set right or taken out of force, and stays legible (protocol R21).

What a correction may not change, and whether a retraction is possible, each kind declares (`core.kinds.kind`). The
tables here hold what its rule must look at again: for a correction, all that holds of a body of that kind; for a
retraction, what else rests on the record.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from ssj_publish import errors
from ssj_publish.core import encoding, personal
from ssj_publish.core.kinds.answers import Feedback, Outreach
from ssj_publish.core.kinds.inspection import Result, Visit
from ssj_publish.core.kinds.kind import Kind, RecordBody
from ssj_publish.core.kinds.oversight import Correction, Retraction, Summary, Training
from ssj_publish.core.kinds.registers import Recusal
from ssj_publish.core.living import Amendable
from ssj_publish.core.records import Record
from ssj_publish.core.rules import answering, inspecting, oversight, ownership, withholding
from ssj_publish.core.state import State, require


def correction(state: State, record: Record[Correction], signers: frozenset[str]) -> None:
    """The replacement is held to every rule of its kind; what the record is about stays."""
    body = record.body
    target = _target(state, body.target, lambda kind: kind.fixed is not None)
    shape: type[RecordBody] = type(target.record.body)
    kind, new = shape.KIND, _replacement(body, shape)
    for field in kind.fixed or ():
        if getattr(new, field) != getattr(target.body, field):
            raise errors.CorrectionTooFar(field=field)
    if new == target.body:
        raise errors.EntryUnchanged(id=body.target)
    personal.check(kind.name, new)
    made = withholding.admit(state, record, kind.name, new, target.body)
    CORRECTED[shape](state, target, new, record, signers)
    target.body = new
    state.references.update(made)
    target.corrections.append(record)


def retraction(state: State, record: Record[Retraction], signers: frozenset[str]) -> None:
    """Out of force, still legible. A result that a case rests on stays; a recusal is taken back by who wrote it."""
    target = _target(state, record.body.target, lambda kind: kind.retractable)
    rests = RETRACTED.get(type(target.body))
    if rests is not None:
        rests(state, target, record, signers)
    target.retraction = record


def _target(state: State, id_: str, may_be: Callable[[Kind], bool]) -> Amendable:
    kind = require(state.records.get(id_), "record", id_).body.KIND
    target = state.amendable(id_)
    if target is None or not may_be(kind):
        raise errors.NotAmendable(kind=kind.name)
    if not target.in_force:
        raise errors.AlreadyRetracted(id=id_)
    return target


def _replacement(body: Correction, shape: type[RecordBody]) -> RecordBody:
    try:
        new = msgspec.convert(body.replacement, shape)
    except msgspec.ValidationError as fault:
        raise errors.RecordMalformed(reason=str(fault)) from None
    if encoding.emit({"body": msgspec.to_builtins(new)}) != encoding.emit({"body": body.replacement}):
        raise errors.NotCanonical()
    return new


def _visit(
    state: State, target: Amendable[Visit], new: Visit, record: Record[Correction], signers: frozenset[str]
) -> None:
    inspecting.check_visit(state, new, record, signers, target)


def _result(
    state: State, target: Amendable[Result], new: Result, record: Record[Correction], signers: frozenset[str]
) -> None:
    _check_rests(state, target, new)
    inspecting.check_result(state, new, record, signers, target.body)


def _summary(
    state: State, target: Amendable[Summary], new: Summary, record: Record[Correction], signers: frozenset[str]
) -> None:
    oversight.check_summary(state, new)


def _training(
    state: State, target: Amendable[Training], new: Training, record: Record[Correction], signers: frozenset[str]
) -> None:
    oversight.check_training(state, new, record)


def _feedback(
    state: State, target: Amendable[Feedback], new: Feedback, record: Record[Correction], signers: frozenset[str]
) -> None:
    answering.check_feedback(new, [one.office for one in target.record.body.offices])


def _outreach(
    state: State, target: Amendable[Outreach], new: Outreach, record: Record[Correction], signers: frozenset[str]
) -> None:
    answering.check_outreach(new, record)


def _result_gone(state: State, target: Amendable[Result], record: Record[Retraction], signers: frozenset[str]) -> None:
    _check_rests(state, target, None)
    item = require(state.items.latest(target.body.item), "item", target.body.item)
    ownership.by_office(state, signers, record.kind, item.office)
    del state.visits[target.body.visit].results[target.body.item]


def _recusal_gone(
    state: State, target: Amendable[Recusal], record: Record[Retraction], signers: frozenset[str]
) -> None:
    writers = {state.keyring.holder[one.key] for one in target.record.signatures}
    ownership.by_office(state, signers, record.kind, *writers)
    state.recused.discard((target.body.inspector, target.body.body))


def _check_rests(state: State, target: Amendable[Result], new: Result | None) -> None:
    """What a case rests on neither goes away nor turns out to be nothing."""
    case = state.results[target.record.id].case
    if case is not None and (new is None or new.code not in inspecting.GROUNDS):
        raise errors.CaseRests(case=case)


#: What is looked at again in the replacement, one for each kind that can be corrected.
CORRECTED: dict[type[RecordBody], Callable[[State, Any, Any, Record[Correction], frozenset[str]], None]] = {
    Visit: _visit,
    Result: _result,
    Summary: _summary,
    Training: _training,
    Feedback: _feedback,
    Outreach: _outreach,
}

#: What must be seen to where a record is taken back, for the kinds on which something may rest.
RETRACTED: dict[type[RecordBody], Callable[[State, Any, Record[Retraction], frozenset[str]], None]] = {
    Result: _result_gone,
    Recusal: _recusal_gone,
}
