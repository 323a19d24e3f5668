"""Verifier keys of signed notes (C2SP signed-note, tlog-cosignature): who signs, and what exactly is signed.

A verifier key is written ``<name>+<key ID, 8 hex digits>+<base64 of type byte ‖ 32-byte key>``. Two types of Ed25519
key are known here, and the key ID tells them apart, since it is SHA-256(name ‖ 0x0A ‖ type ‖ key)[:4]:

* ``0x01``: the signature (64 bytes) is over the note's text. So a log signs its checkpoints.
* ``0x04``: a *cosignature*, an 8-byte big-endian POSIX time before 64 bytes of signature, which are over the lines
  ``cosignature/v1`` and ``time <decimal>`` and the note's text. So a witness says what it saw, and when.
"""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256
from typing import Final, Literal

from ssj_publish import errors
from ssj_publish.core.signatures import Obligation, PublicKey, decode_base64, verify_all

KeyType = Literal[1, 4]
LOG: Final = 1
WITNESS: Final = 4

_VKEY: Final = re.compile(r"([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]{1,200})", re.ASCII)
_MAX_TIME: Final = 2**63 - 1


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """A name, a key and what its signatures mean."""

    name: str
    type: KeyType
    public: PublicKey

    def __post_init__(self) -> None:
        if not valid_name(self.name):
            raise errors.VerifierKeyMalformed(key=self.name, reason="name")

    @property
    def id(self) -> bytes:
        """The 4-byte key ID that leads each of its signatures."""
        return sha256(self.name.encode() + b"\n" + bytes([self.type]) + self.public.raw).digest()[:4]

    @property
    def text(self) -> str:
        """The key as people hand it on."""
        return f"{self.name}+{self.id.hex()}+{b64encode(bytes([self.type]) + self.public.raw).decode()}"

    def check(self, text: str, signature: bytes) -> int | None:
        """`errors.NoteSignatureWrong` unless ``signature`` is this key's under ``text``; gives a cosignature's time."""
        time = None
        message = text.encode()
        if self.type == WITNESS:
            time, message = int.from_bytes(signature[:8]), cosigned(text, int.from_bytes(signature[:8]))
            signature = signature[8:]
        try:
            if len(signature) != 64 or (time is not None and time > _MAX_TIME):
                raise errors.BadSignature(key=self.name)
            verify_all([Obligation(self.public, message, signature)])
        except errors.BadSignature:
            raise errors.NoteSignatureWrong(signer=self.name) from None
        return time


def parse_verifier_key(text: str) -> VerifierKey:
    """Strict inverse of ``VerifierKey.text``. Raises `errors.VerifierKeyMalformed`, or as ``PublicKey`` does."""
    match = _VKEY.fullmatch(text)
    raw = decode_base64(match[3]) if match else None
    if match is None or raw is None or len(raw) != 33:
        raise errors.VerifierKeyMalformed(key=text, reason="form")
    if raw[0] not in (LOG, WITNESS):
        raise errors.VerifierKeyMalformed(key=text, reason="type")
    key = VerifierKey(match[1], LOG if raw[0] == LOG else WITNESS, PublicKey(raw[1:]))
    if key.id.hex() != match[2]:
        raise errors.VerifierKeyMalformed(key=text, reason="id")
    return key


def cosigned(text: str, time: int) -> bytes:
    """What a witness signs at ``time`` (POSIX seconds) under a checkpoint's ``text``."""
    return f"cosignature/v1\ntime {time}\n{text}".encode()


def valid_name(name: str) -> bool:
    """Whether a key may be called ``name``: not empty, no white space of any script, no plus, no control character.

    Half a surrogate pair stands for a byte that is no UTF-8 where a command line was read.
    """
    unfit = (one.isspace() or one < " " or one == "\x7f" or "\ud800" <= one <= "\udfff" for one in name)
    return bool(name) and "+" not in name and not any(unfit)
