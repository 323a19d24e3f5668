"""What spares a school a visit: another department's result, closed days, caps on all visits of a year."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest

from ssj_publish import errors
from ssj_publish.core.kinds.annulment import Annulment
from ssj_publish.core.kinds.burden import ClosedDays, SchoolCalendar
from ssj_publish.core.kinds.plan import PlanFiling, PlanProposal
from ssj_publish.core.reading import deadlines
from ssj_publish.core.rules import sparing
from ssj_publish.core.state import Draw
from ssj_publish.office import plans
from tests.bureau import at, task
from tests.world import World
from tests.years import avoided

DAY = date(2025, 4, 10)


@pytest.fixture
def draw(world: World) -> Draw:
    return world.open(world.commit())


# Another department's result.


def test_what_another_department_found_spares_the_visit(world: World, draw: Draw) -> None:
    spared = next(iter(draw.teams))
    record = world.say(avoided(world, draw, spared), "o1", "p")
    assert draw.avoided == {spared: record.id}
    assert spared not in {due.body for due in deadlines.outstanding(world.state) if due.what == "visit"}
    with world.refused(errors.VisitSpared, body=spared):
        world.visit(draw, spared)


@pytest.mark.parametrize("roles", [("o1",), ("p",), ("o2", "p")])
def test_no_office_alone_spares_anybody(world: World, draw: Draw, roles: tuple[str, ...]) -> None:
    with world.refused(errors.RoleMissing):
        world.say(avoided(world, draw, next(iter(draw.teams))), *roles)


def test_only_a_drawn_body_that_nobody_visited_is_spared_and_once(world: World, draw: Draw) -> None:
    first, second, *_ = draw.teams
    outside = sorted(draw.pool.keys() - draw.teams.keys())[0]
    with world.refused(errors.NotDrawn, body=outside):
        world.say(avoided(world, draw, outside), "o1", "p")
    world.visit(draw, first)
    with world.refused(errors.VisitRepeated, body=first):
        world.say(avoided(world, draw, first), "o1", "p")
    world.say(avoided(world, draw, second), "o1", "p")
    with world.refused(errors.VisitSpared, body=second):
        world.say(avoided(world, draw, second), "o1", "p")


@pytest.mark.parametrize(
    ("day", "reason"), [(date(2023, 12, 31), errors.FindingStale), (date(2025, 12, 1), errors.DateInFuture)]
)
def test_what_was_found_long_ago_or_is_to_be_found_spares_nobody(
    world: World, draw: Draw, day: date, reason: type[errors.Refused]
) -> None:
    with world.refused(reason):
        world.say(avoided(world, draw, next(iter(draw.teams)), date=day), "o1", "p")


def test_before_the_list_is_open_nobody_is_spared(world: World) -> None:
    draw = world.commit()
    with world.refused(errors.DrawNotOpen):
        world.say(avoided(world, draw, "S001"), "o1", "p")


def test_annulled_the_visit_is_owed_again(world: World, draw: Draw) -> None:
    spared = next(iter(draw.teams))
    record = world.say(avoided(world, draw, spared), "o1", "p")
    world.say(Annulment(target=record.id, ground="mistaken-entry", explanation="弄错。"), "o1", "p")
    assert not draw.avoided
    world.visit(draw, spared)


# Closed days.


def exams(**changes: Any) -> SchoolCalendar:
    days = (ClosedDays(start=date(2025, 4, 9), end=date(2025, 4, 11), cause="exams", name="期中考试"),)
    return msgspec.structs.replace(SchoolCalendar(types=("学校",), days=days, document="校历"), **changes)


@pytest.mark.parametrize("day", [date(2025, 4, 9), date(2025, 4, 11)])
def test_on_a_closed_day_nobody_comes_without_a_reason(world: World, draw: Draw, day: date) -> None:
    world.say(exams(), "o1")
    with world.refused(errors.SchoolClosed, occasion="期中考试"):
        world.visit(draw, day=day)
    world.visit(draw, day=day, closed_reason="食堂有学生腹泻。")


@pytest.mark.parametrize("day", [date(2025, 4, 8), date(2025, 4, 12)])
def test_a_reason_is_for_closed_days_only(world: World, draw: Draw, day: date) -> None:
    world.say(exams(), "o1")
    with world.refused(errors.SchoolNotClosed):
        world.visit(draw, day=day, closed_reason="不需要。")
    world.visit(draw, day=day)


def test_a_calendar_says_nothing_of_other_types_of_papers_or_of_days_past(world: World, draw: Draw) -> None:
    world.say(exams(types=("幼儿园",)), "o1")
    assert sparing.closed(world.state, "S001", DAY) is None
    world.now = at("2025-04-10 12:00")
    world.say(exams(), "o1")
    assert sparing.closed(world.state, "S001", DAY) is None
    assert sparing.closed(world.state, "S001", date(2025, 4, 11)) is not None


def test_days_of_a_calendar_are_in_order(world: World) -> None:
    one = exams().days[0]
    backwards = msgspec.structs.replace(one, start=date(2025, 4, 12))
    for days, reason in (((backwards,), errors.DateOrder), ((one, one), errors.DateOrder), ((), errors.FieldEmpty)):
        with world.refused(reason):
            world.say(exams(days=days), "p")
    with world.refused(errors.FieldEmpty, field="types"):
        world.say(exams(types=()), "p")


# Time on site.


@pytest.mark.parametrize(
    "times", [{"arrived": "09:00"}, {"left": "09:00"}, {"arrived": "10:00", "left": "09:59"}, {"arrived": "10:00", "left": "10:00"}]
)  # fmt: skip
def test_who_came_left_later(world: World, draw: Draw, times: dict[str, Any]) -> None:
    with world.refused(errors.TimesOnSiteWrong):
        world.visit(draw, **times)


def test_the_times_are_kept(world: World, draw: Draw) -> None:
    visit = world.visit(draw, arrived="09:05", left="10:20")
    assert (visit.body.arrived, visit.body.left) == ("09:05", "10:20")


# Caps on all visits.


# Filing.


def filing(world: World, **changes: Any) -> PlanFiling:
    plan = next(iter(world.state.plans))
    made = PlanFiling(plan=plan, authority="县司法局", number="备1号", date=world.now.date())
    return msgspec.structs.replace(made, **changes)


def test_a_plan_is_filed_once_after_its_approval(world: World) -> None:
    with world.refused(errors.DateOrder):
        world.say(filing(world, date=date(2025, 1, 1)), "p")
    with world.refused(errors.DateInFuture):
        world.say(filing(world, date=date(2025, 12, 1)), "p")
    with world.refused(errors.RoleMissing):
        world.say(filing(world), "o1")
    world.say(filing(world), "p")
    with world.refused(errors.PlanFiled):
        world.say(filing(world), "p")


def test_what_is_not_approved_is_not_filed() -> None:
    world = World().found().register()
    world.say(PlanProposal(year=2025, office="o1", tasks=(task(),)), "o1")
    world.say(plans.consolidate(world.state, 2025, "计划"), "p")
    with world.refused(errors.PlanUnapproved):
        world.say(filing(world), "p")
