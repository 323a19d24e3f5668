"""The chain: numbers without gaps, each file bound to the one before, and to what its writer had verified."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from ssj_publish import errors
from ssj_publish.core import encoding
from ssj_publish.core.entry import record_name
from ssj_publish.core.records import NO_PREV, Record


@dataclass(frozen=True, slots=True)
class Head:
    """The last record's number and the SHA-256 of its file."""

    seq: int
    digest: str


_FIRST_LINES = re.compile(rb'seq: (0|[1-9][0-9]*)\nprev: "([0-9a-f]{64})"\nstatement:\n')

#: A record that lost a race was signed before another one that it stands behind, by so much at most.
RACE: Final = timedelta(hours=72)
#: Before the first record.
EMPTY = Head(0, NO_PREV)


def check(head: Head, record: Record, name: str, expected_name: str, known: Container[str]) -> None:
    """Hold ``record`` against the head: file name, number, link, and that it has not been said before."""
    if name != expected_name:
        raise errors.SequenceBroken(name=name, expected=expected_name)
    if record.seq != head.seq + 1:
        raise errors.SequenceMisstated(name=name, seq=record.seq)
    if record.prev != head.digest:
        raise errors.LinkBroken(name=name, prev=record.prev, expected=head.digest)
    if record.id in known:
        raise errors.RecordRepeated(name=name, id=record.id)


def follow(head: Head, data: bytes, name: str) -> Head:
    """Hold a record's bare bytes against the head, by the file's first lines and without reading the rest.

    Raises `errors.SequenceBroken`, `errors.LinkBroken`, and for other first lines a leaf of `errors.EncodingError` or
    `errors.NotCanonical`.
    """
    seq, expected = head.seq + 1, record_name(head.seq + 1)
    if name != expected:
        raise errors.SequenceBroken(name=name, expected=expected)
    if not data.startswith(b'seq: %d\nprev: "%s"\nstatement:\n' % (seq, head.digest.encode())):
        found = _FIRST_LINES.match(data)
        if found is None:
            encoding.parse(data, name)  # says what is wrong where it can
            raise errors.NotCanonical(name=name)
        if found[1] != b"%d" % seq:
            raise errors.SequenceBroken(name=name, expected=expected)
        raise errors.LinkBroken(name=name, prev=found[2].decode(), expected=head.digest)
    return Head(seq, sha256(data).hexdigest())


def check_first(record: Record) -> None:
    """The first record was written after none."""
    if record.statement.after:
        raise errors.AfterUnknown(id=record.statement.after[0])


def check_after(record: Record, known: Container[str]) -> None:
    """Every record but the first says after which it was written, and these stand before it."""
    if not record.statement.after:
        raise errors.AfterMissing()
    for id_ in record.statement.after:
        if id_ not in known:
            raise errors.AfterUnknown(id=id_)


def tips(before: Iterable[str], record: Record) -> tuple[str, ...]:
    """The records that nothing has been written after, once ``record`` stands: their ids, ascending.

    One, or after two branches were put one behind the other as many as there were branches, until the next record,
    which names them all. So whoever takes a record out must take out all that was written after it as well.
    """
    return tuple(sorted({*before, record.id} - {*record.statement.after}))


def passed_over(before: Iterable[tuple[str, datetime]], record: Record) -> str | None:
    """The tip, of those that stood before with their times, that ``record`` does not name though it was older by more
    than `RACE`; None where there is none.

    Who wrote at the same time cannot have seen it; who wrote days later has kept from building on it, so that it could
    be cut out as if it had never been.
    """
    said = {*record.statement.after}
    return next((id_ for id_, time in before if id_ not in said and record.time - time > RACE), None)
