"""Proposals, plans and their approval."""

from __future__ import annotations

from ssj_publish.errors.base import Refused


class TaskExists(Refused):
    """A task id used before."""


class TaskAltered(Refused):
    """A task differs from its proposal."""


class TaskWindow(Refused):
    """Start after end, or outside the plan's year."""


class TaskDrawn(Refused):
    """A task with a live draw, or cancelled, cannot be cancelled."""


class TaskCancelled(Refused):
    """The task is cancelled."""


class MergeMalformed(Refused):
    """A merged task is not the union of two or more proposed ones."""


class ProposalTaken(Refused):
    """A proposal answered before, or of another year."""


class ProposalUnanswered(Refused):
    """A proposed task neither kept, merged nor declined."""


class PlanApproved(Refused):
    """Approved before."""


class PlanNotApproved(Refused):
    """No draw before approval."""


class ItemRetired(Refused):
    """An item that is not, or no longer, in force."""


class ScopeUncovered(Refused):
    """An item does not apply to a type of body in scope."""


class OfficeAbsent(Refused):
    """An item's office takes no part in the task."""


class RatiosIncomplete(Refused):
    """Not one ratio for each class in order."""


class RatioMalformed(Refused):
    """A ratio above one."""
