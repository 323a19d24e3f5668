"""What the program does, counted: it fails where twice as much is done as when the figures below were counted, never on
time."""

from __future__ import annotations

import os
import sys
import tracemalloc
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from ssj_publish.core import encoding, signatures
from ssj_publish.core.entry import Entry
from ssj_publish.core.replay import replay
from ssj_publish.engines import stream
from ssj_publish.ledger import store, verified
from ssj_publish.ledger.files import Folder
from ssj_publish.ledger.verified import Tier
from tests.bench.ledgers import ledger, write

SIZE, NEW = 300, 10
NOW = "2026-01-02T09:00:00+08:00"
_COUNTED: list[Counter[str]] = []


def _hook(event: str, args: tuple[Any, ...]) -> None:
    if _COUNTED and event in ("open", "os.link", "os.rename", "os.scandir", "os.listdir"):
        _COUNTED[-1][event] += 1


sys.addaudithook(_hook)  # none can be taken away again; it counts while somebody asks


@contextmanager
def counting(monkeypatch: pytest.MonkeyPatch, **calls: tuple[object, str]) -> Iterator[Counter[str]]:
    """System calls by their audit events, and ``calls`` by the name that is given to them."""
    counted: Counter[str] = Counter()
    with monkeypatch.context() as during:
        for name, (owner, attribute) in calls.items():
            during.setattr(owner, attribute, _counted(counted, name, getattr(owner, attribute)))
        _COUNTED.append(counted)
        try:
            yield counted
        finally:
            _COUNTED.pop()


def _counted(counted: Counter[str], name: str, act: Callable[..., Any]) -> Callable[..., Any]:
    def instead(*args: Any, **more: Any) -> Any:
        counted[name] += 1
        return act(*args, **more)

    return instead


CALLS: dict[str, tuple[object, str]] = {
    "parsed": (encoding, "parse"),
    "checked": (signatures, "_holds"),
    "stat": (os, "stat"),
    "fsync": (os, "fsync"),
}


@pytest.fixture(scope="module")
def entries() -> list[Entry]:
    return ledger(SIZE + NEW)


def test_a_record_is_read_parsed_and_checked_once(
    tmp_path: Path, entries: list[Entry], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The founding record alone has several signatures."""
    write(tmp_path, entries[:SIZE])
    with counting(monkeypatch, **CALLS) as counted:
        done = verified.verify(Folder(tmp_path), Tier.ALONE, NOW)
    assert SIZE <= counted["parsed"] < 2 * SIZE
    assert counted["checked"] == done.state.signatures
    assert SIZE <= counted["open"] < 2 * SIZE
    assert counted["stat"] < 2 * SIZE


def test_what_was_verified_is_not_parsed_again(
    tmp_path: Path, entries: list[Entry], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of what is known only the looks are asked for; of ten new records each is read and checked."""
    monkeypatch.setenv("SSJ_CACHE_DIR", str(tmp_path / "cache"))
    folder = tmp_path / "ledger"
    write(folder, entries[:SIZE])
    verified.verify(Folder(folder), Tier.FULL, NOW)
    write(folder, entries[SIZE:])
    with counting(monkeypatch, **CALLS) as counted:
        assert verified.verify(Folder(folder), Tier.INCREMENTAL, NOW).before == SIZE
    assert counted["parsed"] <= 2 * (NEW + 1)
    assert counted["checked"] == NEW


def test_a_record_is_written_with_two_syncs_and_one_name(
    tmp_path: Path, entries: list[Entry], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file and its folder; nothing of the ledger but the record before is opened, however many there are."""
    write(tmp_path, entries[:SIZE])
    standing = replay(entries[:SIZE])
    with counting(monkeypatch, **CALLS) as counted:
        for entry in entries[SIZE:]:
            head = standing.head.digest
            standing.accept(entry)
            store.append(tmp_path, entry, head)
    assert counted["parsed"] == counted["checked"] == NEW
    assert counted["fsync"] <= 4 * NEW
    assert counted["open"] <= 2 * 5 * NEW
    assert counted["os.scandir"] + counted["os.listdir"] <= NEW


@pytest.mark.slow
def test_memory_does_not_grow_with_the_pool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stream of four times as many keeps no more; blocks are small here, that many of them pass."""
    monkeypatch.setattr(stream, "_BLOCK", 1 << 16)
    peaks = []
    for count in (20_000, 80_000):
        file = tmp_path / "pool.csv"
        file.write_text("id,class\n" + "".join(f"DX-{n:06d},A\n" for n in range(count)), "utf-8")
        tracemalloc.start()
        stream.smallest(file, "ab" * 32, {"A": 10})
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 2 * peaks[0]
