"""What stands in an .xlsx: strict ones too, and broken ones told."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest

from ssj_publish.importers import read_bodies, tables
from ssj_publish.importers.reading import Import
from tests.importers.conftest import Write, here

HEAD = ("序号", "编号", "名称", "类型", "地址", "信用等级", "评定日期", "备注")


ROWS = [
    ("1", "DX-1", "镕基小学", "中小学", "学府街1号", "A", "2025/1/6", ""),
    ("2", "DX-2", "𠮷祥小学", "中小学", "学府街2号,东门\n后院", "B", "2025年1月6日", "x"),
]


def read(path: Path, **options: Any) -> Import[Any]:
    return read_bodies(path, classes=("A", "B"), **options)


def put(folder: Path, data: bytes, name: str = "名录 2025.csv") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def archive(folder: Path, parts: dict[str, bytes]) -> Path:
    path = folder / "a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(name, data)
    return path


def test_strict_workbooks(write: Write, folder: Path) -> None:
    """Excel's “Strict Open XML” differs in its namespaces only."""
    path = write([HEAD, *ROWS])
    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    for other, strict in (
        (
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        ),
        (b"http://schemas.openxmlformats.org/officeDocument/2006/", b"http://purl.oclc.org/ooxml/officeDocument/"),
    ):
        parts = {name: data.replace(other, strict) for name, data in parts.items()}
    assert [one.id for one in read(archive(folder, parts)).entries] == ["DX-1", "DX-2"]


def test_entity_bomb(write: Write, folder: Path) -> None:
    """Entities that multiply do not: the parser stops, and the workbook is broken."""
    path = write([HEAD, *ROWS])
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 20 if n else "x" * 20}">' for n in range(9))
    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"].replace("镕基小学".encode(), b"&e8;")
    parts["xl/worksheets/sheet1.xml"] = f"<!DOCTYPE x [{entities}]>".encode() + sheet
    strings = parts.get("xl/sharedStrings.xml", b"").replace("镕基小学".encode(), b"&e8;")
    parts["xl/sharedStrings.xml"] = f"<!DOCTYPE x [{entities}]>".encode() + strings
    found = read(archive(folder, parts))
    assert [one.code for one in found.faults] == ["workbook-broken"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'<row r="3">', b'<row r="2">'),  # the streaming reader would pass over a row that comes late
        (b'<c r="C2"', b'<c r="A2"'),
        (b'<c r="C2"', b'<c r="Z"'),
        (b'<row r="3">', b'<row r="99999999999">'),
        (b"<sheetData>", b"<sheetData><"),
    ],
)
def test_malformed_sheets(write: Write, folder: Path, old: bytes, new: bytes) -> None:
    """Nothing is read past or left out of a sheet whose rows or cells are out of order, and no traceback gets out."""
    path = write([HEAD, *ROWS])
    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    assert old in parts["xl/worksheets/sheet1.xml"]
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(old, new)
    found = read(archive(folder, parts))
    assert [one.code for one in found.faults] in (["workbook-broken"], ["table-rows"])


def test_truncated_workbooks(write: Write, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A workbook cut off anywhere is one fault."""
    monkeypatch.setattr(tables, "confined", here)
    data = write([HEAD, *ROWS]).read_bytes()
    for size in range(0, len(data), 211):
        found = read(put(folder, data[:size], "a.xlsx"))
        assert len(found.faults) == 1
