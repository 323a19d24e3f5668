"""What is kept is found again as it was; whatever else lies there is nothing."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssj_publish.machine import folders, strongbox


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SSJ_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache"


@given(st.binary(max_size=200))
def test_what_is_kept_is_found(data: bytes) -> None:
    path = folders.cache() / "a" / "b"
    strongbox.save(path, data)
    found = strongbox.load(path)
    assert found is not None
    assert bytes(found) == data


def test_what_is_not_there_is_an_error_of_the_system(folder: Path) -> None:
    with pytest.raises(FileNotFoundError):
        strongbox.load(folder / "none")


def test_any_changed_byte_makes_it_nothing(folder: Path) -> None:
    path = folder / "one"
    strongbox.save(path, b"content")
    whole = path.read_bytes()
    for place in range(len(whole)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert strongbox.load(path) is None


def test_another_user_s_strongbox_says_nothing_here(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder / "one"
    strongbox.save(path, b"content")
    other = folder.with_name("other")
    monkeypatch.setenv("SSJ_CACHE_DIR", str(other))
    strongbox.save(other / "theirs", b"x")
    shutil.copy(path, other / "one")
    assert strongbox.load(other / "one") is None


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX")
def test_a_file_that_others_can_write_is_nothing(folder: Path) -> None:
    path = folder / "one"
    strongbox.save(path, b"content")
    assert path.stat().st_mode & 0o077 == 0
    path.chmod(0o666)
    assert strongbox.load(path) is None


def test_a_failed_write_leaves_the_old_content_and_no_litter(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder / "one"
    strongbox.save(path, b"old")

    def refuse(*_: object) -> None:
        raise OSError(28, "no space")

    with monkeypatch.context() as harm:
        harm.setattr(os, "replace", refuse)
        with pytest.raises(OSError, match="no space"):
            strongbox.save(path, b"new")
    assert bytes(strongbox.load(path) or b"nothing") == b"old"
    assert sorted(one.name for one in folder.iterdir()) == ["key", "one"]


def test_a_fingerprint_is_of_every_text_and_every_version(tmp_path: Path) -> None:
    one, two = tmp_path / "a.py", tmp_path / "b.py"
    one.write_text("x", "utf-8")
    two.write_text("y", "utf-8")
    found = strongbox.fingerprint([one, two], ["click"])
    assert found == strongbox.fingerprint([two, one], ["click"])
    assert found != strongbox.fingerprint([one, two], ["click", "jinja2"])
    assert found != strongbox.fingerprint([one], ["click"])
    one.write_text("X", "utf-8")
    assert found != strongbox.fingerprint([one, two], ["click"])
    with pytest.raises(OSError, match="no sources"):
        strongbox.fingerprint([], [])
