"""The acts of a draw's guests: make a secret, have it recorded, open it; and by when."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import datetime, timedelta
from math import log2
from typing import Any, cast

from ssj_publish import errors
from ssj_publish.core.clock import moment
from ssj_publish.core.draw import guests
from ssj_publish.core.draw.commitment import Choices
from ssj_publish.core.kinds.guests import GuestReveal, GuestSecret
from ssj_publish.core.records import Record
from ssj_publish.core.rules import randomness
from ssj_publish.core.rules.attendance import LEAD
from ssj_publish.core.signatures import PublicKey
from ssj_publish.core.state import Draw, State
from ssj_publish.office import draws
from ssj_publish.office.desk import Step

#: What people write down by chance: throws of dice, figures, hex digits, anything.
_SIGNS = ("123456", "0123456789", "0123456789abcdef", "0123456789abcdefghijklmnopqrstuvwxyz")
#: What the guests get where no public randomness sets an end.
_HALF_AN_HOUR = timedelta(minutes=30)


def fresh() -> str:
    """A secret for who would rather not throw dice: 160 random bits in hex."""
    return secrets.token_hex(20)


def check_words(words: str) -> None:
    """`errors.GuestWordsWeak` for what could be guessed, or could not be opened: 128 bits are asked for, reckoned by
    the kind of signs that are used, and no few signs over and over."""
    used = set(words)
    alphabet = next((len(signs) for signs in _SIGNS if used <= set(signs)), 0)
    weak = len(words) * log2(max(alphabet, 1)) < 128 or len(used) < 4
    if not 32 <= len(words) <= 128 or weak:
        raise errors.GuestWordsWeak()


def promise(state: State, task: str, capacity: str, secret: str, key: PublicKey | None = None) -> Step:
    """`promised`, by whoever knows the secret."""
    return promised(state, task, capacity, guests.commitment(secret), key)


def promised(state: State, task: str, capacity: str, commitment: str, key: PublicKey | None = None) -> Step:
    """What a guest of the next draw of ``task`` has read aloud, as 纪检组 records it; with a ``key`` the guest signs
    too."""
    ordinal = draws.next_ordinal(state, task)
    line = key.openssh if key is not None else None
    return Step(GuestSecret(task=task, ordinal=ordinal, capacity=capacity, commitment=commitment, key=line))


def reveal(draw: Draw, guest: Record[GuestSecret], secret: str, key: PublicKey | None = None) -> Step:
    """A guest's secret is opened; with a ``key`` by the guest alone."""
    line = key.openssh if key is not None else None
    return Step(GuestReveal(draw=draw.id, guest=guest.id, secret=secret, key=line))


def whose(draw: Draw, secret: str) -> Record[GuestSecret]:
    """Which guest's ``secret`` it is; `errors.GuestUnknown` for nobody's."""
    found = next((one for one in draw.guests if one.body.commitment == guests.commitment(secret)), None)
    if found is None:
        raise errors.GuestUnknown(task=draw.commit.task)
    return found


def with_time(state: State, choices: Choices, now: datetime) -> Choices:
    """``choices`` with the latest ``guests_by`` that they allow, where guests stand; half an hour without
    randomness."""
    if choices.guests_by is not None or not guests.standing(state, choices.task, choices.ordinal):
        return choices
    known = randomness.first(state, cast(Any, choices))  # as a commitment, they name the source
    by = moment(known) - LEAD if known else now + _HALF_AN_HOUR
    return replace(choices, guests_by=by)
