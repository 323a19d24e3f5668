"""凡检查必审批 (国办发〔2024〕54号): who allowed a visit that no draw asked for, and why it was made."""

from __future__ import annotations

from typing import Literal

from ssj_publish.core.kinds.kind import LEADER, OFFICE, Kind, RecordBody
from ssj_publish.core.kinds.removable import RemovableLine
from ssj_publish.core.shapes import BodyId, Day, ItemId, Line, RoleId, Shape, TaskId, VisitId

#: 投诉举报; 转办交办; 数据预警; 对象申请; 媒体报道; 上级部署; 复查; 许可核查.
TriggerKind = Literal[
    "complaint", "transfer", "data-alert", "own-request", "press", "order", "re-inspection", "licence-check"
]


class Trigger(Shape, frozen=True, kw_only=True):
    """Why a body was visited without a draw (个案): never without the number and the day under which it was
    received."""

    kind: TriggerKind
    number: Line
    date: Day
    note: RemovableLine


class InspectionApproval(RecordBody, frozen=True, kw_only=True):
    """检查审批. Allows ``office`` to inspect ``bodies`` for ``items`` from ``start`` to ``end``: on a ``trigger``, or
    as the special task ``task`` of the plan.

    ``visits`` are urgent ones that were made already, and are ratified by this.
    """

    KIND = Kind("inspection-approval", (OFFICE, LEADER))

    document: Line
    office: RoleId
    bodies: tuple[BodyId, ...] = ()
    items: tuple[ItemId, ...] = ()
    start: Day
    end: Day
    trigger: Trigger | None = None
    task: TaskId | None = None
    visits: tuple[VisitId, ...] = ()
    reason: RemovableLine
