"""Workbooks (ECMA-376, .xlsx and .xlsm) by openpyxl's streaming reader, and what that reader does not tell.

It knows nothing of merged cells, gives a formula without a stored value as an empty cell, and trusts a sheet's own
statement of its size. So each sheet is gone through once before: for merges, such formulas, and the true size.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import IO, TYPE_CHECKING, Any, Final
from xml.etree.ElementTree import iterparse
from zipfile import ZIP_STORED, ZipFile

from ssj_publish.importers import merging
from ssj_publish.importers.faults import UNCOMPUTED, Trouble, Value
from ssj_publish.importers.sheets import COLUMNS_MAX, Sheet, guard

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from openpyxl.cell.read_only import EmptyCell, ReadOnlyCell

#: Strict OOXML (ISO/IEC 29500-1) differs in its names only; openpyxl knows those of ECMA-376's first edition.
_STRICT: Final = b"http://purl.oclc.org/ooxml/"
_NAMES: Final = {
    b"http://purl.oclc.org/ooxml/spreadsheetml/main": b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    b"http://purl.oclc.org/ooxml/drawingml/": b"http://schemas.openxmlformats.org/drawingml/2006/",
    b"http://purl.oclc.org/ooxml/officeDocument/": b"http://schemas.openxmlformats.org/officeDocument/2006/",
}
_REFERENCE: Final = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")


@dataclass(slots=True)
class _Survey:
    """What a sheet's XML says beside its values; ranges as first row, last row (from 1), first column, last (from 0)."""

    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    uncomputed: set[tuple[int, int]] = field(default_factory=set)
    hidden_rows: int = 0
    hidden_columns: int = 0


def read(data: bytes) -> list[Sheet]:
    """The visible sheets with their rows, and the hidden ones by name. Raises `Trouble`.

    ``data`` has passed `archive.check`.
    """
    try:
        data = _transitional(data)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of extensions that no table needs
            return list(_sheets(data))
    except (Trouble, MemoryError):
        raise
    except Exception as fault:
        # The parsers below meet whatever a broken or forged file holds; what they raise then is not documented.
        raise Trouble("workbook-broken", reason=type(fault).__name__) from fault


def _transitional(data: bytes) -> bytes:
    """The same workbook in the names that openpyxl knows; ``data`` itself where it has them already."""
    with ZipFile(BytesIO(data)) as archive:
        if "xl/workbook.xml" not in archive.namelist() or _STRICT not in archive.read("xl/workbook.xml"):
            return data
        made = BytesIO()
        with ZipFile(made, "w", ZIP_STORED) as copy:
            for part in archive.infolist():
                content = archive.read(part)
                for strict, other in _NAMES.items():
                    content = content.replace(strict, other)
                copy.writestr(part.filename, content)
    return made.getvalue()


def _sheets(data: bytes) -> Iterator[Sheet]:
    from openpyxl.reader.excel import ExcelReader

    class Reader(ExcelReader):
        def read_chartsheet(self, sheet: Any, rel: Any) -> None:
            """A sheet of a single chart holds no rows, and openpyxl stumbles over some."""

    reader = Reader(BytesIO(data), read_only=True, data_only=True, keep_links=False)
    reader.read()
    parts = {sheet.name: rel.target for sheet, rel in reader.parser.find_sheets()}
    cells = 0
    for name in reader.wb.sheetnames:
        worksheet = reader.wb[name]
        if worksheet.sheet_state != "visible":
            yield Sheet(name, hidden=True)
        else:
            with reader.archive.open(parts[name]) as source:
                survey, cells = _survey(source, cells)
            rows = list(_rows(worksheet, survey))
            merging.fill(rows, survey.merges)
            late = reader.wb.epoch.year == 1904
            yield Sheet(
                name,
                rows,
                hidden_rows=survey.hidden_rows,
                hidden_columns=survey.hidden_columns,
                epoch_1904=late,
                continued=merging.continued(survey.merges),
                across=merging.across(survey.merges),
            )


def _rows(worksheet: Any, survey: _Survey) -> Iterator[tuple[int, list[Value]]]:
    worksheet.reset_dimensions()  # some writers state A1 for a whole table
    for number, row in enumerate(worksheet.iter_rows(), 1):
        values = [_value(cell) for cell in row]
        for index in range(len(values)):
            if (number, index) in survey.uncomputed:
                values[index] = UNCOMPUTED
        if any(value is not None and value != "" for value in values):
            yield number, values


def _value(cell: ReadOnlyCell | EmptyCell) -> Value:
    value = cell.value
    if isinstance(value, int | float) and not isinstance(value, bool) and "%" in (cell.number_format or ""):
        return f"{(Decimal(repr(value)) * 100).normalize():f}%"
    if isinstance(value, str):
        return re.sub("_x000[dDaA]_", "\n", value)  # how a workbook writes a control character in a text
    if value is None or isinstance(value, bool | int | float | date):
        return value
    return str(value)  # a time of day, a duration


def _survey(source: IO[bytes], cells: int) -> tuple[_Survey, int]:
    """Go through a sheet's XML; ``cells`` counts on from the sheets before."""
    found = _Survey()
    row = column = held = before = 0
    for event, element in iterparse(source, events=("start", "end")):
        tag = element.tag.rpartition("}")[2]
        if event == "start":
            if tag == "row":
                before, row, column = row, int(element.get("r", row + 1)), 0
                held += 1
                if row <= before:
                    raise Trouble("workbook-broken", reason="row order")  # the streaming reader would pass over it
                found.hidden_rows += element.get("hidden") in {"1", "true"}
                # Rows are counted as they come, and the gaps between them as far as a spreadsheet goes.
                guard(held if row <= 1_048_576 else row, 0, cells)
            continue
        if tag == "c":
            reference = element.get("r")
            at = _indices(reference)[1] if reference else column
            if at < column:
                raise Trouble("workbook-broken", reason="cell order")
            column = at
            if _is_uncomputed(element):
                found.uncomputed.add((row, column))
            cells += 1
            column += 1
            guard(0, column, cells)
        elif tag == "col" and element.get("hidden") in {"1", "true"}:
            first, last = int(element.get("min", 1)), int(element.get("max", 1))
            found.hidden_columns += max(0, min(last, COLUMNS_MAX) - first + 1)
        elif tag == "row":
            element.clear()
        elif tag == "mergeCell" and len(found.merges) < merging.MERGES_MAX:
            first, _, last = element.get("ref", "").partition(":")
            (top, left), (bottom, right) = _indices(first), _indices(last or first)
            found.merges.append((top, bottom, left, right))
    return found, cells


def _is_uncomputed(cell: Element) -> bool:
    if not len(cell) or not cell[0].tag.endswith("}f"):  # a formula stands before its value
        return False
    values = [child for child in cell if child.tag.endswith("}v")]
    # An empty text is a result; an empty number is none.
    return not values or (not values[0].text and cell.get("t") != "str")


def _indices(reference: str) -> tuple[int, int]:
    """``B7`` → row 7, column 1."""
    match = _REFERENCE.fullmatch(reference.replace("$", ""))
    if match is None:
        raise Trouble("workbook-broken", reason="reference")
    column = 0
    for char in match[1]:
        column = column * 26 + ord(char) - 64
    return int(match[2]), column - 1
