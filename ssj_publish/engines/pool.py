"""A pool's file, and what every engine is asked of it: the checks, the questions, the list.

The file is a CSV in UTF-8 with the columns ``id`` and ``class``; others do not matter. Engines that speak SQL differ in
how they come by it; what they are then asked is one text, in their dialect (`core.draw.sql`).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from io import TextIOWrapper
from math import isqrt
from pathlib import Path
from typing import Any, Final

from ssj_publish import errors
from ssj_publish.core.draw import sql

#: class, place within it (from 1), id, ticket
Row = tuple[str, int, str, str]
#: Gets how many bytes of how many are done.
Watch = Callable[[int, int], None]
#: Puts a statement to an engine, and gives the rows of its answer.
Ask = Callable[[str], Sequence[Sequence[Any]]]

ID: Final = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}"
_SEED: Final = re.compile(r"[0-9a-f]{64}", re.ASCII)
_TOP: Final = 2**256 - 1


def smallest(ask: Ask, dialect: sql.Dialect, matches: str, seed: str, samples: Mapping[str, int]) -> list[Row]:
    """The ``samples`` smallest tickets of each class in the table ``pool (id, class)``, classes in the order of
    ``samples``.

    ``matches`` is the engine's predicate for an ``id`` that has the form of one. Raises `errors.IdMalformed`,
    `errors.DuplicateId` and what `check_samples` raises.
    """
    bad = ask(f"SELECT min(coalesce(id, '')) FROM pool WHERE id IS NULL OR NOT ({matches})")[0][0]
    if bad is not None:
        raise errors.IdMalformed(id=bad)
    twice = ask("SELECT min(id) FROM (SELECT id FROM pool GROUP BY id HAVING count(*) > 1) AS several")[0][0]
    if twice is not None:
        raise errors.DuplicateId(id=twice)
    counted = ask(f"SELECT {dialect.credit_class}, count(*) FROM pool GROUP BY 1 ORDER BY 1")
    sizes = {str(name): int(count) for name, count in counted}
    check_samples(sizes, samples)
    # Tickets are spread evenly: a bound a little above k/n of their range keeps k and few more, and few are sorted.
    near = {
        name: min(_TOP, (k + 4 * isqrt(k) + 16) * _TOP // max(1, sizes.get(name, 0))) for name, k in samples.items()
    }
    bounds = {name: f"{bound:064x}" for name, bound in near.items()}
    rows = ask(sql.draw(dialect, seed, list(samples.items()), bounds=bounds))
    if len(rows) < sum(samples.values()):
        rows = ask(sql.draw(dialect, seed, list(samples.items())))
    return [(name, place, id_, ticket) for name, place, id_, ticket in rows]


def check_seed(seed: str) -> None:
    """Raises `errors.SeedMalformed`."""
    if not _SEED.fullmatch(seed):
        raise errors.SeedMalformed(seed=seed)


def check_samples(sizes: Mapping[str, int], samples: Mapping[str, int]) -> None:
    """Raises `errors.SampleUnfit` for a class that the pool has not, more than it has, or one that ``samples`` leaves
    out."""
    for name in (*samples, *sizes):
        k, size = samples.get(name), sizes.get(name, 0)
        if k is None or not 0 <= k <= size:
            raise errors.SampleUnfit(credit_class=name, sample="" if k is None else k, size=size)


def head(pool: Path) -> tuple[list[str], int]:
    """The names of the columns, and where the rows begin (bytes). Raises as `rows` does."""
    with pool.open("rb") as stream:
        line = stream.readline(1 << 20)
        names = next(csv.reader([line.decode("utf-8-sig")]), [])
        columns(names)
        return names, stream.tell()


def columns(names: Sequence[str]) -> tuple[int, int]:
    """Where ``id`` and ``class`` stand. Raises `csv.Error` unless each does once."""
    for name in ("id", "class"):
        if names.count(name) != 1:
            raise csv.Error(f"column {name}")
    return names.index("id"), names.index("class")


def rows(pool: Path, watch: Watch | None = None) -> Iterator[tuple[str, str]]:
    """Each row's id and class, as they stand in the file. Raises `OSError`, `csv.Error`, `UnicodeDecodeError`."""
    size = pool.stat().st_size
    with pool.open("rb") as raw, TextIOWrapper(raw, "utf-8-sig", newline="") as stream:
        lines = csv.reader(stream, strict=True)
        names = next(lines, [])
        id_, class_ = columns(names)
        for number, row in enumerate(lines):
            if row and len(row) != len(names):
                raise csv.Error(f"not {len(names)} columns")
            if row:
                yield row[id_], row[class_]
            if watch is not None and number % 10_000 == 0:
                watch(raw.tell(), size)
    if watch is not None:
        watch(size, size)
