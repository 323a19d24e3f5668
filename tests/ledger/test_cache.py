"""What was verified before is believed only where this program wrote it, for this user, by these rules."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from ssj_publish.core.replay import Replay, replay
from ssj_publish.ledger import cache
from ssj_publish.ledger.cache import Run
from ssj_publish.machine import strongbox
from tests.world import World

RUNS = (Run(3, "2026-01-01T00:00:00+08:00"),)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SSJ_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def done(full_world: World) -> Replay:
    return replay(full_world.entries)


def load(world: World) -> cache.Known | None:
    digests = dict(enumerate(world.state.digests, 1))
    return cache.load(world.state.genesis.id, digests.get)


def kept(folder: Path) -> list[Path]:
    return sorted(path for path in (folder / "verified").rglob("*") if path.is_file())


def test_what_is_kept_is_found(folder: Path, done: Replay, full_world: World) -> None:
    assert load(full_world) is None
    cache.save(done, RUNS)
    found = load(full_world)
    assert found is not None
    assert (found.replay.head, found.replay.state, found.runs) == (done.head, done.state, RUNS)


def test_of_several_the_longest_that_still_stands_is_taken(folder: Path, full_world: World) -> None:
    for size in (10, 30, 20):
        cache.save(replay(full_world.entries[:size]), (Run(size, "t"),))
    found = load(full_world)
    assert found is not None
    assert found.replay.head.seq == 30
    digests = [*full_world.state.digests[:29], "0" * 64]
    other = cache.load(full_world.state.genesis.id, lambda seq: digests[seq - 1])
    assert other is not None
    assert other.replay.head.seq == 20


def test_only_a_few_are_kept(folder: Path, full_world: World) -> None:
    for size in range(5, 15):
        cache.save(replay(full_world.entries[:size]), RUNS)
    assert len(kept(folder)) == 3


def _flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _link(path: Path) -> None:
    other = path.with_name("elsewhere")
    path.rename(other)
    path.symlink_to(other)


def _shared(path: Path) -> None:
    path.chmod(0o666)


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _other_key(path: Path) -> None:
    (path.parents[2] / "key").write_bytes(bytes(32))


def _short_key(path: Path) -> None:
    (path.parents[2] / "key").write_bytes(b"")


def _lost_key(path: Path) -> None:
    (path.parents[2] / "key").unlink()


def _renamed(path: Path) -> None:
    path.rename(path.with_name("000007" + path.name[6:]))


@pytest.mark.skipif(os.name == "nt", reason="modes and pipes of POSIX")
@pytest.mark.parametrize(
    "harm", [_flip, _cut, _empty, _link, _shared, _pipe, _other_key, _short_key, _lost_key, _renamed]
)
def test_whatever_is_not_just_so_is_as_good_as_nothing(
    folder: Path, done: Replay, full_world: World, harm: Callable[[Path], None]
) -> None:
    cache.save(done, RUNS)
    [path] = kept(folder)
    harm(path)
    assert load(full_world) is None


def test_other_rules_begin_anew(folder: Path, done: Replay, full_world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.save(done, RUNS)
    with monkeypatch.context() as changed:
        changed.setattr(cache, "fingerprint", lambda: "another program")
        assert load(full_world) is None
    assert load(full_world) is not None


def test_another_ledgers_verification_is_not_this_ones(folder: Path, done: Replay) -> None:
    cache.save(done, RUNS)
    other = World().found(bureau="另一个局").register()
    assert load(other) is None


@pytest.mark.skipif(
    os.name == "nt" or not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere"
)
def test_where_nothing_can_be_written_nothing_is_kept(folder: Path, done: Replay, full_world: World) -> None:
    folder.mkdir(mode=0o500)
    cache.save(done, RUNS)
    assert load(full_world) is None


def test_a_file_in_the_caches_place_does_no_harm(folder: Path, done: Replay, full_world: World) -> None:
    folder.write_text("not a folder")
    cache.save(done, RUNS)
    assert load(full_world) is None


def test_only_this_user_can_read_the_key(folder: Path, done: Replay) -> None:
    cache.save(done, RUNS)
    if os.name != "nt":
        assert (folder / "key").stat().st_mode & 0o077 == 0
        assert all(path.stat().st_mode & 0o077 == 0 for path in kept(folder))


def test_what_was_verified_and_is_gone_is_named_by_its_number(folder: Path, full_world: World) -> None:
    genesis, digests = full_world.state.genesis.id, dict(enumerate(full_world.state.digests, 1))
    assert cache.lost(genesis, digests.get) == 0
    for size in (10, 30, 20):
        cache.save(replay(full_world.entries[:size]), RUNS)
    assert cache.lost(genesis, digests.get) == 0
    assert cache.lost(genesis, (digests | {20: "0" * 64}).get) == 20
    assert cache.lost(genesis, {seq: digests[seq] for seq in range(1, 16)}.get) == 30
    assert cache.lost("0" * 64, lambda _: None) == 0


def test_the_newest_are_kept(folder: Path, full_world: World) -> None:
    """However long they are: the longest may be a branch that nobody verifies any more."""
    for age, size in enumerate((30, 10, 25, 20)):
        cache.save(replay(full_world.entries[:size]), RUNS)
        for path in kept(folder):
            if path.name.startswith(f"{size:06d}"):
                os.utime(path, (1_000_000 + age, 1_000_000 + age))
    cache.save(replay(full_world.entries[:5]), RUNS)
    assert [int(path.name[:6]) for path in kept(folder)] == [5, 20, 25]


@pytest.mark.parametrize("data", [b"", b"\x90", b"\x93", msgspec.msgpack.encode(["x", [], None])])
def test_what_this_program_would_not_have_written_is_not_read(
    folder: Path, done: Replay, full_world: World, monkeypatch: pytest.MonkeyPatch, data: bytes
) -> None:
    cache.save(done, RUNS)
    [path] = kept(folder)
    monkeypatch.setattr(cache, "fingerprint", lambda: "x")
    strongbox.save(path, data)
    assert bytes(strongbox.load(path) or b"none") == (data or b"none")
    assert load(full_world) is None


def test_a_cache_that_cannot_be_read_has_lost_nothing(folder: Path, full_world: World) -> None:
    (folder / "verified").mkdir(parents=True)
    (folder / "verified" / full_world.state.genesis.id).write_text("not a folder")
    assert load(full_world) is None
    assert cache.lost(full_world.state.genesis.id, lambda _: None) == 0
