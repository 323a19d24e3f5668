"""What grows like what: each act of whole processes at one size against itself at a tenth of it, with the exponent.

    full          ssj verify --json             resting on nothing
    going on      ssj verify --json --incremental, nothing new
    status        ssj status

An exponent of 1 is proportional to the records; the start of the program alone, about a third of a second, makes it
look smaller at the small end. ``SSJ_BENCH_RECORDS=1000,10000`` measures at other sizes.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from math import log
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.ledgers import ledger, write
from tests.bench.measure import Row, compare

SIZES = "1000,10000,100000"
ACTS = {
    "从头核对": "verify {room}/ledger --json",
    "接着核对，没有新的": "verify {room}/ledger --json --incremental",
    "ssj status": "-C {room} status",
}


def main() -> Iterator[Row]:
    """A row for each act and pair of sizes."""
    sizes = [int(size) for size in os.environ.get("SSJ_BENCH_RECORDS", SIZES).split(",")]
    with TemporaryDirectory(prefix="bench-") as name:
        room = Path(name)
        entries = ledger(max(sizes))
        for size in sizes:
            write(room / str(size) / "ledger", entries[:size])
        for told, act in ACTS.items():
            for small, large in pairwise(sizes):
                row = compare(
                    f"{told}，{large:,} 条记录",
                    lambda act=act, size=large: _ssj(room / str(size), act),  # type: ignore[misc]  # bound at once
                    f"{small:,} 条",
                    lambda act=act, size=small: _ssj(room / str(size), act),  # type: ignore[misc]
                    1,
                )
                yield replace(row, note=f"指数 {log(row.ratio('cpu')) / log(large / small):.2f}")


def _ssj(room: Path, act: str) -> None:
    environment = os.environ | {"SSJ_CACHE_DIR": str(room / "cache")}
    order = [sys.executable, "-m", "ssj_publish", *act.format(room=room).split()]
    subprocess.run(order, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)


if __name__ == "__main__":
    list(main())
