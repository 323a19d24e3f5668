"""Opening a draw whose secrets are locked to a round: without the parties, and without anybody's leave."""

from __future__ import annotations

from collections.abc import Mapping

from ssj_publish import errors
from ssj_publish.core.draw import outcome, promise
from ssj_publish.core.draw.drand import Chain, verify_round
from ssj_publish.core.kinds.draw import DrawReveal, Unlock
from ssj_publish.core.rules import drawing, locking, randomness
from ssj_publish.core.state import Draw, Outcome, State
from ssj_publish.office.desk import Step

#: A chain's id and a round.
Round = tuple[str, int]


def waiting(draw: Draw) -> tuple[Round, ...]:
    """The rounds that open the draw's secrets that are closed still, each once."""
    locks = [lock for one, lock in draw.locks if one.id not in draw.opened]
    return tuple(dict.fromkeys((lock.chain, lock.round) for lock in locks))


def chain(state: State, draw: Draw, id_: str) -> Chain:
    """A chain that the draw names."""
    with errors.about(draw.commit.task):
        return locking.chain(state, id_)


def own(draw: Draw) -> tuple[Round, ...]:
    """The round that the draw itself waits for, if it waits for one."""
    named = draw.commit.beacon
    return ((named.chain, named.round),) if named is not None else ()


def needed(draw: Draw) -> tuple[Round, ...]:
    """Every round whose signature opening the draw takes: its own, then those of its timelocks."""
    return (*own(draw), *waiting(draw))


def matched(state: State, draw: Draw, signatures: tuple[str, ...]) -> dict[Round, str]:
    """Typed signatures, each with the round it is of; `errors.BeaconRefused` for one that is of none,
    `errors.BeaconUnasked` where there is none to be of."""
    found: dict[Round, str] = {}
    for signature in signatures:
        refusal: errors.BeaconRefused | None = None
        for one in needed(draw):
            try:
                verify_round(chain(state, draw, one[0]), one[1], signature)
            except errors.BeaconRefused as fault:
                refusal = fault
            else:
                found[one] = signature
                break
        else:
            raise refusal or errors.BeaconUnasked
    return found


def unlock(draw: Draw, round_: Round, signature: str) -> Step:
    """The record that opens all secrets locked to ``round_``; any office may sign it."""
    return Step(DrawReveal(draw=draw.id, unlock=Unlock(chain=round_[0], round=round_[1], signature=signature)))


def redo(state: State, draw: Draw, signatures: Mapping[Round, str], numbers: tuple[str, ...] = ()) -> Outcome:
    """What the draw gives, from the ledger, the rounds' signatures and the lotteries' ``numbers`` alone.

    Raises `errors.SecretsMissing` where a party that gave a fingerprint has not opened it: nobody can do that for it.
    """
    missing = [one for one in draw.secrets if one.id not in draw.opened and one.body.timelock is None]
    if missing:
        roles = "、".join(state.role(drawing.party(state, one)).name for one in missing)
        raise errors.SecretsMissing(name=draw.commit.task, task=draw.commit.task, roles=roles)
    known = dict(draw.opened)
    for one, lock in draw.locks:
        if one.id not in known:
            signature = signatures[lock.chain, lock.round]
            known[one.id] = promise.unlocked(chain(state, draw, lock.chain), lock, signature)
    secrets = [known[one.id] for one in draw.secrets]
    mine = next((signatures[one] for one in own(draw)), None)
    with errors.about(draw.commit.task):
        return outcome.of(draw, secrets, randomness.value(state, draw.commit, mine, numbers))
