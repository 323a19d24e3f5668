"""What outside evidence proves of a draw: each case its own sentence, and only the best of them is well."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ssj_publish.core.reading.stamps import Stamp
from ssj_publish.words.labels.stamps import stamp
from tests.bureau import at

GOOD = Stamp("witnessed", at("2025-03-27 10:00"), 7, at("2025-03-28 12:00"), at("2025-03-27 09:59"))


def test_a_quorum_in_time_is_well() -> None:
    text, tone = stamp(GOOD)
    assert tone == "ok"
    assert "2025-03-27 10:00:00 已经见到这份承诺" in text


@pytest.mark.parametrize(
    ("found", "part"),
    [
        (replace(GOOD, strange=True), "信标是新换的"),
        (replace(GOOD, level="none", time=None), "没有外部见证人的时间证明"),
        (replace(GOOD, deadline=at("2025-03-27 10:09")), "没有比随机数的产生早出规定的 10 分钟"),
        (replace(GOOD, committed=at("2025-03-28 10:00")), "早于承诺自己写的时间"),
        (replace(GOOD, open_until=at("2025-03-27 18:00")), "还有来宾没有公开秘密"),
        (replace(GOOD, level="partial"), "没有达到规定的家数"),
        (replace(GOOD, level="token"), "没有见证人联署"),
    ],
    ids=["strange", "none", "late", "misdated", "early", "partial", "token"],
)
def test_whatever_is_less_is_a_warning_of_its_own(found: Stamp, part: str) -> None:
    text, tone = stamp(found)
    assert tone == "warn"
    assert part in text
