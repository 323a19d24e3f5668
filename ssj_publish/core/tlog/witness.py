"""What a witness answers (C2SP tlog-witness, ``add-checkpoint``), without I/O: who asks, what it knew, what it says.

A request is the size that the asker believes the witness to know, the consistency proof from there, an empty line and
the new checkpoint::

    old 120
    <node, base64>
    …

    jy.anlan.example/ssj
    123
    <root, base64>

    — jy.anlan.example/ssj <signature>

The order of the checks, each with its HTTP status: the form (400), the log is known (404), its signatures hold (403;
lines by keys that are not known refuse nothing, whatever stands in them), old is not above new (400), old is what the
witness knows (409, with that size), the roots agree and the proof holds (422). Only then may the new size be stored, at
once and for good, and after that cosigned (200).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ssj_publish import errors
from ssj_publish.core.tlog import checkpoint, merkle, note
from ssj_publish.core.tlog.checkpoint import Checkpoint, parse_size
from ssj_publish.core.tlog.note import MAX_BYTES, Note
from ssj_publish.core.tlog.proof import form_node, parse_nodes
from ssj_publish.core.tlog.vkey import VerifierKey

#: The longest request that is read.
MAX_REQUEST: Final = MAX_BYTES + 64 * 64


@dataclass(frozen=True, slots=True)
class Request:
    """``old`` leaves are what the witness is believed to know; ``proof`` leads from there to the checkpoint."""

    old: int
    proof: tuple[bytes, ...]
    note: Note


def form(request: Request) -> bytes:
    """The request's body."""
    lines = (f"old {request.old}", *(form_node(node) for node in request.proof), "")
    return "".join(f"{line}\n" for line in lines).encode() + note.form(request.note)


def parse(data: bytes) -> Request:
    """The strict inverse of `form`; `errors.WitnessRequestMalformed`."""
    head, gap, rest = data.partition(b"\n\n")
    try:
        if len(data) > MAX_REQUEST or not gap:
            raise ValueError
        first, *nodes = head.decode("ascii").split("\n")
        old = parse_size(first.removeprefix("old ")) if first.startswith("old ") else None
        if old is None:
            raise ValueError
        return Request(old, parse_nodes(nodes), note.parse(rest))
    except (ValueError, errors.NoteMalformed, errors.TlogProofMalformed):
        raise errors.WitnessRequestMalformed(reason="input") from None


def check(request: Request, logs: Mapping[str, Sequence[VerifierKey]]) -> Checkpoint:
    """The checkpoint asked about, once it is known to be one of ``logs`` (keys by origin) and signed by it.

    Raises `errors.WitnessRequestMalformed`, `errors.LogUnknown`, `errors.LogSignatureRefused`.
    """
    try:
        stated = checkpoint.parse(request.note.text)
    except errors.CheckpointMalformed:
        raise errors.WitnessRequestMalformed(reason="checkpoint") from None
    log = logs.get(stated.origin)
    if log is None:
        raise errors.LogUnknown(origin=stated.origin)
    try:
        checkpoint.stand(request.note, stated.origin, log)
    except (errors.NoteUnsigned, errors.NoteSignatureWrong):
        raise errors.LogSignatureRefused(origin=stated.origin) from None
    if request.old > stated.size:
        raise errors.WitnessRequestMalformed(reason="old")
    return stated


def advance(request: Request, stated: Checkpoint, known: Checkpoint | None) -> None:
    """Raise unless ``stated`` may follow what the witness last cosigned for this log (None: nothing yet).

    Raises `errors.WitnessStale` with the ``size`` known, or `errors.WitnessInconsistent`.
    """
    size, root = (known.size, known.root) if known else (0, merkle.EMPTY_ROOT)
    if request.old != size:
        raise errors.WitnessStale(origin=stated.origin, size=size)
    try:
        merkle.verify_consistency(root, size, stated.root, stated.size, request.proof)
    except errors.ProofRefused as fault:
        raise errors.WitnessInconsistent(origin=stated.origin, reason=fault.reason) from None
