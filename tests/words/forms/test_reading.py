"""Forms in people's own words: what is understood, and what is said of what is not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ssj_publish.core.kinds import KINDS
from ssj_publish.core.kinds.case import CaseDecision
from ssj_publish.core.kinds.inspection import Result, Visit
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


def test_a_removable_text_may_be_a_reference() -> None:
    raw = {**VISIT, "signed_by": "", "unsigned_reason": {"_sd": DIGEST, "until": "2026年1月1日"}}
    assert good(Visit, raw).unsigned_reason.until == date(2026, 1, 1)


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
