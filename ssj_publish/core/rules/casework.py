"""依法处理: opened, decided, corrected, re-inspected, closed, each step dated and in its order (`FOLLOWS`).

From every stage there is a way to the close. What was written by mistake is annulled, the last step first
(`core.rules.annulling`): the case then stands where it stood before.
"""

from __future__ import annotations

from datetime import date

from ssj_publish import errors
from ssj_publish.core.kinds.case import CaseClose, CaseCorrection, CaseDecision, CaseOpen, CaseReinspection
from ssj_publish.core.living import Case
from ssj_publish.core.records import Record
from ssj_publish.core.rules import naming, publication
from ssj_publish.core.rules.inspecting import GROUNDS, check_rectify
from ssj_publish.core.rules.ownership import by_office
from ssj_publish.core.state import State, certified_on, require

#: (stage, whether anything has been decided) → the steps that may follow. What was found wanting again may be decided
#: anew.
FOLLOWS: dict[tuple[str, bool], frozenset[str]] = {
    ("opened", False): frozenset({"decided", "corrected"}),
    ("corrected", False): frozenset({"decided", "passed", "failed", "closed"}),
    ("passed", False): frozenset({"decided", "closed"}),
    ("failed", False): frozenset({"decided", "corrected"}),
    ("decided", True): frozenset({"corrected", "failed", "closed"}),
    ("corrected", True): frozenset({"passed", "failed", "closed"}),
    ("passed", True): frozenset({"closed"}),
    ("failed", True): frozenset({"decided", "corrected"}),
    ("closed", False): frozenset(),
    ("closed", True): frozenset(),
}


def opened(state: State, record: Record[CaseOpen], signers: frozenset[str]) -> None:
    """A case follows a result that found something, once."""
    body = record.body
    result = require(state.results.get(body.result), "result", body.result)
    visit = state.visits[result.result.visit].visit
    if body.case in state.cases or result.case is not None:
        raise errors.CaseExists(case=body.case)
    naming.check_ids(state, "case", (body.case,))
    if not result.in_force or result.result.code not in GROUNDS:
        raise errors.CaseUngrounded(case=body.case)
    item = require(state.items.latest(result.result.item), "item", result.result.item)
    office = state.acting(item.office)
    if body.body != visit.body or body.office != office:
        raise errors.CaseMismatch(case=body.case, body=visit.body, office=office)
    check_rectify(body.case, body.rectify_by, record)
    by_office(state, signers, record.kind, office)
    state.cases[body.case] = Case(body.case, record, steps=[record])
    naming.claim_ids(state, "case", (body.case,))
    result.case = body.case


def decision(state: State, record: Record[CaseDecision], signers: frozenset[str]) -> None:
    """决定; a penalty says how serious it is and until when it stays public."""
    body = record.body
    case = _step(state, body.case, "decided", record, signers)
    _check_day(state, body.date, case, record)
    publication.check_penalty(state, body, record)
    publication.bind(state, case, publication.until(body, record.time.date()))
    _take(case, "decided", record)


def correction(state: State, record: Record[CaseCorrection], signers: frozenset[str]) -> None:
    """整改."""
    body = record.body
    case = _step(state, body.case, "corrected", record, signers)
    _check_day(state, body.date, case, record)
    _take(case, "corrected", record)


def reinspection(state: State, record: Record[CaseReinspection], signers: frozenset[str]) -> None:
    """复查, by at least two certified inspectors."""
    body = record.body
    stage = "passed" if body.passed else "failed"
    case = _step(state, body.case, stage, record, signers)
    _check_day(state, body.date, case, record)
    minimum = state.settings.inspectors_min
    if len(set(body.inspectors)) != len(body.inspectors) or len(body.inspectors) < minimum:
        raise errors.TeamTooSmall(body=case.opened.body.body, count=len(set(body.inspectors)), minimum=minimum)
    for id_ in body.inspectors:
        inspector = require(state.inspectors.latest(id_), "inspector", id_)
        if not certified_on(state.inspectors, id_, body.date):
            raise errors.CertificateInvalid(
                inspector=id_, until=inspector.valid_until.isoformat(), day=body.date.isoformat()
            )
        if (id_, case.opened.body.body) in state.recused:
            raise errors.InspectorRecused(inspector=id_, body=case.opened.body.body)
    _take(case, stage, record)


def closed(state: State, record: Record[CaseClose], signers: frozenset[str]) -> None:
    """结案; a penalty procedure has come to a decision, if only to none."""
    body = record.body
    case = _step(state, body.case, "closed", record, signers)
    if case.opened.body.form == "penalty" and not decided(case):
        raise errors.CaseOrder(case=case.id, stage=case.stage, step="closed")
    _take(case, "closed", record)


def decided(case: Case) -> bool:
    """Whether anything has been decided in ``case``, if only that there is no penalty."""
    return any(isinstance(step.body, CaseDecision) for step in case.steps)


def stage_after(step: Record) -> str:
    """The stage in which ``step`` leaves its case."""
    if isinstance(step.body, CaseReinspection):
        return "passed" if step.body.passed else "failed"
    return _STAGES[type(step.body)]


#: What else a step says leaves no choice.
_STAGES: dict[type, str] = {
    CaseOpen: "opened",
    CaseDecision: "decided",
    CaseCorrection: "corrected",
    CaseClose: "closed",
}


def _step(state: State, case_id: str, stage: str, record: Record, signers: frozenset[str]) -> Case:
    case = require(state.cases.get(case_id), "case", case_id)
    if case.annulled is not None or stage not in FOLLOWS[case.stage, decided(case)]:
        raise errors.CaseOrder(case=case_id, stage="annulled" if case.annulled else case.stage, step=stage)
    by_office(state, signers, record.kind, case.opened.body.office)
    return case


def _take(case: Case, stage: str, record: Record) -> None:
    case.stage = stage
    case.steps.append(record)


def _check_day(state: State, day: date, case: Case, record: Record) -> None:
    """Not after the record, and not before the visit or an earlier step's day."""
    if day > record.time.date():
        raise errors.DateInFuture(id=case.id, day=day.isoformat())
    visit = state.visits[state.results[case.opened.body.result].result.visit].visit
    days = [
        step.body.date for step in case.steps if isinstance(step.body, CaseDecision | CaseCorrection | CaseReinspection)
    ]
    if day < max((visit.date, *days)):
        raise errors.DateOrder(id=case.id, day=day.isoformat())
