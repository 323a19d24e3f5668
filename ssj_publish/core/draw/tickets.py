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
_NAME = r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}+"
_IDS = re.compile(rf"(?:{_NAME}(?::{_NAME})?+\n)*+", re.ASCII)
_LAST = b"\xff" * 32


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
    """SHA-256 of the text ``<seed>:<domain>:<id>``, 64 hex digits.

    The domain is ``body`` with a body's id, or ``inspector`` with ``<body's id>:<inspector's id>``. Raises
    `errors.IdMalformed`.

    >>> ticket("3b1c4e7ac49e4abf55f0fc51184d5679e1ad95f800f360ba1822c3d300e6a556", "body", "S1")
    'caf4d6e2500d5421f80ff746f00ea1928b74fc15f1cb2ebb2dfe68f9810770d2'
    """
    return order(seed_hex, domain, [id_])[0][0]


def order(seed_hex: str, domain: str, ids: Iterable[str]) -> list[tuple[str, str]]:
    """(ticket, id) for all ``ids``, smallest ticket first, equal tickets by id.

    Raises `errors.DuplicateId` and `errors.IdMalformed`: an id twice would be drawn with twice the chance.

    >>> seed_hex = "3b1c4e7ac49e4abf55f0fc51184d5679e1ad95f800f360ba1822c3d300e6a556"
    >>> [(ticket[:8], id_) for ticket, id_ in order(seed_hex, "body", ["S1", "S2", "S3"])]
    [('1aecf202', 'S2'), ('61768e27', 'S3'), ('caf4d6e2', 'S1')]
    """
    return _up_to(_LAST, seed_hex, domain, list(ids))


def smallest(seed_hex: str, domain: str, ids: Iterable[str], k: int) -> list[tuple[str, str]]:
    """The first ``k`` (from 0) of `order`, without sorting the rest: the way for big pools."""
    pool = list(ids)
    # Tickets are spread evenly, so a bound a little above k/n of their range keeps k and few more. Where it does not,
    # the whole pool is sorted.
    bound = min(2**256 - 1, (k + 4 * isqrt(k) + 16) * 2**256 // max(1, len(pool)))
    kept = _up_to(bound.to_bytes(32, "big"), seed_hex, domain, pool)
    if len(kept) < min(k, len(pool)):
        kept = order(seed_hex, domain, pool)
    return kept[:k]


def secret_commitment(secret: bytes) -> str:
    """What a party publishes of its secret (32 bytes) beforehand: SHA-256("ssj/secret/v1" ‖ secret), in hex.

    >>> secret_commitment(bytes(32))
    'b4fcb26fb7243b0b28fc5e764fec727ed3d0ab3fce6ad849a732c870f4df7ca6'
    """
    return sha256(SECRET_TAG + secret).hexdigest()


def check_secret(secret: bytes, commitment: str) -> None:
    """`errors.SecretMismatch` unless ``secret`` is 32 bytes and the one that was committed to."""
    if len(secret) != SECRET_LENGTH or secret_commitment(secret) != commitment:
        raise errors.SecretMismatch(commitment=commitment)


def _up_to(bound: bytes, seed_hex: str, domain: str, pool: Sequence[str]) -> list[tuple[str, str]]:
    """The tickets not above ``bound`` (32 bytes) with their ids, in order."""
    # One hash state holds the common prefix; each ticket copies it.
    fresh = sha256(f"{seed_hex}:{domain}:".encode("ascii")).copy
    kept = []
    for id_ in _checked(pool):
        state = fresh()
        state.update(id_)
        digest = state.digest()
        if digest <= bound:
            kept.append((digest, id_))
    kept.sort()
    return [(digest.hex(), id_.decode("ascii")) for digest, id_ in kept]


def _checked(pool: Sequence[str]) -> list[bytes]:
    """The ids as ASCII, each well formed and there once."""
    lines = "\n".join([*pool, ""])
    if not _IDS.fullmatch(lines) or lines.count("\n") != len(pool):
        raise errors.IdMalformed(id=next(id_ for id_ in pool if "\n" in id_ or not _IDS.fullmatch(f"{id_}\n")))
    if len(set(pool)) != len(pool):
        raise errors.DuplicateId(id=_twice(pool))
    return lines.encode("ascii").split(b"\n")[:-1]


def _u32(number: int) -> bytes:
    return number.to_bytes(4, "big")


def _prefixed(part: bytes) -> bytes:
    return _u32(len(part)) + part


def _twice(pool: Sequence[str]) -> str:
    """The first id that stands twice."""
    seen: set[str] = set()
    return next(id_ for id_ in pool if id_ in seen or seen.add(id_))  # type: ignore[func-returns-value]
