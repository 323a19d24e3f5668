"""A file is there whole or not at all, bears its name once, and leaves nothing beside it."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest

from ssj_publish import errors
from ssj_publish.machine import durable


def names(folder: Path) -> list[str]:
    return sorted(os.listdir(folder))


def test_a_file_is_written_once_and_again_as_often_as_liked(tmp_path: Path) -> None:
    durable.create(tmp_path, "a", b"\r\n\0")
    durable.create(tmp_path, "a", b"\r\n\0")
    assert (tmp_path / "a").read_bytes() == b"\r\n\0"
    assert names(tmp_path) == ["a"]


@pytest.mark.parametrize("other", [b"", b"tw", b"two", b"one!"])
def test_other_bytes_under_the_name_are_never_replaced(tmp_path: Path, other: bytes) -> None:
    durable.create(tmp_path, "a", b"one")
    with pytest.raises(errors.AppendRace) as lost:
        durable.create(tmp_path, "a", other)
    assert lost.value.data == {"folder": str(tmp_path), "name": "a"}
    assert (tmp_path / "a").read_bytes() == b"one"
    assert names(tmp_path) == ["a"]


def test_the_last_check_stops_the_writing(tmp_path: Path) -> None:
    """It is asked when the bytes are on the disk, and before they bear the name."""
    seen: list[list[str]] = []

    def check() -> None:
        seen.append(names(tmp_path))
        raise errors.AppendRace(folder="x", name="y")

    with pytest.raises(errors.AppendRace):
        durable.create(tmp_path, "a", b"one", check)
    [[temporary]] = seen
    assert temporary.startswith(durable.TEMPORARY)
    assert names(tmp_path) == []


def test_what_is_written_already_is_not_checked_again(tmp_path: Path) -> None:
    durable.create(tmp_path, "a", b"one")
    durable.create(tmp_path, "a", b"one", lambda: pytest.fail("it is there"))


def test_what_a_crash_left_goes_with_the_next_writing(tmp_path: Path) -> None:
    (tmp_path / ".tmp-0123").write_bytes(b"half")
    assert durable.file_names(tmp_path) == []
    durable.create(tmp_path, "a", b"one")
    assert names(tmp_path) == ["a"]


def test_a_new_folder_is_made_and_a_missing_one_is_named(tmp_path: Path) -> None:
    durable.create_in_new(tmp_path / "new", "a", b"one")
    durable.create_in_new(tmp_path / "new", "b", b"two")
    assert durable.file_names(tmp_path / "new") == ["a", "b"]
    with pytest.raises(errors.LedgerNotFound) as missing:
        durable.create(tmp_path / "none", "a", b"one")
    assert missing.value.data == {"folder": str(tmp_path / "none")}
    with pytest.raises(errors.LedgerNotFound):
        durable.create_in_new(tmp_path / "none" / "deeper", "a", b"one")


def test_a_folder_among_the_files_is_foreign(tmp_path: Path) -> None:
    (tmp_path / "b").write_bytes(b"")
    (tmp_path / "a").mkdir()
    with pytest.raises(errors.ForeignFile) as foreign:
        durable.file_names(tmp_path)
    assert foreign.value.data == {"folder": str(tmp_path), "name": "a"}


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_link_is_neither_listed_nor_read(tmp_path: Path) -> None:
    (tmp_path / "there").write_bytes(b"secret")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "a").symlink_to(tmp_path / "there")
    with pytest.raises(errors.ForeignFile):
        durable.file_names(tmp_path / "folder")
    with pytest.raises(errors.StorageFailed):
        durable.read_file(tmp_path / "folder" / "a", 100)


def test_a_file_is_read_up_to_its_limit(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"x" * 70_000)
    assert durable.read_file(path, 70_000) == b"x" * 70_000
    with pytest.raises(errors.RecordTooLarge) as large:
        durable.read_file(path, 69_999)
    assert large.value.data == {"folder": str(tmp_path), "name": "a", "limit": 69_999}
    assert durable.read_bytes(str(path), 3) == b"xxxx"


def test_a_value_is_replaced_whole(tmp_path: Path) -> None:
    durable.replace(tmp_path / "a", b"one")
    durable.replace(tmp_path / "a", b"two")
    assert (tmp_path / "a").read_bytes() == b"two"
    assert names(tmp_path) == ["a"]


def test_a_value_that_cannot_be_replaced_stays(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b").write_bytes(b"")
    with pytest.raises(IsADirectoryError if sys.platform != "win32" else PermissionError):
        durable.replace(tmp_path / "a", b"two")
    assert names(tmp_path) == ["a"]


@pytest.mark.skipif(sys.platform == "win32", reason="renaming decides there")
class TestWithoutHardLinks:
    """FAT, and some network shares."""

    @pytest.fixture(autouse=True)
    def _refuses(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def link(*_: object, **__: object) -> None:
            raise OSError(errno.EPERM, "no links here")

        monkeypatch.setattr(os, "link", link)

    def test_the_lock_makes_renaming_safe(self, tmp_path: Path) -> None:
        durable.create(tmp_path, "a", b"one")
        assert (tmp_path / "a").read_bytes() == b"one"
        with pytest.raises(errors.AppendRace):
            durable.create(tmp_path, "a", b"two")
        assert (tmp_path / "a").read_bytes() == b"one"
        assert names(tmp_path) == ["a"]

    def test_who_comes_between_the_look_and_the_name_wins(self, tmp_path: Path) -> None:
        with pytest.raises(errors.AppendRace):
            durable.create(tmp_path, "a", b"one", lambda: durable.write_synced(tmp_path / "a", b"two"))
        assert (tmp_path / "a").read_bytes() == b"two"
        assert names(tmp_path) == ["a"]

    def test_without_the_lock_nothing_is_named(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        import fcntl

        def flock(*_: object) -> None:
            raise OSError(errno.ENOLCK, "no locks here")

        monkeypatch.setattr(fcntl, "flock", flock)
        with durable.one_writer(tmp_path) as granted:
            assert not granted
        with pytest.raises(errors.StorageFailed):
            durable.create(tmp_path, "a", b"one")
        assert names(tmp_path) == []
