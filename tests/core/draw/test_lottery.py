"""Public lotteries: one way to write what was drawn, enough chance, and a text that anybody can hash."""

from __future__ import annotations

from hashlib import sha256
from itertools import combinations, product
from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssj_publish import errors
from ssj_publish.core.draw import lottery
from ssj_publish.core.kinds.draw import LotteryIssue
from tests.bureau import LOTTERIES, NUMBERS, at

ISSUES = LOTTERIES.issues


#: Drawn on Thursday 27 March 2025, 大乐透 the day before.
TIMES = {"ssq": "2025-03-27 21:15", "kl8": "2025-03-27 21:30", "pl5": "2025-03-27 21:25", "dlt": "2025-03-26 21:25"}


def issue(game: str = "ssq", number: str = "2025033", time: str = "") -> LotteryIssue:
    return LotteryIssue(game=game, issue=number, time=at(time or TIMES[game]))  # type: ignore[arg-type]  # a code


def why(fault: pytest.ExceptionInfo[errors.LotteryRefused]) -> str:
    return str(fault.value.data["reason"])


def test_the_randomness_is_what_printf_and_sha256sum_give() -> None:
    text = f"ssj/lottery/v1\nkl8 2025076 {NUMBERS[0]}\nssq 2025033 {NUMBERS[1]}\n"
    assert lottery.text(ISSUES, NUMBERS) == text
    assert lottery.randomness(ISSUES, NUMBERS) == sha256(text.encode()).digest()


@pytest.mark.parametrize(("game", "bits"), [("ssq", 24.08), ("dlt", 24.35), ("kl8", 61.62), ("pl5", 16.61)])
def test_the_outcomes_are_those_of_the_games_rules(game: str, bits: float) -> None:
    assert log2(lottery.outcomes(game)) == pytest.approx(bits, abs=0.01)


def test_outcomes_are_counted_as_they_are_read() -> None:
    """A small game of each sort, by trying every text."""
    for group, tries in (
        (lottery.Group(2, 1, 5), [" ".join(f"{n:02}" for n in pair) for pair in product(range(8), repeat=2)]),
        (lottery.Group(2, 0, 3, ordered=True), [" ".join(map(str, pair)) for pair in product(range(8), repeat=2)]),
    ):
        assert sum(group.read(one) is not None for one in tries) == group.outcomes


@given(st.sets(st.integers(1, 33), min_size=6, max_size=6), st.integers(1, 16))
def test_every_outcome_of_a_game_is_taken(red: set[int], blue: int) -> None:
    line = f"{' '.join(f'{one:02}' for one in sorted(red))}+{blue:02}"
    assert lottery.text([issue()], [line]).endswith(f" {line}\n")


@pytest.mark.parametrize(
    "line",
    [
        "", "01 05 12 20 28 33", "01 05 12 20 28+07", "01 05 12 20 28 33 07", "05 01 12 20 28 33+07", "01 01 12 20 28 33+07",
        "00 05 12 20 28 33+07", "01 05 12 20 28 34+07", "01 05 12 20 28 33+17", "1 05 12 20 28 33+07", "01  05 12 20 28 33+07",
        "01 05 12 20 28 33 +07", "01 05 12 20 28 33+07+01", "01 05 12 20 28 33+07 ", "01 05 12 20 28 33+07\n", "０1 05 12 20 28 33+07",
        "01,05,12,20,28,33+07", "+1 05 12 20 28 33+07", "²1 05 12 20 28 33+07",
    ],
)  # fmt: skip
def test_anything_else_is_refused(line: str) -> None:
    with pytest.raises(errors.LotteryRefused) as fault:
        lottery.text([issue()], [line])
    assert why(fault) == "numbers"


def test_order_counts_where_the_game_says_so() -> None:
    lottery.text([issue("pl5", "25076")], ["9 0 0 3 1"])
    for line in ("9 0 0 3", "9 0 0 3 10", "09 00 00 03 01"):
        with pytest.raises(errors.LotteryRefused):
            lottery.text([issue("pl5", "25076")], [line])


@pytest.mark.parametrize("numbers", [(), NUMBERS[:1], (*NUMBERS, NUMBERS[1])])
def test_there_is_a_line_for_each_issue(numbers: tuple[str, ...]) -> None:
    with pytest.raises(errors.LotteryRefused) as fault:
        lottery.text(ISSUES, numbers)
    assert why(fault) == "count"


def test_issues_are_taken_when_their_outcomes_reach_two_to_the_64th() -> None:
    games = {"dlt": "25032", "kl8": "2025076", "pl5": "25076", "ssq": "2025033"}
    for size in (1, 2, 3, 4):
        for chosen in combinations(sorted(games), size):
            bits = sum(log2(lottery.outcomes(game)) for game in chosen)
            issues = [issue(game, games[game]) for game in chosen]
            if bits >= 64:
                lottery.check_issues(issues)
            else:
                with pytest.raises(errors.LotteryRefused) as fault:
                    lottery.check_issues(issues)
                assert why(fault) == "outcomes"


@pytest.mark.parametrize(
    ("issues", "reason"),
    [
        ([], "outcomes"),
        ([issue("kl8", "2025076")] * 2, "order"),
        ([issue("ssq"), issue("kl8", "2025076")], "order"),
        ([issue("kl8", "2025076"), issue("ssq", "第33期")], "issue"),
        ([issue("kl8", "2025076"), issue("ssq", "1925034")], "issue"),
        ([issue("kl8", "2025076"), issue("ssq", "20250331")], "issue"),
        ([issue("kl8", "2025076"), issue("ssq", "２０２５０３４")], "issue"),
        ([issue("kl8", "2025076"), issue("ssq", "25033")], "issue"),
        ([issue("kl8", "25076"), issue("ssq")], "issue"),
        ([issue("kl8", "2025076"), issue("pl5", "2025076")], "issue"),
        ([issue("kl8", "2025000"), issue("ssq")], "issue"),
        ([issue("kl8", "2025367"), issue("ssq")], "issue"),
        ([issue("kl8", "2025076", "2025-03-27 21:29"), issue("ssq")], "time"),
        ([issue("kl8", "2025076", "2025-03-27 03:00"), issue("ssq")], "time"),
        ([issue("kl8", "2025076"), issue("ssq", "2025033", "2025-03-28 21:15")], "time"),
        ([issue("dlt", "25032", "2025-03-27 21:25"), issue("kl8", "2025076")], "time"),
        ([issue("kl8", "2025027", "2025-01-30 21:30"), issue("ssq")], "time"),
        ([issue("kl8", "2025075"), issue("ssq")], "date"),
        ([issue("kl8", "2025077"), issue("ssq")], "date"),
        ([issue("kl8", "2024076"), issue("ssq")], "date"),
        ([issue("kl8", "2025076"), issue("pl5", "24076")], "date"),
        ([issue("kl8", "2025076"), issue("ssq", "2025034")], "date"),
        ([issue("kl8", "2025076"), issue("ssq", "2025366")], "date"),
    ],
)
def test_issues_that_do_not_hold(issues: list[LotteryIssue], reason: str) -> None:
    with pytest.raises(errors.LotteryRefused) as fault:
        lottery.check_issues(issues)
    assert why(fault) == reason
