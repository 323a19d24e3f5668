"""Forms in people's own words: what is understood, and what is said of what is not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ssj_publish.core.kinds import KINDS
from ssj_publish.core.kinds.case import CaseDecision, CaseReinspection
from ssj_publish.core.kinds.draw import LotteryIssue
from ssj_publish.core.kinds.genesis import CalendarYear
from ssj_publish.core.kinds.inspection import Result, Visit
from ssj_publish.core.kinds.oversight import Supervision, Training
from ssj_publish.core.kinds.registers import BodyChange, ItemChange
from ssj_publish.core.shapes import Shape
from ssj_publish.words import labels
from ssj_publish.words.forms import reading
from ssj_publish.words.forms.faults import sentence
from ssj_publish.words.forms.types import fields

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


@pytest.mark.parametrize("place", labels.CODES)
def test_every_code_is_read_by_its_label_its_other_words_and_itself(place: str) -> None:
    from ssj_publish.words.forms.values import choice

    table, also = labels.CODES[place], labels.ALSO.get(place, {})
    for word, code in [
        *((label, code) for code, label in table.items()),
        *also.items(),
        *((code, code) for code in table),
    ]:
        assert choice(word, table, also) == code


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


def test_all_faults_come_at_once_each_with_label_key_and_place() -> None:
    raw = {
        "date": "昨天",
        "method": "视频",
        "inspectors": ["JC-001", "王检查员"],
        "evidence": [{"name": "照片.jpg", "sha256": "xyz", "size": "大"}],
        "trigger": "投诉",
        "bodies": "DX-0001",
    }
    said = told(Visit, raw)
    assert len(said) == 8
    for part in (
        "监管对象（body）：必填，还没有填写。例如：body: DX-0001",
        "检查日期（date）：看不懂日期“昨天”",
        "检查方式（method）：“视频”不是可填的内容。可填：实地检查（on-site）、书面检查（written）、网络监测（online）",
        "检查人员（inspectors）第 2 项：“王检查员”不是编号",
        "证据文件（evidence）第 1 项的SHA-256 摘要（sha256）：应为 64 位十六进制数字",
        "证据文件（evidence）第 1 项的字节数（size）：应填整数，这里是“大”",
        "触发原因（trigger）：应当分项填写，这里是“投诉”。例如："
        "trigger: {kind: 投诉举报, number: 信访〔2025〕12号, date: 2025-04-10, note: 家长投诉超标准收费}",
        "“bodies”：没有这一项。是不是监管对象（body）？",
    ):
        assert any(part in one for one in said), part


def test_a_wrong_container_is_told_with_the_right_shape() -> None:
    form = {"visit": DIGEST, "item": "JY-02", "code": "未发现问题", "checks": "全部符合"}
    [said] = told(Result, form)
    assert said.startswith(
        "检查要点（checks）：应当逐条列出，这里是“全部符合”。例如：checks: [{point: 收费, outcome: 符合"
    )
    [said] = told(Visit, {**VISIT, "body": ["DX-0001"]})
    assert said == "监管对象（body）：应当只填一个值，这里是一个列表。例如：body: DX-0001"
    assert told(Visit, ["DX-0001"]) == [
        "应当一行一项，写成“项目: 内容”（英文冒号，后面空一格）。用 --template 可打印空表单。"
    ]


def test_ids_in_one_line_are_told_apart() -> None:
    assert good(Visit, {**VISIT, "inspectors": "JC-001、JC-002，JC-003"}).inspectors == ("JC-001", "JC-002", "JC-003")
    assert good(Visit, {**VISIT, "inspectors": "JC-001"}).inspectors == ("JC-001",)


def test_labels_are_keys_too() -> None:
    raw = {"监管对象": "DX-0001", "检查日期": "2025-04-10", "检查方式": "书面", "签字人职务": "校长"}
    assert good(Visit, raw) == good(Visit, {**VISIT, "method": "written"})


def test_what_is_left_blank_is_left_out() -> None:
    assert good(Visit, {**VISIT, "note": None, "items": [], "unsigned_reason": "  "}) == good(Visit, VISIT)
    assert told(Visit, {**VISIT, "body": " "}) == ["监管对象（body）：必填，还没有填写。例如：body: DX-0001"]


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


def test_a_removable_text_may_be_a_reference() -> None:
    raw = {**VISIT, "signed_by": "", "unsigned_reason": {"_sd": DIGEST, "until": "2026年1月1日"}}
    assert good(Visit, raw).unsigned_reason.until == date(2026, 1, 1)


def test_where_a_thing_stands_is_said() -> None:
    spot = reading.Spot(1, {"方式": reading.Spot(3), "date": reading.Spot(4)}, [("date", 5)])
    _, wrong = reading.read(Visit, {"body": "DX-1", "方式": "实地", "date": "?"}, spot)
    assert {(one.line, one.path) for one in wrong} >= {(3, ("方式",)), (4, ("date",)), (5, ("date",))}
    assert sentence(next(one for one in wrong if one.line == 3)).startswith(
        "第 3 行 “方式”：没有这一项。是不是检查方式"
    )


def test_a_fault_for_machines_names_the_dotted_field() -> None:
    checks = [{"point": "收费", "outcome": "好"}]
    _, [wrong] = reading.read(Result, {"visit": DIGEST, "item": "A", "code": "no-problem", "checks": checks})
    assert wrong.told()["field"] == "checks.0.outcome"


NOISE: list[Any] = [
    None, "", "乱写", 3, True, 1.5, [], {}, [[]], [{}], {"a": 1}, [None], {"_sd": "x"}, "2025-13-45", "９" * 18, "\ud800",
]  # fmt: skip
WORDS = {"int", "str", "object", "array", "Expected", "Invalid", "regex", "at", "field", "length", "matching", "null"}


@pytest.mark.parametrize("noise", NOISE, ids=repr)
@pytest.mark.parametrize("kind", KINDS)
def test_whatever_stands_in_whatever_field_is_answered_in_chinese(kind: str, noise: Any) -> None:
    shape = KINDS[kind]
    for raw in (
        noise,
        *({one.encode_name: noise} for one in fields(shape)),
        {one.encode_name: noise for one in fields(shape)},
    ):
        _, wrong = reading.read(shape, raw)
        for one in wrong:
            said = sentence(one)
            assert max(said) >= "一", said
            assert not WORDS & set(said.replace("`", " ").split()), said


def test_bodies_that_fit_come_back_as_they_are() -> None:
    import msgspec

    decision = CaseDecision(
        case="AJ-1", date=date(2025, 4, 10), decision="fine", document="文", basis="法", text="罚", severity="minor"
    )
    assert reading.read(CaseDecision, msgspec.to_builtins(decision)) == (decision, ())
    change = BodyChange(reason="更新")
    assert reading.read(BodyChange, msgspec.to_builtins(change)) == (change, ())


@pytest.mark.parametrize("reason", ["更新", "更新 ", "", "更\x07新", "更\u200b新", "e\u0301", "更\n新", "更" * 501])
def test_what_holds_as_it_stands_is_what_the_reader_would_leave_alone(reason: str) -> None:
    """The short way round says yes to nothing that the long way finds fault with or alters."""
    raw = {"reason": reason, "removed": [{"id": "S1", "ground": "other", "reason": "撤"}]}
    found, faults = reading.read(ItemChange, raw)
    assert reading.holds(ItemChange, raw) == (not faults and found is not None and found.reason == reason)
