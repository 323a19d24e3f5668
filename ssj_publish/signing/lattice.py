"""ML-DSA-44 private keys of logs and witnesses on disk: PKCS #8 in PEM (RFC 9881), under a passphrase, as OpenSSL 3.5
makes them.

OpenSSH has no such keys. Records are signed with Ed25519 alone (`signing.files`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from ssj_publish import errors
from ssj_publish.core.tlog.mldsa import LatticeKey
from ssj_publish.signing import files

_OPEN: Final = b"-----BEGIN PRIVATE KEY-----"
_LOCKED: Final = b"-----BEGIN ENCRYPTED PRIVATE KEY-----"
_MAX_BYTES: Final = 1 << 16


@dataclass(frozen=True, slots=True)
class LatticeSigner:
    """A private key at hand. It is never shown, not even by ``repr``."""

    public: LatticeKey
    _private: MLDSA44PrivateKey = field(repr=False, compare=False)

    def sign_bytes(self, data: bytes) -> bytes:
        """The 2,420 bytes of a signature over ``data``; another one each time."""
        return self._private.sign(data)


def is_one(path: Path) -> bool:
    """Whether the file ``path`` looks like such a key. Raises ``KeyFileUnreadable``."""
    return _read(path).startswith((_OPEN, _LOCKED))


def generate(path: Path, passphrase: bytes | None) -> LatticeSigner:
    """Make a new key in ``path`` (mode 0600). Raises ``KeyFileExists``, ``PassphraseEmpty``, ``KeyFileUnwritable``."""
    if passphrase == b"":
        raise errors.PassphraseEmpty(path=str(path))
    signer = _signer(MLDSA44PrivateKey.generate())
    locked: KeySerializationEncryption = NoEncryption() if passphrase is None else BestAvailableEncryption(passphrase)
    files.absent(path)
    files.create(path, signer._private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, locked), 0o600)
    return signer


def load(path: Path, passphrase: bytes | None) -> LatticeSigner:
    """Read the private key in ``path``; ``passphrase`` is not looked at where the key has none.

    Raises ``KeyFileUnreadable``, ``KeyFileMalformed``, ``WrongPassphrase``, ``NotLattice`` for a key of another kind.
    """
    data = _read(path)
    locked = data.startswith(_LOCKED)
    if locked and not passphrase:
        raise errors.WrongPassphrase(path=str(path))
    try:
        private = load_pem_private_key(data, passphrase if locked else None)
    except (ValueError, TypeError):
        raise (errors.WrongPassphrase if locked else errors.KeyFileMalformed)(path=str(path)) from None
    except UnsupportedAlgorithm:
        raise errors.NotLattice(path=str(path)) from None
    if not isinstance(private, MLDSA44PrivateKey):
        raise errors.NotLattice(path=str(path))
    return _signer(private)


def _signer(private: MLDSA44PrivateKey) -> LatticeSigner:
    return LatticeSigner(LatticeKey(private.public_key().public_bytes_raw()), private)


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(_MAX_BYTES)
    except OSError as fault:
        raise errors.KeyFileUnreadable(path=str(path), reason=str(fault)) from fault
