"""Keys over the decades: a role's new keys, a key that no longer counts, and whom else the ledger trusts from now
on."""

from __future__ import annotations

from typing import Literal

from ssj_publish.core.kinds.genesis import Authority, Beacon, Key, Witness
from ssj_publish.core.kinds.kind import ANYONE, DISCIPLINE, LEADER, POLICY, ROOT, Kind, RecordBody
from ssj_publish.core.shapes import Count, Line, Positive, RoleId, Text, VerifierLine

RevocationCause = Literal["lost", "stolen", "left", "other"]


class KeyRotation(RecordBody, frozen=True, kw_only=True):
    """``role`` changes its keys; the old threshold and the new one both sign.

    The keys of genesis are ``version`` 1 of every role; each rotation or recovery is one more than the last.
    """

    # Whose keys they are decides; see `core.rules.keys`.
    KIND = Kind("key-rotation", (ANYONE,))

    role: RoleId
    version: Positive
    threshold: Positive
    keys: tuple[Key, ...]
    reason: Line


class KeyRecovery(RecordBody, frozen=True, kw_only=True):
    """New keys for a ``role`` that has lost its own: the root keys sign in the old keys' stead. Versions as above."""

    KIND = Kind("key-recovery", (ROOT,))

    role: RoleId
    version: Positive
    threshold: Positive
    keys: tuple[Key, ...]
    reason: Line


class KeyRevocation(RecordBody, frozen=True, kw_only=True):
    """From the next record on, signatures by ``key`` (an OpenSSH fingerprint) count no more; older ones stay valid."""

    # Whose keys they are decides; see `core.rules.keys`.
    KIND = Kind("key-revocation", (ANYONE,))

    key: Line
    role: RoleId
    cause: RevocationCause
    note: Text | None = None


class TrustChange(RecordBody, frozen=True, kw_only=True):
    """Takes the place of all that the first record, or the last such change, says of these."""

    KIND = Kind("trust-change", (ROOT | POLICY, ROOT | LEADER, ROOT | DISCIPLINE))

    beacons: tuple[Beacon, ...] = ()
    log: VerifierLine | None = None
    witnesses: tuple[Witness, ...] = ()
    quorum: Count = 0
    authorities: tuple[Authority, ...] = ()
    reason: Line
