"""By when the guests of a draw must have spoken, and that nobody else opens anything before.

    commitment ── LEAD ── guests_by ── LEAD ── public randomness

The first span is for the guests: a round that follows at once would make all of them absent. The second is for the
witnesses: a checkpoint that holds the guests' reveals must be seen by others before the randomness is known, else those
who run the ledger could still choose which reveals they had received (`core.reading.stamps`). Where there is no public
randomness, the parties open nothing before ``guests_by``.
"""

from __future__ import annotations

from datetime import timedelta

from ssj_publish import errors
from ssj_publish.core.kinds.draw import DrawCommit
from ssj_publish.core.records import Record
from ssj_publish.core.rules import randomness
from ssj_publish.core.state import Draw, State

#: How long the guests have at least to open their secrets, and afterwards the witnesses.
LEAD = timedelta(minutes=10)


def check_commit(state: State, record: Record[DrawCommit]) -> None:
    """`errors.GuestsTimeWrong` unless ``guests_by`` is there just where guests are, and leaves time on both sides."""
    body = record.body
    if body.guests_by is None and not body.guests:
        return
    if body.guests_by is None or not body.guests or body.guests_by.utcoffset() != record.time.utcoffset():
        raise errors.GuestsTimeWrong(task=body.task)
    known = randomness.first(state, body)
    late = body.guests_by > body.opens or (known and body.guests_by.timestamp() + LEAD.total_seconds() > known)
    if late or body.guests_by < record.time + LEAD:
        raise errors.GuestsTimeWrong(task=body.task)


def settled(state: State, commit: DrawCommit) -> int:
    """From when on all that the result rests on besides the parties' secrets is settled, in Unix seconds: before, no
    secret may come open."""
    by = int(commit.guests_by.timestamp()) if commit.guests_by is not None else 0
    return max(by, randomness.ready(state, commit))


def check_over(draw: Draw, record: Record) -> None:
    """`errors.GuestsFirst` for what must wait until the guests have had their time."""
    by = draw.commit.guests_by
    if by is not None and record.time < by:
        raise errors.GuestsFirst(task=draw.commit.task)


def check_open(draw: Draw, record: Record) -> None:
    """`errors.GuestLate` for a guest's reveal that comes too late, by its time or by its place in the ledger."""
    by = draw.commit.guests_by
    if by is None or record.time >= by or draw.opened or draw.seal is not None or draw.result is not None:
        raise errors.GuestLate(task=draw.commit.task)
