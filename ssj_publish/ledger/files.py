"""Where a ledger's files come from: a folder here, a tree in git elsewhere. They are read, not believed."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from struct import Struct
from typing import Final, Protocol

from ssj_publish.core.entry import Entry
from ssj_publish.core.log import Stored
from ssj_publish.ledger import checkpoints, disclosures, layout, store

_LOOK: Final = Struct("<QQQQQ")
#: Two writings within one tick of a file system's clock look the same (FAT's is the coarsest: two seconds).
_TICK: Final = 2 * 10**9
_WORD: Final = 1 << 64


class Files(Protocol):
    """A ledger's files: records by number, checkpoints, removable contents."""

    @property
    def place(self) -> str:
        """Where they are, so that what is known of their looks is found again; nothing is believed because of it."""

    def looks(self, numbers: Sequence[int]) -> list[bytes]:
        """How the records of these ``numbers`` look from outside: as long as one looks the same, its bytes are the
        same.

        Empty where that cannot be told.
        """

    def numbers(self) -> list[int]:
        """The numbers of all records, ascending, once everything there is known to belong there."""

    def entry(self, seq: int) -> Entry:
        """Record ``seq``."""

    def entries(self, numbers: Sequence[int]) -> Iterator[Entry]:
        """The records of these ``numbers``, in their order."""

    def checkpoints(self) -> list[Stored]:
        """All checkpoints, the smallest first."""

    def contents(self) -> dict[str, bytes] | None:
        """The removable contents by digest; None where they are not kept beside the records."""


@dataclass(frozen=True, slots=True)
class Folder:
    """The ledger in the folder ``path``. Raises as `store`, `checkpoints.read` and `disclosures.read` do.

    Where the folder is a copy of what a site publishes, ``published`` are the removable contents (by digest) that the
    site gives now: others may lie there from an earlier copying, and speak for nobody but whoever kept them.
    """

    path: Path
    published: frozenset[str] | None = None

    @property
    def place(self) -> str:
        return str(self.path.resolve())

    def looks(self, numbers: Sequence[int]) -> list[bytes]:
        """By device, inode, size and both times: POSIX sets the time of the last change by itself, whatever a program
        says.

        Windows does not tell it; there, whoever sets a file's time back is found by the next full verification only.
        """
        settled = time.time_ns() - _TICK
        folder = os.fspath(self.path)
        return [_look(f"{folder}/{layout.record_name(seq)}", settled) for seq in numbers]

    def numbers(self) -> list[int]:
        return store.numbers(self.path)

    def entry(self, seq: int) -> Entry:
        return store.read_entry(self.path, seq)

    def entries(self, numbers: Sequence[int]) -> Iterator[Entry]:
        return map(self.entry, numbers)

    def checkpoints(self) -> list[Stored]:
        return checkpoints.read(self.path)

    def contents(self) -> dict[str, bytes] | None:
        found = disclosures.read(self.path)
        if found is None or self.published is None:
            return found
        return {digest: data for digest, data in found.items() if digest in self.published}


@dataclass(frozen=True, slots=True)
class Keeping:
    """``files``, with the bytes of every record that is read to be verified noted in ``kept`` by its number."""

    files: Files
    kept: dict[int, bytes]

    @property
    def place(self) -> str:
        return self.files.place

    def looks(self, numbers: Sequence[int]) -> list[bytes]:
        return self.files.looks(numbers)

    def numbers(self) -> list[int]:
        return self.files.numbers()

    def entry(self, seq: int) -> Entry:
        return self.files.entry(seq)

    def entries(self, numbers: Sequence[int]) -> Iterator[Entry]:
        for seq, entry in zip(numbers, self.files.entries(numbers), strict=True):
            self.kept[seq] = entry.data
            yield entry

    def checkpoints(self) -> list[Stored]:
        return self.files.checkpoints()

    def contents(self) -> dict[str, bytes] | None:
        return self.files.contents()


def _look(path: str, settled: int) -> bytes:
    try:
        seen = os.lstat(path)
    except OSError:
        return b""
    if seen.st_mtime_ns > settled or seen.st_ctime_ns > settled:
        return b""
    return _LOOK.pack(
        seen.st_dev % _WORD, seen.st_ino % _WORD, seen.st_size, seen.st_mtime_ns % _WORD, seen.st_ctime_ns % _WORD
    )
