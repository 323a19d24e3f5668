"""A replay as bytes, to go on from later without reading the records again.

    ["Draw", record, pool, …]       an object: its class, then its fields in their order
    ["r", id]                       a record, by its id
    ["=",]                          the body of the record just before it
    ["(", …] ["[", …] ["f", …]      tuple, list, frozen set
    ["{", key, value, …]            dictionary, in its order
    ["s", {id: bytes}]              a shelf, each value a snapshot of its own: [its `core.brief` or null, the value]
    ["t", "2025-…"] ["d", "2025-…"] time, day
    ["b", bytes]                    bytes

all in MessagePack, but for the records themselves, which are `packed`.
Only classes that `State` itself can hold are made again, each by its own constructor: nothing in the bytes can name any
other code. A record is made when a rule asks for it. Raises ``ValueError`` (or what a constructor raises) for bytes
that are no snapshot.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Final

import msgspec

from ssj_publish.core import packed
from ssj_publish.core.authority import Keyring, Life
from ssj_publish.core.brief import Brief
from ssj_publish.core.chain import Head
from ssj_publish.core.living import Amendable, Case, Elsewhere, Reference, ResultState, VisitState
from ssj_publish.core.records import Record
from ssj_publish.core.register import Register, Version
from ssj_publish.core.replay import Replay
from ssj_publish.core.shapes import Shape
from ssj_publish.core.shelf import Shelf
from ssj_publish.core.signatures import PublicKey
from ssj_publish.core.state import Draw, Outcome, PlanState, RuleState, State, TaskState, Ticket, TrustState


class _Looked(msgspec.Struct, array_like=True, frozen=True):
    """What a shelf holds of a value, for whoever wants its brief only, …"""

    brief: Brief | None
    value: msgspec.Raw


class _Folded(msgspec.Struct, array_like=True, frozen=True):
    """… and for whoever wants the value."""

    brief: msgspec.Raw
    value: Any


_look = msgspec.msgpack.Decoder(_Looked).decode
_folded = msgspec.msgpack.Decoder(_Folded).decode
#: What a state holds beside what its records say; a test finds them by the annotations.
_HELD: Final = (
    Amendable, Case, Draw, Elsewhere, Keyring, Life, Outcome, PlanState, PublicKey, Reference, Register, ResultState, RuleState,
    TaskState, Ticket, TrustState, Version, VisitState,
)  # fmt: skip
_pack = msgspec.msgpack.Encoder().encode
_unpack = msgspec.msgpack.Decoder().decode
_GROUPS: dict[type, str] = {tuple: "(", list: "[", frozenset: "f", set: "S"}
_MAKE: dict[str, Callable[[Iterable[Any]], Any]] = {mark: type_ for type_, mark in _GROUPS.items()}
_ITSELF = object()


def form(replay: Replay) -> bytes:
    """The snapshot of ``replay``, all of whose signatures have been found to hold."""
    state = replay.state
    fields = {name: _fold(getattr(state, name)) for name in _fields(State) if name != "records"}
    head = (replay.head.seq, replay.head.digest)
    return _pack([head, state.records.folded(packed.pack), fields])


def parse_snapshot(data: bytes | msgspec.Raw) -> Replay:
    """The replay that ``data`` was made of."""
    (seq, digest), folded, fields = _unpack(data)
    records = Shelf(folded, packed.unpack)
    state = State(records=records, **{name: _unfold(raw, records) for name, raw in fields.items()})
    return Replay(Head(seq, digest), state)


def tidy(replay: Replay) -> None:
    """Fold what lies open on the state's shelves, so that a long ledger does not fill the memory."""
    state = replay.state
    for name in _fields(State):
        shelf = getattr(state, name)
        if isinstance(shelf, Shelf) and name != "records":
            shelf.tidy(_fold_value, lambda blob: _unfold(_folded(blob).value, state.records), _glance)
    state.records.tidy(packed.pack, packed.unpack)


def _fold_value(value: Any) -> bytes:
    return _pack([getattr(value, "brief", None), _fold(value)])


def _glance(blob: bytes) -> Brief | None:
    return _look(blob).brief


def _fold(value: Any) -> Any:
    kind: Any = type(value)
    if value is None or kind in (str, int, bool):
        return value
    if kind is Record:
        return ["r", value.id]
    if kind in _GROUPS:
        folded = map(_fold, value)
        return [_GROUPS[kind], *(folded if kind in (tuple, list) else sorted(folded, key=repr))]
    if kind is dict:
        return ["{", *(_fold(one) for pair in value.items() for one in pair)]
    if kind is bytes:
        return ["b", value]
    if kind is datetime:
        return ["t", value.isoformat()]
    if kind is date:
        return ["d", value.isoformat()]
    if kind is Shelf:
        return ["s", value.folded(_fold_value)]
    if kind.__name__ not in _classes():
        raise TypeError(kind)
    # Unless it was corrected, what holds is the record's own body, which need not be kept twice.
    own = isinstance(value, Amendable) and value.body is value.record.body
    return [
        kind.__name__,
        *(["="] if own and name == "body" else _fold(getattr(value, name)) for name in _fields(kind)),
    ]


def _unfold(raw: Any, records: Shelf[Record]) -> Any:
    if type(raw) is not list:
        return raw
    mark, *rest = raw
    if mark == "r":
        return records[rest[0]]
    if mark == "=":
        return _ITSELF
    if mark == "s":
        return Shelf(rest[0], lambda blob: _unfold(_folded(blob).value, records), _glance)
    if mark == "b":
        return rest[0]
    if mark in ("t", "d"):
        return (datetime if mark == "t" else date).fromisoformat(rest[0])
    values = [_unfold(one, records) for one in rest]
    if mark == "{":
        return dict(zip(values[::2], values[1::2], strict=True))
    if mark in _MAKE:
        return _MAKE[mark](values)
    return _make(_classes()[mark], values)


def _make(class_: Any, values: list[Any]) -> Any:
    fields = dict(zip(_fields(class_), values, strict=True))
    if fields.get("body") is _ITSELF:
        fields["body"] = fields["record"].body
    return class_(**fields)


@lru_cache(maxsize=256)
def _fields(class_: Any) -> tuple[str, ...]:
    if issubclass(class_, msgspec.Struct):
        return tuple(class_.__struct_fields__)
    return tuple(one.name for one in dataclasses.fields(class_))


@lru_cache(maxsize=1)
def _classes() -> dict[str, type]:
    """Every class of ours that a `State` can hold, by name."""
    return {class_.__name__: class_ for class_ in (*_HELD, *_shapes(Shape))}


def _shapes(base: type[Shape]) -> Iterator[type[Shape]]:
    for class_ in base.__subclasses__():
        yield class_
        yield from _shapes(class_)
