"""抽查频次: how often a body of each credit class is inspected for a task's items: so many ``times`` in so many
``years``.

The plan states it, and it binds both ways. Who has been inspected that often already is not drawn again in those years;
who has not been when they are over is missing (`core.reading.frequencies`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import TypeVar

from msgspec.structs import replace

from ssj_publish import errors
from ssj_publish.core.kinds.plan import ClassFrequency, ClassRatio, Task
from ssj_publish.core.kinds.registers import Body
from ssj_publish.core.state import State

Told = TypeVar("Told", ClassRatio, ClassFrequency)


def check(task: Task, classes: tuple[str, ...]) -> None:
    """Every class has one, in order, and none falls as credit falls (`errors.FrequenciesIncomplete`,
    `FrequencyFalls`)."""
    told = task.frequencies
    if not told:
        return
    if tuple(one.credit_class for one in told) != classes:
        raise errors.FrequenciesIncomplete(task=task.id, classes="、".join(classes))
    for one, other in pairwise(told):
        if other.times * one.years < one.times * other.years:
            raise errors.FrequencyFalls(task=task.id, better=one.credit_class, worse=other.credit_class)


def in_classes(state: State, told: Sequence[Told], said: int) -> tuple[Told, ...]:
    """What record number ``said`` stated of each class of its own time, of today's classes.

    A class takes what was said of the worst former one that has become it or a better one; one that is better than all
    of these, what was said of the best. So nobody is drawn less often for it, and nothing falls as credit falls.
    """
    found = tuple(told)
    for rules in state.rules:
        if rules.seq > said and rules.mapped and found:
            places = {name: place for place, name in enumerate(rules.settings.classes)}
            came = [(places[rules.mapped[one.credit_class]], one) for one in found]
            found = tuple(
                replace(([one for at, one in came if at <= place] or [found[0]])[-1], credit_class=name)
                for name, place in places.items()
            )
    return found


class Rhythm:
    """How the bodies stand with the task's frequencies; ``said`` is the record that stated them, ``until`` the last
    year that counts, ``awaited`` the visits by (body, item) that other draws will still make (protocol R11)."""

    def __init__(self, state: State, task: Task, said: int, awaited: Counter[tuple[str, str]], until: int = 0) -> None:
        told = in_classes(state, task.frequencies, said)
        self.by_class = {one.credit_class: one for one in told}
        self._items, self._awaited = task.items, awaited
        last = until or task.start.year
        longest = max((one.years for one in told), default=0)
        self._made = [state.visit_counts(last - back) for back in range(longest)]

    def reached(self, body: Body) -> bool:
        """Whether ``body`` has been inspected as often as its class is, for every item of the task."""
        one = self.by_class.get(body.credit_class)
        return one is not None and all(self._count(body.id, item, one.years) >= one.times for item in self._items)

    def _count(self, body: str, item: str, years: int) -> int:
        return self._awaited[body, item] + sum(made[body, item] for made in self._made[:years])
