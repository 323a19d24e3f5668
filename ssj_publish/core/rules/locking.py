"""Timelocked secrets: what may be promised, to which round, and how the round opens them without the party.

The round lies after the draw's own (before, somebody could compute the draw with it) and not after the moment at which
the draw is due to be open. In a sealed draw it is the first round at that moment, not an earlier one: the list must
not come out while the visits are made.
"""

from __future__ import annotations

from ssj_publish import errors
from ssj_publish.core.draw import drand, promise
from ssj_publish.core.draw.drand import Chain
from ssj_publish.core.kinds.draw import DrawCommit, DrawReveal, DrawSecret, Timelock
from ssj_publish.core.records import Record
from ssj_publish.core.rules.founding import chain_of
from ssj_publish.core.state import Draw, State, require


def check_promise(state: State, record: Record[DrawSecret]) -> None:
    """A fingerprint or a ciphertext, not both; the ciphertext for a trusted chain and a round still to come."""
    body = record.body
    if (body.commitment is None) == (body.timelock is None):
        raise errors.PromiseUnfit(task=body.task)
    if body.timelock is not None:
        promise.read(chain(state, body.timelock.chain), body.timelock)
        if _moment(state, body.timelock) <= record.time.timestamp():
            raise errors.LockUnfit(task=body.task, round=body.timelock.round)


def check_commit(state: State, record: Record[DrawCommit], secrets: tuple[Record[DrawSecret], ...], after: int) -> None:
    """Each locked secret opens after ``after`` (Unix seconds; the draw's own round) and by the opening."""
    body = record.body
    for one in secrets:
        lock = one.body.timelock
        if lock is None:
            continue
        due = drand.round_at(chain(state, lock.chain), int(body.opens.timestamp()))
        early = lock.round < due if body.sealed else _moment(state, lock) <= max(after, record.time.timestamp())
        if early or lock.round > due:
            raise errors.LockUnfit(task=body.task, round=lock.round)


def unlock(state: State, draw: Draw, record: Record[DrawReveal]) -> dict[str, bytes]:
    """The secrets that the round's signature opens, by the ids of their promises: nobody is asked, nobody can
    refuse."""
    body = record.body
    given = require(body.unlock, "unlock", draw.id)
    waiting = [
        (one, lock)
        for one, lock in draw.locks
        if one.id not in draw.opened and (lock.chain, lock.round) == (given.chain, given.round)
    ]
    if not waiting:
        raise errors.NothingLocked(task=draw.commit.task, round=given.round)
    if record.time.timestamp() < _moment(state, waiting[0][1]):
        raise errors.RoundNotYet(task=draw.commit.task)
    known = chain(state, given.chain)
    return {one.id: promise.unlocked(known, lock, given.signature) for one, lock in waiting}


def chain_for(state: State, body: DrawSecret) -> Chain | None:
    """The chain of a locked promise."""
    return chain(state, body.timelock.chain) if body.timelock is not None else None


def chain(state: State, id_: str) -> Chain:
    """A chain that the ledger trusts."""
    return chain_of(require(state.beacon(id_), "beacon", id_))


def _moment(state: State, lock: Timelock) -> int:
    return drand.round_time(chain(state, lock.chain), lock.round)
