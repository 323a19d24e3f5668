"""Teams: they exist whenever they can, are as even as they can be, and where they cannot, the sum shows it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations, product
from random import Random

import networkx
import pytest

from ssj_publish import errors
from ssj_publish.core.assignment import Eligible, assign, check_feasible, shortage

Bodies = list[tuple[str, Eligible]]


def instance(chance: Random) -> tuple[Bodies, int, list[str]]:
    """A small bureau: few inspectors, some slots nobody or few can fill."""
    people = [f"N{number}" for number in range(chance.randint(1, 5))]
    bodies: Bodies = []
    for number in range(chance.randint(1, 4)):
        slots = tuple(
            frozenset(one for one in people if chance.random() < 0.55) for _ in range(chance.randint(1, 3))
        )
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
            assign(bodies, cap, lambda body, people=people: people)
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


@pytest.mark.parametrize("order", list(permutations("abc"))[:3])
def test_a_pool_that_cannot_be_staffed_is_found_before_the_draw(order: tuple[str, ...]) -> None:
    """A pool of four, three inspectors, one related to a headteacher, two needed at each: S3 has but one left."""
    everyone = frozenset(order)
    pool: dict[str, Eligible] = {f"S{number}": (everyone, everyone) for number in range(3)}
    check_feasible(pool, [(2, sorted(pool))], cap=2)
    pool["S3"] = (everyone - {"a", "b"}, everyone - {"a", "b"})
    with pytest.raises(errors.Infeasible) as caught:
        check_feasible(pool, [(1, sorted(pool))], cap=2)
    assert "S3" in caught.value.bodies


def test_too_low_a_cap_is_found_before_the_draw() -> None:
    pool: dict[str, Eligible] = {f"S{number}": (frozenset("abc"), frozenset("abc")) for number in range(8)}
    check_feasible(pool, [(6, sorted(pool))], cap=4)
    with pytest.raises(errors.Infeasible):
        check_feasible(pool, [(7, sorted(pool))], cap=4)
