"""What this machine remembers of a log it signs for, outside the ledger's folder: the last checkpoint it has signed.

A folder can be restored from a backup, a clone can be old, a repository can be rewritten. A log that then signed on
would sign two different histories. The memory is written before the note is handed out, so it is never behind.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ssj_publish import errors
from ssj_publish.core.tlog import note
from ssj_publish.core.tlog.note import Note
from ssj_publish.machine import durable, folders, lock


def recall(genesis: str) -> Note | None:
    """The last note signed here for the ledger that begins with the record ``genesis`` (its id); None for none yet.

    Raises `errors.NoteMalformed` where the memory is damaged: forgetting is no way on.
    """
    path = _path(genesis)
    if not os.path.lexists(path):
        return None
    try:
        return note.parse(durable.read_file(path, note.MAX_BYTES))
    except errors.NoteMalformed as fault:
        raise errors.NoteMalformed(name=str(path), reason=fault.reason) from None


def remember(genesis: str, signed: Note) -> None:
    """Put ``signed`` in place of what was remembered, durably."""
    path = _path(genesis)
    try:
        durable.replace(path, note.form(signed))
    except OSError as fault:
        raise errors.StorageFailed(folder=str(path.parent), reason=str(fault)) from fault


@contextmanager
def alone(genesis: str) -> Iterator[None]:
    """Whoever signs for this ledger on this machine waits here for others to have done so."""
    with lock.alone(_path(genesis).with_suffix(".lock")):
        yield


def _path(genesis: str) -> Path:
    return folders.state() / "log" / f"{genesis}.note"
