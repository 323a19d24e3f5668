"""What of a visit, a result, a removable content is asked of all of them at once: small, and read where they lie folded.

A walk over a long ledger looks at these, and opens what it needs. Each is made from its value whenever that is folded, so it
cannot lag behind; of a value that lies open, it is made when it is asked for.
"""

from __future__ import annotations

import datetime

import msgspec


class VisitBrief(msgspec.Struct, array_like=True, frozen=True, kw_only=True, tag="visit"):
    """Of `living.VisitState`: its record's number, what holds of the visit now, and the ``lacking`` items, which have no result.

    ``draws`` are the ids of those that it serves, its own first; ``trigger`` is the kind of it.
    """

    seq: int
    in_force: bool
    date: datetime.date
    earliest: datetime.date
    body: str
    items: tuple[str, ...]
    lacking: tuple[str, ...]
    inspectors: tuple[str, ...]
    draws: tuple[str, ...]
    elsewhere: str | None
    routine: bool
    trigger: str | None
    approval: str | None
    also_approved: tuple[str, ...]


class ResultBrief(msgspec.Struct, array_like=True, frozen=True, kw_only=True, tag="result"):
    """Of `living.ResultState`: its record's number, the visit's id, and whether a case is still to follow."""

    seq: int
    in_force: bool
    visit: str
    uncased: bool


class ReferenceBrief(msgspec.Struct, array_like=True, frozen=True, kw_only=True, tag="reference"):
    """Of `living.Reference`: the day on which it ended or will end to be public; None while none is set."""

    ends: datetime.date | None


Brief = VisitBrief | ResultBrief | ReferenceBrief
