"""年度计划: propose, consolidate, approve; what a task must hold; how a task is cancelled."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest

from ssj_publish import errors
from ssj_publish.core.kinds.plan import ClassRatio, Declined, Plan, PlanProposal, Task
from ssj_publish.core.kinds.registers import InspectorChange, ItemChange, Removal
from ssj_publish.core.records import Record
from ssj_publish.office import draws, plans
from tests.bureau import inspector, item, task
from tests.world import World


@pytest.fixture
def filled(empty_world: World) -> World:
    return empty_world.found().register()


def propose(world: World, *tasks: Task, office: str = "o1", year: int = 2025, by: str = "") -> Record:
    return world.say(PlanProposal(year=year, office=office, tasks=tasks), by or office)


def plan(world: World, *proposals: Record, by: str = "p", **fields: Any) -> Record:
    made: dict[str, Any] = {"year": 2025, "title": "计划", "proposals": tuple(one.id for one in proposals)}
    return world.say(Plan(**(made | fields)), by)


def ratios(*shares: tuple[int, int]) -> tuple[ClassRatio, ...]:
    return tuple(ClassRatio(credit_class=c, p=p, q=q) for c, (p, q) in zip("ABCD", shares, strict=True))


# The good path.


def test_a_task_may_be_drawn_once_the_leader_has_approved(filled: World) -> None:
    proposal = propose(filled, task())
    assert not filled.state.tasks
    made = plan(filled, proposal, tasks=(task(),))
    assert not filled.state.approved(filled.state.tasks["T1"])
    filled.now = filled.now.replace(month=3, day=27)
    with filled.refused(errors.PlanNotApproved):
        filled.promise()
    filled.say(plans.approve(made.id, "教发1号"), "l")
    assert filled.state.approved(filled.state.tasks["T1"])
    filled.commit()


def test_a_plan_is_approved_once(filled: World) -> None:
    made = plan(filled, propose(filled, task()), tasks=(task(),))
    filled.say(plans.approve(made.id, "教发1号"), "l")
    with filled.refused(errors.PlanApproved):
        filled.say(plans.approve(made.id, "教发2号"), "l")
    with filled.refused(errors.ReferenceUnknown, what="plan"):
        filled.say(plans.approve(made.statement.refs[0], "教发2号"), "l")


def test_two_offices_tasks_become_one_joint_task(filled: World) -> None:
    first, second = task("T1"), task("T2", items=("I2",), office="o2")
    joint = task("T3", items=("I1", "I2"), partners=("o2",), merged_from=("T1", "T2"))
    made = plan(filled, propose(filled, first), propose(filled, second, office="o2"), tasks=(joint,))
    filled.say(plans.approve(made.id, "教发1号"), "l")
    assert filled.state.tasks.keys() == {"T3"}
    assert [slot.items for slot in filled.commit("T3").commit.slots] == [("I1",), ("I2",)]


def test_a_merged_task_may_keep_the_id_of_one_of_its_sources(filled: World) -> None:
    first, second = task("T1"), task("T2")
    plan(filled, propose(filled, first, second), tasks=(task("T1", merged_from=("T1", "T2")),))


def test_a_proposed_task_may_be_declined_with_the_reason(filled: World) -> None:
    proposal = propose(filled, task("T1"), task("T2"))
    plan(filled, proposal, tasks=(task("T2"),), declined=(Declined(task="T1", reason="重复。"),))
    assert filled.state.tasks.keys() == {"T2"}


# Proposals.


def test_a_proposal_is_the_offices_own(filled: World) -> None:
    with filled.refused(errors.RoleMissing):
        propose(filled, task(), by="o2")
    with filled.refused(errors.OfficeUnknown):
        propose(filled, task(office="o2", items=("I2",)))
    with filled.refused(errors.RoleMissing):
        propose(filled, task(), office="o9", by="o1")


def test_a_proposal_names_new_tasks(filled: World) -> None:
    with filled.refused(errors.ChangeEmpty):
        propose(filled)
    with filled.refused(errors.OrderBroken):
        propose(filled, task(), task())
    propose(filled, task())
    with filled.refused(errors.TaskExists):
        propose(filled, task())
    with filled.refused(errors.TaskExists):
        propose(filled, task(office="o2", items=("I2",)), office="o2")
    with filled.refused(errors.MergeMalformed):
        propose(filled, task("T3", merged_from=("T1", "T2")))


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"ratios": ratios((10, 100), (20, 100), (15, 100), (100, 100))}, errors.RatioFalls),
        ({"ratios": ratios((1, 3), (333, 1000), (1, 2), (1, 1))}, errors.RatioFalls),
        ({"ratios": ratios((10, 100), (20, 100), (30, 100), (101, 100))}, errors.RatioMalformed),
        ({"number": 3}, errors.NumberAndRatios),
        ({"number": 3, "ratios": (), "minimum": 1}, errors.NumberAndRatios),
        ({"ratios": ratios((1, 9), (2, 9), (3, 9), (4, 9))[:3]}, errors.RatiosIncomplete),
        ({"ratios": ratios((1, 9), (1, 9), (1, 9), (1, 9))[::-1]}, errors.RatiosIncomplete),
        ({"start": date(2025, 6, 1)}, errors.TaskWindow),
        ({"start": date(2024, 12, 31)}, errors.TaskWindow),
        ({"end": date(2026, 1, 1)}, errors.TaskWindow),
        ({"items": ()}, errors.FieldEmpty),
        ({"scope": ()}, errors.FieldEmpty),
        ({"ratios": ()}, errors.RatiosIncomplete),
        ({"items": ("I9",)}, errors.ItemRetired),
        ({"items": ("I1", "I1")}, errors.OrderBroken),
        ({"items": ("I1", "I2")}, errors.OfficeAbsent),
        ({"scope": ("学校", "幼儿园")}, errors.ScopeUncovered),
        ({"scope": ("学校", "学校")}, errors.OrderBroken),
        ({"partners": ("p",)}, errors.OfficeUnknown),
        ({"partners": ("o9",)}, errors.OfficeUnknown),
        ({"partners": ("o1",)}, errors.OrderBroken),
        ({"partners": ("o2", "o2")}, errors.OrderBroken),
    ],
)
def test_a_task_that_does_not_hold_is_refused(
    filled: World, changes: dict[str, Any], reason: type[errors.SsjError]
) -> None:
    with filled.refused(reason):
        propose(filled, task(**changes))


def test_a_merged_task_is_held_to_the_same(filled: World) -> None:
    """It was never proposed in this form, so it is looked at when it is written down."""
    sources = propose(filled, task("T1"), task("T2"))
    for changes, reason in (
        ({"end": date(2026, 1, 1)}, errors.TaskWindow),
        ({"scope": ("学校", "幼儿园")}, errors.ScopeUncovered),
        ({"ratios": ratios((100, 100), (90, 100), (100, 100), (100, 100))}, errors.RatioFalls),
        ({"ratios": ()}, errors.RatiosIncomplete),
    ):
        with filled.refused(reason):
            plan(filled, sources, tasks=(task("T3", merged_from=("T1", "T2"), **changes),))


def test_equal_ratios_are_not_falling(filled: World) -> None:
    propose(filled, task(ratios=ratios((1, 3), (2, 6), (3, 9), (1, 3))))


def test_a_task_on_a_retired_item_is_refused_at_each_step(filled: World) -> None:
    """Proposed before the law changed, consolidated after; approved before, drawn after."""
    proposal = propose(filled, task())
    made = plan(filled, proposal, tasks=(task(),))
    filled.say(plans.approve(made.id, "教发1号"), "l")
    second = propose(filled, task("T2"))
    filled.say(ItemChange(reason="法律修改", removed=(Removal(id="I1", ground="basis", reason="废止"),)), "p")
    with filled.refused(errors.ItemRetired):
        plan(filled, second, tasks=(task("T2"),))
    with filled.refused(errors.ItemRetired):
        filled.promise()
    filled.say(ItemChange(reason="恢复", added=(item(),)), "p")
    filled.promise()


# Consolidating.


def test_every_proposed_task_is_answered_once(filled: World) -> None:
    proposal = propose(filled, task("T1"), task("T2"))
    declined = (Declined(task="T1", reason="重复。"),)
    bad: list[tuple[type[errors.SsjError], dict[str, Any]]] = [
        (errors.ProposalUnanswered, {"tasks": (task("T1"),)}),
        (errors.ProposalUnanswered, {"declined": declined}),
        (errors.ProposalUnanswered, {"tasks": (task("T1"), task("T2")), "declined": declined}),
        (errors.ProposalUnanswered, {"tasks": (task("T2"),), "declined": declined * 2}),
        (errors.ProposalUnanswered, {"tasks": (task("T2"),), "declined": (Declined(task="T7", reason="x"), *declined)}),
        (errors.OrderBroken, {"tasks": (task("T1"), task("T1"), task("T2"))}),
        (errors.TaskAltered, {"tasks": (task("T1", minimum=1), task("T2"))}),
        (errors.TaskAltered, {"tasks": (task("T1"), task("T2"), task("T3"))}),
        (errors.ProposalTaken, {"tasks": (task("T1"), task("T2")), "year": 2026}),
    ]
    for reason, fields in bad:
        with filled.refused(reason):
            plan(filled, proposal, **fields)


def test_a_proposal_is_answered_by_one_plan(filled: World) -> None:
    proposal = propose(filled, task())
    with filled.refused(errors.OrderBroken):
        plan(filled, proposal, tasks=(task(),), proposals=(proposal.id, proposal.id))
    plan(filled, proposal, tasks=(task(),))
    with filled.refused(errors.ProposalTaken):
        plan(filled, proposal, tasks=(task(),))
    with filled.refused(errors.ReferenceUnknown, what="proposal"):
        plan(filled, filled.state.genesis, tasks=(task(),))


def test_a_plan_that_says_nothing_is_refused(filled: World) -> None:
    with filled.refused(errors.ChangeEmpty):
        plan(filled)


def test_a_merger_is_of_two_or_more_and_loses_nothing(filled: World) -> None:
    """Items, offices, bodies and shares: nobody is inspected less because two tasks were joined."""
    one = propose(filled, task("T1", minimum=1))
    two = propose(filled, task("T2", items=("I2",), office="o2", towns=("东镇", "西镇")), office="o2")
    joint = task("T3", items=("I1", "I2"), partners=("o2",), merged_from=("T1", "T2"), minimum=1)
    lower = msgspec.structs.replace(joint.ratios[3], q=101)
    for changes in (
        {"merged_from": ("T1",)},
        {"items": ("I1",)},
        {"partners": ()},
        {"minimum": 0},
        {"towns": ("东镇", "西镇")},
        {"ratios": (*joint.ratios[:3], lower)},
    ):
        with filled.refused(errors.MergeMalformed):
            plan(filled, one, two, tasks=(msgspec.structs.replace(joint, **changes),))
    with filled.refused(errors.ReferenceUnknown, what="task"):
        plan(filled, one, two, tasks=(msgspec.structs.replace(joint, merged_from=("T1", "T9")),))
    with filled.refused(errors.ProposalUnanswered):
        twice = msgspec.structs.replace(joint, merged_from=("T1", "T2", "T2"))
        plan(filled, one, two, tasks=(twice,))
    plan(filled, one, two, tasks=(joint,))


def test_numbers_are_merged_with_numbers_over_the_same_bodies(filled: World) -> None:
    """A number says a share only of the same bodies: no merger makes it smaller, or puts it beside shares."""
    one = propose(filled, task("T1", ratios=(), number=4))
    two = propose(filled, task("T2", items=("I2",), office="o2", ratios=(), number=6), office="o2")
    joint = task("T3", items=("I1", "I2"), partners=("o2",), merged_from=("T1", "T2"), ratios=(), number=6)
    shares = task("T3").ratios
    for changes in ({"number": 5}, {"number": 0, "ratios": shares}, {"towns": ("东镇",)}):
        with filled.refused(errors.MergeMalformed):
            plan(filled, one, two, tasks=(msgspec.structs.replace(joint, **changes),))
    plan(filled, one, two, tasks=(joint,))


def test_towns_are_joined_in_a_merger(filled: World) -> None:
    sources = propose(filled, task("T1", towns=("东镇",)), task("T2", towns=("西镇",)))
    with filled.refused(errors.MergeMalformed):
        plan(filled, sources, tasks=(task("T3", towns=("东镇",), merged_from=("T1", "T2")),))
    plan(filled, sources, tasks=(task("T3", towns=("东镇", "西镇"), merged_from=("T1", "T2")),))


def test_a_merged_task_takes_no_other_tasks_id(filled: World) -> None:
    """Otherwise a proposal still waiting could never be answered, or a declined task would seem to be in the plan."""
    propose(filled, task("T4"))
    sources = propose(filled, task("T1"), task("T2"), task("T3"))
    declined = (Declined(task="T3", reason="重复。"),)
    for id_ in ("T3", "T4"):
        with filled.refused(errors.TaskExists):
            plan(filled, sources, tasks=(task(id_, merged_from=("T1", "T2")),), declined=declined)
    plan(filled, sources, tasks=(task("T5", merged_from=("T1", "T2")),), declined=declined)
    with filled.refused(errors.TaskExists):
        propose(filled, task("T5"))


# Cancelling.


def cancel(world: World, *tasks: str) -> Record:
    return plan(world, cancelled=tuple(Declined(task=one, reason="机构改革。") for one in tasks))


def test_a_task_is_cancelled_by_a_later_plan_once_that_is_approved(world: World) -> None:
    """政策法规科 alone cannot make a task go away."""
    later = cancel(world, "T1")
    before = world.state.tasks["T1"]
    assert before.cancelled is None
    world.say(plans.approve(later.id, "教发2号"), "l")
    assert world.state.tasks["T1"].cancelled == "机构改革。"
    with world.refused(errors.TaskCancelled):
        world.promise()
    with world.refused(errors.TaskCancelled):
        cancel(world, "T1")


def test_what_cannot_be_cancelled(world: World) -> None:
    with world.refused(errors.ReferenceUnknown, what="task"):
        cancel(world, "T9")
    with world.refused(errors.OrderBroken):
        cancel(world, "T1", "T1")
    earlier = cancel(world, "T1")
    world.visit(world.open(world.commit()))
    with world.refused(errors.TaskDrawn):
        cancel(world, "T1")
    with world.refused(errors.TaskDrawn):
        world.say(plans.approve(earlier.id, "教发2号"), "l")


def test_a_drawn_task_is_cancelled_by_a_plan_and_only_then_its_draw_voided_for_that(world: World) -> None:
    draw = world.commit()
    with world.refused(errors.ReasonUnfit):
        world.void(draw, "task-cancelled")
    earlier = cancel(world, "T1")
    with world.refused(errors.ReasonUnfit):
        world.void(draw, "task-cancelled")
    world.say(plans.approve(earlier.id, "教发2号"), "l")
    world.void(draw, "task-cancelled")
    assert world.state.tasks["T1"].cancelled is not None


def test_a_visit_under_a_seal_keeps_its_task_from_being_cancelled(world: World) -> None:
    draw = world.commit(sealed=True)
    found = world.seal(draw)
    first = found.drawn[0]
    world.visit(draw, first.body, proof=draws.prove(found, first.body), inspectors=first.team)
    with world.refused(errors.TaskDrawn):
        cancel(world, "T1")


def test_secrets_promised_before_a_task_was_cancelled_draw_nothing(world: World) -> None:
    world.promise()
    step = draws.commit(world.state, world.choices())
    world.say(plans.approve(cancel(world, "T1").id, "教发2号"), "l")
    with world.refused(errors.TaskCancelled):
        world.say(step, "o1")


def test_two_plans_may_cancel_the_same_task_and_the_first_reason_stands(world: World) -> None:
    first, second = cancel(world, "T1"), plan(world, cancelled=(Declined(task="T1", reason="别的理由。"),))
    world.say(plans.approve(first.id, "教发2号"), "l")
    world.say(plans.approve(second.id, "教发3号"), "l")
    assert world.state.tasks["T1"].cancelled == "机构改革。"


def test_a_change_of_the_registers_after_approval_is_what_the_draw_sees(world: World) -> None:
    world.say(InspectorChange(reason="新持证", added=(inspector(9),)), "p")
    assert "N09" in world.commit().commit.inspectors
