"""All values of one sort in a record's body, at whatever depth: found by annotation, so that a new field needs no
list."""

from __future__ import annotations

import typing
from collections.abc import Callable, Iterator
from typing import Any, Generic, TypeVar

from ssj_publish.core.shapes import Shape

T = TypeVar("T")


class Walk(Generic[T]):
    """Called with a body it gives, in the order of the fields, each value of type ``sort`` in a field whose annotation,
    or a part of it (an argument, an item of its metadata), is ``marked``."""

    def __init__(self, sort: type[T], marked: Callable[[Any], bool]) -> None:
        self._sort, self._marked = sort, marked
        self._spots: dict[type[Shape], tuple[str, ...]] = {}

    def __call__(self, body: Shape) -> Iterator[T]:
        for name in self.spots(type(body)):
            yield from self._below(getattr(body, name))

    def spots(self, shape: type[Shape]) -> tuple[str, ...]:
        """The fields of ``shape`` in which such a value stands, or a shape that holds one."""
        if shape not in self._spots:
            hints = typing.get_type_hints(shape, include_extras=True)
            self._spots[shape] = tuple(name for name in shape.__struct_fields__ if self._holds(hints[name]))
        return self._spots[shape]

    def _below(self, value: Any) -> Iterator[T]:
        if isinstance(value, self._sort):
            yield value
        elif isinstance(value, Shape):
            yield from self(value)
        elif isinstance(value, tuple):
            for item in value:
                yield from self._below(item)

    def _holds(self, hint: Any) -> bool:
        if self._marked(hint):
            return True
        if isinstance(hint, type) and issubclass(hint, Shape):
            return bool(self.spots(hint))
        return any(map(self._holds, (*typing.get_args(hint), *getattr(hint, "__metadata__", ()))))
