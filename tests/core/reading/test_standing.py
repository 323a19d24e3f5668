"""Who stood in a task's scope, and who might have inspected, when its plan was approved."""

from __future__ import annotations

from ssj_publish.core.kinds.registers import InspectorChange
from ssj_publish.core.reading import standing
from tests.bureau import inspector, task
from tests.world import World


def test_it_is_the_registers_of_the_approval_not_of_today() -> None:
    world = World().found().register(bodies=4, inspectors=3)
    world.change("S002", state="suspended")
    world.plan(task("T1"), task("T2", items=("I2",), office="o2", towns=("西镇",)))
    world.change("S003", state="closed")
    world.say(InspectorChange(reason="分工", changed=(inspector(2, items=("I2",)),)), "p")
    found = standing.at_approval(world.state, world.state.tasks["T1"])
    assert found is not None
    assert found.bodies == ("S001", "S003", "S004")
    assert found.inspectors == ("N01", "N02", "N03")
    assert found.approval.kind == "plan-approval"
    other = standing.at_approval(world.state, world.state.tasks["T2"])
    assert other is not None
    assert other.bodies == ()
    assert other.digest != found.digest


def test_a_plan_that_is_not_approved_has_none() -> None:
    from ssj_publish.core.kinds.plan import PlanProposal
    from ssj_publish.office import plans

    world = World().found().register(bodies=4)
    world.say(PlanProposal(year=2025, office="o1", tasks=(task(),)), "o1")
    world.say(plans.consolidate(world.state, 2025, "计划"), "p")
    assert standing.at_approval(world.state, world.state.tasks["T1"]) is None
