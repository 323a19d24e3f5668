"""The ledger that a site is made from: read once, verified once, kept with its bytes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from ssj_publish.core.chain import Head
from ssj_publish.core.entry import Entry
from ssj_publish.core.replay import replay
from ssj_publish.core.state import State
from ssj_publish.ledger import disclosures, store
from ssj_publish.notary import Log


@dataclass(frozen=True, slots=True)
class Source:
    """A verified ledger: what it amounts to, each file's bytes by number, its last record, its checkpoints,
    and the removable contents by digest (None where there is no folder of them)."""

    state: State
    files: dict[int, bytes]
    head: Head
    log: Log
    contents: dict[str, bytes] | None = None


def read(folder: Path) -> Source:
    """Verify the ledger in ``folder`` whole. Raises any `errors.NotVerified`, and what `store.read_entries` raises."""
    files: dict[int, bytes] = {}

    def kept() -> Iterator[Entry]:
        for number, entry in enumerate(store.read_entries(folder), 1):
            files[number] = entry.data
            yield entry

    with ThreadPoolExecutor(os.cpu_count()) as executor:
        found = replay(kept(), executor)
    return Source(found.state, files, found.head, Log(folder, found.state), disclosures.read(folder))
