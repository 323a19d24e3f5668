"""The last day of so many working days: one way of counting for results, penalties, ratifications, replies, plans.

Nothing that is written later gives more time. Of the notices that stood between the first day and the last, the one
that gives the least time holds; one written down once the deadline has passed changes nothing. And where a year has no
notice, the day is unknown, but not endless: no notice may free more than `calendar.MOST_HOLIDAYS` weekdays a year, so
there is a day after which whatever comes is late by any (`limit`). Who never writes the notice down is not freed by
that.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from ssj_publish import errors
from ssj_publish.core.calendar import Calendar
from ssj_publish.core.kinds.genesis import CalendarYear
from ssj_publish.core.reading.times import Times
from ssj_publish.core.state import State

#: Ledgers whose notices are kept in mind.
_REMEMBERED: Final = 16


class _Notices:
    """The notices of a ledger, each with the days from and up to which nothing else was known."""

    def __init__(self, notices: Sequence[tuple[date, CalendarYear]]) -> None:
        self._spans: list[tuple[date, date | None, Calendar]] = []
        self._found: dict[tuple[date, int], date | None] = {}
        years: dict[int, CalendarYear] = {}
        since = date.min
        for number, (day, one) in enumerate(notices):
            years[one.year] = one
            # A record may lawfully be of a time a little before the one it stands behind.
            since = max(since, day)
            until = max(since, notices[number + 1][0]) if number + 1 < len(notices) else None
            self._spans.append((since, until, Calendar(years)))
        self._last = self._spans[-1][2] if self._spans else Calendar({})

    def due(self, start: date, days: int) -> date | None:
        if (start, days) not in self._found:
            self._found[start, days] = self._due(start, days)
        return self._found[start, days]

    def limit(self, start: date, days: int) -> date:
        return self.due(start, days) or self._last.latest(start, days)

    def _due(self, start: date, days: int) -> date | None:
        found: date | None = None
        for since, until, calendar in self._spans:
            if until is not None and until < start:
                continue
            day = counted(calendar, start, days)
            if day is not None:
                # Nor does a shorter one make late what was punctual when it came.
                found = day if found is None else min(found, max(day, since))
            if found is not None and until is not None and until > found:
                break
        return found


#: By the notices' ids and the days that bind them, so that one ledger's need not be gone through for every result.
_KNOWN: dict[tuple[tuple[str, date], ...], _Notices] = {}


def due(state: State, start: date, days: int, times: Times | None = None) -> date | None:
    """The last of ``days`` working days after ``start``; None where a year's notice is missing. ``times`` bind the
    notices, else what they say of themselves."""
    return _notices(state, times).due(start, days)


def limit(state: State, start: date, days: int, times: Times | None = None) -> date:
    """`due`, or where that is unknown the last day that any notice could still give: later is late in any case
    (protocol R28)."""
    return _notices(state, times).limit(start, days)


def counted(calendar: Calendar, start: date, days: int) -> date | None:
    """The last of ``days`` working days after ``start`` by ``calendar`` alone; None where a year's notice is
    missing."""
    try:
        return calendar.after(start, days)
    except errors.CalendarUnknown:
        return None


def _notices(state: State, times: Times | None) -> _Notices:
    key = tuple((one.id, times.day(one) if times is not None else one.time.date()) for one in state.notices)
    if key not in _KNOWN:
        if len(_KNOWN) >= _REMEMBERED:
            _KNOWN.clear()
        _KNOWN[key] = _Notices([(day, one.body) for (_, day), one in zip(key, state.notices, strict=True)])
    return _KNOWN[key]
