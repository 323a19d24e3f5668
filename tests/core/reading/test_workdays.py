"""So many working days: nothing that is written later gives more time."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
import pytest

from ssj_publish import errors
from ssj_publish.core.kinds.genesis import CalendarYear
from ssj_publish.core.kinds.oversight import Correction
from ssj_publish.core.living import ResultState
from ssj_publish.core.reading.deadlines import Due, due_of, outstanding, was_late
from ssj_publish.core.reading.times import Times
from ssj_publish.core.reading.workdays import counted
from ssj_publish.core.records import Record
from ssj_publish.core.state import Draw
from tests.bureau import at
from tests.world import World

DAY = date(2025, 4, 10)


#: The 20th working day after 10 April, 1, 2 and 5 May being off (the test calendar knows of no 调休).
LAST = date(2025, 5, 13)


def owed(world: World, what: str) -> list[Due]:
    return [due for due in outstanding(world.state) if due.what == what]


@pytest.fixture
def draw(world: World) -> Draw:
    return world.open(world.commit())


def test_where_next_years_notice_is_missing_the_day_is_unknown(world: World, draw: Draw) -> None:
    """Edge 8: said, not guessed; once the notice is there the day is, too, and lateness is judged by it."""
    visit = world.visit(draw, day=date(2025, 12, 25))
    (due,) = owed(world, "result")
    assert due.day is None
    assert outstanding(world.state)[-1] == due
    world.now = at("2026-02-02 09:00")
    result = world.state.results[world.result(visit).id]
    assert not was_late(world.state, result, Times(world.state))
    world.say(CalendarYear(year=2026, notice="通知", holidays=(date(2026, 1, 1), date(2026, 1, 2))), "p")
    assert counted(world.state.calendar, visit.body.date, 20) == date(2026, 1, 26)
    assert was_late(world.state, result, Times(world.state))
    assert counted(world.state.calendar, date(2024, 12, 25), 20) is None


def off(days: int, first: date) -> tuple[date, ...]:
    """So many weekdays from ``first`` on."""
    found = (first + timedelta(days=n) for n in range(400))
    return tuple(one for one in found if one.weekday() < 5)[:days]


def notice(*holidays: date) -> CalendarYear:
    return CalendarYear(year=2025, notice="修改通知", holidays=holidays or (date(2025, 5, 1),))


def late_result(world: World, draw: Draw) -> tuple[Record, ResultState]:
    visit = world.visit(draw, day=DAY)
    world.now = at("2025-05-20 09:00")
    return visit, world.state.results[world.result(visit).id]


def test_a_later_calendar_does_not_make_a_late_result_punctual(world: World, draw: Draw) -> None:
    visit, result = late_result(world, draw)
    world.say(notice(*off(40, date(2025, 4, 11))), "p")
    assert due_of(world.state, world.state.visits[visit.id], Times(world.state)) == LAST
    assert was_late(world.state, result, Times(world.state))


def test_nor_does_one_that_comes_between_the_deadline_and_the_result(world: World, draw: Draw) -> None:
    visit = world.visit(draw, day=DAY)
    world.now = at("2025-05-14 09:00")
    world.say(notice(*off(40, date(2025, 4, 11))), "p")
    assert owed(world, "result")[0].day == LAST
    assert was_late(world.state, world.state.results[world.result(visit).id], Times(world.state))


def test_nor_one_that_comes_while_the_days_are_running(world: World, draw: Draw) -> None:
    """A notice is known when the visit is made; what is added to it afterwards frees nobody."""
    visit, _ = world.visit(draw, day=DAY), world.say(notice(*off(40, date(2025, 4, 11))), "p")
    world.now = at("2025-05-14 09:00")
    assert was_late(world.state, world.state.results[world.result(visit).id], Times(world.state))


def test_a_visit_under_the_new_notice_has_the_new_days(world: World, draw: Draw) -> None:
    world.now = at("2025-04-09 09:00")
    world.say(notice(*off(20, date(2025, 4, 11))), "p")
    visit = world.visit(draw, day=DAY)
    assert due_of(world.state, world.state.visits[visit.id], Times(world.state)) == off(40, date(2025, 4, 11))[-1]


def test_a_shorter_notice_does_not_make_a_punctual_result_late(world: World, draw: Draw) -> None:
    """The days run out when it comes, not before."""
    visit = world.visit(draw, day=DAY)
    world.now = at("2025-05-12 09:00")
    result = world.state.results[world.result(visit).id]
    world.say(notice(), "p")
    assert due_of(world.state, world.state.visits[visit.id], Times(world.state)) == date(2025, 5, 12)
    assert not was_late(world.state, result, Times(world.state))


def test_no_correction_of_the_day_makes_a_late_result_punctual(world: World, draw: Draw) -> None:
    visit, result = late_result(world, draw)
    for day in (date(2025, 5, 19), date(2025, 5, 20)):
        body = msgspec.structs.replace(visit.body, date=day)
        world.say(Correction(target=visit.id, reason="误录。", replacement=msgspec.to_builtins(body)), "o1")
    assert due_of(world.state, world.state.visits[visit.id], Times(world.state)) == LAST
    assert was_late(world.state, result, Times(world.state))


def test_a_correction_to_an_earlier_day_counts(world: World, draw: Draw) -> None:
    visit = world.visit(draw, day=DAY)
    body = msgspec.structs.replace(visit.body, date=date(2025, 4, 9))
    world.say(Correction(target=visit.id, reason="误录。", replacement=msgspec.to_builtins(body)), "o1")
    assert owed(world, "result")[0].day == date(2025, 5, 12)


def test_a_calendar_that_is_missing_is_an_error_below_and_an_unknown_here(world: World) -> None:
    with pytest.raises(errors.CalendarUnknown):
        world.state.calendar.after(date(2031, 1, 1), 1)
    assert counted(world.state.calendar, date(2031, 1, 1), 1) is None
