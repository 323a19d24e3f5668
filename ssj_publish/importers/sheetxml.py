"""A worksheet's XML (ECMA-376-1, 18.3) in one pass: its values, and what makes a value doubtful.

Merged cells, hidden rows and columns, and formulas that were never calculated stand in the same file as the values, so
that one look finds both. Numbers keep all the digits that are written there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any, Final
from xml.parsers import expat

from openpyxl.utils.datetime import from_excel, from_ISO8601

from ssj_publish.importers import merging
from ssj_publish.importers.faults import UNCOMPUTED, Trouble, Value, letter
from ssj_publish.importers.sheets import COLUMNS_MAX, guard

_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main "
_REFERENCE: Final = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_TRUE: Final = {"1", "true"}
_ROWS: Final = 1_048_576  # that a spreadsheet has
_LETTERS: Final = [letter(index) for index in range(COLUMNS_MAX + 1)]


@dataclass(frozen=True, slots=True)
class Book:
    """What cells refer to: the shared strings, and the styles (by number) whose numbers are days, durations or
    shares."""

    strings: Sequence[str]
    days: frozenset[int]
    durations: frozenset[int]
    shares: frozenset[int]
    epoch: datetime


@dataclass(slots=True)
class Found:
    """A sheet as its XML has it; a merge is first row, last row (from 1), first column, last (from 0)."""

    rows: list[tuple[int, list[Value]]] = field(default_factory=list)
    merges: list[merging.Range] = field(default_factory=list)
    hidden_rows: int = 0
    hidden_columns: int = 0


def strings(source: IO[bytes]) -> list[str]:
    """The table of shared strings."""
    texts = _Texts()
    found: list[str] = []
    _go(
        source,
        {"t": texts.open, "rPh": texts.mute},
        {"t": texts.close, "rPh": texts.sound, "si": lambda: found.append(texts.take() or "")},
        texts.add,
    )
    return found


def read(source: IO[bytes], book: Book, cells: int) -> tuple[Found, int]:
    """The sheet; ``cells`` counts on from the sheets before. Raises `Trouble`."""
    sheet = _Sheet(book, cells)
    texts = sheet.texts
    _go(
        source,
        {
            "row": sheet.row, "c": sheet.cell, "f": sheet.formula, "v": texts.open, "t": texts.open, "rPh": texts.mute,
            "col": sheet.columns, "mergeCell": sheet.merge,
        },
        {"row": sheet.row_end, "c": sheet.cell_end, "v": texts.close, "t": texts.close, "rPh": texts.sound},
        texts.add,
    )  # fmt: skip
    return sheet.found, sheet.cells


def _go(
    source: IO[bytes],
    starts: Mapping[str, Callable[[dict[str, str]], None]],
    ends: Mapping[str, Callable[[], None]],
    text: Callable[[str], None],
) -> None:
    """Hand the elements of the main namespace to the functions by their names."""
    opening = {_MAIN + name: one for name, one in starts.items()}
    closing = {_MAIN + name: one for name, one in ends.items()}

    def start(name: str, attributes: dict[str, str]) -> None:
        if (known := opening.get(name)) is not None:
            known(attributes)

    def end(name: str) -> None:
        if (known := closing.get(name)) is not None:
            known()

    def declared(*_: Any) -> None:
        raise Trouble("workbook-broken", reason="DOCTYPE")

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = declared
    parser.ParseFile(source)


class _Texts:
    """The text of one value: all its runs, without the pronunciation that some texts carry."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._opened = self._open = self._muted = False

    def open(self, _: dict[str, str]) -> None:
        self._opened = self._open = not self._muted

    def close(self) -> None:
        self._open = False

    def mute(self, _: dict[str, str]) -> None:
        self._muted = True

    def sound(self) -> None:
        self._muted = False

    def add(self, text: str) -> None:
        if self._open:
            self._parts.append(text)

    def take(self) -> str | None:
        """What has come since the last time; None if nothing could."""
        found = _unescaped("".join(self._parts)) if self._opened or self._parts else None
        self._parts.clear()
        self._opened = False
        return found


class _Sheet:
    """Cells as they come."""

    def __init__(self, book: Book, cells: int) -> None:
        self.found = Found()
        self.texts = _Texts()
        self.cells = cells
        self._book = book
        self._row = self._held = self._column = 0
        self._number = ""  # of the row, as references write it
        self._values: list[Value] = []
        self._kind, self._style, self._formula = "n", 0, False

    def row(self, attributes: dict[str, str]) -> None:
        before, self._row = self._row, int(attributes.get("r", self._row + 1))
        if self._row <= before:
            raise Trouble("workbook-broken", reason="row order")
        self._held += 1
        self._column, self._number, self._values = 0, str(self._row), []
        self.found.hidden_rows += attributes.get("hidden") in _TRUE
        # Rows are counted as they come, and the gaps between them as far as a spreadsheet goes.
        guard(self._held if self._row <= _ROWS else self._row, 0, self.cells)

    def row_end(self) -> None:
        if any(value is not None and value != "" for value in self._values):
            self.found.rows.append((self._row, self._values))

    def cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        column = self._column
        if reference is not None and reference != _LETTERS[column] + self._number:
            column = _indices(reference)[1]
            if column < self._column:
                raise Trouble("workbook-broken", reason="cell order")
        self._column = column + 1
        self.cells += 1
        guard(0, self._column, self.cells)
        self._kind, self._style = attributes.get("t", "n"), int(attributes.get("s", 0))
        self._formula = False

    def formula(self, _: dict[str, str]) -> None:
        self._formula = True

    def cell_end(self) -> None:
        text = self.texts.take()
        if self._formula and (text is None or (not text and self._kind != "str")):
            value: Value = UNCOMPUTED  # an empty text is a result; an empty number is none
        elif not text:
            return
        else:
            value = self._value(text)
        self._values.extend([None] * (self._column - 1 - len(self._values)))
        self._values.append(value)

    def _value(self, text: str) -> Value:
        kind = self._kind
        if kind == "s":
            return self._book.strings[int(text)]
        if kind == "n":
            return _number(text, self._style, self._book)
        if kind == "b":
            return bool(int(text))
        if kind == "d":
            return _told(from_ISO8601(text))  # type: ignore[no-untyped-call] # of its stubs
        return text

    def columns(self, attributes: dict[str, str]) -> None:
        if attributes.get("hidden") in _TRUE:
            first, last = int(attributes.get("min", 1)), int(attributes.get("max", 1))
            self.found.hidden_columns += max(0, min(last, COLUMNS_MAX) - first + 1)

    def merge(self, attributes: dict[str, str]) -> None:
        if len(self.found.merges) < merging.MERGES_MAX:
            first, _, last = attributes.get("ref", "").partition(":")
            (top, left), (bottom, right) = _indices(first), _indices(last or first)
            self.found.merges.append((top, bottom, left, right))


def _number(text: str, style: int, book: Book) -> Value:
    """A number, or what its style shows it as: a day, a time, ``5%``."""
    number = float(text) if "." in text or "E" in text or "e" in text else int(text)
    if style in book.days:
        try:
            return _told(from_excel(number, book.epoch, timedelta=style in book.durations))
        except (OverflowError, ValueError):
            return "#VALUE!"  # what the spreadsheet shows: ######
    if style in book.shares:
        return f"{(Decimal(repr(number)) * 100).normalize():f}%"
    return number


def _told(value: Any) -> Value:
    """A day as it is, a time of day or a duration in words."""
    return value if isinstance(value, date) else str(value)


def _unescaped(text: str) -> str:
    """Control characters, which XML cannot hold, as line breaks; and the mark that keeps a text from looking like
    one."""
    return re.sub("_x(000[dDaA]|005[fF])_", lambda one: "_" if "5" in one[1] else "\n", text) if "_x" in text else text


def _indices(reference: str) -> tuple[int, int]:
    """``B7`` → row 7, column 1."""
    match = _REFERENCE.fullmatch(reference.replace("$", ""))
    if match is None:
        raise Trouble("workbook-broken", reason="reference")
    column = 0
    for char in match[1]:
        column = column * 26 + ord(char) - 64
    return int(match[2]), column - 1
