"""Whole, incremental, interrupted and resumed: the same ledger gives the same verdict, and tampering shows."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable, Iterator
from datetime import date
from hashlib import sha256
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path
from time import monotonic, sleep

import pytest

from ssj_publish import errors
from ssj_publish.core import examined
from ssj_publish.core import replay as door
from ssj_publish.core.entry import Entry, record_name
from ssj_publish.core.log import tree_of
from ssj_publish.core.tlog.checkpoint import Checkpoint
from ssj_publish.ledger import cache, checkpoints, disclosures
from ssj_publish.ledger.files import Folder
from ssj_publish.ledger.scan import scan
from ssj_publish.ledger.verified import Tier, Verified, Watch, verify
from ssj_publish.office.checkpoints import sign
from tests.bureau import LOG, logged
from tests.world import World


@pytest.fixture
def ledger(full_world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SSJ_CACHE_DIR", str(tmp_path / "cache"))
    return full_world.write(tmp_path / "office")


def full(folder: Path, now: str, watch: Watch | None = None) -> Verified:
    return verify(Folder(folder), Tier.FULL, now, watch=watch)


def incremental(folder: Path, now: str, watch: Watch | None = None) -> Verified:
    return verify(Folder(folder), Tier.INCREMENTAL, now, watch=watch)


def shorten(ledger: Path, count: int) -> list[tuple[Path, bytes]]:
    """Take the last records away; gives them back."""
    gone = [(path, path.read_bytes()) for path in sorted(ledger.glob("[0-9]*/*.yaml"))[-count:]]
    for path, _ in gone:
        path.unlink()
    return gone


def test_all_ways_come_to_the_same(ledger: Path, full_world: World) -> None:
    gone = shorten(ledger, 10)
    full(ledger, "first")
    for path, data in gone:
        path.write_bytes(data)
    step = incremental(ledger, "second")
    whole = full(ledger, "third")
    assert step.head == whole.head == full_world.replay.head == scan(ledger).head
    assert step.state == whole.state == full_world.state
    count = len(full_world.entries)
    assert (step.before, [(run.seq, run.time) for run in step.runs]) == (
        count - 10,
        [(count - 10, "first"), (count, "second")],
    )
    assert (whole.before, [(run.seq, run.time) for run in whole.runs]) == (0, [(count, "third")])


def test_what_was_verified_is_not_read_again(ledger: Path) -> None:
    full(ledger, "first")
    read: list[str] = []

    def watch(entries: Iterator[Entry], count: int) -> Iterable[Entry]:
        for entry in entries:
            read.append(entry.name)
            yield entry

    assert incremental(ledger, "second", watch).before == len(list(ledger.glob("[0-9]*/*.yaml")))
    assert read == []


def test_without_anything_kept_incremental_is_full(ledger: Path, full_world: World) -> None:
    found = incremental(ledger, "first")
    assert (found.before, found.state) == (0, full_world.state)


def test_full_never_rests_on_what_was_kept(ledger: Path) -> None:
    full(ledger, "first")
    path = ledger / "000/000005.yaml"
    path.write_bytes(path.read_bytes().replace(b"A", b"B", 1))
    with pytest.raises(errors.NotVerified):
        full(ledger, "second")
    with pytest.raises(errors.NotVerified):
        scan(ledger)


def test_a_changed_head_is_not_built_on(ledger: Path) -> None:
    """The record that the kept verification ends with was exchanged: all is read anew, and the fault is found."""
    full(ledger, "first")
    path = max(ledger.glob("[0-9]*/*.yaml"))
    data = path.read_bytes()
    path.write_bytes(data.replace(b"A", b"B", 1))
    with pytest.raises(errors.NotVerified):
        incremental(ledger, "second")
    path.unlink()
    assert incremental(ledger, "third").before == 0


@pytest.mark.parametrize("number", [1, 3, 20])
def test_a_gap_before_shows_in_every_tier(ledger: Path, number: int) -> None:
    full(ledger, "first")
    (ledger / record_name(number)).unlink()
    for way in (
        lambda: incremental(ledger, "x"),
        lambda: full(ledger, "x"),
        lambda: scan(ledger),
    ):
        with pytest.raises(errors.SequenceBroken) as fault:
            way()
        assert fault.value.data == {"name": record_name(number + 1), "expected": record_name(number)}


def test_a_bad_record_among_the_new_ones_is_found(ledger: Path) -> None:
    gone = shorten(ledger, 3)
    full(ledger, "first")
    for path, data in gone:
        path.write_bytes(data)
    gone[1][0].write_bytes(gone[1][1].replace(b'signature: "', b'signature: "A', 1))
    with pytest.raises(errors.NotVerified):
        incremental(ledger, "second")


def test_an_empty_ledger_is_said(tmp_path: Path) -> None:
    (tmp_path / "ledger").mkdir()
    for way in (full, incremental):
        with pytest.raises(errors.LedgerEmpty):
            way(tmp_path / "ledger", "now")


def test_an_interrupted_verification_is_taken_up(
    ledger: Path, full_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was read and not judged yet is read again."""
    monkeypatch.setattr(door, "STRETCH", 8)
    monkeypatch.setattr(examined, "RECORDS", 4)

    def stop(entries: Iterator[Entry], count: int) -> Iterable[Entry]:
        for number, entry in enumerate(entries, 1):
            if number == 35:
                raise KeyboardInterrupt
            yield entry

    with pytest.raises(KeyboardInterrupt):
        full(ledger, "first", stop)
    found = incremental(ledger, "second")
    assert 8 <= found.before <= 34
    assert found.state == full_world.state


def _slow(folder: str) -> None:
    door.STRETCH, examined.RECORDS = 4, 2

    def crawl(entries: Iterator[Entry], count: int) -> Iterable[Entry]:
        for entry in entries:
            sleep(0.02)
            yield entry

    full(Path(folder), "first", crawl)


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
    found = incremental(ledger, "second")
    assert found.state == full_world.state
    assert 0 < found.before < len(full_world.entries)


def test_no_verification_of_a_forged_signature_is_kept(
    ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor of what stands before it, when it is found in the first stretch."""
    monkeypatch.setattr(door, "STRETCH", 8)
    path = ledger / "000/000007.yaml"
    data = path.read_bytes()
    at = data.index(b'signature: "') + 20
    path.write_bytes(data[:at] + (b"A" if data[at : at + 1] != b"A" else b"B") + data[at + 1 :])
    with pytest.raises(errors.NotVerified):
        full(ledger, "first")
    kept = tmp_path / "cache" / "verified"
    assert not kept.exists() or not list(kept.rglob("0*"))


def test_a_history_that_was_taken_back_is_pointed_out(ledger: Path) -> None:
    """The shorter ledger verifies; only memory tells that there was more."""
    count = full(ledger, "first").head.seq
    gone = shorten(ledger, 4)
    assert full(ledger, "second").lost == count
    assert incremental(ledger, "third").lost == count
    for path, data in gone:
        path.write_bytes(data)
    assert incremental(ledger, "fourth").lost == 0


def test_alone_rests_on_nothing_and_leaves_nothing(
    ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor does it on the way, where others keep what they have."""
    monkeypatch.setattr(door, "STRETCH", 8)
    assert verify(Folder(ledger), Tier.ALONE).before == 0
    assert not (tmp_path / "cache" / "verified").exists()
    count = full(ledger, "first").head.seq
    shorten(ledger, 2)
    found = verify(Folder(ledger), Tier.ALONE)
    assert (found.head.seq, found.before, found.lost) == (count - 2, 0, 0)


def test_bytes_are_kept_for_whoever_asks_whether_read_now_or_known_before(ledger: Path) -> None:
    """Also those of records that an earlier verification knew; and they are held to what was verified then."""
    there = {int(path.stem): path.read_bytes() for path in ledger.glob("[0-9]*/*.yaml")}
    assert full(ledger, "first").files == {}
    for tier in (Tier.FULL, Tier.INCREMENTAL):
        found = verify(Folder(ledger), tier, "second", keep=True)
        assert (found.files, found.before) == (there, len(there) if tier is Tier.INCREMENTAL else 0)
    path = ledger / "000/000005.yaml"
    path.write_bytes(path.read_bytes().replace(b"A", b"B", 1))
    with pytest.raises(errors.NotVerified):
        verify(Folder(ledger), Tier.INCREMENTAL, "third", keep=True)


@pytest.fixture
def marked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A short ledger with a log key; `mark` puts a checkpoint beside it."""
    monkeypatch.setenv("SSJ_CACHE_DIR", str(tmp_path / "cache"))
    return World().found(**logged()).register().write(tmp_path / "office")


def mark(ledger: Path, root: bytes | None = None) -> None:
    state = verify(Folder(ledger), Tier.ALONE).state
    count = len(state.digests)
    stated = Checkpoint(state.origin, count, root or tree_of(state.digests).root)
    checkpoints.add(ledger, sign(stated, LOG.key, LOG), count)


@pytest.mark.parametrize("tier", Tier)
def test_records_that_are_gone_are_missed_where_a_checkpoint_stands_for_them(marked: Path, tier: Tier) -> None:
    mark(marked)
    assert len(verify(Folder(marked), tier, "before").log.audited) == 1
    shorten(marked, 100)
    with pytest.raises(errors.CheckpointBeyond) as fault:
        verify(Folder(marked), tier, "now")
    assert fault.value.data == {"name": "checkpoints/000005.note", "size": 5, "count": 0}


@pytest.mark.parametrize("tier", Tier)
def test_a_checkpoint_that_does_not_hold_gives_no_verdict(marked: Path, tier: Tier) -> None:
    mark(marked, bytes(32))
    with pytest.raises(errors.CheckpointDiffers):
        verify(Folder(marked), tier, "now")


def test_contents_are_looked_at_where_they_are_asked_for(ledger: Path) -> None:
    disclosures.write(ledger, b"nobody refers to this\n")
    stray = sha256(b"nobody refers to this\n").hexdigest()
    plain = verify(Folder(ledger), Tier.ALONE)
    assert (plain.strays, plain.contents) == ((), None)
    assert (verify(Folder(ledger), Tier.ALONE, keep=True).contents or {})[stray] == b"nobody refers to this\n"
    seen = verify(Folder(ledger), Tier.ALONE, today=date(2025, 6, 1))
    assert (seen.strays, set(seen.exposed)) == ((stray,), set(seen.state.references))
    for path in (ledger / "disclosures").iterdir():
        path.unlink()
    assert not verify(Folder(ledger), Tier.ALONE).exposed
    with pytest.raises(errors.DisclosureMissing):
        verify(Folder(ledger), Tier.ALONE, today=date(2025, 6, 1))


def test_a_verdict_goes_on_with_what_follows(ledger: Path, full_world: World) -> None:
    shorten(ledger, 1)
    going = verify(Folder(ledger), Tier.ALONE).replay()
    going.accept(full_world.entries[-1])
    assert going.head == full_world.replay.head


class Shifting(Folder):
    """A folder whose record 5 is exchanged once it has been found to be the one that was verified."""

    read = 0

    def entry(self, seq: int) -> Entry:
        entry = super().entry(seq)
        Shifting.read += seq == 5
        return Entry(entry.name, entry.data + b"#") if seq == 5 and Shifting.read > 1 else entry


def test_bytes_that_are_handed_on_are_held_to_the_digest_that_was_verified(ledger: Path) -> None:
    full(ledger, "first")
    with pytest.raises(errors.RecordChanged) as refused:
        verify(Shifting(ledger), Tier.INCREMENTAL, "second", keep=True)
    assert (refused.value.name, Shifting.read) == (record_name(5), 2)


def test_what_is_verified_is_kept_at_ever_longer_intervals(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each time a quarter more has been found, so that keeping costs less than verifying."""
    monkeypatch.setattr(door, "STRETCH", 1)
    monkeypatch.setattr(examined, "RECORDS", 1)
    kept: list[int] = []
    monkeypatch.setattr(cache, "save", lambda done, runs: kept.append(done.head.seq))
    count = full(ledger, "first").head.seq
    assert kept[-1] == count
    assert len(kept) < count / 3
    steps = [after / before for before, after in pairwise(kept[:-1]) if before > 20]
    assert all(1.2 < step < 1.35 for step in steps), kept


def test_a_few_new_records_are_not_worth_keeping_and_many_are(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keeping writes the whole state: where little is new, the little is verified again the next time."""
    count = full(ledger, "first").head.seq
    kept: list[int] = []
    monkeypatch.setattr(cache, "save", lambda done, runs: kept.append(done.head.seq))
    incremental(ledger, "second")
    assert kept == [], "nothing is new"
    assert verify(Folder(ledger), Tier.INCREMENTAL, "third", keep=True).before == count
    assert kept == []
