"""A workbook's archive: what no real workbook unpacks to is refused before a parser sees it."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest

from ssj_publish.importers import read_bodies
from ssj_publish.importers.reading import Import


def read(path: Path, **options: Any) -> Import[Any]:
    return read_bodies(path, classes=("A", "B"), **options)


def archive(folder: Path, parts: dict[str, bytes]) -> Path:
    path = folder / "a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(name, data)
    return path


@pytest.mark.slow
def test_archives_that_are_no_workbook(folder: Path) -> None:
    assert [one.code for one in read(archive(folder, {"名录.csv": b"x"})).faults] == ["file-zip"]
    parts = {"[Content_Types].xml": b"<x/>"}
    assert [one.code for one in read(archive(folder, parts)).faults] == ["workbook-broken"]
    parts["xl/workbook.bin"] = b""
    assert [one.code for one in read(archive(folder, parts)).faults] == ["workbook-broken"]
    parts = {"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}
    assert [one.code for one in read(archive(folder, parts)).faults] == ["file-disguised"]


def test_zip_bomb(folder: Path) -> None:
    """A small file that unpacks to a large one is refused by what its parts state, before anything is unpacked."""
    path = archive(folder, {"[Content_Types].xml": b"<x/>", "xl/worksheets/sheet1.xml": bytes(40 * 2**20)})
    assert path.stat().st_size < 60_000
    assert [one.code for one in read(path).faults] == ["file-unpacked"]
