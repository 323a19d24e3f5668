"""RFC 6962 against its definition, and every way to bend a proof."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssj_publish import errors
from ssj_publish.core import merkle


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
