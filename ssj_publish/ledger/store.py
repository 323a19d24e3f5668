"""Read a ledger's records, and add one so that neither a crash nor another writer can spoil it.

An append writes a temporary file in the same folder, syncs it, checks that the record before it is still the one it
builds on, gives the file its name without ever replacing another, and syncs the folder. So at each instant the folder
holds the old ledger or the new one, and of two writers of one number exactly one wins. An append that finds its own
bytes in place has been done before, and is done.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from typing import Final

from ssj_publish import errors
from ssj_publish.core.encoding import MAX_BYTES
from ssj_publish.core.entry import Entry
from ssj_publish.ledger import layout

if sys.platform != "win32":
    import fcntl

_READ: Final = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
# A file that turned into a link or a pipe since it was listed must not be followed, nor waited for.
_READ_PLAIN: Final = _READ | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_CREATE: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


def read_entries(folder: Path) -> Iterator[Entry]:
    """The records in ``folder`` in the order of their numbers; gaps are left for the chain to find.

    Raises ``LedgerNotFound``; ``ForeignFile`` for anything that has no place in a ledger, links and folders in a
    record's place among them; ``RecordTooLarge``; ``StorageFailed`` where the system refuses.
    """
    for seq in numbers(folder):
        yield read_entry(folder, seq)


def head(folder: Path) -> Entry | None:
    """The record with the highest number, or None in an empty ledger. Raises as ``read_entries`` does."""
    found = numbers(folder)
    return read_entry(folder, found[-1]) if found else None


def append(folder: Path, entry: Entry, prev: str | None) -> None:
    """Add ``entry`` durably behind the record whose file has the SHA-256 ``prev`` (hex; None for the first record).

    Raises ``AppendRace`` where another writer was first: the number is taken by other bytes, or the record before is
    missing or not the expected one. Raises ``StorageFailed`` where the system refuses; the ledger is then as it was,
    or already holds the record, and the same append may be tried again.
    """
    seq = layout.parse_record_name(entry.name)
    if seq is None or (seq == 1) != (prev is None):
        raise ValueError(entry.name)
    if len(entry.data) > MAX_BYTES:
        raise errors.RecordTooLarge(folder=str(folder), name=entry.name, limit=MAX_BYTES)
    _create(folder, entry, lambda: _check_before(folder, seq, prev))


def create(folder: Path, name: str, data: bytes) -> None:
    """Give ``folder``, which is made where there is none, the file ``name`` as durably as `append` does.

    Raises ``AppendRace`` where other bytes bear the name.
    """
    with system_faults(folder.parent):
        if not folder.is_dir():
            folder.mkdir()
            sync_folder(folder.parent)
    _create(folder, Entry(name, data), lambda: None)


def file_names(folder: Path) -> list[str]:
    """The names in ``folder``, which may hold nothing but plain files; temporary ones are left out."""
    names = []
    with system_faults(folder), os.scandir(folder) as listing:
        for item in listing:
            if item.name.startswith(layout.TEMPORARY):
                continue
            if not item.is_file(follow_symlinks=False):
                raise errors.ForeignFile(folder=str(folder), name=item.name)
            names.append(item.name)
    return sorted(names)


def read_file(path: Path, limit: int) -> bytes:
    """A plain file's bytes; `errors.RecordTooLarge` beyond ``limit``."""
    with system_faults(path.parent):
        data = read_bytes(str(path), limit)
    if len(data) > limit:
        raise errors.RecordTooLarge(folder=str(path.parent), name=path.name, limit=limit)
    return data


def _create(folder: Path, entry: Entry, check: Callable[[], None]) -> None:
    """Write, sync, ``check``, name, sync; a name taken by other bytes is an ``AppendRace``."""
    with system_faults(folder), one_writer(folder) as alone:
        clean(folder)
        temporary = folder / f"{layout.TEMPORARY}{token_hex(8)}"
        try:
            write_synced(temporary, entry.data)
            if not _is_done(folder, entry):
                check()
                _publish(folder, entry, temporary, alone)
        finally:
            with suppress(OSError):  # what cannot be removed now is ignored by readers, and cleaned by the next append
                os.unlink(temporary)
        sync_folder(folder)


def numbers(folder: Path) -> list[int]:
    """The numbers of all records, ascending, once everything in the folder is known to belong there."""
    found = []
    with system_faults(folder), os.scandir(folder) as listing:
        for item in listing:
            seq = layout.parse_record_name(item.name)
            if item.name.startswith(layout.TEMPORARY):
                continue
            expected = item.is_dir if item.name in layout.FOLDERS else item.is_file
            known = seq is not None or item.name in layout.BYSTANDERS or item.name in layout.FOLDERS
            if not known or not expected(follow_symlinks=False):
                raise errors.ForeignFile(folder=str(folder), name=item.name)
            if seq is not None:
                found.append(seq)
    return sorted(found)


def read_entry(folder: Path, seq: int) -> Entry:
    """Record ``seq`` (from 1) as it stands in ``folder``. Raises as ``read_entries`` does."""
    name = layout.record_name(seq)
    with system_faults(folder):
        data = read_bytes(os.path.join(folder, name))
    if len(data) > MAX_BYTES:
        raise errors.RecordTooLarge(folder=str(folder), name=name, limit=MAX_BYTES)
    return Entry(name, data)


def read_bytes(path: str, limit: int = MAX_BYTES) -> bytes:
    """A file's bytes, at most one more than ``limit``."""
    file = os.open(path, _READ_PLAIN)
    try:
        parts, wanted = [], limit + 1
        while wanted and (part := os.read(file, min(wanted, 1 << 16))):
            parts.append(part)
            wanted -= len(part)
        return b"".join(parts)
    finally:
        os.close(file)


def _is_done(folder: Path, entry: Entry) -> bool:
    """Whether the entry's own bytes stand under its name; other bytes there mean that the race is lost."""
    try:
        there = read_bytes(os.path.join(folder, entry.name))
    except FileNotFoundError:
        return False
    if there != entry.data:
        raise errors.AppendRace(folder=str(folder), name=entry.name)
    return True


def _check_before(folder: Path, seq: int, prev: str | None) -> None:
    """The ledger still ends where record ``seq`` begins."""
    if prev is None:
        return
    try:
        found = sha256(read_bytes(str(layout.record_path(folder, seq - 1)))).hexdigest()
    except FileNotFoundError:
        found = None
    if found != prev:
        raise errors.AppendRace(folder=str(folder), name=layout.record_name(seq))


def _publish(folder: Path, entry: Entry, temporary: Path, alone: bool) -> None:
    """Give the written file its name, which it must be the first to bear."""
    target = folder / entry.name
    try:
        try:
            os.link(temporary, target)
        except FileExistsError:
            raise
        except OSError:
            # No hard links here (FAT, some network shares). Windows refuses to rename onto a file; elsewhere that is
            # safe only while the lock keeps other writers away between the look and the renaming.
            if not alone:
                raise
            if target.exists():
                raise FileExistsError from None
            os.rename(temporary, target)
    except FileExistsError:
        if not _is_done(folder, entry):
            raise
    except FileNotFoundError:
        # Another writer, on a share without locks, took the temporary file for a crash's.
        raise errors.AppendRace(folder=str(folder), name=entry.name) from None


def write_synced(path: Path, data: bytes) -> None:
    file = os.open(path, _CREATE, 0o644)
    with open(file, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def clean(folder: Path) -> None:
    """Remove what crashed appends have left."""
    with os.scandir(folder) as listing:
        left = [item.path for item in listing if item.name.startswith(layout.TEMPORARY)]
    for path in left:
        with suppress(FileNotFoundError):
            os.unlink(path)


def sync_folder(folder: Path) -> None:
    if sys.platform != "win32":  # no such call there: NTFS keeps names in its journal
        opened = os.open(folder, _READ)
        try:
            os.fsync(opened)
        except OSError as fault:
            if fault.errno != errno.EINVAL:  # some network shares sync names by themselves, and say so in this way
                raise
        finally:
            os.close(opened)


@contextmanager
def one_writer(folder: Path) -> Iterator[bool]:
    """Writers on this machine take turns; the system lets go of the lock when a writer dies.

    Gives whether the turn was granted (on Windows it need not be). Only courtesy where names can be linked: then it
    is the linking that decides who was first.
    """
    if sys.platform == "win32":
        yield True
    else:
        opened = os.open(folder, _READ)
        try:
            yield _lock(opened)
        finally:
            os.close(opened)


def _lock(opened: int) -> bool:
    if sys.platform != "win32":
        with suppress(OSError):  # some network shares know no locks
            fcntl.flock(opened, fcntl.LOCK_EX)
            return True
    return False


@contextmanager
def system_faults(folder: Path) -> Iterator[None]:
    try:
        yield
    except (FileNotFoundError, NotADirectoryError) as fault:
        if not folder.is_dir():
            raise errors.LedgerNotFound(folder=str(folder)) from None
        raise errors.StorageFailed(folder=str(folder), reason=str(fault)) from fault
    except OSError as fault:
        raise errors.StorageFailed(folder=str(folder), reason=str(fault)) from fault
