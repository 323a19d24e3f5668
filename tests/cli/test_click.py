"""Click in Chinese: no sentence of its own is forgotten, none of our commands shows English words."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from ssj_publish.cli import _click
from ssj_publish.cli._shell import COMMANDS, ssj

CLICK = Path(click.__file__).parent
#: Sentences of Click that only a programmer of commands can bring about, or whoever runs an editor or a pager.
FOR_PROGRAMMERS = {
    "DeprecationWarning: The command {name!r} is deprecated.{extra_message}",
    "DeprecationWarning: The {param_type} {name!r} is deprecated.{extra_message}",
    "Could not determine name for option with declarations {decls!r}",
    "Arguments take exactly one parameter declaration, got {length}: {decls}.",
    "Name '{name}' defined twice",
    "Boolean option {decl!r} cannot use the same flag for true/false.",
    "%(prog)s, version %(version)s",
    "Invalid start character for option ({option})",
    "Unknown color {colour!r}",
    "Choice({choices})",
}
#: What may stand in a help text in Latin letters, besides commands, options and codes in brackets.
LATIN = {
    "A", "A4", "C", "CSV", "PGHOST", "also", "duckdb", "ended", "postgres", "spark", "stream",
    "Ctrl+C", "Ed25519", "Excel", "ML-DSA-44", "caddy", "ledger.zip", "nginx",
    "HTML", "HTTP", "HTTPS", "JSON", "OpenSSH", "RFC", "SHA256", "SP",
    "U", "UTF-8", "YAML", "class", "drand", "git", "git+https", "https", "id", "jy.example.gov.cn", "ledger",
    "columns.json", "import",
    "output", "pelicanconf.py", "pip", "pre-commit", "pre-merge-commit", "pre-push", "pre-receive", "pub", "quicknet", "ssh-agent",
    "ssh-keygen", "ssj", "ssj-publish", "text", "theme", "tlog-witness", "tsq", "w1", "witness.example.edu.cn", "xlsx", "zip",
}  # fmt: skip


def walk(command: click.Command = ssj, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from walk(below, (*path, name))


EVERY = list(walk())
NAMES = {name for path, _ in EVERY for name in path}


def sayings() -> Iterator[str]:
    """Every text that the installed Click passes through gettext where a user could see it."""
    for name in ("core", "decorators", "exceptions", "formatting", "parser", "termui", "types"):
        for node in ast.walk(ast.parse((CLICK / f"{name}.py").read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("_", "ngettext"):
                yield from (
                    one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)
                )


def test_every_sentence_of_the_installed_click_has_its_chinese() -> None:
    missing = set(sayings()) - _click.SAYINGS.keys() - FOR_PROGRAMMERS
    assert not {one for one in missing if not one.startswith("No options defined")}


def test_a_chinese_sentence_names_what_the_english_one_names() -> None:
    for english, chinese in _click.SAYINGS.items():
        assert set(re.findall(r"\{(\w+)", chinese)) <= set(re.findall(r"\{(\w+)", english)), english


@pytest.mark.parametrize("path", [path for path, _ in EVERY], ids=" ".join)
def test_help_is_chinese(ssj: Callable[..., Any], path: tuple[str, ...]) -> None:
    ran = ssj(*path, "--help")
    assert ran.code == 0
    text = re.sub(r"(?<![\w-])--?[a-z][a-z-]*|（[a-z-]+）|SHA-256|C2SP|tlog-policy", "", ran.out.replace("\n", " "))
    words = set(re.findall(r"[A-Za-z][A-Za-z0-9.+-]*[A-Za-z0-9]|[A-Za-z]", text))
    assert not words - LATIN - NAMES


@pytest.mark.parametrize("command", [command for _, command in EVERY], ids=[" ".join(path) for path, _ in EVERY])
def test_every_argument_has_its_chinese_name(command: click.Command) -> None:
    for one in command.params:
        if isinstance(one, click.Argument):
            assert one.name in _click.ARGUMENTS, one.name
            assert one.name.upper() not in (command.help or "")


def test_help_lines_fit_and_columns_stand_below_each_other(ssj: Callable[..., Any]) -> None:
    for path, _ in EVERY:
        lines = ssj(*path, "--help").out.splitlines()
        assert max(map(_click.wide, lines)) <= 100, path
        rows = [re.match(r"  (-\S+(?:, -\S+)?(?: \S+)?)(  +)(?=\S)", line) for line in lines]
        starts = {_click.wide(row[0]) for row in rows if row}
        assert len(starts) <= 1, path


def test_short_helps_are_not_cut_off(ssj: Callable[..., Any]) -> None:
    for path, command in EVERY:
        if isinstance(command, click.Group):
            assert "..." not in ssj(*path, "--help").out.replace("[参数]...", ""), path


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nonsense"], "没有命令“nonsense”。运行 ssj --help 查看用法。"),
        (["draw", "comit"], "没有命令“comit”。是不是 commit？运行 ssj draw --help 查看用法。"),
        (["verify", "--nonsense"], "没有选项 --nonsense。运行 ssj verify --help 查看用法。"),
        (["draw", "promise", "--secret-fiel"], "没有选项 --secret-fiel。是不是 --secret-file？运行 ssj draw promise --help"),
        (["draw", "promise"], "缺少参数 <任务编号>。运行 ssj draw promise --help 查看用法。"),
        (["draw", "void", "T1", "--explanation", "x"], "缺少参数 --reason。运行 ssj draw void --help 查看用法。"),
        (["draw", "promise", "T1", "--secret-file"], "选项 --secret-file 后面缺少内容。运行 ssj draw promise --help 查看用法。"),
        (["status", "--json=yes"], "选项 --json 后面不带内容。运行 ssj status --help 查看用法。"),
        (["status", "a", "b"], "多出了参数（a b）。含空格的内容请用引号括起来。运行 ssj status --help 查看用法。"),
        (["status", "--today", "明天"], "参数 --today 的值不对：“明天”不是日期，请写成 2025-03-27。"),
        (["plan", "overlaps", "今年"], "参数 <年份> 的值不对：“今年”不是整数。"),
        (["site", "serve", "--port", "99999"], "参数 --port 的值不对：99999 不在可填的范围（1 至 65535）内。"),
        (["checkpoint", "request", "w", "-o", "x", "--old", "-1"], "参数 --old 的值不对：-1 不在可填的范围（不小于 0）内。"),
        (["hooks", "run", "post-commit"], "参数 <钩子> 的值不对：“post-commit”不是可填的内容。可填：pre-commit、pre-push、"),
        (["draw", "sort", "没有.csv", "--seed", "x", "--sample", "A=1"], "参数 <名单文件> 的值不对：没有这个文件：没有.csv。请核对路径。"),
        (["recuse", "JC-001", "DX-0001", "--ground", "熟人"], "参数 --ground 的值不对：“熟人”不是可填的内容。可填：亲属关系（kinship）、"),
        (["draw", "void", "T1", "--reason", "写错了", "--explanation", "x"], "可填：名录有误（register-error）、"),
        (["draw", "substitute", "T1", "DX-1", "--reason", "忙", "--explanation", "x"], "可填：关闭（closed）、"),
    ],
    ids=lambda one: " ".join(one) if isinstance(one, list) else "",
)  # fmt: skip
def test_each_kind_of_wrong_usage_is_one_chinese_sentence(
    ssj: Callable[..., Any], arguments: list[str], said: str
) -> None:
    ran = ssj(*arguments)
    assert ran.code == 2
    assert said in ran.err
    assert len(ran.err.splitlines()) == 1
    assert not re.search(r"(?i)(?<!-)\b(usage|error|option|argument|invalid|missing|try|such|help for)\b", ran.err)


def test_a_group_without_its_command_shows_its_help(ssj: Callable[..., Any]) -> None:
    ran = ssj("draw")
    assert (ran.code, ran.out.startswith("用法：ssj draw")) == (2, True)


def test_lines_break_between_chinese_characters_and_not_before_a_mark() -> None:
    text = "甲乙丙，丁（register-error）、戊"
    lines = _click.wrapped(text, 8)
    assert "".join(lines) == text
    assert len(lines) >= 4
    assert not any(line.startswith(("，", "、", "）")) for line in lines)
    assert _click.wrapped("甲 " + "x" * 30, 8) == ["甲", "x" * 30]


def test_the_commands_of_the_top_are_all_walked() -> None:
    assert COMMANDS.keys() <= NAMES
