"""What is owed, by whom and until when; what came late; what cannot be known yet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import msgspec
import pytest

from ssj_publish.core.kinds.case import CaseClose, CaseCorrection, CaseReinspection
from ssj_publish.core.kinds.plan import Declined, PlanProposal
from ssj_publish.core.kinds.registers import ItemChange, Removal
from ssj_publish.core.reading.deadlines import Due, outstanding, was_late
from ssj_publish.core.reading.times import Times
from ssj_publish.core.state import Draw
from ssj_publish.office import plans
from tests.bureau import at, task
from tests.world import World

DAY = date(2025, 4, 10)
#: The 20th working day after 10 April, 1, 2 and 5 May being off (the test calendar knows of no 调休).
LAST = date(2025, 5, 13)


def owed(world: World, what: str) -> list[Due]:
    return [due for due in outstanding(world.state) if due.what == what]


@pytest.fixture
def draw(world: World) -> Draw:
    return world.open(world.commit())


# Results.


def test_a_result_is_due_so_many_working_days_after_the_visit(world: World, draw: Draw) -> None:
    visit = world.visit(draw, day=DAY)
    (due,) = owed(world, "result")
    body_id = visit.body.body
    assert due == Due("result", "o1", LAST, task="T1", body=body_id, item="I1", record=visit.id)
    world.result(visit)
    assert not owed(world, "result")


def test_the_last_day_is_in_time_and_the_next_is_not() -> None:
    due = Due("result", "o1", LAST)
    assert not due.overdue(DAY)
    assert not due.overdue(LAST)
    assert due.overdue(date(2025, 5, 14))
    assert not Due("result", "o1", None).overdue(date(2199, 12, 31))


@pytest.mark.parametrize(("moment", "late"), [("2025-05-13 23:59", False), ("2025-05-14 00:00", True)])
def test_a_result_is_late_by_the_day_of_its_record(world: World, draw: Draw, moment: str, late: bool) -> None:
    visit = world.visit(draw, day=DAY)
    world.now = at(moment)
    result = world.result(visit)
    assert was_late(world.state, world.state.results[result.id], Times(world.state)) is late


def test_the_number_of_days_is_the_ledgers(empty_world: World) -> None:
    settings = msgspec.structs.replace(empty_world.found().state.founding.settings, result_days=1)
    world = World().found(settings=settings).register().plan()
    world.visit(world.open(world.commit()), day=DAY)
    assert owed(world, "result")[0].day == date(2025, 4, 11)


def test_each_office_owes_its_own_item(empty_world: World) -> None:
    world = empty_world.found().register().plan(task("T2", items=("I1", "I2"), partners=("o2",)))
    visit = world.visit(world.open(world.commit("T2")), day=DAY)
    assert [(due.role, due.item) for due in owed(world, "result")] == [("o1", "I1"), ("o2", "I2")]
    world.result(visit, "I1")
    assert [(due.role, due.item) for due in owed(world, "result")] == [("o2", "I2")]


def test_a_visit_on_a_complaint_owes_its_result_too(world: World) -> None:
    record = world.complaint("S001", day=date(2025, 3, 3))
    (due,) = owed(world, "result")
    assert (due.task, due.body, due.record) == ("", "S001", record.id)


def test_a_result_on_a_retired_item_is_still_owed(world: World, draw: Draw) -> None:
    world.visit(draw, day=DAY)
    world.say(ItemChange(reason="法律修改", removed=(Removal(id="I1", ground="basis", reason="废止"),)), "p")
    assert owed(world, "result")[0].role == "o1"


# Draws.


def test_an_approved_task_owes_its_draw_until_its_last_day(world: World) -> None:
    assert owed(world, "draw") == [Due("draw", "o1", date(2025, 5, 30), task="T1")]
    draw = world.commit()
    assert not owed(world, "draw")
    world.void(draw)
    assert [due.task for due in owed(world, "draw")] == ["T1"]


def test_a_task_that_is_not_approved_or_is_cancelled_owes_nothing(world: World) -> None:
    world.say(PlanProposal(year=2025, office="o1", tasks=(task("T2"),)), "o1")
    plan = world.say(plans.consolidate(world.state, 2025, "第二份"), "p")
    assert [due.task for due in owed(world, "draw")] == ["T1"]
    world.say(plans.approve(plan.id, "教发2号"), "l")
    assert [due.task for due in owed(world, "draw")] == ["T1", "T2"]
    step = plans.consolidate(world.state, 2025, "第三份", cancelled=(Declined(task="T1", reason="机构改革。"),))
    world.say(plans.approve(world.say(step, "p").id, "教发3号"), "l")
    assert [due.task for due in owed(world, "draw")] == ["T2"]


def test_a_commitment_owes_its_opening_even_when_it_is_void(world: World) -> None:
    """A void draw is opened all the same: nobody makes a result go away by voiding it."""
    draw = world.commit()
    expected = [Due("opening", "o1", date(2025, 3, 28), task="T1", record=draw.id)]
    assert owed(world, "opening") == expected
    world.void(draw)
    assert owed(world, "opening") == expected
    world.open(draw)
    assert not owed(world, "opening")


# Visits.


def test_every_drawn_body_is_owed_a_visit(world: World, draw: Draw) -> None:
    assert [due.body for due in owed(world, "visit")] == sorted(draw.teams)
    assert {due.day for due in owed(world, "visit")} == {date(2025, 5, 30)}
    first = sorted(draw.teams)[0]
    world.visit(draw, first)
    assert first not in [due.body for due in owed(world, "visit")]


def test_a_sealed_draw_does_not_tell_who_is_owed_a_visit(world: World) -> None:
    draw = world.commit(sealed=True)
    world.seal(draw)
    assert not owed(world, "visit")
    assert len(owed(world, "opening")) == 1
    world.open(draw)
    assert len(owed(world, "visit")) == 7


def test_a_void_draw_owes_no_visits_and_a_substitute_is_owed_one(world: World) -> None:
    half = tuple(msgspec.structs.replace(one, p=1, q=2) for one in task().ratios)
    world.plan(task("T2", ratios=half))
    draw = world.open(world.commit("T2"))
    gone = next(iter(draw.teams))
    world.change(gone, state="closed")
    heir = world.substitute(draw, gone, None, "closed").body.replacement
    bodies = [due.body for due in owed(world, "visit")]
    assert heir in bodies
    assert gone not in bodies
    world.void(draw)
    assert not owed(world, "visit")


# Rectifications.


def correct(world: World, team: tuple[str, ...]) -> None:
    world.say(CaseCorrection(case="AJ-1", date=DAY, text="已改正。"), "o1")


def fail(world: World, team: tuple[str, ...]) -> None:
    correct(world, team)
    world.say(CaseReinspection(case="AJ-1", date=DAY, inspectors=team, passed=False, text="未改。"), "o1")


def close(world: World, team: tuple[str, ...]) -> None:
    correct(world, team)
    world.say(CaseClose(case="AJ-1", reason="整改到位。"), "o1")


@pytest.mark.parametrize(("step", "open_"), [(None, True), (correct, False), (fail, True), (close, False)])
def test_a_body_owes_its_rectification_until_it_has_corrected(
    world: World, draw: Draw, step: Callable[[World, tuple[str, ...]], None] | None, open_: bool
) -> None:
    visit = world.visit(draw, day=DAY)
    case = world.case(world.pending(visit), rectify_by=date(2025, 4, 30))
    if step is not None:
        step(world, visit.body.inspectors)
    expected = Due("rectification", "o1", date(2025, 4, 30), body=visit.body.body, record=case.id)
    assert owed(world, "rectification") == ([expected] if open_ else [])


def test_a_case_without_a_day_owes_no_rectification(world: World, draw: Draw) -> None:
    world.case(world.pending(world.visit(draw)))
    assert not owed(world, "rectification")


# All together.


def test_what_is_owed_is_sorted_by_day(full_world: World) -> None:
    found = outstanding(full_world.state)
    known = [due.day for due in found if due.day is not None]
    assert known == sorted(known)
    assert [due.day for due in found][len(known) :] == [None] * (len(found) - len(known))
