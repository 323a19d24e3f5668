"""The lists of all files are what ``sha256sum`` and ``cksum`` write, the list itself left out."""

from __future__ import annotations

import subprocess
from hashlib import sha256
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.hashes import SM3, Hash

from ssj_publish.site.opendata import sums

FILES = ("a.html", "b/SHA256SUMS", "b/SM3SUMS", "b.html", "B.html", "ä", "b/a")


def sm3(data: bytes) -> str:
    found = Hash(SM3())
    found.update(data)
    return found.finalize().hex()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b").mkdir()
    for name in FILES:
        (tmp_path / name).write_bytes(name.encode())
    (tmp_path / "SHA256SUMS").write_text("old")
    (tmp_path / "SM3SUMS").write_text("old")
    return tmp_path


def test_every_file_is_listed_as_bytes_sort(folder: Path) -> None:
    known, tagged = "0" * 64, "1" * 64
    sums.write(folder, {"a.html": (known, tagged)})
    lines = (folder / "SHA256SUMS").read_text("utf-8").splitlines()
    assert [line[66:] for line in lines] == [
        "B.html", "SM3SUMS", "a.html", "b.html", "b/SHA256SUMS", "b/SM3SUMS", "b/a", "ä",
    ]  # fmt: skip
    assert lines[2] == f"{known}  a.html"
    assert f"SM3 (a.html) = {tagged}" in (folder / "SM3SUMS").read_text("utf-8").splitlines()
    assert lines[6] == f"{sha256(b'b/a').hexdigest()}  b/a"
    assert lines[1] == f"{sha256((folder / 'SM3SUMS').read_bytes()).hexdigest()}  SM3SUMS"
    assert sums.digests(folder)["a.html"] == sha256(b"a.html").hexdigest()


def test_sm3_stands_beside_sha256_for_every_file_but_the_lists(folder: Path) -> None:
    """The digest of ``abc`` is the standard's own example (GB/T 32905, annex A)."""
    (folder / "a.html").write_bytes(b"abc")
    sums.write(folder, {})
    lines = (folder / "SM3SUMS").read_text("utf-8").splitlines()
    assert lines[1] == "SM3 (a.html) = 66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    assert lines == [f"SM3 ({name}) = {sm3((folder / name).read_bytes())}" for name in sorted(FILES, key=str.encode)]


def test_the_systems_own_program_reads_it(folder: Path) -> None:
    sums.write(folder, {})
    try:
        subprocess.run(["cksum", "-a", "sm3", "/dev/null"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no cksum with SM3 here (coreutils 9)")
    subprocess.run(["cksum", "--check", "--strict", "--quiet", "SM3SUMS"], cwd=folder, check=True)
    (folder / "b" / "a").write_bytes(b"changed")
    assert subprocess.run(["cksum", "--check", "--status", "SM3SUMS"], cwd=folder, check=False).returncode == 1


def test_an_empty_folder_has_an_empty_list(tmp_path: Path) -> None:
    sums.write(tmp_path, {})
    assert (tmp_path / "SM3SUMS").read_bytes() == b""
    assert (tmp_path / "SHA256SUMS").read_text() == f"{sha256(b'').hexdigest()}  SM3SUMS\n"
    assert list(sums.names(tmp_path)) == ["SM3SUMS"]
