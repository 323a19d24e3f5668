"""One workbook being read: the sheet is chosen, rows are handed out, findings gather.

A row hands out values by field. Whatever cannot be read is reported with its place and the row goes on, so that the
clerk gets every fault of the file at once; an entry is built only from a row without any.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Final, Generic, TypeVar

import msgspec

from ssj_publish import errors
from ssj_publish.core.shapes import Shape, Source
from ssj_publish.core.text import unseen
from ssj_publish.importers import cells, heads, personal, tables
from ssj_publish.importers.faults import Fault, Notice, Place, Report, Trouble, Uncomputed, Value, digits, letter
from ssj_publish.importers.heads import Column, Head
from ssj_publish.importers.sheets import COLUMNS_MAX, Sheet
from ssj_publish.importers.skipping import Skips, cell, keeps_out

T = TypeVar("T")
S = TypeVar("S", bound=Shape)

#: Fields that hold several things, of which each row of a merged entry may name its own.
_LISTS: Final = frozenset({"points", "basis", "subjects", "methods", "items"})


@dataclass(frozen=True, slots=True)
class Import(Generic[T]):
    """What a workbook gave. ``absent`` names the fields that it has no column for: it says nothing about them.

    ``columns`` are letter, head, and the usual head of what it was read as; ``rows`` were read and ``left`` left out.
    """

    source: Source
    accepted: tuple[T, ...]
    faults: tuple[Fault, ...]
    notices: tuple[Notice, ...]
    absent: frozenset[str]
    columns: tuple[tuple[str, str, str], ...] = ()
    rows: int = 0
    left: int = 0

    @property
    def entries(self) -> tuple[T, ...]:
        """The entries in the workbook's order. Raises `errors.WorkbookFaults` if anything in it is wrong."""
        if self.faults:
            raise errors.WorkbookFaults(
                file=self.faults[0].file, count=len(self.faults), faults=self.faults, notices=self.notices
            )
        return self.accepted


class Row:
    """A row of data. ``faulty`` once anything in it cannot be read."""

    def __init__(self, reading: Reading, number: int, values: Sequence[Value]) -> None:
        self._reading = reading
        self._head = reading.head
        self._sheet = reading.report.sheet
        self.number = number
        self._values = values
        self._faults_at: set[str] = set()
        self._stand_ins: set[str] = set()
        self.faulty = False

    def place(self, field: str | None = None) -> Place:
        """Where ``field`` stands in this row, or the row."""
        self._reading.report.sheet = self._sheet
        index = None if field is None else self._head.fields.get(field)
        if index is None or index >= COLUMNS_MAX:
            return Place(self.number)
        return Place(self.number, index, self._head.texts[index], self._cell(index))

    @property
    def fields(self) -> Sequence[str]:
        """The fields that this row's sheet has columns for."""
        return tuple(self._head.fields)

    def has(self, field: str) -> bool:
        """Whether this row's sheet has a column for ``field``."""
        return field in self._head.fields

    def filled(self, field: str) -> bool:
        """Whether there is anything in the cell of ``field``."""
        index = self._head.fields.get(field)
        return index is not None and not cells.blank(self._cell(index))

    def doubt(self, code: str, field: str | None = None, **data: str | int) -> None:
        """Tell something about the row that only the clerk can judge."""
        self._reading.report.doubt(code, self.place(field), **data)

    def fault(self, code: str, field: str | None = None, **data: str | int) -> None:
        """Report the row, or a cell of it."""
        self.faulty = True
        if field is not None:
            self._faults_at.add(field)
        self._reading.report.fault(code, self.place(field), **data)

    def notice(self, code: str, field: str | None = None, **data: str | int) -> None:
        """Tell something about the row, or a cell of it."""
        self._reading.report.notice(code, self.place(field), **data)

    def need(self, field: str, parse: Callable[[Value], T]) -> T | None:
        """The value of ``field``; a blank cell is a fault. None means that the row is ``faulty``."""
        found = self.take(field, parse)
        if found in (None, "", ()) and not self.faulty_at(field):
            self.faulty = True
            if field in self._head.fields:  # else the missing column is reported once, not for each row
                self.fault("blank", field)
        return found

    def named(self, prefix: str, name: str | None, *more: object, known: str | None = None) -> str | None:
        """The id in the column of ids; where the table has none, the ``known`` one, else one made of ``name`` and
        ``more``.

        No row's place matters, so that the same table gives the same ids again.
        """
        if self._reading.has("id"):
            return self.need("id", cells.identifier)
        if name is None:
            self.faulty = True
            return None
        digest = sha256(" ".join((cells.twin(name), *map(str, more))).encode()).hexdigest()
        return known or f"{prefix}-{digest[:8].upper()}"

    def take(self, field: str, parse: Callable[[Value], T]) -> T | None:
        """The value of ``field``, or None where there is none."""
        index = self._head.fields.get(field)
        value = None if index is None else self._cell(index)
        if index is None or cells.blank(value):
            return None
        try:
            self._guard(field, value)
            found = parse(value)
        except Trouble as trouble:
            # A cell may be read twice, as this and as that: what is wrong with it is told once.
            if not self.faulty_at(field):
                self.fault(trouble.code, field, **trouble.data)
            return None
        if field in self._reading.codes and isinstance(value, int | float):
            self._reading.numeric.setdefault(field, self.number)
        if isinstance(found, str) and cells.stands_in(found) and field not in self._stand_ins:
            self._stand_ins.add(field)
            self.doubt("stand-in", field)
        return found

    def once(self, kind: str, key: str, field: str, code: str) -> None:
        """Report the row if ``key`` stood in an earlier one."""
        first = self.earlier(kind, key)
        if first is not None:
            self.fault(code, field, first=first)

    def earlier(self, kind: str, key: str) -> int | str | None:
        """The row (with its sheet, if another) in which ``key`` stood first, or None if this is it."""
        sheet, number = self._reading.seen.setdefault((kind, key), (self._sheet, self.number))
        if (sheet, number) == (self._sheet, self.number):
            return None
        return number if sheet == self._sheet else f"{number}（工作表“{sheet}”）"

    def build(self, shape: type[S], **fields: object) -> S | None:
        """The entry, held to its shape; None if the row is faulty."""
        if self.faulty:
            return None
        try:
            return msgspec.convert({key: one for key, one in fields.items() if one is not None}, shape)
        except msgspec.ValidationError as refused:
            # "Expected `str` of length <= 500 - at `$.points[2]`"
            field = re.search(r"\$\.(\w+)", str(refused))
            self.fault("shape", field[1] if field else None, reason=str(refused).split(" - at")[0])
            return None

    def faulty_at(self, field: str) -> bool:
        """Whether the cell of ``field`` has been reported."""
        return field in self._faults_at

    def _cell(self, index: int) -> Value:
        if index >= COLUMNS_MAX:
            return self._reading.constants[index]
        return self._values[index] if index < len(self._values) else None

    def _guard(self, field: str, value: Value) -> None:
        """Nothing personal is read, whatever its column is called."""
        if isinstance(value, Uncomputed):
            raise Trouble("formula")
        if cells.ditto(value):
            raise Trouble("ditto")
        if self._reading.epoch_1904 and field in self._reading.days and cells.is_serial(value):
            raise Trouble("day-1904")
        codes = field in self._reading.codes
        if isinstance(value, str | int | float) and _personal(value, codes):
            by_chance = field == "code" and cells.is_credit_code(value)  # digits only, and its check digit holds
            if not by_chance:
                raise Trouble("personal")
        if isinstance(value, str) and (odd := _odd(value)) is not None:
            raise Trouble("unseen", letter=odd)


@lru_cache(maxsize=1 << 12, typed=True)
def _personal(value: str | int | float, codes: bool) -> bool:
    return personal.found(digits(value), mobiles=not codes)


@lru_cache(maxsize=1 << 12)
def _odd(value: str) -> str | None:
    """The first letter of ``value`` that nobody can see and that makes a difference."""
    odd = unseen(cells.letters(value)) if unseen(value) else None
    return None if odd is None else f"U+{ord(odd.group()):04X}"


class Reading:
    """A file opened for one kind of table. `rows` hands out what is to be read; `result` closes the matter."""

    def __init__(
        self, path: Path, columns: Sequence[Column], sheet: str | None, mapped: Mapping[str, str] | None = None
    ) -> None:
        named, self.constants = heads.constants(columns, mapped or {})
        columns = self.columns = heads.mapped(columns, named)
        self.codes = frozenset(column.field for column in columns if column.codes)
        self.source, data = tables.load(path)
        self.report = Report(self.source.file)
        self.head = Head((), {})
        self.days = frozenset(column.field for column in columns if column.day)
        self.epoch_1904 = False
        self.seen: dict[tuple[str, str], tuple[str | None, int]] = {}
        self.numeric: dict[str, int] = {}
        self._parts: list[tuple[Sheet, Head]] = []
        if personal.found(path.name):
            self.report.fault("file-name")
        try:
            if path.name.startswith(("~$", ".~")):
                raise Trouble("file-lock")
            self._parts = self._choose(tables.parse(data, path.suffix), sheet)
        except Trouble as trouble:
            self.report.fault(trouble.code, Place(), **trouble.data)
        else:
            for part in self._parts:
                self._open(part)
                self._survey(part[0])
            self._open(self._parts[0])

    def _open(self, part: tuple[Sheet, Head]) -> None:
        sheet, self.head = part
        self.report.sheet = sheet.name
        self.epoch_1904 = sheet.epoch_1904
        self._skips = Skips(self.head, self.columns)

    def has(self, field: str) -> bool:
        """Whether the table has a column for ``field``."""
        return any(field in head.fields for _, head in self._parts)

    def rows(self) -> Iterator[Row]:
        """The rows of data; feet, notes and heads printed again are left out, and said to be."""
        for part in self._parts:
            self._open(part)
            yield from self._rows(part[0])

    def _rows(self, sheet: Sheet) -> Iterator[Row]:
        count = 0
        for number, values in self._joined(sheet):
            if all(cells.blank(value) for value in values):
                continue
            if skipped := self._skips.why(values):
                self.report.notice(skipped, Place(number))
                continue
            count += 1
            self._watch(number, values)
            for index in sorted(sheet.across.get(number, set()) & set(self.head.fields.values())):
                self.report.doubt("cell-merged", Place(number, index, self.head.texts[index], cell(values, index)))
            yield Row(self, number, values)
        if not count:
            self.report.fault("table-empty")
        for field, row in self.numeric.items():
            index = self.head.fields[field]
            self.report.notice("code-number", Place(row, index, self.head.texts[index]))
        self.numeric.clear()

    def _joined(self, sheet: Sheet) -> list[tuple[int, list[Value]]]:
        """The rows of data, those that a merge makes one entry put together: lists take what each row adds of its
        own."""
        found: list[tuple[int, list[Value]]] = []
        for number, values in self._data(sheet):
            if not (found and self._continues(sheet, number)):
                found.append((number, list(values)))
                continue
            self.report.doubt("row-merged", Place(number))
            for field in _LISTS & self.head.fields.keys():
                index = self.head.fields[field]
                own, before = cell(values, index), cell(found[-1][1], index)
                if index in sheet.continued[number] or cells.blank(own) or own == before:
                    continue
                held = "" if cells.blank(before) else str(before)
                mark = next((one for one in ("\n", "；", ";") if one in held), "\n" if field == "basis" else "、")
                found[-1][1][index] = f"{held}{mark}{own}" if held else own
        return found

    def _continues(self, sheet: Sheet, number: int) -> bool:
        """Whether a merge carries the entry's name on from the row above: one entry over several rows."""
        name = self.head.fields.get("name")
        return name is not None and name in sheet.continued.get(number, ())

    def _watch(self, number: int, values: Sequence[Value]) -> None:
        """Say where a column that is not read seems to keep the row out (停办, 退休)."""
        for index in self.head.unused:
            value = cell(values, index)
            if isinstance(value, str) and keeps_out(self.head.texts[index], value):
                self.report.doubt("remark-out", Place(number, index, self.head.texts[index], value))

    def result(self, entries: Sequence[T | None]) -> Import[T]:
        """What came of it; faults in the order of the rows."""
        if entries and not self.has("id") and any(column.field == "id" for column in self.columns):
            coded = any(column.field == "code" for column in self.columns)
            self.report.notice("id-derived" if coded else "id-made")
        faults = sorted(self.report.faults, key=lambda fault: fault.row or 0)
        absent = frozenset(column.field for column in self.columns if not self.has(column.field))
        accepted = tuple(entry for entry in entries if entry is not None)
        usual = {column.field: column.heads[0] for column in self.columns}
        columns = dict.fromkeys(
            ("（各行相同）" if index >= COLUMNS_MAX else letter(index), head.texts[index], usual[field])
            for _, head in self._parts
            for field, index in sorted(head.fields.items(), key=lambda one: one[1])
        )
        left = sum(one.code.startswith("row-") for one in self.report.notices)
        notices = tuple(self.report.notices)
        read = () if faults else accepted
        return Import(self.source, read, tuple(faults), notices, absent, tuple(columns), len(entries), left)

    def _choose(self, sheets: Sequence[Sheet], wanted: str | None) -> list[tuple[Sheet, Head]]:
        """The sheets whose head has every required column, as one register; failing that, the one that comes
        nearest."""
        visible = [sheet for sheet in sheets if not sheet.hidden]
        for hidden in sheets:
            if hidden.hidden and hidden.name != wanted:
                self.report.notice("sheet-hidden", name=hidden.name or "")
        if wanted is not None:
            visible = [sheet for sheet in visible if sheet.name == wanted]
        known = (
            "、".join(f"“{sheet.name}”" for sheet in sheets if not sheet.hidden and sheet.name) or "（CSV 只有一张表）"
        )
        if not visible:
            raise Trouble("sheet-unknown", wanted=wanted or "", known=known)
        found = [(sheet, head) for sheet in visible if (head := heads.find(sheet, self.columns))]
        for _, head in found:
            head.add(self.constants, self.columns)
        full = [(sheet, head) for sheet, head in found if not self._missing(head)]
        full = [one for one in full if len(one[0].rows) > one[1].rows[-1] + 1] or full
        if len(full) > 1:
            self.report.doubt("sheets-joined", fits="、".join(f"“{sheet.name}”" for sheet, _ in full))
        if full:
            return full
        nearest = max(found, key=lambda one: len(one[1].fields), default=None)
        if nearest is None:
            expected = "、".join(column.heads[0] for column in self.columns if column.required)
            raise Trouble("head-missing", expected=expected, known=known)
        return [nearest]

    def _missing(self, head: Head) -> list[Column]:
        return [column for column in self.columns if column.required and column.field not in head.fields]

    def _survey(self, sheet: Sheet) -> None:
        """Say what the head tells: missing columns, columns twice, columns that are dropped or not used."""
        head = self.head
        self.report.sheet = sheet.name
        for column in self._missing(head):
            self.report.fault("head-absent", wanted=column.heads[0], known="、".join(column.heads[:6]))
        row = sheet.rows[head.rows[-1]][0]
        if self._missing(head):
            self.report.notice(
                "head-taken", Place(row), known="、".join(head.texts[one] for one in head.fields.values())
            )
        for index, field in head.rivals.items():
            first = head.fields[field]
            if any(cell(values, index) not in (None, "", cell(values, first)) for _, values in self._data(sheet)):
                self.report.fault("head-twice", Place(row, index, head.texts[index]), first=letter(first))
        for code, indices in (("column-personal", head.personal), ("column-unused", head.unused)):
            for index in indices:
                self.report.notice(code, Place(row, index, head.texts[index]))
        if sheet.hidden_columns:
            self.report.notice("columns-hidden", count=sheet.hidden_columns)
        if sheet.hidden_rows:
            self.report.notice("rows-hidden", count=sheet.hidden_rows)

    def _data(self, sheet: Sheet) -> list[tuple[int, list[Value]]]:
        return sheet.rows[self.head.rows[-1] + 1 :]
