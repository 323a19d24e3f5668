"""CSV: nothing that a spreadsheet would reckon with, nothing that a machine could not have back as it was."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssj_publish.site.opendata.sheets import Column, Sheet, csv_bytes, sheet
from ssj_publish.words.csvs import neutral, original

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))
FORMULAS: tuple[str, ...] = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    "　=1",
    "＝1",
    "＋1",
    "－1",
    "＠A",
)
FORMULAS += ("=cmd|' /C calc'!A0", "'=1", "'")


def rows(one: Sheet) -> list[list[str]]:
    data = csv_bytes(one)
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1))
def test_every_text_comes_back(found: list[tuple[str, str]]) -> None:
    one = sheet("甲", "甲", "甲", [Column("一", "a", ""), Column("二", "b", "")], found)
    assert [tuple(map(original, row)) for row in rows(one)[1:]] == found


@given(TEXTS)
def test_no_cell_begins_as_a_formula_does(text: str) -> None:
    assert not neutral(text).lstrip().startswith(tuple("=+-@＝＋－＠"))
    assert not neutral(text).startswith(("\t", "\r", "\n"))


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_told_by_its_apostrophe(text: str) -> None:
    assert neutral(text) == "'" + text


@pytest.mark.parametrize("text", ["", "实验小学", "1-2", "a=b", "91330000", "<script>", '"', "第'一'小学"])
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert neutral(text) == text


def test_numbers_and_days_bear_no_apostrophe(sheets: dict[str, Sheet]) -> None:
    """A number below nought is a number; a day is ISO 8601."""
    one = sheet("a", "a", "a", [Column("n", "n", "", "integer")], [(-5,), (None,)])
    assert rows(one) == [["n"], ["-5"], [""]]
    assert all(len(row[9]) == 10 for row in rows(sheets["bodies"])[1:])


def test_every_row_is_as_long_as_the_head(sheets: dict[str, Sheet]) -> None:
    for name, one in sheets.items():
        assert len({column.name for column in one.columns}) == len(one.columns), name
        assert {len(row) for row in rows(one)} == {len(one.columns)}, name


def test_no_sheet_has_a_column_that_nobody_explains(sheets: dict[str, Sheet]) -> None:
    for name, one in sheets.items():
        assert one.about, name
        for column in one.columns:
            assert column.about, (name, column.name)
