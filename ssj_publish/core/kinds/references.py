"""Which records a body names: read off its annotations (`shapes.RecordId` and those for one kind)."""

from __future__ import annotations

import typing
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from msgspec import Meta

from ssj_publish.core.shapes import Shape


def pointers(body: Shape) -> Iterator[str]:
    """The ids of the records that ``body`` names, at whatever depth: each must stand in the statement's refs (protocol R4)."""
    for field in _spots(type(body)):
        yield from _ids(getattr(body, field))


def _ids(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Shape):
        yield from pointers(value)
    elif isinstance(value, tuple):
        for one in value:
            yield from _ids(one)


@lru_cache(maxsize=256)
def _spots(shape: type[Shape]) -> tuple[str, ...]:
    """The fields of ``shape`` in which a record's id stands, or a shape that holds one."""
    hints = typing.get_type_hints(shape, include_extras=True)
    return tuple(name for name in shape.__struct_fields__ if _holds(hints[name]))


def _holds(hint: Any) -> bool:
    if isinstance(hint, Meta):
        return hint.extra is not None and hint.extra.get("of") == "records"
    if isinstance(hint, type) and issubclass(hint, Shape):
        return bool(_spots(hint))
    return any(map(_holds, (*typing.get_args(hint), *getattr(hint, "__metadata__", ()))))
