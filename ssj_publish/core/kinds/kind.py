"""What a kind of record declares, beside the shape of its body.

A kind is a class: its fields are what a record of it says, its ``KIND`` is what the door must know of it. All tables of
kinds (`core.kinds.KINDS`, `authority.TABLE`, what can be corrected, what refers to what) are read off these two.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from ssj_publish.core.shapes import Shape

RoleType = Literal["office", "policy", "leader", "discipline", "observer", "partner", "root"]

Types = frozenset[RoleType]
OFFICE: Types = frozenset({"office"})
POLICY: Types = frozenset({"policy"})
LEADER: Types = frozenset({"leader"})
DISCIPLINE: Types = frozenset({"discipline"})
OBSERVER: Types = frozenset({"observer"})
#: A department outside the bureau: 市场监管, 消防, 卫生健康, 公安.
PARTNER: Types = frozenset({"partner"})
ROOT: Types = frozenset({"root"})
#: Who may keep the registers; the parties of a draw; any role at all.
REGISTRARS: Types = OFFICE | POLICY
PARTIES: Types = OFFICE | POLICY | DISCIPLINE
ANYONE: Types = OFFICE | POLICY | LEADER | DISCIPLINE | OBSERVER | PARTNER | ROOT

#: The writers of an amendment: those of the kind of what it amends.
AS_TARGET: tuple[Types, ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """``name`` is what a statement's ``kind`` says.

    ``signers`` are groups of role types: of every group at least one role must have signed. The kind's rule may ask for
    a certain role within the group (protocol R7). ``fixed`` are the fields that say what the record is about, which no
    correction may change; None where the kind cannot be corrected at all. Of a ``borne`` kind, a key that the record
    itself brings may sign in the roles' stead.
    """

    name: str
    signers: tuple[Types, ...]
    fixed: tuple[str, ...] | None = None
    retractable: bool = False
    borne: bool = False


class RecordBody(Shape, frozen=True, kw_only=True):
    """Base of what a record says; the classes below it that bear a ``KIND`` are the kinds."""

    KIND: ClassVar[Kind]
