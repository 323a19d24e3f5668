"""Labels by shape and field, and for the way to a field deep in a record."""

from __future__ import annotations

import typing
from collections.abc import Mapping
from functools import lru_cache

from ssj_publish.core import kinds
from ssj_publish.core.shapes import Shape
from ssj_publish.words.labels.codes import ALSO, CODES
from ssj_publish.words.labels.fields import FIELDS


def field(shape: type[Shape], name: str) -> str:
    """What the field ``name`` of ``shape`` is called."""
    return FIELDS.get(f"{shape.__name__}.{name}") or FIELDS[name]


def codes(shape: type[Shape], name: str) -> Mapping[str, str] | None:
    """The codes of the field ``name`` of ``shape`` with their labels; None where it holds no code."""
    return CODES.get(f"{shape.__name__}.{name}")


def also(shape: type[Shape], name: str) -> Mapping[str, str]:
    """Further words for the field's codes."""
    return ALSO.get(f"{shape.__name__}.{name}", {})


def place(path: str) -> tuple[str, ...]:
    """The labels on the way to a field: ``result.checks.0.note`` is 检查要点, 第 1 项, 说明.

    Names that the kind (the first) does not have stay as they are.
    """
    kind, *names = path.split(".")
    return way(kinds.KINDS.get(kind, Shape), names)


def way(shape: type[Shape], names: typing.Iterable[str]) -> tuple[str, ...]:
    """As `place`, from a ``shape`` on."""
    at: type[Shape] | None = shape
    found = []
    for name in names:
        if name.isdigit():
            found.append(f"第 {int(name) + 1} 项")
        elif at is not None and name in at.__struct_fields__:
            found.append(field(at, name))
            at = inner(at, name)
        else:
            found.append(name)
    return tuple(found)


@lru_cache(maxsize=512)
def inner(shape: type[Shape], name: str) -> type[Shape] | None:
    """The shape that stands in the field ``name``, alone or in a list, if one does."""
    waiting = [typing.get_type_hints(shape)[name]]
    while waiting:
        hint = waiting.pop(0)
        if isinstance(hint, type) and issubclass(hint, Shape):
            return hint
        waiting += typing.get_args(hint)
    return None
