"""Roles, their keys, signatures, and whom the ledger trusts."""

from __future__ import annotations

from ssj_publish.errors.base import NotVerified, Refused


class RoleRepeated(Refused):
    """A role id stands twice."""

    field = "roles"


class RoleCount(Refused):
    """Not exactly one role of a type, or no office."""

    field = "roles"


class ThresholdImpossible(Refused):
    """A threshold above the number of keys."""


class KeyShared(Refused):
    """One public key in two places."""


class UnknownKey(Refused):
    """A signature by a key the ledger does not know."""


class ThresholdNotMet(Refused):
    """Fewer distinct keys of a role than its threshold."""


class RoleMissing(Refused):
    """A role that must sign has not."""


class KeyRevoked(Refused):
    """``key`` was revoked by ``record``; it neither signs nor comes back."""


class KeyRetired(Refused):
    """``key`` was replaced by ``record``; it neither signs nor comes back."""


class VersionWrong(Refused):
    """Not the next version of a role's keys: ``version`` instead of ``expected``."""

    field = "version"


class NewKeysShort(Refused):
    """Fewer of the new keys have signed than their threshold."""


class KeyNotHeld(Refused):
    """``key`` is none of the ``role``."""

    field = "key"


class RecoveryUnfit(Refused):
    """The root keys cannot be recovered: nothing stands above them."""

    field = "role"


class BeaconAltered(Refused):
    """A beacon ``id`` that named another chain."""

    field = "beacons"


class BeaconMisnamed(Refused):
    """A beacon ``chain`` that bears, or sounds like, the name of a known chain and is another (its ``hash``)."""

    field = "beacons"


class AuthorityRepeated(Refused):
    """A time-stamping authority's id stands twice."""

    field = "authorities"


class ClassesMalformed(Refused):
    """No credit classes, or one twice."""

    field = "settings.classes"


class BeaconRepeated(Refused):
    """A beacon id stands twice."""

    field = "beacons"


class BadPublicKey(NotVerified):
    """A public key that proves nothing. ``key`` as it was given (the line, or the 32 bytes in hex)."""


class KeyMalformed(BadPublicKey):
    """Not a line ``ssh-ed25519 AAAA…`` without comment."""


class KeyNotCanonical(BadPublicKey):
    """Not the one encoding of a point of the curve."""


class KeySmallOrder(BadPublicKey):
    """A point of small order: under it, one signature fits many messages."""


class BadSignature(NotVerified):
    """A signature does not hold. ``name`` is the file, if it stands in one; ``key`` the key's fingerprint."""
