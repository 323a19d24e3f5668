"""A file is taken for what it was only while it looks as it did when its bytes were read; all else is hashed again."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest

import ssj_publish
from ssj_publish import errors
from ssj_publish.core.entry import Entry, record_name
from ssj_publish.core.replay import replay
from ssj_publish.ledger import cache, files
from ssj_publish.ledger.files import Folder
from ssj_publish.ledger.looks import Looks
from ssj_publish.ledger.verified import Tier, Verified, verify
from ssj_publish.machine import strongbox
from tests.world import World


@pytest.fixture
def ledger(full_world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A ledger whose files were written long enough ago to have a settled look."""
    monkeypatch.setenv("SSJ_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr(files, "_TICK", 0)
    return full_world.write(tmp_path / "office")


class Counted:
    """A folder that counts how many records are read."""

    def __init__(self, path: Path) -> None:
        self._files = Folder(path)
        self.read: list[int] = []

    def __getattr__(self, name: str) -> object:
        return getattr(self._files, name)

    def entry(self, seq: int) -> Entry:
        self.read.append(seq)
        return self._files.entry(seq)

    def entries(self, numbers: Sequence[int]) -> Iterator[Entry]:
        return map(self.entry, numbers)


def go_on(folder: Path) -> tuple[Verified, int]:
    """The verdict that goes on from what was verified before, and how many records it read for that."""
    counted = Counted(folder)
    found = verify(counted, Tier.INCREMENTAL, "later")  # type: ignore[arg-type]  # it has all that Files has
    return found, len(counted.read)


def spoil(path: Path) -> None:
    """Other bytes, as many, and the time of the last writing as it was."""
    seen = path.stat()
    data = path.read_bytes()
    at = data.index(b'signature: "') + 20
    path.write_bytes(data[:at] + (b"A" if data[at : at + 1] != b"A" else b"B") + data[at + 1 :])
    os.utime(path, ns=(seen.st_atime_ns, seen.st_mtime_ns))


def test_looks_that_nobody_has_kept_yet_are_made_up_for_by_the_bytes(ledger: Path, full_world: World) -> None:
    """Each record is read once, by its own number; and one digest that differs is enough."""
    digests = [sha256(one.data).hexdigest() for one in full_world.entries]
    counted = Counted(ledger)
    looks = Looks(counted, range(1, len(digests) + 1), "ab" * 32)  # type: ignore[arg-type]  # it has all that Files has
    assert looks.same(digests)
    assert counted.read == list(range(1, len(digests) + 1))
    assert looks.same(digests[:3])
    assert not looks.same([*digests[:-1], "0" * 64])
    assert not looks.same([*digests, "0" * 64]), "one more than there are"


def test_what_looks_the_same_is_not_read_again(ledger: Path, full_world: World) -> None:
    verify(Folder(ledger), Tier.FULL, "first")
    found, read = go_on(ledger)
    assert (found.before, found.state) == (len(full_world.entries), full_world.state)
    assert read < found.before // 2


@pytest.mark.skipif(os.name == "nt", reason="Windows tells no time of the last change")
def test_a_changed_record_is_found_though_its_size_and_time_were_set_back(ledger: Path) -> None:
    verify(Folder(ledger), Tier.FULL, "first")
    spoil(ledger / record_name(7))
    with pytest.raises(errors.NotVerified):
        go_on(ledger)


def test_a_file_written_just_now_has_no_look_yet(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two writings within one tick of a file system's clock look the same."""
    monkeypatch.setattr(files, "_TICK", 10**12)
    verify(Folder(ledger), Tier.FULL, "first")
    found, read = go_on(ledger)
    assert read >= found.before > 0


def test_where_nothing_is_known_of_the_looks_everything_is_hashed(ledger: Path, tmp_path: Path) -> None:
    verify(Folder(ledger), Tier.FULL, "first")
    shutil.rmtree(tmp_path / "cache" / "looks")
    found, read = go_on(ledger)
    assert read >= found.before > 0
    shutil.rmtree(tmp_path / "cache" / "looks")
    spoil(ledger / record_name(7))
    with pytest.raises(errors.NotVerified):
        go_on(ledger)


def test_a_copy_elsewhere_is_hashed_and_then_known(ledger: Path, tmp_path: Path) -> None:
    verify(Folder(ledger), Tier.FULL, "first")
    shutil.copytree(ledger, tmp_path / "copy")
    found, read = go_on(tmp_path / "copy")
    assert read >= found.before > 0
    assert go_on(tmp_path / "copy")[1] < found.before // 2


def test_looks_that_another_key_vouches_for_are_none(ledger: Path, tmp_path: Path) -> None:
    """Somebody who cannot read this user's key has put claims there for the files as they have changed them."""
    verify(Folder(ledger), Tier.FULL, "first")
    [claims] = [path for path in (tmp_path / "cache" / "looks").rglob("*") if path.is_file()]
    honest = strongbox.load(claims)
    assert honest is not None
    claims.write_bytes(bytes(32) + honest)
    found, read = go_on(ledger)
    assert read >= found.before > 0


def test_looks_that_were_rolled_back_speak_of_what_is_gone(ledger: Path, tmp_path: Path, full_world: World) -> None:
    """An older file of claims, authentic in itself, vouches for no other bytes than it did."""
    last = ledger / full_world.entries[-1].name
    data = last.read_bytes()
    last.unlink()
    verify(Folder(ledger), Tier.FULL, "first")
    shutil.copytree(tmp_path / "cache", tmp_path / "older")
    last.write_bytes(data)
    verify(Folder(ledger), Tier.FULL, "second")
    shutil.rmtree(tmp_path / "cache")
    shutil.copytree(tmp_path / "older", tmp_path / "cache")
    assert go_on(ledger)[0].state == full_world.state
    shutil.rmtree(tmp_path / "cache")
    shutil.copytree(tmp_path / "older", tmp_path / "cache")
    spoil(ledger / record_name(7))
    with pytest.raises(errors.NotVerified):
        go_on(ledger)


def test_a_poisoned_snapshot_of_a_forged_ledger_is_not_gone_on_from(ledger: Path, tmp_path: Path) -> None:
    """Whoever forges a record, and a snapshot in which it holds, has still not this user's key."""
    verify(Folder(ledger), Tier.FULL, "first")
    [snapshot] = [path for path in (tmp_path / "cache" / "verified").rglob("0*") if path.is_file()]
    data = strongbox.load(snapshot)
    assert data is not None
    made_by, _, kept = msgspec.msgpack.decode(data)
    (tmp_path / "cache" / "key").rename(tmp_path / "own")
    strongbox.save(snapshot, msgspec.msgpack.encode([made_by, [(1, "2099-01-01T00:00:00+08:00")], kept]))
    shutil.copy(tmp_path / "own", tmp_path / "cache" / "key")
    found, _ = go_on(ledger)
    assert (found.before, [run.time for run in found.runs]) == (0, ["later"])


def test_what_another_machine_or_another_program_verified_is_not_gone_on_from(
    ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where they share a home, key and all."""
    verify(Folder(ledger), Tier.FULL, "first")
    for name, value in (("platform.node", "another"), ("ssj_publish.ledger.cache.ROOMS", ("core",))):
        with monkeypatch.context() as changed:
            cache.fingerprint.cache_clear()
            changed.setattr(name, (lambda told=value: told) if isinstance(value, str) else value)
            assert cache.fingerprint()
            known = cache.load(
                replay(Folder(ledger).entries(Folder(ledger).numbers())).state.genesis.id,
                lambda seq: None if seq < 0 else _digest(ledger, seq),
            )
            assert known is None
    cache.fingerprint.cache_clear()
    assert go_on(ledger)[0].before > 0


def _digest(ledger: Path, seq: int) -> str:
    from hashlib import sha256

    return sha256(Folder(ledger).entry(seq).data).hexdigest()


def test_the_fingerprint_is_of_every_module_that_a_verdict_depends_on() -> None:
    """The door of ledgers is opened by a process of its own, which says what it has imported for that."""
    script = (
        "import sys, ssj_publish.ledger.verified\n"
        "print(*(str(one.__file__) for name, one in list(sys.modules.items()) if name.startswith('ssj_publish')), sep='\\n')"
    )
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split("\n")
    package = Path(ssj_publish.__file__).parent
    rooms = {Path(one).relative_to(package).parts[0] for one in told if one}
    assert rooms == {*cache.ROOMS, "__init__.py"}
    assert "ledger/verified.py" in {Path(one).relative_to(package).as_posix() for one in told if one}


def test_one_run_is_remembered_for_all_that_went_on_from_the_whole_one(ledger: Path, full_world: World) -> None:
    """However many records a clerk writes, what is kept of their verifications does not grow."""
    later = [(ledger / one.name, one.data) for one in full_world.entries[-3:]]
    for path, _ in later:
        path.unlink()
    verify(Folder(ledger), Tier.FULL, "first")
    for number, (path, data) in enumerate(later):
        path.write_bytes(data)
        verify(Folder(ledger), Tier.INCREMENTAL, f"step {number}")
    count = len(full_world.entries)
    found = verify(Folder(ledger), Tier.INCREMENTAL, "last")
    assert [(one.seq, one.time) for one in found.runs] == [(count - 3, "first"), (count, "step 2")]


class Short(Folder):
    """A folder that gives one record fewer than it was asked for."""

    def entries(self, numbers: Sequence[int]) -> Iterator[Entry]:
        return super().entries(numbers[:-1])


def test_records_that_do_not_come_are_not_taken_for_the_same(ledger: Path, full_world: World, tmp_path: Path) -> None:
    count = len(full_world.entries)
    for sort, same in ((Folder, True), (Short, False)):
        assert Looks(sort(ledger), range(1, count + 1), "0" * 64).same(full_world.state.digests) is same


def test_looks_are_claimed_by_thousand_as_the_folders_are(ledger: Path) -> None:
    """One changed file is not to cost the reading of another folder."""
    digests = ["00" * 32] * 2_500
    claimed = [(first, len(part)) for first, _, part in Looks(Folder(ledger), [1], "0" * 64)._claims(digests)]
    assert claimed == [(1, 999), (1_000, 1_000), (2_000, 501)]
