"""Types and towns that nothing covers: bodies that would fall out of every pool without a word.

A draw takes the bodies whose type stands in the task's scope and whose town in its towns, letter by letter; 民办幼儿园
is not 幼儿园, and 城关 is not 城关镇. What matches nothing is counted here, with the nearest spelling that would match.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from ssj_publish.core.kinds.plan import Task
from ssj_publish.core.kinds.registers import Body, Item


@dataclass(frozen=True, slots=True)
class Uncovered:
    """``count`` bodies have this ``value`` as ``field`` (type or town), or none has (0); ``near`` may be meant."""

    field: str
    value: str
    count: int
    near: str | None


def of_bodies(bodies: Iterable[Body], items: Iterable[Item], tasks: Iterable[Task]) -> tuple[Uncovered, ...]:
    """Types of active bodies that no item (and no task) names, and towns that no task with towns names."""
    active = [body for body in bodies if body.state == "active"]
    planned = list(tasks)
    types = {type_ for item in items for type_ in item.subjects} | {type_ for task in planned for type_ in task.scope}
    towns = {town for task in planned for town in task.towns}
    held = {body.town for body in active if body.town}
    return (
        *(_uncovered("type", Counter(body.type for body in active), types) if types else ()),
        *(
            _uncovered("town", Counter(body.town for body in active if body.town), towns | _like(held, towns))
            if towns
            else ()
        ),
    )


def of_tasks(tasks: Iterable[Task], bodies: Iterable[Body]) -> tuple[Uncovered, ...]:
    """Types and towns that the tasks name and no active body has."""
    active = [body for body in bodies if body.state == "active"]
    planned = list(tasks)
    types, towns = {body.type for body in active}, {body.town for body in active if body.town}
    if not active:
        return ()
    return (
        *_uncovered("type", Counter({type_: 0 for task in planned for type_ in task.scope}), types),
        *_uncovered("town", Counter({town: 0 for task in planned for town in task.towns}), towns),
    )


def _like(held: Iterable[str], towns: set[str]) -> set[str]:
    """Towns that no task names and that resemble none: a task may well leave a town out."""
    return {town for town in held if _near(town, towns) is None}


def _uncovered(field: str, counts: Counter[str], known: set[str]) -> Iterable[Uncovered]:
    for value in sorted(counts.keys() - known):
        yield Uncovered(field, value, counts[value], _near(value, known))


def _near(value: str, known: set[str]) -> str | None:
    contained = sorted((one for one in known if one in value or value in one), key=len)
    return next(iter([*contained[-1:], *get_close_matches(value, sorted(known), 1, 0.6)]), None)
