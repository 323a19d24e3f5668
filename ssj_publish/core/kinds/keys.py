"""Keys over the decades: a role's new keys, a key that no longer counts, and whom else the ledger trusts from now on."""

from __future__ import annotations

from typing import Literal

from ssj_publish.core.kinds.genesis import Authority, Beacon, Key, Witness
from ssj_publish.core.shapes import Count, Id, Line, Positive, Shape, Text

RevocationCause = Literal["lost", "stolen", "left", "other"]


class KeyRotation(Shape, frozen=True, kw_only=True):
    """``role`` changes its keys; the old threshold and the new one both sign.

    The keys of genesis are ``version`` 1 of every role; each rotation or recovery is one more than the last.
    """

    role: Id
    version: Positive
    threshold: Positive
    keys: tuple[Key, ...]
    reason: Line


class KeyRecovery(Shape, frozen=True, kw_only=True):
    """New keys for a ``role`` that has lost its own: the root keys sign in the old keys' stead. Versions as above."""

    role: Id
    version: Positive
    threshold: Positive
    keys: tuple[Key, ...]
    reason: Line


class KeyRevocation(Shape, frozen=True, kw_only=True):
    """From the next record on, signatures by ``key`` (an OpenSSH fingerprint) count no more; older ones stay valid."""

    key: Line
    role: Id
    cause: RevocationCause
    note: Text | None = None


class TrustChange(Shape, frozen=True, kw_only=True):
    """Takes the place of all that the first record, or the last such change, says of these."""

    beacons: tuple[Beacon, ...] = ()
    log: Line | None = None
    witnesses: tuple[Witness, ...] = ()
    quorum: Count = 0
    authorities: tuple[Authority, ...] = ()
    reason: Line
