"""A table for others to take: its columns with what they mean, and its rows as typed values.

From the same rows come two forms. In words, with Chinese heads: CSV and workbooks (`told`). For programs, with English
names and codes: JSON (`plain`; the format is stated in `data`).

A CSV file here is UTF-8 with a byte order mark, so that Excel reads it as Chinese, has RFC 4180's commas, quotes and
CRLF, and one line of heads. How a text is kept from being a formula, `words.csvs` says.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, Literal, TypeVar

from ssj_publish.words import csvs
from ssj_publish.words.csvs import Value

Kind = Literal["string", "integer", "boolean", "date", "datetime"]
#: A value of a row: one, several where the column has ``many``, or none.
Typed = str | int | bool | date | datetime | tuple[str, ...] | tuple[int, ...] | None

R = TypeVar("R")
_YES: Mapping[str, str] = {"yes": "是", "no": "否"}


@dataclass(frozen=True, slots=True)
class Column:
    """``name`` is the head, ``field`` the name for programs (empty where another column of the sheet says the same).

    ``words`` are what codes are called (of what is true or not, ``yes`` and ``no``), and the codes are all that there
    are if ``closed``; ``many``: a row has a list.
    """

    name: str
    field: str
    about: str
    kind: Kind = "string"
    words: Mapping[str, str] = dataclasses.field(default_factory=dict)
    many: bool = False
    closed: bool = True

    @property
    def called(self) -> Mapping[str, str]:
        """What each code is called; yes and no where nothing else is said."""
        return self.words or (_YES if self.kind == "boolean" else {})

    @property
    def codes(self) -> tuple[str, ...]:
        """All the words that can stand in a cell, where they are few."""
        return tuple(self.called.values()) if self.closed and not self.many else ()

    @property
    def written(self) -> Kind:
        """What a cell is in the form of words."""
        return "string" if self.called or self.many else self.kind

    def told(self, value: Typed) -> Value:
        """The value in words.

        >>> Column("方式", "methods", "", words={"a": "甲", "b": "乙"}, many=True).told(("a", "b", "c"))
        '甲；乙；c'
        """
        if isinstance(value, tuple):
            return "；".join(self.called.get(str(one), str(one)) for one in value)
        if isinstance(value, bool):
            return self.called["yes" if value else "no"]
        return self.called.get(value, value) if isinstance(value, str) else value


@dataclass(frozen=True, slots=True)
class Stated(Generic[R]):
    """A column together with the value that a row of it has, so that no head can stand over another's values."""

    column: Column
    value: Callable[[R], Typed]


@dataclass(frozen=True, slots=True)
class Sheet:
    """``name`` names the files; ``key`` is the column whose value is in one row only; ``links`` maps a column to the
    sheet and the column that its values come from."""

    name: str
    title: str
    about: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Typed, ...], ...]
    key: str = ""
    links: tuple[tuple[str, tuple[str, str]], ...] = ()

    @property
    def told(self) -> Iterator[tuple[Value, ...]]:
        """The rows in words."""
        for row in self.rows:
            yield tuple(column.told(value) for column, value in zip(self.columns, row, strict=True))

    @property
    def plain(self) -> Iterator[dict[str, Typed]]:
        """The rows for programs."""
        names = [column.field for column in self.columns]
        for row in self.rows:
            yield {name: value for name, value in zip(names, row, strict=True) if name}


def sheet(
    name: str,
    title: str,
    about: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Typed]],
    key: str = "",
    **links: tuple[str, str],
) -> Sheet:
    """A sheet; rows stand in the order given."""
    return Sheet(name, title, about, tuple(columns), tuple(map(tuple, rows)), key, tuple(links.items()))


def stated(
    name: str,
    field: str,
    about: str,
    value: Callable[[R], Typed],
    kind: Kind = "string",
    words: Mapping[str, str] | None = None,
    **more: bool,
) -> Stated[R]:
    """A column with its head, meaning, value, kind and codes in one place; ``more`` are ``many`` and ``closed``."""
    return Stated(Column(name, field, about, kind, words or {}, **more), value)


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
    return b"\xef\xbb\xbf" + csvs.written([head, *one.told]).encode()
