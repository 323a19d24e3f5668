"""How many of a credit class are drawn: exact integers, no floats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ssj_publish import errors


@dataclass(frozen=True, slots=True)
class Ratio:
    """The share p/q, 0 ≤ p ≤ q, q ≥ 1."""

    p: int
    q: int


def sample_size(n: int, ratio: Ratio, minimum: int) -> int:
    """k = min(n, max(minimum, ceil(n·p/q))); nothing is drawn from an empty class."""
    return min(n, max(minimum, -(-n * ratio.p // ratio.q)))


def check_ratios(by_class: Sequence[tuple[str, Ratio]]) -> None:
    """Refuse a ratio that falls as credit falls; ``by_class`` runs from the best class to the worst."""
    for (better, one), (worse, other) in pairwise(by_class):
        if other.p * one.q < one.p * other.q:
            raise errors.RatioFalls(better=better, worse=worse)
