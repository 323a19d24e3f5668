"""An accepted record as bytes that are quickly read again: for another process, and for the snapshot.

The JSON list of its parts (in MessagePack, a time would lose its offset); the body by its kind. `unpack` is for what
`pack` has made, and asks nothing of it that `records.parse` has not asked before.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cache

import msgspec

from ssj_publish.core.kinds import KINDS
from ssj_publish.core.kinds.kind import RecordBody
from ssj_publish.core.records import Record, Signature, Statement


class _Packed(msgspec.Struct, array_like=True, frozen=True, kw_only=True):
    seq: int
    prev: str
    origin: str
    kind: str
    time: datetime
    after: tuple[str, ...]
    refs: tuple[str, ...]
    body: msgspec.Raw
    signatures: tuple[Signature, ...]
    id: str
    digest: str


_as_json = msgspec.json.Encoder().encode
_packed = msgspec.json.Decoder(_Packed).decode


def pack(record: Record) -> bytes:
    """The bytes of ``record``."""
    said = record.statement
    packed = _Packed(
        seq=record.seq,
        prev=record.prev,
        origin=said.origin,
        kind=said.kind,
        time=said.time,
        after=said.after,
        refs=said.refs,
        body=msgspec.Raw(_as_json(said.body)),
        signatures=record.signatures,
        id=record.id,
        digest=record.digest,
    )
    return _as_json(packed)


def unpack(data: bytes) -> Record:
    """The record that ``data`` was made of; `msgspec.DecodeError` or ``KeyError`` for other bytes."""
    packed = _packed(data)
    said = Statement(packed.origin, packed.time, _reader(packed.kind)(packed.body), packed.refs, packed.after)
    return Record(packed.seq, packed.prev, said, packed.signatures, packed.id, packed.digest)


@cache
def _reader(kind: str) -> Callable[[msgspec.Raw], RecordBody]:
    # Made when it is needed: for all kinds it takes as long as a tenth of a command.
    return msgspec.json.Decoder(KINDS[kind]).decode
