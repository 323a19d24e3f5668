"""名录核对: the register of bodies held against a list that somebody else keeps, so that nobody is left out unseen."""

from __future__ import annotations

from typing import Literal

from ssj_publish.core.kinds.kind import REGISTRARS, Kind, RecordBody
from ssj_publish.core.shapes import BodyId, Count, Day, Line, Shape, Source

MissReason = Literal["to-add", "out-of-scope", "closed", "elsewhere", "other"]


class Miss(Shape, frozen=True, kw_only=True):
    """Who stands in the outside list and not in the register, and why; ``code`` is the 统一社会信用代码 where the list
    has it."""

    name: Line
    code: Line | None = None
    reason: MissReason
    note: Line | None = None


class RegisterComparison(RecordBody, frozen=True, kw_only=True):
    """``authority`` keeps the list, ``title`` is what it calls it, ``date`` its day; ``source`` the file's name and
    digest.

    Of its ``count`` entries ``matched`` are in the register, the others are ``missing``. ``surplus`` are active bodies
    of the ``types`` that the list is of which it does not hold.
    """

    KIND = Kind("register-comparison", (REGISTRARS,))

    authority: Line
    title: Line
    date: Day
    source: Source
    types: tuple[Line, ...] = ()
    count: Count
    matched: Count
    missing: tuple[Miss, ...] = ()
    surplus: tuple[BodyId, ...] = ()
