"""The store: reads only what belongs there; appends once, durably, and never over another writer."""

from __future__ import annotations

import errno
import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from ssj_publish import errors
from ssj_publish.core.encoding import MAX_BYTES
from ssj_publish.core.entry import Entry, record_name
from ssj_publish.ledger import layout, store

posix = pytest.mark.skipif(os.name == "nt", reason="POSIX only")


def digest(entry: Entry) -> str:
    return sha256(entry.data).hexdigest()


def chain(length: int) -> list[Entry]:
    return [Entry(record_name(seq), b"seq: %d\n" % seq) for seq in range(1, length + 1)]


def fill(folder: Path, entries: list[Entry]) -> list[Entry]:
    prev = None
    for entry in entries:
        store.append(folder, entry, prev)
        prev = digest(entry)
    return entries


def listing(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_what_is_appended_is_read_back_in_order(tmp_path: Path) -> None:
    assert list(store.read_entries(tmp_path)) == []
    assert store.head(tmp_path) is None
    entries = fill(tmp_path, chain(12))
    assert list(store.read_entries(tmp_path)) == entries
    assert store.head(tmp_path) == entries[-1]
    assert listing(tmp_path) == [entry.name for entry in entries]


def test_numbers_order_records_even_past_a_million(tmp_path: Path) -> None:
    for seq in (1_000_000, 999_999, 2, 10_000_000):
        layout.record_path(tmp_path, seq).parent.mkdir(exist_ok=True)
        layout.record_path(tmp_path, seq).write_bytes(b"%d" % seq)
    assert [entry.data for entry in store.read_entries(tmp_path)] == [b"2", b"999999", b"1000000", b"10000000"]
    head = store.head(tmp_path)
    assert head is not None
    assert head.name == "10000/10000000.yaml"


def test_bytes_are_kept_as_they_are(tmp_path: Path) -> None:
    data = bytes(range(256)) + b"\r\n\x1a"
    store.append(tmp_path, Entry("000/000001.yaml", data), None)
    assert [entry.data for entry in store.read_entries(tmp_path)] == [data]


def test_bystanders_checkpoints_and_leftovers_are_passed_over(tmp_path: Path) -> None:
    entries = fill(tmp_path, chain(2))
    (tmp_path / "checkpoints").mkdir()
    for name in (".gitattributes", "README.md", ".tmp-0123"):
        (tmp_path / name).write_text("x")
    assert list(store.read_entries(tmp_path)) == entries


@pytest.mark.parametrize(
    "name",
    [
        "000/000003.yaml~",
        "000/000003.YAML",
        "000003.yaml",
        "001/000003.yaml",
        "000/001000.yaml",
        "000/3.yaml",
        "000/0000003.yaml",
        "000/000000.yaml",
        "readme.md",
        "notes.txt",
        "_DS_Store",
    ],
)
def test_a_file_that_does_not_belong_there_is_named(tmp_path: Path, name: str) -> None:
    fill(tmp_path, chain(2))
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("x")
    for read in (lambda: list(store.read_entries(tmp_path)), lambda: store.head(tmp_path)):
        with pytest.raises(errors.ForeignFile) as caught:
            read()
        assert caught.value.name == name


def test_a_folder_in_a_files_place_and_the_reverse_are_refused(tmp_path: Path) -> None:
    cases: list[tuple[str, Callable[[Path], object]]] = [
        ("000/000001.yaml", Path.mkdir),
        ("README.md", Path.mkdir),
        ("drafts", Path.mkdir),
        ("checkpoints", lambda path: path.write_text("x")),
    ]
    for name, make in cases:
        folder = tmp_path / f"in-{name}"
        (folder / name).parent.mkdir(parents=True)
        make(folder / name)
        with pytest.raises(errors.ForeignFile) as caught:
            list(store.read_entries(folder))
        assert caught.value.name == name


@posix
@pytest.mark.parametrize("name", ["000/000002.yaml", "README.md", "checkpoints", ".gitattributes"])
def test_links_are_refused_wherever_they_point(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "ledger"
    folder.mkdir()
    fill(folder, chain(1))
    for target in (folder / "000/000001.yaml", tmp_path, tmp_path / "nothing"):
        (folder / name).symlink_to(target)
        with pytest.raises(errors.ForeignFile):
            list(store.read_entries(folder))
        (folder / name).unlink()


@posix
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "000").mkdir()
    os.mkfifo(tmp_path / "000/000001.yaml")
    with pytest.raises(errors.ForeignFile):
        list(store.read_entries(tmp_path))


def test_a_record_beyond_the_cap_is_neither_written_nor_read(tmp_path: Path) -> None:
    store.append(tmp_path, Entry("000/000001.yaml", b"x" * MAX_BYTES), None)
    assert len(next(store.read_entries(tmp_path)).data) == MAX_BYTES
    with pytest.raises(errors.RecordTooLarge):
        store.append(tmp_path, Entry("000/000002.yaml", b"x" * (MAX_BYTES + 1)), sha256(b"x" * MAX_BYTES).hexdigest())
    (tmp_path / "000/000002.yaml").write_bytes(b"x" * (MAX_BYTES + 1))
    with pytest.raises(errors.RecordTooLarge) as caught:
        list(store.read_entries(tmp_path))
    assert caught.value.name == "000/000002.yaml"


def test_no_ledger_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for folder in (tmp_path / "none", tmp_path / "file"):
        with pytest.raises(errors.LedgerNotFound):
            list(store.read_entries(folder))
        with pytest.raises(errors.LedgerNotFound):
            store.head(folder)
        with pytest.raises(errors.LedgerNotFound):
            store.append(folder, chain(1)[0], None)


def test_doing_an_append_again_changes_nothing(tmp_path: Path) -> None:
    entries = fill(tmp_path, chain(3))
    before = {name: os.stat(tmp_path / name).st_mtime_ns for name in listing(tmp_path)}
    fill(tmp_path, entries)
    assert {name: os.stat(tmp_path / name).st_mtime_ns for name in listing(tmp_path)} == before


def test_who_comes_second_to_a_number_loses(tmp_path: Path) -> None:
    first, second = fill(tmp_path, chain(2))
    for entry, prev in [(Entry(second.name, b"other"), digest(first)), (Entry(first.name, b"other"), None)]:
        with pytest.raises(errors.AppendRace) as caught:
            store.append(tmp_path, entry, prev)
        assert caught.value.name == entry.name
    assert list(store.read_entries(tmp_path)) == [first, second]
    assert listing(tmp_path) == [first.name, second.name]


def test_a_record_is_not_put_behind_another_than_the_one_it_builds_on(tmp_path: Path) -> None:
    fill(tmp_path, chain(2))
    before = listing(tmp_path)
    for name, prev in [("000/000003.yaml", "0" * 64), ("000/000004.yaml", digest(chain(2)[1]))]:
        with pytest.raises(errors.AppendRace):
            store.append(tmp_path, Entry(name, b"x"), prev)
    assert listing(tmp_path) == before


@pytest.mark.parametrize(
    ("name", "prev"), [("x.yaml", "0" * 64), ("000/000001.yaml", "0" * 64), ("000/000002.yaml", None)]
)
def test_an_entry_that_makes_no_sense_is_the_callers_fault(tmp_path: Path, name: str, prev: str | None) -> None:
    with pytest.raises(ValueError, match="yaml"):
        store.append(tmp_path, Entry(name, b"x"), prev)


def test_leftovers_of_a_crash_go_with_the_next_append(tmp_path: Path) -> None:
    (tmp_path / ".tmp-0123456789abcdef").write_bytes(b"half a rec")
    fill(tmp_path, chain(1))
    assert listing(tmp_path) == ["000/000001.yaml"]


class Killed(BaseException):
    """Stands for the process ending on the spot: no handler of the store's may matter."""


FAULTS = ["open", "write", "fsync", "link", "unlink", "scandir"]


def failing(monkeypatch: pytest.MonkeyPatch, call: str, nth: int, done: bool, fault: BaseException) -> list[int]:
    """Let the ``nth`` use of ``os.<call>`` fail, before (or, with ``done``, after) it has had its effect."""
    real: Callable[..., Any] = getattr(os, call)
    count = [0]

    def wrapped(*arguments: Any, **options: Any) -> Any:
        count[0] += 1
        if count[0] != nth:
            return real(*arguments, **options)
        if done:
            real(*arguments, **options)
        raise fault

    monkeypatch.setattr(os, call, wrapped)
    return count


@posix
@pytest.mark.parametrize("done", [False, True])
@pytest.mark.parametrize("call", FAULTS)
@pytest.mark.parametrize("fault", [OSError(errno.EIO, "injected"), Killed()])
def test_every_fault_leaves_the_old_ledger_or_the_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, done: bool, fault: BaseException
) -> None:
    """Each use of each call in turn fails, with and without its effect; then the same append is tried again."""
    for nth in range(1, 12):
        folder = tmp_path / str(nth)
        folder.mkdir()
        old = fill(folder, chain(2))
        entry = chain(3)[2]
        with monkeypatch.context() as patched:
            count = failing(patched, call, nth, done, fault)
            try:
                store.append(folder, entry, digest(old[1]))
                succeeded = True
            except (errors.StorageFailed, Killed):
                succeeded = False
        there = list(store.read_entries(folder))
        assert there in (old, [*old, entry])
        if succeeded:
            assert there == [*old, entry]
        store.append(folder, entry, digest(old[1]))
        assert list(store.read_entries(folder)) == [*old, entry]
        assert listing(folder) == [one.name for one in (*old, entry)]
        if count[0] < nth:
            return
    raise AssertionError("the append never got through")


KILLED = """
import os, signal, sys
from pathlib import Path
from ssj_publish.core.entry import Entry
from ssj_publish.ledger import store
call, nth, folder, prev = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]), sys.argv[4]
real, count = getattr(os, call), 0
def wrapped(*arguments, **options):
    global count
    count += 1
    if count == nth:
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*arguments, **options)
setattr(os, call, wrapped)
store.append(folder, Entry("000/000002.yaml", b"new"), prev)
"""


@posix
@pytest.mark.parametrize(("call", "nth"), [("fsync", 1), ("link", 1), ("unlink", 1), ("fsync", 2)])
def test_a_killed_writer_leaves_no_lock_and_no_half_record(tmp_path: Path, call: str, nth: int) -> None:
    first = fill(tmp_path, chain(1))[0]
    done = subprocess.run([sys.executable, "-c", KILLED, call, str(nth), tmp_path, digest(first)], check=False)
    assert done.returncode == -signal.SIGKILL
    new = Entry("000/000002.yaml", b"new")
    assert list(store.read_entries(tmp_path)) in ([first], [first, new])
    store.append(tmp_path, new, digest(first))
    assert listing(tmp_path) == ["000/000001.yaml", "000/000002.yaml"]


@posix
def test_the_record_is_synced_before_it_has_its_name_and_the_folder_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = []
    for call in ("fsync", "link"):
        real = getattr(os, call)

        def wrapped(*arguments: Any, call: str = call, real: Callable[..., Any] = real) -> Any:
            steps.append(call)
            return real(*arguments)

        monkeypatch.setattr(os, call, wrapped)
    fill(tmp_path, chain(1))
    assert steps == ["fsync", "fsync", "link", "fsync"], "the first of a thousand makes their folder, durably"
    steps.clear()
    store.append(tmp_path, chain(2)[1], digest(chain(2)[0]))
    assert steps == ["fsync", "link", "fsync"]
    fill(tmp_path, chain(1))
    assert steps[-1] == "fsync", "what an append that crashed has left is made durable too"


def no_links(*_: object, **__: object) -> None:
    raise OSError(errno.EOPNOTSUPP, "no hard links here")


def test_without_hard_links_a_number_is_still_given_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", no_links)
    entries = fill(tmp_path, chain(3))
    assert fill(tmp_path, entries) == list(store.read_entries(tmp_path))
    with pytest.raises(errors.AppendRace):
        store.append(tmp_path, Entry("000/000003.yaml", b"other"), digest(entries[1]))
    assert list(store.read_entries(tmp_path)) == entries


def test_without_hard_links_a_name_is_looked_at_once_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Renaming would replace a file that a writer on another machine has put there meanwhile."""

    def overtaken(_: Path, target: Path) -> None:
        target.write_bytes(b"other")
        no_links()

    monkeypatch.setattr(os, "link", overtaken)
    with pytest.raises(errors.AppendRace):
        store.append(tmp_path, chain(1)[0], None)
    assert [entry.data for entry in store.read_entries(tmp_path)] == [b"other"]


@posix
def test_without_hard_links_and_locks_nothing_is_risked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", no_links)
    monkeypatch.setattr("fcntl.flock", no_links)
    with pytest.raises(errors.StorageFailed):
        fill(tmp_path, chain(1))
    assert listing(tmp_path) == []


@posix
@pytest.mark.parametrize("others", [b"seq: 1\n", b"other"])
def test_a_number_taken_between_look_and_link(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, others: bytes) -> None:
    """A writer on another machine, where the lock does not reach."""
    real = os.link

    def overtaken(source: Path, target: Path) -> None:
        target.write_bytes(others)
        real(source, target)

    monkeypatch.setattr(os, "link", overtaken)
    entry = chain(1)[0]
    if others == entry.data:
        store.append(tmp_path, entry, None)
    else:
        with pytest.raises(errors.AppendRace):
            store.append(tmp_path, entry, None)
    assert [entry.data for entry in store.read_entries(tmp_path)] == [others]


@posix
def test_a_temporary_file_swept_away_by_another_writer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.link

    def swept(source: Path, target: Path) -> None:
        source.unlink()
        real(source, target)

    monkeypatch.setattr(os, "link", swept)
    with pytest.raises(errors.AppendRace):
        store.append(tmp_path, chain(1)[0], None)
    assert listing(tmp_path) == []


def race(folder: Path, writer: int, rounds: int, linkless: bool) -> int:
    """Append whatever comes next, again and again; the count of races won."""
    if linkless:
        os.link = no_links
    won = 0
    while True:
        last = store.head(folder)
        seq = (layout.parse_record_name(last.name) or 0) + 1 if last else 1
        if seq > rounds:
            return won
        try:
            entry = Entry(record_name(seq), b"writer %d, number %d, %s\n" % (writer, seq, os.urandom(8).hex().encode()))
            store.append(folder, entry, digest(last) if last else None)
        except errors.AppendRace:
            continue
        won += 1
        assert (folder / entry.name).read_bytes() == entry.data


@posix
@pytest.mark.parametrize("linkless", [False, True])
def test_four_processes_at_once_each_number_goes_to_one(tmp_path: Path, linkless: bool) -> None:
    rounds = 60
    with multiprocessing.get_context("spawn").Pool(4) as pool:
        won = pool.starmap(race, [(tmp_path, writer, rounds, linkless) for writer in range(4)])
    assert sum(won) == rounds
    entries = list(store.read_entries(tmp_path))
    assert [entry.name for entry in entries] == [record_name(seq) for seq in range(1, rounds + 1)]
    assert listing(tmp_path) == [entry.name for entry in entries]
    for writer in range(4):
        assert sum(entry.data.startswith(b"writer %d," % writer) for entry in entries) == won[writer]


def test_what_somebody_has_built_on_is_not_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of records that are written together all stand or none, but nobody else's record loses the ground under it."""
    first, second, third = chain(3)
    store.append(tmp_path, first, None)
    prev, real = digest(first), store.append

    def fails(folder: Path, entry: Entry, before: str | None) -> None:
        if entry is third:
            raise OSError("no space")
        real(folder, entry, before)

    monkeypatch.setattr(store, "append", fails)
    with pytest.raises(OSError, match="no space"):
        store.append_all(tmp_path, [second, third], prev)
    assert store.numbers(tmp_path) == [1]

    def overtaken(folder: Path, entry: Entry, before: str | None) -> None:
        if entry is third:
            real(folder, third, digest(second))
            raise OSError("somebody else was first")
        real(folder, entry, before)

    monkeypatch.setattr(store, "append", overtaken)
    with pytest.raises(OSError, match="somebody else"):
        store.append_all(tmp_path, [second, third], prev)
    assert store.numbers(tmp_path) == [1, 2, 3]
