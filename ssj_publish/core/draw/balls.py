"""Balls drawn on the spot (摇珠), before everybody's eyes and on film, for where neither a beacon nor a lottery serves.

The commitment says how many balls are drawn, from which numbers, whether each goes back before the next, where and
when. What comes out is written down in the order in which it came, signed by all parties, with the film's SHA-256 and
size. The
randomness is SHA-256 over two lines, each with its newline::

    ssj/balls/v1
    7 0 3 3 9 …

The film does not enter: who cuts a film could try many. Outcomes have to reach 2^64: twenty digits do (66.4 bits).
"""

from __future__ import annotations

from hashlib import sha256
from math import floor, log2, perm
from typing import Final

from ssj_publish import errors
from ssj_publish.core.draw.lottery import LEAST
from ssj_publish.core.kinds.draw import Balls

_TAG: Final = "ssj/balls/v1"


def outcomes(named: Balls) -> int:
    """In how many ways the drawing can come out, order counted.

    >>> from datetime import datetime
    >>> digits = Balls(count=20, first=0, last=9, returned=True, place="三楼", time=datetime.max, fallback="wait")
    >>> outcomes(digits) == 10**20, bits(digits)
    (True, '66.4')
    """
    width = named.last - named.first + 1
    return int(width**named.count) if named.returned else perm(width, named.count)


def bits(named: Balls) -> str:
    """The same as bits, rounded down to a tenth."""
    return f"{floor(log2(outcomes(named)) * 10) / 10:.1f}"


def check(named: Balls) -> None:
    """`errors.BallsRefused` unless there is something to draw from, and chance enough: ``reason`` is range or
    outcomes."""
    width = named.last - named.first + 1
    if width < 2 or not (named.returned or named.count <= width):
        raise errors.BallsRefused(reason="range", count=named.count)
    if outcomes(named) < LEAST:
        raise errors.BallsRefused(reason="outcomes", count=named.count)


def text(named: Balls, numbers: tuple[str, ...]) -> str:
    """The text that is hashed; `errors.BallsRefused` where ``numbers`` is not one line (``lines``), or could not have
    been drawn or is written in another way (``numbers``).

    Numbers have as many digits as the last one has, and one blank between them.
    """
    if len(numbers) != 1:
        raise errors.BallsRefused(reason="lines", count=named.count)
    parts, width = numbers[0].split(" "), len(str(named.last))
    plain = all(len(one) == width and one.isascii() and one.isdigit() for one in parts)
    if (
        not plain
        or len(parts) != named.count
        or not all(named.first <= int(one) <= named.last for one in parts)
        or not (named.returned or len(set(parts)) == len(parts))
    ):
        raise errors.BallsRefused(reason="numbers", count=named.count)
    return f"{_TAG}\n{numbers[0]}\n"


def randomness(named: Balls, numbers: tuple[str, ...]) -> bytes:
    """SHA-256 of `text`, 32 bytes."""
    return sha256(text(named, numbers).encode("ascii")).digest()
