"""The folder of contents: read as it is, added to durably, and emptied without a rest."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ssj_publish import errors
from ssj_publish.core.disclosure import MAX_BYTES, digest
from ssj_publish.ledger import disclosures, store
from tests.world import World

DATA = b"one content\n"
NAME = f"{digest(DATA)}.yaml"


def test_what_was_written_is_read_by_its_digest(tmp_path: Path) -> None:
    path = disclosures.write(tmp_path, DATA)
    assert path == tmp_path / "disclosures" / NAME
    assert disclosures.write(tmp_path, DATA) == path
    assert disclosures.read(tmp_path) == {digest(DATA): DATA}


def test_no_folder_and_an_empty_one_are_not_the_same(tmp_path: Path) -> None:
    """A clone has none; whoever had contents and removed them all has an empty one."""
    assert disclosures.read(tmp_path) is None
    assert disclosures.remove(tmp_path, [digest(DATA)]) == []
    assert disclosures.read(tmp_path) is None
    disclosures.write(tmp_path, DATA)
    assert disclosures.remove(tmp_path, [digest(DATA)]) == [digest(DATA)]
    assert disclosures.read(tmp_path) == {}


def test_removing_what_is_gone_is_nothing_and_leaves_the_others(tmp_path: Path) -> None:
    disclosures.write(tmp_path, DATA)
    disclosures.write(tmp_path, b"another\n")
    assert disclosures.remove(tmp_path, ["0" * 64, digest(DATA)]) == [digest(DATA)]
    assert disclosures.read(tmp_path) == {digest(b"another\n"): b"another\n"}


def test_what_a_crashed_writing_left_is_removed_too(tmp_path: Path) -> None:
    """It holds the content as well."""
    disclosures.write(tmp_path, DATA)
    left = tmp_path / "disclosures" / ".tmp-0123456789abcdef"
    left.write_bytes(DATA)
    assert disclosures.read(tmp_path) == {digest(DATA): DATA}
    disclosures.remove(tmp_path, [digest(DATA)])
    assert list((tmp_path / "disclosures").iterdir()) == []


@pytest.mark.parametrize("name", ["notes.txt", NAME.upper(), NAME[1:], NAME + "~", "README.md"])
def test_whatever_has_no_place_there_is_named(tmp_path: Path, name: str) -> None:
    disclosures.write(tmp_path, DATA)
    (tmp_path / "disclosures" / name).write_bytes(DATA)
    with pytest.raises(errors.ForeignFile) as caught:
        disclosures.read(tmp_path)
    assert caught.value.data["name"] == name


def test_links_and_folders_are_not_read(tmp_path: Path) -> None:
    folder = tmp_path / "disclosures"
    folder.mkdir()
    (tmp_path / "secret").write_bytes(DATA)
    (folder / NAME).symlink_to(tmp_path / "secret")
    with pytest.raises(errors.ForeignFile):
        disclosures.read(tmp_path)
    (folder / NAME).unlink()
    (folder / NAME).mkdir()
    with pytest.raises(errors.ForeignFile):
        disclosures.read(tmp_path)


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    disclosures.write(tmp_path, DATA)
    (tmp_path / "disclosures" / NAME).write_bytes(b"x" * (MAX_BYTES + 1))
    with pytest.raises(errors.RecordTooLarge):
        disclosures.read(tmp_path)


def test_a_file_in_the_folder_s_place_is_named(tmp_path: Path) -> None:
    (tmp_path / "disclosures").write_bytes(b"")
    with pytest.raises(errors.SsjError):
        disclosures.read(tmp_path)
    with pytest.raises(errors.ForeignFile):
        list(store.read_entries(tmp_path))


def test_records_are_read_whether_the_folder_is_there_or_not(tmp_path: Path, world: World) -> None:
    ledger = world.write(tmp_path)
    before = list(store.read_entries(ledger))
    disclosures.write(ledger, DATA)
    (ledger / ".gitignore").write_text("disclosures/\n", "utf-8")
    assert list(store.read_entries(ledger)) == before


def test_writing_one_does_not_go_through_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A county has tens of thousands of them: each new one would cost as much as all."""
    disclosures.write(tmp_path, DATA)
    seen: list[str] = []
    scandir = os.scandir

    def watched(folder: Path) -> object:
        seen.append(Path(folder).name)
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", watched)
    disclosures.write(tmp_path, b"another\n")
    assert seen == [tmp_path.name]


def test_what_a_system_leaves_and_the_sites_list_are_passed_over(tmp_path: Path) -> None:
    disclosures.write(tmp_path, DATA)
    left = ("SHA256SUMS", "Thumbs.db", "desktop.ini", "._x", ".tmp-0123456789abcdef")
    for name in left:
        (tmp_path / "disclosures" / name).write_bytes(b"x")
    assert disclosures.read(tmp_path) == {digest(DATA): DATA}


def test_what_is_refused_is_named_with_its_folder(tmp_path: Path) -> None:
    disclosures.write(tmp_path, DATA)
    (tmp_path / "disclosures" / "notes.txt").write_bytes(b"x")
    with pytest.raises(errors.ForeignFile) as caught:
        disclosures.read(tmp_path)
    assert caught.value.data == {"folder": str(tmp_path / "disclosures"), "name": "notes.txt"}


def test_a_content_is_read_up_to_its_bound(tmp_path: Path) -> None:
    path = disclosures.write(tmp_path, DATA)
    path.write_bytes(b"x" * MAX_BYTES)
    assert disclosures.read(tmp_path) == {digest(DATA): b"x" * MAX_BYTES}


def test_of_several_that_are_removed_those_that_were_there_are_named(tmp_path: Path) -> None:
    there = [disclosures.write(tmp_path, text).stem for text in (b"one\n", b"two\n", b"three\n")]
    asked = [there[2], "0" * 64, there[0]]
    assert disclosures.remove(tmp_path, asked) == [there[2], there[0]]
    assert list(disclosures.read(tmp_path) or {}) == [there[1]]
