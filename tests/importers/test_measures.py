"""Days, shares and limits: every notation that offices use, and what is refused instead of guessed."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssj_publish.importers import measures
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
    lambda d: f"{d.year}/{d.month}/{d.day} 0:00",
    lambda d: f"{d.year}/{d.month}/{d.day} 00:00:00",
    lambda d: f"{d.year}-{d.month}-{d.day}T00:00:00.000",
    lambda d: f"{d.year}/{d.month}/{d.day} 上午 12:00:00",
    lambda d: f"{d.year}年{d.month}月{d.day}日 00:00",
    lambda d: f"{d.year}年{d.month}月{d.day}日星期三",
    lambda d: f"{d.year}/{d.month}/{d.day}/",
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


def code_of(parse: Any, value: Any) -> str:
    with pytest.raises(Trouble) as refused:
        parse(value)
    return refused.value.code


@given(DAYS, st.sampled_from(NOTATIONS))
def test_day_in_any_notation(day: date, notation: Any) -> None:
    """Every notation of a day is that day."""
    assert measures.day(notation(day)) == day


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
        ("25-1-6", "day-short"),
        ("1/6/2025", "day-unclear"),
        ("24.3.1", "day-short"),
        ("2024/3/100:00", "day-unclear"),
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
def test_day_is_not_guessed(value: Any, code: str) -> None:
    assert code_of(measures.day, value) == code


@given(st.integers(0, 10_000))
def test_share_has_one_form(k: int) -> None:
    """A share is the same exact fraction whichever way it is written, and 100 is its denominator where it can be."""
    exact = Fraction(k, 10_000)
    percent = f"{k // 100}.{k % 100:02}"
    ways: list[str | float] = [f"{percent}%", f"{percent}％", f" {percent} % ", f"{k}/10000"]
    if k < 10_000:
        ways += [f"0.{k:04}", k / 10_000]
    forms = {measures.share(way) for way in ways}
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
def test_share(value: Any, share: tuple[int, int]) -> None:
    assert measures.share(value) == share


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (5, "ratio-bare"), (1, "ratio-bare"), ("30", "ratio-bare"), ("1.5", "ratio-bare"), ("101%", "ratio-range"),
        ("3/2", "ratio-range"), ("5/0", "ratio-unclear"), ("-5%", "ratio-unclear"), ("不低于5%", "ratio-unclear"),
        ("百分之五点五", "ratio-unclear"), ("百分之十百", "ratio-unclear"), (True, "ratio-unclear"), (1e-20, "ratio-unclear"),
    ],
)  # fmt: skip
def test_share_is_not_guessed(value: Any, code: str) -> None:
    """A bare 1 could be one per cent or all."""
    assert code_of(measures.share, value) == code


@pytest.mark.parametrize(
    ("value", "cap"),
    [
        (2, 2), (2.0, 2), ("2", 2), ("２", 2), ("2次/年", 2), ("不超过2次", 2), ("每年不超过 2 次", 2), ("两次", 2), ("≤3", 3),
        ("年度1次", 1), ("至多三次", 3), ("每年1次", 1), ("2次以内", 2), ("十二次", 12), ("不限", None),
    ],
)  # fmt: skip
def test_cap(value: Any, cap: int | None) -> None:
    assert measures.cap(value) == cap


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("每学期不少于1次", "cap-minimum"), ("至少2次", "cap-minimum"), ("≥1", "cap-minimum"), ("1次以上", "cap-minimum"),
        ("每年不得少于1次", "cap-minimum"), ("每学期1次", "cap-period"), ("每季度不超过1次", "cap-period"), ("两年一次", "cap-period"),
        ("0", "cap-unclear"), (2.5, "cap-unclear"), ("按需", "cap-unsaid"), ("1-2次", "cap-unclear"), (True, "cap-unclear"),
        (date(2025, 1, 2), "cap-unclear"),
    ],
)  # fmt: skip
def test_cap_is_not_a_minimum(value: Any, code: str) -> None:
    """A cell named cap that holds a minimum, or a cap of another span of time, is refused."""
    assert code_of(measures.cap, value) == code


def test_serial_days_are_those_of_a_spreadsheet() -> None:
    """Serial 45663 is 2025-01-06, as Excel shows it."""
    assert measures.day(45663) == date(2025, 1, 6)
    assert date(1899, 12, 30) + timedelta(days=36_526) == date(2000, 1, 1)


@pytest.mark.parametrize(
    ("written", "often"),
    [
        ("A级每2年1次，B级、C级每年1次，D级每年2次", ((1, 2), (1, 1), (1, 1), (2, 1))),
        ("A类每两年一次；B类每年一次；C类每年1次；D类每年两次", ((1, 2), (1, 1), (1, 1), (2, 1))),
        ("A 级每 2 年 1 次，B 级每年 1 次，C 级每年 1 次，D 级每年 2 次", ((1, 2), (1, 1), (1, 1), (2, 1))),
        ("每年1次", ((1, 1),) * 4),
        ("不限", ()),
    ],
)
def test_a_frequency_is_so_many_times_in_so_many_years(written: str, often: tuple[tuple[int, int], ...]) -> None:
    found = measures.frequencies(written, "ABCD")
    assert tuple((one["times"], one["years"]) for one in found) == often
    assert [one["credit_class"] for one in found] == list("ABCD")[: len(often)]


@pytest.mark.parametrize(
    "written", ["A级每年1次", "每学期1次", "A级、B级", "E级每年1次", "A级每年1次，每年2次", "每0年1次"]
)
def test_a_frequency_that_leaves_a_class_out_or_is_no_such_thing_is_refused(written: str) -> None:
    with pytest.raises(Trouble, match="frequency-unclear"):
        measures.frequencies(written, "ABCD")


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2025年4月至11月", date(2025, 4, 1), date(2025, 11, 30)),
        ("3月—11月", date(2026, 3, 1), date(2026, 11, 30)),
        ("三月至十一月", date(2026, 3, 1), date(2026, 11, 30)),
        ("2026年二月", date(2026, 2, 1), date(2026, 2, 28)),
        ("上半年", date(2026, 1, 1), date(2026, 6, 30)),
        ("2025年下半年", date(2025, 7, 1), date(2025, 12, 31)),
        ("第二季度", date(2026, 4, 1), date(2026, 6, 30)),
        ("4季度", date(2026, 10, 1), date(2026, 12, 31)),
        ("全年", date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_a_window_is_from_the_first_day_to_the_last(written: str, first: date, last: date) -> None:
    assert measures.window(written, 2026) == (first, last)


@pytest.mark.parametrize("written", ["3月、9月", "第五季度", "十三月", "适时", "3月-13月"])
def test_a_window_that_is_not_one_stretch_is_refused(written: str) -> None:
    with pytest.raises(Trouble):
        measures.window(written, 2026)


@pytest.mark.parametrize("written", ["二〇二四年三月一日", "二○二四年三月一日", "二零二四年三月一日"])
def test_a_nought_is_written_in_three_ways(written: str) -> None:
    assert measures.day(written) == date(2024, 3, 1)
