"""The draw as SQL: run by DuckDB, by PostgreSQL and by Spark, it gives what the core gives."""

from __future__ import annotations

from pathlib import Path
from random import Random

import duckdb
import pytest

from ssj_publish.core.draw import commitment, sql, tickets
from ssj_publish.words import csvs
from tests.databases import Postgres, Spark

SEED = "ab" * 32


def pool_of(chance: Random, size: int) -> commitment.Pool:
    """Ids that sort differently by byte and by dictionary, classes that need quoting."""
    letters = "AaBbZz09._-"
    ids = {chance.choice("AaBbZz09") + "".join(chance.choices(letters, k=chance.randrange(6))) for _ in range(size)}
    return {id_: (chance.choice(("A", "b'c", "甲 级", "=1+1", "'x")), "2025-01-06") for id_ in sorted(ids)}


def written(folder: Path, pool: commitment.Pool) -> Path:
    file = folder / "pool's.csv"
    rows = [("id", "class", "class_date"), *((id_, *entry) for id_, entry in pool.items())]
    file.write_text(csvs.written(rows, end="\n"), "utf-8")
    return file


def expected(pool: commitment.Pool, samples: list[sql.Sample]) -> list[tuple[str, int, str, str]]:
    return [
        (name, place, id_, ticket)
        for name, k in samples
        for place, (ticket, id_) in enumerate(
            tickets.smallest(SEED, "body", [id_ for id_, (class_, _) in pool.items() if class_ == name], k), 1
        )
    ]


@pytest.mark.parametrize("seed", range(20))
def test_duckdb_gives_the_core_s_list_and_digest(tmp_path: Path, seed: int) -> None:
    chance = Random(seed)
    pool = pool_of(chance, chance.randrange(1, 60))
    file, samples = written(tmp_path, pool), [("甲 级", 3), ("A", 0), ("b'c", 50), ("=1+1", 2), ("'x", 9)]
    engine = duckdb.connect()
    assert engine.execute(sql.duckdb_draw(SEED, samples, str(file))).fetchall() == expected(pool, samples)
    assert engine.execute(sql.duckdb_digest(str(file))).fetchall() == [(commitment.pool_digest(pool),)]


def test_postgresql_gives_the_core_s_list_and_digest(tmp_path: Path, postgres: Postgres) -> None:
    """In a database whose own order of texts is a dictionary's, not that of bytes."""
    for seed in range(5):
        pool = pool_of(Random(seed), 40)
        file, samples = written(tmp_path, pool), [("甲 级", 3), ("A", 0), ("b'c", 50)]
        text = "\n".join(
            (sql.postgresql_load(str(file)), sql.draw(sql.POSTGRESQL, SEED, samples), sql.postgresql_digest())
        )
        *rows, digest = postgres.run(text)
        assert [(name, int(place), id_, ticket) for name, place, id_, ticket in rows] == expected(pool, samples)
        assert digest == [commitment.pool_digest(pool)]


def test_spark_gives_the_core_s_list_and_digest(tmp_path: Path, spark: Spark) -> None:
    """Classes with quotes and backslashes too, which its literals write otherwise than the standard."""
    pool = pool_of(Random(1), 40) | {
        "Z1": ("a\\'b", "2025-01-06"),
        "Z10": ("A", "2025-01-06"),
        "Z1-": ("A", "2025-01-06"),
    }
    file, samples = written(tmp_path, pool), [("甲 级", 3), ("A", 0), ("b'c", 50), ("a\\'b", 1), ("'x", 9)]
    text = "\n".join((sql.spark_load(str(file)), sql.draw(sql.SPARK, SEED, samples), sql.spark_digest()))
    *rows, digest = spark.run(text)
    assert [(name, int(place), id_, ticket) for name, place, id_, ticket in rows] == expected(pool, samples)
    assert digest == [commitment.pool_digest(pool)]
