"""Workbooks (ECMA-376, .xlsx and .xlsm): openpyxl finds their parts and styles, `sheetxml` reads the sheets.

openpyxl's own streaming reader knows nothing of merged cells, gives a formula without a stored value as an empty cell,
trusts a sheet's own statement of its size, and takes five times as long.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final
from zipfile import ZIP_STORED, ZipFile

from ssj_publish.importers import merging
from ssj_publish.importers.faults import Trouble
from ssj_publish.importers.sheets import Sheet

if TYPE_CHECKING:
    from ssj_publish.importers import sheetxml

#: Strict OOXML (ISO/IEC 29500-1) differs in its names only; openpyxl knows those of ECMA-376's first edition.
_STRICT: Final = b"http://purl.oclc.org/ooxml/"
_NAMES: Final = {
    b"http://purl.oclc.org/ooxml/spreadsheetml/main": b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    b"http://purl.oclc.org/ooxml/drawingml/": b"http://schemas.openxmlformats.org/drawingml/2006/",
    b"http://purl.oclc.org/ooxml/officeDocument/": b"http://schemas.openxmlformats.org/officeDocument/2006/",
}


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
    from openpyxl.xml.constants import SHARED_STRINGS

    from ssj_publish.importers import sheetxml

    class Reader(ExcelReader):
        def read_strings(self) -> None:
            """Rows are not read by openpyxl, which takes seconds for the strings of a large register."""
            package: Any = self.package
            if (part := package.find(SHARED_STRINGS)) is not None:
                with self.archive.open(part.PartName[1:]) as source:
                    self.shared_strings = sheetxml.strings(source)

        def read_chartsheet(self, sheet: Any, rel: Any) -> None:
            """A sheet of a single chart holds no rows, and openpyxl stumbles over some."""

    reader = Reader(BytesIO(data), read_only=True, data_only=True, keep_links=False)
    reader.read()
    book = _book(reader)
    parts = {sheet.name: rel.target for sheet, rel in reader.parser.find_sheets()}
    cells = 0
    for name in reader.wb.sheetnames:
        if reader.wb[name].sheet_state != "visible":
            yield Sheet(name, hidden=True)
            continue
        with reader.archive.open(parts[name]) as source:
            found, cells = sheetxml.read(source, book, cells)
        merging.fill(found.rows, found.merges)
        yield Sheet(
            name,
            found.rows,
            hidden_rows=found.hidden_rows,
            hidden_columns=found.hidden_columns,
            epoch_1904=book.epoch.year == 1904,
            continued=merging.continued(found.merges),
            across=merging.across(found.merges),
        )


def _book(reader: Any) -> sheetxml.Book:
    """What the cells of a workbook refer to; which formats are those of a day, openpyxl tells."""
    from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE

    from ssj_publish.importers import sheetxml

    own = dict(enumerate(reader.wb._number_formats, BUILTIN_FORMATS_MAX_SIZE))
    formats = [(BUILTIN_FORMATS | own).get(style.numFmtId) or "" for style in reader.wb._cell_styles]
    return sheetxml.Book(
        strings=reader.shared_strings,
        days=frozenset(reader.wb._date_formats),
        durations=frozenset(reader.wb._timedelta_formats),
        shares=frozenset(number for number, one in enumerate(formats) if "%" in one),
        epoch=reader.wb.epoch,
    )
