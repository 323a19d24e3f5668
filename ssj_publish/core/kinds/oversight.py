"""监督、更正、培训、总结."""

from __future__ import annotations

from typing import Any, Literal

from ssj_publish.core.shapes import Count, Day, Digest, Id, Line, Positive, Shape, Text, Year


class Supervision(Shape, frozen=True, kw_only=True):
    """纪检组's finding on one or more records. Nothing can correct, retract or withhold it."""

    subjects: tuple[Digest, ...]
    level: Literal["none", "advice", "concern", "violation"]
    finding: Text


class Correction(Shape, frozen=True, kw_only=True):
    """A record is set right: ``replacement`` is its whole body anew, held to the same rules. The old one stays legible."""

    target: Digest
    reason: Text
    replacement: dict[str, Any]


class Retraction(Shape, frozen=True, kw_only=True):
    """A record is taken out of force, with the reason; it stays legible."""

    target: Digest
    reason: Text


class Training(Shape, frozen=True, kw_only=True):
    """培训通知与记录."""

    title: Line
    date: Day
    hours: Positive
    inspectors: tuple[Id, ...] = ()
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


class Summary(Shape, frozen=True, kw_only=True):
    """年度总结."""

    year: Year
    title: Line
    figures: Figures
    text: Text
