"""A verification in words: what holds, what is odd, what is owed, and what no verification can say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ssj_publish.cli import _report, _telling
from ssj_publish.ledger import verified
from ssj_publish.ledger.files import Folder
from ssj_publish.ledger.verified import Tier
from tests.bureau import at
from tests.world import World

CLOCK = at("2025-04-20 09:00")


@pytest.fixture
def told(world: World, tmp_path: Path) -> dict[str, Any]:
    world.open(world.commit())
    return _report.of_ledger(verified.verify(Folder(world.write(tmp_path)), Tier.FULL), CLOCK, CLOCK.date())


def test_each_number_of_the_report_stands_in_its_line(told: dict[str, Any]) -> None:
    text = _telling.words(told)
    assert text.startswith("核对无误：测试县教育局（jy.test.example/ssj）\n")
    assert f"记录 {told['records']} 条，签名 {told['signatures']} 个，全部成立" in text
    assert "抽取 1 次：1 次已公开，均已重新计算且一致；0 次已封存未公开" in text
    assert f"末条摘要 {told['head']}\n  默克尔树根 {told['root']}\n  创世记录 {told['genesis']}" in text
    assert f"应办事项 {len(told['duties'])} 项，其中逾期 {sum(one['overdue'] for one in told['duties'])} 项" in text
    assert text.endswith("核对不能说明的：现场是否如实记录，有没有人走漏消息，有没有对象从未列入名录库。")
    for warning in told["warnings"]:
        assert f"  提示：{warning}" in text


def test_a_false_seal_is_the_first_thing_that_is_said(told: dict[str, Any]) -> None:
    text = _telling.words(told | {"seals_false": 2})
    assert text.startswith("封存不实：台账的签名和链条成立，但有 2 次抽取封存的名单不是抽出来的")
    assert "核对无误" not in text


def test_what_was_asked_for_in_addition_has_its_line(told: dict[str, Any]) -> None:
    plain = _telling.words(told)
    assert "台账是所给检查点的延续" not in plain
    assert "信任策略" not in plain
    text = _telling.words(told | {"since": 3, "policy": told["records"] - 2})
    assert "前 3 条记录自那时起没有改动、删除或调换" in text
    assert f"盖到第 {told['records'] - 2} 条；以后的 2 条" in text


def test_runs_are_told_where_not_all_was_verified_now(told: dict[str, Any]) -> None:
    runs = [{"records": 5, "time": "甲时"}, {"records": 9, "time": "乙时"}]
    assert "从头核对于" not in _telling.words(told)
    text = _telling.words(told | {"runs": runs, "before": 5})
    assert "第 1 条至第 5 条从头核对于 甲时\n  第 6 条至第 9 条核对于 乙时" in text
    assert "其中前 5 条的文件没有变，这次没有重新核对" in text


def test_hashes_alone_are_called_what_they_are(told: dict[str, Any]) -> None:
    text = _telling.words_of_hashes(told)
    assert text.startswith("只核对了摘要")
    assert "任何人都能造出首尾相接的文件" in text


def test_nothing_in_a_ledger_acts_on_the_screen(told: dict[str, Any]) -> None:
    assert "\x1b" not in _telling.words(told | {"notice": "\x1b[2J清屏"})


def test_of_many_irregularities_of_one_sort_the_newest_are_listed_and_the_others_counted(told: dict[str, Any]) -> None:
    def odd(title: str, count: int) -> list[dict[str, Any]]:
        return [{"title": title, "message": f"{title}{n}", "records": [{"seq": n}]} for n in range(1, count + 1)]

    lines = _telling.words(told | {"irregularities": [*odd("甲", 33), *odd("乙", 30)]}).splitlines()
    assert "  异常情况 63 项：" in lines
    assert "    甲：较早的 3 项没有列出，运行 ssj verify --json 看全部" in lines
    assert [line for line in lines if line.startswith("    甲：甲")] == [
        f"    甲：甲{n}（第 {n} 号记录）" for n in range(4, 34)
    ]
    assert sum(line.startswith("    乙：") for line in lines) == 30
