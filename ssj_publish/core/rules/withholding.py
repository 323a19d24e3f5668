"""依法不再公开: who refers to which content, and when one is taken from public view.

A digest stands in one place of one record. Only a correction may say it again, at the same place of what it corrects:
else taking away one content would take away another's.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from ssj_publish import errors
from ssj_publish.core import disclosure
from ssj_publish.core.kinds.case import CaseDecision
from ssj_publish.core.kinds.withholding import Withholding
from ssj_publish.core.living import Case, Reference
from ssj_publish.core.records import Record
from ssj_publish.core.rules import publication
from ssj_publish.core.shapes import Shape
from ssj_publish.core.state import State, require

#: Grounds that rest on a paper of somebody else: its number is told.
_DOCUMENTED = frozenset({"repaired", "revoked", "ruling"})


def admit(state: State, record: Record, kind: str, body: Shape, before: Shape | None = None) -> dict[str, Reference]:
    """The references that ``record`` makes by saying ``body`` (of ``kind``), by digest; ``before`` is what it corrects.

    Raises `errors.DisclosureRequired` for a text that stands openly where a reference must,
    `errors.DisclosureRepeated`, and `errors.DisclosureTerm` for a last public day that is over (protocol R42).
    """
    places = disclosure.places(kind, body)
    for place, value in places:
        if isinstance(value, str):
            raise errors.DisclosureRequired(field=place)
    kept = dict(disclosure.references(kind, before)) if before is not None else {}
    made: dict[str, Reference] = {}
    term = publication.term(state, body) if places else None
    for place, one in places:
        if one is None or kept.get(place) == one:
            continue
        if one.sd in made or one.sd in state.references:
            raise errors.DisclosureRepeated(field=place, digest=one.sd)
        if one.until is not None and one.until <= record.time.date() and not publication.unpublished(body):
            raise errors.DisclosureTerm(field=place, day=one.until.isoformat())
        made[one.sd] = Reference(record.id, record.seq, place, one.until or term)
    return made


def withholding(state: State, record: Record[Withholding], signers: frozenset[str]) -> None:
    """Each content once, for a ground that the ledger does not contradict."""
    body = record.body
    target = require(state.records.get(body.target), "record", body.target)
    if not body.digests:
        raise errors.ChangeEmpty()
    if list(body.digests) != sorted(set(body.digests)):
        raise errors.OrderBroken(id=body.digests[0])
    case = _case_of(state, target)
    if body.ground in _DECIDED and not (case is not None and any(map(_DECIDED[body.ground], _decisions(case)))):
        raise errors.ReasonUnfit(reason=body.ground)
    if body.ground in _DOCUMENTED and body.document is None:
        raise errors.DocumentMissing(reason=body.ground)
    found = []
    for digest in body.digests:
        reference = state.references.get(digest)
        if reference is None or reference.record != body.target:
            raise errors.ReferenceUnknown(what="disclosure", id=digest)
        if reference.withheld is not None:
            raise errors.AlreadyWithheld(digest=digest)
        if body.ground == "expired" and not _expired(reference, case, record.time.date()):
            raise errors.ReasonUnfit(reason=body.ground)
        found.append(reference)
    for reference in found:
        reference.withheld = record


#: Grounds that only a case can have, and of what sort its decision must then be: a penalty is repaired.
_DECIDED: dict[str, Callable[[CaseDecision], bool]] = {
    "repaired": lambda decision: decision.severity is not None,
    "revoked": lambda decision: True,
}


def _case_of(state: State, target: Record) -> Case | None:
    """The case of which ``target`` is a step, or whose result it is, or a correction of that, or an answer to it."""
    if target.kind in ("correction", "reply"):
        target = state.records[target.body.target]
    if target.kind.startswith("case-"):
        return state.cases[target.body.case]
    id_ = state.results[target.id].case if target.id in state.results else None
    return state.cases[id_] if id_ is not None else None


def _decisions(case: Case) -> list[CaseDecision]:
    return [one.body for one in case.steps if isinstance(one.body, CaseDecision)]


def _expired(reference: Reference, case: Case | None, today: date) -> bool:
    """Whether a term was set, with the reference or else with the penalty, and is over."""
    penalties = _decisions(case) if case is not None else []
    terms = [one.public_until for one in penalties if one.public_until is not None]
    term = reference.until or max(terms, default=None)
    return term is not None and term < today
