"""The inspectors: what their cells mean, items by name, and what is refused."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from ssj_publish.core.kinds.plan import Task
from ssj_publish.core.kinds.registers import Inspector
from ssj_publish.importers import read_inspectors, read_plans, wording
from ssj_publish.importers.reading import Import
from tests.importers.conftest import Write

OFFICES = {"民办教育科": "minban", "基础教育科": "jijiao", "安全管理科": "anquan"}


CLASSES = ("A", "B", "C", "D")


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


def plan(write: Write, *rows: list[object], **options: Any) -> Import[Task]:
    return read_plans(write([PLAN_HEAD, *rows]), offices=OFFICES, classes=CLASSES, **options)


def task(**changes: object) -> list[object]:
    return with_(PLAN_HEAD, TASK, **changes)
