"""What this user's machine has verified before, kept outside the repository so that it need not be verified again.

    <cache>/verified/<genesis id>/<seq>-<digest>  MessagePack of [fingerprint, [[seq, time], …], snapshot], sealed

The fingerprint is of the rules themselves, so that other rules never rest on what these have found. What is here says
that records of these bytes verify; whether these are still the bytes that lie there is `ledger.looks`' matter.
"""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Final

import msgspec

import ssj_publish
from ssj_publish.core import snapshot
from ssj_publish.core.replay import Replay
from ssj_publish.machine import folders, strongbox

#: Whatever a verdict depends on stands in one of these rooms, or in one of these packages: a test imports the door and
#: looks.
ROOMS: Final = ("core", "errors", "ledger", "machine")
PACKAGES: Final = ("cryptography", "msgspec", "py-arkworks-bls12381", "rfc3161-client")
_KEPT: Final = 3  # files for each ledger: branches that are verified in turn


@dataclass(frozen=True, slots=True)
class Run:
    """A verification: it went up to record ``seq`` and began at ``time`` (ISO 8601)."""

    seq: int
    time: str


@dataclass(frozen=True, slots=True)
class Known:
    """What was verified before, and in which runs."""

    replay: Replay
    runs: tuple[Run, ...]


#: The snapshot is left where it lies, for it is most of it.
_parts: Final = msgspec.msgpack.Decoder(tuple[str, tuple[tuple[int, str], ...], msgspec.Raw]).decode


def load(genesis: str, digest_of: Callable[[int], str | None]) -> Known | None:
    """The longest part of the ledger ``genesis`` (id) that was verified here, as far as it still stands.

    ``digest_of`` gives the SHA-256 of the file of a record now, or None where there is none.
    """
    with suppress(OSError, RuntimeError):
        for seq, digest, path in sorted(_files(genesis), reverse=True):
            if digest_of(seq) == digest and (found := _open(path)) is not None:
                return found
    return None


def lost(genesis: str, digest_of: Callable[[int], str | None]) -> int:
    """The number of the last record that was verified here and is not in the ledger now; 0 where all are."""
    with suppress(OSError, RuntimeError):
        return max((seq for seq, digest, _ in _files(genesis) if digest_of(seq) != digest), default=0)
    return 0


def save(replay: Replay, runs: tuple[Run, ...]) -> None:
    """Keep ``replay``; where the system refuses, nothing is kept, and nothing is lost."""
    with suppress(OSError, RuntimeError):
        data = msgspec.msgpack.encode(
            [fingerprint(), [(one.seq, one.time) for one in runs], msgspec.Raw(snapshot.form(replay))]
        )
        path = _room(replay.state.genesis.id) / f"{replay.head.seq:06d}-{replay.head.digest}"
        strongbox.save(path, data)
        for old in sorted(path.parent.iterdir(), key=lambda one: one.stat().st_mtime, reverse=True)[_KEPT:]:
            old.unlink()


def _open(path: Path) -> Known | None:
    data = strongbox.load(path)
    if data is None:
        return None
    rules = fingerprint()
    try:
        made_by, runs, kept = _parts(data)
        if made_by != rules:
            return None
        return Known(snapshot.parse_snapshot(kept), tuple(Run(seq, time) for seq, time in runs))
    except Exception:
        return None


def _files(genesis: str) -> Iterator[tuple[int, str, Path]]:
    for path in _room(genesis).iterdir():
        seq, _, digest = path.name.partition("-")
        if seq.isascii() and seq.isdecimal():
            yield int(seq), digest, path


def _room(genesis: str) -> Path:
    return folders.cache() / "verified" / genesis


@lru_cache(maxsize=1)
def fingerprint() -> str:
    """Of all that a verdict depends on: the text of every room below and including this one, what it is computed with,
    and this machine, so that a home that several machines share lends none of them another's results."""
    package = Path(ssj_publish.__file__).parent
    rules = (path for room in ROOMS for path in (package / room).rglob("*.py"))
    made = strongbox.fingerprint((Path(ssj_publish.__file__), *rules), PACKAGES)
    return sha256(f"{made} {platform.machine()} {platform.node()}".encode()).hexdigest()
