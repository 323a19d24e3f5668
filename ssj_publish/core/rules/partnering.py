"""部门联合: each partner outside the bureau has its own result of a joint visit, once.

A partner with keys speaks for itself. For one without, the office that began the task speaks, and must have it on
paper.
"""

from __future__ import annotations

from ssj_publish import errors
from ssj_publish.core.brief import VisitBrief
from ssj_publish.core.kinds.inspection import Visit
from ssj_publish.core.kinds.partner import PartnerResult
from ssj_publish.core.kinds.plan import Task
from ssj_publish.core.living import Amendable
from ssj_publish.core.records import Record
from ssj_publish.core.rules.ownership import by_office
from ssj_publish.core.state import State, require


def result(state: State, record: Record[PartnerResult], signers: frozenset[str]) -> None:
    """What the partner found, made public by this record."""
    body = record.body
    visit = require(state.visits.get(body.visit), "visit", body.visit)
    if not visit.in_force:
        raise errors.AlreadyAnnulled(id=body.visit)
    task = task_of(state, visit.visit)
    if task is None or body.partner not in partners(state, task):
        raise errors.PartnerAbsent(partner=state.name(body.partner), task=task.id if task is not None else "（无）")
    if body.partner in visit.partners:
        raise errors.PartnerRepeated(partner=state.name(body.partner), body=visit.visit.body)
    by_office(state, signers, record.kind, writer(state, task, body.partner))
    if not state.role(body.partner).keys and not body.evidence:
        raise errors.FieldEmpty(id=body.partner, field="evidence")
    visit.partners[body.partner] = record.id
    state.partners[record.id] = Amendable(record, body)


def task_of(state: State, visit: Visit | VisitBrief) -> Task | None:
    """The task under which ``visit`` was made."""
    if visit.draws:
        return state.tasks[state.draws[visit.draws[0]].commit.task].task
    if visit.elsewhere is not None:
        return state.tasks[state.elsewhere[visit.elsewhere].body.task].task
    return None


def partners(state: State, task: Task) -> tuple[str, ...]:
    """The partners outside the bureau that take part in ``task``, as they act today."""
    found = dict.fromkeys(state.acting(one) for one in task.partners)
    return tuple(one for one in found if state.role(one).type == "partner")


def writer(state: State, task: Task, partner: str) -> str:
    """Who owes the partner's result: itself, or where it has no keys, the office that began the task."""
    return partner if state.role(partner).keys else state.acting(task.office)
