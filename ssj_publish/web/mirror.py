"""Copy a published ledger from its site, so that it can be verified like any other, and kept.

Only what is missing is fetched, so a copy that broke off goes on, and a copy made earlier grows. What was fetched
before is never fetched again: if the site now says otherwise about it, that is shown as what it is, a rewritten
history.

A county is held to the checkpoints that it has signed. Records above the newest one are its last word only so far:
where two offices had appended at once, one lawfully puts its records behind the other's. Such a tail is set aside, and
told.

What comes is written plainly beside the copy, held to its digest there, settled on the disk once, and moved into place
in the order of the records: so the copy is at each instant a ledger, if a shorter one.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
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
from ssj_publish.web.http import Budget
from ssj_publish.web.kept import Kept

#: A million records' lines are about 80 MB.
MAX_SUMS: Final = 1 << 27
#: What one copying may cost: requests, bytes, seconds. A larger ledger is had by going on where it stopped.
REQUESTS: Final = 2_000_000
SIZE: Final = 2 << 30
SECONDS: Final = 2 * 3600.0
_SUM: Final = re.compile("([0-9a-f]{64})  (.+)")
_AT_ONCE: Final = 8

#: Gets how many records have come, and how many will.
Progress = Callable[[int, int], None]
#: Gets the number of the first record that the site has replaced since, and where the copy's own are kept now.
Superseded = Callable[[int, Path], None]
#: Gets the digests of all removable contents that the site gives now.
Published = Callable[[frozenset[str]], None]
#: name → digest in hex
Sums = dict[str, str]


class _Site:
    """What is fetched from one site, within its budget."""

    def __init__(self, kept: Kept) -> None:
        self.get = kept.get

    def sums(self, base: str) -> Sums | None:
        """The list of the folder at ``base``, if it has one."""
        try:
            return parse_sums(self.get(http.joined(base, "SHA256SUMS"), MAX_SUMS), base)
        except errors.NotThere:
            return None

    def bring(self, base: str, names: list[str], sums: Sums, limit: int, stage: Path) -> Iterator[str]:
        """Have the files ``names`` in the folder ``stage``, each held to its digest; their names as they come."""
        going_on = stage.exists()
        stage.mkdir(parents=True, exist_ok=True)
        for below in {(stage / name).parent for name in names}:
            below.mkdir(exist_ok=True)

        def fetch(name: str) -> str:
            path = os.path.join(stage, name)
            # What an earlier copying has left need not be fetched again.
            there = going_on and os.path.exists(path)
            if there and sha256(durable.read_bytes(path, limit)).hexdigest() == sums[name]:
                return name
            data = self.get(http.joined(base, name), limit)
            if sha256(data).hexdigest() != sums[name]:
                raise errors.MirrorDiffers(url=http.joined(base, name), name=name)
            with open(path, "wb") as stream:
                stream.write(data)
            return name

        with ThreadPoolExecutor(_AT_ONCE) as executor:
            try:
                yield from executor.map(fetch, names)
            finally:
                executor.shutdown(cancel_futures=True)


def copy(
    url: str,
    ledger: Path,
    progress: Progress = lambda done, count: None,
    superseded: Superseded = lambda first, folder: None,
    published: Published = lambda digests: None,
) -> Path:
    """Bring the ledger published at ``url`` (the site's address, or that of its ``ledger/``) into the folder
    ``ledger``.

    Raises as `http.get` does; `errors.SumsMalformed`; `errors.MirrorDiffers` where the site gives something else than
    its own list says, or than its own checkpoints covered before; `errors.MirrorShrunk`.
    """
    with Kept(Budget(url, REQUESTS, SIZE, SECONDS)) as kept:
        return _copy(_Site(kept), url, ledger, progress, superseded, published)


def _copy(
    site: _Site, url: str, ledger: Path, progress: Progress, superseded: Superseded, published: Published
) -> Path:
    base, sums = _sums(site, url)
    ledger.mkdir(parents=True, exist_ok=True)
    have, stale = _compared(ledger, sums, base)
    missing = [name for name in sums if name not in have]
    stage = ledger.with_name(f".{ledger.name}.fetching")
    for done, _ in enumerate(site.bring(base, missing, sums, MAX_BYTES, stage), 1):
        progress(done, len(missing))
    if stale:
        superseded(stale[0], _set_aside(ledger, stale))
    _settle(stage, missing, ledger)
    _copy_checkpoints(site, http.joined(base, layout.CHECKPOINTS), ledger, stage)
    published(_copy_disclosures(site, http.joined(base, layout.DISCLOSURES), ledger, stage))
    return ledger


def _compared(ledger: Path, sums: Sums, base: str) -> tuple[set[str], list[int]]:
    """The records that the copy has already, and the numbers of those in its tail that the site has replaced since."""
    held = max((one.size for one in checkpoints.read(ledger)), default=0)
    have: set[str] = set()
    stale: list[int] = []
    for entry in store.read_entries(ledger):
        seq = parse_record_name(entry.name) or 0
        if sums.get(entry.name) == sha256(entry.data).hexdigest() and not stale:
            have.add(entry.name)
        elif seq > held:
            stale.append(seq)
        elif entry.name in sums:
            raise errors.MirrorDiffers(url=http.joined(base, entry.name), name=entry.name)
        else:
            raise errors.MirrorShrunk(url=base, count=len(sums), before=seq)
    return have, stale


def _set_aside(ledger: Path, stale: list[int]) -> Path:
    """Keep the records ``stale`` beside the copy, under their numbers and digests: what was said once can be shown."""
    folder = ledger.with_name(f"{ledger.name}.superseded")
    folder.mkdir(exist_ok=True)
    for seq in reversed(stale):  # from the end, so that what remains is a ledger
        path = layout.record_path(ledger, seq)
        os.replace(path, folder / f"{path.stem}.{sha256(path.read_bytes()).hexdigest()[:16]}.yaml")
    return folder


def _settle(stage: Path, names: list[str], folder: Path) -> None:
    """Move what was fetched into ``folder``, once the disk has it: a file cut short by a power cut would look
    forged."""
    if hasattr(os, "sync") and names:
        os.sync()
    with durable.system_faults(folder.parent):
        folder.mkdir(exist_ok=True)
        below = sorted({(folder / name).parent for name in names} - {folder})
        for one in below:
            one.mkdir(exist_ok=True)
        for name in names:
            os.replace(os.path.join(stage, name), os.path.join(folder, name))
        for one in (*below, folder):
            durable.sync_folder(one)
    for left in (*(stage / one.name for one in below), stage):
        with suppress(OSError):  # what an earlier copying left there and nobody lists any more
            left.rmdir()


def _copy_checkpoints(site: _Site, base: str, ledger: Path, stage: Path) -> None:
    listed = site.sums(base)
    if listed is None:
        return
    for name in listed:
        parsed = layout.parse_checkpoint_name(name)
        if parsed is None or parsed.text != name:
            raise errors.SumsMalformed(url=base)
    folder = ledger / layout.CHECKPOINTS
    have = [name for name in durable.file_names(folder) if name != layout.SUMS] if folder.is_dir() else []
    for name in have:
        if name not in listed or sha256(durable.read_file(folder / name, MAX_BYTES)).hexdigest() != listed[name]:
            raise errors.MirrorDiffers(url=http.joined(base, name), name=f"{layout.CHECKPOINTS}/{name}")
    missing = sorted(set(listed) - set(have))
    _settle(stage, list(site.bring(base, missing, listed, checkpoints.MAX_FILE, stage)), folder)


def _copy_disclosures(site: _Site, base: str, ledger: Path, stage: Path) -> frozenset[str]:
    """The removable contents that are public now, by digest. One that the site no longer gives stays in the copy:
    whether it had to go is for the ledger to say, and what becomes of it for whoever keeps the copy. A site without
    their list gives none of them: it is no git clone, and has none to leave out but those that are lawfully gone."""
    listed = site.sums(base) or {}
    if any(disclosure.parse_file_name(name) != digest for name, digest in listed.items()):
        raise errors.SumsMalformed(url=base)
    have = set(disclosures.read(ledger) or ())
    missing = [name for name in listed if disclosure.parse_file_name(name) not in have]
    # Made even where nothing is public: it says that all contents were asked for.
    _settle(stage, list(site.bring(base, missing, listed, disclosure.MAX_BYTES, stage)), ledger / layout.DISCLOSURES)
    return frozenset(listed.values())


def _sums(site: _Site, url: str) -> tuple[str, Sums]:
    """The ledger's own address, and its list of records."""
    base = url.rstrip("/").removesuffix("/SHA256SUMS").removesuffix("/index.html")
    try:
        data = site.get(http.joined(base, "ledger/SHA256SUMS"), MAX_SUMS)
        base = http.joined(base, "ledger")
    except errors.NotThere as missing:
        data = site.get(http.joined(base, "SHA256SUMS"), MAX_SUMS)
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
