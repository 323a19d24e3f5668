"""Replies, feedback, publicity, what becomes of findings, samples of visits, confirmations of inspectors."""

from __future__ import annotations

from ssj_publish.errors.base import BadInput, Refused


class ReplyPast(Refused):
    """An answer to a case that is public no more."""

    field = "target"


class ReplyMisplaced(Refused):
    """An answer to what is neither a result in force nor a step of a case."""

    field = "target"


class FeedbackExists(Refused):
    """The month has its counts."""

    field = "month"


class FeedbackEarly(Refused):
    """The month is not over."""

    field = "month"


class FeedbackIncomplete(Refused):
    """An office without its line, or one that is none, or not in order."""

    field = "offices"


class FeedbackContradicts(Refused):
    """More cards tell of misconduct than came in."""

    field = "offices"


class FollowUpNeedless(Refused):
    """The finding asked for nothing."""

    field = "supervision"


class FollowUpClosed(Refused):
    """The finding has been followed to its end."""

    field = "supervision"


class RecheckExists(Refused):
    """The quarter's sample is drawn."""

    field = "quarter"


class RecheckRoundless(Refused):
    """No public round after the quarter stands in the ledger yet, or there is nothing to draw from."""

    field = "quarter"


class RecheckWrong(Refused):
    """Not the round, or not the visits, that the ledger gives."""

    field = "visits"


class SummaryThin(Refused):
    """A section of a summary that says nothing."""

    field = "practice"


class SummaryUnread(BadInput):
    """A text without one of the ``headings``, or with nothing under it."""


class NoticeLate(Refused):
    """A notice served after the visit."""

    field = "notice"


class ConfirmationForeign(Refused):
    """Somebody confirms who is not of the team, twice, or out of order."""

    field = "confirmations"


class ConfirmationKey(Refused):
    """A confirmation with another key than the register's, or by name of who has one."""

    field = "confirmations"


class ConfirmationUnsigned(Refused):
    """The inspector's key has not signed."""

    field = "confirmations"


class ConfirmationStale(Refused):
    """A signature of an inspector carried over to what he has not signed."""

    field = "confirmations"


class InspectorKeyShared(Refused):
    """An inspector's key that is somebody else's."""

    field = "key"


class CallRefused(BadInput):
    """The code of a notice that the ledger does not bear out; ``why``: draw, items, approval or team."""


class CallUnfit(BadInput):
    """Not exactly one ground for a notice, or its items or team missing."""
