"""How large a table may be."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from ssj_publish.importers import read_bodies, sheets, tables
from ssj_publish.importers.reading import Import
from tests.importers.conftest import Write, here

HEAD = ("序号", "编号", "名称", "类型", "地址", "信用等级", "评定日期", "备注")


ROWS = [
    ("1", "DX-1", "镕基小学", "中小学", "学府街1号", "A", "2025/1/6", ""),
    ("2", "DX-2", "𠮷祥小学", "中小学", "学府街2号,东门\n后院", "B", "2025年1月6日", "x"),
]


def read(path: Path, **options: Any) -> Import[Any]:
    return read_bodies(path, classes=("A", "B"), **options)


def table(rows: Sequence[Sequence[object]] = (HEAD, *ROWS), delimiter: str = ",") -> str:
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter).writerows(rows)
    return stream.getvalue()


def put(folder: Path, data: bytes, name: str = "名录 2025.csv") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("limit", ["ROWS_MAX", "COLUMNS_MAX", "CELLS_MAX"])
def test_limits(write: Write, folder: Path, monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    """Rows, columns and cells have their limit, in workbooks and in CSV."""
    path = write([HEAD, *ROWS])
    text = put(folder, table().encode())
    monkeypatch.setattr(tables, "confined", here)
    monkeypatch.setattr(sheets, limit, 2)
    code = {"ROWS_MAX": "table-rows", "COLUMNS_MAX": "table-columns", "CELLS_MAX": "table-cells"}[limit]
    assert [one.code for one in read(path).faults] == [code]
    if limit != "CELLS_MAX":
        assert [one.code for one in read(text).faults] == [code]
