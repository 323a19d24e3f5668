"""Proposals, plans and their approval."""

from __future__ import annotations

from ssj_publish.errors.base import Refused


class PartnerAbsent(Refused):
    """``partner`` takes no part in the visit's ``task``."""

    field = "partner"


class PartnerRepeated(Refused):
    """A second result of ``partner`` for the visit of ``body``."""

    field = "partner"


class TaskExists(Refused):
    """A task id used before."""

    field = "tasks"


class TaskAltered(Refused):
    """A task differs from its proposal."""

    field = "tasks"


class TaskWindow(Refused):
    """Start after end, or outside the plan's year."""

    field = "tasks"


class TaskDrawn(Refused):
    """A task of which a body was visited, or that was drawn elsewhere, cannot be cancelled."""

    field = "cancelled"


class TaskCancelled(Refused):
    """The task is cancelled."""


class MergeMalformed(Refused):
    """A merged task is not the union of two or more proposed ones."""

    field = "tasks"


class ProposalTaken(Refused):
    """A proposal answered before, or of another year."""

    field = "proposals"


class ProposalUnanswered(Refused):
    """A proposed task neither kept, merged nor declined."""

    field = "tasks"


class PlanApproved(Refused):
    """Approved before."""

    field = "plan"


class PlanNotApproved(Refused):
    """No draw before approval."""

    field = "task"


class ItemRetired(Refused):
    """An item that is not, or no longer, in force."""


class ScopeUncovered(Refused):
    """An item does not apply to a type of body in scope."""

    field = "tasks"


class OfficeAbsent(Refused):
    """An item's office takes no part in the task."""

    field = "tasks"


class RatiosIncomplete(Refused):
    """Not one ratio for each class in order."""

    field = "tasks"


class FrequenciesIncomplete(Refused):
    """Not one frequency for each class in order."""

    field = "tasks"


class FrequencyFalls(Refused):
    """Worse credit is inspected less often."""

    field = "tasks"


class NumberAndRatios(Refused):
    """A task that says how many bodies, and shares or a minimum as well."""

    field = "tasks"


class RatioMalformed(Refused):
    """A ratio above one."""

    field = "tasks"


class PlanUnapproved(Refused):
    """Filed before it was approved."""

    field = "plan"


class PlanFiled(Refused):
    """Filed already."""

    field = "plan"
