"""ML-DSA-44 keys on disk, and the kinds of keys that are named for what they are."""

from __future__ import annotations

import os
import stat
from base64 import b64encode
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from ssj_publish import errors
from ssj_publish.core.tlog.vkey import LATTICE, VerifierKey
from ssj_publish.signing import files, lattice

TEXT = "log.example/x\n5\n" + b64encode(bytes(32)).decode() + "\n"


@pytest.mark.parametrize("passphrase", [None, "很长的口令".encode()])
def test_a_key_that_is_made_is_read_again(tmp_path: Path, passphrase: bytes | None) -> None:
    made = lattice.generate(tmp_path / "key", passphrase)
    read = lattice.load(tmp_path / "key", passphrase)
    assert read == made
    assert lattice.is_one(tmp_path / "key")
    assert VerifierKey("w.example", LATTICE, made.public).sign(TEXT, 5, read.sign_bytes)
    assert os.name == "nt" or stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600
    assert "PrivateKey" not in repr(made)
    with pytest.raises(errors.KeyFileExists):
        lattice.generate(tmp_path / "key", passphrase)


def test_a_wrong_passphrase_is_told(tmp_path: Path) -> None:
    lattice.generate(tmp_path / "key", b"right")
    for wrong in (None, b"", b"wrong"):
        with pytest.raises(errors.WrongPassphrase):
            lattice.load(tmp_path / "key", wrong)
    with pytest.raises(errors.PassphraseEmpty):
        lattice.generate(tmp_path / "other", b"")


def test_another_kind_of_key_is_named(tmp_path: Path) -> None:
    other = generate_private_key(SECP256R1()).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (tmp_path / "key").write_bytes(other)
    with pytest.raises(errors.NotLattice):
        lattice.load(tmp_path / "key", None)
    (tmp_path / "key").write_bytes(other[:60])
    with pytest.raises(errors.KeyFileMalformed):
        lattice.load(tmp_path / "key", None)
    files.generate(tmp_path / "plain", None)
    assert not lattice.is_one(tmp_path / "plain")


def wire(*parts: bytes) -> bytes:
    return b"".join(len(part).to_bytes(4) + part for part in parts)


def private(kind: bytes, cipher: bytes = b"none") -> bytes:
    """A private key file in OpenSSH's form, with nothing of use in its locked part."""
    public = wire(kind, bytes(32), *((b"ssh:",) if kind.startswith(b"sk-") else ()))
    blob = (
        b"openssh-key-v1\0"
        + wire(cipher, b"none" if cipher == b"none" else b"bcrypt", b"")
        + (1).to_bytes(4)
        + wire(public, b"x" * 64)
    )
    return b"-----BEGIN OPENSSH PRIVATE KEY-----\n" + b64encode(blob) + b"\n-----END OPENSSH PRIVATE KEY-----\n"


@pytest.mark.parametrize("kind", ["sk-ssh-ed25519@openssh.com", "sk-ecdsa-sha2-nistp256@openssh.com"])
def test_a_key_on_a_security_key_is_named(tmp_path: Path, kind: str) -> None:
    """Its signatures cover a counter and flags of the device as well: no verifier of ours would take them."""
    (tmp_path / "key").write_bytes(private(kind.encode()))
    (tmp_path / "key.pub").write_text(f"{kind} {b64encode(wire(kind.encode(), bytes(32))).decode()} 张三\n", "utf-8")
    for read in (
        lambda: files.load(tmp_path / "key", None),
        lambda: files.public(tmp_path / "key"),
        lambda: files.read_public(tmp_path / "key.pub"),
    ):
        with pytest.raises(errors.KeyOnToken):
            read()


def test_a_public_key_of_another_kind_is_named(tmp_path: Path) -> None:
    (tmp_path / "key.pub").write_text("ssh-rsa AAAAB3NzaC1yc2E= 张三\n", "utf-8")
    with pytest.raises(errors.NotEd25519):
        files.read_public(tmp_path / "key.pub")


def test_a_foreign_cipher_is_named(tmp_path: Path) -> None:
    (tmp_path / "key").write_bytes(private(b"ssh-ed25519", b"camellia256-ctr"))
    with pytest.raises(errors.KeyCipherForeign) as fault:
        files.load(tmp_path / "key", b"x")
    assert fault.value.data["cipher"] == "camellia256-ctr"
