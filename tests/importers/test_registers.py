"""The item list, the inspectors and the plans: what their cells mean, and what is refused."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from ssj_publish.core.kinds.plan import Task
from ssj_publish.core.kinds.registers import Basis, Inspector, Item
from ssj_publish.importers import by_office, read_inspectors, read_items, read_plans, wording
from ssj_publish.importers.reading import Import
from tests.importers.conftest import Write

OFFICES = {"民办教育科": "minban", "基础教育科": "jijiao", "安全管理科": "anquan"}
CLASSES = ("A", "B", "C", "D")

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
PERSON_HEAD = ("编号", "姓名", "单位", "职务", "执法证号", "有效期", "可检查事项", "身份证", "手机", "是否专家")
PERSON = (
    "JC-1",
    "王　芳",
    "民办教育科",
    "科员",
    150102240001,
    "2027-12-31",
    "JY-02,JY-01",
    "990122199101013683",
    13800001111,
    None,
)
PLAN_HEAD = (
    "任务编号", "任务名称", "任务类型", "抽查事项", "发起科室", "响应科室", "抽查对象范围", "A类比例", "B类比例", "C类比例", "D类比例",
    "抽取时间自", "抽取时间至", "备注",
)  # fmt: skip
TASK = (
    "RW-1", "春季抽查", "不定向", "JY-01", "民办教育科", None, "中小学", "5%", "10%", "30%", "100%", "2025-03-24", "2025-05-30", None
)  # fmt: skip


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


def people(write: Write, *rows: list[object], **options: Any) -> Import[Inspector]:
    return read_inspectors(write([PERSON_HEAD, *rows]), **options)


def person(**changes: object) -> list[object]:
    return with_(PERSON_HEAD, PERSON, **changes)


def test_inspector(write: Write) -> None:
    """Items sorted, spaces gone from the name, the certificate with all its digits."""
    other = person(
        编号="JC-2", 姓名="王芳", 执法证号="15010212345", 有效期="2022年1月1日至2027年12月31日", 是否专家="是"
    )
    found = people(write, person(), other)
    one, two = found.entries
    assert (one.name, one.certificate, one.items, one.expert) == ("王芳", "150102240001", ("JY-01", "JY-02"), False)
    # A certificate number may look like a mobile number, and two inspectors may bear one name.
    assert (two.certificate, two.valid_from, two.valid_until, two.expert) == (
        "15010212345", date(2022, 1, 1), date(2027, 12, 31), True,
    )  # fmt: skip
    assert [(one.code, one.head) for one in found.notices] == [
        ("column-personal", "身份证"), ("column-personal", "手机"), ("code-number", "执法证号"),
    ]  # fmt: skip


def test_inspector_faults(write: Write) -> None:
    found = people(
        write,
        person(有效期="长期", 可检查事项=None),
        person(编号="JC-2", 有效期="2027-12-31至2022-01-01"),
        person(编号="JC-3", 执法证号="990122199101013683"),
        person(编号=None, 执法证号=1.5e17),
        with_(PERSON_HEAD, PERSON, 编号="JC-5", 执法证号=datetime(2025, 1, 1)),
    )
    assert said(found) == [
        ("day-unclear", 2, "有效期"), ("blank", 2, "可检查事项"),
        ("certificate-twice", 3, "执法证号"), ("term-backwards", 3, "有效期"),
        ("personal", 4, "执法证号"), ("precision-lost", 5, "执法证号"), ("blank", 5, "编号"), ("code-converted", 6, "执法证号"),
    ]  # fmt: skip
    assert "13683" not in "".join(map(wording.sentence, found.faults))


def test_items_by_name(write: Write) -> None:
    """With the item list at hand names will do, one with a separator in it included; unknown ones are refused."""
    known = {"JY-01": "办学行为检查", "JY-02": "招生、学籍检查"}
    one = person(可检查事项="招生、学籍检查")
    two = person(编号="JC-2", 执法证号="2", 可检查事项="办学行为检查；JY-02")
    apart = person(编号="JC-2", 执法证号="2", 可检查事项="办学 行为检查；JY-02")
    assert said(people(write, one, apart, items=known)) == [("item-unknown", 3, "可检查事项")]  # a space parts members
    found = people(write, one, two, items=known)
    assert [one.items for one in found.entries] == [("JY-02",), ("JY-01", "JY-02")]
    found = people(write, person(可检查事项="JY-01,JY-09"), items=known)
    assert said(found) == [("item-unknown", 2, "可检查事项")]
    assert "JY-09" in wording.sentence(found.faults[0])


def test_where_there_are_no_items_yet_that_is_one_fault(write: Write) -> None:
    """And not one of every row: what is to be done first is said, once."""
    people_ = [person(编号=f"JC-{number}", 姓名=f"某{number}", 执法证号=f"{number}") for number in range(5)]
    found = people(write, *people_, items={})
    assert said(found) == [("items-none", None, None)]
    assert "请先导入抽查事项清单" in wording.sentence(found.faults[0])
    assert said(plan(write, task(), items={})) == [("items-none", None, None)]


# The plans.


def plan(write: Write, *rows: list[object], **options: Any) -> Import[Task]:
    return read_plans(write([PLAN_HEAD, *rows]), offices=OFFICES, classes=CLASSES, **options)


def task(**changes: object) -> list[object]:
    return with_(PLAN_HEAD, TASK, **changes)


def test_task(write: Write) -> None:
    ratios = {"A类比例": 0.05, "B类比例": "10/100", "C类比例": "百分之三十", "D类比例": "１００％"}
    joint = task(任务类型="定向", 响应科室="基础教育科、安全管理科、民办教育科", **ratios)
    found = plan(write, joint, task(任务编号="RW-0", 发起科室="基础教育科"))
    one = found.entries[0]
    assert one.directed
    assert one.partners == ("jijiao", "anquan")
    assert [(ratio.p, ratio.q) for ratio in one.ratios] == [(5, 100), (10, 100), (30, 100), (100, 100)]
    assert {office: [task.id for task in tasks] for office, tasks in by_office(found.entries).items()} == {
        "jijiao": ["RW-0"],
        "minban": ["RW-1"],
    }


def test_percent_cells(write: Write) -> None:
    """A cell formatted as a percentage means what it shows, 1 being the whole."""

    def percent(sheet: Any) -> None:
        for cell, value in zip(("H2", "I2", "J2", "K2"), (0.05, 0.1, 0.125, 1), strict=True):
            sheet[cell] = value
            sheet[cell].number_format = "0.0%" if value == 0.125 else "0%"

    path = write([PLAN_HEAD, task()], change=percent)
    found = read_plans(path, offices=OFFICES, classes=CLASSES)
    assert [(one.p, one.q) for one in found.entries[0].ratios] == [(5, 100), (10, 100), (125, 1000), (100, 100)]


def test_two_row_heads_for_ratios_and_days(write: Write) -> None:
    """抽查比例 over A类 to D类 and 抽取时间 over 自 and 至, merged."""
    upper = [*PLAN_HEAD[:7], "抽查比例", None, None, None, "抽取时间", None, "备注"]
    lower = [None] * 7 + ["A类", "B类", "C类", "D类", "自", "至", None]

    def merge(sheet: Any) -> None:
        sheet.merge_cells("H1:K1")
        sheet.merge_cells("L1:M1")
        for column in "ABCDEFGN":
            sheet.merge_cells(f"{column}1:{column}2")

    found = read_plans(write([upper, lower, task()], change=merge), offices=OFFICES, classes=CLASSES)
    assert found.entries[0].start == date(2025, 3, 24)
    assert [one.p for one in found.entries[0].ratios] == [5, 10, 30, 100]
    found = read_plans(write([upper, lower, task(A类比例="50%")], change=merge), offices=OFFICES, classes=CLASSES)
    assert said(found) == [("ratio-falls", 3, "抽查比例/B类")]


def test_one_ratio_for_all_classes(write: Write) -> None:
    head = [*PLAN_HEAD[:7], "抽查比例", *PLAN_HEAD[11:]]
    found = read_plans(write([head, [*TASK[:7], "5%", *TASK[11:]]]), offices=OFFICES, classes=("守信", "失信"))
    assert [(one.credit_class, one.p) for one in found.entries[0].ratios] == [("守信", 5), ("失信", 5)]


def test_missing_ratio_columns(write: Write) -> None:
    head = [*PLAN_HEAD[:9], *PLAN_HEAD[11:]]
    found = read_plans(write([head, [*TASK[:9], *TASK[11:]]]), offices=OFFICES, classes=CLASSES)
    assert [(one.code, one.data["wanted"]) for one in found.faults] == [
        ("head-absent", "C类比例"),
        ("head-absent", "D类比例"),
    ]


def test_plan_faults(write: Write) -> None:
    found = plan(
        write,
        task(B类比例="3%"),
        task(任务编号="RW-2", 抽取时间自="2025-06-01"),
        task(任务编号="RW-3", 抽取时间至="2026-01-31"),
        task(任务编号="RW-4", 抽取时间自="2024-03-24", 抽取时间至="2024-05-30"),
        task(任务编号="RW-1", 任务类型="随机", 响应科室="财务科", A类比例=5, D类比例=None, 抽查对象范围=None),
        year=2025,
    )
    assert said(found) == [
        ("ratio-falls", 2, "B类比例"),
        ("window-backwards", 3, "抽取时间自"),
        ("window-years", 4, "抽取时间至"),
        ("window-year", 5, "抽取时间自"),
        ("id-twice", 6, "任务编号"), ("office-unknown", 6, "响应科室"), ("choice", 6, "任务类型"), ("blank", 6, "抽查对象范围"),
        ("ratio-bare", 6, "A类比例"), ("blank", 6, "D类比例"),
    ]  # fmt: skip
    assert "信用较差的 B 类比例低于 A 类" in wording.sentence(found.faults[0])


def test_plan_items_are_checked_where_they_are_known(write: Write) -> None:
    found = plan(write, task(抽查事项="JY-07"), items={"JY-01": "甲"})
    assert said(found) == [("item-unknown", 2, "抽查事项")]
