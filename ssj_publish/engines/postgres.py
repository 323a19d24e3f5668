"""Draws by a PostgreSQL server (11 or later), through psycopg (the extra ``postgres`` installs it).

The pool is copied into a temporary table of one session; the server keeps nothing of it. The file is read here, so that
what counts as a row is the same for every engine.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ssj_publish import errors
from ssj_publish.core.draw import sql
from ssj_publish.engines import pool as pools
from ssj_publish.engines.pool import ID, Row, Watch

if TYPE_CHECKING:
    from psycopg import Cursor

_MATCHES: Final = f"id ~ '^{ID}$'"
_TABLE: Final = 'CREATE TEMPORARY TABLE pool (id text COLLATE "C", class text COLLATE "C")'
_COPY: Final = "COPY pool FROM STDIN"
_ROWS: Final = 10_000
#: What COPY's text form would take for something else. A zero byte is in no text of PostgreSQL.
_ESCAPES: Final = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r", "\0": "\ufffd"})


def smallest(
    pool: Path, seed: str, samples: Mapping[str, int], watch: Watch | None = None, server: str = ""
) -> list[Row]:
    """As `engines.stream.smallest`. ``server`` is a connection string of libpq (``host=… dbname=…`` or
    ``postgresql://…``); what it does not say is taken from the environment, as psql does (PGHOST, PGUSER, PGPASSFILE,
    PGSERVICE…).

    Raises `errors.LibraryMissing` without psycopg, `errors.EngineFailed` where the server cannot be reached or gives
    up.
    """
    try:
        import psycopg
    except ImportError:
        raise errors.LibraryMissing(library="psycopg", extra="postgres") from None
    pools.check_seed(seed)
    try:
        with psycopg.connect(server, client_encoding="UTF8") as connection, connection.cursor() as cursor:
            _load(cursor, pool, watch)

            def ask(statement: str) -> Sequence[Sequence[Any]]:
                return cursor.execute(statement).fetchall()

            return pools.smallest(ask, sql.POSTGRESQL, _MATCHES, seed, samples)
    except psycopg.Error as fault:
        raise errors.EngineFailed(engine="PostgreSQL", reason=str(fault).strip().split("\n")[0]) from None
    except (OSError, csv.Error, UnicodeDecodeError) as fault:
        raise errors.PoolFileUnreadable(path=str(pool), reason=str(fault)) from None


def _load(cursor: Cursor, pool: Path, watch: Watch | None) -> None:
    cursor.execute(_TABLE)
    rows = pools.rows(pool, watch)
    with cursor.copy(_COPY) as copy:
        while lines := list(islice(_lines(rows), _ROWS)):
            copy.write("".join(lines))
    cursor.execute("ANALYZE pool")


def _lines(rows: Iterator[tuple[str, str]]) -> Iterator[str]:
    for id_, class_ in rows:
        yield f"{id_.translate(_ESCAPES)}\t{class_.translate(_ESCAPES)}\n"
