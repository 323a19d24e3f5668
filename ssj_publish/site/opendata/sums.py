"""The two lists of the whole site's files, at its root, one line a file, sorted by name.

``SM3SUMS`` (GB/T 32905) is written first and lists every file but the two; ``cksum --check`` reads it (coreutils 9 and
later). ``SHA256SUMS`` is written last and lists that one too; ``sha256sum -c`` reads it. Both name the same bytes:
whoever trusts one algorithm only can check the whole site by it.

``ledger/SHA256SUMS`` is another: it lists the records alone, and is the transparency log's leaves.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from hashlib import file_digest
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.hashes import SM3, Hash

NAME: Final = "SHA256SUMS"
SM3_NAME: Final = "SM3SUMS"
_CHUNK: Final = 1 << 20


def write(folder: Path, known: Mapping[str, tuple[str, str]]) -> None:
    """List every file below ``folder``; comes last, when all are there. ``known`` are SHA-256 and SM3 found when
    writing."""
    sm3s = {name: sm3 for name, (_, sm3) in known.items()}
    tagged = (f"SM3 ({name}) = {digest}\n" for name, digest in sm3(folder, sm3s).items())
    (folder / SM3_NAME).write_bytes("".join(tagged).encode())
    sha256s = {name: sha256 for name, (sha256, _) in known.items()}
    lines = (f"{digest}  {name}\n" for name, digest in digests(folder, sha256s).items())
    (folder / NAME).write_bytes("".join(lines).encode())


def sm3(folder: Path, known: Mapping[str, str] | None = None) -> dict[str, str]:
    """SM3 in hex of every file below ``folder`` but the two lists, by name with slashes, sorted as bytes are."""
    there = known or {}
    listed = sorted(set(names(folder)) - {SM3_NAME}, key=os.fsencode)
    return {name: there.get(name) or _sm3(f"{folder}/{name}") for name in listed}


def digests(folder: Path, known: Mapping[str, str] | None = None) -> dict[str, str]:
    """SHA-256 in hex of every file below ``folder`` but the list itself, by name with slashes, sorted as bytes are."""
    there = known or {}
    return {name: there.get(name) or _digest(f"{folder}/{name}") for name in sorted(names(folder), key=os.fsencode)}


def _digest(path: str) -> str:
    with open(path, "rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _sm3(path: str) -> str:
    with open(path, "rb") as file:
        return sm3_of(iter(partial(file.read, _CHUNK), b"")).hex()


def sm3_of(chunks: Iterable[bytes]) -> bytes:
    """The SM3 of all ``chunks`` together."""
    found = Hash(SM3())  # not `hashlib`: its OpenSSL is the machine's, and not every machine's has SM3
    for chunk in chunks:
        found.update(chunk)
    return found.finalize()


def names(folder: Path) -> Iterator[str]:
    """Every file below ``folder`` but the list itself, with slashes."""
    for place, _, files in os.walk(folder):
        inside = "" if place == os.fspath(folder) else f"{Path(place).relative_to(folder).as_posix()}/"
        yield from (f"{inside}{file}" for file in files if inside or file != NAME)
