"""What calamine does not tell of an .ods (ODF 1.2, 9): merged cells and hidden rows, of each sheet in order."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from ssj_publish.importers import merging
from ssj_publish.importers.faults import Trouble

_TABLE: Final = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_CELLS: Final = {_TABLE + "table-cell", _TABLE + "covered-table-cell"}


@dataclass(slots=True)
class Layout:
    """As of `sheetxml.Found`."""

    merges: list[merging.Range] = field(default_factory=list)
    hidden_rows: int = 0


class _Walk:
    """Where in the content one stands; rows and cells that are equal are written once, with their count."""

    def __init__(self) -> None:
        self.layouts: list[Layout] = []
        self._row = self._column = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == _TABLE + "table":
            self.layouts.append(Layout())
            self._row = 0
        elif name == _TABLE + "table-row" and self.layouts:
            count = int(attributes.get(_TABLE + "number-rows-repeated", 1))
            if attributes.get(_TABLE + "visibility", "visible") != "visible" and count < 10_000:  # else the sheet's end
                self.layouts[-1].hidden_rows += count
            self._row += count
            self._column = 0
        elif name in _CELLS and self.layouts:
            self._merge(*(int(attributes.get(f"{_TABLE}number-{what}-spanned", 1)) for what in ("rows", "columns")))
            self._column += int(attributes.get(_TABLE + "number-columns-repeated", 1))

    def _merge(self, rows: int, columns: int) -> None:
        found = self.layouts[-1].merges
        if rows * columns > 1 and len(found) < merging.MERGES_MAX:
            found.append((self._row, self._row + rows - 1, self._column, self._column + columns - 1))


def layouts(content: bytes) -> list[Layout]:
    """The layout of each sheet. Raises `Trouble`."""
    walk = _Walk()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = walk.start
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError) as fault:
        raise Trouble("workbook-broken", reason=type(fault).__name__) from None
    return walk.layouts
