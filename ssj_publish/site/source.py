"""The ledger that a site is made from: read once, verified once, kept with its bytes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path

from ssj_publish.core.chain import Head
from ssj_publish.core.entry import Entry
from ssj_publish.core.shapes import BEIJING
from ssj_publish.core.state import State
from ssj_publish.ledger import disclosures, store, tiers
from ssj_publish.machine.workers import Crew
from ssj_publish.office.checkpoints import Log


@dataclass(frozen=True, slots=True)
class Source:
    """A verified ledger: what it amounts to, each file's bytes by number, its last record, its checkpoints,
    and the removable contents by digest (None where there is no folder of them)."""

    state: State
    files: dict[int, bytes]
    head: Head
    log: Log
    contents: dict[str, bytes] | None = None


def read(folder: Path, resume: bool = False) -> Source:
    """Verify the ledger in ``folder``, and hold all of it ready.

    With ``resume`` it goes on from the last verification on this machine, else it begins anew. Raises any
    `errors.NotVerified`, and what `store.read_entry` raises.
    """
    files: dict[int, bytes] = {}

    def kept(seq: int) -> Entry:
        entry = store.read_entry(folder, seq)
        files[seq] = entry.data
        return entry

    with Crew() as executor:
        found = tiers.whole(
            folder, executor, kept, resume, datetime.now(timezone(BEIJING)).isoformat(timespec="seconds")
        )
    ordered = {record.seq: files[record.seq] for record in found.state.records.values()}
    return Source(found.state, ordered, found.head, Log(folder, found.state), disclosures.read(folder))
