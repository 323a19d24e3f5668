"""Proposed tasks that would send several offices to the same bodies, and the joint task they can become (联合抽查)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import chain, combinations

import msgspec

from ssj_publish.core.draw.commitment import scope_of
from ssj_publish.core.kinds.plan import Task
from ssj_publish.core.state import State
from ssj_publish.core.text import fold, folded


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two tasks with types of body in common, the number of such bodies now, and the days on which both may run."""

    first: Task
    second: Task
    types: tuple[str, ...]
    bodies: int
    start: date
    end: date


def of_proposals(state: State, year: int) -> tuple[Overlap, ...]:
    """All pairs among the year's proposed tasks that no plan has answered yet, most bodies first."""
    answered = {id_ for one in state.plans.values() for id_ in one.plan.proposals}
    tasks = [
        task
        for one in state.proposals.values()
        if one.id not in answered and one.body.year == year
        for task in one.body.tasks
    ]
    found = [overlap for pair in combinations(tasks, 2) if (overlap := _of(state, *pair)) is not None]
    return tuple(sorted(found, key=lambda one: (-one.bodies, one.first.id, one.second.id)))


def _of(state: State, first: Task, second: Task) -> Overlap | None:
    theirs = folded(second.scope)
    types = tuple(type_ for type_ in first.scope if fold(type_) in theirs)
    start, end = max(first.start, second.start), min(first.end, second.end)
    if not types or start > end:
        return None
    both = [scope_of(one) for one in (first, second)]
    bodies = sum(all(inside(body) for inside in both) for body in state.bodies.current.values())
    return Overlap(first, second, types, bodies, start, end) if bodies else None


def merge(id_: str, name: str | None, sources: Sequence[Task]) -> Task:
    """The joint task: items and offices of all, the types and towns of any, the days they share, and for each class the
    highest ratio: nobody is inspected less for the merger."""
    first = sources[0]
    offices = list(dict.fromkeys(office for one in sources for office in (one.office, *one.partners)))
    rhythms = {one.frequencies for one in sources}  # where they differ, nobody is left out for having been inspected
    shared = [one.ratios for one in sources if one.ratios]  # numbers and shares cannot be merged: the rule refuses it
    ratios = tuple(max(of_class, key=lambda r: Fraction(r.p, r.q)) for of_class in zip(*shared, strict=True))
    return msgspec.structs.replace(
        first,
        id=id_,
        name=name or f"{first.name}（联合抽查）",
        directed=all(one.directed for one in sources),
        items=tuple(sorted({item for one in sources for item in one.items})),
        partners=tuple(office for office in offices if office != first.office),
        scope=_union(one.scope for one in sources),
        towns=_union(one.towns for one in sources) if all(one.towns for one in sources) else (),
        ratios=ratios,
        minimum=max(one.minimum for one in sources),
        number=0 if shared else max(one.number for one in sources),
        start=max(one.start for one in sources),
        end=min(one.end for one in sources),
        merged_from=tuple(one.id for one in sources),
        frequencies=first.frequencies if len(rhythms) == 1 else (),
    )


def _union(lists: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """Each word once, as first written."""
    found: dict[str, str] = {}
    for word in chain.from_iterable(lists):
        found.setdefault(fold(word), word)
    return tuple(found.values())
