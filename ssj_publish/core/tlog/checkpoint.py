"""Checkpoints (C2SP tlog-checkpoint): what a log says of its tree at one size, as the text of a signed note.

    jy.anlan.example/ssj                                origin: which log
    549                                                 size: how many leaves
    x3rYBgDOsJQeLzyRCTrvoYDuyGAxZb3kkmtDXOkq9Kg=        root: RFC 6962 hash of the tree, base64

Further lines are extensions, which nobody can audit; ours has none. `parse` is the strict inverse of ``text``.

The leaves of a ledger's tree are the lines of ``sha256sum``, one for each record: 64 hex digits, two spaces, the file's
name, a line feed. So all leaves in a row are the file ``SHA256SUMS``, which ``sha256sum -c`` checks.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from ssj_publish import errors
from ssj_publish.core.entry import record_name
from ssj_publish.core.signatures import decode_base64
from ssj_publish.core.tlog.note import Note
from ssj_publish.core.tlog.note import verify as verify_note
from ssj_publish.core.tlog.vkey import LOG, VerifierKey

_SIZE: Final = re.compile(r"0|[1-9][0-9]{0,18}", re.ASCII)
_MAX_SIZE: Final = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A tree's origin, its size in leaves and its 32-byte root."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The note's text."""
        lines = (self.origin, str(self.size), b64encode(self.root).decode(), *self.extensions)
        return "".join(f"{line}\n" for line in lines)


@dataclass(frozen=True, slots=True)
class Standing:
    """Whose signatures hold under a checkpoint: the log's, and each witness's with its POSIX time, by verifier key.

    The witnesses are counted by their 32 key bytes: two names of one key are one witness.
    """

    checkpoint: Checkpoint
    times: dict[VerifierKey, int]

    @property
    def witnesses(self) -> int:
        """How many distinct keys have cosigned."""
        return len({key.public.raw for key in self.times})

    def met_at(self, quorum: int) -> int | None:
        """When ``quorum`` distinct keys (at least one) had cosigned; None where they have not."""
        first: dict[bytes, int] = {}
        for key, time in self.times.items():
            first[key.public.raw] = min(time, first.get(key.public.raw, time))
        return sorted(first.values())[quorum - 1] if 0 < quorum <= len(first) else None


def parse(text: str) -> Checkpoint:
    """Read a note's text; `errors.CheckpointMalformed` with a ``reason``: lines, origin, size, root or extension."""
    lines = text.split("\n")
    if len(lines) < 4 or lines.pop():
        raise errors.CheckpointMalformed(reason="lines")
    origin, size, root, *extensions = lines
    if not origin:
        raise errors.CheckpointMalformed(reason="origin")
    size_ = parse_size(size)
    if size_ is None:
        raise errors.CheckpointMalformed(reason="size")
    raw = decode_base64(root)
    if raw is None or len(raw) != 32:
        raise errors.CheckpointMalformed(reason="root")
    if not all(extensions):
        raise errors.CheckpointMalformed(reason="extension")
    return Checkpoint(origin, size_, raw, tuple(extensions))


def parse_size(text: str) -> int | None:
    """A tree's size in ASCII decimal without leading zeros, below 2^63; None for anything else."""
    size = int(text) if _SIZE.fullmatch(text) else _MAX_SIZE + 1
    return size if size <= _MAX_SIZE else None


def verify(note: Note, log: VerifierKey, witnesses: Iterable[VerifierKey] = ()) -> Standing:
    """Read a checkpoint that ``log`` has signed, with the cosignatures of those ``witnesses`` that are under it.

    Raises as `parse` and `note.verify` do; `errors.NoteUnsigned` where the log's own signature is not there;
    `errors.CheckpointForeign` where the origin is not the log's name.
    """
    checkpoint = parse(note.text)
    if checkpoint.origin != log.name:
        raise errors.CheckpointForeign(origin=checkpoint.origin, expected=log.name)
    verified = verify_note(note, (log, *witnesses))
    if not any(one.key.type == LOG for one in verified):
        raise errors.NoteUnsigned()
    # A log that cosigns with its own key under another name is no witness of itself.
    times = {one.key: one.time for one in verified if one.time is not None and one.key.public != log.public}
    return Standing(checkpoint, times)


def leaf(seq: int, digest: str) -> bytes:
    """Leaf number ``seq`` − 1 of a ledger's tree: the line that ``sha256sum`` prints for record ``seq`` (from 1).

    >>> leaf(7, "ab" * 32)[-15:]
    b'ab  000007.yaml\\n'
    """
    return f"{digest}  {record_name(seq)}\n".encode()
