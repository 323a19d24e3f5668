"""Verification, whole processes, at 10³, 10⁴ and 10⁵ records: each against what no verifier of these files could do
without.

    hashes        ssj verify --hashes                  sha256sum over the same files
    full          ssj verify                           the bare Ed25519 checks of its signatures, a thread a processor
    one core      the same, bound to one processor     the same in one thread
    incremental   ssj verify --incremental, 10 new     ssj verify
    append        one record taken in, made durable    a file of its size written, synced and named

`SSJ_BENCH_RECORDS=1000,10000` measures at other sizes.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from base64 import b64decode
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import sleep

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from ssj_publish.core.entry import Entry, record_name
from ssj_publish.core.records import parse
from ssj_publish.core.replay import replay
from ssj_publish.core.signatures import message
from ssj_publish.ledger import store
from tests.bench.ledgers import ledger, write
from tests.bench.measure import Row, compare
from tests.bureau import TestSigner

SIZES = "1000,10000,100000"
NEW = 10


def main() -> Iterator[Row]:
    """The rows of each size."""
    for size in map(int, os.environ.get("SSJ_BENCH_RECORDS", SIZES).split(",")):
        yield from _rows(size, 5 if size < 10_000 else 3)


def _rows(size: int, runs: int) -> Iterator[Row]:
    entries = ledger(size + NEW)
    with TemporaryDirectory(prefix="bench-") as name:
        folder, cores = Path(name) / "ledger", sorted(os.sched_getaffinity(0))
        write(folder, entries[:size])
        os.environ["SSJ_CACHE_DIR"] = str(Path(name) / "cache")
        bare = _bare(entries[:size])
        told, full = f"{size:,} 条记录", partial(_ssj, folder)
        yield compare(
            f"{told}，只看摘要", partial(_ssj, folder, "--hashes"), "sha256sum", partial(_sums, folder, size), runs
        )
        peak = 0.0

        def whole() -> None:
            nonlocal peak
            peak = max(peak, full())

        yield compare(f"{told}，从头核对", whole, "裸的 Ed25519", partial(_verified, bare, len(cores)), runs)
        print(f"（内存峰值 {peak:.0f} MB）", flush=True)
        alone = partial(_bound, cores[:1], full)
        yield compare(f"{told}，一个处理器", alone, "裸的 Ed25519，一个线程", partial(_verified, bare, 1), runs)
        yield _incremental(told, folder, entries[size:], runs)
        yield _append(told, entries, size)


def _incremental(told: str, folder: Path, new: list[Entry], runs: int) -> Row:
    """Ten records that the last verification did not know; the peer is that verification, without them."""

    def before() -> None:
        for entry in new:
            (folder / entry.name).unlink(missing_ok=True)
        _ssj(folder)
        write(folder, new)

    return compare(f"{told}，新增 {NEW} 条", partial(_ssj, folder, "--incremental"), "从头核对", before, runs)


def _ssj(folder: Path, *options: str) -> float:
    """Peak memory in MB of one process: its own high-water mark, looked at while it runs. What `os.wait4` tells begins
    with the memory of whoever started it."""
    command = [sys.executable, "-m", "ssj_publish", "verify", str(folder), "--json", *options]
    process, peak = subprocess.Popen(command, stdout=subprocess.DEVNULL), 0.0
    while process.poll() is None:
        told = re.search(r"VmHWM:\s*(\d+) kB", Path(f"/proc/{process.pid}/status").read_text("utf-8"))
        peak = int(told[1]) / 1024 if told else peak
        sleep(0.02)
    if process.returncode != 0:
        raise AssertionError(command)
    return peak


def _bound(cores: list[int], act: partial[float]) -> None:
    """``act`` by processes that may use these processors only."""
    all_ = os.sched_getaffinity(0)
    os.sched_setaffinity(0, cores)
    try:
        act()
    finally:
        os.sched_setaffinity(0, all_)


def _sums(folder: Path, size: int) -> None:
    names = "\0".join(record_name(number) for number in range(1, size + 1)).encode()
    subprocess.run(["xargs", "-0", "sha256sum"], input=names, cwd=folder, stdout=subprocess.DEVNULL, check=True)


Bare = list[tuple[Ed25519PublicKey, bytes, bytes]]


def _bare(entries: list[Entry]) -> Bare:
    """Keys, signatures and messages, ready made."""
    signers = {
        one.public.key_id: Ed25519PublicKey.from_public_bytes(one.public.raw) for one in TestSigner.made.values()
    }
    found = []
    for entry in entries:
        record, signed = parse(entry)
        found += [(signers[one.key], b64decode(one.signature), message(signed)) for one in record.signatures]
    return found


def _verified(bare: Bare, threads: int) -> None:
    with ThreadPoolExecutor(threads) as executor:
        batches = [bare[n : n + 64] for n in range(0, len(bare), 64)]
        list(executor.map(lambda batch: [key.verify(signature, text) for key, signature, text in batch], batches))


def _append(told: str, entries: list[Entry], size: int) -> Row:
    """From a standing ledger."""
    standing, left = replay(entries[:size]), iter(entries[size:])
    with TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        write(folder, entries[size - 1 : size])

        def append() -> None:
            entry, head = next(left), standing.head.digest
            standing.accept(entry)
            store.append(folder, entry, head)

        def plain() -> None:
            path = folder / ".plain"
            with path.open("wb") as stream:
                stream.write(entries[size].data)
                stream.flush()
                os.fsync(stream.fileno())
            path.unlink()

        return compare(f"{told}之后，接受并写下一条", append, "写一个文件并 fsync", plain, NEW)


if __name__ == "__main__":
    list(main())
