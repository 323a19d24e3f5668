"""Files of a site, made once: what the last build on this machine made from the same is taken over as it stands.

A file's *key* is a digest of all that goes into it: the program (`program`), and the values that are shown. A key that
the last build had too stands for the same bytes, so the file is linked from the site that is replaced. It is taken only
as long as it is the very file that was written then: by its inode, its size, the time of its last change, and the time
of the last change to any of these, which the system sets and nobody can set back. Everything else is made afresh. What
the last build made is kept in this user's strongbox:

    <cache>/sites/<SHA-256 of the output's path>    MessagePack of [path, program, {name: [key, digest, sm3, mark]}]

so that neither another user nor a copied folder can pass something off as built.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from hashlib import blake2b, sha256
from pathlib import Path
from typing import Any, Final

import msgspec

from ssj_publish.machine import folders, strongbox
from ssj_publish.site.opendata import sums

#: By which a file that nobody has touched is known: inode, bytes, and in nanoseconds the time of its last change
#: (mtime), which anybody can put back, and that of the last change to what the system knows of it (ctime), which nobody
#: can.
Mark = tuple[int, int, int, int]
_MANY: Final = 32
_WRITE: Final = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)


class Print(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A file that was made: the ``key`` of what went into it, the SHA-256 and the SM3 of its bytes, how it stood on the
    disk then."""

    key: bytes
    digest: bytes
    sm3: bytes
    mark: Mark

    @property
    def size(self) -> int:
        """Bytes."""
        return self.mark[1]


class _Memory(msgspec.Struct, frozen=True, array_like=True):
    path: str
    program: str
    prints: dict[str, Print]


class Press:
    """Fills the empty folder ``fresh``; ``last`` is the site that it will replace, of which ``prints`` is known."""

    def __init__(self, fresh: Path, last: Path | None = None, prints: Mapping[str, Print] | None = None) -> None:
        self._fresh = os.fspath(fresh)
        self._last = os.fspath(last) if last else ""
        self._known = prints or {}
        self._folders: set[str] = set()
        #: All that was put so far, by name.
        self.prints: dict[str, Print] = {}

    def put(self, name: str, key: bytes, make: Callable[[], bytes]) -> Print:
        """The file ``name`` (with slashes), which ``key`` determines: taken over, or made."""
        if name in self.prints:
            raise ValueError(f"{name} is made twice")
        known = self._known.get(name)
        place = self._place(name)
        found = self._taken(name, place, known) if known is not None and known.key == key else None
        if found is None:
            data = make()
            found = Print(key, sha256(data).digest(), sums.sm3_of((data,)), _written(place, data))
        self.prints[name] = found
        return found

    def has(self, name: str, key: bytes) -> bool:
        """Whether ``put`` would take the file over, if nobody has touched it."""
        known = self._known.get(name)
        return known is not None and known.key == key

    def plain(self, name: str, data: bytes) -> Print:
        """A file whose bytes are at hand, and are their own key."""
        return self.put(name, key(data), lambda: data)

    def another(self) -> Press:
        """A press of the same folders, on which nothing was put yet."""
        return Press(Path(self._fresh), Path(self._last) if self._last else None, self._known)

    def join(self, prints: Mapping[str, Print]) -> None:
        """Take what was put on `another`, which must be other files."""
        if twice := self.prints.keys() & prints.keys():
            raise ValueError(f"{min(twice)} is made twice")
        self.prints |= prints

    def _taken(self, name: str, place: str, known: Print) -> Print | None:
        """The last site's file, if it is still the one that was written, and could be linked."""
        old = f"{self._last}/{name}"
        with suppress(OSError):
            if _mark(os.stat(old, follow_symlinks=False)) == known.mark and _is(old, known):
                os.link(old, place, follow_symlinks=False)
                return msgspec.structs.replace(known, mark=_mark(os.stat(place, follow_symlinks=False)))
        return None

    def _place(self, name: str) -> str:
        folder = name.rpartition("/")[0]
        if folder not in self._folders:
            os.makedirs(f"{self._fresh}/{folder}", exist_ok=True)
            self._folders.add(folder)
        return f"{self._fresh}/{name}"


def _written(place: str, data: bytes) -> Mark:
    """Write a file; without Python's layers, which for a hundred thousand small ones cost as much as the system
    does."""
    file = os.open(place, _WRITE, 0o666)
    try:
        done = os.write(file, data)
        while done < len(data):
            done += os.write(file, data[done:])
        return _mark(os.fstat(file))
    finally:
        os.close(file)


def key(*parts: Any) -> bytes:
    """A key of values that msgspec can encode; each part is told from its neighbours."""
    return blake2b(_encode(parts), digest_size=_MANY).digest()


_encode = msgspec.msgpack.Encoder(order="deterministic").encode


def _mark(status: os.stat_result) -> Mark:
    return (status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)


def _is(path: str, known: Print) -> bool:
    """On Windows, where a file's ctime is when it was made, only its bytes tell."""
    if os.name != "nt":
        return True
    with open(path, "rb") as file:
        return sha256(file.read()).digest() == known.digest


def _settled(output: Path, prints: Mapping[str, Print]) -> dict[str, Print]:
    """The prints with the marks that the files bear where they stand now: a name taken away from a file (the last
    site's) is a change to what the system knows of it. One that was touched meanwhile is left out."""
    found = {}
    for name, one in prints.items():
        with suppress(OSError):
            mark = _mark(os.stat(f"{output}/{name}", follow_symlinks=False))
            if mark[:3] == one.mark[:3]:
                found[name] = msgspec.structs.replace(one, mark=mark)
    return found


def recall(output: Path, program: str) -> dict[str, Print]:
    """What this ``program`` made at ``output`` on this machine; nothing where that is not known for certain."""
    with suppress(OSError, RuntimeError, msgspec.MsgspecError):
        data = strongbox.load(_room(output))
        if data is not None:
            kept = msgspec.msgpack.decode(data, type=_Memory)
            if (kept.path, kept.program) == (_name(output), program):
                return kept.prints
    return {}


def remember(output: Path, program: str, prints: Mapping[str, Print]) -> None:
    """Keep what was made, once it stands at ``output``; where the system refuses, nothing is kept, and the next build
    makes everything."""
    with suppress(OSError, RuntimeError):
        strongbox.save(_room(output), msgspec.msgpack.encode(_Memory(_name(output), program, _settled(output, prints))))


def program(sources: Iterable[Path], packages: Iterable[str], settings: Mapping[str, Any]) -> str:
    """What shapes every page alike: program texts, themes and prose (``sources``), versions, and the settings.

    Empty where a setting holds somebody's own code, of which no digest tells what it does: then nothing is taken over.
    """
    try:
        shaped = sha256(_encode(settings)).hexdigest()
    except TypeError:
        return ""
    return sha256(f"{strongbox.fingerprint(sources, packages)} {shaped}".encode()).hexdigest()


def _room(output: Path) -> Path:
    return folders.cache() / "sites" / sha256(_name(output).encode("utf-8", "surrogateescape")).hexdigest()


def _name(output: Path) -> str:
    return os.path.realpath(output)
