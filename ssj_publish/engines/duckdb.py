"""Draws from ten million: the core's arithmetic, done by DuckDB on a file (the extra ``scale`` installs it).

What is checked and what comes out is as in `core.draw.tickets.smallest`, stratum by stratum; the core itself knows no database.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import isqrt
from pathlib import Path
from typing import TYPE_CHECKING

from ssj_publish import errors

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: class, place within it (from 1), id, ticket
Row = tuple[str, int, str, str]

_ID = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}"
_SEED = re.compile(r"[0-9a-f]{64}", re.ASCII)
_TOP = 2**256 - 1
_SMALLEST = """
SELECT class, place, id, ticket FROM (
  SELECT *, row_number() OVER (PARTITION BY class ORDER BY ticket, id) AS place FROM (
    SELECT number, class, sample, id, ticket FROM
      (SELECT id, class, sha256($prefix || id) AS ticket FROM pool) JOIN strata USING (class) WHERE ticket <= bound))
WHERE place <= sample ORDER BY number, place
"""


def smallest(pool: Path, seed: str, samples: Mapping[str, int]) -> list[Row]:
    """The ``samples`` smallest tickets of each class in ``pool``, classes in the order of ``samples``.

    ``pool`` is a CSV file with the columns ``id`` and ``class`` (others do not matter). Raises `errors.LibraryMissing`
    without DuckDB, `errors.PoolFileUnreadable`, `errors.SeedMalformed`, `errors.IdMalformed`, `errors.DuplicateId`, and
    `errors.SampleUnfit` for a class that the file has not, more than it has, or one that ``samples`` leaves out.
    """
    try:
        import duckdb
    except ImportError:
        raise errors.LibraryMissing(library="duckdb", extra="scale") from None
    if not _SEED.fullmatch(seed):
        raise errors.SeedMalformed(seed=seed)
    with duckdb.connect() as base:
        try:
            # An apostrophe keeps a class from being a formula in a spreadsheet, and is none of it (`words.csvs`).
            table = base.read_csv(str(pool), header=True, all_varchar=True)
            table.project("id, regexp_replace(class, '^''', '') AS class").create("pool")
        except duckdb.Error as fault:
            raise errors.PoolFileUnreadable(path=str(pool), reason=str(fault).split("\n")[0]) from None
        _check_ids(base)
        sizes = dict(base.execute("SELECT class, count(*) FROM pool GROUP BY class").fetchall())
        _check_samples(sizes, samples)
        # Tickets are spread evenly: a bound a little above k/n of their range keeps k and few more, and few are sorted.
        bounds = {
            name: min(_TOP, (k + 4 * isqrt(k) + 16) * _TOP // max(1, sizes.get(name, 0))) for name, k in samples.items()
        }
        found = _select(base, seed, samples, bounds)
        if len(found) < sum(samples.values()):
            found = _select(base, seed, samples, dict.fromkeys(samples, _TOP))
        return found


def _check_ids(base: DuckDBPyConnection) -> None:
    count = f"SELECT count(*), count(DISTINCT id), count(*) FILTER (WHERE NOT regexp_full_match(id, '{_ID}')), count(id) FROM pool"
    rows, distinct, malformed, there = base.execute(count).fetchall()[0]
    if malformed or rows != there:
        bad = f"SELECT coalesce(id, '') FROM pool WHERE id IS NULL OR NOT regexp_full_match(id, '{_ID}') LIMIT 1"
        raise errors.IdMalformed(id=base.execute(bad).fetchall()[0][0])
    if rows != distinct:
        twice = "SELECT id FROM pool GROUP BY id HAVING count(*) > 1 ORDER BY id LIMIT 1"
        raise errors.DuplicateId(id=base.execute(twice).fetchall()[0][0])


def _check_samples(sizes: Mapping[str | None, int], samples: Mapping[str, int]) -> None:
    for name in (*samples, *(str(name or "") for name in sizes)):
        k, size = samples.get(name), sizes.get(name, 0)
        if k is None or not 0 <= k <= size:
            raise errors.SampleUnfit(credit_class=name, sample="" if k is None else k, size=size)


def _select(base: DuckDBPyConnection, seed: str, samples: Mapping[str, int], bounds: Mapping[str, int]) -> list[Row]:
    base.execute("CREATE OR REPLACE TABLE strata (number BIGINT, class VARCHAR, sample BIGINT, bound VARCHAR)")
    for number, (name, k) in enumerate(samples.items()):
        base.execute("INSERT INTO strata VALUES (?, ?, ?, ?)", [number, name, k, f"{bounds[name]:064x}"])
    return base.execute(_SMALLEST, {"prefix": f"{seed}:body:"}).fetchall()
