"""Single values as people type them, and what is said of those that do not fit."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ssj_publish.core.kinds.case import CaseReinspection
from ssj_publish.core.kinds.draw import LotteryIssue
from ssj_publish.core.kinds.genesis import CalendarYear
from ssj_publish.core.kinds.inspection import Result, Visit
from ssj_publish.core.kinds.oversight import Supervision, Training
from ssj_publish.core.shapes import Shape
from ssj_publish.words.forms import reading
from ssj_publish.words.forms.faults import sentence

DIGEST = "ab" * 32


VISIT = {"body": "DX-0001", "date": "2025-04-10", "method": "实地", "signed_by": "校长"}


def told(shape: type[Shape], raw: Any) -> list[str]:
    """The sentences about ``raw``."""
    found, wrong = reading.read(shape, raw)
    assert (found is None) == bool(wrong)
    return [sentence(one) for one in wrong]


def good(shape: type[Shape], raw: Any) -> Any:
    found, wrong = reading.read(shape, raw)
    assert wrong == ()
    return found


def test_words_like_those_of_a_code_are_not_taken_for_it() -> None:
    """适用 is the opposite of 不适用, 异议 of 无异议, and 发现问题 stands in three labels."""
    checks = [{"point": "收费", "outcome": "适用"}]
    [said] = told(Result, {"visit": DIGEST, "item": "JY-02", "code": "未发现问题", "checks": checks})
    assert said == (
        "检查要点（checks）第 1 项的认定（outcome）：“适用”不是可填的内容。"
        "可填：符合（ok）、有问题（problem）、不适用（not-applicable）。"
    )
    assert told(Supervision, {"subjects": [DIGEST], "level": "异议", "finding": "无"})
    assert told(Result, {"visit": DIGEST, "item": "JY-02", "code": "发现问题"})


@pytest.mark.parametrize(
    ("typed", "meant"), [("是", True), ("否", False), ("true", True), ("No", False), (True, True), (False, False)]
)
def test_switches_in_chinese(typed: object, meant: bool) -> None:
    form = {"case": "AJ-1", "date": "2025-04-10", "passed": typed, "text": "齐全"}
    assert good(CaseReinspection, form).passed is meant


def test_a_switch_that_is_neither_is_named() -> None:
    form = {"case": "AJ-1", "date": "2025-04-10", "passed": "基本通过", "text": "齐全"}
    assert told(CaseReinspection, form) == ["复查是否通过（passed）：应填“是”或“否”，这里是“基本通过”。"]


@pytest.mark.parametrize(
    "typed",
    ["2025-04-08", "2025/4/8", "2025.4.8", "2025年4月8日", "２０２５－０４－０８", "20250408", " 2025年04月08日 "],
)
def test_days_as_people_write_them(typed: str) -> None:
    assert good(Visit, {**VISIT, "date": typed}).date == date(2025, 4, 8)


@pytest.mark.parametrize("typed", ["4月8日", "2025-04", "去年", "08/04/2025", "2025-04-08至2025-04-09"])
def test_days_that_are_unclear_are_named(typed: str) -> None:
    assert told(Visit, {**VISIT, "date": typed}) == [f"检查日期（date）：看不懂日期“{typed}”。请写成 2025-04-10。"]


def test_a_day_that_there_is_not() -> None:
    assert told(Visit, {**VISIT, "date": "2025-02-30"}) == ["检查日期（date）：没有“2025-02-30”这一天。请核对。"]


def test_moments_are_beijing_time_to_the_second() -> None:
    made = good(LotteryIssue, {"game": "福彩双色球", "issue": "2025034", "time": "２０２５/3/27 21：15"})
    assert (made.game, made.time.isoformat()) == ("ssq", "2025-03-27T21:15:00+08:00")


def test_full_width_digits_count() -> None:
    form = {"title": "培训", "date": "2025-04-10", "hours": "１６", "content": "行政处罚法"}
    assert good(Training, form).hours == 16


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("八", "学时（hours）：应填整数，这里是“八”。"),
        ("1.5", "学时（hours）：应填整数，这里是“1.5”。"),
        ("0", "学时（hours）：应当不小于 1，这里是“0”。"),
    ],
)
def test_numbers_that_do_not_fit_are_named_with_what_would(typed: str, said: str) -> None:
    assert told(Training, {"title": "培训", "date": "2025-04-10", "hours": typed, "content": "法"}) == [said]


def test_a_range_is_told_from_both_ends() -> None:
    form = {"year": "25", "notice": "通知", "holidays": ["2025-01-01"]}
    assert told(CalendarYear, form) == ["年度（year）：应当在 2000 到 2199 之间，这里是“25”。"]


def test_texts_are_trimmed_and_composed() -> None:
    made = good(Visit, {**VISIT, "signed_by": " e\u0301cole 校长 ", "note": "\n两行\r\n说明\n"})
    assert (made.signed_by, made.note) == ("\u00e9cole 校长", "两行\n说明")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("校长\n书记", "签字人职务（signed_by）：只能写一行，这里有换行。"),
        ("长" * 501, "签字人职务（signed_by）：最多 500 个字，这里有 501 个。请缩短。"),
        ("校\u0007长", "签字人职务（signed_by）：含有不能写入台账的字符（U+0007）。请删去后重新输入。"),
    ],
)
def test_texts_that_no_record_can_hold(text: str, said: str) -> None:
    assert told(Visit, {**VISIT, "signed_by": text}) == [said]
