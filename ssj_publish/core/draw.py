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
from math import isqrt

from ssj_publish import errors

SEED_TAG = b"ssj/seed/v1"
SECRET_TAG = b"ssj/secret/v1"
SECRET_LENGTH = 32
# An inspector's ticket is for a body: two ids joined by a colon. No id holds one itself.
_NAME = r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}"
_IDS = re.compile(rf"(?:{_NAME}(?::{_NAME})?\n)*+", re.ASCII)


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
    pool = list(ids)
    return sorted((digest.hex(), id_) for digest, id_ in zip(_digests(seed_hex, domain, pool), pool, strict=True))


def smallest(seed_hex: str, domain: str, ids: Iterable[str], k: int) -> list[tuple[str, str]]:
    """The first ``k`` of `order`, without sorting the rest: the way for big pools."""
    pool = list(ids)
    digests = _digests(seed_hex, domain, pool)
    # Tickets are spread evenly, so a bound a little above k/n of their range keeps k and few more. Where it does not,
    # the whole pool is sorted.
    bound = (min(2**256 - 1, (k + 4 * isqrt(k) + 16) * 2**256 // max(1, len(pool)))).to_bytes(32, "big")
    kept = sorted([pair for pair in zip(digests, pool, strict=True) if pair[0] <= bound])
    if len(kept) < min(k, len(pool)):
        kept = sorted(zip(digests, pool, strict=True))
    return [(digest.hex(), id_) for digest, id_ in kept[:k]]


def secret_commitment(secret: bytes) -> str:
    """What a party publishes of its secret beforehand: SHA-256("ssj/secret/v1" ‖ secret), in hex."""
    return sha256(SECRET_TAG + secret).hexdigest()


def check_secret(secret: bytes, commitment: str) -> None:
    """`errors.SecretMismatch` unless ``secret`` is 32 bytes and the one that was committed to."""
    if len(secret) != SECRET_LENGTH or secret_commitment(secret) != commitment:
        raise errors.SecretMismatch(commitment=commitment)


def _digests(seed_hex: str, domain: str, pool: Sequence[str]) -> list[bytes]:
    """The tickets as 32 bytes each, in the order of ``pool``."""
    lines = "\n".join([*pool, ""])
    if not _IDS.fullmatch(lines) or lines.count("\n") != len(pool):
        raise errors.IdMalformed(id=next(id_ for id_ in pool if "\n" in id_ or not _IDS.fullmatch(f"{id_}\n")))
    if len(set(pool)) != len(pool):
        raise errors.DuplicateId(id=_twice(pool))
    # One hash state holds the common prefix; each ticket copies it.
    fresh = sha256(f"{seed_hex}:{domain}:".encode("ascii")).copy
    digests = []
    for id_ in lines.encode("ascii").split(b"\n")[:-1]:
        state = fresh()
        state.update(id_)
        digests.append(state.digest())
    return digests


def _u32(number: int) -> bytes:
    return number.to_bytes(4, "big")


def _prefixed(part: bytes) -> bytes:
    return _u32(len(part)) + part


def _twice(pool: Sequence[str]) -> str:
    """The first id that stands twice."""
    seen: set[str] = set()
    return next(id_ for id_ in pool if id_ in seen or seen.add(id_))  # type: ignore[func-returns-value]
