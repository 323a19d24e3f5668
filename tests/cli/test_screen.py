"""The one way out: text from elsewhere is shown and never obeyed, and nothing in the house goes round it."""

from __future__ import annotations

import ast
import io
import json

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssj_publish.cli import _screen
from ssj_publish.words.visible import visible, visible_json
from tests.test_house import TREES

#: What a terminal, or the order of reading, would obey.
ACTING = [
    *range(0x20), *range(0x7F, 0xA0), 0x00AD, 0x061C, *range(0x200B, 0x2010), *range(0x2028, 0x202F),
    *range(0x2060, 0x2070), 0xFEFF, 0xFFF9, 0xFFFA, 0xFFFB, 0xD800, 0xDC80, 0xDFFF, 0xE0001, 0xE0041,
    0x034F, 0x115F, 0x1160, 0x3164, 0xFFA0, 0x17B4, 0x180E, 0x180F,
]  # fmt: skip


@pytest.mark.parametrize("code", ACTING, ids=hex)
def test_what_acts_or_hides_is_shown_by_its_number(code: int) -> None:
    assert visible(f"前{chr(code)}后") == f"前<U+{code:04X}>后"


@pytest.mark.parametrize(
    "text",
    [
        "安澜县教育局（虚构）：《教育法》第六十二条　“双随机、一公开”，A—B，①—⑩，№ 3，25 ℃",
        "é ü ñ Ω я ｱ 한국어 ไทย हिन्दी العربية 𠮷 龘 𰻞 葛󠄀 👍 é",
        "\U0002ebf0 \U00031350",  # newer than Python 3.11's tables, and people's names
        "",
    ],
)
def test_other_text_stays_as_it_is(text: str) -> None:
    assert visible(text) == text


@given(st.text(st.characters()))
def test_what_is_shown_is_shown_the_same_again(text: str) -> None:
    """And is one line, whatever anybody calls a line."""
    shown = visible(text)
    assert visible(shown) == shown
    assert shown.splitlines() in ([shown], [])


@given(
    st.recursive(st.text(st.characters()), lambda one: st.lists(one) | st.dictionaries(st.text(), one), max_leaves=20)
)
def test_json_stays_json(value: object) -> None:
    """It says the same to a machine, and holds nothing that acts on a screen."""
    text = visible_json(json.dumps(value, ensure_ascii=False, indent=2))
    assert json.loads(text) == value
    for line in text.split("\n"):
        assert visible(line) == line


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
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            asked = (node.value.id, node.attr)
            above = parents.get(node)
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
