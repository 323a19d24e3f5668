"""The item list: what its cells mean, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest

from ssj_publish.core.kinds.registers import Basis, Item
from ssj_publish.importers import read_items, wording
from ssj_publish.importers.reading import Import
from tests.importers.conftest import Write

OFFICES = {"民办教育科": "minban", "基础教育科": "jijiao", "安全管理科": "anquan"}

ITEM_HEAD = (
    "事项编号", "责任科室", "抽查事项(名称)", "检查对象", "事项类别", "检查方式", "检查依据", "抽查内容", "行政检查频次上限（次/年）",
    "备注",
)  # fmt: skip
ITEM = (
    "JY-01",
    "民办教育科",
    "办学行为检查",
    "中小学,幼儿园",
    "重点",
    "实地检查、网络监测",
    "《教育法》",
    "招生、收费",
    2,
    None,
)


def with_(head: Any, row: Any, **changes: object) -> list[object]:
    """``row`` with some cells changed, by head (brackets may be left out)."""
    made = dict(zip((one.split("（")[0].split("(")[0] for one in head), row, strict=True))
    assert changes.keys() <= made.keys()
    return list((made | changes).values())


def said(read: Any) -> list[tuple[Any, ...]]:
    return [(fault.code, fault.row, fault.head) for fault in read.faults]


# The item list.


def items(write: Write, *rows: list[object]) -> Import[Item]:
    return read_items(write([ITEM_HEAD, *rows]), offices=OFFICES)


def item(**changes: object) -> list[object]:
    return with_(ITEM_HEAD, ITEM, **changes)


def test_item(write: Write) -> None:
    found = items(write, item(备注="原文如此 \n 第二行")).entries[0]
    assert (found.office, found.subjects, found.category) == ("minban", ("中小学", "幼儿园"), "key")
    assert (found.methods, found.points, found.cap) == (("on-site", "online"), ("招生", "收费"), 2)
    assert found.basis == (Basis(title="《教育法》", level="law"),)
    assert found.remark == "原文如此\n第二行"


@pytest.mark.parametrize("basis", [None, " ", "—", "无", "；"])
def test_an_item_without_basis_is_refused(write: Write, basis: Any) -> None:
    """No legal basis, no inspection."""
    found = items(write, item(检查依据=basis))
    assert said(found) == [("basis-missing", 2, "检查依据")]
    assert "没有法定依据不得检查" in wording.sentence(found.faults[0])


def test_an_item_that_rests_on_policy_is_told(write: Write) -> None:
    found = items(write, item(检查依据="《关于减负的意见》"))
    assert [(one.code, one.row) for one in found.notices] == [("basis-policy", 2)]
    assert found.entries[0].basis[0].level == "policy"


def test_item_faults(write: Write) -> None:
    """Office, category, method, cap: each refused with what can be written instead."""
    found = items(
        write,
        item(责任科室="职成教科", 事项类别="特殊", 检查方式="实地检查、飞行检查", 行政检查频次上限="每学期不少于1次"),
        item(事项编号="JY-02", 抽查事项="办学 行为检查", 抽查内容="、"),
        item(事项编号="JY-03", 抽查事项="甲", 检查方式="现场检查和书面检查", 行政检查频次上限="不超过3次"),
    )
    assert said(found) == [
        ("office-unknown", 2, "责任科室"), ("choice", 2, "事项类别"), ("choice", 2, "检查方式"),
        ("name-twice", 3, "抽查事项(名称)"), ("blank", 3, "抽查内容"),
    ]  # fmt: skip
    assert "民办教育科、基础教育科、安全管理科" in wording.sentence(found.faults[0])
    [left] = [wording.sentence(one) for one in found.notices if one.doubt]
    assert left.startswith(
        "名录 库.xlsx 工作表“名录” 第 2 行 I 列（行政检查频次上限（次/年））：“每学期不少于1次”：这里写的不是一年最多几次"
    )


# The inspectors.


# The plans.
