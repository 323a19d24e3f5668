"""Files of every kind: CSV in the encodings offices use, and what is refused before it can do harm."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any
from unicodedata import normalize
from unittest.mock import Mock

import pytest

from ssj_publish import errors
from ssj_publish.importers import read_bodies, read_items, read_plans, tables, wording
from ssj_publish.importers.reading import Import
from tests.importers.conftest import Write

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
    ("data", "name", "code"),
    [
        (b"", "a.xlsx", "file-empty"),
        (b" \r\n", "a.csv", "file-empty"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "a.xls", "workbook-broken"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "a.xlsx", "workbook-broken"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"), "a.xlsx", "file-encrypted"),
        (b"<html><table></table></html>", "a.xls", "file-disguised"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>", "a.xlsx", "file-disguised"),
        (b"%PDF-1.7", "a.csv", "file-disguised"),
        (b"hello", "a.xlsx", "file-unknown"),
        (b"hello", "a", "file-unknown"),
        (b"PK\x03\x04 broken", "a.xlsx", "workbook-broken"),
        ("编号".encode("utf-8-sig") + b"\n\xff\xff", "a.csv", "csv-encoding"),
        (b"a,b\n\xff\xff\xff", "a.csv", "csv-encoding"),
        ('编号,"名称\n1,2\n'.encode(), "a.csv", "csv-broken"),
        (b"a,b,c\n1,2,3\n", "a.csv", "head-missing"),
    ],
)
def test_refused_files(folder: Path, data: bytes, name: str, code: str) -> None:
    """One fault that says what the file is and how to get a readable one; told by content, not by name."""
    found = read(put(folder, data, name))
    assert [fault.code for fault in found.faults] == [code]
    assert wording.sentence(found.faults[0]).startswith(f"{name}：")
    with pytest.raises(errors.WorkbookFaults):
        found.entries  # noqa: B018


def test_files_that_are_not_there(folder: Path) -> None:
    for path in (folder / "没有.xlsx", folder):
        with pytest.raises(errors.WorkbookUnreadable) as refused:
            read(path)
        assert str(path) in refused.value.file


def test_older_workbooks() -> None:
    """.xls and .ods are read as .xlsx is: merged rows (29 of the cases) and a plan."""
    files = Path(__file__).parent / "files"
    items = read_items(files / "items.xls", offices={"安全管理科": "anquan"})
    assert [(one.id, one.name) for one in items.entries] == [("JY-01", "学校安全管理检查")]
    plan = read_plans(
        files / "plan.ods", offices={"基础教育科": "jijiao", "安全管理科": "anquan"}, classes="ABCD", year=2025
    )
    assert [(one.id, one.scope, one.ratios[0].p, one.start) for one in plan.entries] == [
        ("RW-01", ("幼儿园",), 50, date(2025, 3, 1)),
        ("RW-02", ("中小学",), 50, date(2025, 3, 1)),
    ]


def test_a_workbook_is_read_by_another_process(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a parser does with a forged file, it does elsewhere: too long, too large or dead, it is one fault."""
    path = write([HEAD, *ROWS])
    monkeypatch.setattr(tables, "budget", lambda _: (2**30, 0.0001))
    assert [one.code for one in read(path).faults] == ["file-heavy"]
    for ending in (MemoryError, TimeoutError, ChildProcessError):
        monkeypatch.setattr(tables, "confined", Mock(side_effect=ending))
        assert [one.code for one in read(path).faults] == ["file-heavy"]


@pytest.mark.parametrize(("size", "memory", "seconds"), [(0, 300, 5), (400_000, 300, 5)])
def test_the_budget_of_a_small_file(size: int, memory: int, seconds: int) -> None:
    given = tables.budget(size)
    assert given[0] <= memory * 10**6
    assert given[1] <= seconds
    assert tables.budget(tables.FILE_MAX)[0] <= 3 * 2**30


def test_file_limit(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "FILE_MAX", 10)
    assert [one.code for one in read(put(folder, table().encode())).faults] == ["file-large"]


def test_file_names(folder: Path) -> None:
    """The name that goes into the ledger is composed (NFC), whatever the file system made of it."""
    name = normalize("NFD", "Café 名录.csv")
    found = read(put(folder, table().encode(), name))
    assert found.source.file == normalize("NFC", name)
    assert tables.file_name(Path("名\udcff录\n.csv")) == "名?录.csv"


def test_file_names_that_a_ledger_cannot_hold_whole() -> None:
    assert tables.file_name(Path("名" * 250)) == "名" * 200
    assert tables.file_name(Path("\u200b\x07")) == "（无名）"
