"""Which visits of a quarter 纪检组 looks at again: anyone draws the same from the ledger.

The pool are the visits dated in the quarter, void ones too, that were recorded before the round. The round is the
earliest of all public rounds that stand in the ledger for some draw and were published after the quarter's last day: it
is nobody's choice, and when the visits were recorded nobody knew it. A visit's ticket is

    SHA-256("ssj/recheck/v1:<year>-<quarter>:<signature of the round, hex>:<the visit's id>")

in hex; the visits of the smallest tickets, one in twenty and at least two, are looked at again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Final

from ssj_publish.core.clock import ZONE
from ssj_publish.core.state import State

#: One visit in so many, and at least so many.
_ONE_IN: Final = 20
_LEAST: Final = 2


@dataclass(frozen=True, slots=True)
class Round:
    """A public round that stands in the ledger, with its time in Unix seconds."""

    chain: str
    number: int
    time: int
    signature: str


def quarter_of(day: date) -> tuple[int, int]:
    """The year and the quarter (1–4) that ``day`` is in."""
    return day.year, (day.month + 2) // 3


def days(year: int, quarter: int) -> tuple[date, date]:
    """First and last day of a quarter (1–4)."""
    first, after = date(year, 3 * quarter - 2, 1), date(year + quarter // 4, 3 * quarter % 12 + 1, 1)
    return first, after - timedelta(days=1)


def round_of(state: State, year: int, quarter: int) -> Round | None:
    """The round by which the quarter's sample is drawn; None while none stands in the ledger."""
    end = datetime.combine(days(year, quarter)[1] + timedelta(days=1), datetime.min.time(), ZONE).timestamp()
    after = [one for one in _rounds(state) if one.time >= end]
    return min(after, key=lambda one: (one.time, one.chain), default=None)


def pool(state: State, year: int, quarter: int, until: int) -> tuple[str, ...]:
    """The visits of the quarter that were recorded before ``until`` (Unix seconds), in the ledger's order."""
    first, last = days(year, quarter)
    return tuple(
        id_
        for id_, one in state.visits.items()
        if first <= one.record.body.date <= last and one.record.time.timestamp() < until
    )


def sample(state: State, year: int, quarter: int, found: Round) -> tuple[str, ...]:
    """The visits to look at again, in the order of their tickets."""
    among = pool(state, year, quarter, found.time)
    size = min(len(among), max(_LEAST, -(-len(among) // _ONE_IN)))
    return tuple(sorted(among, key=lambda id_: ticket(year, quarter, found.signature, id_))[:size])


def ticket(year: int, quarter: int, signature: str, visit: str) -> str:
    """
    >>> ticket(2025, 1, "84efb467", "00" * 32)[:16]
    '44d246132e626eef'
    """
    return sha256(f"ssj/recheck/v1:{year}-{quarter}:{signature}:{visit}".encode()).hexdigest()


def _rounds(state: State) -> list[Round]:
    found = []
    for key, signature in state.rounds.items():
        chain, _, number = key.rpartition(" ")
        beacon = state.beacon(chain)
        if beacon is not None:
            time = beacon.genesis_time + beacon.period * (int(number) - 1)
            found.append(Round(chain, int(number), time, signature))
    return found
