"""Public lotteries as public randomness, for where no beacon can be reached.

Named issues of state lotteries, drawn on television after the commitment, give their numbers. One issue is too little:
a game with N possible outcomes is worth log2 N bits, and whoever could try that many commitments could look for a
pleasant one. So issues are joined until their outcomes multiply to at least 2^64.

Unlike a beacon's signature, a drawn number proves nothing of itself: the ledger holds what somebody copied, and
everybody
compares it with the announcement, by game and issue. The randomness is SHA-256 over this text::

    ssj/lottery/v1
    kl8 2025076 02 05 09 …
    ssq 2025033 01 05 12 20 28 33+07

one line an issue, in the order of the commitment, each with its newline; numbers stand in two digits (in 排列五 one),
ascending where the game does not care for their order, the second group behind a plus.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from math import comb, prod
from typing import Final

from ssj_publish import errors
from ssj_publish.core.draw import schedule
from ssj_publish.core.kinds.draw import LotteryIssue

_TAG: Final = "ssj/lottery/v1"
#: So many outcomes at least, of all issues together.
LEAST: Final = 2**64


@dataclass(frozen=True, slots=True)
class Group:
    """``count`` numbers from ``first`` to ``last``; ``ordered`` ones may repeat and keep their order."""

    count: int
    first: int
    last: int
    ordered: bool = False

    @property
    def outcomes(self) -> int:
        """How many there are."""
        width = self.last - self.first + 1
        return int(width**self.count) if self.ordered else comb(width, self.count)

    def read(self, text: str) -> tuple[int, ...] | None:
        """The numbers, if ``text`` writes them in the only way."""
        width = 1 if self.ordered else 2
        parts = text.split(" ")
        if len(parts) != self.count or not all(len(one) == width and one.isascii() and one.isdigit() for one in parts):
            return None
        numbers = tuple(map(int, parts))
        if not all(self.first <= one <= self.last for one in numbers):
            return None
        return numbers if self.ordered or all(a < b for a, b in pairwise(numbers)) else None


#: Game → what is drawn, by the rules of 中国福利彩票 (ssq, kl8) and 中国体育彩票 (dlt, pl5).
GAMES: Final[dict[str, tuple[Group, ...]]] = {
    "ssq": (Group(6, 1, 33), Group(1, 1, 16)),
    "dlt": (Group(5, 1, 35), Group(2, 1, 12)),
    "kl8": (Group(20, 1, 80),),
    "pl5": (Group(5, 0, 9, ordered=True),),
}


def outcomes(game: str) -> int:
    """In how many ways one issue of ``game`` can come out.

    >>> outcomes("ssq"), outcomes("dlt"), outcomes("pl5")
    (17721088, 21425712, 100000)
    """
    return prod(group.outcomes for group in GAMES[game])


def check_issues(issues: Sequence[LotteryIssue]) -> None:
    """`errors.LotteryRefused` unless ``issues`` are written as they should be, drawn when they are said to be, each
    once, sorted by game and issue, and enough together: ``reason`` is issue, time, date, order or outcomes."""
    for one in issues:
        if not schedule.well_formed(one):
            raise errors.LotteryRefused(game=one.game, issue=one.issue, reason="issue")
        if not schedule.on_time(one):
            raise errors.LotteryRefused(game=one.game, issue=one.issue, reason="time")
        if not schedule.possible(one):
            raise errors.LotteryRefused(game=one.game, issue=one.issue, reason="date")
    keys = [(one.game, one.issue) for one in issues]
    if keys != sorted(set(keys)):
        raise errors.LotteryRefused(game=keys[0][0], issue=keys[0][1], reason="order")
    if prod(outcomes(one.game) for one in issues) < LEAST:
        raise errors.LotteryRefused(
            game=keys[0][0] if keys else "", issue=keys[0][1] if keys else "", reason="outcomes"
        )


def check_order(issues: Iterable[LotteryIssue]) -> None:
    """`errors.LotteryRefused` (``other``) where of two issues of a game the later number is not drawn later, or one
    issue has two times."""
    last: dict[str, LotteryIssue] = {}
    for one in sorted(issues, key=lambda one: (one.game, one.issue, one.time)):
        before = last.get(one.game)
        if before is not None and (before.issue == one.issue) != (before.time == one.time):
            raise errors.LotteryRefused(game=one.game, issue=one.issue, reason="other")
        if before is not None and before.time > one.time:
            raise errors.LotteryRefused(game=one.game, issue=one.issue, reason="other")
        last[one.game] = one


def text(issues: Sequence[LotteryIssue], numbers: Sequence[str]) -> str:
    """The text that is hashed; `errors.LotteryRefused` where a line's numbers could not have been drawn (``numbers``),
    or there are more or fewer lines than issues (``count``)."""
    if len(issues) != len(numbers):
        raise errors.LotteryRefused(game="", issue="", reason="count")
    lines = [_TAG]
    for one, line in zip(issues, numbers, strict=True):
        groups, parts = GAMES[one.game], line.split("+")
        if len(groups) != len(parts) or any(
            group.read(part) is None for group, part in zip(groups, parts, strict=True)
        ):
            raise errors.LotteryRefused(game=one.game, issue=one.issue, reason="numbers")
        lines.append(f"{one.game} {one.issue} {line}")
    return "\n".join([*lines, ""])


def randomness(issues: Sequence[LotteryIssue], numbers: Sequence[str]) -> bytes:
    """SHA-256 of `text`, 32 bytes."""
    return sha256(text(issues, numbers).encode("ascii")).digest()
