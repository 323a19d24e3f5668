"""Redoing a draw elsewhere: the browser's scripts under node, DuckDB on ten million bodies."""

from __future__ import annotations

import json
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import duckdb

from ssj_publish.core.draw import tickets
from ssj_publish.engines import duckdb as engine
from tests.bench.bench_draw import timed

PEER = Path(__file__).parents[1] / "js" / "peer.js"
SEED = sha256(b"bench").hexdigest()


def main() -> None:
    """Two ratios."""
    scripts()
    database(10_000_000)


def scripts() -> None:
    """100,000 tickets, computed and put in order: the browser's scripts against the core."""
    node = shutil.which("node")
    if node is None:
        print("100,000 tickets in node: there is no node")
        return
    ids = [f"DX-{number:06d}" for number in range(100_000)]
    question = json.dumps({"ask": "time", "seed": SEED, "ids": ids, "runs": 5})
    told = subprocess.run([node, str(PEER)], input=question + "\n", capture_output=True, encoding="utf-8", check=True)
    theirs = median(json.loads(told.stdout)) / 1000
    ours = timed(lambda: tickets.order(SEED, "body", ids))
    print(f"100,000 tickets: node {theirs:.2f} s, core {ours:.2f} s, {theirs / ours:.1f} times its time")


def database(size: int) -> None:
    """1,000 of ``size``, every id checked, against the bare SQL line that only sorts."""
    with TemporaryDirectory() as folder:
        file = Path(folder, "pool.csv")
        rows = f"SELECT 'DX-' || lpad(i::VARCHAR, 8, '0') AS id, chr((65 + i % 4)::INT) AS class FROM range({size}) AS r (i)"
        duckdb.sql(f"COPY ({rows}) TO '{file}' (HEADER)")
        table = f"read_csv('{file}', header = true, all_varchar = true)"
        line = f"SELECT id FROM {table} ORDER BY sha256('{SEED}:body:' || id), id LIMIT 1000"
        bare = timed(lambda: duckdb.execute(line).fetchall())
        ours = timed(lambda: engine.smallest(file, SEED, dict.fromkeys("ABCD", 250)))
    print(
        f"1,000 of {size:,}: {ours:.1f} s with every id checked, the bare SQL line {bare:.1f} s, {ours / bare:.2f} times its time"
    )


if __name__ == "__main__":
    main()
