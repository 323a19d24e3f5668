"""What a workbook is told: at its place, and without a number by which a person could be found."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from ssj_publish.importers.faults import UNCOMPUTED, Fault, Notice, Place, Report, digits, letter, shown

ID = "530102199003074518"


@pytest.mark.parametrize(
    ("index", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")]
)
def test_columns_bear_the_spreadsheets_names(index: int, name: str) -> None:
    assert letter(index) == name


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, None),
        (UNCOMPUTED, None),
        ("甲\n  乙", "甲 乙"),
        (9.9e17, "990000000000000000"),
        (0.5, "0.5"),
        (True, "True"),
        (date(2025, 4, 10), "2025-04-10"),
        (datetime(2025, 4, 10, 9, 30), "2025-04-10T09:30:00"),
        ("x" * 60, "x" * 60),
        ("x" * 61, "x" * 60 + "…"),
    ],
)
def test_a_value_is_repeated_in_one_line_and_not_whole(value: str | float | date | None, text: str | None) -> None:
    assert shown(value) == text


def test_no_digit_of_a_number_is_hidden() -> None:
    assert [digits(one) for one in (5.0, 5, "5", 5.5, 530102199003074518.0)] == [
        "5",
        "5",
        "5",
        "5.5",
        str(int(530102199003074518.0)),
    ]


def test_a_personal_number_stands_in_no_part_of_a_finding() -> None:
    """Not even where the cut would leave half of it."""
    report = Report(f"{ID}.xlsx", sheet=ID)
    report.fault("x", Place(3, 1, ID, "y" * 55 + ID), found=ID, count=3)
    [one] = report.faults
    assert ID[:6] not in repr(one).replace(ID[:6] + "****", "")
    assert "1990" not in repr(one)
    assert (one.row, one.column, one.data["count"]) == (3, "B", 3)


def test_faults_notices_and_doubts_are_told_apart() -> None:
    report = Report("名录.xlsx", sheet="甲")
    report.fault("f")
    report.notice("n", Place(2))
    report.doubt("d", Place(2, 0, "名称", "甲"))
    assert report.faults == [Fault(code="f", file="名录.xlsx", sheet="甲")]
    assert report.notices == [
        Notice(code="n", file="名录.xlsx", sheet="甲", row=2),
        Notice(code="d", file="名录.xlsx", sheet="甲", row=2, column="A", head="名称", value="甲", doubt=True),
    ]
