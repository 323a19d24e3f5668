"""The chain: numbers without gaps, each file bound to the one before, one origin, times that make sense."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from ssj_publish import errors
from ssj_publish.core import encoding
from ssj_publish.core.entry import record_name
from ssj_publish.core.records import NO_PREV, Record

#: A record that lost a race is signed before, yet stands after, another one; more than this is a wrong clock.
CLOCK_TOLERANCE = timedelta(hours=72)


@dataclass(frozen=True, slots=True)
class Head:
    """The last record's number and the SHA-256 of its file."""

    seq: int
    digest: str


_FIRST_LINES = re.compile(rb'seq: (0|[1-9][0-9]*)\nprev: "([0-9a-f]{64})"\nstatement:\n')

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


def check_time(record: Record, latest: datetime | None, referred: list[datetime]) -> None:
    """Not before what it refers to, and not long before what already stands."""
    for time in referred:
        if record.time < time:
            raise errors.TimeBeforeReference(time=record.time.isoformat(), reference=time.isoformat())
    if latest is not None and latest - record.time > CLOCK_TOLERANCE:
        raise errors.TimeBackwards(time=record.time.isoformat(), latest=latest.isoformat())
