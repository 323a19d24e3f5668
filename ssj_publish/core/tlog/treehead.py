"""A tree's head (C2SP tlog-checkpoint): what a log says of its tree at one size, without who signed it.

    jy.anlan.example/ssj                                origin: which log
    549                                                 size: how many leaves
    x3rYBgDOsJQeLzyRCTrvoYDuyGAxZb3kkmtDXOkq9Kg=        root: RFC 6962 hash of the tree, base64

Further lines are extensions, which nobody can audit; ours has none. `parse` is the strict inverse of ``text``.
"""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass
from typing import Final

from ssj_publish import errors
from ssj_publish.core.signatures import decode_base64

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
