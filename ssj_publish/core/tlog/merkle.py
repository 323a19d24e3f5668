"""RFC 6962, section 2.1: Merkle tree hash, audit paths, consistency proofs.

A leaf hashes as SHA-256(0x00 ‖ leaf), a node as SHA-256(0x01 ‖ left ‖ right): no leaf can pass for a node. A tree of n
leaves splits at the largest power of two below n. Verifying follows RFC 9162, sections 2.1.3.2 and 2.1.4.2, which
describes the same tree.

An *inclusion proof* shows that a leaf stands at a place of the tree; a *consistency proof*, that a tree is an earlier
one with leaves added at its end, and none changed or taken out. A *frontier* is all that must be kept of a tree to add
leaves to it: the roots of its perfect subtrees, at most one for each power of two.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from ssj_publish import errors

#: The hash of a tree without leaves.
EMPTY_ROOT = sha256(b"").digest()


def leaf_hash(leaf: bytes) -> bytes:
    """The 32-byte hash of a leaf's bytes."""
    return sha256(b"\x00" + leaf).digest()


class Tree:
    """A tree with all its nodes, 64 bytes a leaf, so that proofs cost little.

    ``levels[0]`` are the leaves' hashes; an odd node at a level's end rises unchanged, which is RFC 6962's split. So
    the first nodes of a level, as far as they are full, are those of any larger tree too.
    """

    def __init__(self, hashes: Sequence[bytes]) -> None:
        """Over leaves that have been hashed with `leaf_hash`."""
        self.levels = [list(hashes)]
        while len(self.levels[-1]) > 1:
            self.levels.append(_above(self.levels[-1]))

    @classmethod
    def over(cls, leaves: Iterable[bytes]) -> Tree:
        """Over the leaves' bytes."""
        return cls([leaf_hash(leaf) for leaf in leaves])

    @property
    def size(self) -> int:
        return len(self.levels[0])

    @property
    def root(self) -> bytes:
        """The tree's hash."""
        return self.levels[-1][0] if self.size else EMPTY_ROOT

    def root_at(self, size: int) -> bytes:
        """The hash of the tree as it was with its first ``size`` leaves (0 to all)."""
        if not 0 <= size <= self.size:
            raise errors.ProofRefused(reason="size")
        return self._hash(0, size) if size else EMPTY_ROOT

    def inclusion_proof(self, index: int, size: int | None = None) -> list[bytes]:
        """The audit path of leaf ``index`` (from 0) in the tree of the first ``size`` leaves (all), nearest node
        first."""
        size = self.size if size is None else size
        if not 0 <= index < size <= self.size:
            raise errors.ProofRefused(reason="index")
        return self._path(0, size, index)

    def consistency_proof(self, earlier: int, size: int | None = None) -> list[bytes]:
        """What shows that the tree of the first ``earlier`` leaves became that of the first ``size`` (all)."""
        size = self.size if size is None else size
        if not 0 <= earlier <= size <= self.size:
            raise errors.ProofRefused(reason="size")
        return self._extension(0, size, earlier, True) if earlier else []

    def _path(self, start: int, size: int, index: int) -> list[bytes]:
        """RFC 6962's PATH within the leaves from ``start``."""
        if size == 1:
            return []
        split = 1 << (size - 1).bit_length() - 1
        if index < split:
            return [*self._path(start, split, index), self._hash(start + split, size - split)]
        return [*self._path(start + split, size - split, index - split), self._hash(start, split)]

    def _extension(self, start: int, size: int, earlier: int, whole: bool) -> list[bytes]:
        """RFC 6962's SUBPROOF for the leaves from ``start``: ``whole`` as long as the reader knows the earlier root."""
        if earlier == size:
            return [] if whole else [self._hash(start, size)]
        split = 1 << (size - 1).bit_length() - 1
        if earlier <= split:
            return [*self._extension(start, split, earlier, whole), self._hash(start + split, size - split)]
        rest = self._extension(start + split, size - split, earlier - split, False)
        return [*rest, self._hash(start, split)]

    def _hash(self, start: int, size: int) -> bytes:
        """RFC 6962's MTH of ``size`` leaves from ``start``, which is a multiple of a power of two not below size."""
        height = (size - 1).bit_length()
        if size == 1 << height:
            return self.levels[height][start >> height]
        split = 1 << height - 1
        return _node(self.levels[height - 1][start >> height - 1], self._hash(start + split, size - split))


def root(leaves: Sequence[bytes]) -> bytes:
    """The tree's hash over the leaves' bytes."""
    return Tree.over(leaves).root


def inclusion_proof(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """The audit path of leaf ``index`` (from 0), nearest node first."""
    return Tree.over(leaves).inclusion_proof(index)


def consistency_proof(leaves: Sequence[bytes], earlier: int) -> list[bytes]:
    """What shows that the tree of the first ``earlier`` leaves (0 to all) became this one."""
    return Tree.over(leaves).consistency_proof(earlier)


def verify_inclusion(root_: bytes, size: int, index: int, leaf: bytes, proof: Sequence[bytes]) -> None:
    """`errors.ProofRefused` unless ``leaf`` is number ``index`` (from 0) of the ``size`` leaves under ``root_``."""
    verify_hash(root_, size, index, leaf_hash(leaf), proof)


def verify_hash(root_: bytes, size: int, index: int, hashed: bytes, proof: Sequence[bytes]) -> None:
    """`verify_inclusion` of a leaf of which only the hash is known."""
    if not 0 <= index < size:
        raise errors.ProofRefused(reason="index")
    _check_nodes((hashed, *proof))
    if _climb(index, size - 1, hashed, proof)[1] != root_:
        raise errors.ProofRefused(reason="root")


def verify_consistency(old_root: bytes, earlier: int, root_: bytes, size: int, proof: Sequence[bytes]) -> None:
    """`errors.ProofRefused` unless the tree of ``size`` leaves under ``root_`` begins with the ``earlier`` leaves under
    ``old_root``.

    Between equal trees, and from the empty tree, nothing needs proof: the proof must be empty.
    """
    if not 0 <= earlier <= size:
        raise errors.ProofRefused(reason="size")
    _check_nodes(proof)
    if earlier in (0, size):
        if proof:
            raise errors.ProofRefused(reason="long")
        if old_root != (EMPTY_ROOT if earlier == 0 else root_) or (size == 0 and root_ != EMPTY_ROOT):
            raise errors.ProofRefused(reason="root")
        return
    # Where the earlier tree is perfect, its root is a node of the later one, and the proof leaves it out.
    path = list(proof) if earlier & (earlier - 1) else [old_root, *proof]
    if not path:
        raise errors.ProofRefused(reason="short")
    place, last = earlier - 1, size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    if _climb(place, last, path[0], path[1:]) != (old_root, root_):
        raise errors.ProofRefused(reason="root")


@dataclass(frozen=True, slots=True)
class Frontier:
    """A tree as far as adding leaves needs it: its size, and the roots of its perfect subtrees, the largest first.

    Raises `errors.ProofRefused` where ``nodes`` cannot be those of a tree of ``size`` leaves. Whether they are is seen
    from `root`, which is to equal a signed one.
    """

    size: int = 0
    nodes: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        if self.size < 0 or len(self.nodes) != self.size.bit_count():
            raise errors.ProofRefused(reason="size")
        _check_nodes(self.nodes)

    def append(self, leaf: bytes) -> Frontier:
        """The frontier with one leaf more. Each 1 at the end of the size in binary is two equal subtrees to join."""
        nodes, grown = list(self.nodes), leaf_hash(leaf)
        for _ in range((~self.size & self.size + 1).bit_length() - 1):
            grown = _node(nodes.pop(), grown)
        return Frontier(self.size + 1, (*nodes, grown))

    def root(self) -> bytes:
        """The tree's hash."""
        if not self.nodes:
            return EMPTY_ROOT
        found = self.nodes[-1]
        for node in reversed(self.nodes[:-1]):
            found = _node(node, found)
        return found


def _above(level: Sequence[bytes]) -> list[bytes]:
    pairs = [_node(level[i], level[i + 1]) for i in range(0, len(level) - 1, 2)]
    return pairs + list(level[len(pairs) * 2 :])


def _climb(place: int, last: int, start: bytes, path: Sequence[bytes]) -> tuple[bytes, bytes]:
    """From the node ``start``, number ``place`` of 0 to ``last`` at its level, up to the root.

    Gives two hashes: of the tree that ends with ``start``, and of the whole.
    """
    old = new = start
    for node in path:
        if last == 0:
            raise errors.ProofRefused(reason="long")
        if place & 1 or place == last:
            old, new = _node(node, old), _node(node, new)
            # A last node without a sibling rises unchanged.
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            new = _node(new, node)
        place, last = place >> 1, last >> 1
    if last:
        raise errors.ProofRefused(reason="short")
    return old, new


def _check_nodes(nodes: Sequence[bytes]) -> None:
    if any(len(node) != 32 for node in nodes):
        raise errors.ProofRefused(reason="node")


def _node(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()
