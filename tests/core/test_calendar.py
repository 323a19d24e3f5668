"""Working days: the notices of the State Council, and nothing guessed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssj_publish import errors
from ssj_publish.core.calendar import Calendar, check_year
from ssj_publish.core.kinds.genesis import CalendarYear

#: The notice for 2025 (国办发明电〔2024〕12号): weekdays off, and weekend days worked.
HOLIDAYS = [
    *[date(2025, 1, 1), date(2025, 1, 28), date(2025, 1, 29), date(2025, 1, 30), date(2025, 1, 31)],
    *[date(2025, 2, 3), date(2025, 2, 4), date(2025, 4, 4), date(2025, 5, 1), date(2025, 5, 2), date(2025, 5, 5)],
    *[date(2025, 6, 2), date(2025, 10, 1), date(2025, 10, 2), date(2025, 10, 3)],
    *[date(2025, 10, 6), date(2025, 10, 7), date(2025, 10, 8)],
]
WORKED = [date(2025, 1, 26), date(2025, 2, 8), date(2025, 4, 27), date(2025, 9, 28), date(2025, 10, 11)]
NOTICE = CalendarYear(year=2025, notice="国办发明电〔2024〕12号", holidays=tuple(HOLIDAYS), workdays=tuple(WORKED))
CALENDAR = Calendar({2025: NOTICE})
days = st.dates(date(2025, 1, 1), date(2025, 12, 31))


def test_the_notice_holds() -> None:
    check_year(NOTICE)


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2025, 4, 3), True),
        (date(2025, 4, 4), False),
        (date(2025, 4, 5), False),
        (date(2025, 4, 27), True),
        (date(2025, 4, 26), False),
        (date(2025, 10, 11), True),
        (date(2025, 10, 12), False),
        (date(2025, 12, 31), True),
    ],
)
def test_a_day_is_as_the_notice_says(day: date, working: bool) -> None:
    assert CALENDAR.is_working(day) is working


@pytest.mark.parametrize(
    ("start", "count", "last"),
    [
        (date(2025, 4, 25), 1, date(2025, 4, 27)),  # Friday; Sunday is worked
        (date(2025, 4, 30), 1, date(2025, 5, 6)),
        (date(2025, 9, 30), 2, date(2025, 10, 10)),
        (date(2025, 9, 30), 3, date(2025, 10, 11)),
        (date(2025, 4, 10), 20, date(2025, 5, 12)),
        (date(2025, 5, 3), 1, date(2025, 5, 6)),
        (date(2025, 7, 1), 0, date(2025, 7, 1)),
    ],
)
def test_days_are_counted_from_the_day_after(start: date, count: int, last: date) -> None:
    """民法典 art. 201: the day itself does not count."""
    assert CALENDAR.after(start, count) == last


@given(days, st.integers(1, 30))
def test_after_is_the_day_up_to_which_so_many_were_worked(start: date, count: int) -> None:
    try:
        last = CALENDAR.after(start, count)
    except errors.CalendarUnknown:
        assert (date(2025, 12, 31) - start).days < 3 * count
        return
    between = [start + timedelta(n) for n in range(1, (last - start).days + 1)]
    assert sum(map(CALENDAR.is_working, between)) == count
    assert CALENDAR.is_working(last)


@pytest.mark.parametrize("day", [date(2024, 12, 31), date(2026, 1, 1)])
def test_a_year_without_a_notice_is_not_guessed(day: date) -> None:
    with pytest.raises(errors.CalendarUnknown) as refused:
        CALENDAR.is_working(day)
    assert refused.value.year == day.year


def test_a_count_that_runs_into_an_unknown_year_is_not_guessed() -> None:
    """Edge 8: a task ends on 28 December, and next year's 调休 is not yet known."""
    assert CALENDAR.after(date(2025, 12, 28), 3) == date(2025, 12, 31)
    with pytest.raises(errors.CalendarUnknown):
        CALENDAR.after(date(2025, 12, 28), 4)
    later = CalendarYear(
        year=2026, notice="通知", holidays=(date(2026, 1, 1), date(2026, 1, 2)), workdays=(date(2026, 1, 4),)
    )
    assert Calendar({2025: NOTICE, 2026: later}).after(date(2025, 12, 28), 4) == date(2026, 1, 4)


@given(st.lists(days, min_size=1, max_size=6), st.lists(days, max_size=6))
def test_only_sorted_weekdays_off_and_weekend_days_worked_are_taken(off: list[date], worked: list[date]) -> None:
    good = (
        off == sorted(set(off))
        and worked == sorted(set(worked))
        and all(day.weekday() < 5 for day in off)
        and all(day.weekday() >= 5 for day in worked)
    )
    year = CalendarYear(year=2025, notice="x", holidays=tuple(off), workdays=tuple(worked))
    if good:
        check_year(year)
    else:
        with pytest.raises(errors.CalendarMalformed):
            check_year(year)
