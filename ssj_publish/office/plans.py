"""The plan: what 政策法规科 makes of the offices' proposals, and what 局领导 approves."""

from __future__ import annotations

from collections.abc import Sequence

from ssj_publish.core.kinds.plan import Declined, Plan, PlanApproval, Task
from ssj_publish.core.state import State
from ssj_publish.office.desk import Step


def consolidate(
    state: State,
    year: int,
    title: str,
    merged: Sequence[Task] = (),
    declined: Sequence[Declined] = (),
    cancelled: Sequence[Declined] = (),
) -> Step:
    """政策法规科: every open proposal of the year; tasks not merged or declined stand as proposed."""
    answered = {id_ for one in state.plans.values() for id_ in one.plan.proposals}
    proposals = [one for one in state.proposals.values() if one.body.year == year and one.id not in answered]
    gone = {source for task in merged for source in task.merged_from} | {one.task for one in declined}
    kept = [task for one in proposals for task in one.body.tasks if task.id not in gone]
    plan = Plan(
        year=year,
        title=title,
        proposals=tuple(one.id for one in proposals),
        tasks=tuple(sorted((*kept, *merged), key=lambda task: task.id)),
        declined=tuple(declined),
        cancelled=tuple(cancelled),
    )
    return Step(plan)


def approve(plan: str, document: str) -> Step:
    """局领导."""
    return Step(PlanApproval(plan=plan, document=document))
