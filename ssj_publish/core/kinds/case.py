"""依法处理: a case is opened, decided, corrected, re-inspected and closed."""

from __future__ import annotations

from typing import Literal

from ssj_publish.core.kinds.kind import LEADER, OFFICE, Kind, RecordBody
from ssj_publish.core.kinds.removable import RemovableLine, RemovableText
from ssj_publish.core.shapes import BodyId, CaseId, Day, Evidence, InspectorId, ResultId, RoleId, Severity


class CaseOpen(RecordBody, frozen=True, kw_only=True):
    """立案. ``result`` is the id of the result record it follows."""

    KIND = Kind("case-open", (OFFICE,))

    case: CaseId
    result: ResultId
    body: BodyId
    office: RoleId
    form: Literal["rectification", "penalty"]
    ground: RemovableText
    rectify_by: Day | None = None


class CaseDecision(RecordBody, frozen=True, kw_only=True):
    """决定, taken on ``date``. A penalty names its severity and the day until which it stays public.

    A minor one without such a day is never public: its contents end on the day before the record. ``party`` is who is
    penalised where that is a natural person, not the body.
    """

    KIND = Kind("case-decision", (OFFICE, LEADER))

    case: CaseId
    date: Day
    decision: Literal["order", "warning", "fine", "confiscation", "suspension", "revocation", "no-penalty"]
    document: RemovableLine
    basis: RemovableLine
    party: RemovableLine | None = None
    text: RemovableText
    severity: Severity | None = None
    public_until: Day | None = None


class CaseCorrection(RecordBody, frozen=True, kw_only=True):
    """整改."""

    KIND = Kind("case-correction", (OFFICE,))

    case: CaseId
    date: Day
    text: RemovableText
    evidence: tuple[Evidence, ...] = ()


class CaseReinspection(RecordBody, frozen=True, kw_only=True):
    """复查."""

    KIND = Kind("case-reinspection", (OFFICE,))

    case: CaseId
    date: Day
    inspectors: tuple[InspectorId, ...] = ()
    passed: bool
    text: RemovableText


class CaseClose(RecordBody, frozen=True, kw_only=True):
    """结案."""

    KIND = Kind("case-close", (OFFICE,))

    case: CaseId
    reason: RemovableLine
