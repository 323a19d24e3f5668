"""Verification, whole processes, at 10³, 10⁴ and 10⁵ records: against ``sha256sum`` and against bare Ed25519.

    hashes        ssj verify --hashes              ≤ 2 × sha256sum over the same files
    full          ssj verify                       ≤ 2.5 × the bare Ed25519 verification of its signatures, two threads
    incremental   ssj verify --incremental, 10 new ≤ 1/20 × full
    append        one record written               ≤ 1/50 × full (the record is taken in and made durable)
    memory        peak of the full run             < 400 MB

Ratios are medians over runs in turn, all on this machine and in this minute.
"""

from __future__ import annotations

import os
import subprocess
import sys
from base64 import b64decode
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from ssj_publish.core.entry import Entry
from ssj_publish.core.records import parse
from ssj_publish.core.replay import replay
from ssj_publish.core.signatures import message
from ssj_publish.ledger import store
from tests.bench.ledgers import kit, ledger

SIZES = (1_000, 10_000, 100_000)
NEW = 10


def main(sizes: tuple[int, ...] = SIZES) -> None:
    """Print a line for each size."""
    print(
        f"{'records':>8} {'sha256sum':>10} {'hashes':>15} {'Ed25519':>9} {'full':>15} {'10 new':>15} {'append':>15} {'peak MB':>8}"
    )
    for size in sizes:
        _line(size, 5 if size < 100_000 else 3)


def _line(size: int, runs: int) -> None:
    entries = ledger(size + NEW)
    with TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name) / "ledger"
        folder.mkdir()
        for entry in entries[:size]:
            (folder / entry.name).parent.mkdir(exist_ok=True)
            (folder / entry.name).write_bytes(entry.data)
        os.environ["SSJ_CACHE_DIR"] = str(Path(name) / "cache")
        bare = _bare(entries[:size])
        sums, hashes, arithmetic, full, peaks = [], [], [], [], []
        for _ in range(runs):
            sums.append(_sha256sum(folder, size))
            hashes.append(_ssj(folder, "--hashes")[0])
            arithmetic.append(_verified(bare))
            seconds, peak = _ssj(folder)
            full.append(seconds)
            peaks.append(peak)
        append = _append(entries, size)
        for entry in entries[size:]:
            (folder / entry.name).parent.mkdir(exist_ok=True)
            (folder / entry.name).write_bytes(entry.data)
        steps = [_ssj(folder, "--incremental")[0] for _ in range(runs)]
    whole = median(full)
    print(
        f"{size:>8} {median(sums):>8.2f} s {_ratio(median(hashes), median(sums))} {median(arithmetic):>7.2f} s"
        f" {_ratio(whole, median(arithmetic))} {_ratio(median(steps), whole)} {_ratio(append, whole)} {max(peaks):>8.0f}",
        flush=True,
    )


def _ratio(ours: float, theirs: float) -> str:
    ratio = ours / theirs
    told = f"{ratio:.2f}×" if ratio >= 0.1 else f"1/{1 / ratio:.0f}"
    return f"{ours:>7.3f} s {told:>5}"


def _ssj(folder: Path, *options: str) -> tuple[float, float]:
    """Seconds, and peak memory in MB, of one process."""
    command = [sys.executable, "-m", "ssj_publish", "verify", str(folder), "--json", *options]
    start = perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    return perf_counter() - start, usage.ru_maxrss / 1024


def _sha256sum(folder: Path, size: int) -> float:
    names = "\0".join(f"{number:06d}.yaml" for number in range(1, size + 1)).encode()
    start = perf_counter()
    subprocess.run(["xargs", "-0", "sha256sum"], input=names, cwd=folder, stdout=subprocess.DEVNULL, check=True)
    return perf_counter() - start


Bare = list[tuple[Ed25519PublicKey, bytes, bytes]]


def _bare(entries: list[Entry]) -> Bare:
    """Keys, signatures and messages, ready made."""
    signers = {
        one.public.key_id: Ed25519PublicKey.from_public_bytes(one.public.raw) for one in kit().TestSigner.made.values()
    }
    found = []
    for entry in entries:
        record, signed = parse(entry)
        found += [(signers[one.key], b64decode(one.signature), message(signed)) for one in record.signatures]
    return found


def _verified(bare: Bare) -> float:
    start = perf_counter()
    with ThreadPoolExecutor(2) as executor:
        batches = [bare[n : n + 64] for n in range(0, len(bare), 64)]
        list(executor.map(lambda batch: [key.verify(signature, text) for key, signature, text in batch], batches))
    return perf_counter() - start


def _append(entries: list[Entry], size: int) -> float:
    """From a standing ledger: accept a record and write it durably; the median of ten."""
    standing = replay(entries[:size])
    times = []
    with TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        (folder / entries[size - 1].name).parent.mkdir(exist_ok=True)
        (folder / entries[size - 1].name).write_bytes(entries[size - 1].data)
        for entry in entries[size:]:
            start = perf_counter()
            head = standing.head.digest
            standing.accept(entry)
            store.append(folder, entry, head)
            times.append(perf_counter() - start)
    return median(times)


if __name__ == "__main__":
    main(tuple(int(one) for one in sys.argv[1:]) or SIZES)
