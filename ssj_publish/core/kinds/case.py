"""依法处理: a case is opened, decided, corrected, re-inspected and closed."""

from __future__ import annotations

from typing import Literal

from ssj_publish.core.kinds.removable import RemovableLine, RemovableText
from ssj_publish.core.shapes import Day, Digest, Evidence, Id, Shape

#: 发改委令36号: how long a penalty stays public.
Severity = Literal["minor", "general", "serious"]


class CaseOpen(Shape, frozen=True, kw_only=True):
    """立案. ``result`` is the id of the result record it follows."""

    case: Id
    result: Digest
    body: Id
    office: Id
    form: Literal["rectification", "penalty"]
    ground: RemovableText
    rectify_by: Day | None = None


class CaseDecision(Shape, frozen=True, kw_only=True):
    """决定. A penalty names its severity and the day until which it stays public.

    ``party`` is who is penalised where that is a natural person, not the body.
    """

    case: Id
    decision: Literal["order", "warning", "fine", "confiscation", "suspension", "revocation", "no-penalty"]
    document: RemovableLine
    basis: RemovableLine
    party: RemovableLine | None = None
    text: RemovableText
    severity: Severity | None = None
    public_until: Day | None = None


class CaseCorrection(Shape, frozen=True, kw_only=True):
    """整改."""

    case: Id
    date: Day
    text: RemovableText
    evidence: tuple[Evidence, ...] = ()


class CaseReinspection(Shape, frozen=True, kw_only=True):
    """复查."""

    case: Id
    date: Day
    inspectors: tuple[Id, ...] = ()
    passed: bool
    text: RemovableText


class CaseClose(Shape, frozen=True, kw_only=True):
    """结案."""

    case: Id
    reason: RemovableLine
