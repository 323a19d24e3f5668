"""Small tables that once failed, from public reports and real files (people and bodies invented): each comes out right.

A file's number is its case's; every case stands for its kind.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ssj_publish import errors
from ssj_publish.importers import body_change, coverage, read_bodies, read_inspectors, read_items, read_plans, wording
from ssj_publish.importers.reading import Import

HERE = Path(__file__).parent / "workbooks"
OFFICES = {"基础教育科": "jijiao", "民办教育科": "minban", "安全管理科": "anquan"}
ITEMS = {"JY-01": "幼儿园办园行为检查", "JY-02": "校园安全检查"}


def read(name: str) -> Import[Any]:
    """The case's file, read as the command reads it."""
    path = HERE / name
    if "plan" in name:
        return read_plans(path, offices=OFFICES, classes="ABCD", items=ITEMS, year=2025)
    if "insp" in name:
        return read_inspectors(path, items=ITEMS)
    if "items" in name:
        return read_items(path, offices=OFFICES)
    return read_bodies(path, classes="ABCD", today=date(2025, 3, 20))


def codes(found: Import[Any]) -> list[str]:
    return [one.code for one in found.faults]


def doubts(found: Import[Any]) -> list[str]:
    return [one.code for one in found.notices if one.doubt]


def test_03_midnight_behind_a_one_digit_day() -> None:
    assert [one.class_date for one in read("03-bodies.csv").entries] == [date(2024, 3, 1), date(2024, 3, 2)]


def test_06_an_inspector_out_of_service() -> None:
    found = read("06-insp.xlsx")
    assert found.entries == ()
    assert doubts(found) == ["person-out"]


def test_08_a_body_closed_in_the_remarks() -> None:
    assert doubts(read("08-bodies.xlsx")) == ["remark-out"]


def test_09_a_type_that_no_item_covers() -> None:
    found = coverage.of_bodies(read("09-bodies.xlsx").entries, read("base-items.xlsx").entries, ())
    assert ("民办幼儿园", 10, "幼儿园") in [(one.value, one.count, one.near) for one in found]


def test_27_ods_is_read() -> None:
    assert [(one.id, one.name, one.town) for one in read("27-bodies.ods").entries] == [
        ("DX-1", "青河县第1小学", "城关镇")
    ]


def test_35_one_body_without_the_whole_register() -> None:
    register = {one.id: one for one in read("base-bodies.xlsx").entries}
    added = read("35-bodies.xlsx")
    with pytest.raises(errors.RemovalUnexplained):
        body_change(register, added, reason="新增")
    change = body_change(register, added, reason="新增", partial=True)
    assert change is not None
    assert ([one.id for one in change.added], change.removed) == (["DX-31"], ())


def test_38_ids_that_differ_in_case_only() -> None:
    register = {one.id: one for one in read("base-bodies.xlsx").entries}
    with pytest.raises(errors.IdCaseOnly):
        body_change(register, read("38-bodies.xlsx"), reason="新增", removal="合并")


def test_11_the_whole_county_narrows_nothing() -> None:
    assert [one.towns for one in read("11-plan.xlsx").entries] == [()]


def test_12_a_wrapped_cell_is_one_type() -> None:
    assert [one.subjects for one in read("12-items.xlsx").entries] == [("民办学校",)]


def test_14_clauses_are_no_bases() -> None:
    found = read("14-items.xlsx")
    assert [(one.title, one.level) for one in found.entries[0].basis] == [("《中华人民共和国教育法》第七十六条", "law")]
    assert "basis-quoted" in [one.code for one in found.notices]


def test_16_17_no_certificate_or_two() -> None:
    assert codes(read("16-insp.xlsx")) == ["certificate-none"]
    assert codes(read("17-insp.xlsx")) == ["certificate-none", "certificate-several"]


def test_19_usual_heads() -> None:
    (one,) = read("19-one-by-one.xlsx").entries
    assert (one.id, one.name, one.code) == ("3301000001", "青河县第一幼儿园", None)
    assert set(codes(read("19-province.xlsx"))) >= {"head-absent"}
    assert "head-missing" not in codes(read("19-province.xlsx"))


def test_21_47_a_number_is_no_share() -> None:
    (official,) = read("21-plan.xlsx").entries
    assert (official.office, official.end, official.number) == ("jijiao", date(2025, 12, 20), 0)
    assert {(one.p, one.q) for one in official.ratios} == {(17, 100)}
    assert "count-beside" in [one.code for one in read("21-plan.xlsx").notices]
    (numbered,) = read("47-plan.xlsx").entries
    assert (numbered.number, numbered.ratios, numbered.minimum) == (8, (), 0)


def test_23_the_head_is_found() -> None:
    found = read("23-list.xlsx")
    assert set(codes(found)) == {"head-absent"}
    (taken,) = [wording.sentence(one) for one in found.notices if one.code == "head-taken"]
    assert "学校名称" in taken
    assert "第 3 行" in taken


def test_24_the_usual_double_head_is_the_codes_column() -> None:
    """One fault for what is really wrong (one code four times), none for a column of ids that there is not."""
    assert codes(read("24-bodies.xlsx")) == ["code-twice"] * 3


def test_25_an_unknown_head_is_no_fault_of_each_row() -> None:
    assert [one.basis[0].title for one in read("25-items.xlsx").entries] == ["《幼儿园管理条例》"] * 2


def test_26_the_nearest_item_is_named() -> None:
    (fault,) = read("26-plan.xlsx").faults
    assert fault.code == "item-unknown"
    assert "JY-01 幼儿园办园行为检查" in wording.sentence(fault)


def test_29_merged_rows_are_one_item() -> None:
    found = read("29-items.xlsx")
    assert [one.id for one in found.entries] == ["JY-01"]
    assert doubts(found) == ["row-merged"]


def test_29_each_merged_row_adds_its_own_points(tmp_path: Path) -> None:
    """Where the name alone is merged, what the rows below say of points and bases belongs to the same item."""
    book = openpyxl.load_workbook(HERE / "29-items.xlsx")
    sheet = book.worksheets[0]
    for merged in ("H2:H3", "I2:I3"):
        sheet.unmerge_cells(merged)
    sheet["H3"], sheet["I3"] = "《校车安全管理条例》", "校舍"
    path = tmp_path / "items.xlsx"
    book.save(path)
    (one,) = read_items(path, offices=OFFICES).entries
    assert one.points == ("演练", "校车", "校舍")
    assert [basis.title for basis in one.basis] == ["《山东省学校安全条例》", "《校车安全管理条例》"]


def test_34_sheets_are_one_register() -> None:
    found = read("34-bodies.xlsx")
    assert [one.id for one in found.entries] == ["Y0", "Y1", "X0", "X1"]
    assert doubts(found) == ["sheets-joined"]


def test_36_a_blank_that_divides_nobody_knows_what() -> None:
    assert codes(read("36-plan.xlsx")) == ["names-divided"]


def test_40_official_words_for_the_state() -> None:
    states = [one.state for one in read("40-bodies.xlsx").entries]
    assert states[:4] == ["active", "active", "active", "closed"]


def test_41_usual_ways_of_checking() -> None:
    assert [one.methods for one in read("41-items.xlsx").entries][:3] == [
        ("on-site", "written"), ("written",), ("on-site", "written")
    ]  # fmt: skip


def test_42_a_term_with_a_hyphen() -> None:
    (one,) = read("42-insp.xlsx").entries
    assert (one.valid_from, one.valid_until) == (date(2022, 1, 1), date(2027, 12, 31))


def test_44_numbered_points() -> None:
    assert [one.points for one in read("44-items.xlsx").entries] == [("师资", "收费", "安全"), ("师资", "收费")]


def test_46_group_rows() -> None:
    found = read("46-bodies.xlsx")
    assert [one.id for one in found.entries] == ["DX-1"]
    assert [one.code for one in found.notices].count("row-group") == 2


def test_50_an_old_registration_number() -> None:
    (one,) = read("50-bodies.xlsx").entries
    assert (one.id, one.code) == ("330100000036006", None)


def test_51_one_body_under_two_spellings() -> None:
    assert doubts(read("51-bodies.xlsx")) == ["body-twin"]


@pytest.mark.parametrize("name", sorted(path.name for path in HERE.iterdir() if path.name[:2].isdigit()))
def test_every_case_is_told_in_chinese_and_not_row_by_row(name: str) -> None:
    """No case is a file of another kind, and every sentence can be made."""
    found = read(name)
    for one in (*found.faults, *found.notices):
        assert wording.sentence(one)
