"""外部平台抽取: a draw that was made elsewhere answers its task, and nobody can check it."""

from __future__ import annotations

from ssj_publish import errors
from ssj_publish.core.kinds.elsewhere import DrawElsewhere
from ssj_publish.core.kinds.inspection import Visit
from ssj_publish.core.living import Elsewhere
from ssj_publish.core.records import Record
from ssj_publish.core.rules.ownership import by_office
from ssj_publish.core.state import State, require


def draw(state: State, record: Record[DrawElsewhere], signers: frozenset[str]) -> None:
    """One in force a task, and none beside a draw of the ledger's own."""
    body = record.body
    found = require(state.tasks.get(body.task), "task", body.task)
    by_office(state, signers, record.kind, found.task.office)
    if found.cancelled is not None:
        raise errors.TaskCancelled(task=body.task)
    if not state.approved(found):
        raise errors.PlanNotApproved(task=body.task)
    if any(state.draws[id_].void is None for id_ in found.draws) or live(state, body.task) is not None:
        raise errors.DrawLive(task=body.task)
    if body.time > record.time:
        raise errors.DateInFuture(id=body.number, day=body.time.date().isoformat())
    ids = [one.body for one in body.drawn]
    if not ids or ids != sorted(set(ids)):
        raise errors.OrderBroken(id=ids[0] if ids else body.task)
    if not body.evidence:
        raise errors.FieldEmpty(id=body.task, field="evidence")
    for one in body.drawn:
        if one.body not in state.bodies.history:
            raise errors.ReferenceUnknown(what="body", id=one.body)
        for id_ in one.team:
            if id_ not in state.inspectors.history:
                raise errors.ReferenceUnknown(what="inspector", id=id_)
    state.elsewhere[record.id] = Elsewhere(record, body)
    found.elsewhere.append(record.id)


def live(state: State, task: str) -> Elsewhere | None:
    """The draw made elsewhere that answers ``task``, if one is in force."""
    found = (state.elsewhere[id_] for id_ in state.tasks[task].elsewhere)
    return next((one for one in found if one.in_force), None)


def check_visit(state: State, visit: Visit, before: Visit | None) -> None:
    """A visit under such a draw is of a body that it names, once, by the team that it names where it names one."""
    one = require(state.elsewhere.get(visit.elsewhere or ""), "draw", visit.elsewhere or "")
    task = state.tasks[one.body.task].task
    if not one.in_force:
        raise errors.AlreadyAnnulled(id=one.record.id)
    named = next((assigned for assigned in one.body.drawn if assigned.body == visit.body), None)
    if named is None:
        raise errors.NotDrawn(body=visit.body)
    if before is None and visit.body in one.visits:
        raise errors.VisitRepeated(body=visit.body)
    if visit.date < one.body.time.date():
        raise errors.VisitEarly(body=visit.body, day=visit.date.isoformat())
    if visit.items != tuple(sorted(task.items)):
        raise errors.ItemsWrong(body=visit.body, items="、".join(sorted(task.items)))
    if named.team and visit.inspectors != named.team:
        raise errors.TeamWrong(body=visit.body, team="、".join(named.team))
