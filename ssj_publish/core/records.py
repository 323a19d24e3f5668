"""A record: one YAML file of the ledger.

    seq: 123
    prev: "<SHA-256 of the bytes of the record before, 64 hex digits>"
    statement:
      origin: "jy.anlan.example/ssj"
      kind: "draw-reveal"
      time: "2025-03-28T14:00:00+08:00"
      after:
        - "<id of a record that stood at the end when this was written>"
      refs:
        - "<id of a record it builds on>"
      body:
        …
    signatures:
      - key: "SHA256:<OpenSSH fingerprint>"
        signature: "<base64, Ed25519>"

What a role signs is the *statement*: the file's bytes from the line ``statement:`` up to the line before
``signatures:``. Its SHA-256 is the record's **id**, which leaves out seq and prev and so survives a
move to another number. For the same reason ``after`` is a part of the statement: its writer so signs what he had
verified, and no record that anybody has built on can be cut out. The chain's ``prev`` is the SHA-256 of the whole file.
Both can be had with ``sed`` and ``sha256sum``; see content/pages/protocol.md.

`parse` is the strict inverse of `form`: a file is accepted only if writing what was read gives its bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

import msgspec

from ssj_publish import errors
from ssj_publish.core import encoding
from ssj_publish.core.entry import Entry
from ssj_publish.core.kinds import KINDS
from ssj_publish.core.kinds.kind import RecordBody
from ssj_publish.core.kinds.moments import moments, well_formed
from ssj_publish.core.shapes import Count, Digest, Line, Moment, Shape

#: The shape of a body. Who says no more than ``Record`` takes what it finds: to a type checker that is the default,
#: which Python itself knows from 3.13 on only.
if TYPE_CHECKING:
    B = TypeVar("B", bound=RecordBody, default=Any)
    B_co = TypeVar("B_co", bound=RecordBody, default=Any, covariant=True)
else:
    B = TypeVar("B", bound=RecordBody)
    B_co = TypeVar("B_co", bound=RecordBody, covariant=True)

#: ``prev`` of the first record.
NO_PREV = "0" * 64


class Signature(Shape, frozen=True, kw_only=True):
    """``key`` is the OpenSSH fingerprint of the public key, ``signature`` base64 of 64 bytes (RFC 8032)."""

    key: Line
    signature: Line


class _Statement(Shape, frozen=True, kw_only=True):
    origin: Line
    kind: Line
    time: Moment
    after: tuple[Digest, ...] = ()
    refs: tuple[Digest, ...] = ()
    body: dict[str, Any]


class _File(Shape, frozen=True, kw_only=True):
    seq: Count
    prev: Digest
    statement: dict[str, Any]
    signatures: tuple[Signature, ...]


@dataclass(frozen=True, slots=True)
class Statement(Generic[B_co]):
    """What is said, before anyone has signed it or it has a place in the chain.

    ``after``: ids, ascending, of the records that nothing had been written after, in the ledger that its writer had
    verified: one, or as many as there were branches. Only the first record has none.
    """

    origin: str
    time: datetime
    body: B_co
    refs: tuple[str, ...] = ()
    after: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        return self.body.KIND.name


@dataclass(frozen=True, slots=True)
class Record(Generic[B_co]):
    """An accepted file's content. ``digest`` is the SHA-256 of the file, ``id`` that of its statement."""

    seq: int
    prev: str
    statement: Statement[B_co]
    signatures: tuple[Signature, ...]
    id: str
    digest: str

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        """Itself: nothing that was accepted is ever changed."""
        return self

    @property
    def kind(self) -> str:
        return self.statement.body.KIND.name

    @property
    def time(self) -> datetime:
        return self.statement.time

    @property
    def body(self) -> B_co:
        return self.statement.body


def statement_bytes(statement: Statement) -> bytes:
    """The bytes that a role signs; their SHA-256 is the record's id."""
    return encoding.emit({"statement": _builtins(statement)})


def record_id(statement: bytes) -> str:
    """The id: SHA-256 of the statement's bytes, in hex."""
    return sha256(statement).hexdigest()


def form(seq: int, prev: str, statement: bytes, signatures: tuple[Signature, ...]) -> bytes:
    """A record's file from its parts; ``signatures`` are put in the order of their key ids."""
    head = encoding.emit({"seq": seq, "prev": prev})
    ordered = sorted(signatures, key=lambda signature: signature.key)
    return head + statement + encoding.emit({"signatures": [msgspec.to_builtins(one) for one in ordered]})


def parse(entry: Entry) -> tuple[Record, bytes]:
    """Read ``entry``: the record, and the statement's bytes as they stand in the file.

    Raises `errors.EncodingError` for bytes outside the profile and `errors.RecordMalformed` for a content outside
    the vocabulary.
    """
    raw = encoding.parse(entry.data, entry.name)
    try:
        file = msgspec.convert(raw, _File)
    except msgspec.ValidationError as fault:
        raise errors.RecordMalformed(name=entry.name, reason=str(fault)) from None
    statement = read_statement(file.statement, entry.name)
    keys = [signature.key for signature in file.signatures]
    if keys != sorted(set(keys)):
        raise errors.RecordMalformed(name=entry.name, reason="signatures out of order or repeated")
    # `encoding.parse` takes one spelling of ``raw`` only, so nothing is left to differ but ``raw`` and what would be
    # written.
    whole = {"seq": file.seq, "prev": file.prev, "statement": _builtins(statement)}
    if not _alike(raw, whole | {"signatures": [msgspec.to_builtins(one) for one in file.signatures]}):
        raise errors.NotCanonical(name=entry.name)
    signed = encoding.section(entry.data, "statement")
    record = Record(file.seq, file.prev, statement, file.signatures, record_id(signed), sha256(entry.data).hexdigest())
    return record, signed


def _alike(one: Any, other: Any) -> bool:
    """Whether both are written alike: the same keys in the same order, the same values of the same types."""
    return _as_json(one) == _as_json(other)


_as_json = msgspec.json.Encoder().encode


def read_statement(raw: dict[str, Any], name: str) -> Statement:
    """The statement that ``raw`` holds (as `encoding.parse` gives it); whoever calls compares bytes (protocol R1)."""
    try:
        fields = msgspec.convert(raw, _Statement)
        shape = KINDS.get(fields.kind)
        if shape is None:
            raise errors.UnknownKind(name=name, kind=fields.kind)
        body = msgspec.convert(fields.body, shape)
    except msgspec.ValidationError as fault:
        raise errors.RecordMalformed(name=name, reason=str(fault)) from None
    for moment in (fields.time, *moments(body)):
        if not well_formed(moment):
            raise errors.TimeMalformed(name=name, time=moment.isoformat())
    if len(set(fields.refs)) != len(fields.refs):
        raise errors.RecordMalformed(name=name, reason="refs repeated")
    if list(fields.after) != sorted(set(fields.after)):
        raise errors.RecordMalformed(name=name, reason="after out of order or repeated")
    return Statement(fields.origin, fields.time, body, fields.refs, fields.after)


def _builtins(statement: Statement) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "origin": statement.origin,
        "kind": statement.kind,
        "time": statement.time.isoformat(),
    }
    if statement.after:
        fields["after"] = list(statement.after)
    if statement.refs:
        fields["refs"] = list(statement.refs)
    fields["body"] = msgspec.to_builtins(statement.body)
    return fields
