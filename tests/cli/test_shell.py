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


def test_what_nobody_foresaw_is_a_sentence_and_code_three(
    ssj: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    from ssj_publish.cli import _shell, run, status

    def broken(*_: object) -> None:
        raise ZeroDivisionError("no one is told")

    monkeypatch.setattr(status, "read_ledger", broken)
    ran = ssj("status")
    assert ran.code == 3
    assert len(ran.err.splitlines()) == 1
    assert "ZeroDivisionError" in ran.err
    assert _shell.TRACEBACK in ran.err
    assert "no one is told" not in ran.err
    monkeypatch.setenv(_shell.TRACEBACK, "1")
    assert run(["status"]) == 3
    assert "no one is told" in capfd.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["key", "show", "没有"],
        ["key", "new", "没有/密钥", "--no-passphrase"],
        ["sign", "没有", "--key", "没有"],
        ["verify", "--since", "没有"],
        ["init", "新", "--settings", "没有.yaml"],
        ["visit", "add", "没有.yaml"],
        ["checkpoint", "vkey", "a/b", "没有"],
        ["summary", "2025", "--title", "总结", "--text-file", "没有.txt"],
    ],
    ids=" ".join,
)
def test_a_file_that_is_not_there_is_said_in_chinese(
    ssj: Callable[..., Any], office: Path, arguments: list[str]
) -> None:
    ran = ssj("-C", office, *arguments)
    assert ran.code in (2, 3)
    assert "没有这个文件或文件夹" in ran.err
    assert "Errno" not in ran.err


def test_a_text_that_is_no_utf_8_is_said_in_chinese(ssj: Callable[..., Any], office: Path) -> None:
    text = office / "总结.txt"
    text.write_bytes("总结".encode("gb18030"))
    ran = ssj("-C", office, "summary", "2025", "--title", "总结", "--text-file", text)
    assert ran.code == 2
    assert "UTF-8" in ran.err


def test_names_where_ids_are_due_are_told_by_field(ssj: Callable[..., Any], office: Path) -> None:
    ran = ssj("-C", office, "recuse", "检查员甲", "第一小学", "--ground", "亲属", "--key", office / "keys" / "zhengce")
    assert ran.code == 2
    assert "有 2 处内容不合格式，没有写入任何内容" in ran.err
    assert "检查人员（inspector）：“检查员甲”不是编号" in ran.err
    assert "监管对象（body）：“第一小学”不是编号" in ran.err


def test_texts_of_options_are_held_to_the_records_rules_before_anything_is_signed(
    ssj: Callable[..., Any], office: Path
) -> None:
    told = ("key", "revoke", "zhengce", "SHA256:x", "--cause", "其他")
    ran = ssj("-C", office, *told, "--note", "甲\u0007乙", "--key", office / "keys" / "zhengce")
    assert ran.code == 2
    assert "说明（note）：含有不能写入台账的字符（U+0007）" in ran.err
