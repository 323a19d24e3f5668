"""Draws from a file of any length, read as it passes: the k smallest tickets of each part, merged. Nothing to install.

What is checked and what comes out is as in `core.draw.tickets.smallest`, stratum by stratum. The memory that it takes
grows with the sample and not with the file: where ids stand in ascending order, as in the files that the site
publishes, one that is there twice shows by standing beside itself; where they do not, they are scattered over files,
each small enough to look through. Parts go to one process for each processor.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from hashlib import sha256
from operator import lt
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Final
from zlib import crc32

from ssj_publish import errors
from ssj_publish.engines.pool import ID, Row, Watch, check_samples, check_seed, columns, head, rows
from ssj_publish.machine import workers

_IDS: Final = re.compile(rf"(?:{ID}+\n)*+".encode())
_PART: Final = 1 << 25
_BLOCK: Final = 1 << 20
_LAST: Final = b"\xff" * 32
_HEAPS: Final = 256
#: A CSV file's quotes hide commas and line ends: such a file is read as one, by the library.
_QUOTE: Final = b'"'


@dataclass(slots=True)
class _Kept:
    """What one part amounts to: how many of each class, the smallest tickets, and whether its ids ascend."""

    samples: Mapping[bytes, int]
    sizes: Counter[bytes] = field(default_factory=Counter)
    smallest: dict[bytes, list[tuple[bytes, bytes]]] = field(default_factory=dict)
    first: bytes = b""
    last: bytes = b""
    ascending: bool = True
    quoted: bool = False
    bounds: dict[bytes, bytes] = field(default_factory=dict)

    def add(self, prefix: bytes, ids: Sequence[bytes], classes: Sequence[bytes]) -> None:
        """Take in some rows."""
        lines = b"\n".join([*ids, b""])
        if not _IDS.fullmatch(lines) or lines.count(b"\n") != len(ids):
            bad = next(one for one in ids if b"\n" in one or not _IDS.fullmatch(one + b"\n"))
            raise errors.IdMalformed(id=bad.decode("utf-8", "replace"))
        if ids:
            self.ascending = self.ascending and self.last < ids[0] and all(map(lt, ids, ids[1:]))
            self.first, self.last = self.first or ids[0], ids[-1]
        self.sizes.update(classes)
        fresh, bounds, smallest = sha256(prefix).copy, self.bounds, self.smallest
        for id_, class_ in zip(ids, classes, strict=True):
            state = fresh()
            state.update(id_)
            ticket = state.digest()
            if ticket <= bounds.get(class_, _LAST):
                smallest.setdefault(class_, []).append((ticket, id_))
                if len(smallest[class_]) > 2 * self.samples.get(class_, 0) + 1000:
                    self._cut(class_)

    def done(self) -> _Kept:
        """With no more tickets than are asked for."""
        for class_ in self.smallest:
            self._cut(class_)
        return self

    def join(self, other: _Kept) -> None:
        """Take in the part after this one."""
        if other.first:
            self.ascending = self.ascending and other.ascending and self.last < other.first
            self.first, self.last = self.first or other.first, other.last
        self.sizes.update(other.sizes)
        for class_, found in other.smallest.items():
            self.smallest.setdefault(class_, []).extend(found)
            self._cut(class_)

    def _cut(self, class_: bytes) -> None:
        found, k = self.smallest[class_], self.samples.get(class_, 0)
        found.sort()
        del found[k:]
        if len(found) == k:
            self.bounds[class_] = found[-1][0] if found else b""


def smallest(pool: Path, seed: str, samples: Mapping[str, int], watch: Watch | None = None) -> list[Row]:
    """The ``samples`` smallest tickets of each class in ``pool``, classes in the order of ``samples``.

    ``pool`` is a CSV file in UTF-8 with the columns ``id`` and ``class`` (others do not matter). Raises
    `errors.PoolFileUnreadable`, `errors.SeedMalformed`, `errors.IdMalformed`, `errors.DuplicateId`, and
    `errors.SampleUnfit` for a class that the file has not, more than it has, or one that ``samples`` leaves out.
    """
    check_seed(seed)
    prefix, wanted = f"{seed}:body:".encode(), {name.encode(): k for name, k in samples.items()}
    try:
        found = _parts(pool, prefix, wanted, watch)
        if found.quoted:
            found = _quoted(pool, prefix, wanted, watch)
        if not found.ascending:
            _check_twice(pool)
    except (OSError, csv.Error, UnicodeDecodeError) as fault:
        raise errors.PoolFileUnreadable(path=str(pool), reason=str(fault)) from None
    sizes = {name.decode("utf-8", "replace"): size for name, size in found.sizes.items()}
    check_samples(sizes, samples)
    return [
        (name, place, id_.decode("ascii"), ticket.hex())
        for name in samples
        for place, (ticket, id_) in enumerate(found.smallest.get(name.encode(), ()), 1)
    ]


def _parts(pool: Path, prefix: bytes, samples: Mapping[bytes, int], watch: Watch | None) -> _Kept:
    """The file in parts, each by a process; `_Kept.quoted` where it cannot be taken apart."""
    first, size = _head(pool), pool.stat().st_size
    starts = range(first.end, size, _PART) if size > first.end else range(first.end, first.end + 1)
    jobs = [(str(pool), first, start, min(start + _PART, size), prefix, samples) for start in starts]
    whole = _Kept(samples)
    for job, kept in zip(jobs, workers.each(_part, jobs), strict=True):
        if kept.quoted:
            whole.quoted = True
            return whole
        whole.join(kept)
        if watch is not None:
            watch(job[3], size)
    return whole


@dataclass(frozen=True, slots=True)
class _Head:
    """Where the two columns stand, of how many, and where the rows begin (bytes)."""

    id: int
    class_: int
    count: int
    end: int


def _head(pool: Path) -> _Head:
    names, end = head(pool)
    return _Head(*columns(names), len(names), end)


def _part(pool: str, first: _Head, start: int, end: int, prefix: bytes, samples: Mapping[bytes, int]) -> _Kept:
    """The rows whose lines begin from byte ``start`` on, before ``end``."""
    kept = _Kept(samples)
    with open(pool, "rb") as stream:
        stream.seek(max(first.end, start - 1))
        if start > first.end:
            stream.readline()
        while (left := end - stream.tell()) > 0:
            # With a hint, lines come until they are *more* bytes than that; a hint of 0 is none.
            lines = stream.readlines(min(_BLOCK, left - 1)) if left > 1 else [stream.readline()]
            if any(_QUOTE in line for line in lines):
                kept.quoted = True
                return kept
            table = [row for line in lines if (row := line.rstrip(b"\r\n").split(b",")) != [b""]]
            if any(len(row) != first.count for row in table):
                raise csv.Error(f"not {first.count} columns")
            kept.add(prefix, [row[first.id] for row in table], [row[first.class_].removeprefix(b"'") for row in table])
    return kept.done()


def _quoted(pool: Path, prefix: bytes, samples: Mapping[bytes, int], watch: Watch | None) -> _Kept:
    """The file as one, by the library."""
    kept, ids, classes = _Kept(samples), [], []
    for id_, class_ in rows(pool, watch):
        ids.append(id_.encode())
        classes.append(class_.removeprefix("'").encode())
        if len(ids) == 10_000:
            kept.add(prefix, ids, classes)
            ids, classes = [], []
    kept.add(prefix, ids, classes)
    return kept.done()


def _check_twice(pool: Path) -> None:
    """`errors.DuplicateId` for the smallest id that stands twice: equal ones fall on the same heap."""
    with ExitStack() as open_:
        heaps = [open_.enter_context(TemporaryFile()) for _ in range(_HEAPS)]
        for id_, _ in rows(pool):
            heaps[crc32(id_.encode()) % _HEAPS].write(id_.encode() + b"\n")
        twice = [one for heap in heaps if (one := _twice(heap)) is not None]
    if twice:
        raise errors.DuplicateId(id=min(twice).decode().rstrip("\n"))


def _twice(heap: IO[bytes]) -> bytes | None:
    heap.seek(0)
    return min((one for one, count in Counter(heap).items() if count > 1), default=None)
