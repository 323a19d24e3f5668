"""A sheet as a workbook, the same bytes whoever makes it.

openpyxl writes the clock into the properties and leaves it to the machine how the XML is spelled (lxml or not): the parts
are put into canonical XML (C14N 2.0) and packed anew. A text is written as text, never as a formula, so it needs no apostrophe
in front as it does in CSV.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, Final
from xml.etree.ElementTree import canonicalize
from zipfile import ZipFile

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from ssj_publish.site.opendata.archive import pack
from ssj_publish.site.opendata.sheets import Sheet, Value

#: openpyxl's own stamp of the moment; the records' times stand in the rows.
_STAMP: Final = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</)")
_EPOCH: Final = rb"\g<1>1980-01-01T00:00:00Z\g<3>"
_PROLOGUE: Final = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
#: What Excel takes in one cell; the CSV has the whole text.
_MOST: Final = 32_767
_BAD: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def workbook(sheets: Iterable[Sheet]) -> bytes:
    """One worksheet a sheet, heads in bold and held in place."""
    book = Workbook(write_only=True)
    for one in sheets:
        page: Any = book.create_sheet(one.title)
        page.freeze_panes = "A2"
        for number, column in enumerate(one.columns, 1):
            page.column_dimensions[get_column_letter(number)].width = _width(column.name, [row[number - 1] for row in one.rows])
        page.append([_head(page, column.name) for column in one.columns])
        for row in one.rows:
            page.append([_cell(page, value) for value in row])
    made = io.BytesIO()
    book.save(made)
    return pack(_parts(made))


def _parts(made: io.BytesIO) -> Iterator[tuple[str, bytes]]:
    with ZipFile(made) as archive:
        # A reader that streams looks for the list of types first.
        for name in sorted(archive.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            data = _STAMP.sub(_EPOCH, archive.read(name))
            yield name, _PROLOGUE + canonicalize(data.decode()).encode()


def _head(page: Any, text: str) -> Any:
    cell = WriteOnlyCell(page, text)
    cell.font = Font(bold=True)
    return cell


def _cell(page: Any, value: Value) -> Any:
    """A cell; moments lose their offset (all are Beijing's), since a workbook knows none."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=None)
    if not isinstance(value, str):
        return value
    text = _BAD.sub("\ufffd", value)[:_MOST]
    if not text.startswith("="):
        return text
    cell = WriteOnlyCell(page, text)
    cell.data_type = "s"
    return cell


def _width(head: str, values: list[Value]) -> int:
    """Wide enough for most cells; a Chinese character takes two."""
    longest = max((sum(1 + (letter > "\u2e7f") for letter in str(text)[:40]) for text in [head, *values[:200]] if text), default=8)
    return min(longest, 40) + 2
