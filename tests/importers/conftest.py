"""Workbooks as offices send them, written with openpyxl into a folder whose name has spaces and Chinese in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from ssj_publish.importers import tables

Write = Callable[..., Path]


def here(fn: Callable[..., Any], *args: Any, memory: int, seconds: float) -> Any:
    """`machine.workers.confined` without a process of its own, which takes a third of a second to start."""
    return fn(*args)


@pytest.fixture(autouse=True)
def quick(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Workbooks are read here, except where the files themselves are what is tested."""
    if request.path.name != "test_tables.py":
        monkeypatch.setattr(tables, "confined", here)


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
