"""年度抽查计划: proposed by the offices, consolidated by 政策法规科, approved by 局领导."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from ssj_publish.core.kinds.kind import LEADER, OFFICE, POLICY, Kind, RecordBody
from ssj_publish.core.shapes import (
    Count,
    Day,
    ItemId,
    Line,
    PlanId,
    Positive,
    ProposalId,
    RoleId,
    Shape,
    Source,
    TaskId,
    Text,
    Year,
)


class ClassRatio(Shape, frozen=True, kw_only=True):
    """The share p/q of a credit class that is drawn."""

    credit_class: Line
    p: Count
    q: Positive


class ClassFrequency(Shape, frozen=True, kw_only=True):
    """A body of a credit class is inspected so many ``times`` in so many calendar ``years``, the task's own the
    last."""

    credit_class: Line
    times: Positive
    years: Annotated[int, Meta(ge=1, le=5)]


class Task(Shape, frozen=True, kw_only=True):
    """抽查任务. ``scope`` are types of body, ``towns`` narrows it; ``minimum`` bodies of each class at least.
    A task that says a ``number`` of bodies instead has neither ``ratios`` nor ``minimum``.

    ``frequencies`` say how often each class is inspected for these items (`core.draw.frequency`): all classes, or none.
    ``special`` marks 专项 or full-cover inspections: their visits need an approval of their own, their inspectors are
    drawn all the same. ``merged_from`` names the proposed tasks that 政策法规科 joined into this one (联合抽查).
    """

    id: TaskId
    name: Line
    directed: bool = False
    special: bool = False
    items: tuple[ItemId, ...] = ()
    office: RoleId
    partners: tuple[RoleId, ...] = ()
    scope: tuple[Line, ...] = ()
    towns: tuple[Line, ...] = ()
    ratios: tuple[ClassRatio, ...] = ()
    minimum: Count = 0
    number: Count = 0
    start: Day
    end: Day
    merged_from: tuple[TaskId, ...] = ()
    remark: Text | None = None
    frequencies: tuple[ClassFrequency, ...] = ()


class PlanProposal(RecordBody, frozen=True, kw_only=True):
    """What one 业务科室 proposes for a year."""

    KIND = Kind("plan-proposal", (OFFICE,))

    year: Year
    office: RoleId
    source: Source | None = None
    tasks: tuple[Task, ...] = ()


class Declined(Shape, frozen=True, kw_only=True):
    """A proposed task that does not enter the plan, or one of an earlier plan that is cancelled, and why."""

    task: TaskId
    reason: Line


class Plan(RecordBody, frozen=True, kw_only=True):
    """The consolidated plan. Every proposed task it answers stands here: as it is, merged, or declined."""

    KIND = Kind("plan", (POLICY,))

    year: Year
    title: Line
    proposals: tuple[ProposalId, ...] = ()
    tasks: tuple[Task, ...] = ()
    declined: tuple[Declined, ...] = ()
    cancelled: tuple[Declined, ...] = ()


class PlanFiling(RecordBody, frozen=True, kw_only=True):
    """备案: the approved plan was filed with ``authority`` on ``date``, under its ``number``."""

    KIND = Kind("plan-filing", (POLICY,))

    plan: PlanId
    authority: Line
    number: Line
    date: Day


class PlanApproval(RecordBody, frozen=True, kw_only=True):
    """局领导 approve; from here the plan is in force. ``document`` is the 文号."""

    KIND = Kind("plan-approval", (LEADER,))

    plan: PlanId
    document: Line
