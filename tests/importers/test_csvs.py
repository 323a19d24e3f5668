"""CSV as offices send it: in the encodings they use, counted as Excel shows it."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from ssj_publish.importers import read_bodies, wording
from ssj_publish.importers.reading import Import

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


@pytest.mark.parametrize(
    ("encoding", "delimiter"),
    [("utf-8", ","), ("utf-8-sig", ","), ("gb18030", ","), ("gb18030", "\t"), ("utf-16", "\t"), ("utf-8", ";")],
)
def test_csv(folder: Path, encoding: str, delimiter: str) -> None:
    """Rare characters, quoted line breaks and commas, whichever encoding and separator."""
    found = read(put(folder, table(delimiter=delimiter).encode(encoding)))
    assert [(one.id, one.name, one.address) for one in found.entries] == [
        ("DX-1", "镕基小学", "学府街1号"),
        ("DX-2", "𠮷祥小学", "学府街2号,东门 后院"),
    ]


def test_csv_with_excels_separator_line(folder: Path) -> None:
    assert len(read(put(folder, ("sep=;\r\n" + table(delimiter=";")).encode())).entries) == 2


def test_csv_rows_are_counted_as_excel_shows_them(folder: Path) -> None:
    """Title rows, blank lines and line breaks inside cells: the row number is that of the spreadsheet; there is no
    sheet."""
    rows = [["名录"], [], HEAD, ROWS[1], ("3", "DX-3", "三小", "中小学", "街", "E", "9.1E+17", "")]
    found = read(put(folder, table(rows).encode("gb18030")))
    assert [(one.code, one.sheet, one.row, one.column) for one in found.faults] == [
        ("class-unknown", None, 5, "F"),
        ("day-unclear", None, 5, "G"),
    ]
    assert wording.sentence(found.faults[0]).startswith("名录 2025.csv 第 5 行 F 列（信用等级）：“E”：")
