"""Who may write what: the table, the thresholds, and keys that are in one hand only."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterator
from functools import cache
from typing import get_args

import msgspec
import pytest

from ssj_publish import errors
from ssj_publish.core.authority import TABLE, Keyring
from ssj_publish.core.entry import Entry
from ssj_publish.core.kinds import KINDS
from ssj_publish.core.kinds.genesis import Beacon, Key, Role
from ssj_publish.core.kinds.kind import RoleType
from ssj_publish.core.kinds.oversight import Training
from ssj_publish.core.records import Signature, form, parse
from ssj_publish.core.replay import Replay
from tests.bureau import ROLES, SIGNERS, TestSigner, at, genesis
from tests.world import World, everything

AMENDMENTS = {"correction", "retraction"}


def key(signer: TestSigner) -> Key:
    return Key(public=signer.public.openssh, holder="某人")


def role(id_: str, *signers: TestSigner, threshold: int = 1, type_: RoleType = "policy") -> Role:
    return Role(id=id_, name=id_, type=type_, threshold=threshold, keys=tuple(key(one) for one in signers))


def with_role(changed: Role) -> tuple[Role, ...]:
    return tuple(changed if one.id == changed.id else one for one in genesis().roles)


# The table.


def test_every_kind_has_its_writers() -> None:
    assert TABLE.keys() | AMENDMENTS == KINDS.keys()
    for groups in TABLE.values():
        assert groups
        assert all(groups)


KEYS = {"key-rotation", "key-revocation", "key-recovery", "trust-change"}
#: What proves itself, whoever writes it: no role can keep it out.
PROVEN = {"guest-reveal"}


def test_observers_and_root_keys_may_write_nothing_but_what_is_about_keys_or_proves_itself() -> None:
    for kind, groups in TABLE.items():
        if kind not in KEYS | PROVEN:
            assert all({"observer", "root"}.isdisjoint(group) for group in groups)
    assert all("observer" not in group for kind in ("key-recovery", "trust-change") for group in TABLE[kind])


def test_no_kind_that_takes_a_draw_out_of_its_course_is_written_by_one_party_alone() -> None:
    assert TABLE["draw-void"] == (frozenset({"policy"}), frozenset({"discipline"}))
    assert TABLE["substitution"] == (frozenset({"office"}), frozenset({"discipline"}))
    assert TABLE["plan-approval"] == (frozenset({"leader"}),)


def attempts(kind: str) -> Iterator[tuple[str, ...]]:
    """Every set of roles of which the table lacks at least one group: single roles, and all but one group."""
    groups = TABLE[kind]
    for id_, (_, type_) in ROLES.items():
        if any(type_ not in group for group in groups):
            yield (id_,)
    for group in groups:
        yield tuple(id_ for id_, (_, type_) in ROLES.items() if type_ not in group)


CASES = [
    (kind, roles)
    for kind in (*TABLE, "correction", "retraction")
    for roles in dict.fromkeys(attempts({"correction": "visit", "retraction": "recusal"}.get(kind, kind)))
    if roles
]


Before = Callable[[str], tuple[Entry, Replay, bytes]]


@pytest.fixture(scope="module")
def before(full_world: World) -> Before:
    """The first record of a kind that the ledger holds, the ledger before it, which whatever is refused leaves as it
    was, and how that is."""

    @cache
    def found(kind: str) -> tuple[Entry, Replay, bytes]:
        number = next(n for n, entry in enumerate(full_world.entries) if f'kind: "{kind}"'.encode() in entry.data)
        going = Replay()
        for entry in full_world.entries[:number]:
            going.accept(entry)
        return full_world.entries[number], going, everything(going)

    return found


@pytest.mark.parametrize(
    ("kind", "roles"), CASES, ids=lambda value: value if isinstance(value, str) else "+".join(value)
)
def test_a_kind_by_the_wrong_roles_is_refused(before: Before, kind: str, roles: tuple[str, ...]) -> None:
    """The record of each kind that the ledger holds, signed by others than may."""
    entry, going, held = before(kind)
    record, signed = parse(entry)
    signatures = tuple(Signature(key=SIGNERS[one].public.key_id, signature=SIGNERS[one].sign(signed)) for one in roles)
    with pytest.raises(errors.RoleMissing):
        going.accept(Entry(entry.name, form(record.seq, record.prev, signed, signatures)))
    assert everything(going) == held


# Keys.


def training(world: World) -> bytes:
    body = Training(title="培训", date=at("2025-01-02 00:00").date(), hours=1, content="内容。")
    return world.statement(body)


def test_an_unknown_key_is_refused_even_beside_all_that_are_needed(empty_world: World) -> None:
    empty_world.found()
    for signers in ([TestSigner("x")], [SIGNERS["p"], TestSigner("x")]):
        with empty_world.refused(errors.UnknownKey):
            empty_world.put(training(empty_world), signers)


def test_more_signatures_than_needed_are_welcome_if_each_holds(empty_world: World) -> None:
    empty_world.found()
    statement = training(empty_world)
    good = Signature(key=SIGNERS["p"].public.key_id, signature=SIGNERS["p"].sign(statement))
    bad = Signature(key=SIGNERS["w"].public.key_id, signature=b64encode(bytes(64)).decode())
    head = empty_world.replay.head
    with empty_world.refused(errors.BadSignature):
        empty_world.replay.accept(Entry("000/000002.yaml", form(2, head.digest, statement, (good, bad))))
    empty_world.put(statement, [SIGNERS["p"], SIGNERS["w"]])


def test_a_threshold_counts_distinct_keys(empty_world: World) -> None:
    """Of three keys two must sign; one key twice is one key, and cannot even be written down twice."""
    second, third = TestSigner("p2"), TestSigner("p3")
    changed = role("p", SIGNERS["p"], second, third, threshold=2)
    empty_world.put(
        empty_world.statement(genesis(roles=with_role(changed))),
        [*SIGNERS.values(), second],
    )
    with empty_world.refused(errors.ThresholdNotMet, count=1, threshold=2):
        empty_world.put(training(empty_world), [second])
    with empty_world.refused(errors.RecordMalformed):
        empty_world.put(training(empty_world), [second, second])
    empty_world.put(training(empty_world), [second, third])


def test_a_role_below_its_threshold_spoils_even_a_record_that_needs_it_not(empty_world: World) -> None:
    changed = role("w", SIGNERS["w"], TestSigner("w2"), threshold=2, type_="observer")
    statement = empty_world.statement(genesis(roles=with_role(changed)))
    empty_world.put(statement, [*SIGNERS.values(), TestSigner("w2")])
    with empty_world.refused(errors.ThresholdNotMet):
        empty_world.put(training(empty_world), [SIGNERS["p"], SIGNERS["w"]])


# Genesis.


@pytest.mark.parametrize("missing", ROLES)
def test_genesis_is_signed_by_every_role(empty_world: World, missing: str) -> None:
    statement = empty_world.statement(genesis())
    with empty_world.refused(errors.RoleMissing, roles=ROLES[missing][0]):
        empty_world.put(statement, [one for id_, one in SIGNERS.items() if id_ != missing])
    empty_world.found()


def test_genesis_is_signed_by_its_own_keys_only(empty_world: World) -> None:
    with empty_world.refused(errors.UnknownKey):
        empty_world.put(empty_world.statement(genesis()), [*SIGNERS.values(), TestSigner("x")])


def refuse_genesis(world: World, reason: type[errors.SsjError], **changes: object) -> None:
    with world.refused(reason):
        world.found(**changes)


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        (role("p", SIGNERS["p"], SIGNERS["p"]), errors.KeyShared),
        (role("p", SIGNERS["p"], SIGNERS["d"]), errors.KeyShared),
        (role("p", SIGNERS["p"], threshold=2), errors.ThresholdImpossible),
        (role("p", SIGNERS["p"], type_="discipline"), errors.RoleCount),
        (role("d", SIGNERS["d"], type_="observer"), errors.RoleCount),
        (role("l", SIGNERS["l"], type_="policy"), errors.RoleCount),
    ],
    ids=["one key twice in a role", "one key in two roles", "threshold", "no policy", "no discipline", "two policies"],
)
def test_a_genesis_whose_roles_do_not_hold_is_refused(
    empty_world: World, changed: Role, reason: type[errors.SsjError]
) -> None:
    refuse_genesis(empty_world, reason, roles=with_role(changed))


def test_a_genesis_without_offices_or_with_a_role_twice_is_refused(empty_world: World) -> None:
    roles = genesis().roles
    refuse_genesis(empty_world, errors.RoleCount, roles=tuple(one for one in roles if one.type != "office"))
    twin = role("o1", TestSigner("twin"), type_="office")
    refuse_genesis(empty_world, errors.RoleRepeated, roles=(*roles, twin))


def test_only_a_partner_can_be_without_keys() -> None:
    with pytest.raises(errors.ThresholdImpossible):
        Keyring.of([role("p")])


@pytest.mark.parametrize(
    ("public", "reason"),
    [
        ("ssh-ed25519 AAAA", errors.KeyMalformed),
        (SIGNERS["p"].public.openssh + " comment", errors.KeyMalformed),
        (
            "ssh-ed25519 " + b64encode(b"\0\0\0\x0bssh-ed25519\0\0\0\x20" + b"\1" + bytes(31)).decode(),
            errors.KeySmallOrder,
        ),
    ],
    ids=["short", "with a comment", "small order"],
)
def test_a_genesis_with_a_weak_or_odd_key_is_refused(
    empty_world: World, public: str, reason: type[errors.SsjError]
) -> None:
    changed = msgspec.structs.replace(role("p"), keys=(Key(public=public, holder="某人"),))
    refuse_genesis(empty_world, reason, roles=with_role(changed))


def test_a_genesis_whose_classes_or_beacons_do_not_hold_is_refused(empty_world: World) -> None:
    settings, (beacon,) = genesis().settings, genesis().beacons
    twice = msgspec.structs.replace(settings, classes=("A", "B", "A"))
    refuse_genesis(empty_world, errors.ClassesMalformed, settings=twice)
    refuse_genesis(empty_world, errors.BeaconRepeated, beacons=(beacon, beacon))
    other = msgspec.structs.replace(beacon, period=30)
    refuse_genesis(empty_world, errors.ChainRefused, beacons=(other,))


def test_a_beacon_whose_rounds_need_two_signatures_is_refused(empty_world: World) -> None:
    """A result carries one: a draw on a chained scheme could be committed to and never be opened."""
    chained = Beacon(
        id="default",  # drand's first chain, as it is
        chain_hash="8990e7a9aaed2ffed73dbd7092123d6f289930540d7651336225dc172e51b2ce",
        public_key="868f005eb8e6e4ca0a47c8a77ceaa5309a47978a7c71bc5cce96366b5d7a569937c529eeda66c7293784a9402801af31",
        period=30,
        genesis_time=1595431050,
        genesis_seed="176f93498eac9ca337150b46d21dd58673ea4e3581185f869672e59fa4cb390a",
        scheme="pedersen-bls-chained",
    )
    refuse_genesis(empty_world, errors.ChainRefused, beacons=(chained,))


def test_a_keyring_knows_who_is_alone(empty_world: World) -> None:
    ring = empty_world.found().state.keyring
    assert [ring.first(type_) for type_ in ("policy", "leader", "discipline")] == ["p", "l", "d"]
    assert {one.type for one in ring.roles.values()} == set(get_args(RoleType)) - {"root", "partner"}
