"""Visits, results, cases, amendments, summaries."""

from __future__ import annotations

from ssj_publish.errors.base import Refused


class VisitUngrounded(Refused):
    """Not exactly one of draw and trigger."""

    field = "draw"


class AcknowledgementMissing(Refused):
    """Not exactly one of signature and reason."""

    field = "signed_by"


class VisitRepeated(Refused):
    """The drawn body has a visit."""

    field = "body"


class VisitEarly(Refused):
    """Visited before the draw's outcome was fixed."""

    field = "date"


class MethodUnfit(Refused):
    """No item allows the method."""

    field = "method"


class TeamTooSmall(Refused):
    """Fewer than the minimum of inspectors, or one twice."""

    field = "inspectors"


class TeamWrong(Refused):
    """Not the drawn team."""

    field = "inspectors"


class CertificateInvalid(Refused):
    """A certificate not valid on the day."""

    field = "inspectors"


class InspectorRecused(Refused):
    """An inspector who is recused."""

    field = "inspectors"


class ItemUncovered(Refused):
    """Nobody in the team may inspect an item."""

    field = "items"


class ItemsWrong(Refused):
    """Not the task's items."""

    field = "items"


class ProofMissing(Refused):
    """A visit under a sealed draw without its proof."""

    field = "proof"


class ResultExists(Refused):
    """A second result for an item."""

    field = "item"


class ChecklistWrong(Refused):
    """Not every point of the item answered."""

    field = "checks"


class FindingUncalled(Refused):
    """The result of ``item`` tells a finding under a code that says there was none."""

    field = "finding"


class CodeContradicts(Refused):
    """Code and checklist disagree."""

    field = "code"


class ResultUnfit(Refused):
    """The code says of the body, or of the visit, what the ledger does not: ``code``, ``body``."""

    field = "code"


class ActionMissing(Refused):
    """A pending problem without measure or day."""

    field = "action"


class DateOrder(Refused):
    """A day before the one it follows."""


class CaseExists(Refused):
    """The number is used, or the result has a case."""

    field = "case"


class CaseUngrounded(Refused):
    """The result found nothing."""

    field = "result"


class CaseMismatch(Refused):
    """Body or office is not the result's."""


class CaseOrder(Refused):
    """A step out of order."""

    field = "case"


class PenaltyTerm(Refused):
    """A penalty without severity and term, or a term without penalty."""

    field = "public_until"


class TermOutside(Refused):
    """A penalty public for a time that its severity does not allow: ``first`` to ``last``, by ``source``."""

    field = "public_until"


class CapMalformed(Refused):
    """A cap for nobody, for some twice, or under the name of another."""

    field = "settings.body_caps"


class TermsMalformed(Refused):
    """Settings that leave out a severity, or let one be public for longer than the law does."""

    field = "settings"


class NotAnnullable(Refused):
    """A kind that cannot be annulled."""

    field = "target"


class AlreadyAnnulled(Refused):
    """Void already, or resting on what is: ``id``."""

    field = "target"


class ResultsRest(Refused):
    """Results in force rest on the visit."""

    field = "target"


class StepsRest(Refused):
    """Not the last step of the case, which is a ``last``."""

    field = "target"


class VisitsRest(Refused):
    """Visits in force rest on the draw."""

    field = "target"


class ApprovalUngrounded(Refused):
    """Not exactly one of trigger and special task."""

    field = "trigger"


class ApprovalLate(Refused):
    """The approval that a visit names was given after it."""

    field = "approval"


class ApprovalUnfit(Refused):
    """``field`` of the visit is not as it was approved."""


class TaskNotSpecial(Refused):
    """The task is no special one of an approved plan."""

    field = "task"


class NotAmendable(Refused):
    """A kind that cannot be corrected or retracted."""

    field = "target"


class AlreadyRetracted(Refused):
    """Out of force already."""

    field = "target"


class CorrectionTooFar(Refused):
    """The replacement is about something else."""


class CaseRests(Refused):
    """A case rests on the result."""

    field = "target"


class SummaryExists(Refused):
    """A summary of the year is in force."""

    field = "year"


class FiguresWrong(Refused):
    """A figure is not what the ledger gives."""


class VisitSpared(Refused):
    """Another department's result stands for this visit."""

    field = "body"


class GroundsTooFew(Refused):
    """A reason not to make one visit of one, or of the same twice."""

    field = "grounds"


class GroundUnfit(Refused):
    """A record that sends nobody to the body."""

    field = "grounds"


class FindingStale(Refused):
    """Another department's result of long ago."""

    field = "date"


class TimesOnSiteWrong(Refused):
    """Arrival without leaving, not in order, or without anybody on site."""

    field = "left"


class SchoolClosed(Refused):
    """On site on a closed day, without a reason."""

    field = "closed_reason"


class SchoolNotClosed(Refused):
    """A reason for a closed day that is none."""

    field = "closed_reason"


class SchoolClosedLong(Refused):
    """A school calendar that closes more than ``limit`` days of ``year``, or days beyond the next year."""

    field = "days"


class RectifyFar(Refused):
    """A correction due more than ``days`` days after the record that asks for it."""

    field = "rectify_by"


class ApprovalWide(Refused):
    """An approval on a trigger for more than ``days`` days."""

    field = "end"


class PenaltyNotMinor(Refused):
    """A penalty before which there is a hearing, said to be a minor one."""

    field = "severity"


class SummaryEarly(Refused):
    """A summary of a year with draws that are not open."""

    field = "year"
