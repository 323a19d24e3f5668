"""Which column is which: heads as they are compared, found below titles, over two rows, and named by a clerk."""

from __future__ import annotations

from pathlib import Path

import pytest

from ssj_publish import errors
from ssj_publish.importers import cases, heads, visits
from ssj_publish.importers.faults import Value
from ssj_publish.importers.heads import Column
from ssj_publish.importers.sheets import COLUMNS_MAX, Sheet

COLUMNS = (
    Column("id", ("编号", "代码"), required=True),
    Column("name", ("名称", "单位名称"), required=True),
    Column("town", ("乡镇",)),
)


@pytest.mark.parametrize(
    ("head", "compared"),
    [
        ("统一社会信用代码（注册号）*", "统一社会信用代码"),
        (" 名 称\n：", "名称"),
        ("ＮＡＭＥ", "name"),
        ("【必填】名称", "名称"),
        ("（备注）", "(备注)"),
        ("分配任务的处（科）室", "分配任务的处(科)室"),
        ("乡（镇）", "乡(镇)"),
        ("★名称", "名称"),
        (7, ""),
        (None, ""),
        ("名" * 201, ""),
    ],
)
def test_a_head_is_compared_without_blanks_width_brackets_and_marks(head: Value, compared: str) -> None:
    assert heads.normalized(head) == compared


def sheet(*rows: list[Value]) -> Sheet:
    return Sheet(None, list(enumerate(rows, 1)))


def test_the_head_that_names_the_most_fields_is_taken_wherever_it_stands() -> None:
    found = heads.find(
        sheet(["名录一览表"], ["编号", "说明"], ["序号", "代码", "单位名称", "乡镇", "校长电话"]), COLUMNS
    )
    assert found is not None
    assert found.rows == (2,)
    assert found.fields == {"id": 1, "name": 2, "town": 3}
    assert found.texts[4] == "校长电话"
    assert (found.personal, found.unused) == ([4], []), "a serial number is no column, a telephone is dropped"


def test_of_two_columns_under_one_head_the_second_is_a_rival() -> None:
    found = heads.find(sheet(["编号", "名称", "名称", "备注"]), COLUMNS)
    assert found is not None
    assert (found.fields["name"], found.rivals, found.unused) == (1, {2: "name"}, [3])


def test_one_named_field_is_no_head() -> None:
    assert heads.find(sheet(["编号", "说明"]), COLUMNS) is None
    assert heads.find(sheet(), COLUMNS) is None


def test_a_head_over_two_rows_is_read_as_one() -> None:
    columns = (Column("a", ("抽查比例a类",)), Column("b", ("抽查比例b类",)), Column("name", ("名称",)))
    found = heads.find(sheet(["名称", "抽查比例", "抽查比例"], [None, "A类", "B类"]), columns)
    assert found is not None
    assert (found.rows, found.fields) == ((0, 1), {"a": 1, "b": 2, "name": 0})
    assert found.texts[1] == "抽查比例/A类"


def test_what_a_clerk_names_means_that_alone() -> None:
    named = heads.mapped(COLUMNS, {"单位名称": "乡镇", "校名": "名称"})
    assert [one.heads for one in named] == [("编号", "代码"), ("名称", "校名"), ("乡镇", "单位名称")]
    with pytest.raises(errors.ColumnUnknown) as caught:
        heads.mapped(COLUMNS, {"校名": "校长"})
    assert (caught.value.data["title"], caught.value.data["known"]) == ("校长", "编号、名称、乡镇")


def test_what_is_the_same_in_every_row_stands_beyond_all_columns() -> None:
    named, values = heads.constants(COLUMNS, {"=东镇": "乡镇", "校名": "名称"})
    assert named == {"校名": "名称"}
    assert values == {COLUMNS_MAX + 2: "东镇"}
    found = heads.find(sheet(["编号", "名称", "乡镇"]), COLUMNS)
    assert found is not None
    found.rivals = {5: "town", 6: "name"}
    found.add(values, COLUMNS)
    assert (found.fields["town"], found.texts[COLUMNS_MAX + 2], found.rivals) == (COLUMNS_MAX + 2, "乡镇", {6: "name"})
    with pytest.raises(errors.ColumnUnknown):
        heads.constants(COLUMNS, {"=x": "校长"})


def test_each_credit_class_has_its_ratio_s_heads() -> None:
    fields = {column.field: column for column in heads.plans(("A", "B"))}
    ratios = [column for column in fields.values() if any("a类" in head for head in column.heads)]
    assert len(ratios) == 1
    assert {"A类比例", "a类抽查比例", "抽查比例a类", "a级"} <= set(ratios[0].heads)


#: Sort of table, field, head: all that was ever understood. Whoever teaches the tables a new head adds it here.
UNDERSTOOD = (Path(__file__).parent / "files" / "heads.txt").read_text("utf-8").splitlines()


def test_no_head_that_was_ever_understood_is_forgotten() -> None:
    """An office's workbook that was read last year is read this year."""
    tables: dict[str, tuple[Column, ...]] = {
        "items": heads.ITEMS,
        "bodies": heads.BODIES,
        "inspectors": heads.INSPECTORS,
        "plans": heads.plans(("A",)),
        "visits": visits.visit_columns(()),
        "results": visits.result_columns(()),
        "cases": cases.columns(),
    }
    now = {f"{sort} {one.field} {head}" for sort, columns in tables.items() for one in columns for head in one.heads}
    assert [line for line in UNDERSTOOD if line.split()[0] in tables and line not in now] == []
    assert len(UNDERSTOOD) > 500


@pytest.mark.parametrize("head", ["序号", "序", "行号", "No", "NO.", "Ｎｏ．"])
def test_a_column_of_serial_numbers_is_no_column_that_is_not_read(head: str) -> None:
    found = heads.find(sheet([head, "编号", "名称", "序列"]), COLUMNS)
    assert found is not None
    assert found.unused == [3]


def test_a_head_is_looked_for_in_the_first_thirty_rows() -> None:
    """Below, a row of data could be taken for one."""
    blank: list[list[Value]] = [["名录"]] * 29
    assert heads.find(sheet(*blank, ["编号", "名称"]), COLUMNS) is not None
    assert heads.find(sheet(*blank, ["名录"], ["编号", "名称"]), COLUMNS) is None
    assert heads.find(sheet(["编号", "其他"]), COLUMNS) is None, "one known head is none"
