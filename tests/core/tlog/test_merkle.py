"""RFC 6962 against its definition, and every way to bend a proof."""

from __future__ import annotations

import base64
import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssj_publish import errors
from ssj_publish.core.tlog import merkle


def by_definition(leaves: list[bytes]) -> bytes:
    """RFC 6962, section 2.1, word by word."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return sha256(b"\0" + leaves[0]).digest()
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return sha256(b"\1" + by_definition(leaves[:k]) + by_definition(leaves[k:])).digest()


def tree(size: int) -> list[bytes]:
    return [str(number).encode() for number in range(size)]


@pytest.mark.parametrize("size", range(70))
def test_the_root_is_the_definition(size: int) -> None:
    assert merkle.root(tree(size)) == by_definition(tree(size))


@given(st.integers(1, 300).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n - 1))))
def test_every_leaf_is_proved_where_it_stands_and_nowhere_else(case: tuple[int, int]) -> None:
    size, index = case
    leaves = tree(size)
    root, proof = merkle.root(leaves), merkle.inclusion_proof(leaves, index)
    merkle.verify_inclusion(root, size, index, leaves[index], proof)
    for wrong in ({index - 1, index + 1, size - 1 - index} - {index}) & set(range(size)):
        with pytest.raises(errors.ProofRefused):
            merkle.verify_inclusion(root, size, wrong, leaves[index], proof)
    with pytest.raises(errors.ProofRefused):
        merkle.verify_inclusion(root, size, index, b"another", proof)


@pytest.mark.parametrize(("size", "index"), [(1, 0), (2, 1), (5, 4), (8, 3), (13, 7)])
def test_a_bent_proof_is_refused(size: int, index: int) -> None:
    leaves = tree(size)
    root, proof = merkle.root(leaves), merkle.inclusion_proof(leaves, index)
    bent = [[*proof, bytes(32)], [bytes(32), *proof], proof[:-1] if proof else [root]]
    bent += [[*proof[:place], bytes(32), *proof[place + 1 :]] for place in range(len(proof))]
    bent += [[node[:31] for node in proof] or [b""]]
    for path in bent:
        with pytest.raises(errors.ProofRefused):
            merkle.verify_inclusion(root, size, index, leaves[index], path)
    for wrong_size in (0, -1, size * 4):
        with pytest.raises(errors.ProofRefused):
            merkle.verify_inclusion(root, wrong_size, index, leaves[index], proof)


def test_a_node_does_not_pass_for_a_leaf() -> None:
    left, right = (merkle.leaf_hash(leaf) for leaf in tree(2))
    with pytest.raises(errors.ProofRefused):
        merkle.verify_inclusion(merkle.root(tree(2)), 1, 0, left + right, [])


@pytest.mark.parametrize("index", [-1, 3, 99])
def test_there_is_no_proof_for_a_leaf_that_is_not_there(index: int) -> None:
    with pytest.raises(errors.ProofRefused):
        merkle.inclusion_proof(tree(3), index)


# The trees over the eight leaves that Certificate Transparency's own tests use.
WELL_KNOWN = [bytes.fromhex(leaf) for leaf in (
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"
)]  # fmt: skip
WELL_KNOWN_ROOTS = {
    0: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    4: "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    5: "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    6: "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    7: "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}


@pytest.mark.parametrize(("size", "root"), WELL_KNOWN_ROOTS.items())
def test_the_roots_are_those_that_every_log_knows(size: int, root: str) -> None:
    assert merkle.root(WELL_KNOWN[:size]).hex() == root


def monkeys() -> dict[str, Any]:
    vectors = Path(__file__).parents[2] / "vectors" / "log"
    found: dict[str, Any] = json.loads((vectors / "checkpoint-consistency-monkeys.json").read_text("utf-8"))
    return found


def test_a_proof_from_another_log_holds_between_its_two_checkpoints() -> None:
    case = monkeys()
    old, new = (base64.b64decode(case[name].split("\n")[2]) for name in ("size5", "size8"))
    proof = [bytes.fromhex(node) for node in case["consistency_proof_hex"]]
    merkle.verify_consistency(old, 5, new, 8, proof)
    for bent in ((new, 5, old, 8), (old, 4, new, 8), (old, 5, new, 9), (old, 6, new, 8)):
        with pytest.raises(errors.ProofRefused):
            merkle.verify_consistency(*bent, proof)


def subproof(earlier: int, leaves: list[bytes], whole: bool) -> list[bytes]:
    """RFC 6962, section 2.1.2, word by word."""
    if earlier == len(leaves):
        return [] if whole else [by_definition(leaves)]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    if earlier <= k:
        return [*subproof(earlier, leaves[:k], whole), by_definition(leaves[k:])]
    return [*subproof(earlier - k, leaves[k:], False), by_definition(leaves[:k])]


@pytest.mark.parametrize("size", range(1, 34))
def test_every_earlier_tree_is_proved_and_no_other(size: int) -> None:
    """All pairs of sizes; the proof is the definition's, and every bent one is refused."""
    leaves = tree(size)
    root = merkle.root(leaves)
    for earlier in range(1, size + 1):
        old = merkle.root(leaves[:earlier])
        proof = merkle.consistency_proof(leaves, earlier)
        assert proof == subproof(earlier, leaves, True)
        merkle.verify_consistency(old, earlier, root, size, proof)
        bent = [[*proof, bytes(32)], [bytes(32), *proof], [*proof, b""]]
        bent += [proof[:place] + proof[place + 1 :] for place in range(len(proof))]
        bent += [[*proof[:place], sha256(proof[place]).digest(), *proof[place + 1 :]] for place in range(len(proof))]
        for path in bent:
            with pytest.raises(errors.ProofRefused):
                merkle.verify_consistency(old, earlier, root, size, path)
        for swapped in ((sha256(old).digest(), root), (old, sha256(root).digest())):
            with pytest.raises(errors.ProofRefused):
                merkle.verify_consistency(swapped[0], earlier, swapped[1], size, proof)


@given(st.integers(2, 80).flatmap(lambda n: st.tuples(st.just(n), st.integers(1, n - 1), st.integers(0, n - 1))))
def test_a_ledger_with_an_old_record_changed_is_not_consistent(case: tuple[int, int, int]) -> None:
    size, earlier, changed = case
    leaves = tree(size)
    old = merkle.root(leaves[:earlier])
    leaves[changed] = b"changed"
    root, proof = merkle.root(leaves), merkle.consistency_proof(leaves, earlier)
    if changed >= earlier:
        merkle.verify_consistency(old, earlier, root, size, proof)
    else:
        with pytest.raises(errors.ProofRefused):
            merkle.verify_consistency(old, earlier, root, size, proof)


def test_the_empty_tree_comes_before_every_tree_and_needs_no_proof() -> None:
    root = merkle.root(tree(3))
    assert merkle.consistency_proof(tree(3), 0) == []
    merkle.verify_consistency(merkle.EMPTY_ROOT, 0, root, 3, [])
    merkle.verify_consistency(merkle.EMPTY_ROOT, 0, merkle.EMPTY_ROOT, 0, [])
    for old, earlier, new, size, proof in (
        (root, 0, root, 3, []),
        (merkle.EMPTY_ROOT, 0, root, 0, []),
        (root, 0, root, 0, []),
        (merkle.EMPTY_ROOT, 0, root, 3, [root]),
        (root, 3, root, 3, [root]),
        (root, 3, merkle.EMPTY_ROOT, 3, []),
        (root, 4, root, 3, []),
        (root, -1, root, 3, []),
        (root, 2, root, 3, []),
    ):
        with pytest.raises(errors.ProofRefused):
            merkle.verify_consistency(old, earlier, new, size, proof)


@pytest.mark.parametrize("earlier", [-1, 4, 99])
def test_there_is_no_proof_for_a_tree_that_never_was(earlier: int) -> None:
    with pytest.raises(errors.ProofRefused):
        merkle.consistency_proof(tree(3), earlier)


def test_a_frontier_grows_leaf_by_leaf_to_the_root_of_the_whole() -> None:
    frontier = merkle.Frontier()
    for size in range(130):
        assert frontier.size == size
        assert len(frontier.nodes) == size.bit_count()
        assert frontier.root() == merkle.root(tree(size))
        frontier = frontier.append(str(size).encode())


@pytest.mark.parametrize(
    ("size", "nodes"), [(-1, ()), (-1, (bytes(32),)), (0, (bytes(32),)), (1, ()), (3, (bytes(32),)), (1, (bytes(31),))]
)
def test_a_frontier_that_no_tree_has_does_not_exist(size: int, nodes: tuple[bytes, ...]) -> None:
    with pytest.raises(errors.ProofRefused):
        merkle.Frontier(size, nodes)


@given(st.binary(max_size=8), st.integers(-3, 40), st.integers(-3, 40), st.lists(st.binary(max_size=40), max_size=8))
def test_no_input_is_refused_with_a_raw_exception(root: bytes, one: int, two: int, proof: list[bytes]) -> None:
    with pytest.raises(errors.ProofRefused):
        merkle.verify_inclusion(root, one, two, b"leaf", proof)
    with pytest.raises(errors.ProofRefused):
        merkle.verify_consistency(root, one, root + b"x", two, proof)
