"""Keys over the decades: what a hand-over keeps, what it drops, and what nobody holds."""

from __future__ import annotations

import pytest

from ssj_publish import errors
from ssj_publish.core.kinds.keys import KeyRecovery, KeyRevocation, KeyRotation, TrustChange
from ssj_publish.office import custody
from tests.bureau import SIGNERS, TestSigner, keys_of, logged
from tests.world import World

OLD, NEW = SIGNERS["o1"], TestSigner("new")


def fingerprints(body: object) -> list[str]:
    assert isinstance(body, KeyRotation | KeyRecovery)
    return [one.public for one in body.keys]


def test_a_hand_over_keeps_who_is_not_taken_out_and_the_threshold(world: World) -> None:
    both = custody.rotate(world.state, "o1", keys_of(NEW), (), None, "加人。").body
    assert fingerprints(both) == [OLD.public.openssh, NEW.public.openssh]
    assert isinstance(both, KeyRotation)
    assert (both.version, both.threshold, both.reason) == (2, 1, "加人。")
    swapped = custody.rotate(world.state, "o1", keys_of(NEW), [OLD.public.key_id], 3, "换人。").body
    assert fingerprints(swapped) == [NEW.public.openssh]
    assert isinstance(swapped, KeyRotation)
    assert swapped.threshold == 3, "whether so many there are is for the rules to say"
    world.sign(both, OLD, NEW)
    third = custody.rotate(world.state, "o1", (), [NEW.public.key_id], None, "减人。").body
    assert isinstance(third, KeyRotation)
    assert third.version == 3


def test_a_recovery_drops_all_old_keys_unless_some_are_named(world: World) -> None:
    whole = custody.recover(world.state, "o1", keys_of(NEW), (), None, "遗失。").body
    assert fingerprints(whole) == [NEW.public.openssh]
    world.sign(custody.rotate(world.state, "o1", keys_of(NEW), (), None, "加人。"), OLD, NEW)
    third = TestSigner("third")
    some = custody.recover(world.state, "o1", keys_of(third), [OLD.public.key_id], None, "遗失。").body
    assert fingerprints(some) == [NEW.public.openssh, third.public.openssh]


def test_a_key_that_the_role_does_not_hold_cannot_be_taken_out(world: World) -> None:
    for made in (custody.rotate, custody.recover):
        with pytest.raises(errors.KeyNotHeld) as caught:
            made(world.state, "o1", keys_of(NEW), [SIGNERS["p"].public.key_id], None, "换人。")
        assert (caught.value.data["key"], caught.value.data["role"]) == (SIGNERS["p"].public.key_id, "一科")


def test_a_role_that_is_not_there_is_told_with_those_that_are(world: World) -> None:
    with pytest.raises(errors.RoleUnknown) as caught:
        custody.revoke(world.state, "x", NEW.public.key_id, "lost", None)
    assert caught.value.data["role"] == "x"
    assert "o1（一科）、o2（二科）" in caught.value.data["known"]
    assert custody.revoke(world.state, "o1", OLD.public.key_id, "lost", "丢了").body == KeyRevocation(
        role="o1", key=OLD.public.key_id, cause="lost", note="丢了"
    )


def test_a_change_of_trust_begins_with_what_is_trusted() -> None:
    world = World().found(**logged())
    start = custody.trusted(world.state, "换见证人。")
    now = world.state.trust
    assert (start.log, start.witnesses, start.quorum, start.beacons, start.authorities) == (
        now.log,
        now.witnesses,
        now.quorum,
        now.beacons,
        now.authorities,
    )
    assert isinstance(custody.change_trust(start).body, TrustChange)
    assert start.reason == "换见证人。"
