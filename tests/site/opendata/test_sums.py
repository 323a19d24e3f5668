"""The list of all files is what ``sha256sum`` writes, itself left out."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from ssj_publish.site.opendata import sums


def test_every_file_is_listed_as_bytes_sort(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("a.html", "b/SHA256SUMS", "b.html", "B.html", "ä", "b/a"):
        (tmp_path / name).write_bytes(name.encode())
    (tmp_path / "SHA256SUMS").write_text("old")
    known = "0" * 64
    sums.write(tmp_path, {"a.html": known})
    lines = (tmp_path / "SHA256SUMS").read_text("utf-8").splitlines()
    assert [line[66:] for line in lines] == ["B.html", "a.html", "b.html", "b/SHA256SUMS", "b/a", "ä"]
    assert lines[1] == f"{known}  a.html"
    assert lines[4] == f"{sha256(b'b/a').hexdigest()}  b/a"
    assert sums.digests(tmp_path)["a.html"] == sha256(b"a.html").hexdigest()


def test_an_empty_folder_has_an_empty_list(tmp_path: Path) -> None:
    sums.write(tmp_path, {})
    assert (tmp_path / "SHA256SUMS").read_bytes() == b""
    assert list(sums.names(tmp_path)) == []
