"""Workbooks of other kinds: .xls and WPS's .et (BIFF), .xlsb, and .ods (ODF 1.2), by calamine.

It tells less than the reader of .xlsx: not which formulas were never calculated, and a share formatted as 5% comes as
0.05. Which rows are hidden is told for .ods only (`odsxml`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Final
from zipfile import ZIP_STORED, ZipFile

from ssj_publish.importers import merging, odsxml
from ssj_publish.importers.faults import Trouble, Value
from ssj_publish.importers.odsxml import Layout
from ssj_publish.importers.sheets import Sheet, guard

if TYPE_CHECKING:
    from python_calamine import CalamineSheet


_EXACT: Final = 2**53
_BOF: Final = bytes.fromhex("0908100000060500")  # BIFF8, the workbook's globals
_FILE_PASS: Final = 0x2F
#: A cell with content and no type is text (ODF 1.2, 19.385); calamine would give it as empty.
_UNTYPED: Final = re.compile(rb"<table:table-cell(?![^>]*office:value-type)([^>]*[^>/])?>(?=\s*<text:p)")


def read_ods(data: bytes) -> list[Sheet]:
    """An .ods, which has passed `archive.check`. Raises `Trouble`."""
    with ZipFile(BytesIO(data)) as archive:
        parts = {part.filename: archive.read(part) for part in archive.infolist()}
    if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise Trouble("file-encrypted")
    layouts = odsxml.layouts(parts["content.xml"])
    typed = _UNTYPED.sub(rb'<table:table-cell office:value-type="string"\1>', parts["content.xml"])
    if typed == parts["content.xml"]:
        return read(data, layouts)
    made = BytesIO()
    with ZipFile(made, "w", ZIP_STORED) as copy:
        for name, content in (parts | {"content.xml": typed}).items():
            copy.writestr(name, content)
    return read(made.getvalue(), layouts)


def read(data: bytes, layouts: Sequence[Layout] = ()) -> list[Sheet]:
    """The visible sheets with their rows, and the hidden ones by name; ``layouts`` say more of each. Raises
    `Trouble`."""
    import python_calamine

    try:
        with python_calamine.load_workbook(BytesIO(data)) as book:
            found: list[Sheet] = []
            cells = 0
            for index, told in enumerate(book.sheets_metadata):
                if told.typ != python_calamine.SheetTypeEnum.WorkSheet:
                    continue
                if told.visible != python_calamine.SheetVisibleEnum.Visible:
                    found.append(Sheet(told.name, hidden=True))
                    continue
                sheet = book.get_sheet_by_name(told.name)
                guard(sheet.total_height, sheet.total_width, cells := cells + sheet.total_height * sheet.total_width)
                found.append(_sheet(sheet, layouts[index] if index < len(layouts) else Layout()))
            return found
    except (Trouble, MemoryError):
        raise
    except python_calamine.PasswordError:
        raise Trouble("file-encrypted") from None
    except Exception as fault:
        if _locked(data):  # calamine, which finds out of itself what a file is, says only that it is none that it knows
            raise Trouble("file-encrypted") from None
        raise Trouble("workbook-broken", reason=type(fault).__name__) from None


def _locked(data: bytes) -> bool:
    """Whether an .xls has a password: its first records (MS-XLS 2.4.21, 2.4.117) are BOF and, at once or soon,
    FilePass."""
    at = data.find(_BOF)
    for _ in range(3 if at >= 0 else 0):
        kind, length = (int.from_bytes(data[at + offset : at + offset + 2], "little") for offset in (0, 2))
        if kind == _FILE_PASS:
            return True
        at += 4 + length
    return False


def _sheet(sheet: CalamineSheet, layout: Layout) -> Sheet:
    told = enumerate(sheet.to_python(skip_empty_area=False), 1)
    rows = [(number, [_value(cell) for cell in row]) for number, row in told if any(cell != "" for cell in row)]
    # Ranges come as (first row, first column), (last row, last column), all from 0.
    ranges: Sequence[tuple[tuple[int, int], tuple[int, int]]] = sheet.merged_cell_ranges or ()
    merges = layout.merges + [(top + 1, bottom + 1, left, right) for (top, left), (bottom, right) in ranges]
    merging.fill(rows, merges)
    return Sheet(
        sheet.name,
        rows,
        hidden_rows=layout.hidden_rows,
        continued=merging.continued(merges),
        across=merging.across(merges),
    )


def _value(cell: int | float | str | bool | time | date | datetime | timedelta) -> Value:
    if cell == "":
        return None
    if (
        isinstance(cell, float) and cell.is_integer() and abs(cell) < _EXACT
    ):  # else its digits are the float's, not the cell's
        return int(cell)
    return cell if isinstance(cell, bool | int | float | str | date) else str(cell)
