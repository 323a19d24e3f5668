"""Rows that are no entries, and remarks that keep one out: told apart from entries that only look so."""

from __future__ import annotations

import pytest

from ssj_publish.importers.faults import Value
from ssj_publish.importers.heads import Column, Head
from ssj_publish.importers.skipping import Skips, cell, keeps_out

COLUMNS = (
    Column("id", ("编号",), required=True),
    Column("name", ("名称",), required=True),
    Column("type", ("类型",), required=True),
    Column("listed", ("在册",)),
)
HEAD = Head(
    (0,),
    {0: "序号", 1: "编号", 2: "名称", 3: "类型", 4: "在册", 5: "备注"},
    {"id": 1, "name": 2, "type": 3, "listed": 4},
)
SKIPS = Skips(HEAD, COLUMNS)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ([1, "S001", "第一小学", "学校", None, None], None),
        ([1, "S001", "说明学校", "学校"], None),
        ([None, None, None, None, None, "见附表"], "row-beside"),
        (["合计", None, "12", None], "row-foot"),
        (["注：以上数据截至年底"], "row-beside"),
        ([None, "填表人：张某"], "row-foot"),
        ([None, "备注-1", "说明小学", "学校"], None),
        ([1, 2, 3, 4], "row-head"),
        (["（1）", "（2）", "（3）", "（4）"], "row-head"),
        ([1, 2, 4, 5], None),
        ([None, "编号", "名称", "类型"], "row-head"),
        ([None, "编 号*", "名称", "类型"], "row-head"),
        ([None, "东镇（92所）", None, None], "row-group"),
        ([None, "幼儿园部分", "幼儿园部分", "幼儿园部分"], "row-group"),
        ([None, "S001", None, None], None),
        ([1, "S001", "第一小学", "学校", "已移出"], "row-unlisted"),
        ([1, "S001", "第一小学", "学校", "在册"], None),
    ],
)
def test_why_a_row_is_no_entry(row: list[Value], why: str | None) -> None:
    assert SKIPS.why(row) == why


@pytest.mark.parametrize(
    ("head", "remark", "out"),
    [
        ("备注", "2024年停办", True),
        ("备注", "已退休", True),
        ("备注", "省级示范", False),
        ("是否正常办学", "否", True),
        ("是否正常办学", "是", False),
        ("是否寄宿", "否", False),
        ("年检", "未参加", True),
    ],
)
def test_a_remark_that_keeps_somebody_out_is_seen(head: str, remark: str, out: bool) -> None:
    assert keeps_out(head, remark) is out


def test_a_row_may_end_before_its_last_column() -> None:
    assert (cell(["a"], 0), cell(["a"], 1), cell([], 0)) == ("a", None, None)
