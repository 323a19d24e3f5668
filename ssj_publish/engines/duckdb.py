"""Draws by DuckDB, from the file where it lies (the extra ``scale`` installs it)."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING, Any, Final

from ssj_publish import errors
from ssj_publish.core.draw import sql
from ssj_publish.engines import pool as pools
from ssj_publish.engines.pool import ID, Row, Watch

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_MATCHES: Final = f"regexp_full_match(id, '{ID}')"
_LOOK: Final = 0.2


def smallest(pool: Path, seed: str, samples: Mapping[str, int], watch: Watch | None = None) -> list[Row]:
    """As `engines.stream.smallest`. Raises `errors.LibraryMissing` without DuckDB, `errors.EngineFailed` where it gives
    up."""
    try:
        import duckdb
    except ImportError:
        raise errors.LibraryMissing(library="duckdb", extra="scale") from None
    pools.check_seed(seed)
    with duckdb.connect() as base:
        with _watched(base, pool, watch):
            try:
                # Everything is said: what is guessed from the first rows may differ from what the other engines read.
                named = dict.fromkeys(pools.head(pool)[0], "VARCHAR")
                table = base.read_csv(
                    str(pool),
                    header=True,
                    columns=named,
                    delimiter=",",
                    quotechar='"',
                    escapechar='"',
                    auto_detect=False,
                )
                table.project("id, coalesce(class, '') AS class").create("pool")
            except (duckdb.Error, OSError, csv.Error, UnicodeDecodeError) as fault:
                raise errors.PoolFileUnreadable(path=str(pool), reason=str(fault).split("\n")[0]) from None

        def ask(statement: str) -> Sequence[Sequence[Any]]:
            return base.execute(statement).fetchall()

        try:
            return pools.smallest(ask, sql.DUCKDB, _MATCHES, seed, samples)
        except duckdb.Error as fault:
            raise errors.EngineFailed(engine="DuckDB", reason=str(fault).split("\n")[0]) from None


@contextmanager
def _watched(base: DuckDBPyConnection, pool: Path, watch: Watch | None) -> Iterator[None]:
    """Meanwhile ``watch`` is told how far the statement under way has come."""
    if watch is None:
        yield
        return
    size, over = pool.stat().st_size if pool.exists() else 0, Event()

    def look() -> None:
        while not over.wait(_LOOK):
            watch(int(max(0.0, base.query_progress()) / 100 * size), size)

    thread = Thread(target=look, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
        watch(size, size)
