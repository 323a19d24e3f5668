"""The types of a shape's fields, as msgspec sees them, without what annotates them."""

from __future__ import annotations

from functools import lru_cache
from typing import cast

from msgspec import inspect

from ssj_publish.core.shapes import Shape


@lru_cache(maxsize=256)
def fields(shape: type[Shape]) -> tuple[inspect.Field, ...]:
    """The fields of ``shape``, in order."""
    found = inspect.type_info(shape)
    return found.fields if isinstance(found, inspect.StructType) else ()


def members(type_: inspect.Type) -> tuple[inspect.Type, ...]:
    """What may stand in a field: the members of a union but None, or the type itself; the plain ones first."""
    while isinstance(type_, inspect.Metadata):
        type_ = type_.type
    if not isinstance(type_, inspect.UnionType):
        return (type_,)
    found = [one for part in type_.types if not isinstance(part, inspect.NoneType) for one in members(part)]
    return tuple(sorted(found, key=lambda one: isinstance(one, inspect.StructType)))


def shape_of(type_: inspect.StructType) -> type[Shape]:
    """The shape itself: the vocabulary has no other structs."""
    return cast(type[Shape], type_.cls)
