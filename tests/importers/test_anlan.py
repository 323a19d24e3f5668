"""The example county's workbooks: read whole, without a fault, and without anything personal."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import openpyxl
import pytest

import ssj_publish
from ssj_publish import importers
from ssj_publish.core.kinds.registers import Basis
from ssj_publish.importers import wording
from ssj_publish.importers.reading import Import

ANLAN = Path(ssj_publish.__file__).parent / "workbooks" / "anlan"
NAMES = ("民办教育科", "基础教育科", "安全管理科", "体卫艺科", "人事科", "职成教科")
OFFICES = {name: f"o{number}" for number, name in enumerate(NAMES)}
CLASSES = ("A", "B", "C", "D")


@pytest.fixture(scope="module")
def county() -> dict[str, Import[Any]]:
    return {
        "抽查事项清单": importers.read_items(ANLAN / "抽查事项清单.xlsx", offices=OFFICES),
        "监管对象名录库": importers.read_bodies(ANLAN / "监管对象名录库.xlsx", classes=CLASSES),
        "执法检查人员名录库": importers.read_inspectors(ANLAN / "执法检查人员名录库.xlsx"),
        "2025年度抽查工作计划": importers.read_plans(
            ANLAN / "2025年度抽查工作计划.xlsx", offices=OFFICES, classes=CLASSES
        ),
        "2026年度抽查工作计划": importers.read_plans(
            ANLAN / "2026年度抽查工作计划.xlsx", offices=OFFICES, classes=CLASSES
        ),
    }


@pytest.mark.slow
def test_every_row_is_read(county: dict[str, Import[Any]]) -> None:
    """No fault, and as many entries as the workbooks have rows."""
    assert [one.faults for one in county.values()] == [()] * 5
    assert [len(one.entries) for one in county.values()] == [12, 356, 38, 6, 2]


def test_nothing_personal_is_imported(county: dict[str, Import[Any]]) -> None:
    """No number of the contact, phone and identity columns stands anywhere in what was read, notices included."""
    private: set[str] = set()
    for name in ("监管对象名录库", "执法检查人员名录库"):
        sheet = openpyxl.load_workbook(ANLAN / f"{name}.xlsx").worksheets[0]
        for column in sheet.iter_cols(values_only=True):
            if column[0] in {"联系方式", "身份证", "手机"}:
                private.update(map(str, column[1:]))
    assert len(private) > 400
    said = msgspec.json.encode([[one.entries, [wording.sentence(n) for n in one.notices]] for one in county.values()])
    words = set(re.findall(r"[0-9A-Za-z]+", said.decode()))
    assert not words & private


def test_dropped_columns_are_named(county: dict[str, Import[Any]]) -> None:
    """The clerk is told of each column that was dropped."""
    dropped = {n.head for one in county.values() for n in one.notices if n.code == "column-personal"}
    assert dropped == {"联络人", "联系方式", "身份证", "手机"}


def test_values(county: dict[str, Import[Any]]) -> None:
    """A few entries, field by field."""
    first = county["抽查事项清单"].entries[0]
    assert (first.id, first.office, first.category, first.methods, first.cap) == ("JY-01", "o0", "key", ("on-site",), 2)
    assert first.basis == (
        Basis(title="《校外培训行政处罚暂行办法》（教育部令第53号）", level="rule"),
        Basis(title="《中华人民共和国民办教育促进法》", level="law"),
    )
    assert first.points == ("办学许可", "收费", "预收费监管", "从业人员", "培训材料")
    levels = [{one.level for one in item.basis} for item in county["抽查事项清单"].entries]
    assert levels.count({"policy"}) == 1
    body = county["监管对象名录库"].entries[355]
    assert (body.id, body.credit_class, body.class_date, body.capped) == ("DX-0356", "A", date(2025, 1, 6), "yes")
    inspectors = county["执法检查人员名录库"].entries
    assert sum(one.valid_until == date(2025, 6, 30) for one in inspectors) == 2
    joint = county["2025年度抽查工作计划"].entries[1]
    assert (joint.items, joint.office, joint.partners) == (("JY-03", "JY-05", "JY-07"), "o1", ("o2", "o3"))
    assert [(one.credit_class, one.p, one.q) for one in joint.ratios] == [
        ("A", 5, 100), ("B", 10, 100), ("C", 25, 100), ("D", 100, 100),
    ]  # fmt: skip
    assert [one.directed for one in county["2025年度抽查工作计划"].entries] == [False] * 5 + [True]


def test_reading_again_changes_nothing(county: dict[str, Import[Any]]) -> None:
    """The register that came of a workbook does not differ from it."""
    bodies = county["监管对象名录库"]
    assert importers.body_change({one.id: one for one in bodies.entries}, bodies, reason="重读") is None
