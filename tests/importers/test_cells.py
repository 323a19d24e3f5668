"""One cell at a time: every notation that offices use, and what is refused instead of guessed."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc

from ssj_publish.importers import cells
from ssj_publish.importers.faults import UNCOMPUTED, Trouble

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
WIDE = {ord("0") + n: ord("０") + n for n in range(10)}
#: How a day is written; the last two only by a spreadsheet.
NOTATIONS = (
    lambda d: f"{d:%Y-%m-%d}",
    lambda d: f"{d.year}/{d.month}/{d.day}",
    lambda d: f"{d.year}.{d.month}.{d.day}",
    lambda d: f"{d.year}年{d.month}月{d.day}日",
    lambda d: f"{d:%Y%m%d}",
    lambda d: f" {d.year} 年 {d.month} 月 {d.day} 号 ",
    lambda d: f"{d:%Y-%m-%d} 00:00:00",
    lambda d: f"{d.year}．{d.month}．{d.day}".translate(WIDE),
    lambda d: f"\u200b{d.year}－{d.month:02}－{d.day:02}\u3000",
    lambda d: int(f"{d:%Y%m%d}"),
    lambda d: float(f"{d:%Y%m%d}"),
    lambda d: (d - date(1899, 12, 30)).days,
    lambda d: float((d - date(1899, 12, 30)).days) + 0.5,
    lambda d: str((d - date(1899, 12, 30)).days),
    lambda d: d,
    lambda d: datetime(d.year, d.month, d.day, 13, 5),
)


def code_of(parse, value) -> str:
    with pytest.raises(Trouble) as refused:
        parse(value)
    return refused.value.code


@given(DAYS, st.sampled_from(NOTATIONS))
def test_day_in_any_notation(day: date, notation) -> None:
    """Every notation of a day is that day."""
    assert cells.day(notation(day)) == day


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("2025-02-30", "day-impossible"),
        ("2025年13月1日", "day-impossible"),
        ("20250231", "day-impossible"),
        (20250431, "day-impossible"),
        ("2025年6月", "day-missing"),
        ("2025.6", "day-missing"),
        ("202506", "day-missing"),
        (2025, "day-missing"),
        ("25-1-6", "day-unclear"),
        ("1/6/2025", "day-unclear"),
        ("2025-1/6", "day-unclear"),
        ("长期", "day-unclear"),
        ("2025-01-06 2025-01-07", "day-unclear"),
        ("2025-01-066", "day-unclear"),
        (True, "day-unclear"),
        (20250, "day-unclear"),
        ("0225-01-06", "day-range"),
        (date(1900, 1, 1), "day-range"),
        ("#N/A", "cell-error"),
        (UNCOMPUTED, "formula"),
    ],
)
def test_day_is_not_guessed(value, code: str) -> None:
    assert code_of(cells.day, value) == code


@given(st.integers(0, 10_000))
def test_share_has_one_form(k: int) -> None:
    """A share is the same exact fraction whichever way it is written, and 100 is its denominator where it can be."""
    exact = Fraction(k, 10_000)
    percent = f"{k // 100}.{k % 100:02}"
    ways = [f"{percent}%", f"{percent}％", f" {percent} % ", f"{k}/10000"]
    if k < 10_000:
        ways += [f"0.{k:04}", k / 10_000]
    forms = {cells.share(way) for way in ways}
    assert len(forms) == 1
    ((p, q),) = forms
    assert Fraction(p, q) == exact
    assert q == (100 if k % 100 == 0 else 1000 if k % 10 == 0 else 10_000)


@pytest.mark.parametrize(
    ("value", "share"),
    [
        ("5%", (5, 100)), ("５％", (5, 100)), (0.05, (5, 100)), ("5/100", (5, 100)), ("1/20", (5, 100)), ("百分之五", (5, 100)),
        ("百分之三十", (30, 100)), ("百分之百", (100, 100)), ("百分之二十五", (25, 100)), ("100%", (100, 100)), ("全覆盖", (100, 100)),
        ("0", (0, 100)), ("1/3", (1, 3)), ("5‰", (5, 1000)), (0.1 + 0.2, (30, 100)), ("2.5%", (25, 1000)),
    ],
)  # fmt: skip
def test_share(value, share: tuple[int, int]) -> None:
    assert cells.share(value) == share


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (5, "ratio-bare"), (1, "ratio-bare"), ("30", "ratio-bare"), ("1.5", "ratio-bare"), ("101%", "ratio-range"),
        ("3/2", "ratio-range"), ("5/0", "ratio-unclear"), ("-5%", "ratio-unclear"), ("不低于5%", "ratio-unclear"),
        ("百分之五点五", "ratio-unclear"), ("百分之十百", "ratio-unclear"), (True, "ratio-unclear"), (1e-20, "ratio-unclear"),
    ],
)  # fmt: skip
def test_share_is_not_guessed(value, code: str) -> None:
    """A bare 1 could be one per cent or all."""
    assert code_of(cells.share, value) == code


@pytest.mark.parametrize(
    ("value", "cap"),
    [
        (2, 2), (2.0, 2), ("2", 2), ("２", 2), ("2次/年", 2), ("不超过2次", 2), ("每年不超过 2 次", 2), ("两次", 2), ("≤3", 3),
        ("年度1次", 1), ("至多三次", 3), ("每年1次", 1), ("2次以内", 2), ("十二次", 12), ("不限", None),
    ],
)  # fmt: skip
def test_cap(value, cap: int | None) -> None:
    assert cells.cap(value) == cap


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("每学期不少于1次", "cap-minimum"), ("至少2次", "cap-minimum"), ("≥1", "cap-minimum"), ("1次以上", "cap-minimum"),
        ("每年不得少于1次", "cap-minimum"), ("每学期1次", "cap-period"), ("每季度不超过1次", "cap-period"), ("两年一次", "cap-period"),
        ("0", "cap-unclear"), (2.5, "cap-unclear"), ("按需", "cap-unclear"), ("1-2次", "cap-unclear"), (True, "cap-unclear"),
        (date(2025, 1, 2), "cap-unclear"),
    ],
)  # fmt: skip
def test_cap_is_not_a_minimum(value, code: str) -> None:
    """A cell named cap that holds a minimum, or a cap of another span of time, is refused."""
    assert code_of(cells.cap, value) == code


ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@st.composite
def credit_codes(draw) -> str:
    stem = draw(st.text("0123456789", min_size=8, max_size=8)) + draw(st.text(ALPHABET, min_size=9, max_size=9))
    return stem + uscc.calc_check_digit(stem)


@given(credit_codes(), st.data())
def test_credit_code(code: str, data) -> None:
    """A code is read through full width, lower case and spaces; one changed place is always noticed."""
    mangled = "".join(data.draw(st.sampled_from([c, c.lower(), chr(ord(c) + 0xFEE0), f"{c} ", f"\u200b{c}"])) for c in code)
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
def test_credit_code_refused(value, code: str) -> None:
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
def test_identifier(value, id_: str) -> None:
    assert cells.identifier(value) == id_


@pytest.mark.parametrize("value", ["民办-01", "-1", "a" * 65, "a/b", "a:b", "../x", ".hidden"])
def test_identifier_refused(value: str) -> None:
    assert code_of(cells.identifier, value) == "id-malformed"


@given(st.text(max_size=200))
def test_text_is_clean(raw: str) -> None:
    """Whatever a cell holds, what is read is canonical: no stray space, nothing invisible, and reading it again changes nothing."""
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


@pytest.mark.parametrize("value", [None, "", " ", "\u3000", "—", "／", "无", "\u200b", "N/A", "-"])
def test_blank(value) -> None:
    assert cells.blank(value)


@pytest.mark.parametrize("value", [0, 0.0, False, "0", "无锡", UNCOMPUTED])
def test_not_blank(value) -> None:
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
def test_twins(name: str, data) -> None:
    """Width, case and spaces make no other name."""
    spread = "".join(c + data.draw(st.sampled_from(["", " ", "\u200b", "\u3000"])) for c in name)
    assert cells.twin(spread.swapcase()) == cells.twin(name)


def test_serial_days_are_those_of_a_spreadsheet() -> None:
    """Serial 45663 is 2025-01-06, as Excel shows it."""
    assert cells.day(45663) == date(2025, 1, 6)
    assert date(1899, 12, 30) + timedelta(days=36_526) == date(2000, 1, 1)
