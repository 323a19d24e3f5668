"""Workbooks of other kinds: .xls and WPS's .et (BIFF), .xlsb, and .ods (ODF 1.2), by calamine.

It tells less than the reader of .xlsx: not which rows are hidden, not which formulas were never calculated, and a share
formatted as 5% comes as 0.05. Merged cells are told for .xls only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Final
from zipfile import ZIP_STORED, ZipFile

from ssj_publish.importers import merging
from ssj_publish.importers.faults import Trouble, Value
from ssj_publish.importers.sheets import Sheet, guard

if TYPE_CHECKING:
    from python_calamine import CalamineSheet


#: A cell with content and no type is text (ODF 1.2, 19.385); calamine would give it as empty.
_UNTYPED: Final = re.compile(rb"<table:table-cell(?![^>]*office:value-type)([^>]*[^>/])?>(?=\s*<text:p)")


def read_ods(data: bytes) -> list[Sheet]:
    """An .ods, which has passed `archive.check`. Raises `Trouble`."""
    with ZipFile(BytesIO(data)) as archive:
        parts = {part.filename: archive.read(part) for part in archive.infolist()}
    typed = _UNTYPED.sub(rb'<table:table-cell office:value-type="string"\1>', parts["content.xml"])
    if typed == parts["content.xml"]:
        return read(data)
    made = BytesIO()
    with ZipFile(made, "w", ZIP_STORED) as copy:
        for name, content in (parts | {"content.xml": typed}).items():
            copy.writestr(name, content)
    return read(made.getvalue())


def read(data: bytes) -> list[Sheet]:
    """The visible sheets with their rows, and the hidden ones by name. Raises `Trouble`."""
    import python_calamine

    try:
        with python_calamine.load_workbook(BytesIO(data)) as book:
            found: list[Sheet] = []
            cells = 0
            for told in book.sheets_metadata:
                if told.typ != python_calamine.SheetTypeEnum.WorkSheet:
                    continue
                if told.visible != python_calamine.SheetVisibleEnum.Visible:
                    found.append(Sheet(told.name, hidden=True))
                    continue
                sheet = book.get_sheet_by_name(told.name)
                guard(sheet.total_height, sheet.total_width, cells := cells + sheet.total_height * sheet.total_width)
                found.append(_sheet(sheet))
            return found
    except (Trouble, MemoryError):
        raise
    except python_calamine.PasswordError:
        raise Trouble("file-encrypted") from None
    except Exception as fault:
        raise Trouble("workbook-broken", reason=type(fault).__name__) from None


def _sheet(sheet: CalamineSheet) -> Sheet:
    told = enumerate(sheet.to_python(skip_empty_area=False), 1)
    rows = [(number, [_value(cell) for cell in row]) for number, row in told if any(cell != "" for cell in row)]
    # Ranges come as (first row, first column), (last row, last column), all from 0.
    ranges: Sequence[tuple[tuple[int, int], tuple[int, int]]] = sheet.merged_cell_ranges or ()
    merges = [(top + 1, bottom + 1, left, right) for (top, left), (bottom, right) in ranges]
    merging.fill(rows, merges)
    return Sheet(sheet.name, rows, continued=merging.continued(merges))


def _value(cell: int | float | str | bool | time | date | datetime | timedelta) -> Value:
    if cell == "":
        return None
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    return cell if isinstance(cell, bool | int | float | str | date) else str(cell)
