"""凡检查必审批: how each visit that needs an approval stands with it.

not-needed  it was drawn, drawn elsewhere, or routine
approved    it names an approval that was there before it
ratified    it was urgent, and an approval named it in time
late        an approval named it after the ledger's number of working days
waiting     none has named it, and there still is time
missing     none has named it in time
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

from ssj_publish.core.brief import VisitBrief
from ssj_publish.core.kinds.inspection import Visit
from ssj_publish.core.reading import ways, workdays
from ssj_publish.core.reading.times import Times
from ssj_publish.core.rules import approving
from ssj_publish.core.state import State

Standing = Literal["not-needed", "approved", "ratified", "late", "waiting", "missing"]
_NEEDED = frozenset({"triggered", "special"})


def standing(state: State, visit_id: str, today: date, times: Times | None = None) -> Standing:
    """How the visit ``visit_id`` stands on ``today``, by the ``times`` that bind records, else by their own."""
    one = state.visits[visit_id]
    beforehand = _beforehand(state, one.visit)
    if beforehand is not None:
        return beforehand
    last = workdays.limit(state, one.earliest, approving.settings(state, one.record.seq).ratify_days, times)
    given = [
        times.day(one.record) if times is not None else one.record.time.date()
        for one in state.approvals.values()
        if one.in_force and visit_id in one.body.visits
    ]
    if given:
        return "late" if min(given) > last else "ratified"
    return "missing" if today > last else "waiting"


def _beforehand(state: State, visit: Visit | VisitBrief) -> Standing | None:
    """How it stands by what was there before it; None where all depends on what came after."""
    if ways.way(state, visit) not in _NEEDED:
        return "not-needed"
    return "approved" if visit.approval is not None and state.approvals[visit.approval].in_force else None


def unapproved(state: State) -> Iterator[str]:
    """The ids of the visits in force that needed an approval and had none beforehand, oldest first."""
    return (id_ for id_, one in state.visits.briefs() if one.in_force and _beforehand(state, one) is None)


def ratify_by(state: State, visit_id: str, times: Times | None = None) -> date | None:
    """The last day on which an urgent visit is ratified in time; None where the year's calendar is missing. It counts
    from the earliest day that the visit was ever said to be of."""
    one = state.visits[visit_id]
    return workdays.due(state, one.earliest, approving.settings(state, one.record.seq).ratify_days, times)


def irregular(state: State, today: date, times: Times | None = None) -> Iterator[tuple[str, Standing]]:
    """The visits in force whose approval is missing or came late, oldest first."""
    for id_ in unapproved(state):
        if (found := standing(state, id_, today, times)) in ("late", "missing"):
            yield id_, found
