"""Redoing a draw elsewhere: the browser's scripts under node, and the engines on ten million bodies.

`SSJ_BENCH_POOL=1000000` measures on another number.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from functools import partial
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from ssj_publish.core.draw import tickets
from ssj_publish.engines import duckdb as ours
from ssj_publish.engines import stream
from tests.bench.measure import Row, compare

PEER = Path(__file__).parents[1] / "js" / "peer.js"
SEED = sha256(b"bench").hexdigest()


def main() -> Iterator[Row]:
    """The scripts, and the engines."""
    node = shutil.which("node")
    if node is not None:
        yield scripts(node)
    yield from engines(int(os.environ.get("SSJ_BENCH_POOL", "10000000")))


def scripts(node: str) -> Row:
    """100,000 tickets, computed and put in order: the browser's scripts against the core."""
    ids = [f"DX-{number:06d}" for number in range(100_000)]
    question = json.dumps({"ask": "time", "seed": SEED, "ids": ids, "runs": 1})

    def theirs() -> None:
        subprocess.run([node, str(PEER)], input=question + "\n", capture_output=True, encoding="utf-8", check=True)

    return compare("100,000 个签号，node（连同启动）", theirs, "ssj", lambda: tickets.order(SEED, "body", ids))


def engines(size: int) -> Iterator[Row]:
    """1,000 of ``size``, every id checked, against the bare SQL line that only sorts."""
    with TemporaryDirectory() as folder:
        file = Path(folder, "pool.csv")
        rows = f"SELECT 'DX-' || lpad(i::VARCHAR, 9, '0') AS id, chr((65 + i % 4)::INT) AS class FROM range({size}) AS r (i)"
        duckdb.sql(f"COPY ({rows}) TO '{file}' (HEADER)")
        table = f"read_csv('{file}', header = true, all_varchar = true)"
        line = f"SELECT id FROM {table} ORDER BY sha256('{SEED}:body:' || id), id LIMIT 1000"
        samples = dict.fromkeys("ABCD", 250)

        def bare() -> None:
            duckdb.execute(line).fetchall()

        for name, engine in (("分段读过去", stream), ("DuckDB", ours)):
            told = f"{size:,} 个对象抽 1,000 个，{name}"
            yield compare(told, partial(engine.smallest, file, SEED, samples), "DuckDB 一条语句，不查编号", bare, 3)


if __name__ == "__main__":
    list(main())
