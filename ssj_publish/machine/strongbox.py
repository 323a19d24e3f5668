"""Files that this user's programs keep for themselves, outside the repository: what can be made again, and no one else
could have written.

    <cache>/key     32 random bytes, readable by this user only
    <cache>/…       HMAC-SHA-256 by that key (32 bytes), then the content

Whatever is not exactly what this program has written here is as good as nothing there: all of it can always be deleted.
Whoever can write as this user can also lie to this user; who cannot, has no key.
"""

from __future__ import annotations

import hmac
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from secrets import token_bytes, token_hex
from typing import Final

from ssj_publish.machine import folders

_MAX_BYTES: Final = 1 << 31
_MAC: Final = 32


def save(path: Path, data: bytes) -> None:
    """Keep ``data`` at ``path`` (below `folders.cache`), whole or not at all. Raises `OSError` or `RuntimeError` (no
    home)."""
    key = _key()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    temporary = path.with_name(f".{token_hex(8)}")
    try:
        _write(temporary, hmac.digest(key, data, "sha256"), data)
        os.replace(temporary, path)
    finally:
        with suppress(FileNotFoundError):
            temporary.unlink()


def load(path: Path) -> memoryview | None:
    """What `save` has kept at ``path``, without a second copy of it; None for anything else. Raises as `save` does."""
    data = _read(path)
    if data is None:
        return None
    mac, content = data[:_MAC], memoryview(data)[_MAC:]
    return content if hmac.compare_digest(hmac.digest(_key(), content, "sha256"), mac) else None


def fingerprint(sources: Iterable[Path], packages: Iterable[str]) -> str:
    """SHA-256 in hex of a program: the text of ``sources``, what it is run with, and which versions of ``packages``.

    Raises `OSError` where there are no sources.
    """
    digest = sha256("\n".join((sys.version, *map(version, packages))).encode())
    found = sorted(sources)
    if not found:
        raise OSError("no sources")
    for path in found:
        digest.update(b"\0" + path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _key() -> bytes:
    """This user's key, made where there is none; `OSError` where it is not this user's own secret."""
    path = folders.cache() / "key"
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with suppress(FileExistsError):
        _write(path, token_bytes(32))
    found = _read(path)
    if found is None or len(found) != 32:
        raise OSError(str(path))
    return found


def _write(path: Path, *parts: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with open(os.open(path, flags, 0o600), "wb") as stream:
        for data in parts:
            stream.write(data)


def _read(path: Path) -> bytes | None:
    """A file's bytes, if it is one of this user's that nobody else can write."""
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    with open(os.open(path, flags), "rb") as stream:
        status = os.fstat(stream.fileno())
        if sys.platform != "win32" and (status.st_uid != os.getuid() or status.st_mode & 0o077):
            return None
        return stream.read(_MAX_BYTES) if status.st_size < _MAX_BYTES else None
