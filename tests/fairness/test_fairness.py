"""Evidence that nobody is favoured: by statistics over fixed seeds, each at 0.1 % significance, and by brute force.

A fair draw fails one of these once in a thousand seeds' series; the series is fixed, so that they pass or fail for
ever. Existence and balance of teams against brute force, and the sum of every infeasible instance, stand in
``tests/core/test_assignment.py``.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.fairness import measure
from tests.fairness.picture import PLACE, picture

ALPHA = 0.001


@pytest.mark.slow
def test_every_body_of_a_stratum_is_drawn_equally_often() -> None:
    share = measure.SAMPLE / measure.POOL
    counts = [measure.selections()[body] for body in measure.BODIES]
    statistic = measure.chi_square(counts, measure.DRAWS * share, measure.DRAWS * share * (1 - share))
    assert measure.p_value(statistic, measure.POOL - 1) > ALPHA
    assert sum(counts) == measure.DRAWS * measure.SAMPLE


def test_every_two_bodies_are_drawn_together_equally_often() -> None:
    """No hidden ties between neighbours in the list; 780 pairs, hence Bonferroni's bound for the furthest."""
    share = measure.SAMPLE * (measure.SAMPLE - 1) / (measure.POOL * (measure.POOL - 1))
    deviation = (measure.DRAWS * share * (1 - share)) ** 0.5
    pairs = measure.together()
    assert len(pairs) == 780
    furthest = max(abs(count - measure.DRAWS * share) / deviation for count in pairs.values())
    assert measure.tail(furthest) * len(pairs) > ALPHA


def test_every_body_is_first_substitute_equally_often() -> None:
    heirs = Counter(order[measure.SAMPLE] for order in measure.orders())
    share = 1 / measure.POOL
    counts = [heirs[body] for body in measure.BODIES]
    statistic = measure.chi_square(counts, measure.DRAWS * share, measure.DRAWS * share * (1 - share))
    assert measure.p_value(statistic, measure.POOL - 1) > ALPHA


def test_a_draw_says_nothing_of_the_next() -> None:
    """How many bodies two successive draws share is as hypergeometric chance has it: 2.5 of 10 on average."""
    drawn = [set(order[: measure.SAMPLE]) for order in measure.orders()]
    shared = [len(one & other) for one, other in zip(drawn[::2], drawn[1::2], strict=True)]
    share = measure.SAMPLE / measure.POOL
    mean = measure.SAMPLE * share
    variance = mean * (1 - share) * (measure.POOL - measure.SAMPLE) / (measure.POOL - 1)
    z = (sum(shared) / len(shared) - mean) / (variance / len(shared)) ** 0.5
    assert measure.tail(z) > ALPHA


def test_equally_eligible_inspectors_are_sent_equally_often() -> None:
    """Each draw sends six of seven once: who stays at home is each as often as any other."""
    draws = 3_000
    sent = [measure.visits(draws)[one] for one in measure.INSPECTORS]
    assert sum(sent) == draws * 6
    share = 6 / 7
    statistic = measure.chi_square(sent, draws * share, draws * share * (1 - share))
    assert measure.p_value(statistic, 6) > ALPHA


@pytest.mark.parametrize(
    ("statistic", "degrees", "chance"),
    [(3.841459, 1, 0.05), (43.82020, 19, 0.001), (72.05466, 39, 0.001), (5.348121, 6, 0.5)],
)
def test_the_p_value_is_that_of_the_tables(statistic: float, degrees: int, chance: float) -> None:
    """Published quantiles of the chi-square distribution."""
    assert measure.p_value(statistic, degrees) == pytest.approx(chance, rel=1e-4)


@pytest.mark.parametrize("favoured", [0, 39])
def test_a_bias_would_be_seen(favoured: int) -> None:
    """Else the tests above would show little: drawn a tenth more often than the others, one body stands out."""
    share = measure.SAMPLE / measure.POOL
    counts = [measure.selections()[body] for body in measure.BODIES]
    counts[favoured] += measure.DRAWS // 40
    statistic = measure.chi_square(counts, measure.DRAWS * share, measure.DRAWS * share * (1 - share))
    assert measure.p_value(statistic, measure.POOL - 1) < ALPHA


def test_the_picture_on_the_protocol_page_shows_these_figures() -> None:
    """``python -m tests.fairness`` draws it anew."""
    assert PLACE.read_text("utf-8") == picture()
    page = (Path(__file__).parents[2] / "content" / "pages" / "protocol.md").read_text("utf-8")
    assert f"images/{PLACE.name}" in page
