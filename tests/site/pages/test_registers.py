"""How an entry of a register has changed is told in words, whatever changed."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest

from ssj_publish.core.kinds.registers import Basis
from ssj_publish.site.pages import registers
from tests.bureau import body, inspector, item

CHANGES: list[tuple[Any, dict[str, Any], str]] = [
    (item(), {"name": "校车检查"}, "名称：I1检查 → 校车检查"),
    (item(), {"subjects": ("学校", "机构")}, "检查对象：学校 → 学校、机构"),
    (item(), {"category": "key"}, "类别：一般 → 重点"),
    (item(), {"methods": ("written", "online")}, "检查方式：实地检查 → 书面检查、网络监测"),
    (item(), {"methods": ()}, "检查方式：实地检查 → （空）"),
    (item(), {"points": ("要点甲",)}, "检查内容：要点甲、要点乙 → 要点甲"),
    (item(), {"basis": (Basis(title="《条例》", level="regulation"),)}, "检查依据：《教育法》 → 《条例》"),
    (item(), {"cap": None}, "频次上限：2 → （空）"),
    (body(1), {"credit_class": "D"}, "信用等级：B → D"),
    (body(1), {"class_date": date(2025, 2, 3)}, "评定日期：2025-01-06 → 2025-02-03"),
    (body(1), {"state": "closed"}, "状态：正常 → 关闭注销"),
    (body(1), {"capped": "unclear"}, "涉企检查频次上限：不适用 → 待明确"),
    (body(1), {"town": None}, "乡镇：东镇 → （空）"),
    (body(1), {"branch_of": "S002"}, "所属主体：（空） → S002"),
    (inspector(1), {"items": ("I1",)}, "可检查事项：I1、I2 → I1"),
    (inspector(1), {"valid_until": date(2028, 1, 1)}, "有效期至：2027-12-31 → 2028-01-01"),
    (inspector(1), {"title": "主任科员"}, "其他登记内容有变动"),
]


@pytest.mark.parametrize(
    ("before", "changes", "words"), CHANGES, ids=[next(iter(changes)) for _, changes, _ in CHANGES]
)
def test_a_change_is_told_field_by_field(before: Any, changes: dict[str, Any], words: str) -> None:
    assert registers.told(before, msgspec.structs.replace(before, **changes)) == words


def test_several_changes_stand_in_the_order_of_the_entry() -> None:
    before = body(1)
    after = msgspec.structs.replace(before, state="moved", name="新名")
    assert registers.told(before, after) == "名称：第1学校 → 新名；状态：正常 → 迁出"


def test_the_first_and_the_last_are_told_as_such() -> None:
    assert registers.told(None, body(1)) == "列入"
    assert registers.told(body(1), None) == "移出"
    assert registers.told(None, None) == "移出"


CODES = {"category": "key", "state": "moved", "capped": "yes"}


@pytest.mark.parametrize("entry", [item(), body(1), inspector(1)])
def test_no_field_stops_the_build(entry: Any) -> None:
    """Each field alone, from something to something else of its own kind."""
    other: dict[type, Any] = {str: "乙", int: 7, date: date(2030, 1, 1), bool: True, tuple: ()}
    for field in entry.__struct_fields__:
        value = getattr(entry, field)
        changed = CODES.get(field, other.get(type(value), "甲"))
        assert registers.told(entry, msgspec.structs.replace(entry, **{field: changed})) or value == changed, field
