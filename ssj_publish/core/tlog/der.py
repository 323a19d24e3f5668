"""DER (X.690, section 10) as far as a time-stamp answer needs it: where the parts of a value stand.

The library that reads answers wants the certificates in the order that DER gives to a set. That set is not signed, and
many authorities put the signer's certificate first. So their places are found here, and the sets put in order before it
reads.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

SEQUENCE: Final = 0x30
OCTETS: Final = 0x04
IDENTIFIER: Final = 0x06


@dataclass(frozen=True, slots=True)
class Part:
    """A value within ``data``: its one-byte ``tag``, where it begins, and where its content begins and ends."""

    data: bytes
    tag: int
    start: int
    inner: int
    end: int

    @property
    def whole(self) -> bytes:
        """Tag, length and content."""
        return self.data[self.start : self.end]

    @property
    def content(self) -> bytes:
        return self.data[self.inner : self.end]

    def parts(self) -> list[Part]:
        """The values that the content is made of; ``ValueError``."""
        found, at = [], self.inner
        while at < self.end:
            found.append(_read(self.data, at, self.end))
            at = found[-1].end
        return found


def read(data: bytes) -> Part:
    """The one value that ``data`` is; ``ValueError`` for anything else."""
    found = _read(data, 0, len(data))
    if found.end != len(data):
        raise ValueError("trailing bytes")
    return found


def in_order(part: Part) -> bytes:
    """The content with its values in the order of a DER set: as many bytes, the same values."""
    return b"".join(sorted(one.whole for one in part.parts()))


def _read(data: bytes, start: int, limit: int) -> Part:
    head = data[start : start + 2]
    if len(head) < 2 or head[0] & 0x1F == 0x1F:
        raise ValueError("no tag of one byte")
    inner, length = start + 2, head[1]
    if length > 0x7F:
        size = length & 0x7F
        length = int.from_bytes(data[inner : inner + size])
        inner += size
        if not 1 <= size <= 4 or length < 0x80 or length.bit_length() <= 8 * (size - 1):
            raise ValueError("no length in its shortest form")
    if inner + length > limit:
        raise ValueError("cut short")
    return Part(data, head[0], start, inner, inner + length)
