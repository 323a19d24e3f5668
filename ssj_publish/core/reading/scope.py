"""What has left a draw's scope since its items were last drawn: whoever is out of the pool without a word shows here.

A commitment lists the bodies that are in its task's scope and stay out. Of those that are in the scope no more it says
nothing: taken out of the register, of another type or town by now, or not within what this task takes in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from ssj_publish.core.draw.commitment import scope_of
from ssj_publish.core.kinds.plan import Task
from ssj_publish.core.kinds.registers import Body
from ssj_publish.core.reading.times import Times
from ssj_publish.core.records import Record
from ssj_publish.core.register import Version
from ssj_publish.core.state import Draw, State
from ssj_publish.core.text import fold

Leaving = Literal["removed", "type", "town", "task"]
#: What a change of the register has done; a task that takes in less stands in the approved plan.
BY_REGISTER: tuple[Leaving, ...] = ("removed", "type", "town")


@dataclass(frozen=True, slots=True)
class Left:
    """``body`` was in the scope of the draw ``since`` (by id), and is not in this one's; ``record`` is the change of
    its entry by which it left, None where it is the task that has left it."""

    body: str
    how: Leaving
    since: str
    record: Record | None


def left(state: State, draw: Draw) -> tuple[Left, ...]:
    """All that have left since the newest draw before of each of the items, sorted by id."""
    task = state.tasks[draw.commit.task].task
    inside = _scope(draw)
    found: dict[str, Left] = {}
    for before in _before(state, draw, task):
        for body in _scope(before) - inside:
            found.setdefault(body, _how(state, draw, before, body, task))
    return tuple(found[body] for body in sorted(found))


def watched(state: State, draw: Draw, times: Times) -> int:
    """For how many days before the commitment its page tells the changes of the registers: as many as any rules asked
    for that were in force in the year before, so that nobody shortens the look back for one draw (protocol R34)."""
    since = times.at(draw.record) - timedelta(days=366)
    days, later = 0, draw.record
    for one in reversed([rules for rules in state.rules if rules.seq < draw.record.seq]):
        if times.at(later) < since:
            break
        days = max(days, one.settings.watch_days)
        later = state.record_at(one.seq)
    return days


def _before(state: State, draw: Draw, task: Task) -> Iterator[Draw]:
    """The newest earlier draw of each item, once."""
    earlier = [one for one in state.draws.values() if one.record.seq < draw.record.seq]
    seen: set[str] = set()
    for item in task.items:
        for one in reversed(earlier):
            if item in state.tasks[one.commit.task].task.items:
                if one.id not in seen:
                    seen.add(one.id)
                    yield one
                break


def _scope(draw: Draw) -> frozenset[str]:
    """The bodies in the draw's scope: its pool, and those that it says stay out."""
    return frozenset(draw.pool).union(*(group.bodies for group in draw.commit.excluded))


def _how(state: State, draw: Draw, before: Draw, body: str, task: Task) -> Left:
    versions = state.bodies.history[body]
    then = _at(versions, before.record.seq)
    for version in versions:
        if before.record.seq < version.record.seq < draw.record.seq and (how := _by(then, version, task)) is not None:
            return Left(body, how, before.id, version.record)
    return Left(body, "task", before.id, None)


def _by(then: Body | None, version: Version[Body], task: Task) -> Leaving | None:
    """How the change took the body out; None where it did not."""
    now = version.value
    if now is None:
        return "removed"
    if then is None or scope_of(task)(now) or not scope_of(task)(then):
        return None
    return "type" if fold(now.type) != fold(then.type) else "town"


def _at(versions: list[Version[Body]], seq: int) -> Body | None:
    return next((one.value for one in reversed(versions) if one.record.seq < seq), None)
