"""规则变更: the bureau's shape and its parameters change over the years, by a record that 政策法规科 and 局领导 both
sign."""

from __future__ import annotations

from ssj_publish.core.kinds.genesis import Role, Settings
from ssj_publish.core.kinds.kind import LEADER, POLICY, Kind, RecordBody
from ssj_publish.core.shapes import Line, RoleId, Shape


class ClassMap(Shape, frozen=True, kw_only=True):
    """What a credit class of the rules before (``old``) is called from now on."""

    old: Line
    new: Line


class Renamed(Shape, frozen=True, kw_only=True):
    """A role bears another name; its id, its keys and all that it owes stay."""

    role: RoleId
    name: Line


class Ended(Shape, frozen=True, kw_only=True):
    """An office or a partner is no more: its keys sign nothing from the next record on, and whatever is its own, its
    items, tasks, draws, cases and duties, is the ``successor``'s, who may be among those added."""

    role: RoleId
    successor: RoleId


class RuleChange(RecordBody, frozen=True, kw_only=True):
    """In force from its own position on: what stands before it stays under the rules before.

    ``settings`` take the place of all former ones; where they name other credit classes, ``classes`` says of each class
    before, in its order, what it becomes. The keys of roles ``added`` sign too. ``document`` is the 文号.
    """

    KIND = Kind("rule-change", (POLICY, LEADER))

    document: Line
    reason: Line
    bureau: Line | None = None
    settings: Settings | None = None
    classes: tuple[ClassMap, ...] = ()
    renamed: tuple[Renamed, ...] = ()
    added: tuple[Role, ...] = ()
    ended: tuple[Ended, ...] = ()
