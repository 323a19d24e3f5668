"""The site as a transparency log that anybody's client can read (C2SP tlog-tiles), below ``ledger/``.

``SHA256SUMS`` lists all records, one a line, for ``sha256sum -c``; each line is a leaf. ``checkpoint`` is the newest
checkpoint with all cosignatures, ``policy`` whom it rests on, ``tile/…`` the tree and its leaves, ``checkpoints/`` all
that were ever signed, and ``000/000123.tlog-proof`` what somebody may keep who needs to show one record.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from hashlib import sha256

from ssj_publish.core import log
from ssj_publish.core.entry import record_name
from ssj_publish.core.log import Audited
from ssj_publish.core.tlog import note, policy, proof, tiles
from ssj_publish.core.tlog.checkpoint import leaf
from ssj_publish.core.tlog.merkle import Tree
from ssj_publish.core.tlog.proof import Proof
from ssj_publish.core.tlog.vkey import parse_verifier_key
from ssj_publish.ledger.layout import CHECKPOINTS, POLICY, CheckpointName
from ssj_publish.site.source import Source

#: The log's prefix within the site.
PREFIX = "ledger"


def files(source: Source) -> Iterator[tuple[str, bytes]]:
    """Address and content of every file of the log but the records themselves."""
    leaves = [leaf(record.seq, record.digest) for record in source.state.records.values()]
    yield f"{PREFIX}/SHA256SUMS", b"".join(leaves)
    audited = source.log.audited
    there = kept(source)
    yield from there.items()
    if audited:
        yield f"{PREFIX}/{CHECKPOINTS}/SHA256SUMS", "".join(_sum(*file) for file in sorted(there.items())).encode()
        yield f"{PREFIX}/checkpoint", note.form(audited[-1].stored.whole)
        yield f"{PREFIX}/{POLICY}", _policy(source.log.trust_of(audited[-1]))
        yield from _tiles(source.log.tree, leaves, [one.checkpoint.size for one in audited])
        yield from _proofs(source.log.tree, audited)


def proof_name(seq: int) -> str:
    """Where the proof of record ``seq`` lies, beside its file."""
    return record_name(seq).replace(".yaml", ".tlog-proof")


def kept(source: Source) -> dict[str, bytes]:
    """Address and content of every checkpoint, cosignature and token, as in the ledger's folder."""
    return dict(file for one in source.log.audited for file in _kept(one))


def vouching(audited: list[Audited], seq: int) -> Audited | None:
    """The checkpoint to prove record ``seq`` with: the first of the most trusted kind that covers it."""
    covering = audited[bisect_left(audited, seq, key=lambda one: one.checkpoint.size) :]
    return next((one for one in covering if one.enough), covering[0] if covering else None)


def _policy(trust: log.Trust) -> bytes:
    """Whom the newest checkpoint rests on, for other people's verifiers."""
    witnesses = [policy.Named(parse_verifier_key(one.key), one.holder, one.url) for one in trust.witnesses]
    return policy.form(log.log_key(trust), witnesses, trust.quorum)


def _sum(address: str, data: bytes) -> str:
    """A line of ``sha256sum``."""
    return f"{sha256(data).hexdigest()}  {address.rpartition('/')[2]}\n"


def _kept(one: Audited) -> Iterator[tuple[str, bytes]]:
    size, stored = one.checkpoint.size, one.stored
    folder = f"{PREFIX}/{CHECKPOINTS}"
    yield f"{folder}/{CheckpointName(size).text}", note.form(stored.note)
    for line in stored.cosignatures:
        yield f"{folder}/{CheckpointName(size, witness=line.key_id.hex()).text}", line.line.encode()
    for authority, token in stored.tokens:
        yield f"{folder}/{CheckpointName(size, authority=authority).text}", token


def _tiles(tree: Tree, leaves: list[bytes], sizes: list[int]) -> Iterator[tuple[str, bytes]]:
    """Tiles for each size a checkpoint was signed for; a partial one goes once the full one is there."""
    wanted = {tile for earlier, size in zip([0, *sizes], sizes, strict=False) for tile in tiles.tiles(size, earlier)}
    full = {(tile.level, tile.index) for tile in wanted if tile.width == tiles.WIDTH}
    for tile in sorted(wanted, key=lambda one: one.path):
        if tile.width == tiles.WIDTH or (tile.level, tile.index) not in full:
            start = tile.index * tiles.WIDTH
            bundle = tile.level is None
            content = tiles.bundle(leaves[start : start + tile.width]) if bundle else tiles.hashes_of(tree, tile)
            yield f"{PREFIX}/{tile.path}", content


def _proofs(tree: Tree, audited: list[Audited]) -> Iterator[tuple[str, bytes]]:
    for index in range(audited[-1].checkpoint.size):
        one = vouching(audited, index + 1)
        if one is not None:
            path = tree.inclusion_proof(index, one.checkpoint.size)
            yield f"{PREFIX}/{proof_name(index + 1)}", proof.form(Proof(index, tuple(path), one.stored.whole))
