"""Full verification against the bare arithmetic of its signatures, on the same cores."""

from __future__ import annotations

from base64 import b64decode
from concurrent.futures import ThreadPoolExecutor
from statistics import median
from time import perf_counter

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from ssj_publish.core.records import parse
from ssj_publish.core.replay import replay
from ssj_publish.core.signatures import message
from tests.bench.ledgers import kit, ledger

RUNS = 3


def main(size: int = 20_000) -> None:
    """Print the ratio; the bare side is handed its keys, messages and signatures ready made."""
    entries = ledger(size)
    signers = {one.public.key_id: one.public.raw for one in kit().SIGNERS.values()}
    bare = []
    for entry in entries:
        record, signed = parse(entry)
        for one in record.signatures:
            key = Ed25519PublicKey.from_public_bytes(signers[one.key])
            bare.append((key, b64decode(one.signature), message(signed)))
    ours, theirs = [], []
    with ThreadPoolExecutor(2) as executor:
        for _ in range(RUNS):
            start = perf_counter()
            batches = [bare[n : n + 64] for n in range(0, len(bare), 64)]
            list(executor.map(lambda batch: [key.verify(sig, text) for key, sig, text in batch], batches))
            theirs.append(perf_counter() - start)
            start = perf_counter()
            replay(entries, executor)
            ours.append(perf_counter() - start)
    average = sum(len(entry.data) for entry in entries) // len(entries)
    print(
        f"verify {size} records of {average} bytes: {median(ours):.2f} s, "
        f"bare Ed25519 on the same two threads {median(theirs):.2f} s, ratio {median(ours) / median(theirs):.2f}"
    )


if __name__ == "__main__":
    main()
