"""The founding, and the yearly notices of holidays."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from ssj_publish import errors
from ssj_publish.core.kinds.genesis import CalendarYear
from tests.world import World


@pytest.fixture
def filled(empty_world: World) -> World:
    return empty_world.found().register()


@pytest.mark.parametrize(
    "lists",
    [
        {"holidays": (date(2026, 5, 1),)},
        {"holidays": (date(2025, 5, 2), date(2025, 5, 1))},
        {"holidays": (date(2025, 5, 1), date(2025, 5, 1))},
        {"holidays": (date(2025, 5, 3),)},
        {"holidays": (date(2025, 5, 1),), "workdays": (date(2025, 4, 28),)},
        {"holidays": (date(2025, 5, 1),), "workdays": (date(2024, 4, 27),)},
    ],
    ids=["other year", "unsorted", "twice", "a Saturday off", "a Monday worked", "other year worked"],
)
def test_a_holiday_notice_that_does_not_hold_is_refused(filled: World, lists: dict[str, Any]) -> None:
    with filled.refused(errors.CalendarMalformed):
        filled.say(CalendarYear(year=2025, notice="通知", **lists), "p")


def test_a_year_is_not_all_holidays(filled: World) -> None:
    """Of 41 weekdays off there is no notice; 40 are let pass."""
    weekdays = tuple(one for n in range(80) if (one := date(2025, 3, 3) + timedelta(days=n)).weekday() < 5)
    with filled.refused(errors.CalendarTooFree, year=2025, count=41):
        filled.say(CalendarYear(year=2025, notice="通知", holidays=weekdays[:41]), "p")
    filled.say(CalendarYear(year=2025, notice="通知", holidays=weekdays[:40]), "p")


def test_a_second_notice_replaces_the_first(filled: World) -> None:
    filled.say(CalendarYear(year=2025, notice="修改通知", holidays=(date(2025, 5, 1),)), "p")
    assert filled.state.calendar.is_working(date(2025, 5, 2))
