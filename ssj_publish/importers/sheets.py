"""What a file is read into, and how large that may be."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from ssj_publish.importers.faults import Trouble, Value

ROWS_MAX: Final = 200_000
COLUMNS_MAX: Final = 256
CELLS_MAX: Final = 5_000_000


@dataclass(slots=True)
class Sheet:
    """``rows`` holds the rows with anything in them: number from 1, and cells from column A on."""

    name: str | None
    rows: list[tuple[int, list[Value]]] = field(default_factory=list)
    hidden: bool = False
    hidden_rows: int = 0
    hidden_columns: int = 0
    epoch_1904: bool = False
    continued: dict[int, set[int]] = field(default_factory=dict)  # row → columns that a merge carries on from above
    across: dict[int, set[int]] = field(default_factory=dict)  # row → columns that a merge carries on from the left


def guard(rows: int, columns: int, cells: int) -> None:
    """Refuse a table that is larger than any register."""
    if rows > ROWS_MAX:
        raise Trouble("table-rows", limit=ROWS_MAX)
    if columns > COLUMNS_MAX:
        raise Trouble("table-columns", limit=COLUMNS_MAX)
    if cells > CELLS_MAX:
        raise Trouble("table-cells", limit=CELLS_MAX)
