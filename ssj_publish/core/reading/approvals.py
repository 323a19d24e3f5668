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

from ssj_publish import errors
from ssj_publish.core.reading import ways
from ssj_publish.core.rules import approving
from ssj_publish.core.state import State

Standing = Literal["not-needed", "approved", "ratified", "late", "waiting", "missing"]
_NEEDED = frozenset({"triggered", "special"})


def standing(state: State, visit_id: str, today: date) -> Standing:
    """How the visit ``visit_id`` stands on ``today``. Where the calendar is not known, nothing counts as late."""
    visit = state.visits[visit_id].visit
    if ways.way(state, visit) not in _NEEDED:
        return "not-needed"
    if visit.approval is not None and state.approvals[visit.approval].in_force:
        return "approved"
    last = ratify_by(state, visit_id)
    given = [one.record.time.date() for one in state.approvals.values() if one.in_force and visit_id in one.body.visits]
    if given:
        return "late" if last is not None and min(given) > last else "ratified"
    return "missing" if last is not None and today > last else "waiting"


def ratify_by(state: State, visit_id: str) -> date | None:
    """The last day on which an urgent visit is ratified in time; None where the year's calendar is missing."""
    one = state.visits[visit_id]
    days = approving.settings(state, one.record.seq).ratify_days
    try:
        return state.calendar.after(one.visit.date, days)
    except errors.CalendarUnknown:
        return None


def irregular(state: State, today: date) -> Iterator[tuple[str, Standing]]:
    """The visits in force whose approval is missing or came late, oldest first."""
    for id_, one in state.visits.items():
        if one.in_force and (found := standing(state, id_, today)) in ("late", "missing"):
            yield id_, found
