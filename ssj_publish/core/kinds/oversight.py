"""监督、更正、培训、总结."""

from __future__ import annotations

from typing import Any, Literal

from ssj_publish.core.kinds.kind import AS_TARGET, DISCIPLINE, POLICY, Kind, RecordBody
from ssj_publish.core.shapes import Count, Day, InspectorId, Line, Positive, RecordId, Shape, Text, Year


class Supervision(RecordBody, frozen=True, kw_only=True):
    """纪检组's finding on one or more records. Nothing can correct, retract or withhold it."""

    KIND = Kind("supervision", (DISCIPLINE,))

    subjects: tuple[RecordId, ...]
    level: Literal["none", "advice", "concern", "violation"]
    finding: Text


class Correction(RecordBody, frozen=True, kw_only=True):
    """A record is set right: ``replacement`` is its whole body anew, held to the same rules. The old one stays legible."""

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
    """年度总结."""

    KIND = Kind("summary", (POLICY,), fixed=("year",), retractable=True)

    year: Year
    title: Line
    figures: Figures
    text: Text
