"""Help, usage errors and exit codes, in Chinese and without tracebacks; and a quick start."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ssj_publish.cli._shell import COMMANDS


def test_every_command_has_help(ssj: Callable[..., Any]) -> None:
    top = ssj("--help")
    assert top.code == 0
    for name in COMMANDS:
        assert name in top.out
        assert ssj(name, "--help").code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nonsense"], "没有命令"),
        (["verify", "--nonsense"], "没有选项"),
        (["draw", "promise"], "缺少参数"),
        (["draw", "commit", "T1", "--cap", "x", "--opens", "2025-01-01"], "的值不对"),
        (["status", "--today", "明天"], "不是日期"),
        (["verify", "/不存在/的"], "不存在"),
    ],
)
def test_wrong_usage_is_one_chinese_sentence_and_code_two(
    ssj: Callable[..., Any], arguments: list[str], said: str
) -> None:
    ran = ssj(*arguments)
    assert ran.code == 2
    assert said in ran.err
    assert len(ran.err.strip().splitlines()) == 1


def test_the_top_help_loads_no_heavy_library() -> None:
    code = (
        "import sys\nfrom ssj_publish.cli import run\nrun(['--help'])\n"
        "heavy = {'pelican', 'cryptography', 'openpyxl', 'msgspec', 'yaml', 'py_arkworks_bls12381'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "cp1252"])
def test_chinese_comes_out_as_utf8_whatever_the_console(played: Path, encoding: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "ssj_publish", "verify", str(played)],
        env={**os.environ, "PYTHONIOENCODING": encoding, "LC_ALL": "C"},
        capture_output=True,
        check=True,
    )
    assert "核对无误" in ran.stdout.decode("utf-8")
