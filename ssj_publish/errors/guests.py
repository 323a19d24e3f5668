"""Guests of a draw: their promises, their keys of the day, their time."""

from __future__ import annotations

from ssj_publish.errors.base import BadInput, Refused


class GuestsFull(Refused):
    """More than ``most`` guests in one draw."""

    field = "task"


class GuestUnsigned(Refused):
    """The guest's key of the day has not signed."""

    field = "key"


class GuestKeyWrong(Refused):
    """A reveal brings another key than the promise."""

    field = "key"


class GuestKeyShared(Refused):
    """A guest's ``key`` is also a role's, a log's, a witness's, or another guest's of the draw."""

    field = "key"


class GuestsTimeWrong(Refused):
    """``guests_by`` missing, not wanted, or without time before or behind it."""

    field = "guests_by"


class GuestsFirst(Refused):
    """Something is opened while it is the guests' time."""

    field = "draw"


class GuestLate(Refused):
    """A guest's reveal after ``guests_by``, or behind a party's."""

    field = "draw"


class GuestUnknown(BadInput):
    """A guest's secret that fits no promise of the draw of ``task``."""


class GuestWordsWeak(BadInput):
    """What a guest has written is too short, too plain, or not of the letters and figures that can be opened."""
