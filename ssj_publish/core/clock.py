"""Moments: China has one clock, and every moment in a ledger is written with its offset. Nothing here asks what time it
is."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Final

BEIJING: Final = timedelta(hours=8)
ZONE: Final = timezone(BEIJING)
#: The first second of the year 1 and the last day of the year 9999, in Beijing, as POSIX seconds.
_FIRST, _LAST = -62_135_596_800, 253_402_214_400


def moment(seconds: int) -> datetime:
    """POSIX ``seconds`` in Beijing; what lies beyond the calendar is its first or last day.

    >>> moment(0).isoformat(), moment(1 << 60).year
    ('1970-01-01T08:00:00+08:00', 9999)
    """
    return datetime.fromtimestamp(max(min(seconds, _LAST), _FIRST), ZONE)
