"""Working days, from the State Council's yearly holiday notices that the ledger holds.

A weekday counts unless the notice lists it as off; a weekend day counts if the notice lists it as worked. A year
without a notice is an error, never a guess.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache

from ssj_publish import errors
from ssj_publish.core.kinds.genesis import CalendarYear

_DAY = timedelta(days=1)
_SATURDAY = 5
#: The State Council's notices give 17 to 22 weekdays off a year, exchanged days among them; more than this is no
#: notice.
MOST_HOLIDAYS = 40


class Calendar:
    """The notices known so far, by year."""

    def __init__(self, years: Mapping[int, CalendarYear]) -> None:
        self._off = {day for year in years.values() for day in year.holidays}
        self._worked = {day for year in years.values() for day in year.workdays}
        self._years = frozenset(years)
        self._found: dict[tuple[date, int], date] = {}

    def is_working(self, day: date) -> bool:
        """Whether ``day`` is a working day; `errors.CalendarUnknown` for a year without a notice."""
        if day.year not in self._years:
            raise errors.CalendarUnknown(year=day.year)
        if day.weekday() >= _SATURDAY:
            return day in self._worked
        return day not in self._off

    def after(self, start: date, days: int) -> date:
        """The ``days``-th working day after ``start``; the day itself does not count (民法典 art. 201)."""
        found = self._found.get((start, days))
        if found is None:
            found, left = start, days
            while left:
                found += _DAY
                left -= self.is_working(found)
            self._found[start, days] = found
        return found

    def latest(self, start: date, days: int) -> date:
        """The latest that `after` can come to, whatever the notices that are missing say: each frees `MOST_HOLIDAYS`
        weekdays of its year at most, and may ask for no weekend day."""
        freed: Counter[int] = Counter()
        found, left = start, days
        while left:
            found += _DAY
            if found.year in self._years:
                left -= self.is_working(found)
            elif found.weekday() < _SATURDAY:
                freed[found.year] += 1
                left -= freed[found.year] > MOST_HOLIDAYS
        return found


@lru_cache(maxsize=16)
def calendar(years: tuple[tuple[int, CalendarYear], ...]) -> Calendar:
    """The calendar of these notices; the same one for the same notices, with what it has counted."""
    return Calendar(dict(years))


def check_year(year: CalendarYear) -> None:
    """A notice's lists are sorted, of its year, of the sort they say (weekdays off, weekend days worked) and not
    endless."""
    for days in (year.holidays, year.workdays):
        if len(days) > MOST_HOLIDAYS:
            raise errors.CalendarTooFree(year=year.year, count=len(days), limit=MOST_HOLIDAYS)
    for days, weekend in ((year.holidays, False), (year.workdays, True)):
        if list(days) != sorted(set(days)):
            raise errors.CalendarMalformed(year=year.year, day=days[0].isoformat())
        for day in days:
            if day.year != year.year or (day.weekday() >= _SATURDAY) != weekend:
                raise errors.CalendarMalformed(year=year.year, day=day.isoformat())
