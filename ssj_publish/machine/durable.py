"""Files that last: named once, never half-written, one writer at a time.

A file is written under a temporary name in the same folder, synced, given its name without ever replacing another, and
the folder is synced. So at each instant the folder holds the file whole or not at all, and of two writers of one name
exactly one wins. Whoever finds its own bytes in place has written them before, and is done.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from typing import Final

from ssj_publish import errors

if sys.platform != "win32":
    import fcntl

#: What the name of a file begins with that is being written, or was when its writer crashed: never read.
TEMPORARY: Final = ".tmp-"

_READ: Final = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
# A file that turned into a link or a pipe since it was listed must not be followed, nor waited for.
_READ_PLAIN: Final = _READ | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_CREATE: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


def create(folder: Path, name: str, data: bytes, check: Callable[[], None] = lambda: None) -> None:
    """Give ``folder`` the file ``name`` durably; ``check`` is called with the writers' lock held, before it bears the
    name.

    A ``name`` of two parts lies in a folder below, which is made where there is none.

    Raises ``AppendRace`` where other bytes bear the name; ``StorageFailed`` where the system refuses: the folder is
    then as it was, or already holds the file, and the same may be tried again.
    """
    with system_faults(folder), one_writer(folder) as alone:
        clean(folder)
        temporary = folder / f"{TEMPORARY}{token_hex(8)}"
        try:
            write_synced(temporary, data)
            if not _is_done(folder, name, data):
                check()
                _make_folder((folder / name).parent)
                _publish(folder, name, data, temporary, alone)
        finally:
            with suppress(OSError):  # what cannot be removed now is ignored by readers, and cleaned by the next writer
                os.unlink(temporary)
        sync_folder((folder / name).parent)


def create_in_new(folder: Path, name: str, data: bytes) -> None:
    """As `create`, in a ``folder`` that is made where there is none."""
    with system_faults(folder.parent):
        _make_folder(folder)
    create(folder, name, data)


def _make_folder(folder: Path) -> None:
    if not folder.is_dir():
        folder.mkdir(exist_ok=True)
        sync_folder(folder.parent)


def _is_done(folder: Path, name: str, data: bytes) -> bool:
    """Whether the entry's own bytes stand under its name; other bytes there mean that the race is lost."""
    try:
        there = read_bytes(os.path.join(folder, name), len(data))
    except FileNotFoundError:
        return False
    if there != data:
        raise errors.AppendRace(folder=str(folder), name=name)
    return True


def _publish(folder: Path, name: str, data: bytes, temporary: Path, alone: bool) -> None:
    """Give the written file its name, which it must be the first to bear."""
    target = folder / name
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
        if not _is_done(folder, name, data):
            raise
    except FileNotFoundError:
        # Another writer, on a share without locks, took the temporary file for a crash's.
        raise errors.AppendRace(folder=str(folder), name=name) from None


def file_names(folder: Path) -> list[str]:
    """The names in ``folder``, which may hold nothing but plain files; temporary ones are left out."""
    names = []
    with system_faults(folder), os.scandir(folder) as listing:
        for item in listing:
            if item.name.startswith(TEMPORARY):
                continue
            if not item.is_file(follow_symlinks=False):
                raise errors.ForeignFile(folder=str(folder), name=item.name)
            names.append(item.name)
    return sorted(names)


def read_file(path: Path, limit: int) -> bytes:
    """A plain file's bytes; `errors.RecordTooLarge` beyond ``limit``."""
    return read_files(path.parent, {path.name: path.name}, limit)[path.name]


def read_files(folder: Path, names: Mapping[str, str], limit: int) -> dict[str, bytes]:
    """By the same keys, the bytes of the plain files of these ``names``; as `read_file`."""
    found, place = {}, str(folder)
    with system_faults(folder):
        for key, name in names.items():
            found[key] = read_bytes(os.path.join(place, name), limit)
            if len(found[key]) > limit:
                raise errors.RecordTooLarge(folder=place, name=name, limit=limit)
    return found


def read_bytes(path: str, limit: int) -> bytes:
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


def write_synced(path: Path, data: bytes) -> None:
    file = os.open(path, _CREATE, 0o644)
    with open(file, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def replace(path: Path, data: bytes) -> None:
    """Put ``data`` in the place of the file ``path`` durably: it is whole at each instant, the old one or the new.

    For what has one value that changes. Two who do so at once are the caller's matter (`lock.alone`). Raises `OSError`.
    """
    temporary = path.with_name(f"{path.name}.{token_hex(8)}")
    try:
        write_synced(temporary, data)
        os.replace(temporary, path)
    finally:
        with suppress(FileNotFoundError):
            temporary.unlink()
    sync_folder(path.parent)


def clean(folder: Path) -> None:
    """Remove what crashed appends have left."""
    with os.scandir(folder) as listing:
        left = [item.path for item in listing if item.name.startswith(TEMPORARY)]
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
