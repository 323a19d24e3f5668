"""When each public lottery is drawn, and which issue is drawn on which day: data with its source.

Without it an issue drawn long ago could be named with a day that is still to come, and its numbers would pass as
future.

Hours and weekdays are those of the games' announcements on www.cwl.gov.cn and www.lottery.gov.cn [M: from memory, not
fetched]. Breaks are the Ministry of Finance's (彩票市场休市安排): 2019 no. 173 of 2018 (7 and 7 days), 2023 no. 39 of
2022 and 2025 no. 19 of 2024 (10 and 4 days each).

The n-th issue of a year is drawn on the n-th day of the year on which the game is drawn, days of a break left out.
Where the year's breaks are known here, that is exact. In another year the breaks so far are none before 17 January, at
most 10 days before 1 October, and at most 17 days after that: an issue between the two bounds is taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Final

from ssj_publish.core.kinds.draw import LotteryIssue


@dataclass(frozen=True, slots=True)
class Timetable:
    """``weekdays`` from 1, a Monday; ``digits`` of the year that an issue's number begins with; three more follow."""

    weekdays: frozenset[int]
    hour: time
    digits: int


_DAILY: Final = frozenset(range(1, 8))
TIMETABLES: Final[dict[str, Timetable]] = {
    "ssq": Timetable(frozenset({2, 4, 7}), time(21, 15), 4),
    "dlt": Timetable(frozenset({1, 3, 6}), time(21, 25), 2),
    "kl8": Timetable(_DAILY, time(21, 30), 4),
    "pl5": Timetable(_DAILY, time(21, 25), 2),
}
#: Year → the first and the last day of each break.
BREAKS: Final[dict[int, tuple[tuple[date, date], ...]]] = {
    2023: ((date(2023, 1, 19), date(2023, 1, 28)), (date(2023, 10, 1), date(2023, 10, 4))),
    2025: ((date(2025, 1, 27), date(2025, 2, 5)), (date(2025, 10, 1), date(2025, 10, 4))),
}
#: No break has begun before the first day; so many days of break at most before the second, and after it.
_EARLIEST, _AUTUMN = (1, 17), (10, 1)
_SPRING_DAYS, _AUTUMN_DAYS = 10, 7


def well_formed(one: LotteryIssue) -> bool:
    """Whether the issue is written as its game writes it: the year in four digits or two, then 001 to 366."""
    table = TIMETABLES[one.game]
    text = one.issue
    if not (text.isascii() and text.isdigit() and len(text) == table.digits + 3):
        return False
    # The last two digits of the year stand in both.
    return (table.digits == 2 or text[:2] == "20") and 1 <= int(text[-3:]) <= 366


def on_time(one: LotteryIssue) -> bool:
    """Whether its game is drawn on that weekday at that hour, to the second, and not in a break."""
    table, day = TIMETABLES[one.game], one.time.date()
    drawn = one.time.time() == table.hour and day.isoweekday() in table.weekdays
    return drawn and not any(first <= day <= last for first, last in BREAKS.get(day.year, ()))


def possible(one: LotteryIssue) -> bool:
    """Whether the issue of that number can be drawn on that day."""
    day, number = one.time.date(), int(one.issue[-3:])
    if int(one.issue[:-3]) % 100 != day.year % 100:
        return False
    fewest, most = _bounds(one.game, day)
    return fewest <= number <= most


def _bounds(game: str, day: date) -> tuple[int, int]:
    """The lowest and the highest number that an issue drawn on ``day`` can have."""
    drawn = list(_days(game, day))
    if day.year in BREAKS:
        exact = sum(not any(a <= one <= b for a, b in BREAKS[day.year]) for one in drawn)
        return exact, exact
    off = 0 if (day.month, day.day) < _EARLIEST else _SPRING_DAYS
    off += _AUTUMN_DAYS if (day.month, day.day) >= _AUTUMN else 0
    # Of that many days in a row, so many are the game's at most.
    lost = -(-off * len(TIMETABLES[game].weekdays) // 7)
    return max(1, len(drawn) - lost), len(drawn)


def _days(game: str, day: date) -> Iterator[date]:
    """The days of the year, up to ``day``, on which the game would be drawn if there were no breaks."""
    one = date(day.year, 1, 1)
    while one <= day:
        if one.isoweekday() in TIMETABLES[game].weekdays:
            yield one
        one += timedelta(1)
