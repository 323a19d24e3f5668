"""A table for others to take: its columns with what they mean, its rows, and its form as CSV.

A CSV file here is UTF-8 with a byte order mark, so that Excel reads it as Chinese, has RFC 4180's commas, quotes and CRLF,
and one line of heads. A text that a spreadsheet might take for a formula bears an apostrophe in front, and so does a text
that begins with one: who takes exactly one leading apostrophe away from every text has the original again.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final, Generic, Literal, TypeVar

Kind = Literal["string", "integer", "date", "datetime"]
Value = str | int | date | datetime | None

R = TypeVar("R")

MARK: Final = "'"
#: What makes a formula in Excel, WPS or LibreOffice; in the East Asian editions the full-width forms too.
_FORMULA: Final = tuple("=+-@＝＋－＠")
_CONTROL: Final = ("\t", "\r", "\n")


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
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([column.name for column in one.columns])
    writer.writerows([plain(value) for value in row] for row in one.rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def plain(value: Value) -> str:
    """A value as a cell of CSV has it.

    >>> plain("=1+1"), plain("' x"), plain("A"), plain(-1)
    ("'=1+1", "'' x", 'A', '-1')
    """
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat()
    return neutral(value) if isinstance(value, str) else str(value)


def neutral(text: str) -> str:
    """``text`` so that no spreadsheet reckons with it; `original` undoes it."""
    risky = text.startswith((MARK, *_CONTROL)) or text.lstrip().startswith(_FORMULA)
    return MARK + text if risky else text


def original(cell: str) -> str:
    """What `neutral` was given."""
    return cell.removeprefix(MARK)
