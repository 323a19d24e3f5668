"""What a ledger's files looked like from outside when their bytes were last found to be those that were verified.

    <cache>/looks/<genesis id>/<place>    MessagePack of [fingerprint, [claim, …]], in the strongbox

A claim is the SHA-256 of how a thousand records look (`Files.looks`) and of the digests that their bytes had: so it
says of itself what it vouches for, and one that is old, or of another branch, is no claim about what is here now. What
no claim covers is hashed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Final

import msgspec

from ssj_publish import errors
from ssj_publish.ledger import cache
from ssj_publish.ledger.files import Files
from ssj_publish.machine import folders, strongbox

_PLACES: Final = 8  # for each ledger: clones and folders of one user


class Looks:
    """The records of a ledger from the first on, as they look at this moment: made before any of them is read."""

    def __init__(self, files: Files, numbers: Sequence[int], genesis: str) -> None:
        self._files, self._path = files, _room(genesis) / sha256(files.place.encode()).hexdigest()
        self._looks = files.looks(numbers)

    def same(self, digests: Sequence[str]) -> bool:
        """Whether the first records still have these ``digests``: by how they look, else by their bytes."""
        known = _load(self._path)
        for first, claim, part in self._claims(digests):
            if claim is not None and claim in known:
                continue
            try:
                entries = self._files.entries(range(first, first + len(part)))
                if any(sha256(entry.data).hexdigest() != digest for entry, digest in zip(entries, part, strict=True)):
                    return False
            except (errors.SsjError, ValueError):
                return False
        return True

    def keep(self, digests: Sequence[str]) -> None:
        """Remember the looks: these records' bytes have been found to have these ``digests`` since the looks were
        taken."""
        claims = [claim for _, claim, _ in self._claims(digests) if claim is not None]
        if frozenset(claims) == _load(self._path):
            return
        with suppress(OSError, RuntimeError):
            strongbox.save(self._path, msgspec.msgpack.encode([cache.fingerprint(), claims]))
            by_age = sorted(self._path.parent.iterdir(), key=lambda one: one.stat().st_mtime, reverse=True)
            for old in by_age[_PLACES:]:
                old.unlink()

    def _claims(self, digests: Sequence[str]) -> Iterator[tuple[int, bytes | None, Sequence[str]]]:
        """By thousand: the first record's number, what can be claimed of it (None: nothing), and its digests."""
        looks, going = iter(self._looks), iter(digests)
        first = 1
        while part := list(islice(going, 999 if first == 1 else 1000)):
            seen = list(islice(looks, len(part)))
            claim = None
            if len(seen) == len(part) and all(seen):
                claim = sha256(b"".join((*seen, b"\0", "".join(part).encode()))).digest()
            yield first, claim, part
            first += len(part)


def _load(path: Path) -> frozenset[bytes]:
    with suppress(OSError, RuntimeError, ValueError, TypeError, msgspec.DecodeError):
        data = strongbox.load(path)
        if data is not None:
            made_by, claims = msgspec.msgpack.decode(data)
            if made_by == cache.fingerprint():
                return frozenset(claims)
    return frozenset()


def _room(genesis: str) -> Path:
    return folders.cache() / "looks" / genesis
