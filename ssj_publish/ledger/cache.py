"""What this user's machine has verified before, kept outside the repository so that it need not be verified again.

    <cache>/key                                     32 random bytes, readable by this user only
    <cache>/verified/<genesis id>/<seq>-<digest>    HMAC-SHA-256 by that key (32 bytes), then MessagePack of
                                                    [fingerprint, [[seq, time], …], snapshot]

The fingerprint is of the rules themselves, so that other rules never rest on what these have found. Whatever is not
exactly what this program has written here is as good as nothing there: a cache can always be deleted. Whoever can
write as this user can also lie to this user; who cannot, has no key.
"""

from __future__ import annotations

import hmac
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from secrets import token_bytes, token_hex
from typing import Final

import msgspec

from ssj_publish.core import snapshot
from ssj_publish.core.replay import Replay

_MAX_BYTES: Final = 1 << 31
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


def folder() -> Path:
    """Where this user's programs keep what can be made again: ``SSJ_CACHE_DIR``, or the system's own place for it."""
    if named := os.environ.get("SSJ_CACHE_DIR"):
        return Path(named)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "ssj" / "cache"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "ssj"


def load(genesis: str, digest_of: Callable[[int], str | None], read: snapshot.Read) -> Known | None:
    """The longest part of the ledger ``genesis`` (id) that was verified here, as far as it still stands.

    ``digest_of`` gives the SHA-256 of the file of a record now, or None where there is none.
    """
    with suppress(OSError, RuntimeError):
        key = _key()
        for seq, digest, path in sorted(_files(genesis), reverse=True):
            if digest_of(seq) == digest and (found := _open(path, key, read)) is not None:
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
        key = _key()
        data = msgspec.msgpack.encode([_fingerprint(), [(one.seq, one.time) for one in runs], snapshot.form(replay)])
        path = _room(replay.state.genesis.id) / f"{replay.head.seq:06d}-{replay.head.digest}"
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        temporary = path.with_name(f".{token_hex(8)}")
        try:
            _write(temporary, hmac.digest(key, data, "sha256") + data)
            os.replace(temporary, path)
        finally:
            with suppress(FileNotFoundError):
                temporary.unlink()
        for old in sorted(path.parent.iterdir(), key=lambda one: one.stat().st_mtime, reverse=True)[_KEPT:]:
            old.unlink()


def _open(path: Path, key: bytes, read: snapshot.Read) -> Known | None:
    data = _read(path)
    if data is None or not hmac.compare_digest(hmac.digest(key, data[32:], "sha256"), bytes(data[:32])):
        return None
    try:
        fingerprint, runs, kept = msgspec.msgpack.decode(data[32:])
        if fingerprint != _fingerprint():
            return None
        return Known(snapshot.parse_snapshot(kept, read), tuple(Run(seq, time) for seq, time in runs))
    except Exception:
        # A record that the state rests on is gone or was changed: reading all of them will say which, and how.
        return None


def _files(genesis: str) -> Iterator[tuple[int, str, Path]]:
    for path in _room(genesis).iterdir():
        seq, _, digest = path.name.partition("-")
        if seq.isascii() and seq.isdecimal():
            yield int(seq), digest, path


def _room(genesis: str) -> Path:
    return folder() / "verified" / genesis


def _key() -> bytes:
    """This user's key, made where there is none; `OSError` where it is not this user's own secret."""
    path = folder() / "key"
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with suppress(FileExistsError):
        _write(path, token_bytes(32))
    found = _read(path)
    if found is None or len(found) != 32:
        raise OSError(str(path))
    return found


def _write(path: Path, data: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with open(os.open(path, flags, 0o600), "wb") as stream:
        stream.write(data)


def _read(path: Path) -> bytes | None:
    """A file's bytes, if it is one of this user's that nobody else can write."""
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    with open(os.open(path, flags), "rb") as stream:
        status = os.fstat(stream.fileno())
        if sys.platform != "win32" and (status.st_uid != os.getuid() or status.st_mode & 0o077):
            return None
        return stream.read(_MAX_BYTES) if status.st_size < _MAX_BYTES else None


def _fingerprint() -> str:
    """Of the rules' own text and of what they are computed with."""
    root = Path(snapshot.__file__).parent
    parts = [sys.version, *(version(name) for name in ("cryptography", "msgspec", "py-arkworks-bls12381"))]
    digest = sha256("\n".join(parts).encode())
    sources = sorted(root.rglob("*.py"))
    if not sources:
        raise OSError(str(root))
    for path in (*sources, Path(__file__)):
        digest.update(b"\0" + path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
