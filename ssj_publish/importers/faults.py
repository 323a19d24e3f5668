"""What a workbook is told: faults, for which nothing is imported, and notices, which the clerk should read.

Both carry data only; `ssj_publish.importers.wording` words them. Whoever makes one goes through `Report`, which
takes identity and mobile numbers out of everything that could be shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final, TypeVar

from ssj_publish.importers import personal

_SHOWN: Final = 60  # characters of a cell's value that a message repeats


class Uncomputed:
    """The value of a formula that the workbook does not hold: it was never calculated before it was saved."""


UNCOMPUTED: Final = Uncomputed()
#: What a cell can hold. Text of a CSV file is always ``str``; a percentage of a workbook comes as text ("5%").
Value = str | int | float | bool | date | Uncomputed | None


class Trouble(Exception):
    """Inside the importers: a cell, or a whole file, cannot be read. `Report` gives it its place."""

    def __init__(self, code: str, **data: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.data = data


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """``row`` counts from 1 as the spreadsheet does; ``column`` is its letter and ``head`` the text above it.

    What does not apply is None: a fault of the whole file has no sheet, one of a row no column.
    """

    code: str
    file: str
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    head: str | None = None
    value: str | None = None
    data: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault(Finding):
    """Something that must be put right before anything of the file is imported."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice(Finding):
    """Something that was done or left out, and that the clerk should know; a ``doubt`` needs an explicit yes."""

    doubt: bool = False


F = TypeVar("F", Fault, Notice)


@dataclass(slots=True)
class Report:
    """Gathers the findings about one file; ``sheet`` is filled in once it is chosen."""

    file: str
    sheet: str | None = None
    faults: list[Fault] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)

    def fault(self, code: str, place: Place | None = None, **data: str | int) -> None:
        """Something is wrong at ``place`` (default: the file)."""
        self.faults.append(self._make(Fault, code, place or Place(), data))

    def notice(self, code: str, place: Place | None = None, **data: str | int) -> None:
        """Something at ``place`` should be known."""
        self.notices.append(self._make(Notice, code, place or Place(), data))

    def doubt(self, code: str, place: Place | None = None, **data: str | int) -> None:
        """Something at ``place`` may be wrong: only the clerk can say."""
        self.notices.append(replace(self._make(Notice, code, place or Place(), data), doubt=True))

    def _make(self, kind: type[F], code: str, place: Place, data: Mapping[str, str | int]) -> F:
        return kind(
            code=code,
            file=personal.mask(self.file),
            sheet=_masked(self.sheet),
            row=place.row,
            column=None if place.index is None else letter(place.index),
            head=_masked(place.head),
            value=shown(place.value),
            data={key: personal.mask(one) if isinstance(one, str) else one for key, one in data.items()},
        )


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the sheet: ``row`` from 1, column ``index`` from 0."""

    row: int | None = None
    index: int | None = None
    head: str | None = None
    value: Value = None


def letter(index: int) -> str:
    """The spreadsheet's name of a column counted from 0: A … Z, AA …"""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def shown(value: Value) -> str | None:
    """A cell's value as a message repeats it: one line, cut after some characters, None for an empty cell."""
    if value is None or isinstance(value, Uncomputed):
        return None
    text = value.isoformat() if isinstance(value, date) else digits(value)
    # Masking comes before cutting, so that half a number cannot remain.
    text = " ".join(personal.mask(text[:40_000]).split())
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def digits(value: str | int | float) -> str:
    """A text, or a number with all its digits: 9.9E+17 would hide an identity number from its pattern."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _masked(text: str | None) -> str | None:
    return None if text is None else personal.mask(text)
