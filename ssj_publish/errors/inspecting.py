"""Visits, results, cases, amendments, summaries."""

from __future__ import annotations

from ssj_publish.errors.base import Refused


class VisitUngrounded(Refused):
    """Not exactly one of draw and trigger."""


class AcknowledgementMissing(Refused):
    """Not exactly one of signature and reason."""


class VisitRepeated(Refused):
    """The drawn body has a visit."""


class VisitEarly(Refused):
    """Visited before the draw's outcome was fixed."""


class MethodUnfit(Refused):
    """No item allows the method."""


class TeamTooSmall(Refused):
    """Fewer than the minimum of inspectors, or one twice."""


class TeamWrong(Refused):
    """Not the drawn team."""


class CertificateInvalid(Refused):
    """A certificate not valid on the day."""


class InspectorRecused(Refused):
    """An inspector who is recused."""


class ItemUncovered(Refused):
    """Nobody in the team may inspect an item."""


class ItemsWrong(Refused):
    """Not the task's items."""


class ProofMissing(Refused):
    """A visit under a sealed draw without its proof."""


class ResultExists(Refused):
    """A second result for an item."""


class ChecklistWrong(Refused):
    """Not every point of the item answered."""


class CodeContradicts(Refused):
    """Code and checklist disagree."""


class ActionMissing(Refused):
    """A pending problem without measure or day."""


class DateOrder(Refused):
    """A day before the one it follows."""


class CaseExists(Refused):
    """The number is used, or the result has a case."""


class CaseUngrounded(Refused):
    """The result found nothing."""


class CaseMismatch(Refused):
    """Body or office is not the result's."""


class CaseOrder(Refused):
    """A step out of order."""


class PenaltyTerm(Refused):
    """A penalty without severity and term, or a term without penalty."""


class NotAmendable(Refused):
    """A kind that cannot be corrected or retracted."""


class AlreadyRetracted(Refused):
    """Out of force already."""


class CorrectionTooFar(Refused):
    """The replacement is about something else."""


class CaseRests(Refused):
    """A case rests on the result."""


class SummaryExists(Refused):
    """A summary of the year is in force."""


class FiguresWrong(Refused):
    """A figure is not what the ledger gives."""
