"""检查与结果: who visited whom, when, how, with whose signature; what each office found."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest

from ssj_publish import errors
from ssj_publish.core.kinds.inspection import Check, Result, SealProof, Trigger
from ssj_publish.core.kinds.oversight import Correction, Retraction
from ssj_publish.core.kinds.registers import BodyChange, InspectorChange, ItemChange, Recusal, Removal
from ssj_publish.core.rules.inspecting import STANDING, UNINSPECTED, WANTING
from ssj_publish.core.state import Draw
from ssj_publish.office import draws
from tests.bureau import SIGNATURE, at, inspector, item, task
from tests.world import World

DAY = date(2025, 4, 10)


@pytest.fixture
def draw(world: World) -> Draw:
    return world.open(world.commit())


def change_inspector(world: World, id_: str, **changes: Any) -> None:
    entry = msgspec.structs.replace(world.state.inspectors.current[id_], **changes)
    world.say(InspectorChange(reason="变动", changed=(entry,)), "p")


# Visits under a draw.


def test_a_drawn_body_is_visited_once_by_the_drawn_team(world: World, draw: Draw) -> None:
    first, second, *_ = draw.teams
    record = world.visit(draw, first)
    assert draw.visits == {first: record.id}
    with world.refused(errors.VisitRepeated):
        world.visit(draw, first, note="又一次。")
    world.visit(draw, second)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        (
            {"trigger": Trigger(kind="complaint", number="XF-1", date=date(2025, 3, 1), note="来信")},
            errors.VisitUngrounded,
        ),
        ({"draw": None}, errors.VisitUngrounded),
        ({"signed_by": None}, errors.AcknowledgementMissing),
        ({"unsigned_reason": "拒签"}, errors.AcknowledgementMissing),
        ({"body": "S099"}, errors.ReferenceUnknown),
        ({"date": date(2025, 4, 11)}, errors.DateInFuture),
        ({"date": date(2025, 3, 27)}, errors.VisitEarly),
        ({"items": ()}, errors.OrderBroken),
        ({"items": ("I2", "I1")}, errors.OrderBroken),
        ({"items": ("I1", "I1")}, errors.OrderBroken),
        ({"items": ("I9",)}, errors.ReferenceUnknown),
        ({"items": ("I1", "I2")}, errors.ItemsWrong),
        ({"method": "online"}, errors.MethodUnfit),
        ({"inspectors": ()}, errors.TeamTooSmall),
        ({"inspectors": ("N01",)}, errors.TeamTooSmall),
        ({"inspectors": ("N01", "N01")}, errors.TeamTooSmall),
        ({"inspectors": ("N01", "N99")}, errors.ReferenceUnknown),
        ({"proof": SealProof(salt="0" * 64, team=("N01", "N02"), index=0)}, errors.SealUnfit),
    ],
)
def test_a_visit_that_does_not_hold_is_refused(
    world: World, draw: Draw, changes: dict[str, Any], reason: type[errors.SsjError]
) -> None:
    with world.refused(reason):
        world.visit(draw, **changes)


def test_nobody_else_is_visited_in_the_draws_name(world: World, draw: Draw) -> None:
    assert draw.outcome is not None
    spare = next(one.body for one in draw.outcome.tickets if not one.drawn)
    with world.refused(errors.NotDrawn):
        world.visit(draw, spare, inspectors=("N01", "N02"))


def test_nobody_else_visits_in_the_draws_name(world: World, draw: Draw) -> None:
    body_id, team = next(iter(draw.teams.items()))
    other = next(one for one in draw.commit.inspectors if one not in team)
    for wrong in (team[::-1], (team[0], other), (*team, other)):
        with world.refused(errors.TeamWrong):
            world.visit(draw, body_id, inspectors=wrong)


def test_a_visit_is_written_by_an_office_whose_item_it_is(world: World, draw: Draw) -> None:
    body_id = next(iter(draw.teams))
    good = world.visit(draw, body_id).body
    other = next(one for one in draw.teams if one != body_id)
    with world.refused(errors.RoleMissing, roles="一科"):
        world.say(msgspec.structs.replace(good, body=other, inspectors=draw.teams[other], signed_by="校长"), "o2")


def test_no_visit_before_the_outcome_was_fixed(world: World) -> None:
    """Neither in the ledger's order nor by its date: who was visited earlier was not drawn but chosen."""
    draw = world.commit()
    with world.refused(errors.DrawNotOpen):
        world.visit(draw, "S003", inspectors=("N01", "N02"))
    world.open(draw)
    assert draw.result is not None
    day = draw.result.time.date()
    with world.refused(errors.VisitEarly):
        world.visit(draw, day=date.fromordinal(day.toordinal() - 1))
    world.visit(draw, day=day)


def test_no_visit_under_a_void_draw(world: World, draw: Draw) -> None:
    world.void(draw)
    with world.refused(errors.DrawVoided):
        world.visit(draw)


def test_a_body_that_left_the_register_was_visited_nonetheless(world: World, draw: Draw) -> None:
    body_id = next(iter(draw.teams))
    world.say(
        BodyChange(reason="注销", removed=(Removal(id=body_id, ground="closed", state="closed", reason="注销"),)),
        "o1",
        "p",
    )
    world.visit(draw, body_id)


# Certificates.


def test_every_member_is_certified_on_the_day(world: World, draw: Draw) -> None:
    """Edge 5: the certificate ran out, or was taken back, between draw and visit."""
    body_id, (first, _) = next(iter(draw.teams.items()))
    for changes in (
        {"valid_until": date(2025, 4, 9)},
        {"valid_until": date(2025, 4, 8), "valid_from": date(2020, 1, 1)},
    ):
        change_inspector(world, first, **changes)
        with world.refused(errors.CertificateInvalid, inspector=first, day="2025-04-10"):
            world.visit(draw, body_id, DAY)
    change_inspector(world, first, valid_until=DAY)
    world.visit(draw, body_id, DAY)


def test_a_renewal_does_not_undo_the_days_before_it(world: World, draw: Draw) -> None:
    """Visited on the last day of the old certificate, written down when the new one was in the register already."""
    body_id, (first, _) = next(iter(draw.teams.items()))
    change_inspector(world, first, valid_until=DAY)
    change_inspector(world, first, valid_from=date(2025, 4, 12), valid_until=date(2030, 4, 11))
    world.now = at("2025-04-14 09:00")
    world.visit(draw, body_id, DAY)
    second, team = next((id_, team) for id_, team in draw.teams.items() if first in team and id_ != body_id)
    with world.refused(errors.CertificateInvalid):
        world.visit(draw, second, date(2025, 4, 11), inspectors=team)
    world.visit(draw, second, date(2025, 4, 12))


def test_a_certificate_that_begins_later_was_never_valid_before(world: World) -> None:
    world.say(InspectorChange(reason="新", added=(inspector(9, valid_from=date(2025, 5, 1)),)), "p")
    with world.refused(errors.CertificateInvalid):
        world.complaint("S001", "N01", "N09")


def test_a_recused_member_does_not_visit(world: World, draw: Draw) -> None:
    body_id, (first, _) = next(iter(draw.teams.items()))
    recusal = world.say(Recusal(inspector=first, body=body_id, ground="kinship"), "d")
    with world.refused(errors.InspectorRecused):
        world.visit(draw, body_id)
    world.say(Retraction(target=recusal.id, reason="误登。"), "d")
    world.visit(draw, body_id)


def test_somebody_in_the_team_may_inspect_each_item(world: World) -> None:
    world.say(InspectorChange(reason="新", added=(inspector(8, items=("I2",)), inspector(9, items=("I2",)))), "p")
    with world.refused(errors.ItemUncovered, item="I1"):
        world.complaint("S001", "N08", "N09")
    world.complaint("S001", "N08", "N01")


def test_the_minimum_of_inspectors_is_the_ledgers(empty_world: World) -> None:
    settings = msgspec.structs.replace(empty_world.found().state.founding.settings, inspectors_min=3)
    world = World().found(settings=settings).register().plan()
    with world.refused(errors.TeamTooSmall, count=2, minimum=3):
        world.complaint("S001", "N01", "N02")
    draw = world.open(world.commit())
    assert {len(team) for team in draw.teams.values()} == {3}
    world.visit(draw)


# Visits without a draw.


def test_a_visit_without_a_draw_has_its_trigger(world: World) -> None:
    record = world.complaint("S001")
    assert world.state.visits[record.id].visit.trigger is not None
    world.complaint("S001", note="再次来信。")
    with world.refused(errors.VisitUngrounded):
        world.complaint("S001", proof=SealProof(salt="0" * 64, team=("N01", "N02"), index=0))


# Visits under a seal.


@pytest.fixture
def sealed(world: World) -> tuple[Draw, Any]:
    draw = world.commit(sealed=True)
    return draw, world.seal(draw)


def test_a_sealed_visit_shows_its_proof_and_the_opening_confirms_it(world: World, sealed: tuple[Draw, Any]) -> None:
    draw, found = sealed
    for one in found.drawn[:3]:
        world.visit(draw, one.body, proof=draws.prove(found, one.body), inspectors=one.team)
    assert not draw.teams
    world.open(draw)
    assert draw.teams == {one.body: one.team for one in found.drawn}
    assert len(draw.visits) == 3
    world.visit(draw)
    with world.refused(errors.VisitRepeated):
        world.visit(draw, found.drawn[0].body)


def test_before_sealing_nobody_is_visited(world: World) -> None:
    draw = world.commit(sealed=True)
    with world.refused(errors.DrawNotOpen):
        world.visit(
            draw, "S003", inspectors=("N01", "N02"), proof=SealProof(salt="0" * 64, team=("N01", "N02"), index=0)
        )


def test_a_proof_holds_for_its_own_visit_only(world: World, sealed: tuple[Draw, Any]) -> None:
    draw, found = sealed
    one, other = found.drawn[:2]
    proof = draws.prove(found, one.body)
    spare = next(ticket.body for ticket in found.tickets if not ticket.drawn)
    with world.refused(errors.ProofMissing):
        world.visit(draw, one.body, inspectors=one.team)
    for body_id in (other.body, spare):
        with world.refused(errors.ProofRefused):
            world.visit(draw, body_id, inspectors=one.team, proof=proof)
    with world.refused(errors.TeamWrong):
        world.visit(draw, one.body, inspectors=one.team[::-1], proof=proof)
    for changes in (
        {"salt": "0" * 64},
        {"index": proof.index ^ 1},
        {"index": 7},
        {"index": 2**53 - 1},
        {"path": proof.path[:-1]},
        {"path": (*proof.path, "0" * 64)},
        {"path": proof.path[::-1]},
        {"path": ()},
    ):
        with world.refused(errors.ProofRefused):
            world.visit(draw, one.body, inspectors=one.team, proof=msgspec.structs.replace(proof, **changes))
    with world.refused(errors.ProofRefused):
        team = one.team[::-1]
        world.visit(draw, one.body, inspectors=team, proof=msgspec.structs.replace(proof, team=team))
    world.visit(draw, one.body, inspectors=one.team, proof=proof)


def test_after_the_opening_a_proof_is_checked_still_if_one_is_shown(world: World, sealed: tuple[Draw, Any]) -> None:
    """A page would show it: what is shown must hold."""
    draw, found = sealed
    one, other = found.drawn[:2]
    world.open(draw)
    with world.refused(errors.ProofRefused):
        world.visit(draw, one.body, proof=msgspec.structs.replace(draws.prove(found, one.body), salt="0" * 64))
    with world.refused(errors.TeamWrong):
        world.visit(draw, one.body, proof=draws.prove(found, other.body))
    world.visit(draw, one.body, proof=draws.prove(found, one.body))


def test_a_falsely_sealed_visit_is_found_out_at_the_opening(world: World) -> None:
    """Parties that seal a list of their own can show proofs under it, until the secrets are open: then everybody sees
    it, the truth is recorded beside it, the visit stands aside, and the draw can be voided."""
    draw = world.commit(sealed=True)
    secrets = [world.secret_of("T1", 1, role) for role in ("o1", "p", "d")]
    found = draws.redo(world.state, draw, secrets, SIGNATURE)
    first, *others = found.drawn
    false = msgspec.structs.replace(first, team=first.team[::-1])
    lie = type(found)(found.seed, found.tickets, (false, *others), found.loads)
    world.now = at("2025-03-28 14:00")
    world.say(draws.seal(draw, lie, SIGNATURE), "o1", "p", "d")
    world.visit(draw, false.body, proof=draws.prove(lie, false.body), inspectors=false.team)
    world.reveal(draw)
    assert draw.seal_holds is False
    assert list(draw.astray) == [false.body]
    world.say(draws.conclude(world.state, draw, SIGNATURE), "o1")
    assert not draw.visits
    with world.refused(errors.VisitsBegun):
        world.void(draw)
    world.void(draw, "seal-false")


# Results.


def test_each_office_enters_its_own_item_once(empty_world: World) -> None:
    world = empty_world.found().register().plan(task("T2", items=("I1", "I2"), partners=("o2",)))
    draw = world.open(world.commit("T2"))
    visit = world.visit(draw)
    one = world.result(visit, "I1")
    with world.refused(errors.RoleMissing, roles="二科"):
        world.say(msgspec.structs.replace(one.body, item="I2"), "o1")
    two = world.result(visit, "I2")
    assert world.state.visits[visit.id].results == {"I1": one.id, "I2": two.id}
    with world.refused(errors.ResultExists):
        world.result(visit, "I2", finding="补充。")


def checks(*outcomes: str) -> tuple[Check, ...]:
    return tuple(Check(point=point, outcome=one) for point, one in zip(("要点甲", "要点乙"), outcomes, strict=True))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"checks": ()}, errors.ChecklistWrong),
        ({"checks": checks("ok", "ok")[:1]}, errors.ChecklistWrong),
        ({"checks": checks("ok", "ok")[::-1]}, errors.ChecklistWrong),
        ({"checks": checks("ok", "ok") * 2}, errors.ChecklistWrong),
        ({"checks": checks("ok", "problem")}, errors.CodeContradicts),
        *[({"code": code}, errors.CodeContradicts) for code in sorted(WANTING)],
        ({"code": "pending", "checks": checks("problem", "ok")}, errors.ActionMissing),
        ({"rectify_by": date(2025, 4, 9)}, errors.DateOrder),
        ({"code": "closed", "checks": checks("ok", "ok")[:1]}, errors.ChecklistWrong),
        ({"item": "I2"}, errors.ReferenceUnknown),
    ],
)
def test_a_result_that_does_not_hold_is_refused(
    world: World, draw: Draw, changes: dict[str, Any], reason: type[errors.SsjError]
) -> None:
    good = Result(visit=world.visit(draw).id, item="I1", code="no-problem", checks=checks("ok", "not-applicable"))
    with world.refused(reason):
        world.say(msgspec.structs.replace(good, **changes), "o1")
    with world.refused(errors.ReferenceUnknown, what="visit"):
        world.say(msgspec.structs.replace(good, visit=draw.id), "o1")
    world.say(good, "o1")


@pytest.mark.parametrize("code", sorted(UNINSPECTED))
def test_where_nothing_could_be_inspected_no_checklist_is_asked_for(world: World, draw: Draw, code: str) -> None:
    visit = world.visit(draw)
    if code in STANDING:
        world.change(visit.body.body, state="moved" if code == "moved" else "closed")
    world.result(visit, code=code, checks=())


@pytest.mark.parametrize("code", sorted(STANDING))
def test_a_body_is_gone_only_if_the_register_says_so(world: World, draw: Draw, code: str) -> None:
    """Else an active school is let off its checklist by a word; a correction is held to the same."""
    visit = world.visit(draw)
    with world.refused(errors.ResultUnfit, code=code):
        world.result(visit, code=code, checks=())
    world.change(visit.body.body, state="closed" if code == "moved" else "moved")
    with world.refused(errors.ResultUnfit, code=code):
        world.result(visit, code=code, checks=())
    result = world.result(visit)
    gone = msgspec.structs.replace(result.body, code=code, checks=())
    said = Correction(target=result.id, reason="误录。", replacement=msgspec.to_builtins(gone))
    with world.refused(errors.ResultUnfit, code=code):
        world.say(said, "o1")
    world.say(
        BodyChange(
            reason="变动", removed=(Removal(id=visit.body.body, ground="closed", state="closed", reason="注销"),)
        ),
        "o1",
        "p",
    )
    world.say(said, "o1")


def test_a_correction_of_something_else_does_not_ask_again(world: World, draw: Draw) -> None:
    """The school has opened again since."""
    visit = world.visit(draw)
    world.change(visit.body.body, state="closed")
    result = world.result(visit, code="closed", checks=())
    world.change(visit.body.body, state="active")
    noted = msgspec.structs.replace(result.body, finding="校门已锁。")
    world.say(Correction(target=result.id, reason="补充。", replacement=msgspec.to_builtins(noted)), "o1")


def test_nobody_is_unreachable_from_a_desk(empty_world: World) -> None:
    world = empty_world.found().register()
    world.say(ItemChange(reason="修改", changed=(item(methods=("on-site", "written")),)), "p")
    draw = world.plan().open(world.commit())
    visit = world.visit(draw, method="written")
    with world.refused(errors.ResultUnfit, code="unreachable"):
        world.result(visit, code="unreachable", checks=())


@pytest.mark.parametrize("code", sorted(WANTING))
def test_a_problem_has_a_point_found_wanting(world: World, draw: Draw, code: str) -> None:
    world.result(world.visit(draw), code=code, checks=checks("problem", "ok"), action="责令改正")


def test_the_points_are_those_of_the_visit(world: World, draw: Draw) -> None:
    """The list changes with the law; a correction a year later still answers the list of the day."""
    first = world.result(world.visit(draw))
    world.say(ItemChange(reason="法律修改", changed=(item(points=("新要点",)),)), "p")
    later = world.visit(draw)
    with world.refused(errors.ChecklistWrong, points="新要点"):
        world.say(Result(visit=later.id, item="I1", code="no-problem", checks=checks("ok", "ok")), "o1")
    world.result(later)
    new = msgspec.structs.replace(first.body, action="补记。")
    world.say(Correction(target=first.id, reason="漏记。", replacement=msgspec.to_builtins(new)), "o1")


def test_an_item_retired_after_the_visit_still_gets_its_result(world: World, draw: Draw) -> None:
    visit = world.visit(draw)
    world.say(ItemChange(reason="法律修改", removed=(Removal(id="I1", ground="basis", reason="废止"),)), "p")
    world.say(Result(visit=visit.id, item="I1", code="no-problem", checks=checks("ok", "ok")), "o1")


def test_a_result_without_a_problem_tells_no_finding(world: World, draw: Draw) -> None:
    visit = world.visit(draw)
    with world.refused(errors.FindingUncalled):
        world.result(visit, finding="无证。")
    world.result(visit)
