"""Where a ledger's files come from: a folder that is read, and looked at from outside."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from ssj_publish import errors
from ssj_publish.ledger import disclosures
from ssj_publish.ledger.files import Folder, Keeping
from tests.world import World


@pytest.fixture
def folder(world: World, tmp_path: Path) -> Path:
    made = world.write(tmp_path)
    long_ago = time.time() - 3600
    for path in made.rglob("*.yaml"):
        os.utime(path, (long_ago, long_ago))
    return made


def test_a_folder_gives_its_records_in_the_order_asked_for(world: World, folder: Path) -> None:
    files = Folder(folder)
    assert files.numbers() == list(range(1, len(world.entries) + 1))
    assert files.entry(2) == world.entries[1]
    assert [one.name for one in files.entries([3, 1])] == [world.entries[2].name, world.entries[0].name]
    assert files.checkpoints() == []
    assert Path(files.place).samefile(folder)


def test_the_same_folder_is_one_place_whatever_way_leads_to_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder.parent)
    assert Folder(Path(folder.name)).place == Folder(folder / ".." / folder.name).place == Folder(folder).place


def test_only_what_the_site_publishes_now_counts_of_a_copy(world: World, folder: Path) -> None:
    """Another content may lie there from an earlier copying."""
    assert Folder(folder).contents() is None or Folder(folder).contents() == world.contents
    digest = "ab" * 32
    kept = world.contents or {}
    for data in kept.values():
        disclosures.write(folder, data)
    some = frozenset(list(kept)[:1])
    found = Folder(folder, some).contents()
    assert found is None or set(found) == some
    assert Folder(folder, frozenset({digest})).contents() in (None, {})


@pytest.mark.skipif(sys.platform == "win32", reason="Windows tells no time of change")
def test_a_record_looks_the_same_as_long_as_nobody_writes_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was written within the last two seconds looks like nothing: a second writing would look the same."""
    files = Folder(folder)
    assert files.looks([1, 99]) == [b"", b""], "just written, and not there"
    later = time.time_ns() + 10 * 10**9
    monkeypatch.setattr(time, "time_ns", lambda: later)
    first, second = files.looks([1, 2])
    assert first != b""
    assert first != second
    assert files.looks([2, 1]) == [second, first]
    path = folder / "000/000001.yaml"
    data = path.read_bytes()
    path.write_bytes(data[:-1] + b"#")
    stat = path.stat()
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns - 3600 * 10**9))
    assert files.looks([1]) != [first]


def test_what_is_read_to_be_verified_is_kept_by_its_number(world: World, folder: Path) -> None:
    kept: dict[int, bytes] = {}
    files = Keeping(Folder(folder), kept)
    assert files.entry(2) == Folder(folder).entry(2)
    list(files.entries([3, 1]))
    assert kept == {seq: world.entries[seq - 1].data for seq in (1, 3)}
    assert files.numbers() == Folder(folder).numbers()
    assert (files.place, files.checkpoints(), files.contents()) == (
        Folder(folder).place,
        [],
        Folder(folder).contents(),
    )
    with pytest.raises(errors.SsjError):
        files.entry(99)
    assert 99 not in kept


def test_of_a_copy_only_what_is_published_is_looked_at(world: World, folder: Path) -> None:
    first, second = (disclosures.write(folder, data).stem for data in (b"one\n", b"two\n"))
    assert Folder(folder).contents() == {first: b"one\n", second: b"two\n"} | world.contents
    assert Folder(folder, frozenset({second})).contents() == {second: b"two\n"}
    assert Folder(folder, frozenset()).contents() == {}
