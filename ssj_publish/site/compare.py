"""Whether a published site is the one that its ledger gives: every file fetched, and held to the file built here.

A build is reproducible to the byte, so whoever has the bureau's repository can build its site anew. A page that the
server changed, left out or added shows, whatever its own list of digests says: that list is one more file to compare.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final
from urllib.parse import quote

import msgspec

from ssj_publish import errors
from ssj_publish.site.build import MARK
from ssj_publish.site.opendata import sums
from ssj_publish.web import http, mirror

_AT_ONCE: Final = 8
#: How much longer than one's own all of a site may be, and how many seconds fetching it may take.
_SPARE: Final = 1 << 28
_SECONDS: Final = 6 * 3600.0
#: A changed file may be longer than the true one: this much is read of it at least, and then it is another one anyway.
_SLACK: Final = 1 << 20

#: Gets how many files have been compared, and how many there are.
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Names within the site, sorted: ``same`` files, ``different`` and ``missing`` ones, and ``extra`` ones that the
    site lists and the build does not have. ``ours`` and ``theirs`` are how many records either ledger has (0: not
    told); ``software`` names the packages whose versions differ, which may be why the bytes do."""

    same: int
    different: tuple[str, ...]
    missing: tuple[str, ...]
    extra: tuple[str, ...]
    ours: int
    theirs: int
    software: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Nothing differs."""
        return not (self.different or self.missing or self.extra)


def compare(url: str, built: Path, progress: Progress = lambda done, count: None) -> Comparison:
    """Fetch all of the site at ``url``, and compare it with the folder ``built``.

    Raises as `http.get` does where the server cannot be asked, or gives far more than the build has, and
    `errors.SumsMalformed` where its list cannot be read.
    """
    base = url.rstrip("/").removesuffix("/index.html")
    wanted = sums.digests(built)
    wanted[sums.NAME] = sha256((built / sums.NAME).read_bytes()).hexdigest()
    whole = sum((built / name).stat().st_size for name in wanted)
    budget = http.Budget(base, 2 * len(wanted) + 10, whole + whole // 4 + _SPARE, _SECONDS)
    http.get(
        http.joined(base, "index.html"), _SLACK, budget=budget
    )  # a site that is not there at all is not a site that differs
    different, missing = [], []

    def fetch(name: str) -> str | None:
        """Its digest, none for a file that does not end, None where there is no such file."""
        limit = (built / name).stat().st_size + _SLACK
        try:
            return sha256(http.get(http.joined(base, quote(name)), limit, budget=budget)).hexdigest()
        except errors.NotThere:
            return None
        except errors.AnswerTooLarge:
            return ""

    with ThreadPoolExecutor(_AT_ONCE) as executor:
        try:
            for done, (name, digest) in enumerate(zip(wanted, executor.map(fetch, wanted), strict=True), 1):
                if digest is None:
                    missing.append(name)
                elif digest != wanted[name]:
                    different.append(name)
                progress(done, len(wanted))
        finally:
            executor.shutdown(cancel_futures=True)
    extra = sorted(_listed(base) - wanted.keys())
    mine, yours = _told((built / MARK).read_bytes()), _told(_remote(base))
    software = tuple(
        name for name in sorted(mine.software | yours.software) if mine.software.get(name) != yours.software.get(name)
    )
    return Comparison(
        same=len(wanted) - len(different) - len(missing),
        different=tuple(different),
        missing=tuple(missing),
        extra=tuple(extra),
        ours=mine.records,
        theirs=yours.records,
        software=software if yours.software else (),
    )


def _listed(base: str) -> set[str]:
    try:
        return set(mirror.parse_sums(http.get(http.joined(base, sums.NAME), mirror.MAX_SUMS), base))
    except errors.NotThere:
        return set()


def _remote(base: str) -> bytes:
    try:
        return http.get(http.joined(base, MARK), _SLACK)
    except (errors.NotThere, errors.AnswerTooLarge):
        return b""


class _Site(msgspec.Struct, frozen=True):
    """What ``site.json`` tells of how a site was made."""

    records: int = 0
    software: dict[str, str] = {}  # msgspec copies it for each


def _told(data: bytes) -> _Site:
    try:
        return msgspec.json.decode(data, type=_Site)
    except msgspec.DecodeError:
        return _Site()
