"""检查依据: the laws that the list of items rests on, in which version; and the items that a revision has left behind.

No ledger knows what a legislature does. But where one item rests on a newer version of a law than another, the other
has not been looked at since: so whoever enters a revision once has all that it touches told.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from ssj_publish.core.kinds.registers import Basis, BasisLevel
from ssj_publish.core.state import State
from ssj_publish.core.text import fold

_TITLE = re.compile("《([^》]+)》")
#: 中华人民共和国 stands before the names of laws or does not.
_STATE = "中华人民共和国"


@dataclass(slots=True)
class Law:
    """A law under one of its names: its ``items`` with the version that each rests on, ``None`` where it says none."""

    title: str
    level: BasisLevel
    number: str | None = None
    revised: date | None = None
    items: dict[str, date | None] = field(default_factory=dict)

    @property
    def behind(self) -> tuple[str, ...]:
        """The items that rest on an earlier version than another item does, or on none that they say."""
        return tuple(sorted(id_ for id_, day in self.items.items() if self.revised is not None and day != self.revised))


def laws(state: State) -> tuple[Law, ...]:
    """Those of the items in force, from the highest level to the lowest, most used first."""
    found: dict[str, Law] = {}
    for id_, item in sorted(state.items.current.items()):
        for basis in item.basis:
            key = name(basis)
            law = found.setdefault(fold(key), Law(key, basis.level))
            law.number = basis.number or law.number
            law.revised = max(filter(None, (law.revised, basis.revised)), default=None)
            law.items[id_] = max(filter(None, (law.items.get(id_), basis.revised)), default=None)
    levels = ("law", "regulation", "rule", "policy")
    return tuple(sorted(found.values(), key=lambda one: (levels.index(one.level), -len(one.items), one.title)))


def name(basis: Basis) -> str:
    """The law's name without articles and brackets."""
    match = _TITLE.search(basis.title)
    return (match[1] if match is not None else basis.title).removeprefix(_STATE)


def behind(state: State) -> Mapping[str, tuple[str, ...]]:
    """Item → the laws whose newer version it does not rest on yet."""
    found: dict[str, list[str]] = defaultdict(list)
    for law in laws(state):
        for id_ in law.behind:
            found[id_].append(law.title)
    return {id_: tuple(titles) for id_, titles in found.items()}
