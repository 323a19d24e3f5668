"""What inspections cost those who are inspected: visits, repeats, minutes on site, visits that were spared; and what
they find.

Every visit in force counts, whatever it was for; a visit that serves several draws is one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from ssj_publish.core.kinds.inspection import Visit
from ssj_publish.core.reading import ways
from ssj_publish.core.reading.ways import Way
from ssj_publish.core.rules.inspecting import WANTING
from ssj_publish.core.state import State


@dataclass(slots=True)
class Share:
    """What ``body`` bore in a year: visits on so many days, by way; minutes on site of the ``timed`` among those
    ``onsite``; how many draws and approvals were ``joined`` into visits beside their own, visits ``avoided``, problems
    found."""

    body: str
    visits: int = 0
    days: int = 0
    ways: Counter[Way] = field(default_factory=Counter)
    onsite: int = 0
    timed: int = 0
    minutes: int = 0
    joined: int = 0
    avoided: int = 0
    problems: int = 0

    @property
    def repeats(self) -> int:
        """Visits after the first."""
        return max(self.visits - 1, 0)


@dataclass(frozen=True, slots=True)
class Year:
    """A year's shares, by body, most visits first."""

    year: int
    shares: tuple[Share, ...]

    @property
    def visited(self) -> int:
        """Bodies that somebody came to."""
        return sum(one.visits > 0 for one in self.shares)

    def total(self, name: str) -> int:
        """The sum of one number over all bodies."""
        return sum(getattr(one, name) for one in self.shares)

    @property
    def visits_each(self) -> float:
        """Visits a body that was visited."""
        return self.total("visits") / self.visited if self.visited else 0.0

    @property
    def problems_each(self) -> float:
        """Problems found a visit."""
        visits = self.total("visits")
        return self.total("problems") / visits if visits else 0.0


def minutes(visit: Visit) -> int | None:
    """How long they were on site; None where it is not said."""
    if visit.arrived is None or visit.left is None:
        return None
    return minute(visit.left) - minute(visit.arrived)


def minute(time: str) -> int:
    """The minute of the day at ``time``, such as ``09:30``."""
    return int(time[:2]) * 60 + int(time[3:])


def years(state: State) -> tuple[Year, ...]:
    """All years with a visit, oldest first."""
    found: dict[int, dict[str, Share]] = defaultdict(dict)
    days: set[tuple[str, str]] = set()
    for one in state.visits.values():
        if not one.in_force:
            continue
        visit = one.visit
        share = found[visit.date.year].setdefault(visit.body, Share(visit.body))
        share.visits += 1
        share.days += (visit.body, visit.date.isoformat()) not in days
        days.add((visit.body, visit.date.isoformat()))
        share.ways[ways.way(state, visit)] += 1
        share.joined += len(visit.also) + len(visit.also_approved)
        share.problems += sum(state.results[id_].result.code in WANTING for id_ in one.results.values())
        if visit.method == "on-site":
            share.onsite += 1
            spent = minutes(visit)
            share.timed += spent is not None
            share.minutes += spent or 0
    for spared in state.avoided.values():
        if spared.in_force:
            year = state.tasks[state.draws[spared.body.draw].commit.task].task.start.year
            found[year].setdefault(spared.body.body, Share(spared.body.body)).avoided += 1
    return tuple(
        Year(year, tuple(sorted(shares.values(), key=lambda one: (-one.visits, -one.minutes, one.body))))
        for year, shares in sorted(found.items())
    )
