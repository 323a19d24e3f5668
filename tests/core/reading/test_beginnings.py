"""What a ledger lacks before its first draw, step by step."""

from __future__ import annotations

from ssj_publish.core.kinds.plan import PlanProposal
from ssj_publish.core.reading.beginnings import lacking
from ssj_publish.office import plans
from tests.bureau import task
from tests.world import World


def test_each_step_is_named_until_it_is_taken() -> None:
    world = World().found()
    assert lacking(world.state, 2025) == ("calendar", "items", "bodies", "inspectors", "plan")
    world.register()
    assert lacking(world.state, 2025) == ("plan",)
    assert lacking(world.state, 2026) == ("calendar", "plan")
    world.say(PlanProposal(year=2025, office="o1", tasks=(task(),)), "o1")
    assert lacking(world.state, 2025) == ("consolidation",)
    plan = world.say(plans.consolidate(world.state, 2025, "计划", ()), "p")
    assert lacking(world.state, 2025) == ("approval",)
    world.say(plans.approve(plan.id, "教发1号"), "l")
    assert lacking(world.state, 2025) == ()
