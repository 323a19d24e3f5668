"""A sheet as a workbook, the same bytes whoever makes it.

XlsxWriter spells the XML itself and takes its clock from us; the parts are packed anew, since deflate gives other bytes
on other machines. A text is written as text, never as a formula or a link, so it needs no apostrophe in front as it
does in CSV.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any, Final
from zipfile import ZipFile

from xlsxwriter import Workbook

from ssj_publish.site.opendata.archive import pack
from ssj_publish.site.opendata.sheets import Sheet
from ssj_publish.words.csvs import Value

#: The earliest that a zip archive knows; the records' times stand in the rows.
_EPOCH: Final = datetime(1980, 1, 1)
#: What Excel takes in one cell; the CSV has the whole text.
_MOST: Final = 32_767
_BAD: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
#: Rows after which a column's width is settled, and the width that no column exceeds.
_LOOKED_AT: Final = 200
_WIDEST: Final = 40


def workbook(sheets: Iterable[Sheet]) -> bytes:
    """One worksheet a sheet, heads in bold and held in place."""
    made = io.BytesIO()
    book = Workbook(made, {"in_memory": True, "strings_to_numbers": False, "strings_to_formulas": False})
    book.set_properties({"created": _EPOCH})
    styles = _Styles(book)
    for one in sheets:
        page = book.add_worksheet(one.title)
        page.freeze_panes(1, 0)
        rows = list(one.told)
        for number, column in enumerate(one.columns):
            page.set_column(number, number, _width(column.name, [row[number] for row in rows[:_LOOKED_AT]]))
            page.write_string(0, number, column.name, styles.head)
        for line, row in enumerate(rows, 1):
            for number, value in enumerate(row):
                _write(page, line, number, value, styles)
    book.close()
    return pack(_parts(made))


class _Styles:
    """A workbook's forms of a cell."""

    def __init__(self, book: Any) -> None:
        self.head = book.add_format({"bold": True})
        self.day = book.add_format({"num_format": "yyyy-mm-dd"})
        self.moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})


def _write(page: Any, line: int, number: int, value: Value, styles: _Styles) -> None:
    if isinstance(value, str):
        if value:
            page.write_string(line, number, _BAD.sub("\ufffd", value)[:_MOST])
    elif isinstance(value, datetime):
        # All are Beijing's; a workbook knows no offset.
        page.write_datetime(line, number, value.replace(tzinfo=None), styles.moment)
    elif isinstance(value, date):
        page.write_datetime(line, number, value, styles.day)
    elif value is not None:
        page.write_number(line, number, value)


def _parts(made: io.BytesIO) -> Iterator[tuple[str, bytes]]:
    with ZipFile(made) as archive:
        # A reader that streams looks for the list of types first.
        for name in sorted(archive.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            yield name, archive.read(name)


def _width(head: str, values: list[Value]) -> int:
    """Wide enough for most cells; a Chinese character takes two."""
    longest = max(
        (sum(1 + (letter > "\u2e7f") for letter in str(text)[:_WIDEST]) for text in [head, *values] if text), default=8
    )
    return min(longest, _WIDEST) + 2
