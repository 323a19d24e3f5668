"""监督、更正、撤回、培训、总结."""

from __future__ import annotations

import msgspec

from ssj_publish import errors
from ssj_publish.core import encoding
from ssj_publish.core.kinds.inspection import Result, Visit
from ssj_publish.core.kinds.oversight import Correction, Retraction, Summary, Supervision, Training
from ssj_publish.core.kinds.registers import Recusal
from ssj_publish.core.reading import figures
from ssj_publish.core.records import Record
from ssj_publish.core.rules import inspecting, withholding
from ssj_publish.core.state import Amendable, ResultState, State, require

#: Where a correction may not change what the record is about.
_FIXED: dict[str, tuple[str, ...]] = {
    "visit": ("draw", "trigger", "proof", "body", "items"),
    "result": ("visit", "item"),
    "training": (),
    "summary": ("year",),
}
_RETRACTABLE = frozenset({"result", "recusal", "training", "summary"})


def supervision(state: State, record: Record, signers: frozenset[str]) -> None:
    """纪检组's finding; there is no rule that takes it back."""
    body: Supervision = record.body
    for id_ in body.subjects:
        require(state.records.get(id_), "record", id_)
    state.supervisions.append(record)


def correction(state: State, record: Record, signers: frozenset[str]) -> None:
    """The replacement is held to every rule of its kind; what the record is about stays."""
    body: Correction = record.body
    target = _target(state, body.target, frozenset(_FIXED))
    shape = type(target.record.body)
    try:
        new = msgspec.convert(body.replacement, shape)
    except msgspec.ValidationError as fault:
        raise errors.RecordMalformed(reason=str(fault)) from None
    if encoding.emit({"body": msgspec.to_builtins(new)}) != encoding.emit({"body": body.replacement}):
        raise errors.NotCanonical()
    for field in _FIXED[target.record.kind]:
        if getattr(new, field) != getattr(target.body, field):
            raise errors.CorrectionTooFar(field=field)
    if new == target.body:
        raise errors.EntryUnchanged(id=body.target)
    made = withholding.admit(state, record, target.record.kind, new, target.body)
    if isinstance(new, Visit):
        inspecting.check_visit(state, new, record, signers, target.body)
    elif isinstance(new, Result):
        _check_rests(state.results[body.target], new)
        inspecting.check_result(state, new, record, signers)
    elif isinstance(new, Summary):
        _check_summary(state, new)
    else:
        _check_training(state, new)
    target.body = new
    state.references.update(made)
    target.corrections.append(record)


def _check_rests(target: ResultState, new: Result | None) -> None:
    """What a case rests on neither goes away nor turns out to be nothing."""
    if target.case is not None and (new is None or new.code not in inspecting.GROUNDS):
        raise errors.CaseRests(case=target.case)


def retraction(state: State, record: Record, signers: frozenset[str]) -> None:
    """Out of force, still legible. A result that a case rests on stays; a recusal is taken back by who wrote it."""
    body: Retraction = record.body
    target = _target(state, body.target, _RETRACTABLE)
    if isinstance(target.body, Result):
        _check_rests(state.results[body.target], None)
        item = require(state.items.latest(target.body.item), "item", target.body.item)
        if item.office not in signers:
            raise errors.RoleMissing(kind=record.kind, roles=state.role(item.office).name)
        del state.visits[target.body.visit].results[target.body.item]
    elif isinstance(target.body, Recusal):
        writers = {state.keyring.holder[one.key] for one in target.record.signatures}
        if not writers & signers:
            roles = "、".join(state.role(role).name for role in sorted(writers))
            raise errors.RoleMissing(kind=record.kind, roles=roles)
    target.retraction = record


def training(state: State, record: Record, signers: frozenset[str]) -> None:
    """培训."""
    _check_training(state, record.body)
    state.trainings[record.id] = Amendable(record, record.body)


def summary(state: State, record: Record, signers: frozenset[str]) -> None:
    """年度总结: one in force a year, its figures those of the ledger."""
    body: Summary = record.body
    if any(one.in_force and one.body.year == body.year for one in state.summaries.values()):
        raise errors.SummaryExists(year=body.year)
    _check_summary(state, body)
    state.summaries[record.id] = Amendable(record, body)


def _check_summary(state: State, body: Summary) -> None:
    computed = figures.of_year(state, body.year)
    for field in computed.__struct_fields__:
        if getattr(computed, field) != getattr(body.figures, field):
            raise errors.FiguresWrong(
                field=field, written=getattr(body.figures, field), computed=getattr(computed, field)
            )


def _check_training(state: State, body: Training) -> None:
    if len(set(body.inspectors)) != len(body.inspectors):
        raise errors.OrderBroken(id=body.inspectors[0])
    for id_ in body.inspectors:
        if id_ not in state.inspectors.history:
            raise errors.ReferenceUnknown(what="inspector", id=id_)


def _target(state: State, id_: str, kinds: frozenset[str]) -> Amendable:
    require(state.records.get(id_), "record", id_)
    target = state.amendable(id_)
    if target is None or target.record.kind not in kinds:
        raise errors.NotAmendable(kind=state.records[id_].kind)
    if not target.in_force:
        raise errors.AlreadyRetracted(id=id_)
    return target
