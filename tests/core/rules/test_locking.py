"""Timelocked secrets: the round opens them, whatever their parties would like."""

from __future__ import annotations

from base64 import b64encode
from datetime import datetime, timedelta
from typing import Any

import msgspec
import pytest

from ssj_publish import errors
from ssj_publish.core.clock import ZONE
from ssj_publish.core.draw import promise, tickets, tlock
from ssj_publish.core.draw.drand import QUICKNET, round_time
from ssj_publish.core.kinds.draw import DrawResult, DrawReveal, DrawSecret, Timelock, Unlock, Visitee
from ssj_publish.core.reading import stamps
from ssj_publish.core.rules import drawing, voiding
from ssj_publish.core.state import Draw
from ssj_publish.office import draws, opening
from tests.bureau import NEXT_SIGNATURE, ROUND, SIGNATURE, at
from tests.world import World

NEXT = ROUND + 1
MOMENT = datetime.fromtimestamp(round_time(QUICKNET, NEXT), ZONE)
EARLY = at("2025-03-27 09:00")
SIGNATURES = {("quicknet", ROUND): SIGNATURE, ("quicknet", NEXT): NEXT_SIGNATURE}
SOMEONE = Visitee(body="S001", credit_class="A", team=("N01", "N02"))
UNLOCK = Unlock(chain="quicknet", round=NEXT, signature=NEXT_SIGNATURE)


def lock(world: World, *roles: str, round_: int = NEXT, **changes: Any) -> World:
    """Promises of ``roles`` (all parties, unless told) locked to ``round_``, of the others by fingerprint."""
    world.now = max(world.now, EARLY)
    for role in drawing.parties(world.state, "T1"):
        chain = QUICKNET if role in (roles or ("o1", "p", "d")) else None
        world.say(draws.promise(world.state, "T1", world.secret("T1", role), chain, round_), role)
    return world


def commit(world: World, **changes: Any) -> Draw:
    step = draws.commit(world.state, world.choices("T1", **changes))
    return world.state.draws[world.say(step, "o1").id]


def unlock(world: World, draw: Draw, *roles: str, **changes: Any) -> None:
    world.say(DrawReveal(draw=draw.id, unlock=msgspec.structs.replace(UNLOCK, **changes)), *roles)


# What may be promised.


def promised(timelock: Timelock | None, **changes: Any) -> DrawSecret:
    return DrawSecret(task="T1", ordinal=1, timelock=timelock, **changes)


def test_a_promise_is_a_fingerprint_or_a_ciphertext(world: World) -> None:
    world.now = EARLY
    good = promise.locked(QUICKNET, NEXT, bytes(32))
    for body in (promised(None), promised(good, commitment=tickets.secret_commitment(bytes(32)))):
        with world.refused(errors.PromiseUnfit):
            world.say(body, "p")
    world.say(promised(good), "p")
    with world.refused(errors.SecretRepeated):
        world.say(promised(good), "d")


def test_a_hostile_ciphertext_is_refused_when_it_is_handed_in(world: World) -> None:
    world.now = EARLY
    good = promise.locked(QUICKNET, NEXT, bytes(32))
    bad: list[tuple[type[errors.SsjError], dict[str, Any]]] = [
        (errors.ReferenceUnknown, {"chain": "default"}),
        (errors.TlockRefused, {"round": NEXT + 1}),
        (errors.TlockMalformed, {"ciphertext": "AAAA"}),
        (errors.TlockMalformed, {"ciphertext": b64encode(b"age-encryption.org/v1\n" * 300).decode()}),
        (errors.TlockMalformed, {"ciphertext": good.ciphertext[:-1]}),
    ]
    for reason, changes in bad:
        with world.refused(reason):
            world.say(promised(msgspec.structs.replace(good, **changes)), "p")


def test_a_round_that_is_out_hides_nothing(world: World) -> None:
    with world.refused(errors.LockUnfit):
        world.say(promised(promise.locked(QUICKNET, NEXT, bytes(32))), "p", time=MOMENT)


@pytest.mark.parametrize(
    ("round_", "sealed", "opens", "fits"),
    [
        (NEXT, False, at("2025-03-28 18:00"), True),
        (NEXT, False, MOMENT, True),
        (NEXT, True, MOMENT, True),
        # The first round at or after the opening is the last one allowed.
        (NEXT, False, MOMENT - timedelta(seconds=2), True),
        (NEXT, False, MOMENT - timedelta(seconds=3), False),
        (ROUND, False, at("2025-03-28 18:00"), False),
        (ROUND - 1, False, at("2025-03-28 18:00"), False),
        # A sealed list must not come out before its day.
        (NEXT, True, at("2025-03-28 18:00"), False),
    ],
)
def test_the_lock_opens_after_the_round_and_by_the_opening(
    world: World, round_: int, sealed: bool, opens: datetime, fits: bool
) -> None:
    lock(world, round_=round_)
    step = draws.commit(world.state, world.choices("T1", sealed=sealed, opens=opens))
    if fits:
        world.say(step, "o1")
    else:
        with world.refused(errors.LockUnfit, round=round_):
            world.say(step, "o1")


def test_without_a_beacon_the_lock_opens_after_the_commitment(world: World) -> None:
    lock(world)
    step = draws.commit(world.state, world.choices("T1", beacon=None))
    with world.refused(errors.LockUnfit):
        world.say(step, "o1", time=MOMENT)
    draw = world.state.draws[world.say(step, "o1").id]
    assert stamps.deadline(world.state, draw) == MOMENT


# Opening.


def test_attack_last_revealer_abort_is_opened_all_the_same(world: World) -> None:
    """Two parties have opened, the third has computed that it dislikes the result, and keeps silent."""
    draw = commit(lock(world, "d"))
    world.now = MOMENT
    for role in ("o1", "p"):
        world.say(draws.reveal(draw, world.secret_of("T1", 1, role)), role)
    with world.refused(errors.SecretsMissing, roles="纪检组"):
        world.say(DrawResult(draw=draw.id, signature=SIGNATURE, seed="0" * 64, drawn=(SOMEONE,)), "o1")
    with world.refused(errors.ReasonUnfit):
        world.void(draw, "secret-withheld")
    expected = opening.redo(world.state, draw, SIGNATURES)
    unlock(world, draw, "o1")
    world.say(draws.conclude(world.state, draw, SIGNATURE), "o1")
    assert draw.outcome == expected
    assert draw.opened[draw.secrets[2].id] == world.secret_of("T1", 1, "d")


def test_attack_the_office_keeps_its_secret_and_writes_no_result(world: World) -> None:
    """All three withhold, and the office would rather write nothing: any other party writes what everybody can
    compute."""
    draw = commit(lock(world))
    world.now = MOMENT
    unlock(world, draw, "d")
    assert set(draw.opened) == {one.id for one in draw.secrets}
    step = draws.conclude(world.state, draw, SIGNATURE)
    with world.refused(errors.RoleMissing):
        world.say(step, "o2")
    world.say(step, "d")
    assert draw.outcome is not None


def test_attack_the_office_never_seals(world: World) -> None:
    """A sealed draw without its seal is opened when its opening is due, not before."""
    draw = commit(lock(world), sealed=True, opens=MOMENT)
    with world.refused(errors.RoundNotYet):
        unlock(world, draw, "p")
    world.now = MOMENT
    unlock(world, draw, "p")
    world.say(draws.conclude(world.state, draw, SIGNATURE), "p")
    assert draw.outcome is not None


def test_attack_a_ciphertext_of_nothing_spoils_no_draw(world: World) -> None:
    """A party hands in what cannot be opened: its secret is the ciphertext's own hash, known to all from the start."""
    world.now = EARLY
    junk = tlock.lock(QUICKNET, NEXT, b"not a secret", bytes(48))
    for role in ("o1", "p"):
        world.say(draws.promise(world.state, "T1", world.secret("T1", role)), role)
    world.say(promised(Timelock(chain="quicknet", round=NEXT, ciphertext=b64encode(junk).decode())), "d")
    draw = commit(world)
    world.now = MOMENT
    for role in ("o1", "p"):
        world.say(draws.reveal(draw, world.secret_of("T1", 1, role)), role)
    unlock(world, draw, "o1")
    world.say(draws.conclude(world.state, draw, SIGNATURE), "o1")
    assert draw.outcome is not None


def test_attack_forged_unlocking_is_refused(world: World) -> None:
    draw = commit(lock(world, "p", "d"))
    with world.refused(errors.RoundNotYet):
        unlock(world, draw, "o1", signature=NEXT_SIGNATURE)
    world.now = MOMENT
    for signature in (SIGNATURE, "00" * 48, "00"):
        with world.refused(errors.BeaconRefused):
            unlock(world, draw, "o1", signature=signature)
    with world.refused(errors.NothingLocked):
        unlock(world, draw, "o1", round=ROUND, signature=SIGNATURE)
    with world.refused(errors.NothingLocked):
        unlock(world, draw, "o1", chain="default")
    for body in (DrawReveal(draw=draw.id), DrawReveal(draw=draw.id, secret="0" * 64, unlock=UNLOCK)):
        with world.refused(errors.PromiseUnfit):
            world.say(body, "o1")
    unlock(world, draw, "o1")
    with world.refused(errors.NothingLocked):
        unlock(world, draw, "o1")


def test_a_party_may_open_its_own_earlier_and_only_once(world: World) -> None:
    draw = commit(lock(world))
    world.now = MOMENT
    with world.refused(errors.SecretMismatch):
        world.say(draws.reveal(draw, bytes(32)), "p")
    world.say(draws.reveal(draw, world.secret_of("T1", 1, "p")), "p")
    unlock(world, draw, "o1")
    with world.refused(errors.SecretRepeated):
        world.say(draws.reveal(draw, world.secret_of("T1", 1, "d")), "d")
    assert len({record.id for record in draw.reveals.values()}) == 2


def test_locked_or_not_the_same_secrets_give_the_same_seed(world: World) -> None:
    """The lock is about who can open, and not about what comes out."""
    draw = commit(lock(world))
    secrets = [world.secret_of("T1", 1, role) for role in ("o1", "p", "d")]
    assert opening.redo(world.state, draw, SIGNATURES) == draws.redo(world.state, draw, secrets, SIGNATURE)
    assert opening.needed(draw) == (("quicknet", ROUND), ("quicknet", NEXT))


def test_a_plain_promise_can_still_be_withheld_and_is_named(world: World) -> None:
    draw = commit(lock(world, "o1", "p"))
    with pytest.raises(errors.SecretsMissing) as caught:
        opening.redo(world.state, draw, SIGNATURES)
    assert caught.value.roles == "纪检组"
    world.now = draw.commit.opens + voiding.GRACE
    world.void(draw, "secret-withheld")
