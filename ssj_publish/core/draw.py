"""The draw itself: a seed, a ticket for each, the smallest tickets win.

By hand, with paper: write every school's number on a slip, and on the slip's other side the *ticket* that the formula
below gives for this number and the seed. Sort the slips by ticket, as words in a dictionary. The first k are drawn;
the rest, in their order, are the substitutes. Nobody can know a ticket before the seed is known, and nobody can
change one afterwards, since the formula is SHA-256 over a text that anyone can type:

    printf '%s' '<seed>:body:<id>' | sha256sum

The seed is SHA-256 over these bytes, in this order:

    "ssj/seed/v1"                                  11 bytes, ASCII
    u32(32) ‖ the commitment record's id           4 + 32 bytes
    u32(number of secrets)                         4 bytes
    for each secret: u32(length) ‖ secret          4 + 32 bytes
    u32(length) ‖ the beacon's randomness          4 + 32 bytes; 4 + 0 where no beacon was named

with u32 the big-endian number in four bytes. The lengths keep one part from passing for another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from hashlib import sha256
from heapq import nsmallest

from ssj_publish import errors

SEED_TAG = b"ssj/seed/v1"
SECRET_TAG = b"ssj/secret/v1"
SECRET_LENGTH = 32
# An inspector's ticket is for a body: two ids joined by a colon. No id holds one itself.
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}(:[A-Za-z0-9][A-Za-z0-9._-]{0,63})?", re.ASCII)


def seed(commit_id: str, secrets: Sequence[bytes], randomness: bytes) -> str:
    """The seed, 64 hex digits, as the module's text says.

    >>> seed("00" * 32, [bytes(32)], b"")
    '3b1c4e7ac49e4abf55f0fc51184d5679e1ad95f800f360ba1822c3d300e6a556'
    """
    parts = [SEED_TAG, _prefixed(bytes.fromhex(commit_id)), _u32(len(secrets))]
    parts.extend(_prefixed(secret) for secret in secrets)
    parts.append(_prefixed(randomness))
    return sha256(b"".join(parts)).hexdigest()


def ticket(seed_hex: str, domain: str, id_: str) -> str:
    """SHA-256 of the text ``<seed>:<domain>:<id>``, 64 hex digits; ``domain`` is ``body`` or ``inspector``."""
    return sha256(f"{seed_hex}:{domain}:{id_}".encode("ascii")).hexdigest()


def order(seed_hex: str, domain: str, ids: Iterable[str]) -> list[tuple[str, str]]:
    """(ticket, id) for all ``ids``, smallest ticket first, equal tickets by id.

    Raises `errors.DuplicateId` and `errors.IdMalformed`: an id twice would be drawn with twice the chance.
    """
    return sorted(_tickets(seed_hex, domain, ids))


def smallest(seed_hex: str, domain: str, ids: Iterable[str], k: int) -> list[tuple[str, str]]:
    """The first ``k`` of `order`, without sorting the rest."""
    return nsmallest(k, _tickets(seed_hex, domain, ids))


def secret_commitment(secret: bytes) -> str:
    """What a party publishes of its secret beforehand: SHA-256("ssj/secret/v1" ‖ secret), in hex."""
    return sha256(SECRET_TAG + secret).hexdigest()


def check_secret(secret: bytes, commitment: str) -> None:
    """`errors.SecretMismatch` unless ``secret`` is 32 bytes and the one that was committed to."""
    if len(secret) != SECRET_LENGTH or secret_commitment(secret) != commitment:
        raise errors.SecretMismatch(commitment=commitment)


def _tickets(seed_hex: str, domain: str, ids: Iterable[str]) -> list[tuple[str, str]]:
    # One hash state holds the common prefix; each ticket copies it.
    prefix = sha256(f"{seed_hex}:{domain}:".encode("ascii"))
    seen: set[str] = set()
    found = []
    for id_ in ids:
        if id_ in seen:
            raise errors.DuplicateId(id=id_)
        if not _ID.fullmatch(id_):
            raise errors.IdMalformed(id=id_)
        seen.add(id_)
        state = prefix.copy()
        state.update(id_.encode("ascii"))
        found.append((state.hexdigest(), id_))
    return found


def _u32(number: int) -> bytes:
    return number.to_bytes(4, "big")


def _prefixed(part: bytes) -> bytes:
    return _u32(len(part)) + part
