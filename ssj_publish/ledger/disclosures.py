"""The contents that may have to disappear, in a folder beside the records: read, written durably, removed durably."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from ssj_publish import errors
from ssj_publish.core.disclosure import MAX_BYTES, digest, file_name, parse_file_name
from ssj_publish.ledger import layout
from ssj_publish.machine import durable


def read(ledger: Path) -> dict[str, bytes] | None:
    """The contents of the ledger in ``ledger`` by the digest in their name, not yet believed; None for no folder.

    Raises `errors.ForeignFile` for what has no place there, `errors.RecordTooLarge`, `errors.StorageFailed`.
    """
    found = names(ledger)
    if found is None:
        return None
    folder = ledger / layout.DISCLOSURES
    return durable.read_files(folder, found, MAX_BYTES)


def names(ledger: Path) -> dict[str, str] | None:
    """The names of their files by digest; as `read`, which also reads them."""
    folder = ledger / layout.DISCLOSURES
    if not os.path.lexists(folder):
        return None
    found = {}
    for name in durable.file_names(folder):
        if name == layout.SUMS or layout.is_debris(name):
            continue
        named = parse_file_name(name)
        if named is None:
            raise errors.ForeignFile(folder=str(folder), name=name)
        found[named] = name
    return found


def write(ledger: Path, data: bytes) -> Path:
    """Keep a content durably under its digest; doing it again is nothing."""
    # Written in the ledger's own folder, where few names have to be gone through for what a crash has left.
    name = f"{layout.DISCLOSURES}/{file_name(digest(data))}"
    durable.create_in_new(ledger, name, data)
    return ledger / name


def remove(ledger: Path, digests: Iterable[str]) -> list[str]:
    """Delete contents durably, and whatever a crashed writing of one has left; gives the digests that were there.

    The folder stays: one that is there is held to be whole. Raises `errors.StorageFailed`.
    """
    folder = ledger / layout.DISCLOSURES
    if not os.path.lexists(folder):
        return []
    gone = []
    with durable.system_faults(folder), durable.one_writer(folder):
        durable.clean(folder)
        for one in digests:
            with suppress(FileNotFoundError):
                os.unlink(folder / file_name(one))
                gone.append(one)
        durable.sync_folder(folder)
    return gone
