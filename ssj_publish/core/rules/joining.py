"""同一对象一次查完: a visit is of the draw that it names, or of several, and of approvals on a trigger beside them;
where two were not made one, the reason is recorded.

Nobody chooses who goes: a visit of several draws is made by all their teams together (in the draws' order, each person
once), or by one of these teams whole, where its people may inspect all items.
"""

from __future__ import annotations

from ssj_publish import errors
from ssj_publish.core.draw import outcome
from ssj_publish.core.kinds.approval import InspectionApproval
from ssj_publish.core.kinds.burden import VisitsApart
from ssj_publish.core.kinds.draw import DrawCommit
from ssj_publish.core.kinds.elsewhere import DrawElsewhere
from ssj_publish.core.kinds.inspection import Joined, Visit
from ssj_publish.core.records import Record
from ssj_publish.core.rules import knowing
from ssj_publish.core.state import Draw, State, require
from ssj_publish.core.tlog import merkle


def held(state: State, visit: Visit) -> list[dict[str, str]]:
    """Where each of its draws keeps the visit: with its visits, or with those that went astray under a false seal.

    Raises `errors.VisitRepeated` where one has the body already.
    """
    found = []
    for ground in visit.grounds:
        draw = state.draws[ground.draw]
        drawn = draw.seal_holds is not False or _as_drawn(draw, visit.body, visit.team_of(ground))
        kept = draw.visits if drawn else draw.astray
        if visit.body in kept:
            raise errors.VisitRepeated(body=visit.body)
        if visit.body in draw.avoided:
            raise errors.VisitSpared(body=visit.body)
        found.append(kept)
    return found


def check_visit(state: State, visit: Visit) -> None:
    """Every draw that the visit serves is open or sealed, and gives it this body; items and team are theirs."""
    draws = [require(state.draws.get(one.draw), "draw", one.draw) for one in visit.grounds]
    places = [draw.record.seq for draw in draws[1:]]
    if len({draw.id for draw in draws}) != len(draws) or places != sorted(places):
        raise errors.OrderBroken(id=visit.body)
    for draw in draws:
        _check_time(state, draw, visit)
    items = tuple(sorted(state.drawn_items(visit) | _approved_items(state, visit)))
    if visit.items != items:
        raise errors.ItemsWrong(body=visit.body, items="、".join(items))
    teams = [_team(draw, ground, visit) for draw, ground in zip(draws, visit.grounds, strict=True)]
    joined = tuple(dict.fromkeys(one for team in teams for one in team))
    if visit.inspectors != joined and visit.inspectors not in teams:
        raise errors.TeamWrong(body=visit.body, team="、".join(joined))


def _approved_items(state: State, visit: Visit) -> set[str]:
    """Those of the approvals that the visit answers too, oldest first and none twice (`core.rules.approving` holds
    each)."""
    found = [require(state.approvals.get(id_), "approval", id_) for id_ in visit.also_approved]
    places = [one.record.seq for one in found]
    if places != sorted(set(places)):
        raise errors.OrderBroken(id=visit.body)
    return {item for one in found for item in one.body.items}


def _check_time(state: State, draw: Draw, visit: Visit) -> None:
    task = draw.commit.task
    # What was visited before the draw was void can still be recorded.
    if draw.void is not None and visit.date > draw.void.time.date():
        raise errors.DrawVoided(task=task)
    fixed = draw.seal or draw.result
    if fixed is None:
        raise errors.DrawNotOpen(task=task)
    if visit.date < fixed.time.date():
        raise errors.VisitEarly(body=visit.body, day=visit.date.isoformat())


def _team(draw: Draw, ground: Joined, visit: Visit) -> tuple[str, ...]:
    """The team that the draw gives the body, as far as the ledger tells, else as the proof shows."""
    if ground.proof is not None or draw.outcome is None:
        _check_proof(draw, ground, visit)
    said = visit.team_of(ground)
    if ground.proof is None and visit.also:
        said = draw.teams.get(visit.body, ())
    if draw.seal_holds is False and not _as_drawn(draw, visit.body, said):
        # It was visited under the false seal, before anybody could know: that is recorded too, and stands aside.
        if ground.proof is None or draw.known is None or visit.date > draw.known.time.date():
            raise errors.SealFalse(task=draw.commit.task)
        return said
    if draw.outcome is None:
        return said
    team = draw.teams.get(visit.body)
    if team is None:
        raise errors.NotDrawn(body=visit.body)
    if said != team:
        raise errors.TeamWrong(body=visit.body, team="、".join(team))
    return team


def _as_drawn(draw: Draw, body: str, team: tuple[str, ...]) -> bool:
    """Whether the draw, as computed and as substitutions left it, gives this body to this team."""
    teams = draw.teams if draw.result is not None else knowing.given(draw)
    return teams.get(body) == team


def _check_proof(draw: Draw, ground: Joined, visit: Visit) -> None:
    """While the draw is sealed, the visit shows that the seal holds it."""
    proof, seal = ground.proof, draw.seal
    if proof is None:
        raise errors.ProofMissing(body=visit.body)
    if seal is None:
        raise errors.SealUnfit(task=draw.commit.task)
    if not visit.also and visit.inspectors != proof.team:
        raise errors.TeamWrong(body=visit.body, team="、".join(proof.team))
    merkle.verify_inclusion(
        bytes.fromhex(seal.body.root),
        seal.body.count,
        proof.index,
        outcome.leaf(proof.salt, visit.body, proof.team),
        [bytes.fromhex(node) for node in proof.path],
    )


def apart(state: State, record: Record[VisitsApart], signers: frozenset[str]) -> None:
    """Two or more grounds that each send somebody to the body; by the office of one of them."""
    body = record.body
    if body.body not in state.bodies.history:
        raise errors.ReferenceUnknown(what="body", id=body.body)
    if len(body.grounds) < 2 or len(set(body.grounds)) != len(body.grounds):
        raise errors.GroundsTooFew(body=body.body)
    offices = {_office(state, id_, body.body) for id_ in body.grounds}
    if not offices & signers:
        roles = "、".join(sorted(state.role(office).name for office in offices))
        raise errors.RoleMissing(kind=record.kind, roles=roles)
    state.apart.append(record)


def _office(state: State, id_: str, body: str) -> str:
    """Whose ground it is; `errors.GroundUnfit` where it sends nobody to the body."""
    found = require(state.records.get(id_), "record", id_).body
    if isinstance(found, DrawCommit):
        draw = state.draws[id_]
        if draw.void is None and (body in draw.teams or body in draw.visits):
            return state.tasks[found.task].task.office
    elif isinstance(found, DrawElsewhere):
        if state.elsewhere[id_].in_force and body in {one.body for one in found.drawn}:
            return state.tasks[found.task].task.office
    elif isinstance(found, InspectionApproval) and state.approvals[id_].in_force and body in found.bodies:
        return found.office
    raise errors.GroundUnfit(body=body, id=id_)
