"""What was changed in a register for a while and is now as before, with something lying between that went by it; and
bodies that were visited more often than their caps allow.

A cap lowered for one draw, a checklist shortened for one visit, a school closed for one substitution, an inspector's
certificate run out for one team: each such change is lawful, and so is the one back.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from ssj_publish.core.living import VisitState
from ssj_publish.core.reading.times import Times
from ssj_publish.core.records import Record
from ssj_publish.core.register import Register
from ssj_publish.core.rules.inspecting import STANDING
from ssj_publish.core.state import EXEMPT, State

#: Sort → the fields that draws, substitutions, visits and results go by.
FIELDS: Final[dict[str, tuple[str, ...]]] = {
    "body": ("state", "type", "town", "capped", "credit_class", "branch_of"),
    "inspector": ("items", "unit", "valid_from", "valid_until", "key"),
    "item": ("cap", "points", "methods", "subjects"),
}


@dataclass(frozen=True, slots=True)
class Flip:
    """``field`` of the entry ``id`` (of the sort ``sort``) was changed by ``changed`` and is since ``back`` what it
    was."""

    sort: str
    id: str
    field: str
    changed: Record
    back: Record


def flips(state: State) -> Iterator[Flip]:
    """Those with a draw, a substitution, a visit or a result between that went by what stood for a while."""
    marks = _marks(state)
    registers: tuple[tuple[str, Register[Any]], ...] = (
        ("body", state.bodies),
        ("inspector", state.inspectors),
        ("item", state.items),
    )
    for sort, register in registers:
        for id_, versions in register.history.items():
            seen: set[tuple[str, str]] = set()
            for field in FIELDS[sort] if len(versions) > 2 else ():
                said = [(getattr(one.value, field, None), one.record) for one in versions]
                for one in _of(sort, id_, field, said, marks[sort]):
                    # Who was out of the register for a while comes back with all fields at once.
                    if (pair := (one.changed.id, one.back.id)) not in seen:
                        seen.add(pair)
                        yield one


def _of(sort: str, id_: str, field: str, said: Sequence[tuple[Any, Record]], marks: Sequence[int]) -> Iterator[Flip]:
    steps = [said[0], *(now for before, now in pairwise(said) if before[0] != now[0])]
    for (was, _), (_, changed), (now, back) in zip(steps, steps[1:], steps[2:], strict=False):
        place = bisect_right(marks, changed.seq)
        if was == now and place < len(marks) and marks[place] < back.seq:
            yield Flip(sort, id_, field, changed, back)


def _marks(state: State) -> dict[str, list[int]]:
    """The numbers of the records that go by an entry of each sort, ascending."""
    draws = [draw.record.seq for draw in state.draws.values()]
    moved = [one.seq for draw in state.draws.values() for one in draw.substitutions]
    visits = [one.seq for _, one in state.visits.briefs()]
    gone = [one.seq for _, one in state.results.briefs() if one.code in STANDING]
    return {
        "body": sorted(draws + moved + gone),
        "inspector": sorted(draws + moved + visits),
        "item": sorted(draws + visits),
    }


def beyond_caps(state: State, times: Times) -> Iterator[tuple[VisitState, str, int]]:
    """(visit, item, cap): visits in force of bodies under the yearly cap of an item that were one too many."""
    made: Counter[tuple[str, str, int]] = Counter()
    for visit, one in state.visits.briefs():
        if not one.in_force or one.trigger in EXEMPT:
            continue
        entry = state.bodies.as_of(one.body, one.seq)
        for id_ in one.items:
            item = state.items.as_of(id_, one.seq)
            key = (one.body, id_, one.date.year)
            made[key] += 1
            cap = item.cap if item is not None and entry is not None and entry.capped == "yes" else None
            if cap is not None and made[key] > cap:
                yield state.visits[visit], id_, cap
