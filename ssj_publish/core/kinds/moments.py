"""Which moments a body states: read off its annotations (`shapes.Moment`), so that all are held to the one way of writing.

China has one clock, and a ledger one spelling of a time (protocol R3): ``2025-03-28T14:00:00+08:00``, to the second, of the years that a
calendar can be of (`shapes.Year`). Without it ``06:00:00Z`` would be a second spelling of the same moment.
"""

from __future__ import annotations

import typing
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from typing import Any

from ssj_publish.core.clock import BEIJING
from ssj_publish.core.shapes import FIRST_YEAR, LAST_YEAR, Shape


def well_formed(moment: datetime) -> bool:
    """Whether ``moment`` is written with Beijing's offset, in whole seconds, in a year that a ledger can be of."""
    plain = moment.utcoffset() == BEIJING and not moment.microsecond
    return plain and FIRST_YEAR <= moment.year <= LAST_YEAR


def moments(body: Shape) -> Iterator[datetime]:
    """All that ``body`` states, at whatever depth."""
    for field in _spots(type(body)):
        yield from _found(getattr(body, field))


def _found(value: Any) -> Iterator[datetime]:
    if isinstance(value, datetime):
        yield value
    elif isinstance(value, Shape):
        yield from moments(value)
    elif isinstance(value, tuple):
        for one in value:
            yield from _found(one)


@lru_cache(maxsize=256)
def _spots(shape: type[Shape]) -> tuple[str, ...]:
    """The fields of ``shape`` in which a moment stands, or a shape that holds one."""
    hints = typing.get_type_hints(shape)
    return tuple(name for name in shape.__struct_fields__ if _holds(hints[name]))


def _holds(hint: Any) -> bool:
    if isinstance(hint, type):
        return hint is datetime or (issubclass(hint, Shape) and bool(_spots(hint)))
    return any(map(_holds, typing.get_args(hint)))
