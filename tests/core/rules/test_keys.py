"""Keys over the decades: who may replace them, in which order, and what never comes back."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssj_publish import errors
from ssj_publish.core.entry import record_name
from ssj_publish.core.kinds.genesis import Key, Role
from ssj_publish.core.kinds.keys import KeyRecovery, KeyRevocation, KeyRotation
from ssj_publish.core.kinds.oversight import Retraction, Training
from ssj_publish.core.replay import replay
from ssj_publish.core.rules import drawing
from ssj_publish.core.shapes import Shape
from ssj_publish.core.state import Draw
from ssj_publish.office import draws
from ssj_publish.office.desk import Step
from tests.bureau import (
    LOG,
    ROOTS,
    SIGNATURE,
    SIGNERS,
    WITNESSES,
    TestSigner,
    at,
    keys_of,
    logged,
    rooted,
)
from tests.world import World

OFFICE, P, L, D, W = (SIGNERS[role] for role in ("o1", "p", "l", "d", "w"))
A, B, C, E = (TestSigner(f"new {letter}") for letter in "abce")
#: Three keys of the office, of which two must sign.
TRIO = tuple(TestSigner(f"office {number}") for number in range(3))


def rotate(role: str, version: int, *new: TestSigner, threshold: int = 1) -> KeyRotation:
    return KeyRotation(role=role, version=version, threshold=threshold, keys=keys_of(*new), reason="换届。")


def recover(role: str, version: int, *new: TestSigner, threshold: int = 1) -> KeyRecovery:
    return KeyRecovery(role=role, version=version, threshold=threshold, keys=keys_of(*new), reason="遗失。")


def revoke(role: str, key: TestSigner) -> KeyRevocation:
    return KeyRevocation(role=role, key=key.public.key_id, cause="stolen")


def training(title: str = "培训") -> Training:
    return Training(title=title, date=at("2025-01-02 00:00").date(), hours=1, content="内容。")


def trio(world: World) -> None:
    """The office's keys become three, of which two must sign."""
    world.sign(rotate("o1", 2, *TRIO, threshold=2), OFFICE, *TRIO)


# Rotation.


def test_a_rotation_hands_over(bare: World) -> None:
    bare.sign(rotate("p", 2, A), P, A)
    with bare.refused(errors.KeyRetired, key=P.public.key_id, record=record_name(2)):
        bare.sign(training(), P)
    with bare.refused(errors.KeyRetired):
        bare.sign(training(), P, A)
    bare.sign(training(), A)
    assert bare.state.keyring.versions["p"] == 2
    assert bare.state.role("p").type == "policy"


@pytest.mark.parametrize(
    ("signers", "reason"),
    [
        ((A,), errors.RoleMissing),
        ((P,), errors.NewKeysShort),
        ((L, D, A), errors.RoleMissing),
        ((*ROOTS[:2], A), errors.RoleMissing),
        ((P, B), errors.UnknownKey),
    ],
    ids=["no old key", "no new key", "others' keys", "root keys", "a key that is not listed"],
)
def test_a_rotation_lacks_no_side(safe: World, signers: tuple[TestSigner, ...], reason: type[errors.SsjError]) -> None:
    with safe.refused(reason):
        safe.sign(rotate("p", 2, A), *signers)
    safe.sign(rotate("p", 2, A), P, A)


def test_both_thresholds_count_distinct_keys(bare: World) -> None:
    trio(bare)
    new = rotate("o1", 3, A, B, C, threshold=2)
    with bare.refused(errors.ThresholdNotMet, count=1, threshold=2):
        bare.sign(new, TRIO[0], A, B)
    with bare.refused(errors.NewKeysShort, count=1, threshold=2):
        bare.sign(new, TRIO[0], TRIO[1], A)
    bare.sign(new, TRIO[0], TRIO[2], A, C)


def test_a_key_in_both_lists_counts_for_both(bare: World) -> None:
    trio(bare)
    bare.sign(rotate("o1", 3, TRIO[0], TRIO[1], A, threshold=2), TRIO[0], TRIO[1])
    with bare.refused(errors.KeyRetired):
        bare.sign(revoke("o1", A), TRIO[0], TRIO[2])
    bare.sign(revoke("o1", A), TRIO[0], TRIO[1])


@pytest.mark.parametrize("version", [1, 2, 4, 2**53 - 1])
@pytest.mark.parametrize("kind", [rotate, recover])
def test_versions_neither_go_back_nor_skip(safe: World, version: int, kind: Any) -> None:
    safe.sign(rotate("p", 2, A), P, A)
    signers = (A, B) if kind is rotate else (*ROOTS[:2], B)
    with safe.refused(errors.VersionWrong, version=version, expected=3):
        safe.sign(kind("p", version, B), *signers)
    safe.sign(kind("p", 3, B), *signers)


def test_the_same_rotation_is_not_carried_out_twice(bare: World) -> None:
    """A copied record is refused as such; a copied body, by its version."""
    first = bare.sign(rotate("p", 2, A, P), P, A)
    with bare.refused(errors.VersionWrong):
        bare.sign(first.body, P, A)


@pytest.mark.parametrize(
    ("keys", "threshold", "reason"),
    [
        (keys_of(A, A), 1, errors.KeyShared),
        ((*keys_of(A), Key(public=A.public.openssh, holder="另一人")), 2, errors.KeyShared),
        (keys_of(A, D), 1, errors.KeyShared),
        (keys_of(A, LOG), 1, errors.KeyShared),  # type: ignore[arg-type]  # a key is a key
        (keys_of(A, WITNESSES[0]), 1, errors.KeyShared),  # type: ignore[arg-type]
        (keys_of(A), 2, errors.ThresholdImpossible),
        ((*keys_of(A), Key(public=A.public.openssh + " x", holder="某")), 1, errors.KeyMalformed),
        ((Key(public=P.public.openssh, holder="政策法规科"),), 1, errors.EntryUnchanged),
    ],
    ids=["twice", "two names", "another role's", "the log's", "a witness's", "threshold", "comment", "no change"],
)
def test_keys_that_cannot_be_enrolled(keys: tuple[Key, ...], threshold: int, reason: type[errors.SsjError]) -> None:
    world = World().found(**rooted(), **logged())
    rotation = KeyRotation(role="p", version=2, threshold=threshold, keys=keys, reason="换届。")
    with world.refused(reason):
        world.sign(rotation, P, A) if A.public.openssh in keys[0].public else world.sign(rotation, P)
    recovery = KeyRecovery(role="p", version=2, threshold=threshold, keys=keys, reason="遗失。")
    with world.refused(reason):
        world.sign(recovery, *ROOTS[:2], A) if A.public.openssh in keys[0].public else world.sign(
            recovery, *ROOTS[:2], P
        )


@pytest.mark.parametrize("raw", [bytes(32), b"\1" + bytes(31), b"\xff" * 32])
def test_a_weak_key_is_enrolled_by_nobody(bare: World, raw: bytes) -> None:
    line = "ssh-ed25519 " + b64encode(b"\0\0\0\x0bssh-ed25519\0\0\0\x20" + raw).decode()
    listed = (*keys_of(A), Key(public=line, holder="某"))
    with pytest.raises(errors.BadPublicKey):
        bare.sign(KeyRotation(role="p", version=2, threshold=1, keys=listed, reason="x"), P, A)


def test_a_key_stays_with_its_role_and_does_not_come_back(bare: World) -> None:
    bare.sign(rotate("p", 2, A), P, A)
    for role, signer in (("d", D), ("p", A)):
        version = bare.state.keyring.versions[role] + 1
        with bare.refused(errors.KeyRetired, key=P.public.key_id):
            bare.sign(rotate(role, version, B, P), signer, B)
        with bare.refused(errors.KeyRetired):
            bare.sign(rotate(role, version, B, P), signer, B, P)
    with bare.refused(errors.KeyShared):
        bare.sign(rotate("d", 2, A), D, A)


def test_every_role_changes_its_own_keys(safe: World) -> None:
    for role, signer in (("o1", OFFICE), ("l", L), ("w", W)):
        safe.sign(rotate(role, 2, new := TestSigner(f"next {role}")), signer, new)
    newer = tuple(TestSigner(f"safe {number}") for number in range(2))
    with safe.refused(errors.ThresholdNotMet):
        safe.sign(rotate("root", 2, *newer, threshold=2), ROOTS[0], *newer)
    safe.sign(rotate("root", 2, *newer, threshold=2), *ROOTS[1:], *newer)
    with safe.refused(errors.KeyRetired):
        safe.sign(recover("l", 3, A), *ROOTS[:2], A)
    safe.sign(recover("l", 3, A), *newer, A)


@pytest.mark.parametrize("kind", [rotate, recover])
def test_a_role_that_is_not_there_has_no_keys(safe: World, kind: Any) -> None:
    with safe.refused(errors.ReferenceUnknown):
        safe.sign(kind("nobody", 2, A), *ROOTS[:2], P, A)
    with safe.refused(errors.ReferenceUnknown):
        safe.sign(revoke("nobody", P), *ROOTS[:2])


def test_a_new_key_signs_nothing_but_its_own_coming(bare: World) -> None:
    """Only the two kinds that bring keys may be signed by keys the ledger does not know yet."""
    with bare.refused(errors.UnknownKey):
        bare.sign(training(), P, A)


# Revocation.


def test_a_revoked_key_signs_no_more_and_what_it_signed_stays(bare: World) -> None:
    kept = bare.sign(training(), P)
    bare.sign(rotate("p", 2, P, A), P)
    bare.sign(revoke("p", A), P)
    with bare.refused(errors.KeyRevoked, key=A.public.key_id, record=record_name(4)):
        bare.sign(training("乙"), A)
    with bare.refused(errors.KeyRevoked):
        bare.sign(training("乙"), P, A)
    with bare.refused(errors.KeyRevoked):
        bare.sign(revoke("p", A), P)
    with bare.refused(errors.KeyRevoked):
        bare.sign(rotate("p", 3, P, A), P)
    assert kept.id in bare.state.trainings
    assert replay(bare.entries).state == bare.state
    assert bare.state.keyring.holder[A.public.key_id] == "p"


@pytest.mark.parametrize(
    "signers", [(OFFICE,), (P, D), (P, D, L), ROOTS[:2]], ids=["its own", "two offices", "three", "root"]
)
def test_who_may_revoke(safe: World, signers: tuple[TestSigner, ...]) -> None:
    safe.sign(revoke("o1", OFFICE), *signers)
    assert safe.state.role("o1").keys == ()


@pytest.mark.parametrize("signers", [(P,), (D,), (L, P), (SIGNERS["o2"], D), (W,)])
def test_who_may_not_revoke(safe: World, signers: tuple[TestSigner, ...]) -> None:
    with safe.refused(errors.RoleMissing):
        safe.sign(revoke("o1", OFFICE), *signers)


def test_only_the_root_keys_revoke_root_keys(safe: World) -> None:
    with safe.refused(errors.RoleMissing):
        safe.sign(revoke("root", ROOTS[2]), P, D)
    safe.sign(revoke("root", ROOTS[2]), *ROOTS[:2])
    with safe.refused(errors.KeyRevoked):
        safe.sign(recover("o1", 2, A), *ROOTS[1:], A)
    safe.sign(recover("o1", 2, A), *ROOTS[:2], A)


def test_what_is_revoked_is_a_key_of_that_role(bare: World) -> None:
    for key in (D, A):
        with bare.refused(errors.KeyNotHeld):
            bare.sign(revoke("p", key), P, D)


def test_a_role_below_its_threshold_is_helped_by_the_root_keys_only(safe: World) -> None:
    trio(safe)
    safe.sign(revoke("o1", TRIO[0]), *TRIO[:2])
    safe.sign(revoke("o1", TRIO[1]), P, D)
    with safe.refused(errors.ThresholdNotMet, count=1, threshold=2):
        safe.sign(rotate("o1", 3, TRIO[2], A), TRIO[2], A)
    with safe.refused(errors.RoleMissing):
        safe.sign(recover("o1", 3, TRIO[2], A), P, L, D, A)
    safe.sign(recover("o1", 3, TRIO[2], A, threshold=2), *ROOTS[1:], TRIO[2], A)
    assert safe.state.role("o1").threshold == 2


# Recovery.


def test_a_recovery_is_signed_by_root_and_new_keys(safe: World) -> None:
    with safe.refused(errors.RoleMissing):
        safe.sign(recover("p", 2, A), L, D, A)
    with safe.refused(errors.ThresholdNotMet):
        safe.sign(recover("p", 2, A), ROOTS[0], A)
    with safe.refused(errors.NewKeysShort, count=0):
        safe.sign(recover("p", 2, A), *ROOTS)
    safe.sign(recover("p", 2, A), *ROOTS[:2], A)
    with safe.refused(errors.KeyRetired):
        safe.sign(training(), P)


def test_the_root_keys_are_recovered_by_nothing(safe: World) -> None:
    with safe.refused(errors.RecoveryUnfit):
        safe.sign(recover("root", 2, A), *ROOTS, A)


def test_without_root_keys_nothing_is_recovered(bare: World) -> None:
    with bare.refused(errors.RoleMissing):
        bare.sign(recover("p", 2, A), P, L, D, A)


def test_the_root_keys_may_write_nothing_else(safe: World) -> None:
    with safe.refused(errors.RoleMissing):
        safe.sign(training(), *ROOTS)
    rotated = safe.sign(rotate("p", 2, A), P, A)
    with safe.refused(errors.NotAmendable):
        safe.sign(Retraction(target=rotated.id, reason="x"), *ROOTS)


def test_a_bureau_has_at_most_one_set_of_root_keys(empty_world: World) -> None:
    second = Role(id="root2", name="又一套", type="root", threshold=1, keys=keys_of(A))
    with empty_world.refused(errors.RoleCount, type="root"):
        empty_world.found(roles=(*rooted()["roles"], second))


# Past signatures in a ledger whose keys change.


def test_a_secret_promised_before_a_rotation_is_revealed_with_the_new_key() -> None:
    world = World().found(**rooted()).register().plan()
    draw = world.commit()
    world.sign(rotate("o1", 2, A), OFFICE, A)
    world.sign(revoke("d", D), D)
    world.now = at("2025-03-28 14:00")
    with world.refused(errors.SecretMismatch):
        world.sign(reveal(world, draw, "p"), A)
    with world.refused(errors.KeyRetired):
        world.sign(reveal(world, draw, "o1"), OFFICE)
    with world.refused(errors.KeyRevoked):
        world.sign(reveal(world, draw, "d"), D)
    world.sign(reveal(world, draw, "o1"), A)
    world.sign(reveal(world, draw, "p"), P)
    world.sign(recover("d", 2, B), *ROOTS[:2], B)
    world.sign(reveal(world, draw, "d"), B)
    world.sign(draws.conclude(world.state, draw, SIGNATURE), A)
    assert [drawing.party(world.state, one) for one in draw.secrets] == ["o1", "p", "d"]


def reveal(world: World, draw: Draw, role: str) -> Step:
    return draws.reveal(draw, world.secret_of("T1", 1, role))


def test_a_ledger_whose_keys_change_replays_to_the_same_state(full_world: World) -> None:
    assert replay(full_world.entries).state == full_world.state


# Whatever the order.


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_sequence_of_changes_lets_a_key_return_or_serve_twice(data: st.DataObject) -> None:
    """Random rotations, recoveries and revocations: each is refused whole, or leaves a ring that holds its laws."""
    world, pool = World().found(**rooted()), [TestSigner(f"pool {number}") for number in range(6)]
    for _ in range(data.draw(st.integers(1, 8))):
        role = data.draw(st.sampled_from(["p", "d", "o1"]))
        keys = data.draw(st.lists(st.sampled_from([*pool, P, D]), min_size=1, max_size=3))
        version = world.state.keyring.versions[role] + data.draw(st.sampled_from([1, 1, 1, 0, 2]))
        made: Shape = data.draw(
            st.sampled_from([rotate(role, version, *keys), recover(role, version, *keys), revoke(role, keys[0])])
        )
        signers = {*data.draw(st.lists(st.sampled_from([*pool, P, D, OFFICE]), max_size=3)), *keys}
        if data.draw(st.booleans()):
            signers |= set(ROOTS[:2])
        ring, before = world.state.keyring, world.snapshot()
        try:
            world.sign(made, *signers)
        except errors.NotVerified:
            assert world.snapshot() == before
        else:
            _check_laws(ring, world)
    assert replay(world.entries).state == world.state


def _check_laws(old: Any, world: World) -> None:
    ring = world.state.keyring
    raws = [key.public for role in ring.roles.values() for key in role.keys]
    assert len(set(raws)) == len(raws) == len(ring.keys)
    for id_, life in old.lives.items():
        assert ring.lives[id_].role == life.role
        assert life.until is None or ring.lives[id_] == life
    assert all(0 <= ring.versions[role] - version <= 1 for role, version in old.versions.items())
