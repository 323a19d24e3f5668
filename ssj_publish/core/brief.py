"""What of a visit, a result, a removable content is asked of all of them at once: small, and read where they lie
folded.

A walk over a long ledger looks at these, and opens what it needs. Each is made from its value whenever that is folded,
so it cannot lag behind; of a value that lies open, it is made when it is asked for.
"""

from __future__ import annotations

import datetime

import msgspec


class VisitBrief(msgspec.Struct, array_like=True, frozen=True, kw_only=True, tag="visit"):
    """Of `living.VisitState`: its record's number, what holds of the visit now, and the ``lacking`` items, which have
    no result.

    ``said`` is the date as its record gives it, ``earliest`` the first of all that were ever said; ``noticed`` the day
    on which the body was told. ``draws`` are the ids of those that it serves, its own first; ``trigger`` is the kind of
    it, ``number`` that of the complaint. ``closed``: made on a closed day, with a reason.
    """

    seq: int
    in_force: bool
    date: datetime.date
    said: datetime.date
    earliest: datetime.date
    noticed: datetime.date | None
    arrived: str | None
    left: str | None
    closed: bool
    body: str
    items: tuple[str, ...]
    lacking: tuple[str, ...]
    inspectors: tuple[str, ...]
    draws: tuple[str, ...]
    elsewhere: str | None
    routine: bool
    trigger: str | None
    number: str | None
    approval: str | None
    also_approved: tuple[str, ...]


class ResultBrief(msgspec.Struct, array_like=True, frozen=True, kw_only=True, tag="result"):
    """Of `living.ResultState`: its record's number, what holds of the result now, whether it was ever corrected, and
    the case that followed. ``unlooked``: none of its points applied to the body.
    """

    seq: int
    in_force: bool
    visit: str
    item: str
    code: str
    unlooked: bool
    corrected: bool
    cased: bool


class ReferenceBrief(msgspec.Struct, array_like=True, frozen=True, kw_only=True, tag="reference"):
    """Of `living.Reference`: whose it is and where, its last public day, and the day on which it was ``withheld``."""

    record: str
    seq: int
    place: str
    until: datetime.date | None
    withheld: datetime.date | None

    def over(self, today: datetime.date) -> bool:
        """Whether the content may no longer be public on ``today``."""
        return self.withheld is not None or (self.until is not None and self.until < today)

    @property
    def ends(self) -> datetime.date | None:
        """The day of the withholding record, else the last public day; None while nothing has ended."""
        return self.withheld if self.withheld is not None else self.until


Brief = VisitBrief | ResultBrief | ReferenceBrief
