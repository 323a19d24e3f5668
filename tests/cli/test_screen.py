"""The one way out: text from elsewhere is shown and never obeyed, and nothing in the house goes round it."""

from __future__ import annotations

import ast
import io

import click
import pytest

from ssj_publish.cli import _screen
from tests.test_house import TREES


def test_a_line_feed_in_a_name_begins_no_line(capsys: pytest.CaptureFixture[str]) -> None:
    _screen.say("已写入 a\n核对无误：某县教育局", "第二行")
    assert capsys.readouterr().out == "已写入 a<U+000A>核对无误：某县教育局\n第二行\n"


def test_a_text_of_our_own_keeps_its_lines(capsys: pytest.CaptureFixture[str]) -> None:
    _screen.say_text("甲: \x1b[2J\n\n乙\n")
    assert capsys.readouterr().out == "甲: <U+001B>[2J\n\n乙\n"


#: What click prints with, and what Python does.
WAYS_OUT = {"echo", "secho", "prompt", "confirm", "progressbar", "echo_via_pager", "edit", "launch", "pause", "print"}


def ways_round(tree: ast.Module) -> list[int]:
    """The lines in which something is printed past the screen; bytes for another process (``.buffer``) are not."""
    found = []
    for above, node in ((one, child) for one in ast.walk(tree) for child in ast.iter_child_nodes(one)):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            asked = (node.value.id, node.attr)
            if asked[0] == "click" and node.attr in WAYS_OUT:
                found.append(node.lineno)
            if asked in {("sys", "stdout"), ("sys", "stderr")}:
                harmless = isinstance(above, ast.Tuple) or (isinstance(above, ast.Attribute) and above.attr == "buffer")
                if not harmless:
                    found.append(node.lineno)
        elif isinstance(node, ast.Name) and node.id == "print":
            found.append(node.lineno)
    return found


@pytest.mark.parametrize("name", sorted(set(TREES) - {"ssj_publish.cli._screen"}))
def test_nothing_is_printed_past_the_screen(name: str) -> None:
    assert ways_round(TREES[name]) == []


@pytest.mark.parametrize(
    "code",
    [
        "click.echo(1)",
        "import click\nclick.prompt('x')",
        "print(1)",
        "f = print",
        "sys.stderr.write('x')",
        "click.secho('x')",
    ],
)
def test_a_way_round_is_seen(code: str) -> None:
    assert ways_round(ast.parse(code))


@pytest.mark.parametrize(
    ("typed", "goes_on"),
    [("是\n", True), ("y\n", True), ("也许\n是\n", True), ("否\n", False), ("\n", False), ("", False)],
)
def test_a_yes_is_said_in_chinese_or_not_at_all(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], typed: str, goes_on: bool
) -> None:
    """Nothing is taken for a yes but a yes; what is neither is asked about again."""
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    if goes_on:
        _screen.confirm("写入？")
    else:
        with pytest.raises(click.Abort):
            _screen.confirm("写入？")
    assert "（是/否）" in capfd.readouterr().err
