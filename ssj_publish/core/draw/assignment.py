"""Inspectors to bodies: everyone qualified, nobody twice at a body, nobody above the cap, loads as even as can be.

An optimal semi-matching (Harvey, Ladner, Lovász, Tamir, "Semi-matchings for bipartite graphs and load balancing",
2006), grown slot by slot along shortest alternating paths, in an order that the seed fixes:

1. Take the bodies in ticket order, and each body's slots in their order.
2. From the empty slot search breadth first. At a slot, look at the inspectors eligible for it in the order of their
   tickets for its body. An inspector who already fills another slot of the *same* body leads to that slot (the
   inspector would move over). Any other inspector, when met for the first time, is *reached*, and leads to the slots
   now filled by that inspector (by body, then by slot), each of which somebody else would then have to fill.
3. Of the inspectors reached with a load below the cap take the least loaded, the first reached where several are
   equal. The search may stop as soon as that load is the least of all inspectors.
4. Walk back along the path: the inspector takes the slot from which the path reached them, whoever was there takes
   the slot before, and so on to the empty slot.
5. If nobody below the cap is reached, the slots reached cannot all be filled by anyone: `errors.Infeasible`, with the
   sum that shows it.

A complete assignment is found whenever one exists, and no other has a smaller sum of squared loads. It is not claimed
that all such assignments are equally likely.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ssj_publish import errors

#: Who may fill each slot of a body.
Eligible = tuple[frozenset[str], ...]
#: A slot, by the places of body and slot.
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Assignment:
    """``teams``: body → inspectors in the order of its slots; ``loads``: inspector → number of bodies."""

    teams: dict[str, tuple[str, ...]]
    loads: dict[str, int]


@dataclass(frozen=True, slots=True)
class Shortage:
    """Why no assignment exists: ``needed`` slots (body, slot) exceed what the inspectors can give.

    ``supply`` maps each inspector to min(cap, number of bodies in ``slots`` at which they may fill one of them):
    whoever adds it up finds less than ``len(slots)``.
    """

    slots: tuple[tuple[str, int], ...]
    supply: dict[str, int]

    @property
    def lacking(self) -> int:
        """By how many places the supply falls short."""
        return len(self.slots) - sum(self.supply.values())


def assign(bodies: Sequence[tuple[str, Eligible]], cap: int, preference: Callable[[str], Sequence[str]]) -> Assignment:
    """Fill every slot of ``bodies`` (in ticket order), or raise `errors.Infeasible` with the `Shortage`.

    ``preference`` gives the inspectors in the order of their tickets for a body; it must name all who are eligible.
    """
    grown = _Matching(bodies, cap, preference)
    for number, (_, slots) in enumerate(bodies):
        for slot in range(len(slots)):
            grown.fill((number, slot))
    teams = {
        body: tuple(grown.holder[number, slot] for slot in range(len(slots)))
        for number, (body, slots) in enumerate(bodies)
    }
    return Assignment(teams, grown.loads)


def shortage(bodies: Mapping[str, Eligible], slots: Iterable[tuple[str, int]], cap: int) -> Shortage:
    """The sum for a set of slots, from the definition."""
    chosen = tuple(slots)
    at: dict[str, set[str]] = {}
    for body, slot in chosen:
        for inspector in bodies[body][slot]:
            at.setdefault(inspector, set()).add(body)
    return Shortage(chosen, {inspector: min(cap, len(found)) for inspector, found in sorted(at.items())})


@dataclass(slots=True)
class _Search:
    """How far a search has come: inspector → the place from which they were reached, the same as bits, the least loaded
    of them, and who leads on from where."""

    reached: dict[str, Place] = field(default_factory=dict)
    met: int = 0
    best: str | None = None
    leading: deque[tuple[str, Place]] = field(default_factory=deque)


class _Matching:
    """The assignment as far as it has grown."""

    def __init__(
        self, bodies: Sequence[tuple[str, Eligible]], cap: int, preference: Callable[[str], Sequence[str]]
    ) -> None:
        self.bodies = bodies
        self.cap = cap
        self.holder: dict[Place, str] = {}
        self.choices: dict[Place, list[str]] = {}
        self._choose(preference)
        floors = _floors(frozenset(eligible for _, slots in bodies for eligible in slots))
        #: inspector → what the search can never get below from there
        self._floor = floors
        self.loads = dict.fromkeys(sorted(floors), 0)
        #: inspector → body → the slot filled there
        self.held: dict[str, dict[int, int]] = {one: {} for one in self.loads}
        #: the same places, by who may fill them
        self._places: dict[str, dict[int, set[Place]]] = {one: {} for one in self.loads}
        self._bit = {one: 1 << number for number, one in enumerate(self.loads)}
        self._bits: dict[frozenset[str], int] = {}

    def _choose(self, preference: Callable[[str], Sequence[str]]) -> None:
        """Who may fill each place, in order; one list for all the places where that is the same."""
        before: Sequence[str] | None = None
        made: dict[frozenset[str], list[str]] = {}
        for number, (body, slots) in enumerate(self.bodies):
            ordered = preference(body)
            if ordered is not before:
                before, made = ordered, {}
            for slot, eligible in enumerate(slots):
                if eligible not in made:
                    made[eligible] = [one for one in ordered if one in eligible]
                self.choices[number, slot] = made[eligible]

    def fill(self, start: Place) -> None:
        """Find the path from ``start`` to the least loaded inspector, and shift everyone along it.

        The slots that somebody leads to are only looked up when their turn comes: mostly the search is over before.
        """
        search, came, seen = _Search(), dict[Place, tuple[str, Place]](), {start}
        places: Iterable[Place] = (start,)
        while True:
            for here in places:
                self._look(here, search)
                if search.best is not None and self._is_least(search.best):
                    self._shift(search.best, search.reached[search.best], came)
                    return
            if not search.leading:
                break
            one, here = search.leading.popleft()
            places = [place for place in self._onward(one, here, search.met) if place not in seen]
            seen.update(places)
            came.update(dict.fromkeys(places, (one, here)))
        if search.best is None:
            self._refuse(start)
        else:
            self._shift(search.best, search.reached[search.best], came)

    def _look(self, here: Place, search: _Search) -> None:
        """Go through those eligible for ``here``."""
        body, held, loads, reached = here[0], self.held, self.loads, search.reached
        for one in self.choices[here]:
            if body not in held[one]:
                if one in reached:
                    continue
                reached[one] = here
                search.met |= self._bit[one]
                load = loads[one]
                if load < self.cap and (search.best is None or load < loads[search.best]):
                    search.best = one
                    if self._is_least(one):
                        return
            search.leading.append((one, here))

    def _onward(self, one: str, here: Place, met: int = 0) -> list[Place]:
        """The slots that ``one``, met at ``here``, leads to, but for those that only who is ``met`` may fill: nobody is
        reached from there who was not, and each of these leads in their turn to the slots that they hold."""
        held = self.held[one]
        if here[0] in held:
            return [(here[0], held[here[0]])]
        return sorted(place for who, some in self._places[one].items() if who & ~met for place in some)

    def _eligible(self, place: Place) -> int:
        """Who may fill ``place``, a bit for each."""
        eligible = self.bodies[place[0]][1][place[1]]
        if eligible not in self._bits:
            self._bits[eligible] = sum(self._bit[one] for one in eligible)
        return self._bits[eligible]

    def _is_least(self, one: str) -> bool:
        """Whether nobody whom a search that has met ``one`` could still reach has a smaller load."""
        return self.loads[one] == self._floor[one].load

    def _shift(self, one: str, place: Place, came: Mapping[Place, tuple[str, Place]]) -> None:
        self._count(one)
        moving: str | None = one
        while moving is not None:
            previous = self.holder.get(place)
            self.holder[place] = moving
            self.held[moving][place[0]] = place[1]
            eligible = self._eligible(place)
            self._places[moving].setdefault(eligible, set()).add(place)
            if previous is None:
                return
            left = self._places[previous][eligible]
            left.remove(place)
            if not left:
                del self._places[previous][eligible]
            # ``previous`` gives this slot up for the one before it on the path: at another body, or at this one.
            moving, before = came[place]
            if before[0] != place[0]:
                del self.held[previous][place[0]]
            place = before

    def _count(self, one: str) -> None:
        self._floor[one].count(self.loads[one])
        self.loads[one] += 1

    def _refuse(self, start: Place) -> None:
        """All the slots that a search from ``start`` reaches, and what those who may fill them can give."""
        seen, todo = {start}, [start]
        while todo:
            here = todo.pop()
            new = {place for one in self.choices[here] for place in self._onward(one, here)} - seen
            seen |= new
            todo += new
        named = [(self.bodies[number][0], slot) for number, slot in sorted(seen)]
        found = shortage(dict(self.bodies), named, self.cap)
        raise errors.Infeasible(
            shortage=found, bodies="、".join(dict.fromkeys(body for body, _ in named)), lacking=found.lacking
        )


class _Floor:
    """The least load among people whom searches can lead from one to another."""

    def __init__(self, people: int) -> None:
        self.load = 0
        self._at = {0: people}

    def count(self, load: int) -> None:
        """Somebody with this ``load`` has one more."""
        self._at[load] -= 1
        self._at[load + 1] = self._at.get(load + 1, 0) + 1
        while not self._at.get(self.load):
            self.load += 1


def _floors(slots: Iterable[frozenset[str]]) -> dict[str, _Floor]:
    """The floor of each inspector. No path leads from those of one office to those of another with whom they share no
    slot: so they need not be compared with these."""
    groups: list[set[str]] = []
    for slot in slots:
        touching = [group for group in groups if not group.isdisjoint(slot)]
        joined = set(slot).union(*touching)
        groups = [*(group for group in groups if group.isdisjoint(slot)), joined]
    return {one: floor for group in groups for floor in (_Floor(len(group)),) for one in group}


def without(slots: Eligible, away: frozenset[str] | None) -> Eligible:
    """``slots`` but for those who stand back; the very same ones where nobody does."""
    return tuple(slot - away for slot in slots) if away else slots
