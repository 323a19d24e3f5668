"""整个对象的年度检查上限: how often a body is visited at most in a year, whatever for.

What counts is a rule: one record of a visit in force is one, whatever it was for and however many draws it serves; a
visit on an exempt trigger is none. A draw that was void, or that came to nothing, is none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from ssj_publish import errors
from ssj_publish.core.kinds.genesis import BodyCap, Settings
from ssj_publish.core.kinds.plan import Task
from ssj_publish.core.kinds.registers import Body
from ssj_publish.core.state import State
from ssj_publish.core.text import fold, folded

#: The month in which a school year begins.
_SEPTEMBER = 9


def check(settings: Settings) -> None:
    """Each cap says whom it is for in one way, under a name of its own; no type of body stands under two of them."""
    seen: set[str] = set()
    if len({one.name for one in settings.body_caps}) != len(settings.body_caps):
        raise errors.CapMalformed(id=settings.body_caps[0].name)
    for one in settings.body_caps:
        if (one.covers == "types") != bool(one.types) or len(set(one.exempt)) != len(one.exempt):
            raise errors.CapMalformed(id=one.name)
        for covered in map(fold, one.types or ("",)):
            if covered in seen:
                raise errors.CapMalformed(id=one.name)
            seen.add(covered)


def year_of(cap: BodyCap, day: date) -> int:
    """The cap's year that ``day`` lies in, named by its first calendar year."""
    return day.year if cap.year == "calendar" or day.month >= _SEPTEMBER else day.year - 1


def caps_of(state: State, body: Body) -> Iterator[BodyCap]:
    """The caps that hold for ``body``."""
    for one in state.settings.body_caps:
        if body.capped == "yes" if one.covers == "capped" else fold(body.type) in folded(one.types):
            yield one


def count(state: State, cap: BodyCap, year: int) -> Counter[str]:
    """Visits in force that count towards ``cap`` in its ``year``, by body."""
    return Counter(
        one.body
        for _, one in state.visits.briefs()
        if one.in_force and year_of(cap, one.date) == year and one.trigger not in cap.exempt
    )


class Caps:
    """How the bodies stand with their caps when ``task`` is drawn: visits made, and those that drawn bodies still
    await.

    A draw that is not void awaits a visit of a body that it gives, until its task's last day has passed before this
    task begins; one that is over by then came to nothing.
    """

    def __init__(self, state: State, task: Task) -> None:
        self._state = state
        self._made = {one.name: count(state, one, year_of(one, task.start)) for one in state.settings.body_caps}
        self._awaited: Counter[str] = Counter()
        self._task = task
        for draw in state.draws.values() if state.settings.body_caps else ():
            other = state.tasks[draw.commit.task].task
            if draw.void is None and other.id != task.id and other.end >= task.start:
                self._awaited.update(draw.teams.keys() - draw.visits.keys() - draw.avoided.keys())

    def reached(self, body: Body) -> bool:
        """Whether one more visit would be one too many for ``body``."""
        return any(
            self._made[one.name][body.id] + self._awaited[body.id] >= one.visits for one in caps_of(self._state, body)
        )
