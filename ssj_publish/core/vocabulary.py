"""The vocabulary told: every kind, its writers and its fields, read off the shapes.

Plain values for whoever prints, draws forms or writes a schema (the protocol page, JSON Schema, pickers): nothing here
is written a second time. Fields stand in their order in the record's file.
"""

from __future__ import annotations

import typing
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

import msgspec
from msgspec import inspect

from ssj_publish.core.kinds import KINDS
from ssj_publish.core.kinds.kind import Types
from ssj_publish.core.kinds.removable import Disclosed

#: What a value is: one of the sorts of text that `core.shapes` tells apart, a whole number, yes or no, a day, a moment,
#: a time of the day, one of ``choices``, fields of its own, or the body of another kind.
Type = Literal[
    "text", "line", "id", "digest", "hex", "base64", "number", "boolean", "day", "moment", "clock", "code",
    "group", "body",
]  # fmt: skip

_PLAIN: dict[type[inspect.Type], Type] = {
    inspect.BoolType: "boolean",
    inspect.DateType: "day",
    inspect.DateTimeType: "moment",
    inspect.DictType: "body",
}


@dataclass(frozen=True, slots=True)
class Field:
    """One field. ``many``: a list of such values. ``required``: it has no ``default``; an empty list is left out too.

    ``pattern``, ``least``, ``most`` and ``longest`` (characters) bound a value; ``choices`` are a code's; ``of`` is the
    register in which the id is looked up (``records`` for a record's), ``kind`` the only kind such a record can be of;
    ``removable`` says that a reference to a content beside the chain may stand in its place. ``shape`` and ``fields``
    are a group's.
    """

    name: str
    type: Type
    many: bool = False
    required: bool = True
    default: Any = None
    pattern: str | None = None
    least: int | None = None
    most: int | None = None
    longest: int | None = None
    choices: tuple[str, ...] = ()
    of: str | None = None
    kind: str | None = None
    removable: bool = False
    shape: str | None = None
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class Described:
    """A kind: its ``signers`` as groups (empty for an amendment, which takes those of its target), whether it can be
    corrected and with what ``fixed``, whether retracted, whether a key that it brings may sign in the roles' stead
    (``borne``); ``doc`` is the shape's own English text."""

    name: str
    shape: str
    doc: str
    signers: tuple[Types, ...]
    fixed: tuple[str, ...] | None
    retractable: bool
    borne: bool
    fields: tuple[Field, ...]


def vocabulary() -> tuple[Described, ...]:
    """All kinds, in their order."""
    return tuple(map(described, KINDS))


@lru_cache(maxsize=256)
def described(kind: str) -> Described:
    """One kind; ``KeyError`` where there is none of that name."""
    shape = KINDS[kind]
    said = shape.KIND
    doc = (shape.__doc__ or "").strip()
    return Described(
        kind, shape.__name__, doc, said.signers, said.fixed, said.retractable, said.borne, fields_of(shape)
    )


def fields_of(shape: type[msgspec.Struct]) -> tuple[Field, ...]:
    """The fields of a body, or of a group within one, in their order."""
    told = inspect.type_info(shape)
    if not isinstance(told, inspect.StructType):
        raise TypeError(shape)
    hints = typing.get_type_hints(shape)
    return tuple(_field(one, hints[one.name]) for one in told.fields)


def _field(one: inspect.Field, hint: Any) -> Field:
    default = None if one.default is msgspec.NODEFAULT else one.default
    return Field(one.encode_name, required=one.required, default=default, **_type(one.type, hint))


def _type(told: inspect.Type, hint: Any) -> dict[str, Any]:
    """What a field's type says of it, as arguments of `Field`. ``hint`` keeps the codes in the order in which they are
    declared, which msgspec does not."""
    match told:
        case inspect.Metadata():
            return {**_type(told.type, hint), **(told.extra or {})}
        case inspect.UnionType():
            return _union(told, hint)
        case inspect.VarTupleType():
            return {**_type(told.item_type, hint), "many": True}
        case inspect.StructType():
            return {"type": "group", "shape": told.cls.__name__, "fields": fields_of(told.cls)}
        case inspect.LiteralType():
            return {"type": "code", "choices": tuple(_codes(hint))}
        case inspect.StrType():
            return {"type": "text", "pattern": told.pattern, "longest": told.max_length}
        case inspect.IntType():
            return {"type": "number", "least": told.ge, "most": told.le}
    return {"type": _PLAIN[type(told)]}


def _union(told: inspect.UnionType, hint: Any) -> dict[str, Any]:
    """A value or nothing; a text or a reference in its place."""
    rest = [one for one in told.types if not isinstance(one, inspect.NoneType)]
    kept = [one for one in rest if not (isinstance(one, inspect.StructType) and one.cls is Disclosed)]
    if len(kept) != 1:
        raise TypeError(hint)
    return {**_type(kept[0], hint), **({"removable": True} if len(kept) < len(rest) else {})}


def _codes(hint: Any) -> Iterator[str]:
    if typing.get_origin(hint) is Literal:
        yield from typing.get_args(hint)
    else:
        for one in typing.get_args(hint):
            yield from _codes(one)
