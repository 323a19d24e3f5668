"""What a record shows by itself, before anybody looks at what stands before it.

To read a file, hold it to the form and search its texts takes most of a verification's time, and the arithmetic of its
signatures most of the rest; for neither is the state needed. So others may do it ahead, in batches: `examine_all` is
their work, `received` makes of their answer what `examine` would have given here. That a signature holds is told by the
key's fingerprint, and so is true of that key whatever role has it: whether it may sign at all, the state says
(`authority`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, NamedTuple

from ssj_publish import errors
from ssj_publish.core import encoding, packed, personal
from ssj_publish.core.entry import Entry
from ssj_publish.core.records import Record, parse
from ssj_publish.core.signatures import PublicKey, holds, message

#: Keys by fingerprint.
Keys = Mapping[str, PublicKey]

#: How many records, or bytes of them, make a batch: some ten milliseconds of work.
RECORDS = 64
BYTES = 1 << 20
_NO_KEYS: Final[Keys] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Examined:
    """The record in the file ``name``; ``signed`` are its statement's bytes, ``held`` the fingerprints of keys whose
    signature in it was found to hold. Of the others nothing is known yet."""

    name: str
    record: Record
    signed: bytes
    held: Collection[str] = ()


class Answer(NamedTuple):
    """What `Examined` is made of, but for what stands in the file: short to send. The record is `packed`."""

    record: bytes
    held: tuple[str, ...]


def examine(entry: Entry, keys: Keys = _NO_KEYS) -> Examined:
    """Read ``entry``; of its signatures, those by ``keys`` are tried.

    Raises as `records.parse` and `personal.check` do, and says of which file.
    """
    with errors.about(entry.name):
        record, signed = parse(entry)
        personal.check(record.kind, record.body)
    text = message(signed)
    tried = ((one, keys[one.key]) for one in record.signatures if one.key in keys)
    held = tuple(one.key for one, key in tried if holds(key, text, one.signature))
    return Examined(entry.name, record, signed, held)


def examine_all(files: Iterable[tuple[str, bytes]], keys: Keys) -> list[Answer | errors.SsjError]:
    """The same for a batch, each file given by its name and bytes; what would be raised stands in its place."""
    return [_answer(Entry(name, data), keys) for name, data in files]


def received(entry: Entry, answer: Answer | errors.SsjError) -> Examined:
    """What ``answer`` says of ``entry``; raises what was raised there."""
    if isinstance(answer, errors.SsjError):
        raise answer
    section = encoding.section(entry.data, "statement")
    return Examined(entry.name, packed.unpack(answer.record), section, answer.held)


def batches(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    """``entries`` in batches; what the reading of one raises comes after all before it were given."""
    batch: list[Entry] = []
    size = 0
    try:
        for entry in entries:
            batch.append(entry)
            size += len(entry.data)
            if len(batch) >= RECORDS or size >= BYTES:
                yield batch
                batch, size = [], 0
    except errors.SsjError:
        yield batch
        raise
    if batch:
        yield batch


def _answer(entry: Entry, keys: Keys) -> Answer | errors.SsjError:
    try:
        examined = examine(entry, keys)
    except errors.SsjError as fault:
        return fault
    return Answer(packed.pack(examined.record), tuple(examined.held))
