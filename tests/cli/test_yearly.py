"""``ssj recuse`` and ``ssj summary``: what a few words say whole, and what is asked for where they do not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from ssj_publish.office import summaries
from ssj_publish.words import labels
from tests.world import World


def test_the_text_to_fill_in_is_printed_and_a_half_command_is_refused(
    ssj: Callable[..., Any], world: World, tmp_path: Path
) -> None:
    world.write(tmp_path)
    ran = ssj("-C", tmp_path, "summary", "--template")
    assert (ran.code, ran.out.strip()) == (0, summaries.template().strip())
    for half in ((), ("2025",), ("2025", "--title", "总结")):
        ran = ssj("-C", tmp_path, "summary", *half)
        assert ran.code == 2
        assert "请给出年份、--title 和 --text-file" in ran.err


def test_a_recusal_s_ground_is_one_of_those_that_there_are(
    ssj: Callable[..., Any], world: World, tmp_path: Path
) -> None:
    world.write(tmp_path)
    ran = ssj("-C", tmp_path, "recuse", "检查员1", "第1学校", "--ground", "同学")
    assert ran.code == 2
    assert all(name in ran.err for name in labels.GROUNDS.values())
    ran = ssj("-C", tmp_path, "recuse", "检查员1", "第1学校", "--ground", labels.GROUNDS["kinship"])
    assert ran.code == 2, "nobody has signed"
    assert "未写入" in ran.err or "签" in ran.err
