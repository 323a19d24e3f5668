"""Verify a ledger's folder: whole, or from where an earlier verification on this machine has come to.

A long verification is kept as it goes, each time after all signatures so far have been found to hold; one that was
interrupted is so taken up again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Final

from ssj_publish import errors
from ssj_publish.core import snapshot
from ssj_publish.core.entry import Entry, record_name
from ssj_publish.core.replay import Replay, replay
from ssj_publish.ledger import cache, scan, store
from ssj_publish.ledger.cache import Known, Run
from ssj_publish.machine.gc import everything_lasts

# Writing what was verified costs as much as verifying some hundred records.
_WORTH_KEEPING: Final = 1_000

#: Shows progress over the records that are read; gets how many there will be.
Watch = Callable[[Iterator[Entry], int], Iterable[Entry]]


@dataclass(frozen=True, slots=True)
class Verified:
    """A ledger all of which holds. ``runs`` says which records were verified when, the last ones last.

    ``before`` of them were verified in earlier runs, and not read again. ``lost`` is the number of the last record that
    was verified on this machine earlier and is not there now (0: none): an old copy, another branch, or history taken back.
    """

    replay: Replay
    runs: tuple[Run, ...]
    before: int = 0
    lost: int = 0


@everything_lasts()
def full(ledger: Path, executor: Executor | None, now: str, watch: Watch | None = None) -> Verified:
    """Read and verify every record. Raises `errors.LedgerEmpty` and whatever a record is refused for."""
    return _go_on(ledger, executor, None, now, watch)


@everything_lasts()
def incremental(ledger: Path, executor: Executor | None, now: str, watch: Watch | None = None) -> Verified:
    """Verify the records that came since the last verification on this machine; all, where nothing usable was kept."""
    return _go_on(ledger, executor, _known(ledger, partial(store.read_entry, ledger)), now, watch)


@everything_lasts()
def whole(ledger: Path, executor: Executor | None, read: snapshot.Read, resume: bool, now: str) -> Replay:
    """For whoever needs every record at once: verified from the first on, or (``resume``) from where this machine has come
    to; ``read`` gives a record's file, and is asked for each. Raises as `full` does."""
    known = _known(ledger, read) if resume else None
    start = known.replay if known else Replay()
    numbers = _after(store.numbers(ledger), start.head.seq)
    done = replay(map(read, numbers), executor, start)
    if done.empty:
        raise errors.LedgerEmpty()
    if len(numbers) >= _WORTH_KEEPING:
        cache.save(done, (*(known.runs if known else ()), Run(done.head.seq, now)))
    return done


def _go_on(ledger: Path, executor: Executor | None, known: Known | None, now: str, watch: Watch | None) -> Verified:
    start = known.replay if known else Replay()
    before = start.head.seq
    numbers = _after(store.numbers(ledger), before)
    entries: Iterator[Entry] = (store.read_entry(ledger, seq) for seq in numbers)
    keeper = _Keeper(ledger, known.runs if known else (), now)
    done = replay(watch(entries, len(numbers)) if watch else entries, executor, start, keeper.rest)
    if done.empty:
        raise errors.LedgerEmpty()
    lost = cache.lost(done.state.genesis.id, partial(_digest, ledger))
    if not known or len(numbers) >= _WORTH_KEEPING:
        keeper.keep(done)
    return Verified(done, keeper.runs_of(done), before, lost)


class _Keeper:
    """Keeps a verification as it goes, at ever longer intervals, so that keeping never costs more than verifying."""

    def __init__(self, ledger: Path, runs: tuple[Run, ...], now: str) -> None:
        self._read = partial(store.read_entry, ledger)
        self._runs = runs
        self._now = now
        self._next = 0

    def runs_of(self, done: Replay) -> tuple[Run, ...]:
        """The runs so far; one that has found nothing new is none."""
        new = not self._runs or done.head.seq > self._runs[-1].seq
        return (*self._runs, Run(done.head.seq, self._now)) if new else self._runs

    def rest(self, done: Replay) -> None:
        snapshot.tidy(done, self._read)
        if done.head.seq >= self._next:
            self.keep(done)

    def keep(self, done: Replay) -> None:
        cache.save(done, self.runs_of(done))
        self._next = done.head.seq * 5 // 4


def _known(ledger: Path, read: snapshot.Read) -> Known | None:
    try:
        first = store.read_entry(ledger, 1)
        genesis = scan.genesis_id(first.data, first.name)
    except errors.SsjError:
        return None
    return cache.load(genesis, partial(_digest, ledger), read)


def _digest(ledger: Path, seq: int) -> str | None:
    try:
        return sha256(store.read_entry(ledger, seq).data).hexdigest()
    except errors.SsjError:
        return None


def _after(numbers: list[int], seq: int) -> list[int]:
    """The numbers after ``seq``; a gap before shows here as it would when all are read."""
    for expected, number in enumerate(numbers[:seq], 1):
        if number != expected:
            raise errors.SequenceBroken(name=record_name(number), expected=record_name(expected))
    return numbers[seq:]
