"""计划批准时的名单: who stood in a task's scope, and who might have inspected, when its plan was approved.

A draw freezes its own pool later, from the registers of its own moment; between the two anybody can see who came and
went.
"""

from __future__ import annotations

from dataclasses import dataclass

from ssj_publish.core.draw.commitment import pool_digest, scope_of
from ssj_publish.core.records import Record
from ssj_publish.core.state import State, TaskState, certified


@dataclass(frozen=True, slots=True)
class Approved:
    """At ``approval``: ``bodies`` and ``inspectors`` by id; ``digest`` of the bodies is written as a pool's is."""

    approval: Record
    bodies: tuple[str, ...]
    inspectors: tuple[str, ...]
    digest: str


def at_approval(state: State, one: TaskState) -> Approved | None:
    """None while the plan is not approved. Bodies are the active ones that are no branches; inspectors are certified on
    every day of the task and may inspect one of its items at least."""
    approval = state.plans[one.plan].approval
    if approval is None:
        return None
    inside = scope_of(one.task)
    bodies = {
        id_: (body.credit_class, body.class_date.isoformat())
        for id_, body in state.bodies.at(approval.seq).items()
        if inside(body) and body.state == "active" and body.branch_of is None
    }
    inspectors = sorted(
        id_
        for id_, person in state.inspectors.at(approval.seq).items()
        if set(person.items) & set(one.task.items) and certified(person, one.task.start, one.task.end)
    )
    return Approved(approval, tuple(sorted(bodies)), tuple(inspectors), pool_digest(bodies))
