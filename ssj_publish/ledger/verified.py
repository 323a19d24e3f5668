"""The one door of a ledger: records, checkpoints and removable contents, held against every rule, become one verdict.

1. every record passes `replay.accept`, from the first on or from where an earlier verification here has come to;
2. every checkpoint beside them holds (`ledger.log`), also where no record is left that it could hold for;
3. where a day is given, every removable content is what its record says, or is gone on a ground (`reading.exposure`).

Where the files come from is `ledger.files`' matter, and what is known from before `ledger.cache`'s. A long verification
is kept as it goes; one that was interrupted is so taken up again. `scan` is no door: it looks at hashes, and gives no
verdict.

What an earlier verification may be trusted for, wherever one goes on from it (`Tier.INCREMENTAL`: whoever writes, asks
what is due, commits or pushes):

- it was written by this user, on this machine, by a program of the same text (`cache.fingerprint`,
  `machine.strongbox`); anything else in its place (another's, a cut one, one of older rules) is as good as nothing
  there;
- it speaks of records of certain digests, in their order, and of nothing else. Each of these files must still have its
  digest: what looks from outside as it did when its bytes were last found so is not read again, all else is hashed, and
  all of it where nothing is known of how it looked (`ledger.looks`). An older one is as true as it was: it is gone on
  from;
- where one file has another digest, or is gone, nothing is trusted: everything is verified from the first record on,
  which says what is wrong, or that this is another history;
- checkpoints and removable contents are read each time.

Nothing is trusted for: `Tier.FULL`, which is what ``ssj verify`` and whoever signs a checkpoint do, and `Tier.ALONE`,
which a pipeline does. `Verified.runs` begins with the last verification that rested on nothing; whoever goes on from it
says when that was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from functools import partial
from hashlib import sha256
from typing import Final, NoReturn

from ssj_publish import errors
from ssj_publish.core import snapshot
from ssj_publish.core.chain import Head
from ssj_publish.core.entry import Entry, record_name
from ssj_publish.core.reading import exposure
from ssj_publish.core.reading.exposure import Exposed
from ssj_publish.core.replay import Replay, replay
from ssj_publish.core.state import State
from ssj_publish.ledger import cache, scan
from ssj_publish.ledger.cache import Known, Run
from ssj_publish.ledger.files import Files, Keeping
from ssj_publish.ledger.log import Log
from ssj_publish.ledger.looks import Looks
from ssj_publish.machine.gc import everything_lasts
from ssj_publish.machine.workers import Crew

# Writing what was verified costs as much as verifying about the hundredth part of it.
_WORTH_KEEPING: Final = 100

#: Shows progress over the records that are read; gets how many there will be.
Watch = Callable[[Iterator[Entry], int], Iterable[Entry]]


class Tier(Enum):
    """What a verification rests on. Each reads every record that it does not already know."""

    ALONE = "alone"  #: on nothing, and nothing is kept of it
    FULL = "full"  #: on nothing; what it finds is kept for the next one
    INCREMENTAL = "incremental"  #: on the last verification on this machine, if its files are still the same


@dataclass(frozen=True, slots=True)
class Verified:
    """A ledger all of which holds. ``runs`` says up to which record the verification went that rested on nothing, and
    when it began; then up to which those that went on from it have come, and when the last one began that found
    something new.

    ``before`` of them were verified in earlier runs, and not read again. ``lost`` is the number of the last record that
    was verified on this machine earlier and is not there now (0: none): an old copy, another branch, or history taken
    back. ``exposed`` (by digest) and ``strays`` say how the removable contents stood on the day that was asked about.
    ``files`` (each record's bytes by number) and ``contents`` are there for whoever asked to keep them.
    """

    state: State
    head: Head
    log: Log
    runs: tuple[Run, ...]
    before: int = 0
    lost: int = 0
    exposed: Mapping[str, Exposed] = field(default_factory=dict)
    strays: tuple[str, ...] = ()
    files: Mapping[int, bytes] = field(default_factory=dict)
    contents: Mapping[str, bytes] | None = None

    def replay(self) -> Replay:
        """The ledger opened at its head, for records that are to follow."""
        return Replay(self.head, self.state)


@everything_lasts()
def verify(
    files: Files,
    tier: Tier,
    now: str = "",
    *,
    watch: Watch | None = None,
    today: date | None = None,
    keep: bool = False,
) -> Verified:
    """Verify the ledger in ``files``, beginning at ``now`` (ISO 8601; by it a run is remembered).

    Removable contents are looked at where they are asked for: with ``today``, how they stand on that day; with
    ``keep``, as they are, and every record's bytes with them. Raises `errors.LedgerEmpty`, any `errors.NotVerified`,
    and what ``files`` raises.
    """
    kept: dict[int, bytes] = {}
    run = _Run(files, Keeping(files, kept) if keep else files, tier, now)
    done = run.go(watch, tidy=not keep)
    if done.empty:
        _refuse_empty(files)
    runs, log = run.runs_of(done), Log(done.state, files.checkpoints())
    contents = files.contents() if keep or today is not None else None
    exposed = _exposed(done.state, contents, today)
    strays = exposure.strays(done.state, contents or ())
    bytes_ = _all_bytes(files, kept, done.state.digests) if keep else {}
    held = contents if keep else None
    return Verified(done.state, done.head, log, runs, run.before, run.lost, exposed, strays, bytes_, held)


def _all_bytes(files: Files, kept: Mapping[int, bytes], digests: list[str]) -> dict[int, bytes]:
    """Every record's bytes: as they were ``kept`` when they were verified now, else read, and held to the digest of
    then."""
    found = {}
    for seq, digest in enumerate(digests, 1):
        data = kept[seq] if seq in kept else files.entry(seq).data
        if seq not in kept and sha256(data).hexdigest() != digest:
            raise errors.RecordChanged(name=record_name(seq), digest=digest)
        found[seq] = data
    return found


def _exposed(state: State, contents: Mapping[str, bytes] | None, today: date | None) -> dict[str, Exposed]:
    if today is None:
        return {}
    found = exposure.audit(state, contents, today)
    exposure.require_whole(found)
    return found


class _Run:
    """One run through the records; kept as it goes, at ever longer intervals, so that keeping costs less than
    verifying."""

    def __init__(self, files: Files, reading: Files, tier: Tier, now: str) -> None:
        """``reading`` gives the records that are verified: ``files``, or what keeps their bytes on the way."""
        self._files, self._reading, self._now = files, reading, now
        self._remembers = tier is not Tier.ALONE
        self._numbers = files.numbers()
        self._genesis = self._first() if self._remembers else ""
        # Taken before any record is read: what changes in between looks different the next time.
        self._looks = Looks(files, self._numbers, self._genesis) if self._genesis else None
        known = self._known() if tier is Tier.INCREMENTAL else None
        self._start = known.replay if known else Replay()
        self._runs = known.runs if known else ()
        self._next = 0
        self.before = self._start.head.seq
        self.lost = 0

    def go(self, watch: Watch | None, tidy: bool) -> Replay:
        """All records accepted; ``tidy`` lets go of what can be read again, as the caller does not need it all at
        once."""
        numbers = _after(self._numbers, self.before)
        entries = self._reading.entries(numbers)
        rest = self._rest if tidy and self._remembers else None
        with Crew() as crew:
            done = replay(watch(entries, len(numbers)) if watch else entries, crew.spread, self._start, rest)
        if self._remembers and not done.empty:
            self.lost = cache.lost(done.state.genesis.id, partial(_digest, self._files))
            if len(numbers) * _WORTH_KEEPING >= done.head.seq or (tidy and not self.before):
                self._keep(done)
            if self._looks is not None:
                self._looks.keep(done.state.digests)
        return done

    def runs_of(self, done: Replay) -> tuple[Run, ...]:
        """The run that rested on nothing, and the last that found something new since: one for all that went on from
        it."""
        new = not self._runs or done.head.seq > self._runs[-1].seq
        return (*self._runs[:1], Run(done.head.seq, self._now)) if new else self._runs

    def _first(self) -> str:
        """The id of what lies in the first record's place, by which memories are found; none is believed because of
        it."""
        try:
            first = self._files.entry(1)
            return scan.genesis_id(first.data, first.name)
        except errors.SsjError:
            return ""

    def _known(self) -> Known | None:
        """What was verified before, if all its files are still what they were."""
        if self._looks is None:
            return None
        known = cache.load(self._genesis, partial(_digest, self._files))
        return known if known is not None and self._looks.same(known.replay.state.digests) else None

    def _rest(self, done: Replay) -> None:
        snapshot.tidy(done)
        if done.head.seq >= self._next:
            self._keep(done)

    def _keep(self, done: Replay) -> None:
        cache.save(done, self.runs_of(done))
        self._next = done.head.seq * 5 // 4


def _refuse_empty(files: Files) -> NoReturn:
    """Tell a ledger that has no record yet from one whose records are gone."""
    for one in files.checkpoints():
        raise errors.CheckpointBeyond(name=one.name, size=one.size, count=0)
    raise errors.LedgerEmpty()


def _digest(files: Files, seq: int) -> str | None:
    try:
        return sha256(files.entry(seq).data).hexdigest()
    except errors.SsjError:
        return None


def _after(numbers: list[int], seq: int) -> list[int]:
    """The numbers after ``seq``; a gap before shows here as it would when all are read."""
    for expected, number in enumerate(numbers[:seq], 1):
        if number != expected:
            raise errors.SequenceBroken(name=record_name(number), expected=record_name(expected))
    return numbers[seq:]
