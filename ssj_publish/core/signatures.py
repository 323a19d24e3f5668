"""Signatures of the roles: Ed25519 (RFC 8032) by keys in OpenSSH's form.

A public key is written as the line ``ssh-ed25519 AAAA…`` without a comment, and named by the fingerprint that
``ssh-keygen -l`` shows. A role signs ``ssj/statement/v1``, a line feed, and the statement's bytes as they stand in the
file; so a record can be checked by hand::

    { echo ssj/statement/v1; sed -n '/^statement:/,/^signatures:/p' 000/000123.yaml | sed '$d'; } > message
    openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in message -sigfile signature

Stricter than RFC 8032 where verifiers are known to differ: keys must be canonical points on the curve and not of
small order (under such a key one signature fits many messages), and S must be below the group's order (otherwise a
signature has a twin). The equation is checked without the cofactor, as OpenSSL and WebCrypto do (protocol R8).
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from ssj_publish import errors

DOMAIN: Final = b"ssj/statement/v1\n"

_FIELD: Final = 2**255 - 19
_ORDER: Final = 2**252 + 27742317777372353535851937790883648493
_D: Final = -121665 * pow(121666, -1, _FIELD) % _FIELD
# The y of the points of order 8 solve d·y^4 + 2y^2 = 1; orders 1, 2 and 4 have y = 1, -1 and 0.
_Y8: Final = 0x7A03AC9277FDC74EC6CC392CFA53202A0F67100D760B3CBA4FD84D3D706A17C7
_SMALL_ORDER: Final = frozenset({0, 1, _FIELD - 1, _Y8, _FIELD - _Y8})

_PREFIX: Final = "ssh-ed25519 "
# RFC 8709 wire form: two strings, each after its length in four bytes, big-endian.
_WIRE: Final = b"\x00\x00\x00\x0bssh-ed25519\x00\x00\x00\x20"


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A public key that can be trusted with a signature: ``raw`` is its 32 bytes (RFC 8032, 5.1.2).

    Keys are equal when their bytes are. Raises ``KeyNotCanonical`` or ``KeySmallOrder`` instead of existing.
    """

    raw: bytes

    def __post_init__(self) -> None:
        _check_point(self.raw)

    @property
    def key_id(self) -> str:
        """``SHA256:`` and 43 characters of unpadded base64, as ``ssh-keygen -l`` prints it."""
        return _fingerprint(self.raw)

    @property
    def openssh(self) -> str:
        """``ssh-ed25519 AAAA…``, 80 characters, without comment or line feed."""
        return _PREFIX + b64encode(_WIRE + self.raw).decode()


@dataclass(frozen=True, slots=True)
class Obligation:
    """One signature that must hold: 64 raw bytes over ``message``; ``name`` is the file that it stands in."""

    key: PublicKey
    message: bytes
    signature: bytes
    name: str = ""


def parse_public_key(line: str) -> PublicKey:
    """Strict inverse of ``PublicKey.openssh``. Raises ``KeyMalformed``, ``KeyNotCanonical`` or ``KeySmallOrder``."""
    blob = decode_base64(line.removeprefix(_PREFIX))
    if not line.startswith(_PREFIX) or blob is None or not blob.startswith(_WIRE) or len(blob) != len(_WIRE) + 32:
        raise errors.KeyMalformed(key=line)
    return PublicKey(blob[len(_WIRE) :])


def message(statement: bytes) -> bytes:
    """What is signed, under a prefix that keeps these keys' signatures from meaning anything elsewhere."""
    return DOMAIN + statement


def obligation(public: PublicKey, message: bytes, signature: str, name: str = "") -> Obligation:
    """The check that ``signature`` (base64, canonical, of 64 bytes) asks for. Raises ``BadSignature`` on its form."""
    raw = decode_base64(signature)
    if raw is None or len(raw) != 64:
        raise _refusal(public, name)
    return Obligation(public, message, raw, name)


def verify(public: PublicKey, message: bytes, signature: str) -> None:
    """Raise ``BadSignature`` unless ``signature`` (base64) over ``message`` holds under ``public``."""
    verify_all([obligation(public, message, signature)])


def verify_all(obligations: Sequence[Obligation]) -> None:
    """Raise ``BadSignature`` (``name``, ``key``) for the first obligation, in their order, that does not hold."""
    for one in obligations:
        if not _holds(one):
            raise _refusal(one.key, one.name)


def holds(public: PublicKey, message: bytes, signature: str) -> bool:
    """Whether ``signature`` (base64) over ``message`` holds under ``public``; one in another form does not."""
    raw = decode_base64(signature)
    return raw is not None and len(raw) == 64 and _holds(Obligation(public, message, raw))


def _refusal(key: PublicKey, name: str) -> errors.BadSignature:
    return errors.BadSignature(name=name, key=key.key_id) if name else errors.BadSignature(key=key.key_id)


def _holds(one: Obligation) -> bool:
    # OpenSSL looks at this too; the libraries that may stand in its place do not all.
    if int.from_bytes(one.signature[32:], "little") >= _ORDER:
        return False
    try:
        _load(one.key.raw).verify(one.signature, one.message)
    except InvalidSignature:
        return False
    return True


@lru_cache(maxsize=1024)
def _load(raw: bytes) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(raw)


@lru_cache(maxsize=1024)
def _fingerprint(raw: bytes) -> str:
    return "SHA256:" + b64encode(sha256(_WIRE + raw).digest()).decode().rstrip("=")


@lru_cache(maxsize=1024)
def _check_point(raw: bytes) -> None:
    """RFC 8032, 5.1.3, without computing x: y below the field's size, and a point with that y exists."""
    y = int.from_bytes(raw, "little") & (2**255 - 1)
    if y in _SMALL_ORDER:
        raise errors.KeySmallOrder(key=raw.hex())
    # x^2 = (y^2 - 1) / (d·y^2 + 1) is a square when this product is (Euler); x = 0 was refused above.
    product = (y * y - 1) * (_D * y * y + 1)
    if len(raw) != 32 or y >= _FIELD or pow(product, (_FIELD - 1) // 2, _FIELD) != 1:
        raise errors.KeyNotCanonical(key=raw.hex())


def canonical_base64(data: bytes) -> str:
    """What `decode_base64` reads."""
    return b64encode(data).decode()


def decode_base64(text: str) -> bytes | None:
    """Canonical base64 with its padding; None for anything else, such as stray bits behind the last byte."""
    try:
        data = b64decode(text.encode("ascii"), validate=True)
    except ValueError:
        return None
    return data if b64encode(data).decode() == text else None
