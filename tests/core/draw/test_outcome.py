"""A draw redone: bodies, teams, seals and the order of substitutes follow from the seed."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssj_publish import errors
from ssj_publish.core.draw import outcome, tickets
from ssj_publish.core.draw.outcome import Frozen, compute, next_body, next_inspector, preference
from ssj_publish.core.kinds.draw import DrawCommit, Pair, Slot, Stratum
from ssj_publish.core.state import Draw, Outcome
from ssj_publish.core.tlog import merkle
from ssj_publish.office import draws
from tests.bureau import SIGNATURE
from tests.world import World

SEEDS = st.binary(min_size=32, max_size=32).map(bytes.hex)
SEED = sha256(b"seed").hexdigest()
INSPECTORS = ("N01", "N02", "N03", "N04", "N05")


def frozen(sizes: dict[str, int], samples: dict[str, int], recusals: tuple[Pair, ...] = (), cap: int = 20) -> Frozen:
    """``sizes`` bodies of each class, ``samples`` of them drawn, two slots open to everybody."""
    pool = {f"{class_}{n:02d}": (class_, "2025-01-06") for class_, size in sizes.items() for n in range(size)}
    strata = tuple(
        Stratum(credit_class=class_, size=size, p=1, q=2, sample=samples[class_]) for class_, size in sizes.items()
    )
    commit = DrawCommit(
        task="T1",
        ordinal=1,
        plan="0" * 64,
        algorithm="ssj-draw/v1",
        pool="0" * 64,
        strata=strata,
        inspectors=INSPECTORS,
        recusals=recusals,
        slots=(Slot(items=("I1",)), Slot(items=("I1",))),
        cap=cap,
        secrets=(),
        opens=World().now,
    )
    everybody = frozenset(INSPECTORS)
    return Frozen(commit, pool, (everybody, everybody))


# Bodies and teams.


@given(SEEDS)
@settings(max_examples=50)
def test_in_each_class_the_smallest_tickets_are_drawn(seed: str) -> None:
    """By the definition that a reader has: sort the hashes of the texts, take the first k."""
    sizes, samples = {"A": 9, "B": 0, "C": 1, "D": 4}, {"A": 2, "B": 0, "C": 1, "D": 4}
    given_ = frozen(sizes, samples)
    found = compute(given_, seed)
    for class_, k in samples.items():
        members = [body for body, (own, _) in given_.pool.items() if own == class_]
        by_hand = sorted(members, key=lambda body: sha256(f"{seed}:body:{body}".encode()).hexdigest())
        assert [one.body for one in found.tickets if one.credit_class == class_] == by_hand
        assert [one.body for one in found.drawn if one.credit_class == class_] == by_hand[:k]
        assert [one.body for one in found.tickets if one.credit_class == class_ and one.drawn] == by_hand[:k]
    assert found.seed == seed


@given(SEEDS, st.sets(st.tuples(st.sampled_from(INSPECTORS), st.integers(0, 5)), max_size=6))
@settings(max_examples=50)
def test_teams_are_of_distinct_unrecused_inspectors_within_the_cap(seed: str, related: set[tuple[str, int]]) -> None:
    pairs = tuple(Pair(inspector=one, body=f"A{n:02d}") for one, n in sorted(related))
    try:
        found = compute(frozen({"A": 6}, {"A": 6}, pairs, cap=3), seed)
    except errors.Infeasible:
        assert len(pairs) > 3
        return
    for one in found.drawn:
        assert len(set(one.team)) == len(one.team) == 2
        assert not {(inspector, one.body) for inspector in one.team} & {(pair.inspector, pair.body) for pair in pairs}
    counted = Counter(inspector for one in found.drawn for inspector in one.team)
    assert found.loads == {inspector: counted[inspector] for inspector in INSPECTORS}
    assert max(counted.values()) <= 3


def test_loads_are_as_even_as_can_be() -> None:
    assert sorted(compute(frozen({"A": 5}, {"A": 5}), SEED).loads.values()) == [2, 2, 2, 2, 2]


def test_the_order_in_which_the_pool_grew_plays_no_part() -> None:
    given_ = frozen({"A": 5, "B": 5}, {"A": 2, "B": 2})
    turned = Frozen(given_.commit, dict(reversed([*given_.pool.items()])), given_.eligible)
    assert compute(turned, SEED) == compute(given_, SEED)


def test_a_preference_is_by_the_inspectors_ticket_for_this_body() -> None:
    for body in ("S001", "S002"):
        by_hand = sorted(INSPECTORS, key=lambda one: sha256(f"{SEED}:inspector:{body}:{one}".encode()).hexdigest())
        assert preference(SEED, body, INSPECTORS) == by_hand
    assert preference(SEED, "S001", INSPECTORS) != preference(SEED, "S002", INSPECTORS)


def test_the_result_in_the_ledger_is_what_anybody_redoes(world: World) -> None:
    draw = world.open(world.commit())
    assert draw.outcome is not None
    assert draw.result is not None
    secrets = [world.secret_of("T1", 1, role) for role in ("o1", "p", "d")]
    randomness = sha256(bytes.fromhex(SIGNATURE)).digest()
    seed = tickets.seed(draw.id, secrets, randomness)
    assert draw.result.body.seed == seed
    assert compute(Frozen(draw.commit, draw.pool, draw.eligible), seed) == draw.outcome
    assert draw.result.body.drawn == draw.outcome.drawn


def test_any_part_of_the_seed_changes_the_draw(world: World) -> None:
    """Each party's secret alone, and the beacon alone, turn it into another draw."""
    draw = world.commit()
    secrets = [world.secret_of("T1", 1, role) for role in ("o1", "p", "d")]
    seeds = {tickets.seed(draw.id, secrets, b"")}
    for place in range(3):
        others = [bytes(32) if n == place else one for n, one in enumerate(secrets)]
        seeds.add(tickets.seed(draw.id, others, b""))
    seeds |= {tickets.seed(draw.id, secrets, b"x"), tickets.seed("0" * 64, secrets, b"")}
    seeds.add(tickets.seed(draw.id, secrets[::-1], b""))
    assert len(seeds) == 7


# Seals.


@pytest.fixture(scope="module")
def sealed() -> tuple[World, Draw, Outcome]:
    world = World().found().register().plan()
    draw = world.commit(sealed=True)
    return world, draw, world.seal(draw)


def test_every_drawn_visit_has_a_proof_under_the_seal(sealed: tuple[World, Draw, Outcome]) -> None:
    _, draw, found = sealed
    assert draw.seal is not None
    root = bytes.fromhex(draw.seal.body.root)
    places = set()
    for one in found.drawn:
        proof = draws.prove(found, one.body)
        leaf = outcome.leaf(proof.salt, one.body, one.team)
        merkle.verify_inclusion(root, len(found.drawn), proof.index, leaf, [bytes.fromhex(node) for node in proof.path])
        places.add(proof.index)
        other = outcome.leaf(proof.salt, one.body, one.team[::-1])
        with pytest.raises(errors.ProofRefused):
            merkle.verify_inclusion(root, len(found.drawn), proof.index, other, [bytes.fromhex(n) for n in proof.path])
    assert places == set(range(len(found.drawn)))


def test_a_leaf_is_a_text_that_anybody_can_hash(sealed: tuple[World, Draw, Outcome]) -> None:
    _, _, found = sealed
    one = found.drawn[0]
    salt = sha256(f"ssj/seal/v1:{found.seed}:{one.body}".encode()).hexdigest()
    assert outcome.salt(found.seed, one.body) == salt
    assert outcome.leaf(salt, one.body, one.team) == f"ssj/seal/v1:{salt}:{one.body}:{','.join(one.team)}".encode()


def test_a_sealed_leaf_tells_nothing_without_its_salt(sealed: tuple[World, Draw, Outcome]) -> None:
    """Whoever has one visit's proof, and knows all bodies and inspectors, cannot tell who stands behind the other
    hashes: each leaf has its own salt, which the seed alone gives."""
    world, draw, found = sealed
    first = found.drawn[0]
    proof = draws.prove(found, first.body)
    hidden = {merkle.leaf_hash(one).hex() for one in outcome.sealed_leaves(found)}
    guesses = set()
    for body in world.state.bodies.current:
        for one in draw.commit.inspectors:
            for other in draw.commit.inspectors:
                for salt in (proof.salt, "0" * 64, outcome.salt("0" * 64, body), draw.id):
                    guesses.add(merkle.leaf_hash(outcome.leaf(salt, body, (one, other))).hex())
    known = merkle.leaf_hash(outcome.leaf(proof.salt, first.body, first.team)).hex()
    assert guesses & hidden == {known}
    assert len({outcome.salt(found.seed, one.body) for one in found.drawn}) == len(found.drawn)


def test_a_leafs_place_tells_neither_class_nor_ticket(sealed: tuple[World, Draw, Outcome]) -> None:
    _, _, found = sealed
    leaves = outcome.sealed_leaves(found)
    hashes = [merkle.leaf_hash(leaf) for leaf in leaves]
    assert hashes == sorted(hashes)
    shuffled = Outcome(found.seed, found.tickets, found.drawn[::-1], found.loads)
    assert outcome.sealed_leaves(shuffled) == leaves
    assert outcome.seal_root(shuffled) == outcome.seal_root(found)


@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_a_seal_of_any_size_proves_its_leaves(size: int) -> None:
    found = compute(frozen({"A": 9}, {"A": size}), SEED)
    root = bytes.fromhex(outcome.seal_root(found))
    for one in found.drawn:
        proof = draws.prove(found, one.body)
        leaf = outcome.leaf(proof.salt, one.body, one.team)
        merkle.verify_inclusion(root, size, proof.index, leaf, [bytes.fromhex(node) for node in proof.path])


# Substitutes.


def test_the_substitutes_of_a_body_are_the_rest_of_its_class_in_order() -> None:
    found = compute(frozen({"A": 6, "B": 4}, {"A": 2, "B": 2}), SEED)
    for class_ in "AB":
        gone = next(one.body for one in found.drawn if one.credit_class == class_)
        rest = [one.body for one in found.tickets if one.credit_class == class_ and not one.drawn]
        used: set[str] = {one.body for one in found.drawn}
        came = []
        while (heir := next_body(found, gone, used)) is not None:
            came.append(heir)
            used.add(heir)
            gone = heir
        assert came == rest


@pytest.mark.parametrize(
    ("allowed", "team", "loads", "expected"),
    [
        ({"N01", "N02", "N03"}, (), {}, "N01"),
        ({"N02", "N03"}, (), {}, "N02"),
        ({"N01", "N02", "N03"}, ("N01",), {}, "N02"),
        ({"N01", "N02", "N03"}, ("N02",), {"N01": 2}, "N03"),
        ({"N01", "N02"}, ("N01",), {"N02": 1}, "N02"),
        ({"N01", "N02"}, ("N01",), {"N02": 2}, None),
        (set(), (), {}, None),
    ],
)
def test_the_next_inspector_is_the_first_who_may(
    allowed: set[str], team: tuple[str, ...], loads: dict[str, int], expected: str | None
) -> None:
    assert next_inspector(INSPECTORS, frozenset(allowed), team, loads, 2) == expected
