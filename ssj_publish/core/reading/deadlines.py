"""What is due, by whom and when; what came late.

A result is due within so many working days after the visit (国发〔2019〕5号; the number is the ledger's setting). Where
the holiday notice of a year is not yet in the ledger the day is unknown, and is said to be.

Nothing that is written later makes a late result punctual: the visit counts from the earliest day that it was ever said
to be of, and the working days as `core.reading.workdays` says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from ssj_publish.core.brief import ResultBrief, VisitBrief
from ssj_publish.core.kinds.case import CaseDecision
from ssj_publish.core.living import ResultState, VisitState
from ssj_publish.core.reading import approvals, ways, workdays
from ssj_publish.core.reading.times import Times
from ssj_publish.core.records import Record
from ssj_publish.core.rules import casework, elsewhere, partnering
from ssj_publish.core.state import Draw, State

#: `core.reading.duties` finds those that no record owes another.
What = Literal[
    "draw", "opening", "reveal", "guest", "stamp", "checkpoint", "visit", "merge", "result", "case", "rectification", "step",
    "decision", "ratification", "expiry", "certificate", "class", "register-items", "register-bodies", "register-inspectors",
    "calendar", "items", "bodies", "inspectors", "plan", "consolidation", "approval", "filing", "special-plan", "summary",
    "training", "partner",
    "frequency", "basis", "follow-up", "feedback", "recheck", "revisit",
]  # fmt: skip
#: A penalty procedure comes to a decision within so many days of its opening (行政处罚法 art. 60).
DECISION_DAYS = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that somebody owes. ``day`` is None where the calendar of its year is not known.

    ``role`` is the id of who owes it; ``task``, ``body``, ``item``, ``inspector``, ``year`` and ``record`` say what it
    is about, ``count`` how many such things.
    """

    what: What
    role: str
    day: date | None
    task: str = ""
    body: str = ""
    item: str = ""
    record: str = ""
    inspector: str = ""
    year: int = 0
    count: int = 1

    def overdue(self, today: date) -> bool:
        """Whether the day has passed; the day itself is still in time."""
        return self.day is not None and today > self.day


def due_of(state: State, visit: VisitState, times: Times) -> date | None:
    """The last day on which the results of ``visit`` are in time; None where a year's calendar is missing."""
    return workdays.due(state, visit.earliest, state.settings_at(visit.record.seq).result_days, times)


def limit_of(state: State, visit: VisitBrief, times: Times) -> date:
    """The same; where a year's calendar is missing, the day after which any calendar makes them late."""
    return workdays.limit(state, visit.earliest, state.settings_at(visit.seq).result_days, times)


def was_late(state: State, result: ResultState, times: Times) -> bool:
    """Whether a result was published after its last day, by the time that binds it."""
    return _late(state, result.brief, times)


def late_results(state: State, times: Times) -> Iterator[str]:
    """The ids of the results in force that were, oldest first."""
    return (id_ for id_, one in state.results.briefs() if one.in_force and _late(state, one, times))


def _late(state: State, result: ResultBrief, times: Times) -> bool:
    return times.day(result) > limit_of(state, state.visits.brief(result.visit), times)


def late_openings(state: State, today: date, times: Times | None = None) -> tuple[Draw, ...]:
    """Draws, void ones too, that were opened after the moment their commitment set, or that are closed on a later day:
    whoever keeps a secret back cannot be forced, but is counted."""
    bound = times or Times(state)
    return tuple(
        draw
        for draw in state.draws.values()
        if (bound.at(draw.result) > draw.commit.opens if draw.result is not None else today > draw.commit.opens.date())
    )


def outstanding(state: State, times: Times | None = None) -> tuple[Due, ...]:
    """Everything owed at the ledger's head, sorted by day (unknown days last)."""
    found = [
        *_draws(state),
        *_visits(state),
        *_results(state, times or Times(state)),
        *_cases(state),
        *_ratifications(state, times or Times(state)),
    ]
    # What an office owed that has ended, its successor owes.
    return by_day(replace(due, role=state.acting(due.role)) for due in found)


def by_day(found: Iterable[Due]) -> tuple[Due, ...]:
    """Sorted by day, unknown days last."""
    return tuple(sorted(found, key=lambda due: (due.day is None, due.day or date.min, due.task, due.body, due.item)))


def _draws(state: State) -> Iterator[Due]:
    for id_, one in state.tasks.items():
        drawn = any(state.draws[draw].void is None for draw in one.draws) or elsewhere.live(state, id_) is not None
        if state.approved(one) and not drawn:
            yield Due("draw", one.task.office, one.task.end, task=id_)
    for draw in state.draws.values():
        if draw.result is None:
            office = state.tasks[draw.commit.task].task.office
            yield Due("opening", office, draw.commit.opens.date(), task=draw.commit.task, record=draw.id)


def _visits(state: State) -> Iterator[Due]:
    for draw in _live(state):
        task = state.tasks[draw.commit.task].task
        for body in sorted(draw.teams.keys() - draw.visits.keys() - draw.avoided.keys()):
            yield Due("visit", task.office, task.end, task=task.id, body=body, record=draw.id)
    for id_, one in state.elsewhere.items():
        if one.in_force:
            task = state.tasks[one.body.task].task
            for body in sorted({assigned.body for assigned in one.body.drawn} - one.visits.keys()):
                yield Due("visit", task.office, task.end, task=task.id, body=body, record=id_)


def _results(state: State, times: Times) -> Iterator[Due]:
    for id_, brief in state.visits.briefs():
        task = partnering.task_of(state, brief)
        joint = task is not None and bool(partnering.partners(state, task))
        if not brief.in_force or not (brief.lacking or joint):
            continue
        one = state.visits[id_]
        day = due_of(state, one, times)
        yield from _partners(state, id_, one, day)
        drawn = state.draws[one.visit.draw].commit.task if one.visit.draw else ""
        for item_id in brief.lacking:
            item = state.items.latest(item_id)
            office = item.office if item else ""
            yield Due("result", office, day, task=drawn, body=brief.body, item=item_id, record=id_)


def _partners(state: State, id_: str, one: VisitState, day: date | None) -> Iterator[Due]:
    """Of a joint visit: the results of partners outside the bureau that are not there yet."""
    task = partnering.task_of(state, one.visit)
    if task is not None:
        for partner in partnering.partners(state, task):
            if partner not in one.partners:
                role = partnering.writer(state, task, partner)
                yield Due("partner", role, day, task=task.id, body=one.visit.body, record=id_)


def _cases(state: State) -> Iterator[Due]:
    """Of a case that is open: its correction while one is set, the decision of a penalty procedure, else its next
    step."""
    for case in state.cases.values():
        if case.stage == "closed" or case.annulled is not None:
            continue
        body = case.opened.body
        if body.form == "penalty" and not casework.decided(case):
            yield Due(
                "decision", body.office, case.opened.time.date() + DECISION_DAYS, body=body.body, record=case.opened.id
            )
        elif case.stage in ("opened", "decided", "failed") and body.rectify_by is not None:
            yield Due("rectification", body.office, body.rectify_by, body=body.body, record=case.opened.id)
        else:
            day = case.steps[-1].time.date() + DECISION_DAYS
            yield Due("step", body.office, day, body=body.body, record=case.steps[-1].id)


def _ratifications(state: State, times: Times) -> Iterator[Due]:
    """Urgent visits that no approval has named yet."""
    for id_ in approvals.unapproved(state):
        if approvals.standing(state, id_, date.max, times) in ("waiting", "missing"):
            visit, day = state.visits[id_].visit, approvals.ratify_by(state, id_, times)
            yield Due("ratification", ways.office(state, visit), day, body=visit.body, record=id_)


def penalty_due(state: State, decision: Record[CaseDecision], times: Times | None = None) -> date | None:
    """The last day on which a penalty is published in time: so many working days after its decision; None where the
    calendar is missing, or there is no penalty."""
    if decision.body.severity is None:
        return None
    return workdays.due(state, decision.body.date, state.settings_at(decision.seq).penalty_days, times)


def penalty_late(state: State, decision: Record[CaseDecision], times: Times) -> bool:
    """Whether the decision of a penalty was published after its last day; the record is the publication."""
    if decision.body.severity is None:
        return False
    days = state.settings_at(decision.seq).penalty_days
    return times.day(decision) > workdays.limit(state, decision.body.date, days, times)


def _live(state: State) -> Iterator[Draw]:
    return (draw for draw in state.draws.values() if draw.void is None)
