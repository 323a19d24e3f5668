"""Who may write what: what each kind declares, and the count of signatures against it (protocol R6).

A role has signed when at least its threshold of *distinct public keys* of its own has: their 32 bytes are counted. A
record may carry more signatures than it needs, but each must be by a known key, and each must hold.

Roles change their keys (`core.rules.keys`). A key that is gone signs no more, yet what it has signed stays signed by
its role: the ring keeps every key's `Life`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace

import msgspec

from ssj_publish import errors
from ssj_publish.core.entry import record_name
from ssj_publish.core.kinds import KINDS
from ssj_publish.core.kinds.genesis import Key, Role
from ssj_publish.core.kinds.guests import GuestReveal, GuestSecret
from ssj_publish.core.kinds.inspection import Visit
from ssj_publish.core.kinds.keys import KeyRecovery, KeyRotation
from ssj_publish.core.kinds.kind import RoleType, Types
from ssj_publish.core.kinds.rules import RuleChange
from ssj_publish.core.records import Record
from ssj_publish.core.shapes import Shape
from ssj_publish.core.signatures import Obligation, PublicKey, message, obligation, parse_public_key

#: kind → groups of role types; of every group at least one role must have signed. ``correction`` and ``retraction``
#: take the groups of their target's kind.
TABLE: dict[str, tuple[Types, ...]] = {kind: shape.KIND.signers for kind, shape in KINDS.items() if shape.KIND.signers}


@dataclass(frozen=True, slots=True)
class Life:
    """One key from the record that brought it (``since``) to the record after which it signs no more (``until``)."""

    public: PublicKey
    role: str
    holder: str
    since: int
    until: int | None = None
    revoked: bool = False


@dataclass(frozen=True, slots=True)
class Keyring:
    """The roles in force, by id, and the keys that may sign now, by fingerprint; never changed, only replaced.

    ``holder`` gives the role of every key that ever could sign, ``lives`` the whole of its story; ``versions`` counts
    each role's lists of keys, from 1. Roles that have ended stay known by name, without keys.
    """

    roles: dict[str, Role]
    keys: dict[str, PublicKey]
    holder: dict[str, str]
    versions: dict[str, int] = field(default_factory=dict)
    lives: dict[str, Life] = field(default_factory=dict)
    #: roles that are no more, with those that took over from them
    ended: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, roles: Iterable[Role]) -> Keyring:
        """Index ``roles``; refused: a repeated role, a key in two places, a threshold that cannot be met."""
        ring = cls({}, {}, {})
        for role in roles:
            if role.id in ring.roles:
                raise errors.RoleRepeated(role=role.id)
            ring.roles[role.id] = role
            ring.versions[role.id] = 1
            for id_, (public, key) in ring.enrol(role).items():
                ring.keys[id_] = public
                ring.holder[id_] = role.id
                ring.lives[id_] = Life(public, role.id, key.holder, 1)
        return ring

    def enrol(self, role: Role) -> dict[str, tuple[PublicKey, Key]]:
        """The keys of ``role`` as it is to be, by fingerprint.

        Refused: a threshold above their number, a key twice, in another role, or back after it was gone.
        """
        if role.threshold > len(role.keys) and (role.keys or role.type != "partner"):
            raise errors.ThresholdImpossible(role=role.id, threshold=role.threshold)
        found: dict[str, tuple[PublicKey, Key]] = {}
        for key in role.keys:
            public = parse_public_key(key.public)
            id_ = public.key_id
            self.check_gone(id_)
            if id_ in found or self.holder.get(id_, role.id) != role.id:
                raise errors.KeyShared(key=id_, role=role.id)
            found[id_] = (public, key)
        return found

    def renewed(self, role: Role, enrolled: dict[str, tuple[PublicKey, Key]], seq: int) -> Keyring:
        """The ring in which ``role`` has the keys ``enrolled`` from record ``seq`` on; its others are gone."""
        lives = dict(self.lives)
        for id_, life in self.lives.items():
            if life.role == role.id and life.until is None and id_ not in enrolled:
                lives[id_] = replace(life, until=seq)
        for id_, (public, key) in enrolled.items():
            since = lives[id_].since if id_ in lives else seq
            lives[id_] = Life(public, role.id, key.holder, since)
        versions = self.versions | {role.id: self.versions.get(role.id, 0) + 1}
        return _ring(self.roles | {role.id: role}, versions, lives, self.ended)

    def having(self, roles: dict[str, Role]) -> Keyring:
        """The ring in which the roles are called otherwise."""
        return replace(self, roles=roles)

    def ended_with(self, id_: str, successor: str, seq: int) -> Keyring:
        """The ring in which the role ``id_`` ended with record ``seq``, and ``successor`` acts in its stead."""
        gone = {
            key: replace(life, until=seq) for key, life in self.lives.items() if life.role == id_ and life.until is None
        }
        roles = self.roles | {id_: msgspec.structs.replace(self.roles[id_], keys=())}
        return _ring(roles, self.versions, self.lives | gone, self.ended | {id_: successor})

    def acting(self, id_: str) -> str:
        """Who acts today for the role ``id_``: itself, or of one that has ended, the one that took over at last."""
        while id_ in self.ended:
            id_ = self.ended[id_]
        return id_

    def without(self, key: str, seq: int) -> Keyring:
        """The ring in which record ``seq`` has revoked ``key``; its role may be left below its threshold."""
        life = self.lives[key]
        role = self.roles[life.role]
        left = tuple(one for one in role.keys if one.public != life.public.openssh)
        roles = self.roles | {role.id: msgspec.structs.replace(role, keys=left)}
        return _ring(roles, self.versions, self.lives | {key: replace(life, until=seq, revoked=True)}, self.ended)

    @property
    def taken(self) -> frozenset[bytes]:
        """The 32 bytes of every key that has ever been a role's."""
        return frozenset(life.public.raw for life in self.lives.values())

    def obligations(self, record: Record, signed: bytes, name: str, held: Collection[str] = ()) -> list[Obligation]:
        """What must hold arithmetically: one check for each signature of ``record`` over ``signed``, but for those of
        the keys ``held`` (fingerprints), which have been found to hold.

        Keys that a rotation, a recovery, a change of the rules or a guest brings sign it too.
        """
        text = message(signed)
        new = brought(record)
        checks = []
        for signature in record.signatures:
            public = self.keys.get(signature.key) or new.get(signature.key)
            self.check_gone(signature.key)
            if public is None:
                raise errors.UnknownKey(key=signature.key)
            if signature.key not in held:
                checks.append(obligation(public, text, signature.signature, name))
        return checks

    def signers(self, record: Record) -> frozenset[str]:
        """The roles that have signed ``record``; a role below its threshold is an error, not a blank (protocol R36).

        Only in the recovery of its own keys may a role be below it: what it has kept may be among the new ones.
        """
        signed: dict[str, set[bytes]] = {}
        for signature in record.signatures:
            if signature.key in self.keys:
                signed.setdefault(self.holder[signature.key], set()).add(self.keys[signature.key].raw)
        full = frozenset(role for role, keys in signed.items() if len(keys) >= self.roles[role].threshold)
        recovered = record.body.role if isinstance(record.body, KeyRecovery) else None
        for role, keys in signed.items():
            if role not in full and role != recovered:
                raise errors.ThresholdNotMet(
                    role=self.roles[role].name, count=len(keys), threshold=self.roles[role].threshold
                )
        return full

    def check(self, kind: str, signers: frozenset[str]) -> None:
        """Hold ``signers`` against the table."""
        if kind == "genesis":
            # The whole of the bureau founds the ledger: each role shows that it holds its keys.
            missing = [role.name for role in self.roles.values() if role.keys and role.id not in signers]
            if missing:
                raise errors.RoleMissing(kind=kind, roles="、".join(missing))
            return
        types = {self.roles[role].type for role in signers}
        absent = [group for group in TABLE[kind] if not types & group]
        if absent:
            raise errors.RoleMissing(kind=kind, roles="、".join(map(self._one_of, absent)))

    def _one_of(self, group: Types) -> str:
        """The names of the roles of which one is enough."""
        names = [role.name for role in self.active if role.type in group]
        return "、".join(names) + ("（其中一方即可）" if len(names) > 1 else "")

    @property
    def active(self) -> tuple[Role, ...]:
        """The roles that have not ended."""
        return tuple(role for id_, role in self.roles.items() if id_ not in self.ended)

    def first(self, type_: RoleType) -> str:
        """The id of the only role of a type there is one of (政策法规科, 纪检组)."""
        return next(role.id for role in self.roles.values() if role.type == type_)

    def of_type(self, type_: RoleType) -> Role | None:
        """The role of a type there is at most one of."""
        return next((role for role in self.roles.values() if role.type == type_), None)

    def check_gone(self, key: str) -> None:
        """`errors.KeyRevoked` or `errors.KeyRetired` for a key that was a role's and is no more."""
        life = self.lives.get(key)
        if life is not None and life.until is not None:
            kind = errors.KeyRevoked if life.revoked else errors.KeyRetired
            raise kind(key=key, record=record_name(life.until))


def brought(record: Record) -> dict[str, PublicKey]:
    """The keys that ``record`` itself brings, by fingerprint."""
    return keys_in(record.body)


def keys_in(body: Shape) -> dict[str, PublicKey]:
    """The keys that stand in ``body`` by fingerprint: those it lists for a role (of a genesis they are in the ring), a
    guest's key of the day, or those by which inspectors stand by their visit."""
    if isinstance(body, Visit):
        lines = [one.key for one in body.confirmations if one.key is not None]
        return {public.key_id: public for public in map(parse_public_key, lines)}
    if isinstance(body, GuestSecret | GuestReveal):
        lines = [body.key] if body.key is not None else []
        return {public.key_id: public for public in map(parse_public_key, lines)}
    lists: tuple[tuple[Key, ...], ...] = ()
    if isinstance(body, KeyRotation | KeyRecovery):
        lists = (body.keys,)
    elif isinstance(body, RuleChange):
        lists = tuple(role.keys for role in body.added)
    listed = [parse_public_key(key.public) for keys in lists for key in keys]
    return {public.key_id: public for public in listed}


def _ring(roles: dict[str, Role], versions: dict[str, int], lives: dict[str, Life], ended: dict[str, str]) -> Keyring:
    keys = {id_: life.public for id_, life in lives.items() if life.until is None}
    return Keyring(roles, keys, {id_: life.role for id_, life in lives.items()}, versions, lives, ended)
