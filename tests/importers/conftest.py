"""Workbooks as offices send them, written with openpyxl into a folder whose name has spaces and Chinese in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

Write = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "双随机 2025（新）"
    made.mkdir()
    return made


@pytest.fixture
def write(folder: Path) -> Write:
    """``write(rows, name=…, sheet=…, change=…)``: ``change`` may do anything to the sheet before it is saved."""

    def write(
        rows: Sequence[Sequence[Any]],
        *,
        name: str = "名录 库.xlsx",
        sheet: str = "名录",
        change: Callable[[Worksheet], None] = lambda _: None,
    ) -> Path:
        book = openpyxl.Workbook()
        made = book.worksheets[0]
        made.title = sheet
        for row in rows:
            made.append(list(row))
        change(made)
        path = folder / name
        book.save(path)
        return path

    return write
