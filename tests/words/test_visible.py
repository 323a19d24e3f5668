"""Text from elsewhere, shown so that a screen obeys nothing in it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssj_publish.words.visible import visible, visible_json

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
