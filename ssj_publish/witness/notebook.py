"""What a witness keeps: its key, the logs it watches, and the last checkpoint of each that it has cosigned.

::

    witness/
      key                        the private key (OpenSSH), key.pub beside it
      name                       the verifier key, which bears the witness's name
      logs/<h>.log               a log that is watched: its origin, then its keys, one a line; h: SHA-256 of the origin
      seen/<h>.note              its last cosigned checkpoint, with the log's signature and the witness's own
      clock                      which of its own dates the operator has found to be ahead of the time
      lock                       held while a checkpoint is decided on and stored

``seen`` must never be restored from a backup: a witness that has forgotten a checkpoint cosigns a fork.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from ssj_publish import errors
from ssj_publish.core.tlog import checkpoint, note
from ssj_publish.core.tlog.checkpoint import Checkpoint
from ssj_publish.core.tlog.note import Note
from ssj_publish.core.tlog.vkey import LOG_TYPES, WITNESS_TYPES, VerifierKey, parse_verifier_key
from ssj_publish.machine import durable, lock

_MAX_KEY: Final = 1 << 16
_MAX_CLOCK: Final = 1 << 22


@dataclass(frozen=True, slots=True)
class Watched:
    """A log: its ``origin``, and the keys that its checkpoints may be signed with, the newest last."""

    origin: str
    keys: tuple[VerifierKey, ...]


class Notebook:
    """The folder of a witness."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def key_file(self) -> Path:
        """Where the private key lies."""
        return self.folder / "key"

    @property
    def key(self) -> VerifierKey:
        """The witness's own key; `errors.WitnessFolderMissing`."""
        path = self.folder / "name"
        if not path.is_file():
            raise errors.WitnessFolderMissing(folder=str(self.folder))
        return _read_key(path)

    def found(self, key: VerifierKey) -> None:
        """Write down who this witness is; a name once given stays."""
        durable.create_in_new(self.folder, "name", f"{key.text}\n".encode())

    def trust(self, log: VerifierKey, origin: str = "") -> None:
        """Watch a log from now on, of this ``origin``, or of its key's name where that is the origin, as it should
        be."""
        watched = Watched(origin or log.name, (self._fit(log),))
        try:
            durable.create_in_new(self.folder / "logs", _name_of(watched.origin), _form(watched))
        except errors.AppendRace:
            raise errors.LogNotToWatch(key=log.text) from None

    def rotate(self, log: VerifierKey, origin: str = "", instead: bool = False) -> None:
        """A log that is watched signs with this key from now on: too, or ``instead`` of all before.

        It is the same log, whose history goes on where it was seen last. Raises `errors.LogUnknown`.
        """
        origin = origin or log.name
        with self.alone():
            before = self.keys_of(origin)
            if not before:
                raise errors.LogUnknown(origin=origin)
            keys = () if instead else tuple(key for key in before if key != log)
            self._put(self.folder / "logs" / _name_of(origin), _form(Watched(origin, (*keys, self._fit(log)))))

    def _fit(self, log: VerifierKey) -> VerifierKey:
        if log.type not in LOG_TYPES or log.public == self.key.public:
            raise errors.LogNotToWatch(key=log.text)
        return log

    def logs(self) -> list[Watched]:
        """The logs that are watched, by origin."""
        folder = self.folder / "logs"
        paths = folder.glob("*.log") if folder.is_dir() else ()
        return sorted(map(_read_log, paths), key=lambda one: one.origin)

    def keys_of(self, origin: str) -> tuple[VerifierKey, ...]:
        """The keys of the log of this origin; none where it is not watched."""
        path = self.folder / "logs" / _name_of(origin)
        return _read_log(path).keys if path.is_file() else ()

    def seen(self, origin: str) -> tuple[Checkpoint, Note] | None:
        """The last checkpoint cosigned; None for none. What cannot be read is never taken for none."""
        return self.published(_hashed(origin))

    def published(self, hashed: str) -> tuple[Checkpoint, Note] | None:
        """As `seen`, by the origin's hash in hex."""
        path = self.folder / "seen" / f"{hashed}.note"
        if not os.path.lexists(path):
            return None
        try:
            signed = note.parse(durable.read_file(path, note.MAX_BYTES))
            return checkpoint.parse(signed.text), signed
        except errors.LogError as fault:
            raise errors.WitnessDamaged(path=str(path), reason=str(fault.data.get("reason"))) from None

    def see(self, origin: str, signed: Note) -> None:
        """Put ``signed`` in place of the last checkpoint, durably."""
        self._put(self.folder / "seen" / f"{_hashed(origin)}.note", note.form(signed))

    def _put(self, path: Path, data: bytes) -> None:
        with durable.system_faults(self.folder):
            path.parent.mkdir(exist_ok=True)
            durable.replace(path, data)

    def ahead(self, now: int) -> dict[str, int]:
        """The logs (hash of the origin) whose last cosignature is dated later than ``now``, with that date."""
        folder = self.folder / "seen"
        hashes = sorted(path.stem for path in folder.glob("*.note")) if folder.is_dir() else []
        dates = {hashed: self.dated(found[1]) for hashed in hashes if (found := self.published(hashed))}
        return {hashed: date for hashed, date in dates.items() if date > now}

    def confirm_clock(self, now: int) -> None:
        """The operator has seen to it that ``now`` is the time: the dates that are `ahead` of it bind no longer."""
        with self.alone():
            lines = (f"{now}", *(f"{hashed} {date}" for hashed, date in self.ahead(now).items()))
            self._put(self.folder / "clock", "".join(f"{line}\n" for line in lines).encode())

    def waived(self, origin: str, date: int, now: int) -> bool:
        """Whether the ``date`` of the last cosignature for ``origin`` was found to be ahead, before ``now``."""
        path = self.folder / "clock"
        if not path.is_file():
            return False
        first, *lines = durable.read_file(path, _MAX_CLOCK).decode("ascii", "replace").splitlines() or [""]
        return first.isdecimal() and int(first) <= now and f"{_hashed(origin)} {date}" in lines

    def dated(self, signed: Note) -> int:
        """When this witness cosigned a note, in POSIX seconds; 0 for never."""
        key = self.key
        own = (one for one in signed.signatures if (one.name, one.key_id) == (key.name, key.id))
        return max((int.from_bytes(one.signature[:8]) for one in own), default=0)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Nobody else decides meanwhile."""
        with lock.alone(self.folder / "lock"):
            yield


def _hashed(origin: str) -> str:
    return sha256(origin.encode()).hexdigest()


def _name_of(origin: str) -> str:
    return f"{_hashed(origin)}.log"


def _form(watched: Watched) -> bytes:
    return "".join(f"{line}\n" for line in (watched.origin, *(key.text for key in watched.keys))).encode()


def _read_log(path: Path) -> Watched:
    try:
        origin, *lines = durable.read_file(path, _MAX_KEY).decode("utf-8").removesuffix("\n").split("\n")
        keys = tuple(parse_verifier_key(line) for line in lines)
    except (UnicodeDecodeError, errors.LogError):
        raise errors.WitnessDamaged(path=str(path), reason="key") from None
    if not keys or path.name != _name_of(origin) or any(key.type not in LOG_TYPES for key in keys):
        raise errors.WitnessDamaged(path=str(path), reason="key")
    return Watched(origin, keys)


def _read_key(path: Path) -> VerifierKey:
    try:
        key = parse_verifier_key(durable.read_file(path, _MAX_KEY).decode("utf-8").removesuffix("\n"))
    except (UnicodeDecodeError, errors.LogError):
        raise errors.WitnessDamaged(path=str(path), reason="key") from None
    if key.type not in WITNESS_TYPES:
        raise errors.WitnessDamaged(path=str(path), reason="key")
    return key
