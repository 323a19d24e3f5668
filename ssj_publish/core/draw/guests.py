"""What a guest gives to a draw: a secret, written on paper or kept on the guest's own device.

    commitment   SHA-256 of the text ``ssj/guest/v1:<secret>``, read aloud before the draw is committed to
    opened       SHA-256 of the text ``ssj/guest-opened/v1:<secret>``: these 32 bytes enter the seed
    absent       SHA-256 of the text ``ssj/guest-absent/v1:<commitment>``: these do, where it was not opened in time

All three are lines of text, so that a guest can make them on any telephone that has a SHA-256. The secret is text of 32
to 128 letters and figures; a commitment to anything else can never be opened.

The guests open first: after the commitment to the draw, which fixes all else, and before the public randomness is known
or, where there is none, before any party opens. So an absent guest stops nothing, and nobody who knows the result
decides whose secret counts.
"""

from __future__ import annotations

from hashlib import sha256

from ssj_publish import errors
from ssj_publish.core.kinds.guests import GuestSecret
from ssj_publish.core.records import Record
from ssj_publish.core.state import Draw, State

#: So many guests may give a secret to one draw.
MOST = 20


def commitment(secret: str) -> str:
    """What a guest publishes beforehand, in hex.

    >>> commitment("0123456789abcdef0123456789abcdef")
    'e35c39e74149519208f635efbc3e9d1cdf16dbd9249f6d3866e81bfe3bc03f2e'
    """
    return sha256(f"ssj/guest/v1:{secret}".encode()).hexdigest()


def check_secret(secret: str, promised: str) -> None:
    """`errors.SecretMismatch` unless ``secret`` is the one that was committed to."""
    if commitment(secret) != promised:
        raise errors.SecretMismatch(commitment=promised)


def opened(secret: str) -> bytes:
    """What an opened secret puts into the seed, 32 bytes."""
    return sha256(f"ssj/guest-opened/v1:{secret}".encode()).digest()


def absent(promised: str) -> bytes:
    """What stands in the seed for a secret that was not opened in time, 32 bytes."""
    return sha256(f"ssj/guest-absent/v1:{promised}".encode()).digest()


def values(draw: Draw) -> list[bytes]:
    """What the guests of ``draw`` put into the seed, in the order of the commitment, once their time is over."""
    return [
        opened(draw.shown[one.id].body.secret) if one.id in draw.shown else absent(one.body.commitment)
        for one in draw.guests
    ]


def standing(state: State, task: str, ordinal: int) -> tuple[Record[GuestSecret], ...]:
    """The guests' promises for one draw, in the ledger's order: a commitment lists all of them."""
    return tuple(one for one in state.guests.values() if (one.body.task, one.body.ordinal) == (task, ordinal))
