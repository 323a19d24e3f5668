"""The plan: ratios, days and items of tasks, in one head or two, and what is refused."""

from __future__ import annotations

from datetime import date
from typing import Any

from ssj_publish.core.kinds.plan import Task
from ssj_publish.importers import by_office, read_plans, wording
from ssj_publish.importers.reading import Import
from tests.importers.conftest import Write

OFFICES = {"民办教育科": "minban", "基础教育科": "jijiao", "安全管理科": "anquan"}


CLASSES = ("A", "B", "C", "D")


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
