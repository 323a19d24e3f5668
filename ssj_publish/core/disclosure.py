"""A content beside the chain: what a removable field says, in a file of its own that can be deleted.

::

    format: "ssj-disclosure/v1"
    salt: "<128 random bits, 32 hex digits>"
    field: "case-decision.text"
    value: "警告，并责令限期改正。"

in the canonical profile (`core.encoding`). The record holds the SHA-256 of these bytes, and the file bears it as its
name, so ``sha256sum <digest>.yaml`` checks one by hand. The first line keeps these digests apart from all others of the
protocol; the salt keeps anybody from guessing a content that is gone; the field keeps it to its place: the record's
kind, then the way to the field, list places counted from 0.

The construction is that of SD-JWT (RFC 9901): digests of salted contents are signed, the contents are not.
"""

from __future__ import annotations

import re
import typing
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from hashlib import sha256
from typing import Annotated, Any, Final, Literal, TypeVar

import msgspec
from msgspec import Meta

from ssj_publish import errors
from ssj_publish.core import encoding, personal
from ssj_publish.core.kinds.removable import Disclosed
from ssj_publish.core.kinds.walk import Walk
from ssj_publish.core.shapes import Line, Shape, Text

#: No content is longer: 20,000 characters of four bytes, each of which might be escaped.
MAX_BYTES = 1 << 18

#: The fields in which a reference may stand, at whatever depth: most kinds have none.
_spots: Final = Walk(Disclosed, lambda hint: hint is Disclosed).spots
_NAME = re.compile(r"([0-9a-f]{64})\.yaml", re.ASCII)
B = TypeVar("B", bound=Shape)
Salt = Annotated[str, Meta(pattern=r"^[0-9a-f]{32}\Z")]


class Disclosure(Shape, frozen=True, kw_only=True):
    """A content: ``salt`` in hex, ``field`` where it belongs, ``value`` what is said there."""

    format: Literal["ssj-disclosure/v1"]
    salt: Salt
    field: Line
    value: Text


def form(content: Disclosure) -> bytes:
    """The content's file; its SHA-256 is what a record holds."""
    return encoding.emit(msgspec.to_builtins(content))


def digest(data: bytes) -> str:
    """The digest of a content's file, in hex."""
    return sha256(data).hexdigest()


def file_name(digest: str) -> str:
    """The name of the file with the SHA-256 ``digest`` (hex)."""
    return f"{digest}.yaml"


def parse_file_name(name: str) -> str | None:
    """The digest in a content's file name; None for any other name. Strict inverse of `file_name`."""
    match = _NAME.fullmatch(name)
    return match[1] if match else None


def parse(data: bytes, name: str) -> Disclosure:
    """Strict inverse of `form`. Raises a leaf of `errors.EncodingError`, or `errors.DisclosureMalformed`."""
    held = encoding.parse(data, name)
    try:
        content = msgspec.convert(held, Disclosure)
    except msgspec.ValidationError as fault:
        raise errors.DisclosureMalformed(name=name, reason=str(fault)) from None
    # All four are texts, and `encoding.parse` is strict: only the order of the keys is left to differ.
    if tuple(held) != Disclosure.__struct_fields__:
        raise errors.DisclosureMalformed(name=name, reason="order of keys")
    return content


def check(data: bytes, expected: str, place: str, name: str) -> Disclosure:
    """The content whose digest is ``expected`` and that belongs at ``place``.

    Raises as `parse` does; `errors.DisclosureMismatch` for other bytes, `errors.DisclosureMisplaced` for another place.
    """
    if digest(data) != expected:
        raise errors.DisclosureMismatch(name=name, digest=expected)
    content = parse(data, name)
    if content.field != place:
        raise errors.DisclosureMisplaced(name=name, field=content.field, expected=place)
    return content


def references(kind: str, body: Shape) -> Iterator[tuple[str, Disclosed]]:
    """Every reference in ``body``, with its place (such as ``result.checks.0.note``), in the order of the fields."""
    return ((place, value) for place, value in places(kind, body) if isinstance(value, Disclosed))


def places(place: str, body: Shape) -> list[tuple[str, Any]]:
    """Every field of ``body`` that may hold a reference itself, at whatever depth: its place and what it holds."""
    found: list[tuple[str, Any]] = []
    own = removable(type(body))
    for name in _spots(type(body)):
        value = getattr(body, name)
        if name in own:
            found.append((f"{place}.{name}", value))
        elif isinstance(value, tuple):
            for number, one in enumerate(value):
                found += places(f"{place}.{name}.{number}", one)
        elif isinstance(value, Shape):
            found += places(f"{place}.{name}", value)
    return found


@lru_cache(maxsize=256)
def removable(shape: type[Shape]) -> tuple[str, ...]:
    """The fields of ``shape`` that can hold a reference themselves, not deeper down."""
    hints = typing.get_type_hints(shape)
    return tuple(name for name in _spots(shape) if Disclosed in typing.get_args(hints[name]))


def conceal(
    kind: str,
    body: B,
    until: date | None,
    salt: Callable[[], bytes],
    kept: Mapping[tuple[str, str], Disclosed] | None = None,
) -> tuple[B, tuple[bytes, ...]]:
    """``body`` with references in place of every removable text, at whatever depth, and the files of the contents.

    ``salt`` gives 16 fresh random bytes a call. What is empty or holds a reference already stays; ``kept`` holds, by
    place and text, the references that are to be said again. Raises `errors.PersonalNumber` for a text with an identity
    or mobile number in it.
    """
    files: list[bytes] = []

    def reference(place: str, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        if kept is not None and (place, value) in kept:
            return kept[place, value]
        personal.check_text(place, value)
        content = Disclosure(format="ssj-disclosure/v1", salt=salt().hex(), field=place, value=value)
        files.append(form(content))
        return Disclosed(sd=digest(files[-1]), until=until)

    return _changed(kind, body, reference), tuple(files)


def reveal(kind: str, body: B, contents: Mapping[str, bytes]) -> B:
    """``body`` with the texts in place of its references, as far as ``contents`` (by digest) has them."""

    def text(place: str, value: Any) -> Any:
        data = contents.get(value.sd) if isinstance(value, Disclosed) else None
        return check(data, value.sd, place, file_name(value.sd)).value if data is not None else value

    return _changed(kind, body, text)


def _changed(place: str, body: B, change: Callable[[str, Any], Any]) -> B:
    """``body`` with every field that may hold a reference itself as ``change`` of its place and value gives it."""
    own = removable(type(body))
    changes: dict[str, Any] = {}
    for name in _spots(type(body)):
        value, there = getattr(body, name), f"{place}.{name}"
        if name in own:
            changes[name] = change(there, value)
        elif isinstance(value, Shape):
            changes[name] = _changed(there, value, change)
        elif isinstance(value, tuple):
            changes[name] = tuple(_changed(f"{there}.{n}", one, change) for n, one in enumerate(value))
    return msgspec.structs.replace(body, **changes)
