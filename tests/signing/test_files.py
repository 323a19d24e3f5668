"""Private keys on disk: made as OpenSSH makes them, read as OpenSSH writes them, never replaced and never shown."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import subprocess
from base64 import b64decode, b64encode
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from ssj_publish import errors
from ssj_publish.core.signatures import message, parse_public_key, verify
from ssj_publish.signing import files

needs_openssh = pytest.mark.skipif(not shutil.which("ssh-keygen"), reason="needs OpenSSH")
PASSPHRASE = "口令 with spaces".encode()


def keygen(*arguments: str | Path) -> str:
    return subprocess.run(["ssh-keygen", *arguments], capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("passphrase", [None, PASSPHRASE])
def test_a_generated_key_comes_back_and_signs(tmp_path: Path, passphrase: bytes | None) -> None:
    path = tmp_path / "office"
    made = files.generate(path, passphrase, "业务科室 王")
    found = files.load(path, passphrase)
    assert found == made
    verify(made.public, message(b"statement:\n"), found.sign(b"statement:\n"))
    with pytest.raises(errors.BadSignature):
        verify(made.public, b"statement:\n", found.sign(b"statement:\n"))
    line = files.public_path(path).read_text("utf-8")
    assert line == f"{made.public.openssh} 业务科室 王\n"
    assert parse_public_key(line.rsplit(" ", 2)[0]) == made.public


def test_without_a_comment_the_public_file_is_the_line_alone(tmp_path: Path) -> None:
    made = files.generate(tmp_path / "key", None)
    assert (tmp_path / "key.pub").read_text() == made.public.openssh + "\n"


@pytest.mark.skipif(os.name == "nt", reason="POSIX modes")
@pytest.mark.parametrize("umask", [0o000, 0o077])
def test_only_the_owner_can_read_a_private_key(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        files.generate(tmp_path / "key", None)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600


def test_a_key_in_place_is_never_replaced(tmp_path: Path) -> None:
    for there in ("key", "key.pub"):
        folder = tmp_path / f"with-{there}"
        folder.mkdir()
        (folder / there).write_text("precious")
        with pytest.raises(errors.KeyFileExists) as caught:
            files.generate(folder / "key", None)
        assert caught.value.path == str(folder / there)
        assert [path.name for path in folder.iterdir()] == [there]
        assert (folder / there).read_text() == "precious"


@pytest.mark.skipif(os.name == "nt", reason="needs symbolic links")
@pytest.mark.parametrize("name", ["key", "key.pub"])
def test_a_key_is_not_written_through_a_link(tmp_path: Path, name: str) -> None:
    (tmp_path / name).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(errors.KeyFileExists):
        files.generate(tmp_path / "key", None)
    assert not (tmp_path / "elsewhere").exists()


def test_a_failed_write_leaves_no_half_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(errors.KeyFileUnwritable):
        files.generate(tmp_path / "key", None)
    assert list(tmp_path.iterdir()) == []


def test_no_folder_no_key(tmp_path: Path) -> None:
    with pytest.raises(errors.KeyFileUnwritable):
        files.generate(tmp_path / "none" / "key", None)


def test_an_empty_passphrase_is_not_taken_for_none(tmp_path: Path) -> None:
    with pytest.raises(errors.PassphraseEmpty):
        files.generate(tmp_path / "key", b"")


@pytest.mark.parametrize("comment", ["a\nssh-ed25519 AAAA", "a\r", "\0", "\u2028"])
def test_a_comment_cannot_bring_a_second_line(tmp_path: Path, comment: str) -> None:
    with pytest.raises(errors.CommentMalformed):
        files.generate(tmp_path / "key", None, comment)
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_or_missing_passphrase_is_said_so(tmp_path: Path) -> None:
    files.generate(tmp_path / "key", PASSPHRASE)
    for wrong in (None, b"", b"wrong", PASSPHRASE + b" "):
        with pytest.raises(errors.WrongPassphrase):
            files.load(tmp_path / "key", wrong)


def test_a_passphrase_for_a_key_without_one_does_no_harm(tmp_path: Path) -> None:
    made = files.generate(tmp_path / "key", None)
    assert files.load(tmp_path / "key", b"needless") == made


def test_a_private_key_is_never_shown(tmp_path: Path) -> None:
    made = files.generate(tmp_path / "key", None)
    assert repr(made) == f"Signer(public={made.public!r})"


def test_what_is_no_private_key_is_refused(tmp_path: Path) -> None:
    made = files.generate(tmp_path / "key", None)
    good = (tmp_path / "key").read_bytes()
    pkcs8 = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path = tmp_path / "other"
    for data in (b"", b"\xff" * 100, made.public.openssh.encode(), pkcs8, good[:-60], good[60:], good[:70], good * 2):
        path.write_bytes(data)
        with pytest.raises(errors.KeyFileMalformed):
            files.load(path, None)
    for missing in (tmp_path / "none", tmp_path):
        with pytest.raises(errors.KeyFileUnreadable):
            files.load(missing, None)


@pytest.mark.parametrize("passphrase", [None, b"secret"])
def test_a_broken_key_file_never_gives_another_key(tmp_path: Path, passphrase: bytes | None) -> None:
    made = files.generate(tmp_path / "key", passphrase)
    good = (tmp_path / "key").read_bytes()
    path = tmp_path / "broken"
    # Each try under a passphrase costs bcrypt its tenth of a second.
    for at in range(0, len(good), 2 if passphrase is None else 60):
        path.write_bytes(good[:at] + bytes([good[at] ^ 1]) + good[at + 1 :])
        try:
            assert files.load(path, passphrase) == made
        except errors.BadInput:
            continue


@needs_openssh
@pytest.mark.parametrize("passphrase", ["", "secret"])
def test_ssh_keygen_reads_what_is_made_here(tmp_path: Path, passphrase: str) -> None:
    made = files.generate(tmp_path / "key", passphrase.encode() or None, "office")
    assert keygen("-y", "-P", passphrase, "-f", tmp_path / "key").split()[:2] == made.public.openssh.split()
    assert made.public.key_id in keygen("-lf", tmp_path / "key.pub")


@needs_openssh
@pytest.mark.parametrize("cipher", [None, "aes256-ctr", "aes256-gcm@openssh.com"])
def test_what_ssh_keygen_makes_is_read_here(tmp_path: Path, cipher: str | None) -> None:
    passphrase = "secret" if cipher else ""
    options = ["-Z", cipher] if cipher else []
    keygen("-q", "-t", "ed25519", "-a", "4", "-N", passphrase, "-C", "office", "-f", tmp_path / "key", *options)
    found = files.load(tmp_path / "key", passphrase.encode() or None)
    assert (tmp_path / "key.pub").read_text().split()[:2] == found.public.openssh.split()
    if cipher:
        with pytest.raises(errors.WrongPassphrase):
            files.load(tmp_path / "key", b"wrong")


@needs_openssh
@pytest.mark.parametrize("kind", ["rsa", "ecdsa"])
def test_keys_of_other_kinds_are_named(tmp_path: Path, kind: str) -> None:
    keygen("-q", "-t", kind, "-N", "", "-f", tmp_path / "key")
    with pytest.raises(errors.NotEd25519):
        files.load(tmp_path / "key", None)


def test_a_key_that_would_take_weeks_to_open_is_refused_at_once(tmp_path: Path) -> None:
    """The number of rounds stands in the clear part of the file, where anybody can write it."""
    files.generate(tmp_path / "key", b"words")
    lines = (tmp_path / "key").read_bytes().splitlines()
    blob = bytearray(b64decode(b"".join(lines[1:-1])))
    salt = blob.index(b"\0\0\0\x10", blob.index(b"bcrypt"))
    blob[salt + 20 : salt + 24] = (2**31).to_bytes(4, "big")
    (tmp_path / "key").write_bytes(b"\n".join((lines[0], b64encode(blob), lines[-1], b"")))
    with pytest.raises(errors.KeyRoundsTooMany):
        files.load(tmp_path / "key", b"words")
