"""CSV that no spreadsheet reckons with, and from which the original comes back."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssj_publish.core.clock import ZONE
from ssj_publish.words.csvs import neutral, original, plain, written


@given(st.text())
def test_one_apostrophe_taken_away_gives_the_original(text: str) -> None:
    assert original(neutral(text)) == text
    assert neutral(text) in (text, f"'{text}")


@pytest.mark.parametrize(
    "text", ["=1", "+1", "-1", "@x", "＝1", "＋1", "－1", "＠x", " =1", "\t=1", "\tx", "\rx", "\nx", "'x"]
)
def test_what_a_spreadsheet_would_obey_bears_an_apostrophe(text: str) -> None:
    assert neutral(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "a=1", "1-2", "第一小学", "x'", " x"])
def test_other_text_stays(text: str) -> None:
    assert neutral(text) == text


def test_values_are_written_as_they_are_read() -> None:
    moment = datetime(2025, 3, 28, 14, 0, tzinfo=ZONE)
    assert [plain(one) for one in (None, 3, -3, date(2025, 3, 28), moment)] == [
        "",
        "3",
        "-3",
        "2025-03-28",
        "2025-03-28T14:00:00+08:00",
    ]
    assert written([("a", None), ('q"', "l\nf")]) == 'a,\r\n"q""","l\nf"\r\n'
    assert written([("a", 1)], end="") == "a,1"
    assert list(csv.reader(io.StringIO(written([("甲,乙", "=x")]), newline=""))) == [["甲,乙", "'=x"]]
