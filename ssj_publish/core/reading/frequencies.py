"""抽查频次: who has not been inspected as often as the plan says for the body's credit class, once the years are
(nearly) over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from ssj_publish.core.clock import ZONE
from ssj_publish.core.draw.commitment import scope_of
from ssj_publish.core.draw.frequency import Rhythm
from ssj_publish.core.kinds.plan import ClassFrequency
from ssj_publish.core.kinds.registers import Body
from ssj_publish.core.state import State, TaskState


@dataclass(frozen=True, slots=True)
class Short:
    """``bodies`` of one credit class that ``task`` should have had inspected as ``often`` as it says, by the day
    ``due``."""

    task: TaskState
    often: ClassFrequency
    due: date
    bodies: tuple[str, ...]


def short(state: State, today: date) -> Iterator[Short]:
    """Of all approved tasks. The years run from the task's own; who stood in the register when the task began counts,
    in the class of ``today`` or of the last day, whichever came first."""
    for one in state.tasks.values():
        if not one.task.frequencies or not state.approved(one):
            continue
        said = Rhythm(state, one.task, one.said, Counter()).by_class
        for often in said.values():
            due = date(one.task.start.year + often.years - 1, 12, 31)
            rhythm = Rhythm(state, one.task, one.said, Counter(), due.year)
            found = [
                body.id
                for body in _standing(state, one, min(today, due))
                if body.credit_class == often.credit_class and not rhythm.reached(body)
            ]
            if found:
                yield Short(one, often, due, tuple(found))


def _standing(state: State, one: TaskState, day: date) -> Iterator[Body]:
    """The active bodies of the task's scope on ``day`` that were in the register when it began, by id."""
    end = datetime.combine(day + timedelta(days=1), time.min, ZONE).timestamp()
    last = max((seq for seq, moment in enumerate(state.moments, 1) if moment < end), default=0)
    inside = scope_of(one.task)
    for id_, body in sorted(state.bodies.at(last).items()):
        came = state.bodies.history[id_][0].record.time.date()
        if inside(body) and body.state == "active" and body.branch_of is None and came <= one.task.start:
            yield body
