"""One cell at a time: every notation that offices use, and what is refused instead of guessed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc

from ssj_publish.importers import cells
from ssj_publish.importers.faults import UNCOMPUTED, Trouble


def code_of(parse: Any, value: Any) -> str:
    with pytest.raises(Trouble) as refused:
        parse(value)
    return refused.value.code


ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@st.composite
def credit_codes(draw: Any) -> str:
    stem = draw(st.text("0123456789", min_size=8, max_size=8)) + draw(st.text(ALPHABET, min_size=9, max_size=9))
    return f"{stem}{uscc.calc_check_digit(stem)}"


@given(credit_codes(), st.data())
def test_credit_code(code: str, data: Any) -> None:
    """A code is read through full width, lower case and spaces; one changed place is always noticed."""
    mangled = "".join(
        data.draw(st.sampled_from([c, c.lower(), chr(ord(c) + 0xFEE0), f"{c} ", f"\u200b{c}"])) for c in code
    )
    assert cells.credit_code(mangled) == code
    at = data.draw(st.integers(0, 17))
    other = data.draw(st.sampled_from([c for c in ("0123456789" if at < 8 else ALPHABET) if c != code[at]]))
    assert code_of(cells.credit_code, code[:at] + other + code[at + 1 :]) == "code-check"


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (9.1e17, "precision-lost"), ("9.1E+17", "precision-lost"), ("９.１Ｅ＋１７", "precision-lost"), ("9.1e17", "precision-lost"),
        (910000000000000000, "precision-lost"), (91990122123456700, "precision-lost"), ("91990122N90G1MH04", "code-length"),
        ("91990122N90G1MH0488", "code-length"), ("91990122I90G1MH048", "code-format"), ("A1990122N90G1MH048", "code-format"),
        (datetime(2025, 1, 6), "code-converted"), (1.5, "code-converted"), ("统一社会信用代码统一社会信用代码待补", "code-format"),
    ],
)  # fmt: skip
def test_credit_code_refused(value: Any, code: str) -> None:
    assert code_of(cells.credit_code, value) == code


@given(st.integers(0, 10**15 - 1))
def test_numbers_keep_all_digits(number: int) -> None:
    """Up to fifteen digits a spreadsheet is exact."""
    assert cells.token(number) == cells.token(float(number)) == str(number)


def test_long_numbers_that_were_not_rounded_are_kept() -> None:
    """Sixteen and more digits can stand in a file that no spreadsheet has rounded."""
    assert cells.token(990122240001000017) == "990122240001000017"
    assert code_of(cells.token, 990122240001000000) == "precision-lost"


@pytest.mark.parametrize(
    ("value", "id_"),
    [("ＤＸ－０００１", "DX-0001"), (" DX -0001\n", "DX-0001"), ("DX—1", "DX-1"), (17, "17"), ("'007", "007")],
)
def test_identifier(value: Any, id_: str) -> None:
    assert cells.identifier(value) == id_


@pytest.mark.parametrize("value", ["民办-01", "-1", "a" * 65, "a/b", "a:b", "../x", ".hidden"])
def test_identifier_refused(value: str) -> None:
    assert code_of(cells.identifier, value) == "id-malformed"


@given(st.text(max_size=200))
def test_text_is_clean(raw: str) -> None:
    """Whatever a cell holds, what is read is canonical: no stray space, nothing invisible, and reading it again changes
    nothing."""
    for parse in (cells.line, cells.name, cells.text):
        try:
            found = parse(raw)
        except Trouble as refused:
            assert refused.code in {"garbled", "cell-error"}
            continue
        assert parse(found) == found
        assert found == found.strip()
        assert "\n" not in found or parse is cells.text
        assert not set(found) & set("\u200b\ufeff\u202e\r\t\x00\u2028\u00ad")


def test_spaces() -> None:
    """Spaces that align a name go; those that part words in a title stay."""
    assert cells.name("王　芳 ") == "王芳"
    assert cells.name("安澜县 第一 小学（ 东 区）") == "安澜县第一小学（东区）"
    assert cells.line("教育部  国家市场监督管理总局令") == "教育部 国家市场监督管理总局令"
    assert cells.text("甲 \r\n\r\n 乙") == "甲\n乙"
    assert cells.name("cafe\u0301 ") == "caf\u00e9"


@pytest.mark.parametrize("value", [None, "", " ", "\u3000", "—", "／", "无", "\u200b", "N/A", "-", "\\"])
def test_blank(value: Any) -> None:
    assert cells.blank(value)


@pytest.mark.parametrize("value", [0, 0.0, False, "0", "无锡", UNCOMPUTED])
def test_not_blank(value: Any) -> None:
    assert not cells.blank(value)


def test_names() -> None:
    assert cells.names("JY-01，JY-02、JY-03；JY-04;JY-05\nJY-06 JY-01") == tuple(f"JY-0{n}" for n in range(1, 7))


@pytest.mark.parametrize(
    ("value", "points"),
    [
        ("招生、收费、财务", ("招生", "收费", "财务")),
        ("1.招生；2.收费、退费；3、公示。", ("招生", "收费、退费", "公示")),
        ("（一）招生\n（二）收费，退费", ("招生", "收费，退费")),
        ("1.招生 2.收费 3.公示", ("招生", "收费", "公示")),
        ("证照（办学许可、民非登记）、收费", ("证照（办学许可、民非登记）", "收费")),
        ("3、4年级作业量", ("3", "4年级作业量")),
        ("1.5米线", ("1.5米线",)),
        ("①招生②收费", ("招生", "收费")),
    ],
)
def test_points(value: str, points: tuple[str, ...]) -> None:
    """The strongest separator divides; weaker ones stay inside the points."""
    assert cells.points(value) == points


@given(st.text("甲ＡaA （）(). \u200b\u3000", min_size=1, max_size=12), st.data())
def test_twins(name: str, data: Any) -> None:
    """Width, case and spaces make no other name."""
    spread = "".join(c + data.draw(st.sampled_from(["", " ", "\u200b", "\u3000"])) for c in name)
    assert cells.twin(spread.swapcase()) == cells.twin(name)


def test_a_true_cell_is_a_yes() -> None:
    assert (cells.text(True), cells.line(False)) == ("是", "否")
