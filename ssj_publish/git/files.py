"""A ledger's files in a tree of git, for the door through which those of a folder pass."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from ssj_publish import errors
from ssj_publish.core.entry import Entry, record_name
from ssj_publish.core.log import Stored
from ssj_publish.git import ledger
from ssj_publish.git.command import Git
from ssj_publish.git.ledger import Contents
from ssj_publish.git.trees import Item
from ssj_publish.ledger import checkpoints


@dataclass(frozen=True)
class TreeFiles:
    """The ledger ``found`` in a tree. Git holds no removable contents: what is seen of them is their digests."""

    git: Git
    found: Contents

    @property
    def place(self) -> str:
        return "git"

    def looks(self, numbers: Sequence[int]) -> list[bytes]:
        """By their ids, wherever the repository is: git lets no two contents have one."""
        ids = self._items
        return [bytes.fromhex(ids[seq].id) if seq in ids else b"" for seq in numbers]

    def numbers(self) -> list[int]:
        return [seq for seq, _ in self.found.records]

    @cached_property
    def _items(self) -> dict[int, Item]:
        return dict(self.found.records)

    def entry(self, seq: int) -> Entry:
        """Record ``seq``; `errors.SequenceBroken` where there is none."""
        for entry in self.entries([seq]):
            return entry
        raise errors.SequenceBroken(name=record_name(seq), expected=record_name(seq))

    def entries(self, numbers: Sequence[int]) -> Iterator[Entry]:
        records = tuple((seq, self._items[seq]) for seq in numbers if seq in self._items)
        return ledger.entries_of(self.git, replace(self.found, records=records))

    def checkpoints(self) -> list[Stored]:
        with tempfile.TemporaryDirectory(prefix="ssj-") as folder:
            ledger.write_checkpoints(self.git, self.found, Path(folder))
            return checkpoints.read(Path(folder))

    def contents(self) -> None:
        return None
