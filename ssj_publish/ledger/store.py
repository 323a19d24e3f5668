"""Read a ledger's records, and add one so that neither a crash nor another writer can spoil it.

An append writes a temporary file in the same folder, syncs it, checks that the record before it is still the one it
builds on, gives the file its name without ever replacing another, and syncs the folder. So at each instant the folder
holds the old ledger or the new one, and of two writers of one number exactly one wins. An append that finds its own
bytes in place has been done before, and is done.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from ssj_publish import errors
from ssj_publish.core.encoding import MAX_BYTES
from ssj_publish.core.entry import Entry
from ssj_publish.ledger import layout
from ssj_publish.machine import durable


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
    durable.create(folder, entry.name, entry.data, lambda: _check_before(folder, seq, prev))


def append_all(folder: Path, entries: Sequence[Entry], prev: str | None) -> None:
    """Add ``entries``, each behind the one before it, or none of them: where one cannot be added, those before it are
    taken back, unless somebody has built on them meanwhile. (A machine that stops halfway leaves the first of them.)

    Raises as `append` does.
    """
    written: list[Entry] = []
    try:
        for entry in entries:
            append(folder, entry, prev)
            written.append(entry)
            prev = sha256(entry.data).hexdigest()
    except BaseException:
        _take_back(folder, written)
        raise


def _take_back(folder: Path, written: Sequence[Entry]) -> None:
    """Remove the newest records as far as they are ``written``, the newest first."""
    with durable.system_faults(folder), durable.one_writer(folder):
        for entry in reversed(written):
            after = layout.record_path(folder, (layout.parse_record_name(entry.name) or 0) + 1)
            if after.exists():
                return
            path = folder / entry.name
            path.unlink()
            durable.sync_folder(path.parent)


def numbers(folder: Path) -> list[int]:
    """The numbers of all records, ascending, once everything in the folder is known to belong there."""
    found: list[int] = []
    with durable.system_faults(folder), os.scandir(folder) as listing:
        for item in listing:
            if item.name.startswith(layout.TEMPORARY) or _is_debris(item):
                continue
            thousand = layout.is_record_folder(item.name)
            below = thousand or item.name in layout.FOLDERS or item.name == layout.TILES
            expected = item.is_dir if below else item.is_file
            known = below or layout.is_bystander(item.name)
            if not known or not expected(follow_symlinks=False):
                raise errors.ForeignFile(folder=str(folder), name=item.name)
            if thousand:
                found.extend(_numbers_in(folder, item.name))
    return sorted(found)


def _numbers_in(folder: Path, thousand: str) -> Iterator[int]:
    with os.scandir(folder / thousand) as listing:
        for item in listing:
            name = f"{thousand}/{item.name}"
            seq = layout.parse_record_name(name)
            if seq is not None and item.is_file(follow_symlinks=False):
                yield seq
            elif not (_is_debris(item) or (layout.is_proof(name) and item.is_file(follow_symlinks=False))):
                raise errors.ForeignFile(folder=str(folder), name=name)


def debris(folder: Path) -> list[str]:
    """The files in ``folder`` that some system has left there (`layout.is_debris`), as paths within it."""
    found = []
    with durable.system_faults(folder), os.scandir(folder) as top:
        for item in top:
            found += [item.name] if _is_debris(item) else []
            if item.is_dir(follow_symlinks=False):
                with os.scandir(item.path) as below:
                    found += [f"{item.name}/{one.name}" for one in below if _is_debris(one)]
    return sorted(found)


def _is_debris(item: os.DirEntry[str]) -> bool:
    return layout.is_debris(item.name) and item.is_file(follow_symlinks=False)


def read_entry(folder: Path, seq: int) -> Entry:
    """Record ``seq`` (from 1) as it stands in ``folder``. Raises as ``read_entries`` does."""
    name = layout.record_name(seq)
    with durable.system_faults(folder):
        data = durable.read_bytes(os.path.join(folder, name), MAX_BYTES)
    if len(data) > MAX_BYTES:
        raise errors.RecordTooLarge(folder=str(folder), name=name, limit=MAX_BYTES)
    return Entry(name, data)


def _check_before(folder: Path, seq: int, prev: str | None) -> None:
    """The ledger still ends where record ``seq`` begins."""
    if prev is None:
        return
    try:
        found = sha256(durable.read_bytes(str(layout.record_path(folder, seq - 1)), MAX_BYTES)).hexdigest()
    except FileNotFoundError:
        found = None
    if found != prev:
        raise errors.AppendRace(folder=str(folder), name=layout.record_name(seq))
