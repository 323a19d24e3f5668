"""A draw as SQL, for whoever would rather ask a database: the text only, nothing here runs it.

The pool is a table ``id, class, class_date``, such as the CSV file beside each draw's page. DuckDB and Apache Spark
read that file where it lies; PostgreSQL (11 or later has ``sha256``) takes it in with psql's ``\\copy``. All sort texts
by their bytes here: DuckDB and Spark always do, PostgreSQL is told to with ``COLLATE "C"``. A text of the file that a
spreadsheet might take for a formula bears an apostrophe in front; the statements take it away again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

#: A credit class and how many are drawn of it.
Sample = tuple[str, int]


def quoted(text: str) -> str:
    """A string literal of standard SQL.

    >>> quoted("a'b")
    "'a''b'"
    """
    return "'" + text.replace("'", "''") + "'"


def escaped(text: str) -> str:
    r"""A string literal of Spark's SQL, where a backslash escapes and two quotes, before version 4, are none.

    >>> print(escaped("a'b\\"))
    'a\'b\\'
    """
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


@dataclass(frozen=True, slots=True)
class Dialect:
    """How an engine writes a literal, and the SHA-256 of a text in 64 hex digits (``{}`` is the text)."""

    literal: Callable[[str], str]
    hashed: str

    def ticket(self, seed: str) -> str:
        """The ticket of the column ``id``."""
        return self.hashed.format(f"{self.literal(f'{seed}:body:')} || id")

    @property
    def credit_class(self) -> str:
        """The class as it was before it was written into the file."""
        mark = self.literal("^'")
        return f"regexp_replace(class, {mark}, '')"


DUCKDB: Final = Dialect(quoted, "sha256({})")
POSTGRESQL: Final = Dialect(quoted, "encode(sha256(convert_to({}, 'UTF8')), 'hex') COLLATE \"C\"")
SPARK: Final = Dialect(escaped, "sha2({}, 256)")


def draw(
    dialect: Dialect,
    seed: str,
    samples: Sequence[Sample],
    table: str = "pool",
    bounds: Mapping[str, str] | None = None,
) -> str:
    """The drawn, ``class, place, id, ticket``, in the order of the strata, within a stratum by ticket.

    With ``bounds``, a ticket for each class, no ticket above its class's is looked at: fewer are sorted.
    """
    rows = ", ".join(f"({number}, {dialect.literal(name)}, {k})" for number, (name, k) in enumerate(samples, 1))
    cases = " ".join(f"WHEN {dialect.literal(name)} THEN '{bound}'" for name, bound in (bounds or {}).items())
    return (
        "SELECT s.class, place, id, ticket FROM\n"
        "  (SELECT *, row_number() OVER (PARTITION BY class ORDER BY ticket, id) AS place FROM\n"
        f"    (SELECT id, {dialect.credit_class} AS class, {dialect.ticket(seed)} AS ticket\n"
        f"     FROM {table}) AS t{f' WHERE ticket <= CASE class {cases} END' if cases else ''}) AS ranked\n"
        f"  JOIN (VALUES {rows}) AS s (number, class, sample)\n"
        "    ON ranked.class = s.class AND place <= sample\n"
        "ORDER BY number, place;"
    )


def duckdb_draw(seed: str, samples: Sequence[Sample], file: str) -> str:
    """`draw` from the file where it lies."""
    return draw(DUCKDB, seed, samples, _read_csv(file))


def duckdb_digest(file: str) -> str:
    """The pool's digest, to be held against the commitment's ``pool``."""
    return f"SELECT sha256(string_agg({_line(DUCKDB)}, '' ORDER BY id)) AS pool FROM {_read_csv(file)};"


def postgresql_load(file: str) -> str:
    """Take the file in; a line for psql each."""
    return (
        'CREATE TEMPORARY TABLE pool (id text COLLATE "C" PRIMARY KEY, class text, class_date text);\n'
        f"\\copy pool FROM {quoted(file)} WITH (FORMAT csv, HEADER)"
    )


def postgresql_digest() -> str:
    """As `duckdb_digest`, from the table ``pool``."""
    lines = f"string_agg({_line(POSTGRESQL)}, '' ORDER BY id)"
    return f"SELECT encode(sha256(convert_to({lines}, 'UTF8')), 'hex') AS pool FROM pool;"


def spark_load(file: str) -> str:
    """The file as a table, for spark-sql."""
    return (
        "CREATE TEMPORARY VIEW pool (id STRING, class STRING, class_date STRING)\n"
        f"  USING csv OPTIONS (path {escaped(file)}, header true, escape '\"', mode 'FAILFAST');"
    )


def spark_digest() -> str:
    """As `duckdb_digest`, from the view ``pool``. Whole lines sort as their ids do: a space is before all that an id
    may hold."""
    lines = f"array_join(sort_array(collect_list({_line(SPARK)})), '')"
    return f"SELECT sha2({lines}, 256) AS pool FROM pool;"


def _read_csv(file: str) -> str:
    return f"read_csv({quoted(file)}, header = true, all_varchar = true)"


def _line(dialect: Dialect) -> str:
    return f"id || ' ' || {dialect.credit_class} || ' ' || class_date || chr(10)"
