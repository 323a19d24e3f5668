"""How many are drawn."""

from __future__ import annotations

from fractions import Fraction
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssj_publish import errors
from ssj_publish.core.draw.strata import Ratio, allotted, check_ratios, sample_size

ratios = st.integers(1, 10_000).flatmap(lambda q: st.builds(Ratio, st.integers(0, q), st.just(q)))


@pytest.mark.parametrize(("n", "k"), [(93, 5), (9, 1), (0, 0), (20, 1), (21, 2), (100, 5), (101, 6), (1, 1)])
def test_five_percent_is_rounded_up(n: int, k: int) -> None:
    assert sample_size(n, Ratio(5, 100), 0) == k


def test_an_empty_class_gives_nobody_whatever_the_minimum() -> None:
    assert sample_size(0, Ratio(1, 1), 3) == 0


def test_the_minimum_never_asks_for_more_than_there_are() -> None:
    assert sample_size(2, Ratio(1, 100), 5) == 2
    assert sample_size(9, Ratio(1, 100), 5) == 5


@given(st.integers(0, 10**9), ratios, st.integers(0, 100))
def test_the_integer_rule_is_the_exact_fraction_rounded_up(n: int, ratio: Ratio, minimum: int) -> None:
    assert sample_size(n, ratio, minimum) == min(n, max(minimum, ceil(Fraction(n * ratio.p, ratio.q))))


def test_a_ratio_that_falls_as_credit_falls_is_refused_with_both_classes() -> None:
    with pytest.raises(errors.RatioFalls) as caught:
        check_ratios([("A", Ratio(5, 100)), ("B", Ratio(10, 100)), ("C", Ratio(99, 1000))])
    assert (caught.value.better, caught.value.worse) == ("B", "C")


@given(st.lists(ratios, min_size=2, max_size=5))
def test_equal_or_rising_ratios_pass_and_no_others(found: list[Ratio]) -> None:
    named = [(str(place), ratio) for place, ratio in enumerate(found)]
    exact = [Fraction(ratio.p, ratio.q) for ratio in found]
    if exact == sorted(exact):
        check_ratios(named)
    else:
        with pytest.raises(errors.RatioFalls):
            check_ratios(named)


@given(st.integers(0, 300), st.lists(st.integers(0, 60), min_size=1, max_size=5))
def test_a_number_is_dealt_out_exactly_and_never_less_to_worse_credit(number: int, sizes: list[int]) -> None:
    """The sum is exact, no class gives more than it has, and none a smaller share than all better ones together."""
    parts = allotted(number, sizes)
    assert sum(parts) == min(number, sum(sizes))
    assert all(0 <= part <= size for part, size in zip(parts, sizes, strict=True))
    for at, (part, size) in enumerate(zip(parts, sizes, strict=True)):
        assert sum(parts[:at]) * size <= part * sum(sizes[:at])
