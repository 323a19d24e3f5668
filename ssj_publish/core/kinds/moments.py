"""Which moments a body states: read off its annotations (`shapes.Moment`), so that all are held to the one way of
writing.

China has one clock, and a ledger one spelling of a time (protocol R3): ``2025-03-28T14:00:00+08:00``, to the second, of
the years that a calendar can be of (`shapes.Year`). Without it ``06:00:00Z`` would be a second spelling of the same
moment.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from ssj_publish.core.clock import BEIJING
from ssj_publish.core.kinds.walk import Walk
from ssj_publish.core.shapes import FIRST_YEAR, LAST_YEAR


def well_formed(moment: datetime) -> bool:
    """Whether ``moment`` is written with Beijing's offset, in whole seconds, in a year that a ledger can be of."""
    plain = moment.utcoffset() == BEIJING and not moment.microsecond
    return plain and FIRST_YEAR <= moment.year <= LAST_YEAR


#: All that a body states, at whatever depth.
moments: Final = Walk(datetime, lambda hint: hint is datetime)
