"""``SHA256SUMS`` of the whole site: one line a file, sorted by name, as ``sha256sum -c`` reads it at the site's root.

``ledger/SHA256SUMS`` is another: it lists the records alone, and is the transparency log's leaves.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from hashlib import file_digest
from pathlib import Path
from typing import Final

NAME: Final = "SHA256SUMS"


def write(folder: Path, known: Mapping[str, str]) -> None:
    """List every file below ``folder``; comes last, when all are there. ``known`` are digests found when writing."""
    lines = (f"{digest}  {name}\n" for name, digest in digests(folder, known).items())
    (folder / NAME).write_bytes("".join(lines).encode())


def digests(folder: Path, known: Mapping[str, str] | None = None) -> dict[str, str]:
    """SHA-256 in hex of every file below ``folder`` but the list itself, by name with slashes, sorted as bytes are."""
    there = known or {}
    return {name: there.get(name) or _digest(f"{folder}/{name}") for name in sorted(names(folder), key=os.fsencode)}


def _digest(path: str) -> str:
    with open(path, "rb") as file:
        return file_digest(file, "sha256").hexdigest()


def names(folder: Path) -> Iterator[str]:
    """Every file below ``folder`` but the list itself, with slashes."""
    for place, _, files in os.walk(folder):
        inside = "" if place == os.fspath(folder) else f"{Path(place).relative_to(folder).as_posix()}/"
        yield from (f"{inside}{file}" for file in files if inside or file != NAME)
