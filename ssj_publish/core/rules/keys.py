"""钥匙: a role's keys change, a key no longer counts, lost keys are replaced; and the ledger changes whom it trusts.

    key-rotation     the role's own old threshold and its new one
    key-revocation   the role's own threshold; or 政策法规科 and 纪检组 together; or the root keys
    key-recovery     the root keys, and the role's new threshold
    trust-change     the root keys; where there are none, 政策法规科, 局领导 and 纪检组 together

A role's keys have versions without gaps, so neither an old list nor one that skips can be slipped in. A key belongs to
one role for ever: it does not change roles, does not come back once it is gone, and is no log's or witness's key.

A revocation may leave a role below its threshold. It then signs nothing, and only a recovery helps; a ledger without
root keys, or with too few of them left, has none. Nobody but the root keys revokes root keys: else two stolen keys of
ordinary roles could take away what is there against stolen keys.
"""

from __future__ import annotations

import msgspec

from ssj_publish import errors
from ssj_publish.core.kinds.genesis import Role
from ssj_publish.core.kinds.keys import KeyRecovery, KeyRevocation, KeyRotation, TrustChange
from ssj_publish.core.records import Record
from ssj_publish.core.rules.founding import check_trusted
from ssj_publish.core.signatures import parse_public_key
from ssj_publish.core.state import State, TrustState, require
from ssj_publish.core.tlog.vkey import parse_verifier_key


def rotation(state: State, record: Record[KeyRotation], signers: frozenset[str]) -> None:
    """The old keys hand over to the new ones."""
    body = record.body
    role = _role(state, body.role)
    if role.id not in signers:
        raise errors.RoleMissing(kind=record.kind, roles=role.name)
    _renew(state, record, role)


def recovery(state: State, record: Record[KeyRecovery], signers: frozenset[str]) -> None:
    """New keys for a role that cannot sign its own rotation; that the root keys have signed, the table has seen to."""
    body = record.body
    role = _role(state, body.role)
    if role.type == "root":
        raise errors.RecoveryUnfit(role=role.name)
    _renew(state, record, role)


def _renew(state: State, record: Record[KeyRotation | KeyRecovery], role: Role) -> None:
    body = record.body
    expected = state.keyring.versions[role.id] + 1
    if body.version != expected:
        raise errors.VersionWrong(role=role.name, version=body.version, expected=expected)
    new = msgspec.structs.replace(role, threshold=body.threshold, keys=body.keys)
    enrolled = state.keyring.enrol(new)
    if new == role:
        raise errors.EntryUnchanged(id=role.id)
    elsewhere = trusted(state) | guests_keys(state)
    for id_, (public, _) in enrolled.items():
        if public.raw in elsewhere:
            raise errors.KeyShared(key=id_, role=role.id)
    signed = {enrolled[one.key][0].raw for one in record.signatures if one.key in enrolled}
    if len(signed) < body.threshold:
        raise errors.NewKeysShort(role=role.name, count=len(signed), threshold=body.threshold)
    state.keyring = state.keyring.renewed(new, enrolled, record.seq)
    state.rekeyings.append(record)


def revocation(state: State, record: Record[KeyRevocation], signers: frozenset[str]) -> None:
    """A key signs no more; what it has signed stays."""
    body = record.body
    role = _role(state, body.role)
    ring = state.keyring
    ring.check_gone(body.key)
    if body.key not in ring.keys or ring.holder[body.key] != role.id:
        raise errors.KeyNotHeld(key=body.key, role=role.name)
    if role.id not in signers and (role.type == "root" or not _may_revoke(state, signers)):
        raise errors.RoleMissing(kind=record.kind, roles=role.name)
    state.keyring = ring.without(body.key, record.seq)


def _may_revoke(state: State, signers: frozenset[str]) -> bool:
    types = {state.role(id_).type for id_ in signers}
    return "root" in types or {"policy", "discipline"} <= types


def trust(state: State, record: Record[TrustChange], signers: frozenset[str]) -> None:
    """Another log key, other witnesses, authorities or beacons: said here, in force once `core.log` finds it so.

    What was signed under the earlier ones is still held against them. A beacon's id never names another chain, so a
    draw that waits for its round can still be opened. A log key that was given up does not come back.
    """
    body = record.body
    root = state.keyring.of_type("root")
    if root is not None and root.id not in signers:
        raise errors.RoleMissing(kind=record.kind, roles=root.name)
    check_trusted(state.origin, body, state.keyring.taken | guests_keys(state) | _given_up(state))
    log = None if body.log is None else parse_verifier_key(body.log).public.raw
    if log in _witnesses(state):
        raise errors.TrustRefused(key=state.origin, reason="shared")
    for beacon in body.beacons:
        known = state.beacon(beacon.id)
        if known is not None and known != beacon:
            raise errors.BeaconAltered(id=beacon.id)
    if msgspec.structs.replace(body, reason="") == TrustChange(
        **{field: getattr(state.trust, field) for field in body.__struct_fields__ if field != "reason"}, reason=""
    ):
        raise errors.ChangeEmpty()
    state.trusts.append(TrustState(record.seq, body, root is not None, record.time))


def _role(state: State, id_: str) -> Role:
    role = require(state.keyring.roles.get(id_), "role", id_)
    if id_ in state.keyring.ended:
        raise errors.OfficeEnded(role=role.name, successor=state.name(state.acting(id_)))
    return role


def trusted(state: State) -> frozenset[bytes]:
    """The 32 bytes of every log's and witness's key that the ledger has ever named."""
    said = [one.trust for one in state.trusts]
    logs = {parse_verifier_key(one.log).public.raw for one in said if one.log is not None}
    return _witnesses(state) | logs


def guests_keys(state: State) -> frozenset[bytes]:
    """The 32 bytes of every key of the day that a guest has brought: a guest is none of those who run the ledger."""
    brought = (one.body.key for one in state.guests.values())
    return frozenset(parse_public_key(key).raw for key in brought if key is not None)


def _witnesses(state: State) -> frozenset[bytes]:
    return frozenset(parse_verifier_key(one.key).public.raw for said in state.trusts for one in said.trust.witnesses)


def _given_up(state: State) -> frozenset[bytes]:
    """The log's keys before the present one."""
    past = {one.trust.log for one in state.trusts if one.trust.log is not None} - {state.trust.log}
    return frozenset(parse_verifier_key(one).public.raw for one in past)
