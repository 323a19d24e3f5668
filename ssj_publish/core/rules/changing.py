"""规则变更: names, offices, classes and parameters change; what was written before keeps to the rules of its own time.

Who reads a setting says of which record: `State.settings_at` gives the rules that stood when it was accepted. Who asks
for an office's signature asks `State.acting`: of an office that has ended, whoever took over from it.

    settings   as at the founding (`core.rules.bounds`)
    classes    other credit classes come with a map of all former ones, which turns no worse one into a better one
    added      an office, an outside partner or an observer; a new name, new keys, which sign too
    renamed    no two roles share a name, ended ones included
    ended      an office's successor is an office, a partner's a partner, and neither ends with it
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import msgspec

from ssj_publish import errors
from ssj_publish.core.authority import Keyring
from ssj_publish.core.kinds.genesis import Role, Settings
from ssj_publish.core.kinds.rules import ClassMap, RuleChange
from ssj_publish.core.records import Record
from ssj_publish.core.rules import bounds, keys, naming
from ssj_publish.core.state import RuleState, State, require

#: Which roles may come and go; of the others a bureau has one each, and always.
_LOOSE = frozenset({"office", "partner", "observer"})


def change(state: State, record: Record[RuleChange], signers: frozenset[str]) -> None:
    """From here on the ledger is held to these rules."""
    body = record.body
    now = state.rules[-1]
    after = RuleState(
        record.seq,
        body.settings or now.settings,
        body.bureau or now.bureau,
        {one.old: one.new for one in body.classes},
        now.names | {one.role: one.name for one in body.renamed} | {one.id: one.name for one in body.added},
    )
    if body.settings is not None:
        bounds.check(body.settings)
    _check_classes(now.settings, after.settings, body.classes)
    ring = _renamed(state.keyring, body)
    ring = _added(state, ring, record)
    ring = _ended(ring, body, record.seq)
    naming.check_roles(ring.roles.values())
    if (after.settings, after.bureau) == (now.settings, now.bureau) and ring == state.keyring:
        raise errors.ChangeEmpty()
    state.rules.append(after)
    state.keyring = ring
    _reclass(state, record, after)


def _check_classes(before: Settings, after: Settings, said: Sequence[ClassMap]) -> None:
    if before.classes == after.classes and not said:
        return
    places = {name: place for place, name in enumerate(after.classes)}
    if tuple(one.old for one in said) != before.classes or any(one.new not in places for one in said):
        raise errors.ClassesUnmapped(before="、".join(before.classes), after="、".join(after.classes))
    for one, worse in pairwise(said):
        if places[one.new] > places[worse.new]:
            raise errors.ClassesCrossed(better=one.old, worse=worse.old)


def _renamed(ring: Keyring, body: RuleChange) -> Keyring:
    roles = dict(ring.roles)
    seen: set[str] = set()
    for one in body.renamed:
        role = _active(ring, one.role)
        if role.name == one.name or role.id in seen:
            raise errors.EntryUnchanged(id=role.id)
        seen.add(role.id)
        roles[role.id] = msgspec.structs.replace(role, name=one.name)
    return ring.having(roles)


def _added(state: State, ring: Keyring, record: Record[RuleChange]) -> Keyring:
    elsewhere = keys.trusted(state) | keys.guests_keys(state)
    signed = {one.key for one in record.signatures}
    for role in record.body.added:
        if role.id in ring.roles:
            raise errors.RoleRepeated(role=role.id)
        if role.type not in _LOOSE:
            raise errors.RoleCount(type=role.type)
        enrolled = ring.enrol(role)
        for id_, (public, _) in enrolled.items():
            if public.raw in elsewhere:
                raise errors.KeyShared(key=id_, role=role.id)
        count = len(enrolled.keys() & signed)
        if role.keys and count < role.threshold:
            raise errors.NewKeysShort(role=role.name, count=count, threshold=role.threshold)
        ring = ring.renewed(role, enrolled, record.seq)
    return ring


def _ended(ring: Keyring, body: RuleChange, seq: int) -> Keyring:
    going = [one.role for one in body.ended]
    if len(set(going)) != len(going):
        raise errors.RoleRepeated(role=going[0])
    for one in body.ended:
        role, heir = _active(ring, one.role), _active(ring, one.successor)
        if role.type not in _LOOSE or heir.type != role.type or heir.id in going:
            raise errors.SuccessorUnfit(role=role.name, successor=heir.name)
        ring = ring.ended_with(role.id, heir.id, seq)
    return ring


def _active(ring: Keyring, id_: str) -> Role:
    role = require(ring.roles.get(id_), "role", id_)
    if id_ in ring.ended:
        raise errors.OfficeEnded(role=role.name, successor=ring.roles[ring.acting(id_)].name)
    return role


def _reclass(state: State, record: Record[RuleChange], after: RuleState) -> None:
    """The register bears the new classes from here on; what a draw has frozen stays."""
    for id_, one in list(state.bodies.current.items()):
        new = after.mapped.get(one.credit_class, one.credit_class)
        if new != one.credit_class:
            state.bodies.put(record, msgspec.structs.replace(one, credit_class=new), record.body.reason)
