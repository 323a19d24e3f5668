"""RFC 6962, section 2.1: Merkle tree hash, audit paths, consistency proofs.

A leaf hashes as SHA-256(0x00 ‖ leaf), a node as SHA-256(0x01 ‖ left ‖ right): no leaf can pass for a node. A tree of n
leaves splits at the largest power of two below n.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from ssj_publish import errors

#: The hash of a tree without leaves.
EMPTY_ROOT = sha256(b"").digest()


def leaf_hash(leaf: bytes) -> bytes:
    """The 32-byte hash of a leaf's bytes."""
    return sha256(b"\x00" + leaf).digest()


def root(leaves: Sequence[bytes]) -> bytes:
    """The tree's hash over the leaves' bytes."""
    return _root([leaf_hash(leaf) for leaf in leaves])


def inclusion_proof(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """The audit path of leaf ``index`` (from 0), nearest node first."""
    if not 0 <= index < len(leaves):
        raise errors.ProofRefused(reason="index")
    return _path([leaf_hash(leaf) for leaf in leaves], index)


def verify_inclusion(root_: bytes, size: int, index: int, leaf: bytes, proof: Sequence[bytes]) -> None:
    """`errors.ProofRefused` unless ``leaf`` is number ``index`` of the ``size`` leaves under ``root_`` (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size or any(len(node) != 32 for node in proof):
        raise errors.ProofRefused(reason="index" if all(len(node) == 32 for node in proof) else "node")
    place, last, found = index, size - 1, leaf_hash(leaf)
    for node in proof:
        if last == 0:
            raise errors.ProofRefused(reason="long")
        if place & 1 or place == last:
            found = _node(node, found)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            found = _node(found, node)
        place, last = place >> 1, last >> 1
    if last:
        raise errors.ProofRefused(reason="short")
    if found != root_:
        raise errors.ProofRefused(reason="root")


def _root(hashes: Sequence[bytes]) -> bytes:
    """Level by level; an odd node at the end rises unchanged, which is RFC 6962's split."""
    if not hashes:
        return EMPTY_ROOT
    level = list(hashes)
    while len(level) > 1:
        pairs = [_node(level[i], level[i + 1]) for i in range(0, len(level) - 1, 2)]
        level = pairs + level[len(pairs) * 2 :]
    return level[0]


def _path(hashes: Sequence[bytes], index: int) -> list[bytes]:
    path: list[bytes] = []
    level = list(hashes)
    while len(level) > 1:
        sibling = index ^ 1
        if sibling < len(level):
            path.append(level[sibling])
        pairs = [_node(level[i], level[i + 1]) for i in range(0, len(level) - 1, 2)]
        level = pairs + level[len(pairs) * 2 :]
        index >>= 1
    return path


def _node(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()
