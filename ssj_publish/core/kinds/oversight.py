"""监督、更正、培训、总结."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from msgspec import Meta

from ssj_publish.core.kinds.kind import AS_TARGET, DISCIPLINE, POLICY, Kind, RecordBody
from ssj_publish.core.kinds.removable import RemovableText
from ssj_publish.core.shapes import (
    BeaconId,
    Count,
    Day,
    InspectorId,
    Line,
    Positive,
    RecordId,
    Shape,
    SupervisionId,
    Text,
    VisitId,
    Year,
)


class Supervision(RecordBody, frozen=True, kw_only=True):
    """纪检组's finding on one or more records. Nothing can correct, retract or withhold it."""

    KIND = Kind("supervision", (DISCIPLINE,))

    subjects: tuple[RecordId, ...]
    level: Literal["none", "advice", "concern", "violation"]
    finding: Text


class FollowUp(RecordBody, frozen=True, kw_only=True):
    """What has become of a finding of 纪检组 that asked for something; ``closed`` ends it.

    ``step``: 说明情况; 已整改; 提醒谈话; 通报批评; 处理处分; 移送; 经查不属实.
    """

    KIND = Kind("supervision-follow-up", (DISCIPLINE,))

    supervision: SupervisionId
    step: Literal["explained", "rectified", "talk", "criticism", "discipline", "transferred", "unfounded"]
    closed: bool = False
    text: RemovableText


class Recheck(RecordBody, frozen=True, kw_only=True):
    """The sample of a quarter's visits that 纪检组 looks at again, drawn by a round that nobody knew when they were
    recorded.

    ``visits`` are in the order of their tickets (`core.reading.rechecks`): anyone draws the same.
    """

    KIND = Kind("recheck", (DISCIPLINE,))

    year: Year
    quarter: Annotated[int, Meta(ge=1, le=4)]
    chain: BeaconId
    round: Positive
    visits: tuple[VisitId, ...] = ()


class Correction(RecordBody, frozen=True, kw_only=True):
    """A record is set right: ``replacement`` is its whole body anew, held to the same rules. The old one stays
    legible."""

    KIND = Kind("correction", AS_TARGET)

    target: RecordId
    reason: Text
    replacement: dict[str, Any]


class Retraction(RecordBody, frozen=True, kw_only=True):
    """A record is taken out of force, with the reason; it stays legible."""

    KIND = Kind("retraction", AS_TARGET)

    target: RecordId
    reason: Text


class Training(RecordBody, frozen=True, kw_only=True):
    """培训通知与记录."""

    KIND = Kind("training", (POLICY,), fixed=(), retractable=True)

    title: Line
    date: Day
    hours: Positive
    inspectors: tuple[InspectorId, ...] = ()
    content: Text


class Figures(Shape, frozen=True, kw_only=True):
    """The year in numbers, recomputed from the ledger when the summary is accepted."""

    tasks: Count
    draws: Count
    voided: Count
    drawn: Count
    visited: Count
    results: Count
    problems: Count
    cases: Count
    closed: Count
    late: Count


class Summary(RecordBody, frozen=True, kw_only=True):
    """年度总结: 做法 ``practice``, 成效 ``outcomes``, 问题 ``shortcomings``, 可复制的经验 ``lessons``, 制度化
    ``rules``."""

    KIND = Kind("summary", (POLICY,), fixed=("year",), retractable=True)

    year: Year
    title: Line
    figures: Figures
    practice: Text
    outcomes: Text
    shortcomings: Text
    lessons: Text
    rules: Text
