"""Whole, incremental, interrupted and resumed: the same ledger gives the same state, and tampering shows."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable, Iterator
from multiprocessing import get_context
from pathlib import Path
from time import monotonic, sleep

import pytest

from ssj_publish import errors
from ssj_publish.core import replay as door
from ssj_publish.core.entry import Entry
from ssj_publish.ledger import tiers
from ssj_publish.ledger.scan import scan
from tests.conftest import World


@pytest.fixture
def ledger(full_world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SSJ_CACHE_DIR", str(tmp_path / "cache"))
    return full_world.write(tmp_path / "office")


def shorten(ledger: Path, count: int) -> list[tuple[Path, bytes]]:
    """Take the last records away; gives them back."""
    gone = [(path, path.read_bytes()) for path in sorted(ledger.glob("*.yaml"))[-count:]]
    for path, _ in gone:
        path.unlink()
    return gone


def test_all_ways_come_to_the_same(ledger: Path, full_world: World) -> None:
    gone = shorten(ledger, 10)
    tiers.full(ledger, None, "first")
    for path, data in gone:
        path.write_bytes(data)
    step = tiers.incremental(ledger, None, "second")
    whole = tiers.full(ledger, None, "third")
    assert step.replay.head == whole.replay.head == full_world.replay.head == scan(ledger).head
    assert step.replay.state == whole.replay.state == full_world.state
    count = len(full_world.entries)
    assert (step.before, [(run.seq, run.time) for run in step.runs]) == (
        count - 10,
        [(count - 10, "first"), (count, "second")],
    )
    assert (whole.before, [(run.seq, run.time) for run in whole.runs]) == (0, [(count, "third")])


def test_what_was_verified_is_not_read_again(ledger: Path) -> None:
    tiers.full(ledger, None, "first")
    read: list[str] = []

    def watch(entries: Iterator[Entry], count: int) -> Iterable[Entry]:
        for entry in entries:
            read.append(entry.name)
            yield entry

    assert tiers.incremental(ledger, None, "second", watch).before == len(list(ledger.glob("*.yaml")))
    assert read == []


def test_without_anything_kept_incremental_is_full(ledger: Path, full_world: World) -> None:
    found = tiers.incremental(ledger, None, "first")
    assert (found.before, found.replay.state) == (0, full_world.state)


def test_full_never_rests_on_what_was_kept(ledger: Path) -> None:
    tiers.full(ledger, None, "first")
    path = ledger / "000005.yaml"
    path.write_bytes(path.read_bytes().replace(b"A", b"B", 1))
    with pytest.raises(errors.NotVerified):
        tiers.full(ledger, None, "second")
    with pytest.raises(errors.NotVerified):
        scan(ledger)


def test_a_changed_head_is_not_built_on(ledger: Path) -> None:
    """The record that the kept verification ends with was exchanged: all is read anew, and the fault is found."""
    tiers.full(ledger, None, "first")
    path = max(ledger.glob("*.yaml"))
    data = path.read_bytes()
    path.write_bytes(data.replace(b"A", b"B", 1))
    with pytest.raises(errors.NotVerified):
        tiers.incremental(ledger, None, "second")
    path.unlink()
    assert tiers.incremental(ledger, None, "third").before == 0


@pytest.mark.parametrize("number", [1, 3, 20])
def test_a_gap_before_shows_in_every_tier(ledger: Path, number: int) -> None:
    tiers.full(ledger, None, "first")
    (ledger / f"{number:06d}.yaml").unlink()
    for way in (
        lambda: tiers.incremental(ledger, None, "x"),
        lambda: tiers.full(ledger, None, "x"),
        lambda: scan(ledger),
    ):
        with pytest.raises(errors.NotVerified):
            way()


def test_a_bad_record_among_the_new_ones_is_found(ledger: Path) -> None:
    gone = shorten(ledger, 3)
    tiers.full(ledger, None, "first")
    for path, data in gone:
        path.write_bytes(data)
    gone[1][0].write_bytes(gone[1][1].replace(b'signature: "', b'signature: "A', 1))
    with pytest.raises(errors.NotVerified):
        tiers.incremental(ledger, None, "second")


def test_an_empty_ledger_is_said(tmp_path: Path) -> None:
    (tmp_path / "ledger").mkdir()
    for way in (tiers.full, tiers.incremental):
        with pytest.raises(errors.LedgerEmpty):
            way(tmp_path / "ledger", None, "now")


def test_an_interrupted_verification_is_taken_up(
    ledger: Path, full_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "STRETCH", 8)

    def stop(entries: Iterator[Entry], count: int) -> Iterable[Entry]:
        for number, entry in enumerate(entries, 1):
            if number == 35:
                raise KeyboardInterrupt
            yield entry

    with pytest.raises(KeyboardInterrupt):
        tiers.full(ledger, None, "first", stop)
    found = tiers.incremental(ledger, None, "second")
    assert 8 <= found.before <= 34
    assert found.replay.state == full_world.state


def _slow(folder: str) -> None:
    door.STRETCH = 4

    def crawl(entries: Iterator[Entry], count: int) -> Iterable[Entry]:
        for entry in entries:
            sleep(0.02)
            yield entry

    tiers.full(Path(folder), None, "first", crawl)


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
def test_killed_in_the_middle_it_goes_on(ledger: Path, full_world: World, tmp_path: Path) -> None:
    child = get_context("spawn").Process(target=_slow, args=(str(ledger),))
    child.start()
    until = monotonic() + 60
    kept = tmp_path / "cache" / "verified"
    while not (kept.is_dir() and list(kept.rglob("0*"))) and monotonic() < until:
        sleep(0.01)
    os.kill(child.pid or 0, signal.SIGKILL)
    child.join(60)
    found = tiers.incremental(ledger, None, "second")
    assert found.replay.state == full_world.state
    assert 0 < found.before < len(full_world.entries)


def test_no_verification_of_a_forged_signature_is_kept(
    ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Signatures are checked some time after the record was taken in: nothing may be kept before they have held."""
    monkeypatch.setattr(door, "STRETCH", 8)
    path = ledger / "000007.yaml"
    data = path.read_bytes()
    at = data.index(b'signature: "') + 20
    path.write_bytes(data[:at] + (b"A" if data[at : at + 1] != b"A" else b"B") + data[at + 1 :])
    with pytest.raises(errors.NotVerified):
        tiers.full(ledger, None, "first")
    kept = tmp_path / "cache" / "verified"
    assert not kept.exists() or not list(kept.rglob("0*"))


def test_a_history_that_was_taken_back_is_pointed_out(ledger: Path) -> None:
    """The shorter ledger verifies; only memory tells that there was more."""
    count = tiers.full(ledger, None, "first").replay.head.seq
    gone = shorten(ledger, 4)
    assert tiers.full(ledger, None, "second").lost == count
    assert tiers.incremental(ledger, None, "third").lost == count
    for path, data in gone:
        path.write_bytes(data)
    assert tiers.incremental(ledger, None, "fourth").lost == 0
