"""Copy a published ledger from its site, so that it can be verified like any other, and kept.

Only what is missing is fetched, so a copy that broke off goes on, and a copy made earlier grows. What was fetched before
is never fetched again: if the site now says otherwise about it, that is shown as what it is, a rewritten history.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from typing import Final

from ssj_publish import errors
from ssj_publish.core import disclosure
from ssj_publish.core.encoding import MAX_BYTES
from ssj_publish.core.entry import parse_record_name
from ssj_publish.core.tlog.checkpoint import leaf
from ssj_publish.ledger import checkpoints, disclosures, layout, store
from ssj_publish.machine import durable
from ssj_publish.web import http

#: A million records' lines are about 80 MB.
MAX_SUMS: Final = 1 << 27
_SUM: Final = re.compile("([0-9a-f]{64})  (.+)")
_AT_ONCE: Final = 8

#: Gets how many records have come, and how many will.
Progress = Callable[[int, int], None]
#: name → digest in hex
Sums = dict[str, str]


def copy(url: str, ledger: Path, progress: Progress = lambda done, count: None) -> Path:
    """Bring the ledger published at ``url`` (the site's address, or that of its ``ledger/``) into the folder ``ledger``.

    Raises as `http.get` does; `errors.SumsMalformed`; `errors.MirrorDiffers` where the site
    gives something else than its own list says, or than it gave before; `errors.MirrorShrunk`.
    """
    base, sums = _sums(url)
    ledger.mkdir(parents=True, exist_ok=True)
    have = set()
    for entry in store.read_entries(ledger):
        if entry.name not in sums:
            raise errors.MirrorShrunk(url=base, count=len(sums), before=parse_record_name(entry.name))
        if sha256(entry.data).hexdigest() != sums[entry.name]:
            raise errors.MirrorDiffers(url=http.joined(base, entry.name), name=entry.name)
        have.add(entry.name)
    missing = [name for name in sums if name not in have]
    for done, (name, data) in enumerate(_fetched(base, missing, sums, MAX_BYTES), 1):
        durable.create_in_new(ledger, name, data)
        progress(done, len(missing))
    _copy_checkpoints(http.joined(base, layout.CHECKPOINTS), ledger)
    _copy_disclosures(http.joined(base, layout.DISCLOSURES), ledger)
    return ledger


def _copy_checkpoints(base: str, ledger: Path) -> None:
    try:
        listed = parse_sums(http.get(http.joined(base, "SHA256SUMS"), MAX_SUMS), base)
    except errors.NotThere:
        return
    for name in listed:
        parsed = layout.parse_checkpoint_name(name)
        if parsed is None or parsed.text != name:
            raise errors.SumsMalformed(url=base)
    folder = ledger / layout.CHECKPOINTS
    have = durable.file_names(folder) if folder.is_dir() else []
    for name in have:
        if name not in listed or sha256(durable.read_file(folder / name, MAX_BYTES)).hexdigest() != listed[name]:
            raise errors.MirrorDiffers(url=http.joined(base, name), name=f"{layout.CHECKPOINTS}/{name}")
    missing = [name for name in listed if name not in have]
    for name, data in _fetched(base, missing, listed, checkpoints.MAX_FILE):
        durable.create_in_new(folder, name, data)


def _copy_disclosures(base: str, ledger: Path) -> None:
    """The removable contents that are public now. One that the site no longer gives stays in the copy: whether it had to go
    is for the ledger to say, and what becomes of it for whoever keeps the copy."""
    try:
        listed = parse_sums(http.get(http.joined(base, "SHA256SUMS"), MAX_SUMS), base)
    except errors.NotThere:
        return
    if any(disclosure.parse_file_name(name) != digest for name, digest in listed.items()):
        raise errors.SumsMalformed(url=base)
    folder = ledger / layout.DISCLOSURES
    have = set(disclosures.read(ledger) or ())
    folder.mkdir(exist_ok=True)  # even empty it says that all contents were asked for
    missing = [name for name in listed if disclosure.parse_file_name(name) not in have]
    for name, data in _fetched(base, missing, listed, disclosure.MAX_BYTES):
        durable.create_in_new(folder, name, data)


def _sums(url: str) -> tuple[str, Sums]:
    """The ledger's own address, and its list of records."""
    base = url.rstrip("/").removesuffix("/SHA256SUMS").removesuffix("/index.html")
    try:
        data = http.get(http.joined(base, "ledger/SHA256SUMS"), MAX_SUMS)
        base = http.joined(base, "ledger")
    except errors.NotThere as missing:
        data = http.get(http.joined(base, "SHA256SUMS"), MAX_SUMS)
        if b"  index.html\n" in data:  # a whole site's list: its ledger is what is missing
            raise missing from None
    sums = parse_sums(data, base)
    if not sums:
        raise errors.SumsMalformed(url=base)
    whole = b"".join(leaf(seq, digest) for seq, digest in enumerate(sums.values(), 1))
    if whole != data:
        raise errors.SumsMalformed(url=base)
    return base, sums


def parse_sums(data: bytes, url: str) -> Sums:
    """Read what ``sha256sum`` writes, got from ``url``; `errors.SumsMalformed`."""
    found: Sums = {}
    *lines, rest = data.decode("utf-8", "surrogateescape").split("\n")
    for line in lines:
        match = _SUM.fullmatch(line)
        if match is None or not match[2].isprintable() or match[2] in found:
            raise errors.SumsMalformed(url=url)
        found[match[2]] = match[1]
    if rest:
        raise errors.SumsMalformed(url=url)
    return found


def _fetched(base: str, names: list[str], sums: Sums, limit: int) -> Iterator[tuple[str, bytes]]:
    """Fetch several at a time; each is held to its digest, and given in order."""

    def fetch(name: str) -> tuple[str, bytes]:
        data = http.get(http.joined(base, name), limit)
        if sha256(data).hexdigest() != sums[name]:
            raise errors.MirrorDiffers(url=http.joined(base, name), name=name)
        return name, data

    with ThreadPoolExecutor(_AT_ONCE) as executor:
        try:
            yield from executor.map(fetch, names)
        finally:
            executor.shutdown(cancel_futures=True)
