"""One visit, less burden: why two were not made one, what another department's result has spared, when a school is
closed."""

from __future__ import annotations

from typing import Literal

from ssj_publish.core.kinds.kind import OFFICE, POLICY, REGISTRARS, Kind, RecordBody
from ssj_publish.core.kinds.removable import RemovableLine
from ssj_publish.core.shapes import BodyId, Day, DrawId, Line, RecordId, Shape, Text

#: 抽取尚未公开; 时间无法衔接; 事项性质不同; 人员无法安排; 情况紧急; 对象请求分开; 事后才发现重合.
ApartReason = Literal["sealed", "timing", "nature", "staffing", "urgent", "requested", "overlooked"]


class VisitsApart(RecordBody, frozen=True, kw_only=True):
    """未合并检查的理由: why ``body`` is not visited once for all of ``grounds``: draws, draws made elsewhere,
    approvals."""

    KIND = Kind("visits-apart", (OFFICE,))

    body: BodyId
    grounds: tuple[RecordId, ...] = ()
    reason: ApartReason
    explanation: Text


class VisitAvoided(RecordBody, frozen=True, kw_only=True):
    """免予检查: another department's result of ``date`` stands for the visit of a drawn body.

    By the task's office and 政策法规科 together, so that no office alone spares anybody a visit.
    """

    KIND = Kind("visit-avoided", (OFFICE, POLICY))

    draw: DrawId
    body: BodyId
    department: Line
    date: Day
    document: RemovableLine
    explanation: Text


class ClosedDays(Shape, frozen=True, kw_only=True):
    """Days from ``start`` to ``end`` on which nobody is to be inspected on site: exams, holidays, other."""

    start: Day
    end: Day
    cause: Literal["exams", "holiday", "other"]
    name: Line


class SchoolCalendar(RecordBody, frozen=True, kw_only=True):
    """校历: when bodies of these ``types`` are closed to inspection. A later one adds days; it never opens any."""

    KIND = Kind("school-calendar", (REGISTRARS,))

    types: tuple[Line, ...] = ()
    days: tuple[ClosedDays, ...] = ()
    document: Line
