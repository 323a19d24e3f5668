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


def allotted(number: int, sizes: Sequence[int]) -> tuple[int, ...]:
    """``number`` bodies (all, if there are fewer) dealt out over classes of these ``sizes``, from the best to the
    worst.

    From the worst class upward, each takes its share of what is left, rounded up: k = ceil(n·left ÷ bodies left). So
    the sum is exact, and no class gives a smaller share than all better ones together. Ten of 98, 1 and 1:

    >>> allotted(10, (98, 1, 1))
    (8, 1, 1)
    """
    bodies = sum(sizes)
    left = min(number, bodies)
    found: list[int] = []
    for size in reversed(sizes):
        found.append(-(-size * left // bodies) if bodies else 0)
        left -= found[-1]
        bodies -= size
    return tuple(reversed(found))


def check_ratios(by_class: Sequence[tuple[str, Ratio]]) -> None:
    """Refuse a ratio that falls as credit falls; ``by_class`` runs from the best class to the worst."""
    for (better, one), (worse, other) in pairwise(by_class):
        if other.p * one.q < one.p * other.q:
            raise errors.RatioFalls(better=better, worse=worse)
