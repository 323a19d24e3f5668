"""年度抽查计划: proposed by the offices, consolidated by 政策法规科, approved by 局领导."""

from __future__ import annotations

from ssj_publish.core.shapes import Count, Day, Digest, Id, Line, Positive, Shape, Source, Text, Year


class ClassRatio(Shape, frozen=True, kw_only=True):
    """The share p/q of a credit class that is drawn."""

    credit_class: Line
    p: Count
    q: Positive


class Task(Shape, frozen=True, kw_only=True):
    """抽查任务. ``scope`` are types of body, ``towns`` narrows it; ``minimum`` bodies of each class at least.

    ``merged_from`` names the proposed tasks that 政策法规科 joined into this one (联合抽查).
    """

    id: Id
    name: Line
    directed: bool = False
    items: tuple[Id, ...] = ()
    office: Id
    partners: tuple[Id, ...] = ()
    scope: tuple[Line, ...] = ()
    towns: tuple[Line, ...] = ()
    ratios: tuple[ClassRatio, ...] = ()
    minimum: Count = 0
    start: Day
    end: Day
    merged_from: tuple[Id, ...] = ()
    remark: Text | None = None


class PlanProposal(Shape, frozen=True, kw_only=True):
    """What one 业务科室 proposes for a year."""

    year: Year
    office: Id
    source: Source | None = None
    tasks: tuple[Task, ...] = ()


class Declined(Shape, frozen=True, kw_only=True):
    """A proposed task that does not enter the plan, or one of an earlier plan that is cancelled, and why."""

    task: Id
    reason: Line


class Plan(Shape, frozen=True, kw_only=True):
    """The consolidated plan. Every proposed task it answers stands here: as it is, merged, or declined."""

    year: Year
    title: Line
    proposals: tuple[Digest, ...] = ()
    tasks: tuple[Task, ...] = ()
    declined: tuple[Declined, ...] = ()
    cancelled: tuple[Declined, ...] = ()


class PlanApproval(Shape, frozen=True, kw_only=True):
    """局领导 approve; from here the plan is in force. ``document`` is the 文号."""

    plan: Digest
    document: Line
