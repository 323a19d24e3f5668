"""The year in numbers, counted from the ledger and from nothing else."""

from __future__ import annotations

from datetime import date

import msgspec

from ssj_publish.core.kinds.case import CaseClose, CaseCorrection
from ssj_publish.core.kinds.oversight import Correction, Figures, Retraction
from ssj_publish.core.kinds.plan import Declined, PlanProposal
from ssj_publish.core.reading.figures import of_year
from ssj_publish.office import draws, plans
from tests.bureau import at, task
from tests.world import World

NOTHING = dict.fromkeys(Figures.__struct_fields__, 0)


def test_figures_grow_with_the_year(world: World) -> None:
    """Each number moves when, and only when, what it counts happens."""
    expected = NOTHING | {"tasks": 1}

    def check(**changes: int) -> None:
        expected.update(changes)
        assert msgspec.to_builtins(of_year(world.state, 2025)) == expected

    check()
    spoilt = world.commit()
    check(draws=1, drawn=7)
    world.void(spoilt)
    check(voided=1, drawn=0)
    draw = world.open(world.commit())
    check(draws=2, drawn=7)
    first, second = world.visit(draw), world.visit(draw)
    check(visited=2)
    result = world.pending(first)
    check(results=1, problems=1)
    world.case(result)
    check(cases=1)
    world.say(CaseCorrection(case="AJ-1", date=date(2025, 4, 10), text="已改正。"), "o1")
    world.say(CaseClose(case="AJ-1", reason="整改到位。"), "o1")
    check(closed=1)
    clean = world.result(second)
    check(results=2)
    world.say(Retraction(target=clean.id, reason="误录。"), "o1")
    check(results=1)
    world.now = at("2025-07-01 09:00")
    late = world.result(second, action="重录。")
    check(results=2, late=1)
    body = msgspec.structs.replace(late.body, code="obstruction", checks=(), action=None)
    world.say(Correction(target=late.id, reason="误录。", replacement=msgspec.to_builtins(body)), "o1")
    check()


def test_figures_are_of_the_years_tasks(world: World) -> None:
    world.open(world.commit())
    assert of_year(world.state, 2024) == of_year(world.state, 2026) == Figures(**NOTHING)


def test_a_plan_that_is_not_approved_has_no_tasks() -> None:
    world = World().found().register()
    world.say(PlanProposal(year=2025, office="o1", tasks=(task(),)), "o1")
    plan = world.say(plans.consolidate(world.state, 2025, "计划"), "p")
    assert of_year(world.state, 2025).tasks == 0
    world.say(plans.approve(plan.id, "教发1号"), "l")
    assert of_year(world.state, 2025).tasks == 1


def test_cancelling_a_task_does_not_make_its_void_draw_disappear(world: World) -> None:
    draw = world.commit()
    step = plans.consolidate(world.state, 2025, "变更", cancelled=(Declined(task="T1", reason="机构改革。"),))
    world.say(plans.approve(world.say(step, "p").id, "教发2号"), "l")
    world.void(draw, "task-cancelled")
    found = of_year(world.state, 2025)
    assert (found.tasks, found.draws, found.voided, found.drawn) == (0, 1, 1, 0)


def test_a_proven_visit_of_a_sealed_draw_counts_before_the_opening(world: World) -> None:
    draw = world.commit(sealed=True)
    found = world.seal(draw)
    one = found.drawn[0]
    world.visit(draw, one.body, proof=draws.prove(found, one.body), inspectors=one.team)
    assert of_year(world.state, 2025).visited == 1


def test_a_visit_on_a_complaint_is_none_of_the_plans(world: World) -> None:
    visit = world.complaint("S001")
    world.result(visit)
    found = of_year(world.state, 2025)
    assert (found.visited, found.results) == (0, 0)
