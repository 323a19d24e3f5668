"""Verifier keys of signed notes (C2SP signed-note, tlog-cosignature): who signs, and what exactly is signed.

A verifier key is written ``<name>+<key ID, 8 hex digits>+<base64 of type byte ‖ key>``. Three types are known here, and
the key ID tells them apart, since it is SHA-256(name ‖ 0x0A ‖ type ‖ key)[:4]:

* ``0x01``, Ed25519: the signature (64 bytes) is over the note's text. So a log signs its checkpoints.
* ``0x04``, Ed25519: a *cosignature*, an 8-byte big-endian POSIX time before 64 bytes of signature, which are over the
  lines ``cosignature/v1`` and ``time <decimal>`` and the note's text. So a witness says what it saw, and when.
* ``0x06``, ML-DSA-44 (FIPS 204): a cosignature of 8 and 2,420 bytes over the cosigner's name, the time and the tree's
  head (`cosigned_message`). So a log signs and a witness cosigns where quantum computers are reckoned with.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Final, Literal

from ssj_publish import errors
from ssj_publish.core.signatures import Obligation, PublicKey, decode_base64, verify_all
from ssj_publish.core.tlog import treehead
from ssj_publish.core.tlog.mldsa import LatticeKey

KeyType = Literal[1, 4, 6]
LOG: Final = 1
WITNESS: Final = 4
LATTICE: Final = 6
#: What a log may sign with, and a witness.
LOG_TYPES: Final = (LOG, LATTICE)
WITNESS_TYPES: Final = (WITNESS, LATTICE)

_LENGTHS: Final = {LOG: 64, WITNESS: 8 + 64, LATTICE: 8 + 2420}
#: Nothing that is written in one byte's length is longer.
_MAX_NAME: Final = 255
_VKEY: Final = re.compile(r"([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]{1,1760})", re.ASCII)
_MAX_TIME: Final = 2**63 - 1


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """A name, a key and what its signatures mean."""

    name: str
    type: KeyType
    public: PublicKey | LatticeKey

    def __post_init__(self) -> None:
        if not valid_name(self.name) or (self.type == LATTICE and len(self.name.encode()) > _MAX_NAME):
            raise errors.VerifierKeyMalformed(key=self.name, reason="name")
        if isinstance(self.public, LatticeKey) != (self.type == LATTICE):
            raise errors.VerifierKeyMalformed(key=self.name, reason="type")

    @property
    def id(self) -> bytes:
        """The 4-byte key ID that leads each of its signatures."""
        return sha256(self.name.encode() + b"\n" + bytes([self.type]) + self.public.raw).digest()[:4]

    @property
    def text(self) -> str:
        """The key as people hand it on."""
        return f"{self.name}+{self.id.hex()}+{b64encode(bytes([self.type]) + self.public.raw).decode()}"

    def sign(self, text: str, time: int, sign: Callable[[bytes], bytes]) -> bytes:
        """The signature under ``text`` that ``sign``, of the private key, makes of the right bytes at ``time`` (POSIX
        seconds).

        Raises `errors.NoteSignatureWrong` where it does not hold, and `errors.CheckpointMalformed`.
        """
        made = sign(self._message(text, time))
        signature = made if self.type == LOG else time.to_bytes(8) + made
        self.check(text, signature)
        return signature

    def check(self, text: str, signature: bytes) -> int | None:
        """`errors.NoteSignatureWrong` unless ``signature`` is this key's under ``text``; gives a cosignature's time."""
        time = None if self.type == LOG else int.from_bytes(signature[:8])
        own = signature if time is None else signature[8:]
        try:
            # A time of 0 leaves out when the whole tree was seen, as tlog-cosignature allows for parts of a tree.
            dated = time is None or ((self.type == WITNESS or time > 0) and time <= _MAX_TIME)
            if len(signature) != _LENGTHS[self.type] or not dated:
                raise errors.BadSignature(key=self.name)
            if isinstance(self.public, LatticeKey):
                self.public.verify(self._message(text, time or 0), own)
            else:
                verify_all([Obligation(self.public, self._message(text, time or 0), own)])
        except (errors.BadSignature, errors.CheckpointMalformed):
            raise errors.NoteSignatureWrong(signer=self.name) from None
        return time

    def _message(self, text: str, time: int) -> bytes:
        if self.type == LATTICE:
            return cosigned_message(self.name, time, text)
        return cosigned(text, time) if self.type == WITNESS else text.encode()


@lru_cache(maxsize=1024)
def parse_verifier_key(text: str) -> VerifierKey:
    """Strict inverse of ``VerifierKey.text``. Raises `errors.VerifierKeyMalformed`, or as ``PublicKey`` does."""
    match = _VKEY.fullmatch(text)
    raw = decode_base64(match[3]) if match else None
    if match is None or not raw:
        raise errors.VerifierKeyMalformed(key=text, reason="form")
    type_, public = _parse_key(text, raw)
    key = VerifierKey(match[1], type_, public)
    if key.id.hex() != match[2]:
        raise errors.VerifierKeyMalformed(key=text, reason="id")
    return key


def _parse_key(text: str, raw: bytes) -> tuple[KeyType, PublicKey | LatticeKey]:
    if raw[0] not in _LENGTHS:
        raise errors.VerifierKeyMalformed(key=text, reason="type" if len(raw) == 33 else "form")
    if len(raw) != (1 + LatticeKey.SIZE if raw[0] == LATTICE else 33):
        raise errors.VerifierKeyMalformed(key=text, reason="form")
    if raw[0] == LATTICE:
        return LATTICE, LatticeKey(raw[1:])
    return LOG if raw[0] == LOG else WITNESS, PublicKey(raw[1:])


def cosigned(text: str, time: int) -> bytes:
    """What a witness signs at ``time`` (POSIX seconds) under a checkpoint's ``text``."""
    return f"cosignature/v1\ntime {time}\n{text}".encode()


def cosigned_message(name: str, time: int, text: str) -> bytes:
    """What the cosigner ``name`` signs with ML-DSA-44 at ``time`` of the whole tree in a checkpoint's ``text``.

    The structure ``cosigned_message`` of tlog-cosignature, with a start of 0. Extension lines are not in it.
    Raises `errors.CheckpointMalformed`.
    """
    head = treehead.parse(text)
    if len(head.origin.encode()) > _MAX_NAME:
        raise errors.CheckpointMalformed(reason="origin")
    names = [len(one).to_bytes() + one for one in (name.encode(), head.origin.encode())]
    numbers = [one.to_bytes(8) for one in (time, 0, head.size)]
    return b"subtree/v1\n\0" + names[0] + numbers[0] + names[1] + numbers[1] + numbers[2] + head.root


def valid_name(name: str) -> bool:
    """Whether a key may be called ``name``: not empty, no white space of any script, no plus, no control character.

    Half a surrogate pair stands for a byte that is no UTF-8 where a command line was read.
    """
    unfit = (one.isspace() or one < " " or one == "\x7f" or "\ud800" <= one <= "\udfff" for one in name)
    return bool(name) and "+" not in name and not any(unfit)
