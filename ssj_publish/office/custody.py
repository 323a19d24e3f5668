"""Keys over the decades, step by step: hand over, give up, replace what is lost, and change whom the ledger trusts."""

from __future__ import annotations

from collections.abc import Sequence

from ssj_publish import errors
from ssj_publish.core.kinds.genesis import Key, Role
from ssj_publish.core.kinds.keys import KeyRecovery, KeyRevocation, KeyRotation, RevocationCause, TrustChange
from ssj_publish.core.signatures import parse_public_key
from ssj_publish.core.state import State
from ssj_publish.office.desk import Step


def rotate(
    state: State, role: str, added: Sequence[Key], removed: Sequence[str], threshold: int | None, reason: str
) -> Step:
    """The role's keys without the fingerprints ``removed`` and with ``added``; its threshold as before unless given.

    Raises `errors.RoleUnknown`, `errors.KeyNotHeld`.
    """
    old = role_of(state, role)
    keys = (*_without(old, removed), *added)
    version = state.keyring.versions[role] + 1
    return Step(KeyRotation(role=role, version=version, threshold=threshold or old.threshold, keys=keys, reason=reason))


def recover(
    state: State, role: str, added: Sequence[Key], removed: Sequence[str], threshold: int | None, reason: str
) -> Step:
    """As `rotate`, by the root keys in the old keys' stead; all of the old keys go unless some are ``removed``."""
    old = role_of(state, role)
    kept = _without(old, removed) if removed else ()
    version = state.keyring.versions[role] + 1
    keys = (*kept, *added)
    return Step(KeyRecovery(role=role, version=version, threshold=threshold or old.threshold, keys=keys, reason=reason))


def revoke(state: State, role: str, key: str, cause: RevocationCause, note: str | None) -> Step:
    """``key`` (a fingerprint) signs no more for ``role``."""
    role_of(state, role)
    return Step(KeyRevocation(role=role, key=key, cause=cause, note=note))


def trusted(state: State, reason: str) -> TrustChange:
    """What the ledger trusts now, as a change to start from."""
    now = state.trust
    return TrustChange(
        beacons=now.beacons,
        log=now.log,
        witnesses=now.witnesses,
        quorum=now.quorum,
        authorities=now.authorities,
        reason=reason,
    )


def change_trust(change: TrustChange) -> Step:
    """``change``, whole, is what the ledger trusts from now on."""
    return Step(change)


def role_of(state: State, id_: str) -> Role:
    """The role of this id; `errors.RoleUnknown`."""
    found = state.keyring.roles.get(id_)
    if found is None:
        known = "、".join(f"{one.id}（{one.name}）" for one in state.keyring.roles.values())
        raise errors.RoleUnknown(role=id_, known=known)
    return found


def _without(role: Role, removed: Sequence[str]) -> tuple[Key, ...]:
    held = {parse_public_key(key.public).key_id: key for key in role.keys}
    for id_ in removed:
        if id_ not in held:
            raise errors.KeyNotHeld(key=id_, role=role.name)
    return tuple(key for id_, key in held.items() if id_ not in removed)
