"""Balls drawn on the spot: enough chance, one way to write what came out, and a text that anybody can hash."""

from __future__ import annotations

from hashlib import sha256
from itertools import product
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssj_publish import errors
from ssj_publish.core.draw import balls
from tests.bureau import BALLS, DIGITS


def named(**changes: Any) -> Any:
    return msgspec.structs.replace(BALLS, **changes)


def test_the_randomness_is_what_printf_and_sha256sum_give() -> None:
    assert balls.randomness(BALLS, DIGITS) == sha256(f"ssj/balls/v1\n{DIGITS[0]}\n".encode()).digest()


@pytest.mark.parametrize("returned", [True, False])
def test_outcomes_are_counted_as_they_are_read(returned: bool) -> None:
    one = named(count=3, first=8, last=11, returned=returned)
    lines = [" ".join(f"{n:02}" for n in three) for three in product(range(6, 14), repeat=3)]
    good = 0
    for line in lines:
        try:
            balls.text(one, (line,))
        except errors.BallsRefused:
            continue
        good += 1
    assert good == balls.outcomes(one)


def test_twenty_digits_are_enough_and_nineteen_are_not() -> None:
    balls.check(BALLS)
    with pytest.raises(errors.BallsRefused, match="outcomes"):
        balls.check(named(count=19))
    balls.check(named(count=21, first=1, last=21, returned=False))
    with pytest.raises(errors.BallsRefused, match="outcomes"):
        balls.check(named(count=20, first=1, last=20, returned=False))


@pytest.mark.parametrize("changes", [{"first": 9}, {"first": 10, "last": 9}, {"returned": False}])
def test_there_is_something_to_draw_from(changes: dict[str, Any]) -> None:
    with pytest.raises(errors.BallsRefused, match="range"):
        balls.check(named(**changes))


@given(st.lists(st.integers(0, 9), min_size=20, max_size=20))
def test_every_outcome_is_taken(digits: list[int]) -> None:
    line = " ".join(map(str, digits))
    assert balls.text(BALLS, (line,)) == f"ssj/balls/v1\n{line}\n"


@pytest.mark.parametrize(
    "line",
    ["", DIGITS[0][2:], f"{DIGITS[0]} 1", f" {DIGITS[0]}", f"{DIGITS[0]} ", f"{DIGITS[0]}\n", DIGITS[0].replace(" ", ""),
     f"x{DIGITS[0][1:]}", f"７{DIGITS[0][1:]}", f"07{DIGITS[0][1:]}", f"-{DIGITS[0][1:]}", DIGITS[0].replace(" ", "  "),
     DIGITS[0].replace(" ", ",")],
)  # fmt: skip
def test_anything_else_is_refused(line: str) -> None:
    with pytest.raises(errors.BallsRefused, match="numbers"):
        balls.text(BALLS, (line,))


@pytest.mark.parametrize("numbers", [(), (DIGITS[0], DIGITS[0])])
def test_there_is_one_line(numbers: tuple[str, ...]) -> None:
    with pytest.raises(errors.BallsRefused, match="lines"):
        balls.text(BALLS, numbers)
