"""Which issue is drawn when: exact where the year's breaks are known, bounded elsewhere."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache

import pytest

from ssj_publish.core.clock import ZONE
from ssj_publish.core.draw import schedule
from ssj_publish.core.kinds.draw import LotteryIssue
from tests.bureau import at


@pytest.fixture(autouse=True)
def bounds_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hundred thousand pairs of a day and a number are asked for here: what a day allows is counted once."""
    monkeypatch.setattr(schedule, "_bounds", cache(schedule._bounds))


def drawn(game: str, issue: str, day: date) -> LotteryIssue:
    time = datetime.combine(day, schedule.TIMETABLES[game].hour, ZONE)
    return LotteryIssue(game=game, issue=issue, time=time)  # type: ignore[arg-type]  # a code


@pytest.mark.parametrize(
    ("game", "last", "on"),
    [("ssq", "2025151", date(2025, 12, 30)), ("dlt", "25150", date(2025, 12, 31)), ("kl8", "2025351", date(2025, 12, 31)),
     ("pl5", "25351", date(2025, 12, 31))],
)  # fmt: skip
def test_a_year_whose_breaks_are_known_has_one_day_for_each_issue(game: str, last: str, on: date) -> None:
    """Numbers run without a gap from the first drawing to the last, and each fits no other day."""
    days = [date(2025, 1, 1) + timedelta(n) for n in range(365)]
    open_ = [day for day in days if schedule.on_time(drawn(game, last, day))]
    for number, day in enumerate(open_, 1):
        issue = last[:-3] + f"{number:03}"
        assert [one for one in open_ if schedule.possible(drawn(game, issue, one))] == [day]
    assert (open_[-1], f"{len(open_):03}") == (on, last[-3:])


def test_known_drawings_fit() -> None:
    """2025: the tenth day of the break is 5 February; the first 双色球 after it is the twelfth of the year."""
    assert schedule.possible(drawn("ssq", "2025012", date(2025, 2, 6)))
    assert not schedule.on_time(drawn("ssq", "2025012", date(2025, 2, 4)))


@pytest.mark.parametrize("game", sorted(schedule.TIMETABLES))
def test_elsewhere_every_break_so_far_announced_fits_and_little_more(game: str) -> None:
    """The breaks of 2019, 2023 and 2025, moved to a year that is not known, give issues that are taken; one that was
    drawn before the year's most days of break is not."""
    year = 2031
    for spring, autumn in ((7, 7), (10, 4), (10, 7), (0, 0)):
        off = {date(year, 1, 20) + timedelta(n) for n in range(spring)} | {
            date(year, 10, 1) + timedelta(n) for n in range(autumn)
        }
        number = 0
        for day in (date(year, 1, 1) + timedelta(n) for n in range(365)):
            if day in off or day.isoweekday() not in schedule.TIMETABLES[game].weekdays:
                continue
            number += 1
            prefix = str(year)[-schedule.TIMETABLES[game].digits :]
            assert schedule.possible(drawn(game, f"{prefix}{number:03}", day)), (game, day, number)
            assert not schedule.possible(drawn(game, f"{prefix}{max(0, number - 18):03}", day))
            assert not schedule.possible(drawn(game, f"{prefix}{number + 18:03}", day))


def test_before_any_break_the_number_is_the_day() -> None:
    fits = [n for n in range(1, 20) if schedule.possible(drawn("kl8", f"2031{n:03}", date(2031, 1, 10)))]
    assert fits == [10]


@pytest.mark.parametrize("time", ["2025-03-27 21:29", "2025-03-27 21:31", "2025-03-27 09:30", "2025-03-28 00:00"])
def test_only_the_game_s_own_hour_is_an_hour(time: str) -> None:
    assert not schedule.on_time(LotteryIssue(game="kl8", issue="2025076", time=at(time)))
    assert not schedule.on_time(
        LotteryIssue(game="kl8", issue="2025076", time=at("2025-03-27 21:30") + timedelta(seconds=1))
    )
