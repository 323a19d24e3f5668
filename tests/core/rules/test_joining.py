"""One visit for several draws: whose items and people, and what is said where two were not made one."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest

from ssj_publish import errors
from ssj_publish.core.kinds.annulment import Annulment
from ssj_publish.core.kinds.approval import InspectionApproval
from ssj_publish.core.kinds.burden import VisitsApart
from ssj_publish.core.kinds.inspection import Joined, Trigger
from ssj_publish.core.kinds.oversight import Correction
from ssj_publish.core.kinds.plan import ClassRatio
from ssj_publish.core.kinds.registers import InspectorChange
from ssj_publish.core.reading import burden
from ssj_publish.core.reading.coincidence import coincidences
from ssj_publish.core.records import Record
from ssj_publish.core.state import Draw
from ssj_publish.office import draws
from tests.bureau import at, inspector, task
from tests.world import World
from tests.years import approved

ALL = tuple(ClassRatio(credit_class=c, p=1, q=1) for c in "ABCD")
DAY = date(2025, 4, 10)


def two(*, sealed: bool = False) -> tuple[World, Draw, Draw]:
    """Two tasks of two offices that draw every body; the second one sealed, or open."""
    world = World().found().register()
    second = task("T2", items=("I2",), office="o2", ratios=ALL)
    world.plan(task("T1", ratios=ALL), second)
    first, other = world.commit("T1"), world.commit("T2", sealed=sealed)
    world.open(first)
    if not sealed:
        world.open(other)
    return world, first, other


def opened(world: World) -> tuple[Draw, Draw]:
    """T1 and T2, committed to before the round."""
    first, second = world.commit("T1"), world.commit("T2")
    return world.open(first), world.open(second)


def joined(world: World, first: Draw, second: Draw, body: str = "S001", **changes: Any) -> Record:
    """One visit of ``body`` for both."""
    team = tuple(dict.fromkeys((*first.teams[body], *second.teams.get(body, ()))))
    made: dict[str, Any] = {"also": (Joined(draw=second.id),), "items": ("I1", "I2"), "inspectors": team}
    return world.visit(first, body, **(made | changes))


def test_one_visit_serves_two_draws_and_is_owed_to_neither_any_more() -> None:
    world, first, second = two()
    visit = joined(world, first, second)
    assert first.visits["S001"] == second.visits["S001"] == visit.id
    assert world.state.visit_counts(2025) == {("S001", "I1"): 1, ("S001", "I2"): 1}
    world.result(visit, "I1")
    world.result(visit, "I2")


def test_either_team_may_go_alone_where_it_may_inspect_everything() -> None:
    world, first, second = two()
    for number, (body, draw) in enumerate((("S001", first), ("S002", second))):
        visit = joined(world, first, second, body, inspectors=draw.teams[body], day=date(2025, 4, 11 + number))
        assert world.state.visits[visit.id].visit.inspectors == draw.teams[body]


def test_nobody_else_goes_and_nobody_of_a_team_stays_at_home() -> None:
    world, first, second = two()
    body = next(body for body in sorted(first.teams) if set(first.teams[body]) != set(second.teams[body]))
    team = tuple(dict.fromkeys((*first.teams[body], *second.teams[body])))
    others = tuple(sorted(world.state.inspectors.current.keys() - set(team)))
    for wrong in (others[:2], team[::-1], (*team[:1], *others[:1])):
        if len(wrong) > 1:
            with world.refused(errors.TeamWrong):
                joined(world, first, second, body, inspectors=wrong)


def test_it_is_of_all_their_items() -> None:
    world, first, second = two()
    with world.refused(errors.ItemsWrong, items="I1、I2"):
        joined(world, first, second, items=("I1",))


def test_a_team_that_may_not_inspect_everything_does_not_go_alone() -> None:
    world = World().found().register(inspectors=6)
    apart = tuple(inspector(n, items=("I1",) if n < 4 else ("I2",)) for n in range(1, 7))
    world.say(InspectorChange(reason="分工", changed=apart), "p")
    world.plan(task("T1", ratios=ALL), task("T2", items=("I2",), office="o2", ratios=ALL))
    first, second = opened(world)
    with world.refused(errors.ItemUncovered):
        joined(world, first, second, inspectors=first.teams["S001"])
    joined(world, first, second)


def test_not_twice_the_same_draw_and_not_without_a_first() -> None:
    world, first, second = two()
    with world.refused(errors.OrderBroken):
        joined(world, first, first, items=("I1",))
    with world.refused(errors.VisitUngrounded):
        world.complaint("S001", also=(Joined(draw=second.id),))


def test_each_draw_has_a_body_visited_once() -> None:
    world, first, second = two()
    world.visit(second, "S001")
    with world.refused(errors.VisitRepeated, body="S001"):
        joined(world, first, second)
    assert "S001" not in first.visits


def test_a_draw_that_does_not_give_the_body_is_not_served() -> None:
    world = World().found().register()
    world.plan(task("T1", ratios=ALL), task("T2", items=("I2",), office="o2"))
    first, second = opened(world)
    body = sorted(first.teams.keys() - second.teams.keys())[0]
    with world.refused(errors.NotDrawn, body=body):
        joined(world, first, second, body)


def test_a_sealed_draw_is_served_by_its_proof() -> None:
    world, first, second = two(sealed=True)
    found = world.seal(second)
    with world.refused(errors.ProofMissing):
        joined(world, first, second)
    proof = draws.prove(found, "S001")
    team = tuple(dict.fromkeys((*first.teams["S001"], *proof.team)))
    also = (Joined(draw=second.id, proof=proof),)
    joined(world, first, second, also=also, inspectors=team)
    stolen = msgspec.structs.replace(proof, team=first.teams["S002"])
    with world.refused(errors.ProofRefused):
        joined(
            world, first, second, "S002", also=(Joined(draw=second.id, proof=stolen),), inspectors=first.teams["S002"]
        )
    world.open(second)
    assert second.seal_holds
    assert second.visits.keys() == {"S001"}


def test_annulled_it_is_owed_to_both_again() -> None:
    world, first, second = two()
    visit = joined(world, first, second)
    world.say(Annulment(target=visit.id, ground="not-held", explanation="没有去。"), "o1", "p")
    assert not first.visits
    assert not second.visits


def test_a_correction_adds_no_draw() -> None:
    world, first, second = two()
    visit = world.visit(first, "S001")
    new = msgspec.structs.replace(visit.body, also=(Joined(draw=second.id),))
    with world.refused(errors.CorrectionTooFar, field="also"):
        world.say(Correction(target=visit.id, reason="漏写。", replacement=msgspec.to_builtins(new)), "o1")


# The reason where they were not made one.


def apart(first: Draw, second: Draw, **changes: Any) -> VisitsApart:
    made = VisitsApart(body="S001", grounds=(first.id, second.id), reason="timing", explanation="时间错开。")
    return msgspec.structs.replace(made, **changes)


def test_an_office_that_sends_somebody_says_why_and_no_other() -> None:
    world = World().found().register()
    world.plan(task("T1", ratios=ALL), task("T2", ratios=ALL))
    first, second = opened(world)
    with world.refused(errors.RoleMissing, roles="一科"):
        world.say(apart(first, second), "o2")
    world.say(apart(first, second), "o1")
    assert [one.body.reason for one in world.state.apart] == ["timing"]


def test_a_reason_is_for_two_grounds_that_send_somebody_there() -> None:
    world, first, second = two()
    with world.refused(errors.GroundsTooFew):
        world.say(apart(first, second, grounds=(first.id,)), "o1")
    with world.refused(errors.GroundsTooFew):
        world.say(apart(first, second, grounds=(first.id, first.id)), "o1")
    with world.refused(errors.GroundUnfit, id=world.state.genesis.id):
        world.say(apart(first, second, grounds=(first.id, world.state.genesis.id)), "o1")
    with world.refused(errors.ReferenceUnknown, what="body"):
        world.say(apart(first, second, body="S999"), "o1")
    world.void(second)
    with world.refused(errors.GroundUnfit, id=second.id):
        world.say(apart(first, second), "o1")


@pytest.fixture
def drawn() -> tuple[World, Draw]:
    """T1 draws every body."""
    world = World().found().register()
    world.plan(task("T1", ratios=ALL))
    return world, world.open(world.commit("T1"))


def asked_for(world: World, **changes: Any) -> Record:
    """An approval of a complaint about S001, which asks for I2."""
    made = InspectionApproval(
        document="检审9号",
        office="o2",
        bodies=("S001",),
        items=("I2",),
        start=date(2025, 4, 7),
        end=date(2025, 4, 30),
        trigger=Trigger(kind="complaint", number="XF-9", date=date(2025, 3, 27), note="家长来信"),
        reason="与抽查一并核查。",
    )
    return world.say(msgspec.structs.replace(made, **changes), "o2", "l")


def answered(world: World, draw: Draw, *approvals: Record, **changes: Any) -> Record:
    made: dict[str, Any] = {"also_approved": tuple(one.id for one in approvals), "items": ("I1", "I2")}
    return world.visit(draw, "S001", **(made | changes))


def test_one_visit_serves_a_draw_and_a_complaint(drawn: tuple[World, Draw]) -> None:
    """一次查完: the complaint's items stand beside the draw's, and are not of the yearly cap."""
    world, draw = drawn
    approval = asked_for(world)
    assert [one.ending for one in coincidences(world.state, date(2025, 4, 8)) if one.body == "S001"] == ["open"]
    visit = answered(world, draw, approval)
    assert [one.ending for one in coincidences(world.state, date(2025, 6, 1)) if one.body == "S001"] == ["one"]
    assert world.state.visit_counts(2025) == {("S001", "I1"): 1}
    assert burden.years(world.state)[0].shares[0].joined == 1
    world.result(visit, "I1")
    world.result(visit, "I2")


@pytest.mark.parametrize(
    ("approval", "visit", "reason"),
    [
        ({}, {"items": ("I1",)}, errors.ItemsWrong),
        ({"bodies": ("S002",)}, {}, errors.ApprovalUnfit),
        ({"end": date(2025, 4, 9)}, {}, errors.ApprovalUnfit),
        ({}, {"day": date(2025, 4, 4)}, errors.ApprovalUnfit),
    ],
)
def test_a_draw_and_a_complaint_are_of_one_body_one_day_and_all_items(
    drawn: tuple[World, Draw], approval: dict[str, Any], visit: dict[str, Any], reason: type[errors.SsjError]
) -> None:
    world, draw = drawn
    given = asked_for(world, **approval)
    with world.refused(reason):
        answered(world, draw, given, **visit)


def test_an_approval_that_comes_later_or_is_void_joins_nothing(drawn: tuple[World, Draw]) -> None:
    world, draw = drawn
    world.now = at("2025-04-11 09:00")
    late = asked_for(world)
    with world.refused(errors.ApprovalLate):
        answered(world, draw, late, day=date(2025, 4, 10))
    world.say(Annulment(target=late.id, ground="mistaken-entry", explanation="写错。"), "o2", "p")
    with world.refused(errors.AlreadyAnnulled):
        answered(world, draw, late, day=date(2025, 4, 14))


def test_approvals_join_a_draw_only_each_once_in_their_order(drawn: tuple[World, Draw]) -> None:
    world, draw = drawn
    first, second = asked_for(world), asked_for(world, document="检审10号", items=("I2",))
    for wrong in ((second, first), (first, first)):
        with world.refused(errors.OrderBroken):
            answered(world, draw, *wrong)
    with world.refused(errors.VisitUngrounded):
        world.complaint("S001", day=DAY, also_approved=(first.id,))


def test_what_ratified_another_visit_is_answered_by_that_one_alone(drawn: tuple[World, Draw]) -> None:
    world, draw = drawn
    urgent = world.complaint("S001", day=date(2025, 4, 9))
    ratified = world.say(approved(world, urgent, end=date(2025, 4, 30)), "o1", "l")
    with world.refused(errors.ApprovalUnfit, field="trigger"):
        answered(world, draw, ratified, items=("I1",))
