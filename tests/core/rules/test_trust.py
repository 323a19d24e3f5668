"""Whom a ledger trusts: who may change its log key, witnesses, authorities and beacons, and what that can never be."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import msgspec
import pytest

from ssj_publish import errors
from ssj_publish.core.kinds.draw import BeaconRound
from ssj_publish.core.kinds.genesis import Authority, Beacon, Witness
from ssj_publish.core.kinds.keys import TrustChange
from ssj_publish.office import draws
from tests import beacons
from tests.bureau import (
    ORIGIN,
    ROOTS,
    ROUND,
    SIGNERS,
    WITNESSES,
    Party,
    TestSigner,
    at,
    genesis,
    logged,
)
from tests.core.rules.test_keys import rotate
from tests.world import World

OFFICE, P, L, D = (SIGNERS[role] for role in ("o1", "p", "l", "d"))
A = TestSigner("new a")


def change(**changes: Any) -> TrustChange:
    return TrustChange(**({"beacons": genesis().beacons, "reason": "增加见证人。"} | logged() | changes))


def test_what_is_said_of_trust_is_kept_in_order(safe: World) -> None:
    record = safe.sign(change(), *ROOTS[:2])
    assert safe.state.trust is record.body
    assert [(one.seq, one.trust) for one in safe.state.trusts] == [(1, safe.state.founding), (record.seq, record.body)]


def test_where_there_are_root_keys_nobody_else_changes_whom_to_trust(safe: World) -> None:
    with safe.refused(errors.RoleMissing):
        safe.sign(change(), P, L, D)
    with safe.refused(errors.ThresholdNotMet):
        safe.sign(change(), ROOTS[0], P, L, D)


@pytest.mark.parametrize("missing", [P, L, D])
def test_without_root_keys_three_offices_change_it_together(bare: World, missing: TestSigner) -> None:
    with bare.refused(errors.RoleMissing):
        bare.sign(change(), *({P, L, D, OFFICE} - {missing}))
    bare.sign(change(), P, L, D)


FORMER = Party(ORIGIN, 1, "former")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"quorum": 0}, errors.TrustRefused),
        ({"quorum": 4}, errors.TrustRefused),
        ({"log": WITNESSES[0].key.text}, errors.TrustRefused),
        ({"log": Party("other/ssj", 1, "log").key.text}, errors.TrustRefused),
        ({"log": Party(ORIGIN, 1, "p").key.text}, errors.TrustRefused),
        ({"witnesses": (Witness(key=Party("w", 4, "p").key.text, holder="某"),), "quorum": 1}, errors.TrustRefused),
        ({"witnesses": (Witness(key=Party("w", 4, "log").key.text, holder="某"),), "quorum": 1}, errors.TrustRefused),
        ({"log": "x"}, errors.VerifierKeyMalformed),
        ({"beacons": genesis().beacons * 2}, errors.BeaconRepeated),
        ({"authorities": (Authority(id="a", holder="某", certificate="AAAA"),) * 2}, errors.AuthorityRepeated),
        ({"authorities": (Authority(id="a", holder="某", certificate="AAAA"),)}, errors.AuthorityMalformed),
    ],
    ids=["no quorum", "quorum", "type", "name", "a role's key", "a role's as witness", "the log's as witness", "form", "beacons",
         "authorities", "no certificate"],
)  # fmt: skip
def test_trust_that_cannot_be(bare: World, changes: dict[str, Any], reason: type[errors.SsjError]) -> None:
    with bare.refused(reason):
        bare.sign(change(**changes), P, L, D)
    unborn = World()
    with unborn.refused(reason):
        unborn.found(**(logged() | changes))


def test_keys_have_one_use_for_ever(bare: World) -> None:
    """A role's key that is gone is no log key; a log key that is gone is no role's, no witness's, and no log key
    again."""
    bare.sign(rotate("p", 2, A), P, A)
    with bare.refused(errors.TrustRefused, reason="shared"):
        bare.sign(change(log=Party(ORIGIN, 1, "p").key.text), A, L, D)
    bare.sign(change(log=FORMER.key.text), A, L, D)
    bare.sign(change(), A, L, D)
    with bare.refused(errors.TrustRefused, reason="shared"):
        bare.sign(change(log=FORMER.key.text), A, L, D)
    witness = Witness(key=Party("w", 4, "former").key.text, holder="某")
    with bare.refused(errors.TrustRefused, reason="shared"):
        bare.sign(change(witnesses=(witness,), quorum=1), A, L, D)
    former = TestSigner("former")
    with bare.refused(errors.KeyShared):
        bare.sign(rotate("p", 3, former), A, former)
    with bare.refused(errors.TrustRefused, reason="shared"):
        bare.sign(change(log=Party(ORIGIN, 1, "w1").key.text, witnesses=(), quorum=0), A, L, D)


def test_a_change_of_nothing_is_refused(bare: World) -> None:
    bare.sign(change(), P, L, D)
    with bare.refused(errors.ChangeEmpty):
        bare.sign(change(reason="再来一次。"), P, L, D)


def test_a_beacon_given_up_still_opens_old_draws_and_serves_no_new_one(world: World) -> None:
    draw = world.commit()
    with world.refused(errors.BeaconMisnamed, chain="quicknet"):
        world.sign(change(beacons=(another_chain("quicknet"),)), P, L, D)
    world.sign(change(beacons=(*genesis().beacons, another_chain("own"))), P, L, D)
    with world.refused(errors.BeaconAltered, id="own"):
        world.sign(change(beacons=(beacons.own("own"),)), P, L, D)
    world.sign(change(beacons=()), P, L, D)
    world.open(draw)
    assert draw.result is not None
    world.void(draw)
    world.promise()
    choices = world.choices(
        beacon=BeaconRound(chain="quicknet", round=ROUND + 10_000, fallback="wait"), opens=at("2025-04-08 18:00")
    )
    with world.refused(errors.ReferenceUnknown, what="beacon"):
        world.say(draws.commit(world.state, choices), "o1")


def another_chain(id_: str) -> Beacon:
    """A chain that began a second later, with the hash that drand would give it."""
    first = genesis().beacons[0]
    time = first.genesis_time + 1
    hashed = sha256(first.period.to_bytes(4, "big") + time.to_bytes(8, "big"))
    hashed.update(bytes.fromhex(first.public_key) + bytes.fromhex(first.genesis_seed) + id_.encode())
    return msgspec.structs.replace(first, id=id_, genesis_time=time, chain_hash=hashed.hexdigest())


@pytest.mark.parametrize(
    "id_", ["quicknet", "Quick-Net", "qu1cknet", "quicknet.2", "drand", "default", "quiknet", "mainnet"]
)
def test_no_chain_of_ones_own_bears_the_name_of_a_known_one(bare: World, id_: str) -> None:
    with bare.refused(errors.BeaconMisnamed, chain=id_):
        bare.sign(change(beacons=(beacons.own(id_),)), P, L, D)
    with World().refused(errors.BeaconMisnamed, chain=id_):
        World().found(beacons=(beacons.own(id_),))
