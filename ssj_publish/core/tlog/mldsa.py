"""ML-DSA-44 (FIPS 204) public keys, as C2SP tlog-cosignature has logs and witnesses use them: pure, without a
context."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256
from typing import ClassVar

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PublicKey

from ssj_publish import errors


@dataclass(frozen=True, slots=True)
class LatticeKey:
    """A public key of 1,312 bytes; any such bytes are one. Raises `errors.VerifierKeyMalformed` for another length."""

    SIZE: ClassVar[int] = 1312

    raw: bytes

    def __post_init__(self) -> None:
        if len(self.raw) != self.SIZE:
            raise errors.VerifierKeyMalformed(key=self.raw[:32].hex(), reason="form")

    @property
    def key_id(self) -> str:
        """What people compare it by: like OpenSSH's fingerprints, but of the bare key, as OpenSSH has no such keys."""
        return "SHA256:" + b64encode(sha256(self.raw).digest()).decode().rstrip("=")

    def verify(self, message: bytes, signature: bytes) -> None:
        """`errors.BadSignature` unless the 2,420 bytes of ``signature`` are this key's over ``message``."""
        try:
            MLDSA44PublicKey.from_public_bytes(self.raw).verify(signature, message)
        except InvalidSignature:
            raise errors.BadSignature(key=self.key_id) from None
