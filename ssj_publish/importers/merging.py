"""Merged cells: every cell of a range says what its first one says. A range is first row, last row (from 1), first
column, last."""

from __future__ import annotations

from typing import Final

from ssj_publish.importers.faults import Trouble, Value
from ssj_publish.importers.sheets import CELLS_MAX, COLUMNS_MAX

Range = tuple[int, int, int, int]
MERGES_MAX: Final = 50_000


def continued(merges: list[Range]) -> dict[int, set[int]]:
    """Row → the columns that a merge carries on from the row above."""
    found: dict[int, set[int]] = {}
    for top, bottom, left, right in merges:
        for number in range(top + 1, min(bottom, top + 1_000) + 1):
            found.setdefault(number, set()).update(range(left, min(right, left + COLUMNS_MAX) + 1))
    return found


def across(merges: list[Range]) -> dict[int, set[int]]:
    """Row → the columns that a merge carries on from the left."""
    found: dict[int, set[int]] = {}
    for top, bottom, left, right in merges:
        if left < right:
            for number in range(top, min(bottom, top + 1_000) + 1):
                found.setdefault(number, set()).update(range(left + 1, min(right, left + COLUMNS_MAX) + 1))
    return found


def fill(rows: list[tuple[int, list[Value]]], merges: list[Range]) -> None:
    """Give every cell of a merged range the value of its first one; rows without any value of their own stay out."""
    by_number = dict(rows)
    width = max((len(values) for _, values in rows), default=0)
    filled = 0
    for top, bottom, left, right in merges:
        first = by_number.get(top, [])
        value = first[left] if left < len(first) else None
        if value is None:
            continue
        right = min(right, width - 1)
        numbers = range(top, bottom + 1) if bottom - top < len(rows) else [n for n, _ in rows if top <= n <= bottom]
        for number in numbers:
            values = by_number.get(number)
            if values is None:
                continue
            values.extend([None] * (right + 1 - len(values)))
            values[left : right + 1] = [value] * (right + 1 - left)
            filled += right + 1 - left
            if filled > CELLS_MAX:
                raise Trouble("table-cells", limit=CELLS_MAX)
