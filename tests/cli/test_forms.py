"""Forms as files: what YAML and an input method do to them, and every fault with its line."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ssj_publish import errors
from ssj_publish.cli import _forms
from ssj_publish.core.kinds.case import CaseDecision
from ssj_publish.core.kinds.inspection import Result, Visit
from ssj_publish.core.kinds.registers import Inspector
from ssj_publish.words.reasons import sentence

GOOD = "body: DX-0001\ndate: 2025-04-10\nmethod: 实地\nsigned_by: 校长\n"


@pytest.fixture
def told(tmp_path: Path) -> Callable[..., str]:
    """What is said of a form."""

    def call(text: str, shape: Any = Visit) -> str:
        path = tmp_path / "检查 表.yaml"
        path.write_text(text, "utf-8")
        with pytest.raises((errors.FormWrong, errors.FormUnreadable)) as caught:
            _forms.read(path, shape)
        return sentence(caught.value)

    return call


@pytest.fixture
def good(tmp_path: Path) -> Callable[..., Any]:
    def call(text: str, shape: Any = Visit) -> Any:
        path = tmp_path / "表.yaml"
        path.write_text(text, "utf-8-sig")
        return _forms.read(path, shape)

    return call


def test_a_text_stays_the_text_that_was_typed(good: Callable[..., Any]) -> None:
    """YAML 1.1 would make an octal number, a switch, a day, and half past twelve in base 60 of these."""
    form = "id: 010\nname: no\nunit: 2025-01-01\ntitle: 12:30\ncertificate: 0123\nvalid_until: 2025年12月31日\nitems: [1e3, 010]\n"
    made = good(form, Inspector)
    assert (made.id, made.name, made.unit, made.title, made.certificate) == ("010", "no", "2025-01-01", "12:30", "0123")
    assert made.items == ("1e3", "010")


def test_faults_bear_the_lines_they_stand_in(told: Callable[..., str]) -> None:
    said = told(
        "# 说明\nbody: 甲\ndate: 昨天\n\nmethod: 视频\nevidence:\n  - name: 照片\n    sha256: x\n    size: 1\nfoo: 1\n"
    )
    lines = said.splitlines()
    assert lines[0] == "表单 检查 表.yaml 有 5 处要改，没有写入任何内容："
    for line, start in zip(
        lines[1:],
        ("第 2 行 监管对象", "第 3 行 检查日期", "第 5 行 检查方式", "第 8 行 证据文件", "第 10 行 “foo”"),
        strict=True,
    ):
        assert line.startswith(f"  {start}"), line


def test_the_faults_are_data_too(tmp_path: Path) -> None:
    path = tmp_path / "表.yaml"
    path.write_text("date: 昨天\nmethod: 实地\n", "utf-8")
    with pytest.raises(errors.FormWrong) as caught:
        _forms.read(path, Visit)
    assert [(one["field"], one["line"]) for one in caught.value.faults] == [
        ("date", 1),
        ("body", 1),
    ] or caught.value.count == 2


@pytest.mark.parametrize(
    "text",
    [
        "body：DX-0001\ndate：2025-04-10\n",
        "body: DX-0001\ndate：2025-04-10\nmethod: 实地\n",
        "监管对象：DX-0001\n",
        "evidence:\n  - name：照片\n    size: 1\nbody: DX-1\ndate：x\n",
    ],
)
def test_a_full_width_colon_is_named_with_its_line(told: Callable[..., str], text: str) -> None:
    said = told(text)
    wrong = [number for number, line in enumerate(text.splitlines(), 1) if "：" in line]
    assert any(f"第 {number} 行：用了全角冒号“：”" in said for number in wrong)


def test_full_width_colons_in_texts_are_no_fault(good: Callable[..., Any]) -> None:
    made = good(GOOD + "note: |\n  处理：已告知。\n  备注：无\n")
    assert made.note == "处理：已告知。\n备注：无"


def test_tabs_are_named(told: Callable[..., str]) -> None:
    assert "第 2 行：用制表符缩进" in told("third_party:\n\tname: 甲\n")


def test_a_key_written_twice_is_named_at_its_second_place(told: Callable[..., str]) -> None:
    assert "第 5 行 检查日期（date）：写了不止一次" in told(GOOD + "date: 2025-04-11\n")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "应当一行一项"),
        ("- 1\n- 2\n", "应当一行一项"),
        ("a: [1, 2", "第 1 行"),
        ("a: &x [*x]\n", "第 1 行：用了 YAML 的引用"),
        ("a: !!python/object:x y\n", "第 1 行：用了 YAML 的类型标记"),
        ("? [a]\n: b\n", "第 1 行：这一行附近的写法不对"),
        ("a: 1\n---\nb: 2\n", "写法不对"),
        ("[" * 2000, "嵌套过深"),
    ],
)
def test_what_is_no_form_is_said_in_chinese(told: Callable[..., str], text: str, said: str) -> None:
    assert said in told(text)


def test_bombs_of_aliases_do_not_go_off(told: Callable[..., str]) -> None:
    text = "a: &a [x, x]\n" + "".join(
        f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefghij", "bcdefghijk", strict=True)
    )
    assert "用了 YAML 的引用" in told(text)


def test_an_empty_template_says_all_that_is_needed(told: Callable[..., str]) -> None:
    said = told(_forms.template(CaseDecision), CaseDecision)
    assert "有 6 处要改" in said
    for label in ("案件编号（case）", "决定（decision）", "文号（document）", "依据（basis）", "正文（text）"):
        assert f"{label}：必填" in said


def test_short_names_are_made_full_before_anything_is_held_against_the_shape(tmp_path: Path) -> None:
    path = tmp_path / "表.yaml"
    path.write_text("检查记录: 000045\nitem: JY-02\ncode: 已迁出\n", "utf-8")
    made = _forms.read(path, Result, lambda raw: {**raw, "visit": "ab" * 32} if raw["visit"] == "000045" else raw)
    assert (made.visit, made.code) == ("ab" * 32, "moved")


def test_a_visit_in_chinese_words_is_written(ssj: Callable[..., Any], office: Path) -> None:
    form = office / "检查 表.yaml"
    form.write_text(
        "触发原因:\n  kind: 投诉举报\n  number: 信访1号\n  date: 2025-03-19\n  note: 家长投诉\n"
        "监管对象: DX-0001\n检查日期: 2025年3月20日\n检查方式: 视频\n签字人职务: 校长\n",
        "utf-8",
    )
    ran = ssj("-C", office, "visit", "add", form, "--key", office / "keys" / "minban", "--time", "2025-03-21 09:00")
    assert ran.code == 2
    assert "第 8 行 检查方式（method）：“视频”不是可填的内容。可填：实地检查（on-site）" in ran.err
    form.write_text(form.read_text("utf-8").replace("视频", "实地"), "utf-8")
    ran = ssj("-C", office, "visit", "add", form, "--key", office / "keys" / "minban", "--time", "2025-03-21 09:00")
    assert ran.code == 2
    assert ran.err.splitlines()[-1].startswith("检查事项（items）必填，还没有填写。例如：items: [JY-02, JY-05]")


def test_settings_of_a_new_ledger_are_a_form_like_any(ssj: Callable[..., Any], tmp_path: Path) -> None:
    settings = tmp_path / "设置.yaml"
    sample = re.sub("【请填写[^】]*】", "某", ssj("init", "--template").out)
    settings.write_text(sample.replace("type: policy", "type: 法规").replace("B, C", "B、C"), "utf-8")
    ran = ssj("init", tmp_path / "新", "--settings", settings)
    assert ran.code == 2
    assert "角色（roles）第 2 项的角色类型（type）：“法规”不是可填的内容" in ran.err
    settings.write_text(sample.replace("origin:", "# origin:"), "utf-8")
    assert "台账名称（origin）必填" in ssj("init", tmp_path / "新", "--settings", settings).err


def test_what_a_correction_prints_is_read_back_as_it_was(tmp_path: Path) -> None:
    """``ssj correct`` prints a record for the clerk to change: what is left alone must not change on the way."""
    import msgspec
    import yaml

    from ssj_publish.core.entry import Entry
    from ssj_publish.core.records import parse

    ledger = Path(__file__).resolve().parent.parent.parent / "ledger"
    path = tmp_path / "更正.yaml"
    seen = set()
    for file in sorted(ledger.glob("[0-9]*/*.yaml"))[::7]:
        record, _ = parse(Entry(file.name, file.read_bytes()))
        seen.add(record.kind)
        path.write_text(yaml.safe_dump(msgspec.to_builtins(record.body), allow_unicode=True, sort_keys=False), "utf-8")
        assert _forms.read(path, type(record.body)) == record.body, file.name
    assert {"visit", "result"} <= seen


def test_each_fault_stands_on_a_line_of_its_own_and_no_key_begins_another(
    ssj: Callable[..., Any], office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for known in ("SSJ_CACHE_DIR", "SSJ_STATE_DIR"):  # a machine that knows no other copy of this ledger
        monkeypatch.setenv(known, str(tmp_path / known))
    form = office / "培训.yaml"
    form.write_text('title: 培训\ndate: 昨天\nhours: 八\n"x\\n核对无误": 1\n', "utf-8")
    ran = ssj("-C", office, "training", form)
    lines = ran.err.splitlines()
    assert lines[0] == "表单 培训.yaml 有 4 处要改，没有写入任何内容："
    assert [line[:8] for line in lines[1:]] == ["  第 1 行 ", "  第 2 行 ", "  第 3 行 ", "  第 4 行 "]
    assert "x<U+000A>核对无误" in lines[4]
