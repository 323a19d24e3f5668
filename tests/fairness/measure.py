"""What is measured of the draw's fairness, over fixed seeds: whoever runs it gets the same figures."""

from __future__ import annotations

from collections import Counter
from functools import cache
from hashlib import sha256
from itertools import combinations
from math import erfc, exp, gamma, log, sqrt

from ssj_publish.core.draw import outcome, tickets
from ssj_publish.core.draw.outcome import Frozen
from ssj_publish.core.kinds.draw import DrawCommit, Slot, Stratum
from tests.bureau import at

#: 20,000 draws of 10 of 40 bodies.
DRAWS, POOL, SAMPLE = 20_000, 40, 10
BODIES = tuple(f"S{number:02d}" for number in range(1, POOL + 1))
INSPECTORS = tuple(f"N{number:02d}" for number in range(1, 8))


def seed(number: int, series: str = "fairness") -> str:
    """The seeds are hashes of consecutive numbers: nobody chose them."""
    return sha256(f"{series} {number}".encode()).hexdigest()


@cache
def orders() -> tuple[tuple[str, ...], ...]:
    """Of each draw the first eleven by ticket: those drawn, and the first substitute."""
    return tuple(
        tuple(id_ for _, id_ in tickets.smallest(seed(number), "body", BODIES, SAMPLE + 1)) for number in range(DRAWS)
    )


@cache
def selections() -> Counter[str]:
    """How often each body was drawn."""
    return Counter(id_ for order in orders() for id_ in order[:SAMPLE])


@cache
def together() -> Counter[tuple[str, str]]:
    """How often each two bodies were drawn together."""
    return Counter(pair for order in orders() for pair in combinations(sorted(order[:SAMPLE]), 2))


@cache
def visits(draws: int = 3_000) -> Counter[str]:
    """How often each of seven equally eligible inspectors was sent, over draws of 3 of 8 bodies with teams of two.

    Six places among seven people: somebody always stays at home, and it should be each as often as any other.
    """
    pool = {f"S{number}": ("A", "2025-01-06") for number in range(8)}
    commit = DrawCommit(
        task="T1", ordinal=1, plan="0" * 64, algorithm="ssj-draw/v1", pool="0" * 64,
        strata=(Stratum(credit_class="A", size=8, p=3, q=8, sample=3),), inspectors=INSPECTORS,
        slots=(Slot(items=("I1",)), Slot(items=("I1",))), cap=20, secrets=(), opens=at("2025-03-28 18:00"),
    )  # fmt: skip
    frozen = Frozen(commit, pool, (frozenset(INSPECTORS),) * 2)
    sent: Counter[str] = Counter()
    for number in range(draws):
        for one in outcome.compute(frozen, seed(number, "teams")).drawn:
            sent.update(one.team)
    return sent


def chi_square(counts: list[int], expected: float, variance: float) -> float:
    """For counts of which each draw gives a fixed sum: chi-square distributed with one degree less than counts."""
    return sum((count - expected) ** 2 for count in counts) / variance * (len(counts) - 1) / len(counts)


def p_value(statistic: float, degrees: int) -> float:
    """The chance of at least ``statistic``: the upper incomplete gamma function (Abramowitz and Stegun 6.5.29,
    26.4)."""
    shape, x = degrees / 2, statistic / 2
    term = total = 1 / shape
    step = shape
    while term > total * 1e-15:
        step += 1
        term *= x / step
        total += term
    return max(0.0, 1 - total * exp(-x + shape * log(x)) / gamma(shape))


def tail(z: float) -> float:
    """The chance that a normal variable lies at least ``z`` standard deviations away, on either side."""
    return erfc(abs(z) / sqrt(2))
