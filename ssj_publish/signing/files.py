"""Private keys on disk: Ed25519 in OpenSSH's own format, under a passphrase (bcrypt), as ``ssh-keygen`` makes them.

Keys made here are read by ``ssh-keygen -y``, and keys made by ``ssh-keygen -t ed25519`` are read here.
"""

from __future__ import annotations

import os
from base64 import b64decode, b64encode
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
    load_ssh_private_key,
)

from ssj_publish import errors
from ssj_publish.core.signatures import PublicKey, message, parse_public_key

_FIRST_LINE: Final = b"-----BEGIN OPENSSH PRIVATE KEY-----"
_LAST_LINE: Final = b"-----END OPENSSH PRIVATE KEY-----"
# PROTOCOL.key of OpenSSH: magic word, cipher, key derivation and its options, count, public key; then what is locked.
_MAGIC: Final = b"openssh-key-v1\0"
_MAX_BYTES: Final = 1 << 16
#: OpenSSH goes round 16 or 24 times; a file that asks for a thousand million would hold the program for weeks.
_MAX_ROUNDS: Final = 1024


@dataclass(frozen=True, slots=True)
class Signer:
    """A private key at hand. It is never shown, not even by ``repr``."""

    public: PublicKey
    _private: Ed25519PrivateKey = field(repr=False, compare=False)

    def sign(self, statement: bytes) -> str:
        """The signature over a statement's bytes (``core.records.statement_bytes``), in base64."""
        return b64encode(self._private.sign(message(statement))).decode()

    def sign_bytes(self, data: bytes) -> bytes:
        """The 64 bytes of a signature over ``data`` as it is: for notes, which have their own forms."""
        return self._private.sign(data)


def public_path(path: Path) -> Path:
    """Where the public half lies: ``key`` has ``key.pub``."""
    return path.with_name(path.name + ".pub")


def read_public(path: Path) -> tuple[PublicKey, str]:
    """The key in a public key file, and the comment behind it, such as its holder's name.

    Raises ``KeyFileUnreadable``, ``PublicKeyFileMalformed`` and as `parse_public_key` does.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(_MAX_BYTES)
    except OSError as fault:
        raise errors.KeyFileUnreadable(path=str(path), reason=str(fault)) from fault
    try:
        type_, blob, *comment = data.decode("utf-8-sig").strip().split(" ", 2)
        _refuse_kind(type_, path)
        public = parse_public_key(f"{type_} {blob}")
    except (ValueError, errors.KeyMalformed):
        raise errors.PublicKeyFileMalformed(path=str(path)) from None
    if not "".join(comment).isprintable():
        raise errors.PublicKeyFileMalformed(path=str(path))
    return public, "".join(comment).strip()


def public(path: Path) -> PublicKey:
    """The public key of the private one in ``path``, which needs no passphrase: it stands in the clear.

    Raises ``KeyFileUnreadable``, ``KeyFileMalformed``, ``NotEd25519``, ``KeyOnToken``.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(_MAX_BYTES)
    except OSError as fault:
        raise errors.KeyFileUnreadable(path=str(path), reason=str(fault)) from fault
    blob = _read_clear_part(data, path)[2]
    try:
        return parse_public_key(f"ssh-ed25519 {b64encode(blob).decode()}")
    except errors.KeyMalformed:
        _refuse_kind(_kind(blob), path)
        raise errors.NotEd25519(path=str(path)) from None


def absent(path: Path) -> None:
    """`errors.KeyFileExists` where a key, or its public half, stands already."""
    for one in (path, public_path(path)):
        if os.path.lexists(one):
            raise errors.KeyFileExists(path=str(one))


def generate(path: Path, passphrase: bytes | None, comment: str = "") -> Signer:
    """Make a new key in ``path`` (mode 0600) and its public line, followed by ``comment``, in ``path``.pub.

    ``passphrase`` None leaves the key open to whoever can read the file. Raises ``KeyFileExists`` rather than replace
    either file, ``PassphraseEmpty``, ``CommentMalformed``, ``KeyFileUnwritable``.
    """
    if passphrase == b"":
        raise errors.PassphraseEmpty(path=str(path))
    if not comment.isprintable():
        raise errors.CommentMalformed(comment=comment)
    private = Ed25519PrivateKey.generate()
    signer = _signer(private)
    locked: KeySerializationEncryption = NoEncryption() if passphrase is None else BestAvailableEncryption(passphrase)
    line = f"{signer.public.openssh} {comment}".rstrip(" ") + "\n"
    absent(path)
    create(path, private.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, locked), 0o600)
    create(public_path(path), line.encode(), 0o644)
    return signer


def load(path: Path, passphrase: bytes | None) -> Signer:
    """Read the private key in ``path``; ``passphrase`` is not looked at where the key has none.

    Raises ``KeyFileUnreadable`` (the system refuses), ``KeyFileMalformed`` (not an OpenSSH private key, or broken),
    ``WrongPassphrase`` (also where one is needed and none is given), ``NotEd25519``, ``KeyOnToken``,
    ``KeyCipherForeign``, ``KeyRoundsTooMany``.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(_MAX_BYTES)
    except OSError as fault:
        raise errors.KeyFileUnreadable(path=str(path), reason=str(fault)) from fault
    locked, cipher, public = _read_clear_part(data, path)
    _refuse_kind(_kind(public), path)
    if locked and not passphrase:
        raise errors.WrongPassphrase(path=str(path))
    try:
        private = load_ssh_private_key(data, passphrase if locked else None)
    except (ValueError, InvalidTag):
        # Under a wrong passphrase the contents decrypt to noise; no reader can tell that from a broken file.
        raise (errors.WrongPassphrase if locked else errors.KeyFileMalformed)(path=str(path)) from None
    except UnsupportedAlgorithm:
        raise errors.KeyCipherForeign(path=str(path), cipher=cipher) from None
    if not isinstance(private, Ed25519PrivateKey):
        raise errors.NotEd25519(path=str(path))
    signer = _signer(private)
    # The ciphers in use do not notice a flipped bit, which would give the secret of some other key.
    if b64decode(signer.public.openssh.split()[1]) != public:
        raise errors.KeyFileMalformed(path=str(path))
    return signer


def _signer(private: Ed25519PrivateKey) -> Signer:
    return Signer(PublicKey(private.public_key().public_bytes_raw()), private)


def _kind(public: bytes) -> str:
    """The kind that a public key in wire form says it is of."""
    try:
        return _cut(public)[0].decode("ascii", "replace")
    except ValueError:
        return ""


def _refuse_kind(kind: str, path: Path) -> None:
    """Name kinds of keys that OpenSSH has and we have no use for."""
    if kind.startswith("sk-"):
        raise errors.KeyOnToken(path=str(path))
    if kind.startswith(("ssh-rsa", "ssh-dss", "ecdsa-")):
        raise errors.NotEd25519(path=str(path))


def _read_clear_part(data: bytes, path: Path) -> tuple[bool, str, bytes]:
    """Whether an OpenSSH private key asks for a passphrase, its cipher, and the public key it says it has (wire
    form)."""
    try:
        if not data.startswith(_FIRST_LINE) or not data.rstrip().endswith(_LAST_LINE):
            raise ValueError
        blob = b64decode(data.rstrip()[len(_FIRST_LINE) : -len(_LAST_LINE)].replace(b"\n", b"").replace(b"\r", b""))
        if not blob.startswith(_MAGIC):
            raise ValueError
        cipher, rest = _cut(blob[len(_MAGIC) :])
        _derivation, rest = _cut(rest)
        options, rest = _cut(rest)
        public, _locked_part = _cut(rest[4:])
    except ValueError:
        raise errors.KeyFileMalformed(path=str(path)) from None
    locked = cipher != b"none"
    # The options of bcrypt, the only derivation there is: a salt, and how often to go round.
    if locked and int.from_bytes(options[-4:], "big") > _MAX_ROUNDS:
        raise errors.KeyRoundsTooMany(path=str(path), limit=_MAX_ROUNDS)
    return locked, cipher.decode("ascii", "replace"), public


def _cut(blob: bytes) -> tuple[bytes, bytes]:
    """The string at the beginning of ``blob`` (RFC 4251, 5), and what follows it."""
    end = 4 + int.from_bytes(blob[:4], "big")
    if len(blob) < max(end, 4):
        raise ValueError
    return blob[4:end], blob[end:]


def create(path: Path, data: bytes, mode: int) -> None:
    """Write a new file, readable as ``mode`` says from its first instant on; nothing is left of a failed attempt."""
    try:
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
    except FileExistsError:
        raise errors.KeyFileExists(path=str(path)) from None
    except OSError as fault:
        raise errors.KeyFileUnwritable(path=str(path), reason=str(fault)) from fault
    try:
        with open(file, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
    except OSError as fault:
        with suppress(OSError):
            path.unlink()
        raise errors.KeyFileUnwritable(path=str(path), reason=str(fault)) from fault
