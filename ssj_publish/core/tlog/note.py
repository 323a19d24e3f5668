"""Signed notes (C2SP signed-note, as golang.org/x/mod/sumdb/note reads them).

    jy.anlan.example/ssj
    549
    x3rYBgDOsJQeLzyRCTrvoYDuyGAxZb3kkmtDXOkq9Kg=
                                        <- an empty line; the text ends before it
    — jy.anlan.example/ssj Az3grlgtzPICa5OS8npVmf1Myq/5IZni…

The signatures follow the last empty line, one a line: em dash, space, key name, space, base64 of key ID (4 bytes) and
signature. `parse` is the strict inverse of `form`. Base64 whose last bits are not as they should be, which Go's reader
takes, is kept as it stands: under a key that is known it is no signature, under any other it is nobody's business.

What a note says is to be believed only after `verify`.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from ssj_publish import errors
from ssj_publish.core.tlog.vkey import VerifierKey, valid_name

#: Enough for a hundred signatures of any kind in use.
MAX_BYTES: Final = 1 << 18
MAX_SIGNATURES: Final = 100
_DASH: Final = "— "


@dataclass(frozen=True, slots=True)
class NoteSignature:
    """One signature line: a key's name and 4-byte ID, and the signature's own bytes, not yet believed.

    ``spelled`` is its base64 as it stands, where that is not canonical.
    """

    name: str
    key_id: bytes
    signature: bytes
    spelled: str = ""

    @property
    def line(self) -> str:
        """As it stands under the text, line feed included."""
        encoded = self.spelled or b64encode(self.key_id + self.signature).decode()
        return f"{_DASH}{self.name} {encoded}\n"


@dataclass(frozen=True, slots=True)
class Note:
    """``text`` ends in a line feed; the signatures stand in the order of the file."""

    text: str
    signatures: tuple[NoteSignature, ...]


@dataclass(frozen=True, slots=True)
class Verified:
    """A signature that holds; ``time`` in POSIX seconds for a cosignature, else None."""

    key: VerifierKey
    time: int | None


def form(note: Note) -> bytes:
    """The note's file."""
    return (note.text + "\n" + "".join(one.line for one in note.signatures)).encode()


def parse(data: bytes) -> Note:
    """Read a note; `errors.NoteMalformed` with a ``reason``.

    That is size, utf-8, control, text, signatures, count or line.
    """
    if len(data) > MAX_BYTES:
        raise errors.NoteMalformed(reason="size")
    try:
        whole = data.decode("utf-8")
    except UnicodeDecodeError:
        raise errors.NoteMalformed(reason="utf-8") from None
    if any(one < " " and one != "\n" for one in whole):
        raise errors.NoteMalformed(reason="control")
    text, gap, block = whole.rpartition("\n\n")
    if not gap:
        raise errors.NoteMalformed(reason="text")
    return Note(text + "\n", parse_signatures(block))


def parse_signatures(block: str) -> tuple[NoteSignature, ...]:
    """Read signature lines, at least one; raises as `parse` does. A witness answers with nothing else."""
    if not block.endswith("\n"):
        raise errors.NoteMalformed(reason="signatures")
    lines = block[:-1].split("\n")
    if len(lines) > MAX_SIGNATURES:
        raise errors.NoteMalformed(reason="count")
    return tuple(_parse_line(line) for line in lines)


def verify(note: Note, keys: Iterable[VerifierKey]) -> tuple[Verified, ...]:
    """The signatures by ``keys`` that stand under the note: at least one, and each line by any of them holds.

    Signatures by other keys are ignored, and of several by one key the first counts (protocol R24). Raises
    `errors.VerifierKeyAmbiguous` where a signature could be by two of the keys, `errors.NoteSignatureWrong` where one
    by a known key does not hold, `errors.NoteUnsigned` where none of the keys has signed.
    """
    known: dict[tuple[str, bytes], list[VerifierKey]] = {}
    for key in keys:
        known.setdefault((key.name, key.id), []).append(key)
    found: dict[tuple[str, bytes], Verified] = {}
    for one in note.signatures:
        place = (one.name, one.key_id)
        if place not in known:
            continue
        if len(known[place]) > 1:
            raise errors.VerifierKeyAmbiguous(signer=one.name)
        found.setdefault(place, Verified(known[place][0], check(known[place][0], note.text, one)))
    if not found:
        raise errors.NoteUnsigned()
    return tuple(found.values())


def check(key: VerifierKey, text: str, line: NoteSignature) -> int | None:
    """`VerifierKey.check` of a line, which has to be in its one spelling."""
    if line.spelled:
        raise errors.NoteSignatureWrong(signer=key.name)
    return key.check(text, line.signature)


def _parse_line(line: str) -> NoteSignature:
    name, _, encoded = line.removeprefix(_DASH).partition(" ")
    try:
        lax = b64decode(encoded.encode("ascii"), validate=True)
    except ValueError:
        lax = b""
    if not line.startswith(_DASH) or not valid_name(name) or len(lax) < 5:
        raise errors.NoteMalformed(reason="line")
    return NoteSignature(name, lax[:4], lax[4:], "" if b64encode(lax).decode() == encoded else encoded)
