"""A table for others to take: its columns with what they mean, its rows, and its form as CSV.

A CSV file here is UTF-8 with a byte order mark, so that Excel reads it as Chinese, has RFC 4180's commas, quotes and CRLF,
and one line of heads. How a text is kept from being a formula, `words.csvs` says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar

from ssj_publish.words import csvs
from ssj_publish.words.csvs import Value

Kind = Literal["string", "integer", "date", "datetime"]

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Column:
    """``name`` is the head; ``codes`` are all the words that can stand in it, where they are few."""

    name: str
    about: str
    kind: Kind = "string"
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stated(Generic[R]):
    """A column together with the value that a row of it has, so that no head can stand over another's values."""

    column: Column
    value: Callable[[R], Value]


@dataclass(frozen=True, slots=True)
class Sheet:
    """``name`` names the files; ``key`` is the column whose value is in one row only; ``links`` maps a column to the sheet
    and the column that its values come from."""

    name: str
    title: str
    about: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    key: str = ""
    links: tuple[tuple[str, tuple[str, str]], ...] = field(default=())


def sheet(
    name: str,
    title: str,
    about: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Value]],
    key: str = "",
    **links: tuple[str, str],
) -> Sheet:
    """A sheet; rows stand in the order given."""
    return Sheet(name, title, about, tuple(columns), tuple(map(tuple, rows)), key, tuple(links.items()))


def stated(
    name: str, about: str, value: Callable[[R], Value], kind: Kind = "string", codes: tuple[str, ...] = ()
) -> Stated[R]:
    """A column with its head, meaning, value, kind and codes in one place."""
    return Stated(Column(name, about, kind, codes), value)


def table(
    name: str,
    title: str,
    about: str,
    columns: Sequence[Stated[R]],
    things: Iterable[R],
    key: str = "",
    **links: tuple[str, str],
) -> Sheet:
    """A sheet with a row for each of ``things``, in the order given."""
    rows = ([one.value(thing) for one in columns] for thing in things)
    return sheet(name, title, about, [one.column for one in columns], rows, key, **links)


def csv_bytes(one: Sheet) -> bytes:
    """The sheet as a CSV file."""
    head = [column.name for column in one.columns]
    return b"\xef\xbb\xbf" + csvs.written([head, *one.rows]).encode()
