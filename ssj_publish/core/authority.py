"""Who may write what: one table, and the count of signatures against it.

A role has signed when at least its threshold of *distinct public keys* of its own has. A record may carry more
signatures than it needs, but each must be by a known key, and each must hold.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ssj_publish import errors
from ssj_publish.core.kinds.genesis import Role, RoleType
from ssj_publish.core.records import Record
from ssj_publish.core.signatures import Obligation, PublicKey, message, obligation, parse_public_key

Types = frozenset[RoleType]
_OFFICE: Types = frozenset({"office"})
_POLICY: Types = frozenset({"policy"})
_LEADER: Types = frozenset({"leader"})
_DISCIPLINE: Types = frozenset({"discipline"})
_REGISTRARS: Types = _OFFICE | _POLICY

#: kind → groups of role types; of every group at least one role must have signed. The rules of each kind may ask for
#: a certain role within the group. ``correction`` and ``retraction`` take the groups of their target's kind.
TABLE: dict[str, tuple[Types, ...]] = {
    "genesis": (_OFFICE, _POLICY, _LEADER, _DISCIPLINE),
    "calendar": (_POLICY,),
    "item-change": (_REGISTRARS,),
    "body-change": (_REGISTRARS,),
    "inspector-change": (_REGISTRARS,),
    "recusal": (_OFFICE | _POLICY | _DISCIPLINE,),
    "plan-proposal": (_OFFICE,),
    "plan": (_POLICY,),
    "plan-approval": (_LEADER,),
    "draw-secret": (_OFFICE | _POLICY | _DISCIPLINE,),
    "draw-commit": (_OFFICE,),
    "draw-reveal": (_OFFICE | _POLICY | _DISCIPLINE,),
    "draw-seal": (_OFFICE,),
    "draw-result": (_OFFICE,),
    "draw-void": (_POLICY, _DISCIPLINE),
    "substitution": (_OFFICE, _DISCIPLINE),
    "visit": (_OFFICE,),
    "result": (_OFFICE,),
    "case-open": (_OFFICE,),
    "case-decision": (_OFFICE, _LEADER),
    "case-correction": (_OFFICE,),
    "case-reinspection": (_OFFICE,),
    "case-close": (_OFFICE,),
    "supervision": (_DISCIPLINE,),
    "training": (_POLICY,),
    "summary": (_POLICY,),
}


@dataclass(frozen=True, slots=True)
class Keyring:
    """The roles of the genesis record, by id, and their keys by fingerprint."""

    roles: dict[str, Role]
    keys: dict[str, PublicKey]
    holder: dict[str, str]

    @classmethod
    def of(cls, roles: Iterable[Role], name: str) -> Keyring:
        """Index ``roles``; refused: a repeated role, a key in two places, a threshold that cannot be met."""
        ring = cls({}, {}, {})
        for role in roles:
            if role.id in ring.roles:
                raise errors.RoleRepeated(name=name, role=role.id)
            if role.threshold > len(role.keys):
                raise errors.ThresholdImpossible(name=name, role=role.id, threshold=role.threshold)
            ring.roles[role.id] = role
            for key in role.keys:
                public = parse_public_key(key.public)
                if public.key_id in ring.keys:
                    raise errors.KeyShared(name=name, key=public.key_id, role=role.id)
                ring.keys[public.key_id] = public
                ring.holder[public.key_id] = role.id
        return ring

    def obligations(self, record: Record, signed: bytes, name: str) -> list[Obligation]:
        """What must hold arithmetically: one check for each signature of ``record`` over ``signed``."""
        text = message(signed)
        checks = []
        for signature in record.signatures:
            public = self.keys.get(signature.key)
            if public is None:
                raise errors.UnknownKey(name=name, key=signature.key)
            checks.append(obligation(public, text, signature.signature, name))
        return checks

    def signers(self, record: Record, name: str) -> frozenset[str]:
        """The roles that have signed ``record``; a role below its threshold is an error, not a blank."""
        counts: dict[str, int] = {}
        for signature in record.signatures:
            role = self.holder[signature.key]
            counts[role] = counts.get(role, 0) + 1
        for role, count in counts.items():
            if count < self.roles[role].threshold:
                raise errors.ThresholdNotMet(
                    name=name, role=self.roles[role].name, count=count, threshold=self.roles[role].threshold
                )
        return frozenset(counts)

    def check(self, kind: str, signers: frozenset[str], name: str) -> None:
        """Hold ``signers`` against the table."""
        if kind == "genesis":
            # The whole of the bureau founds the ledger: each role shows that it holds its keys.
            missing = [role.name for role in self.roles.values() if role.id not in signers]
            if missing:
                raise errors.RoleMissing(name=name, kind=kind, roles="、".join(missing))
            return
        types = {self.roles[role].type for role in signers}
        for group in TABLE[kind]:
            if not types & group:
                wanted = "、".join(role.name for role in self.roles.values() if role.type in group)
                raise errors.RoleMissing(name=name, kind=kind, roles=wanted)

    def first(self, type_: RoleType) -> str:
        """The id of the only role of a type there is one of (政策法规科, 纪检组)."""
        return next(role.id for role in self.roles.values() if role.type == type_)
