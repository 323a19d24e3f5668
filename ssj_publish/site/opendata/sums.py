"""``SHA256SUMS`` of the whole site: one line a file, sorted by name, as ``sha256sum -c`` reads it at the site's root.

``ledger/SHA256SUMS`` is another: it lists the records alone, and is the transparency log's leaves.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from hashlib import file_digest
from pathlib import Path
from typing import Final

NAME: Final = "SHA256SUMS"


def write(folder: Path) -> None:
    """List every file below ``folder``; comes last, when all are there."""
    lines = (f"{digest}  {name}\n" for name, digest in digests(folder).items())
    (folder / NAME).write_bytes("".join(lines).encode())


def digests(folder: Path) -> dict[str, str]:
    """SHA-256 in hex of every file below ``folder`` but the list itself, by name with slashes, sorted as bytes are."""
    found = {}
    for name in sorted(_names(folder), key=os.fsencode):
        with open(folder / name, "rb") as file:
            found[name] = file_digest(file, "sha256").hexdigest()
    return found


def _names(folder: Path) -> Iterator[str]:
    for place, _, files in os.walk(folder):
        for file in files:
            name = Path(place, file).relative_to(folder).as_posix()
            if name != NAME:
                yield name
