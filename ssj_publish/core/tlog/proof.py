"""Proofs to keep (C2SP tlog-proof): a record's place in the log, with the checkpoint that vouches for it, in one file.

    c2sp.org/tlog-proof@v1
    extra <base64>                                      optional, of whoever uses the log; nothing vouches for it
    index 122                                           from 0: record number 123
    6B86BeAdvzbg1kJkEmoEk3W7BDF9S4cQDFn4dX7lDRs=        audit path, the leaf's sibling first (RFC 6962, 2.1.1)
    …
                                                        an empty line, then the checkpoint as it was signed
    jy.anlan.example/ssj
    …

Who has the record's file, this proof and the keys of log and witnesses needs nothing else. `parse` is the strict
inverse of `form`. Ours have no line ``extra``, and what stands in others' is never believed.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from ssj_publish import errors
from ssj_publish.core.signatures import decode_base64
from ssj_publish.core.tlog import checkpoint, merkle, note
from ssj_publish.core.tlog.checkpoint import Standing, parse_size
from ssj_publish.core.tlog.note import Note
from ssj_publish.core.tlog.vkey import VerifierKey

_FIRST: Final = "c2sp.org/tlog-proof@v1"
MAX_NODES: Final = 63


@dataclass(frozen=True, slots=True)
class Proof:
    """``index`` counts leaves from 0; ``path`` are 32-byte nodes; ``checkpoint`` is the note as signed; ``extra`` is
    unproven."""

    index: int
    path: tuple[bytes, ...]
    checkpoint: Note
    extra: bytes | None = None

    def verify(self, leaf: bytes, log: VerifierKey, witnesses: Iterable[VerifierKey] = ()) -> Standing:
        """Show that ``leaf`` is in the log, and who vouches for it; raises as `checkpoint.verify` and `merkle` do."""
        standing = checkpoint.verify(self.checkpoint, log, witnesses)
        stated = standing.checkpoint
        merkle.verify_inclusion(stated.root, stated.size, self.index, leaf, self.path)
        return standing


def form(proof: Proof) -> bytes:
    """The proof's file."""
    extra = () if proof.extra is None else (f"extra {form_node(proof.extra)}",)
    lines = (_FIRST, *extra, f"index {proof.index}", *(form_node(node) for node in proof.path), "")
    return "".join(f"{line}\n" for line in lines).encode() + note.form(proof.checkpoint)


def parse(data: bytes) -> Proof:
    """Read a proof; `errors.TlogProofMalformed`, or as `note.parse` does."""
    head, gap, rest = data.partition(b"\n\n")
    try:
        first, *lines = head.decode("ascii").split("\n")
        extra = decode_base64(lines.pop(0).removeprefix("extra ")) if lines[0].startswith("extra ") else None
        extra = extra or None
        index, *nodes = lines
    except (ValueError, IndexError):
        raise errors.TlogProofMalformed(reason="lines") from None
    if extra is None and len(lines) < head.count(b"\n"):
        raise errors.TlogProofMalformed(reason="extra")
    if not gap or first != _FIRST or not index.startswith("index "):
        raise errors.TlogProofMalformed(reason="lines")
    place = parse_size(index.removeprefix("index "))
    if place is None:
        raise errors.TlogProofMalformed(reason="index")
    return Proof(place, parse_nodes(nodes), note.parse(rest), extra)


def form_node(node: bytes) -> str:
    """A node as a line of a proof."""
    return b64encode(node).decode()


def parse_nodes(lines: list[str]) -> tuple[bytes, ...]:
    """Nodes of a proof, one a line, at most 63; `errors.TlogProofMalformed`."""
    if len(lines) > MAX_NODES:
        raise errors.TlogProofMalformed(reason="nodes")
    nodes = tuple(decode_base64(line) for line in lines)
    found = tuple(node for node in nodes if node is not None and len(node) == 32)
    if len(found) != len(nodes):
        raise errors.TlogProofMalformed(reason="nodes")
    return found
