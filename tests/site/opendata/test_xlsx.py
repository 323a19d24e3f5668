"""Workbooks: every value as it was, nothing that reckons, the same bytes each time."""

from __future__ import annotations

import io
import time
from datetime import date, datetime
from zipfile import ZIP_STORED, ZipFile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils.escape import unescape

from ssj_publish.site.opendata.sheets import Column, sheet
from ssj_publish.site.opendata.xlsx import workbook
from ssj_publish.words.csvs import Value
from tests.site.opendata.test_sheets import FORMULAS

COLUMNS = [Column("甲", "a", "甲"), Column("乙", "b", "乙")]


def book(*values: Value) -> bytes:
    return workbook([sheet("a", "一张表", "表", COLUMNS, [(value, None) for value in values])])


def cells(data: bytes) -> list[Cell | MergedCell]:
    (page,) = openpyxl.load_workbook(io.BytesIO(data)).worksheets
    return [row[0] for row in page.iter_rows(min_row=2)]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), min_size=1))
@settings(max_examples=60, deadline=None)
def test_a_text_comes_back(text: str) -> None:
    (cell,) = cells(book(text))
    assert unescape(str(cell.value)) == text


@pytest.mark.parametrize("text", [*FORMULAS, "http://example.com/", "mailto:a@b", "{=1}", "0012", "internal:Sheet1!A1"])
def test_a_text_stays_a_text(text: str) -> None:
    """No formula, no link, no number."""
    (cell,) = cells(book(text))
    assert cell.data_type == "s"
    assert cell.hyperlink is None
    assert cell.value == text.replace("\r", "\n") or cell.value == text.replace("\r", "_x000D_")


def test_numbers_days_and_moments_are_what_they_are() -> None:
    whole = cells(book(7, date(2026, 3, 1), datetime.fromisoformat("2026-03-01T09:30:00+08:00"), None))
    assert [cell.value for cell in whole[:3]] == [7, datetime(2026, 3, 1), datetime(2026, 3, 1, 9, 30)]
    assert [cell.number_format for cell in whole[1:3]] == ["yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss"]


def test_what_no_workbook_can_hold_is_shown_as_such() -> None:
    assert [cell.value for cell in cells(book("a\x00b", "a\ufffeb", "长" * 40_000))] == [
        "a\ufffdb",
        "a\ufffdb",
        "长" * 32_767,
    ]


def test_the_same_bytes_at_another_time(monkeypatch: pytest.MonkeyPatch) -> None:
    first = book("甲", 1)
    monkeypatch.setattr(time, "time", lambda: 4_102_444_800.0)
    assert book("甲", 1) == first
    with ZipFile(io.BytesIO(first)) as archive:
        assert archive.namelist()[0] == "[Content_Types].xml"
        assert {one.compress_type for one in archive.infolist()} == {ZIP_STORED}
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"1980-01-01T00:00:00Z" in archive.read("docProps/core.xml")


def test_the_heads_stay_in_sight() -> None:
    (page,) = openpyxl.load_workbook(io.BytesIO(book("甲"))).worksheets
    assert page.freeze_panes == "A2"
