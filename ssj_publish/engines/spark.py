"""Draws by Apache Spark, on this machine or on a cluster (the extra ``spark`` installs pyspark; Java must be there).

Every worker reads its part of the file: on a cluster the file lies at the same path for all of them. Nothing of Python
runs on the workers.
"""

from __future__ import annotations

import csv
import mmap
import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ssj_publish import errors
from ssj_publish.core.draw import sql
from ssj_publish.engines import pool as pools
from ssj_publish.engines.pool import ID, Row, Watch

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_MATCHES: Final = f"id RLIKE '^{ID}\\\\z'"


def smallest(
    pool: Path, seed: str, samples: Mapping[str, int], watch: Watch | None = None, server: str = ""
) -> list[Row]:
    """As `engines.stream.smallest`. ``server`` is a master (``spark://host:7077``); without one, what Spark's own
    settings name, or this machine; a session that is running already is used, and left running. ``watch`` is told
    nothing: Spark shows its stages itself.

    Raises `errors.LibraryMissing` without pyspark, `errors.EngineFailed` where Spark cannot be started or gives up.
    """
    try:
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError:
        raise errors.LibraryMissing(library="pyspark", extra="spark") from None
    from py4j.protocol import Py4JError

    pools.check_seed(seed)
    try:
        names, _ = pools.head(pool)
        quotes = _quotes(pool)
    except (OSError, csv.Error, UnicodeDecodeError, ValueError) as fault:
        raise errors.PoolFileUnreadable(path=str(pool), reason=str(fault)) from None
    running = SparkSession.getActiveSession()
    try:
        session = running or _started(server)
    except (PySparkException, Py4JError, OSError) as fault:
        raise errors.EngineFailed(engine="Spark", reason=_first(fault)) from None
    spark = session.newSession()
    try:
        _load(spark, pool, names, quotes)

        def ask(statement: str) -> Sequence[Sequence[Any]]:
            rows: Sequence[Sequence[Any]] = spark.sql(statement).collect()
            return rows

        return pools.smallest(ask, sql.SPARK, _MATCHES, seed, samples)
    except (PySparkException, Py4JError) as fault:
        if "MALFORMED_RECORD" in str(fault):
            raise errors.PoolFileUnreadable(path=str(pool), reason=f"not {len(names)} columns") from None
        raise errors.EngineFailed(engine="Spark", reason=_first(fault)) from None
    finally:
        if running is None:
            session.stop()


def _started(server: str) -> SparkSession:
    from pyspark.sql import SparkSession

    quiet = {"spark.ui.enabled": False, "spark.ui.showConsoleProgress": os.isatty(2), "spark.log.level": "OFF"}
    builder = SparkSession.builder.appName("ssj draw sort").config(map=quiet)
    return (builder.master(server) if server else builder).getOrCreate()


def _load(spark: SparkSession, pool: Path, names: Sequence[str], quotes: bool) -> None:
    """The view ``pool (id, class)`` of the file. Only a file with quotes may have a row on several lines: it is read as
    one."""
    # A column that is not asked for would not be parsed, and a row that lacks it not be noticed.
    spark.conf.set("spark.sql.csv.parser.columnPruning.enabled", False)
    places = pools.columns(names)
    wanted = {places[0]: "id", places[1]: "class"}
    schema = ", ".join(f"{wanted.get(place, f'column{place}')} STRING" for place in range(len(names)))
    table = spark.read.csv(
        _address(pool), schema, header=True, quote='"', escape='"', mode="FAILFAST", multiLine=quotes
    )
    table.selectExpr("id", "coalesce(class, '') AS class").createOrReplaceTempView("pool")


def _address(pool: Path) -> str:
    """The file and no other: what would be a pattern for Hadoop is not one. It decodes no percent signs either."""
    return "file://" + re.sub(r"([*?\[\]{}^])", r"\\\1", pool.resolve().as_posix())


def _quotes(pool: Path) -> bool:
    with pool.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as whole:
        return whole.find(b'"') >= 0


def _first(fault: Exception) -> str:
    """Where Java failed, the line after the one that says so."""
    lines = [line.removeprefix(": ") for line in str(fault).strip().split("\n")]
    return lines[1 if lines[0].startswith("An error occurred while calling") and len(lines) > 1 else 0]
