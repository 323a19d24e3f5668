"""The register of bodies: names, codes, branches, states and classes as tables write them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ssj_publish.importers import read_bodies, wording
from ssj_publish.importers.reading import Import
from tests.importers.conftest import Write

CLASSES = ("A", "B", "C", "D")


HEAD = ("序号", "编号", "名称", "统一社会信用代码", "类型", "地址", "信用等级", "等级评定日期", "联系电话")


CODES = ("52990122XP8LAUY127", "919901221NKC0EP5CM", "91990122HA80416HA6", "91990122N90G1MH048", "52990122784ATUTPJ9")


def row(number: int, **changes: object) -> list[object]:
    """A good row; ``changes`` by head."""
    id_, name, address = f"DX-{number:04}", f"第{number}小学", f"学府街{number}号"
    made = (number, id_, name, CODES[number - 1], "中小学", address, "A", "2025-01-06", "13800001111")
    return list((dict(zip(HEAD, made, strict=True)) | changes).values())


def read(path: Path, **options: Any) -> Import[Any]:
    return read_bodies(path, classes=CLASSES, **options)


def said(read: Import[Any]) -> list[tuple[Any, ...]]:
    """The faults as (code, row, column)."""
    return [(fault.code, fault.row, fault.column) for fault in read.faults]


def noted(read: Import[Any]) -> list[tuple[Any, ...]]:
    return [(notice.code, notice.row, notice.column) for notice in read.notices]


@pytest.mark.parametrize("name", ["第1小学 ", "第１小学", "第 1 小学", "第1小\u200b学", "\u3000第1小学", "第1\n小学"])
def test_names_that_differ_in_form_only(write: Write, name: str) -> None:
    """Width, spaces and invisible characters make no second body; both rows are named."""
    found = read(write([HEAD, row(1), row(2, 名称=name)]))
    assert said(found) == [("name-twice", 3, "C")]
    assert found.faults[0].data == {"first": 2}


def test_duplicates_are_seen_through_other_faults(write: Write) -> None:
    """A row that is wrong elsewhere still counts for duplicates, so that one correction round is enough."""
    found = read(write([HEAD, row(1, 信用等级="E"), row(2, 编号="DX-0001")]))
    assert said(found) == [("class-unknown", 2, "G"), ("id-twice", 3, "B")]


def test_shared_codes_and_branches(write: Write) -> None:
    """A shared code is refused unless the other is marked as a branch, by id, name or code; the branch takes the
    code."""
    head = (*HEAD, "所属机构")
    found = read(write([HEAD, row(1), row(2, 统一社会信用代码=CODES[0])]))
    assert said(found) == [("code-twice", 3, "D")]
    assert "所属机构" in wording.sentence(found.faults[0])
    rows = [
        head,
        [*row(2, 统一社会信用代码=None), "DX-0001"],
        [*row(3, 统一社会信用代码=CODES[0]), "第 1 小学"],
        [*row(4, 统一社会信用代码=CODES[0]), CODES[0]],
        [*row(1), None],
    ]
    found = read(write(rows))
    assert said(found) == []
    assert {(one.branch_of, one.code) for one in found.entries[:3]} == {("DX-0001", CODES[0])}
    rows = [head, [*row(1), None], [*row(2), "DX-0001"], [*row(3, 统一社会信用代码=None), "DX-0002"], [*row(4), "DX-9"]]
    assert said(read(write(rows))) == [("branch-code", 3, "D"), ("branch-unknown", 4, "J"), ("branch-unknown", 5, "J")]


def test_ids_from_codes(write: Write) -> None:
    """Without a column of ids the credit code serves, or the id that the register has for it; and that is said."""
    drop = HEAD.index("编号")

    def bare(values: Any) -> list[object]:
        return [value for index, value in enumerate(values) if index != drop]

    path = write([bare(HEAD), bare(row(1)), bare(row(2))])
    found = read(path, ids={CODES[1]: "DX-0002"})
    assert [one.id for one in found.entries] == [CODES[0], "DX-0002"]
    assert ("id-derived", None, None) in noted(found)
    found = read(write([bare(HEAD), bare(row(1)), bare(row(2, 统一社会信用代码=None))]))
    assert said(found) == []
    made = found.entries[1].id  # of the name: the same wherever the row stands
    assert made.startswith("N")
    again = read(write([bare(HEAD), bare(row(2, 统一社会信用代码=None)), bare(row(1))]))
    assert again.entries[0].id == made


def test_states_and_caps(write: Write) -> None:
    head = (*HEAD, "状态", "是否适用涉企检查频次上限")
    states = [("正常", "是"), ("停业", "否"), ("注销", "待定"), ("迁出", None), ("存续", "适用")]
    found = read(write([head, *([*row(n + 1), *pair] for n, pair in enumerate(states))]))
    assert [one.state for one in found.entries] == ["active", "suspended", "closed", "moved", "active"]
    assert [one.capped for one in found.entries] == ["yes", "no", "unclear", "unclear", "yes"]
    found = read(write([head, [*row(1), "不详", "也许"], [*row(2), None, None]]))
    assert said(found) == [("choice", 2, "J"), ("choice", 2, "K"), ("blank", 3, "J")]


def test_a_class_of_tomorrow(write: Write) -> None:
    """With the day of today given, a credit class of a later day is refused."""
    path = write([HEAD, row(1)])
    assert said(read(path, today=date(2025, 1, 5))) == [("day-future", 2, "H")]
    assert said(read(path, today=date(2025, 1, 6))) == []
