"""Which proposed tasks meet at the same bodies, and the joint task that they become."""

from __future__ import annotations

from datetime import date

import pytest

from ssj_publish.core.kinds.plan import ClassRatio, PlanProposal, Task
from ssj_publish.core.reading import overlap
from ssj_publish.office import plans
from tests.bureau import task
from tests.world import World

OTHER = {"items": ("I2",), "office": "o2"}


@pytest.fixture
def filled(empty_world: World) -> World:
    return empty_world.found().register()


def propose(world: World, *tasks: Task) -> World:
    for one in tasks:
        world.say(PlanProposal(year=2025, office=one.office, tasks=(one,)), one.office)
    return world


def test_two_tasks_meet_where_type_day_and_town_do(filled: World) -> None:
    schools = [body for body in filled.state.bodies.current.values() if body.type == "学校"]
    late = task("T2", **OTHER, start=date(2025, 5, 30), end=date(2025, 6, 30))
    propose(filled, task("T1"), late)
    (found,) = overlap.of_proposals(filled.state, 2025)
    assert (found.first.id, found.second.id, found.types) == ("T1", "T2", ("学校",))
    assert (found.start, found.end, found.bodies) == (date(2025, 5, 30), date(2025, 5, 30), len(schools))
    assert overlap.of_proposals(filled.state, 2026) == ()


@pytest.mark.parametrize(
    "apart",
    [{"start": date(2025, 5, 31), "end": date(2025, 6, 30)}, {"towns": ("没有的镇",)}],
)
def test_tasks_that_never_meet_do_not_overlap(filled: World, apart: dict[str, object]) -> None:
    propose(filled, task("T1"), task("T2", **(OTHER | apart)))
    assert overlap.of_proposals(filled.state, 2025) == ()


def test_what_a_plan_has_answered_overlaps_no_more(filled: World) -> None:
    propose(filled, task("T1"), task("T2", **OTHER))
    filled.say(plans.consolidate(filled.state, 2025, "计划"), "p")
    assert overlap.of_proposals(filled.state, 2025) == ()


def test_the_joint_task_is_all_items_all_types_the_shared_days_and_the_highest_ratios() -> None:
    first = task("T1", minimum=2, partners=("o3",), scope=("学校", "幼儿园"), directed=True)
    second = task(
        "T2",
        **OTHER,
        minimum=1,
        start=date(2025, 4, 1),
        end=date(2025, 6, 30),
        ratios=tuple(ClassRatio(credit_class=c, p=p, q=10) for c, p in zip("ABCD", (2, 1, 5, 10), strict=True)),
    )
    joint = overlap.merge("T9", None, (first, second))
    assert (joint.id, joint.name, joint.merged_from) == ("T9", "春季抽查（联合抽查）", ("T1", "T2"))
    assert (joint.items, joint.office, joint.partners) == (("I1", "I2"), "o1", ("o3", "o2"))
    assert (joint.scope, joint.minimum, joint.directed) == (("学校", "幼儿园"), 2, False)
    assert (joint.start, joint.end) == (date(2025, 4, 1), date(2025, 5, 30))
    assert [(one.p, one.q) for one in joint.ratios] == [(2, 10), (20, 100), (50, 100), (100, 100)]
    assert overlap.merge("T9", "联查", (first, second)).name == "联查"


def test_ratios_are_compared_exactly() -> None:
    """As floating point the two are the same number; the higher one is the second."""
    low, high = ((ClassRatio(credit_class="A", p=q - 1, q=q),) for q in (2**53 - 2, 2**53 - 1))
    assert low[0].p / low[0].q == high[0].p / high[0].q
    joint = overlap.merge("T9", None, (task("T1", ratios=low), task("T2", ratios=high)))
    assert joint.ratios == high
