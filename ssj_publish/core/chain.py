"""The chain: numbers without gaps, each file bound to the one before, one origin, times that make sense."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import datetime, timedelta

from ssj_publish import errors
from ssj_publish.core.records import NO_PREV, Record

#: A record that lost a race is signed before, yet stands after, another one; more than this is a wrong clock.
CLOCK_TOLERANCE = timedelta(hours=72)


@dataclass(frozen=True, slots=True)
class Head:
    """The last record's number and the SHA-256 of its file."""

    seq: int
    digest: str


#: Before the first record.
EMPTY = Head(0, NO_PREV)


def check(head: Head, record: Record, name: str, expected_name: str, known: Container[str]) -> None:
    """Hold ``record`` against the head: file name, number, link, and that it has not been said before."""
    if name != expected_name:
        raise errors.SequenceBroken(name=name, expected=expected_name)
    if record.seq != head.seq + 1:
        raise errors.SequenceBroken(name=name, expected=expected_name)
    if record.prev != head.digest:
        raise errors.LinkBroken(name=name, prev=record.prev, expected=head.digest)
    if record.id in known:
        raise errors.RecordRepeated(name=name, id=record.id)


def check_time(record: Record, latest: datetime | None, referred: list[datetime], name: str) -> None:
    """Not before what it refers to, and not long before what already stands."""
    for time in referred:
        if record.time < time:
            raise errors.TimeBeforeReference(name=name, time=record.time.isoformat(), reference=time.isoformat())
    if latest is not None and latest - record.time > CLOCK_TOLERANCE:
        raise errors.TimeBackwards(name=name, time=record.time.isoformat(), latest=latest.isoformat())
