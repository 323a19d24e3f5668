"""From what a person filled in to a record's body: (value, faults), field by field through the shape's own types.

What comes in is plain data: mappings, lists and texts as a YAML file or a web form gives them. Keys may be field names
or their labels; an empty field is a field left out. Where it is known in which line a thing stands, `Spot` says so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache
from typing import Any, Final, TypeVar
from unicodedata import normalize

import msgspec
from msgspec import inspect

from ssj_publish.core.shapes import Shape
from ssj_publish.words import labels
from ssj_publish.words.forms import examples, values
from ssj_publish.words.forms.faults import Fault, shown
from ssj_publish.words.forms.types import fields, members, shape_of
from ssj_publish.words.validation import chinese

S = TypeVar("S", bound=Shape)

#: Between several ids, digests or days in one cell.
_COMMAS: Final = re.compile(r"[\s、，,;；]+")
_NOTHING: Final = object()


@dataclass(slots=True)
class Spot:
    """Where a value stands: its ``line``, and the spots of what is in it, by key or list place."""

    line: int
    inside: dict[str | int, Spot] = field(default_factory=dict)
    repeated: list[tuple[str, int]] = field(default_factory=list)


def read(shape: type[S], raw: Any, spot: Spot | None = None) -> tuple[S | None, tuple[Fault, ...]]:
    """The body that ``raw`` describes, or every fault in it."""
    reader = _Reader(shape)
    found = reader.shape(raw, shape, (), spot)
    if reader.faults:
        return None, tuple(reader.faults)
    try:
        return msgspec.convert(found, shape), ()
    except msgspec.ValidationError as refused:
        return None, (Fault("shape", shape, data={"told": chinese(str(refused), shape)}),)


def renamed(raw: Any, shape: type[Shape], spot: Spot | None = None) -> Any:
    """``raw`` with field names in place of labels, at the top only; what has no name stays as it is."""
    if not isinstance(raw, dict):
        return raw
    found = {}
    for key, value in raw.items():
        name = _name(key, shape)
        found[name] = value
        if spot is not None and name != key and key in spot.inside:
            spot.inside[name] = spot.inside.pop(key)
    return found


class _Reader:
    """Collects the faults on the way through one form."""

    def __init__(self, root: type[Shape]) -> None:
        self._root = root
        self.faults: list[Fault] = []

    def shape(self, raw: Any, shape: type[Shape], path: tuple[str, ...], spot: Spot | None) -> dict[str, Any]:
        if not isinstance(raw, dict):
            if path:
                self._fault("mapping", path, spot, found=shown(raw), example=self._example(path))
            else:
                self._fault("whole", path, spot)
            return {}
        for key, line in spot.repeated if spot is not None else ():
            self._fault("repeated", (*path, _name(key, shape)), Spot(line))
        raw = renamed(raw, shape, spot)
        known = {one.encode_name: one for one in fields(shape)}
        for key in raw.keys() - known.keys():
            self._fault("unknown", (*path, str(key)), _inside(spot, key), hint=_hint(str(key), shape))
        found = {}
        for name, one in known.items():
            value = raw.get(name)
            if value is None or (isinstance(value, str) and not value.strip()):
                if one.required:
                    here = (*path, name)
                    self._fault("missing", here, _inside(spot, name) or spot, example=self._example(here))
                continue
            got = self._value(one.type, value, (shape, one.name), (*path, name), _inside(spot, name))
            if got is not _NOTHING:
                found[name] = got
        return found

    def _value(
        self, type_: inspect.Type, raw: Any, owner: tuple[type[Shape], str], path: tuple[str, ...], spot: Spot | None
    ) -> Any:
        type_ = _member(type_, raw)
        if isinstance(type_, inspect.StructType):
            return self.shape(raw, shape_of(type_), path, spot)
        if isinstance(type_, inspect.VarTupleType | inspect.ListType):
            return self._list(type_.item_type, raw, owner, path, spot)
        if isinstance(type_, inspect.DictType | inspect.AnyType):
            return raw
        if isinstance(raw, dict | list):
            self._fault("scalar", path, spot, found=shown(raw), example=self._example(path))
            return _NOTHING
        try:
            return self._single(type_, raw, owner, path)
        except values.Trouble as trouble:
            self._fault(trouble.code, path, spot, **trouble.data)
            return _NOTHING

    def _list(
        self, item: inspect.Type, raw: Any, owner: tuple[type[Shape], str], path: tuple[str, ...], spot: Spot | None
    ) -> Any:
        if isinstance(raw, str) and _separable(item):
            raw = [part for part in _COMMAS.split(raw) if part]
        if not isinstance(raw, list | tuple):
            self._fault("list", path, spot, found=shown(raw), example=self._example(path))
            return _NOTHING
        kept = [(place, one) for place, one in enumerate(raw) if one is not None and one != ""]
        found = [self._value(item, one, owner, (*path, str(at)), _inside(spot, at) or spot) for at, one in kept]
        return [one for one in found if one is not _NOTHING]

    def _single(self, type_: inspect.Type, raw: Any, owner: tuple[type[Shape], str], path: tuple[str, ...]) -> Any:
        if isinstance(type_, inspect.LiteralType):
            table = labels.codes(*owner) or {str(one): str(one) for one in type_.values}
            return values.choice(raw, table, labels.also(*owner))
        if isinstance(type_, inspect.BoolType):
            return values.boolean(raw)
        if isinstance(type_, inspect.IntType):
            return values.integer(raw, type_)
        if isinstance(type_, inspect.DateType):
            return values.day(raw)
        if isinstance(type_, inspect.DateTimeType):
            return values.moment(raw)
        if isinstance(type_, inspect.StrType):
            return values.text(raw, type_, lambda: self._example(path))
        return raw

    def _fault(self, code: str, path: tuple[str, ...], spot: Spot | None, **data: str) -> None:
        self.faults.append(Fault(code, self._root, path, spot.line if spot is not None else None, data))

    def _example(self, path: tuple[str, ...]) -> str:
        return examples.flow(self._root, path)


def _member(type_: inspect.Type, raw: Any) -> inspect.Type:
    """The type to hold ``raw`` against: of a union the member that is meant."""
    found = members(type_)
    return found[-1] if isinstance(raw, dict) else found[0]


def _separable(item: inspect.Type) -> bool:
    """Whether several such values can stand in one text, since none holds a comma or a space itself."""
    bare = _member(item, "")
    if isinstance(bare, inspect.StrType):
        return values.ATOMS.get(bare.pattern or "") in ("id", "digest")
    return isinstance(bare, inspect.DateType | inspect.LiteralType | inspect.IntType)


def _name(key: Any, shape: type[Shape]) -> str:
    """The field that a key means: its name, or its label."""
    said = normalize("NFKC", str(key)).strip()
    names = _names(shape)
    if said in names:
        return said
    return next((name for name, label in names.items() if label == said), said)


@lru_cache(maxsize=256)
def _names(shape: type[Shape]) -> Mapping[str, str]:
    """The fields of ``shape`` with their labels."""
    return {one.encode_name: labels.field(shape, one.name) for one in fields(shape)}


def _hint(key: str, shape: type[Shape]) -> str:
    """The field that was probably meant, or those there are."""
    names = _names(shape)
    back = {label: name for name, label in names.items()}
    close = get_close_matches(key.lower(), [*names, *back], n=1, cutoff=0.5)
    if close:
        name = back.get(close[0], close[0])
        return f"是不是{names[name]}（{name}）？"
    return "可填的有：" + "、".join(f"{label}（{name}）" for name, label in names.items()) + "。"


def _inside(spot: Spot | None, key: Any) -> Spot | None:
    return spot.inside.get(key) if spot is not None else None
