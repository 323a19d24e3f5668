"""What is odd, told in one sentence: with the names, the numbers and the fields of people, not of programs."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ssj_publish.core.reading.irregularities import Irregularity
from ssj_publish.words.labels import IRREGULARITIES, irregularity
from tests.world import World

DAY = date(2025, 4, 10)
SHOWN = ((7, "a" * 64), (5, "b" * 64))


@pytest.mark.parametrize(
    ("code", "facts", "told"),
    [
        ("trigger-repeated", {"number": "XF-1"}, "第1学校（S001）于 2025-04-10 因同一件线索（XF-1）再次接受检查。"),
        ("summary-stale", {"year": 2025}, "2025 年的总结，数字与台账现在的不同。"),
        (
            "cap-exceeded",
            {"item": "I1", "cap": 2},
            "第1学校（S001）于 2025-04-10 接受检查，事项 I1 一年最多 2 次，已经超过。",
        ),
        ("tip-unseen", {}, "第 7 号记录没有写在第 5 号之后，而那一条三天以前就在台账里。"),
        (
            "hours-overlap",
            {"inspector": "N01"},
            "检查人员 N01 于 2025-04-10 在 第1学校（S001） 的时间重叠，不能同时在两处。",
        ),
        ("threshold-lowered", {"role": "d", "before": 2, "after": 1}, "角色 d 的签署门限由 2 把降为 1 把。"),
        (
            "feedback-lowered",
            {"year": 2025, "month": 4},
            "2025 年 4 月的反馈于 2025-04-10 更正，不满意、投诉或违纪的件数减少。",
        ),
    ],
)
def test_a_sentence_tells_its_facts(world: World, code: Any, facts: dict[str, Any], told: str) -> None:
    one = Irregularity(code, SHOWN, DAY, task="T1", bodies=("S001",), facts=facts)
    assert irregularity(world.state, one) == told
    assert IRREGULARITIES[code]


def test_a_field_is_told_by_its_label(world: World) -> None:
    facts = {"sort": "body", "id": "S001", "field": "capped"}
    told = irregularity(world.state, Irregularity("entry-returned", SHOWN, DAY, bodies=("S001",), facts=facts))
    assert "capped" not in told
    assert "（第 5 号记录）改过，2025-04-10 又改回原样" in told
