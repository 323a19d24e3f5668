"""Teams: they exist whenever they can, are as even as they can be, and where they cannot, the sum shows it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from random import Random
from typing import Any

import networkx
import pytest

from ssj_publish import errors
from ssj_publish.core.draw import assignment, feasibility
from ssj_publish.core.draw.assignment import Eligible, assign, shortage

Bodies = list[tuple[str, Eligible]]


def instance(chance: Random) -> tuple[Bodies, int, list[str]]:
    """A small bureau: few inspectors, some slots nobody or few can fill."""
    people = [f"N{number}" for number in range(chance.randint(1, 5))]
    bodies: Bodies = []
    for number in range(chance.randint(1, 4)):
        slots = tuple(frozenset(one for one in people if chance.random() < 0.55) for _ in range(chance.randint(1, 3)))
        bodies.append((f"S{number}", slots))
    return bodies, chance.randint(1, 4), people


def teams_of(slots: Eligible) -> list[tuple[str, ...]]:
    return [team for team in product(*map(sorted, slots)) if len(set(team)) == len(team)]


def best(bodies: Bodies, cap: int) -> int | None:
    """By brute force: the least sum of squared loads, None where no assignment exists."""
    found: dict[tuple[tuple[str, int], ...], None] = {(): None}
    for _, slots in bodies:
        grown: dict[tuple[tuple[str, int], ...], None] = {}
        for loads in found:
            for team in teams_of(slots):
                counts = dict(loads)
                for one in team:
                    counts[one] = counts.get(one, 0) + 1
                if max(counts.values(), default=0) <= cap:
                    grown[tuple(sorted(counts.items()))] = None
        found = grown
    return min((sum(load * load for _, load in loads) for loads in found), default=None)


def test_existence_and_balance_equal_brute_force_and_every_refusal_adds_up() -> None:
    """3,000 instances with a fixed seed; about half cannot be staffed."""
    chance = Random(20250328)
    refused = 0
    for _ in range(3000):
        bodies, cap, people = instance(chance)
        order = list(people)
        chance.shuffle(order)
        expected = best(bodies, cap)
        try:
            made = assign(bodies, cap, lambda body, order=order: order)  # type: ignore[misc]
        except errors.Infeasible as short:
            refused += 1
            assert expected is None
            again = shortage(dict(bodies), short.shortage.slots, cap)
            assert again == short.shortage
            assert len(again.slots) > sum(again.supply.values())
            continue
        assert sum(load * load for load in made.loads.values()) == expected
        for body, slots in bodies:
            team = made.teams[body]
            assert len(set(team)) == len(team) == len(slots)
            assert all(one in slot for one, slot in zip(team, slots, strict=True))
    assert 300 < refused < 2700


def test_two_slots_of_one_body_can_trade_places() -> None:
    """The only one for the second slot stands in the first, and has to move over."""
    made = assign([("S", (frozenset("ab"), frozenset("a")))], 1, lambda body: ["a", "b"])
    assert made.teams == {"S": ("b", "a")}


def test_nobody_is_twice_at_one_body_even_if_alone() -> None:
    with pytest.raises(errors.Infeasible) as caught:
        assign([("S", (frozenset("a"), frozenset("a")))], 9, lambda body: ["a"])
    assert caught.value.shortage.supply == {"a": 1}
    assert caught.value.lacking == 1


def test_the_order_of_tickets_decides_among_equals() -> None:
    first = assign([("S", (frozenset("ab"),))], 1, lambda body: ["a", "b"])
    second = assign([("S", (frozenset("ab"),))], 1, lambda body: ["b", "a"])
    assert (first.teams["S"], second.teams["S"]) == (("a",), ("b",))


def test_the_cap_holds() -> None:
    bodies = [(f"S{number}", (frozenset("ab"),)) for number in range(4)]
    assert assign(bodies, 2, lambda body: ["a", "b"]).loads == {"a": 2, "b": 2}
    with pytest.raises(errors.Infeasible):
        assign([*bodies, ("S4", (frozenset("ab"),))], 2, lambda body: ["a", "b"])


def test_the_whole_agrees_with_max_flow_on_bigger_instances() -> None:
    chance = Random(7)
    for _ in range(60):
        people = [f"N{number}" for number in range(12)]
        bodies = [
            (f"S{number}", tuple(frozenset(chance.sample(people, chance.randint(1, 4))) for _ in range(2)))
            for number in range(20)
        ]
        cap = chance.randint(2, 4)
        try:
            assign(bodies, cap, dict.fromkeys((body for body, _ in bodies), people).__getitem__)
            possible = True
        except errors.Infeasible:
            possible = False
        assert possible == (max_flow(bodies, cap) == 40)


def max_flow(bodies: Sequence[tuple[str, Eligible]], cap: int) -> int:
    graph = networkx.DiGraph()
    for body, slots in bodies:
        for place, slot in enumerate(slots):
            graph.add_edge((body, place), "sink", capacity=1)
            for one in slot:
                graph.add_edge("source", one, capacity=cap)
                graph.add_edge(one, (one, body), capacity=1)
                graph.add_edge((one, body), (body, place), capacity=1)
    return int(networkx.maximum_flow_value(graph, "source", "sink"))


def by_the_text(bodies: Bodies, cap: int, preference: dict[str, list[str]]) -> dict[str, tuple[str, ...]] | None:
    """The module's five rules, word by word and slowly: teams, or None where nobody below the cap is reached."""
    filled: dict[tuple[int, int], str] = {}
    everyone = {one for _, slots in bodies for slot in slots for one in slot}

    def places(one: str) -> list[tuple[int, int]]:
        return sorted(place for place, other in filled.items() if other == one)

    for start in [(number, slot) for number, (_, slots) in enumerate(bodies) for slot in range(len(slots))]:
        paths: list[list[tuple[tuple[int, int], str]]] = [[]]
        queue = [(start, paths[0])]
        seen, reached = {start}, dict[str, list[tuple[tuple[int, int], str]]]()
        while queue:
            here, path = queue.pop(0)
            body, slots = bodies[here[0]]
            for one in preference[body]:
                if one not in slots[here[1]]:
                    continue
                same = [place for place in places(one) if place[0] == here[0]]
                if not same:
                    if one in reached:
                        continue
                    reached[one] = [*path, (here, one)]
                for place in same or places(one):
                    if place not in seen:
                        seen.add(place)
                        queue.append((place, [*path, (here, one)]))
        free = [one for one in reached if len(places(one)) < cap]
        if not free:
            return None
        chosen = min(free, key=lambda one: len(places(one)))
        filled |= dict(reached[chosen])
    assert set(filled.values()) <= everyone
    return {
        body: tuple(filled[number, slot] for slot in range(len(slots))) for number, (body, slots) in enumerate(bodies)
    }


def test_the_teams_are_those_that_the_text_describes() -> None:
    """1,500 instances, each body with its own order of inspectors: the same team in the same slots, always."""
    chance = Random(20251103)
    found = 0
    for _ in range(1500):
        people = [f"N{number}" for number in range(chance.randint(2, 7))]
        bodies: Bodies = [
            (f"S{number}", tuple(frozenset(chance.sample(people, chance.randint(1, len(people)))) for _ in range(2)))
            for number in range(chance.randint(1, 7))
        ]
        preference = {body: chance.sample(people, len(people)) for body, _ in bodies}
        cap = chance.randint(1, 6)
        expected = by_the_text(bodies, cap, preference)
        try:
            made: dict[str, tuple[str, ...]] | None = assign(bodies, cap, preference.__getitem__).teams
        except errors.Infeasible:
            made = None
        assert made == expected
        found += made is not None
    assert 500 < found < 1400


def test_names_do_not_matter() -> None:
    """Whoever renames bodies and inspectors gets the same teams under other names."""
    chance = Random(5)
    for _ in range(300):
        bodies, cap, people = instance(chance)
        preference = {body: chance.sample(people, len(people)) for body, _ in bodies}
        other = dict(zip(people, chance.sample([f"x{name}" for name in people], len(people)), strict=True))
        renamed = [
            (f"z{body}", tuple(frozenset(other[one] for one in slot) for slot in slots)) for body, slots in bodies
        ]
        try:
            plain = assign(bodies, cap, preference.__getitem__)
        except errors.Infeasible as short:
            with pytest.raises(errors.Infeasible) as caught:
                assign(renamed, cap, lambda body: [other[one] for one in preference[body[1:]]])  # noqa: B023
            assert caught.value.shortage.slots == tuple((f"z{body}", slot) for body, slot in short.shortage.slots)
            continue
        made = assign(renamed, cap, lambda body: [other[one] for one in preference[body[1:]]])  # noqa: B023
        assert made.teams == {f"z{body}": tuple(other[one] for one in team) for body, team in plain.teams.items()}


def test_the_search_does_not_go_through_every_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where one office's people are some of a larger one's, twice as many bodies cost about twice as many looks, not
    four times: places at which nobody new can be met are passed over."""
    counted = []
    for size in (200, 400):
        looks = 0
        look = assignment._Matching._look

        def counting(self: Any, here: Any, search: Any) -> None:
            nonlocal looks
            looks += 1
            look(self, here, search)  # noqa: B023 # called in this round only

        people = [f"N{number:03d}" for number in range(20)]
        slots = (frozenset(people[:10]), frozenset(people))
        with monkeypatch.context() as during:
            during.setattr(assignment._Matching, "_look", counting)
            bodies = [f"S{number:03d}" for number in range(size)]
            feasibility.check_feasible(slots, {}, [(size, bodies)], size)
        counted.append(looks)
    assert counted[1] < 3 * counted[0]
