"""A draw as SQL, for whoever would rather ask a database: the text only, nothing here runs it.

The pool is a table ``id, class, class_date``, such as the CSV file beside each draw's page. DuckDB reads that file where
it lies; PostgreSQL (11 or later has ``sha256``) takes it in with psql's ``\\copy``. Both sort texts by their bytes here:
DuckDB always does, PostgreSQL is told to with ``COLLATE "C"``. A text of the file that a spreadsheet might take for a formula bears
an apostrophe in front; the statements take it away again.
"""

from __future__ import annotations

from collections.abc import Sequence

#: The class as it was before it was written into the file, in either dialect.
_CLASS = "regexp_replace(class, '^''', '')"
#: A credit class and how many are drawn of it.
Sample = tuple[str, int]


def quoted(text: str) -> str:
    """A string literal of standard SQL.

    >>> quoted("a'b")
    "'a''b'"
    """
    return "'" + text.replace("'", "''") + "'"


def duckdb_draw(seed: str, samples: Sequence[Sample], file: str) -> str:
    """The drawn, ``class, place, id, ticket``, in the order of the strata, within a stratum by ticket."""
    tickets = f"sha256({quoted(f'{seed}:body:')} || id)"
    return _draw(tickets, samples, f"read_csv({quoted(file)}, header = true, all_varchar = true)")


def duckdb_digest(file: str) -> str:
    """The pool's digest, to be held against the commitment's ``pool``."""
    table = f"read_csv({quoted(file)}, header = true, all_varchar = true)"
    return f"SELECT sha256(string_agg(id || ' ' || {_CLASS} || ' ' || class_date || chr(10), '' ORDER BY id)) AS pool FROM {table};"


def postgresql_load(file: str) -> str:
    """Take the file in; a line for psql each."""
    return (
        'CREATE TEMPORARY TABLE pool (id text COLLATE "C" PRIMARY KEY, class text, class_date text);\n'
        f"\\copy pool FROM {quoted(file)} WITH (FORMAT csv, HEADER)"
    )


def postgresql_draw(seed: str, samples: Sequence[Sample]) -> str:
    """As `duckdb_draw`, from the table ``pool``."""
    tickets = f"encode(sha256(convert_to({quoted(f'{seed}:body:')} || id, 'UTF8')), 'hex') COLLATE \"C\""
    return _draw(tickets, samples, "pool")


def postgresql_digest() -> str:
    """As `duckdb_digest`, from the table ``pool``."""
    lines = f"string_agg(id || ' ' || {_CLASS} || ' ' || class_date || chr(10), '' ORDER BY id)"
    return f"SELECT encode(sha256(convert_to({lines}, 'UTF8')), 'hex') AS pool FROM pool;"


def _draw(tickets: str, samples: Sequence[Sample], table: str) -> str:
    rows = ", ".join(f"({number}, {quoted(name)}, {k})" for number, (name, k) in enumerate(samples, 1))
    return (
        "SELECT s.class, place, id, ticket FROM\n"
        "  (SELECT *, row_number() OVER (PARTITION BY class ORDER BY ticket, id) AS place FROM\n"
        f"    (SELECT id, {_CLASS} AS class, {tickets} AS ticket\n"
        f"     FROM {table}) AS t) AS ranked\n"
        f"  JOIN (VALUES {rows}) AS s (number, class, sample)\n"
        "    ON ranked.class = s.class AND place <= sample\n"
        "ORDER BY number, place;"
    )
