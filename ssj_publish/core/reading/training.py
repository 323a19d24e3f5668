"""培训覆盖: how many of those who were drawn had been trained in that year."""

from __future__ import annotations

from dataclasses import dataclass

from ssj_publish.core.state import State


@dataclass(frozen=True, slots=True)
class Coverage:
    """The inspectors that draws of tasks of ``year`` named, and those of them that a training of that year names."""

    year: int
    drawn: frozenset[str]
    trained: frozenset[str]

    @property
    def missing(self) -> tuple[str, ...]:
        """Drawn, and not trained, by id."""
        return tuple(sorted(self.drawn - self.trained))


def trained(state: State, year: int) -> frozenset[str]:
    """Whom a training in force of ``year`` names."""
    return frozenset(
        id_
        for one in state.trainings.values()
        if one.in_force and one.body.date.year == year
        for id_ in one.body.inspectors
    )


def coverage(state: State) -> tuple[Coverage, ...]:
    """Each year in which anybody was drawn by a draw that holds and is open, oldest first."""
    drawn: dict[int, set[str]] = {}
    for draw in state.draws.values():
        if draw.void is None:
            year = state.tasks[draw.commit.task].task.start.year
            for team in draw.teams.values():
                drawn.setdefault(year, set()).update(team)
    return tuple(
        Coverage(year, frozenset(found), trained(state, year) & found) for year, found in sorted(drawn.items())
    )
