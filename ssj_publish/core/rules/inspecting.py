"""检查与结果: a visit is by the drawn team, certified on the day, and signed for or not with the reason; a result is by
the item's own office.

`check_visit` and `check_result` hold a body whether it is new or stands in a correction.
"""

from __future__ import annotations

from ssj_publish import errors
from ssj_publish.core.draw import outcome
from ssj_publish.core.kinds.inspection import Result, Visit
from ssj_publish.core.records import Record
from ssj_publish.core.rules import approving, elsewhere, knowing
from ssj_publish.core.state import Draw, ResultState, State, VisitState, certified_on, require
from ssj_publish.core.tlog import merkle

#: Results that say the body could not be inspected: no checklist is asked for.
UNINSPECTED = frozenset({"unreachable", "obstruction", "no-activity", "deregistered", "closed", "moved"})
#: Of them, those that say what has become of the body, and how its entry must then stand (None: in the register no more).
STANDING: dict[str, frozenset[str | None]] = {
    "closed": frozenset({"closed", "suspended", None}),
    "moved": frozenset({"moved", None}),
    "deregistered": frozenset({"closed", None}),
}
#: Results that need at least one point found wanting.
WANTING = frozenset({"not-published", "false-publication", "corrected-on-order", "pending", "other-department"})
#: Results on which a case can rest.
GROUNDS = WANTING | {"obstruction", "unreachable"}


def visit(state: State, record: Record[Visit], signers: frozenset[str]) -> None:
    """检查记录: one for each drawn body, or one with a trigger, or a routine one."""
    body = record.body
    check_visit(state, body, record, signers)
    if body.draw is not None:
        draw = state.draws[body.draw]
        held = draw.visits if draw.seal_holds is not False or _as_drawn(draw, body) else draw.astray
        if body.body in held:
            raise errors.VisitRepeated(body=body.body)
        held[body.body] = record.id
    if body.elsewhere is not None:
        state.elsewhere[body.elsewhere].visits[body.body] = record.id
    state.visits[record.id] = VisitState(record, body)


def check_visit(
    state: State, body: Visit, record: Record, signers: frozenset[str], before: Visit | None = None
) -> None:
    """All that holds of a visit's content; ``before`` is what a correction replaces (protocol R19)."""
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
    if not {item.office for item in items} & signers:
        raise errors.RoleMissing(
            kind="visit", roles="、".join(sorted({state.role(item.office).name for item in items}))
        )
    if not any(body.method in item.methods for item in items):
        raise errors.MethodUnfit(body=body.body, method=body.method)
    # A team that was certified on the day stays so, whatever the register says of it by now; and a visit that was of the
    # draw stays of it, whatever has become of the draw.
    moved = before is None or (before.inspectors, before.date) != (body.inspectors, body.date)
    if moved:
        check_team(state, body.inspectors, body)
    if body.draw is not None:
        draw = require(state.draws.get(body.draw), "draw", body.draw)
        if moved:
            _check_drawn(state, draw, body)
    elif body.proof is not None:
        raise errors.VisitUngrounded(body=body.body)
    if body.elsewhere is not None:
        elsewhere.check_visit(state, body, before)
    if body.trigger is not None and body.trigger.date > body.date:
        raise errors.DateOrder(id=body.body, day=body.date.isoformat())
    if before is None or before.date != body.date:
        approving.check_visit(state, body, record)


def check_team(state: State, team: tuple[str, ...], body: Visit) -> None:
    """At least two, each certified on the day (行政处罚法 art. 42, 55), none recused, every item covered."""
    minimum = state.founding.settings.inspectors_min
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


def _check_drawn(state: State, draw: Draw, body: Visit) -> None:
    task = state.tasks[draw.commit.task].task
    # What was visited before the draw was void can still be recorded.
    if draw.void is not None and body.date > draw.void.time.date():
        raise errors.DrawVoided(task=task.id)
    fixed = draw.seal or draw.result
    if fixed is None:
        raise errors.DrawNotOpen(task=task.id)
    if body.date < fixed.time.date():
        raise errors.VisitEarly(body=body.body, day=body.date.isoformat())
    if body.items != tuple(sorted(task.items)):
        raise errors.ItemsWrong(body=body.body, items="、".join(sorted(task.items)))
    if body.proof is not None or draw.outcome is None:
        _check_proof(draw, body)
    if draw.seal_holds is False and not _as_drawn(draw, body):
        # It was visited under the false seal, before anybody could know: that is recorded too, and stands aside.
        if body.proof is None or draw.known is None or body.date > draw.known.time.date():
            raise errors.SealFalse(task=task.id)
        return
    if draw.outcome is None:
        return
    team = draw.teams.get(body.body)
    if team is None:
        raise errors.NotDrawn(body=body.body)
    if body.inspectors != team:
        raise errors.TeamWrong(body=body.body, team="、".join(team))


def _as_drawn(draw: Draw, body: Visit) -> bool:
    """Whether the draw, as computed and as substitutions left it, gives this body to this team."""
    teams = draw.teams if draw.result is not None else knowing.given(draw)
    return teams.get(body.body) == body.inspectors


def _check_proof(draw: Draw, body: Visit) -> None:
    """While the draw is sealed, the visit shows that the seal holds it."""
    proof, seal = body.proof, draw.seal
    if proof is None:
        raise errors.ProofMissing(body=body.body)
    if seal is None:
        raise errors.SealUnfit(task=draw.commit.task)
    if body.inspectors != proof.team:
        raise errors.TeamWrong(body=body.body, team="、".join(proof.team))
    merkle.verify_inclusion(
        bytes.fromhex(seal.body.root),
        seal.body.count,
        proof.index,
        outcome.leaf(proof.salt, body.body, proof.team),
        [bytes.fromhex(node) for node in proof.path],
    )


def _check_standing(state: State, code: str, visit: Visit) -> None:
    """A body that is said to be gone is out of activity in the register too; whom nobody could reach, somebody went to."""
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
    if item.office not in signers:
        raise errors.RoleMissing(kind="result", roles=state.role(item.office).name)
    inspected = body.code not in UNINSPECTED
    # The points are those of the day: an item that has changed since asks for others.
    points = require(state.items.as_of(body.item, visit_state.record.seq), "item", body.item).points
    if (inspected or body.checks) and tuple(check.point for check in body.checks) != points:
        raise errors.ChecklistWrong(item=body.item, points="、".join(points))
    problem = any(check.outcome == "problem" for check in body.checks)
    if inspected and problem != (body.code in WANTING):
        raise errors.CodeContradicts(item=body.item, code=body.code)
    if before is None or before.code != body.code:
        _check_standing(state, body.code, visit_state.visit)
    if body.code == "pending" and body.rectify_by is None and body.action is None:
        raise errors.ActionMissing(item=body.item)
    if body.rectify_by is not None and body.rectify_by < visit_state.visit.date:
        raise errors.DateOrder(id=body.item, day=body.rectify_by.isoformat())
