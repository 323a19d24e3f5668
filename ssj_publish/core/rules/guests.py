"""来宾: guests promise a secret before a draw is committed to, and open it first of all.

Order of the rules for a promise: the task can be drawn and has no live draw; it is the next draw's; there is room; the
name is not plain; the commitment is nobody else's; the key of the day signs, is no other guest's of this draw, and is
and was no role's, log's or witness's.
"""

from __future__ import annotations

from ssj_publish import errors
from ssj_publish.core.draw import guests
from ssj_publish.core.kinds.guests import GuestReveal, GuestSecret
from ssj_publish.core.records import Record
from ssj_publish.core.rules import attendance, drawing, keys
from ssj_publish.core.signatures import PublicKey, parse_public_key
from ssj_publish.core.state import Draw, State, require


def promise(state: State, record: Record[GuestSecret], signers: frozenset[str]) -> None:
    """纪检组 records what a guest has read aloud."""
    body = record.body
    drawing.check_next(state, body.task, body.ordinal)
    present = guests.standing(state, body.task, body.ordinal)
    if len(present) >= guests.MOST:
        raise errors.GuestsFull(task=body.task, most=guests.MOST)
    if any(one.body.commitment == body.commitment for one in state.guests.values()):
        raise errors.SecretRepeated(task=body.task)
    if body.key is not None:
        _check_key(state, record, parse_public_key(body.key), present)
    state.guests[record.id] = record


def reveal(state: State, record: Record[GuestReveal], signers: frozenset[str]) -> None:
    """A guest's secret is opened, once, while it is the guests' time; also in a draw that has been voided meanwhile."""
    body = record.body
    draw = require(state.draws.get(body.draw), "draw", body.draw)
    promised = _of(draw, body.guest)
    if promised.id in draw.shown:
        raise errors.SecretRepeated(task=draw.commit.task)
    if body.key is not None:
        if body.key != promised.body.key:
            raise errors.GuestKeyWrong(capacity=promised.body.capacity)
        _check_signed(record, parse_public_key(body.key), promised.body.capacity)
    attendance.check_open(draw, record)
    guests.check_secret(body.secret, promised.body.commitment)
    draw.shown[promised.id] = record


def _of(draw: Draw, id_: str) -> Record[GuestSecret]:
    found = next((one for one in draw.guests if one.id == id_), None)
    if found is None:
        raise errors.ReferenceUnknown(what="guest", id=id_)
    return found


def _check_key(
    state: State, record: Record[GuestSecret], key: PublicKey, present: tuple[Record[GuestSecret], ...]
) -> None:
    _check_signed(record, key, record.body.capacity)
    if key.raw in state.keyring.taken | keys.trusted(state) or any(one.body.key == key.openssh for one in present):
        raise errors.GuestKeyShared(key=key.key_id)


def _check_signed(record: Record, key: PublicKey, capacity: str) -> None:
    if all(one.key != key.key_id for one in record.signatures):
        raise errors.GuestUnsigned(capacity=capacity)
