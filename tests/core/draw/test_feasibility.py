"""Whether any draw can be staffed, asked before it is fixed; and that many recusals cost little: counted in steps, not
in seconds."""

from __future__ import annotations

import sys
from collections.abc import Callable
from itertools import combinations, permutations, product
from random import Random
from types import FrameType
from typing import Any

import pytest

from ssj_publish import errors
from ssj_publish.core.draw import assignment, commitment, feasibility, outcome
from ssj_publish.core.draw.assignment import Eligible, assign
from ssj_publish.core.kinds.registers import BodyChange, InspectorChange, Recusal
from ssj_publish.core.rules import drawing, inspecting
from tests.bureau import body, inspector, task
from tests.world import World


def steps(act: Callable[[], Any]) -> int:
    """How many lines of this project ``act`` runs through, loops counted round by round."""
    count = 0

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        if "ssj_publish" not in frame.f_code.co_filename:
            return None
        count += event in ("line", "call")
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        act()
    finally:
        sys.settrace(before)
    return count


def crowded(size: int) -> World:
    """``size`` bodies and ``size`` inspectors, each of whom is recused from one body of their own; few are drawn."""
    world = World().found().register(bodies=1, inspectors=1)
    bodies = tuple(body(n, credit_class="A") for n in range(2, size + 1))
    people = tuple(inspector(n, id=f"N{n:03d}") for n in range(2, size + 1))
    world.say(BodyChange(reason="新增", added=bodies), "p")
    world.say(InspectorChange(reason="新增", added=people), "p")
    for one, other in zip(bodies, people, strict=True):
        world.say(Recusal(inspector=other.id, body=one.id, ground="kinship"), "d")
    return world.plan(task()).promise()


@pytest.mark.parametrize("what", ["recusal", "staffing", "team", "stands back"])
def test_twice_the_recusals_cost_about_twice_as_much(what: str) -> None:
    """Quadratic would be four times."""

    def cost(size: int) -> int:
        world = crowded(size)
        derived = commitment.derive(world.state, world.choices(cap=size))
        if what == "recusal":
            return steps(lambda: world.say(Recusal(inspector="N01", body="S002", ground="other"), "d"))
        if what == "team":
            made = world.complaint("S001", "N01", "N002").body
            return steps(lambda: inspecting.check_team(world.state, made.inspectors, made, 2))
        if what == "stands back":
            return steps(lambda: outcome.stands_back(derived.commit, "N002", "S002"))
        # What grows with the drawn times the inspectors is the assignment's own; the sample is the same share of both.
        few = derived.commit.strata
        assert sum(one.sample for one in few) <= size // 10 + 4
        return steps(lambda: drawing.check_staffable(derived))

    small, large = cost(40), cost(80)
    assert large <= 2.9 * small, (small, large)


def test_people_are_counted_and_not_copied_for_bodies_that_are_not_in_the_hardest_draw() -> None:
    """Of every other body nobody is gone through: its recusals are taken off the sizes."""
    copies = 0

    class Watched(frozenset[str]):
        def __sub__(self, other: Any) -> Any:
            nonlocal copies
            copies += 1
            return frozenset(self) - frozenset(other)

    from ssj_publish.core.draw.feasibility import check_feasible

    everyone = Watched(f"N{n:03d}" for n in range(60))
    members = [f"S{n:03d}" for n in range(60)]
    barred = {id_: frozenset({f"N{n:03d}"}) for n, id_ in enumerate(members)}
    check_feasible((everyone, everyone), barred, [(3, members)], 5)
    assert copies == 2 * 3


def check_feasible(bodies: dict[str, Eligible], strata: Any, cap: int) -> None:
    """`feasibility.check_feasible`, given who may fill each slot of each body."""
    slots = tuple(frozenset().union(*of) for of in zip(*bodies.values(), strict=True))
    barred = {body: frozenset().union(*slots) - frozenset().union(*own) for body, own in bodies.items()}
    assert all(assignment.without(slots, barred[body]) == own for body, own in bodies.items())
    feasibility.check_feasible(slots, barred, strata, cap)


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


Strata = list[tuple[int, list[str]]]


def pools(chance: Random) -> tuple[dict[str, Eligible], Strata, int]:
    """Small pools as they come: the same people for all, less the recused."""
    people = [f"N{number}" for number in range(chance.randint(2, 5))]
    common = [frozenset(one for one in people if chance.random() < 0.8) for _ in range(chance.randint(1, 2))]
    bodies: dict[str, Eligible] = {}
    strata: Strata = []
    for letter in "AB"[: chance.randint(1, 2)]:
        members = [f"{letter}{number}" for number in range(chance.randint(1, 5))]
        for id_ in members:
            recused = {one for one in people if chance.random() < 0.15}
            bodies[id_] = tuple(slot - recused for slot in common)
        strata.append((chance.randint(0, len(members)), members))
    return bodies, strata, chance.randint(1, 3)


def every_draw_works(bodies: dict[str, Eligible], strata: Strata, cap: int) -> bool:
    people = sorted({one for slots in bodies.values() for slot in slots for one in slot})
    for groups in product(*(combinations(members, k) for k, members in strata)):
        try:
            assign([(body, bodies[body]) for group in groups for body in group], cap, lambda body: people)
        except errors.Infeasible:
            return False
    return True


def promised(bodies: dict[str, Eligible], strata: Strata) -> bool:
    """Whether no stratum has more bodies with recusals than it gives."""
    whole = [frozenset().union(*of) for of in zip(*bodies.values(), strict=True)]
    return all(sum(list(bodies[body]) != whole for body in members) <= k for k, members in strata)


def test_the_check_before_a_draw_refuses_only_what_may_come_and_keeps_its_promise() -> None:
    """1,500 small pools, every possible draw of each tried."""
    chance = Random(3)
    seen = {True: 0, False: 0}
    for _ in range(1500):
        bodies, strata, cap = pools(chance)
        truth = every_draw_works(bodies, strata, cap)
        try:
            check_feasible(bodies, strata, cap)
        except errors.Infeasible:
            assert not truth
            seen[False] += 1
            continue
        if promised(bodies, strata):
            assert truth
            seen[True] += 1
    assert min(seen.values()) > 200


def test_a_body_that_cannot_be_drawn_need_not_be_staffed() -> None:
    pool: dict[str, Eligible] = {"S1": (frozenset("a"),), "S2": (frozenset(),)}
    check_feasible(pool, [(1, ["S1"]), (0, ["S2"])], cap=1)
    with pytest.raises(errors.Infeasible):
        check_feasible(pool, [(1, ["S1"]), (1, ["S2"])], cap=1)


def test_a_recusal_from_the_wider_slot_counts_too() -> None:
    """Both slots' scarcest is the same; S2, with one fewer in the other slot, makes the harder draw."""
    pool: dict[str, Eligible] = {
        "S1": (frozenset("a"), frozenset("bc")),
        "S2": (frozenset("a"), frozenset("b")),
        "S3": (frozenset("d"), frozenset("b")),
    }
    with pytest.raises(errors.Infeasible):
        check_feasible(pool, [(1, ["S1", "S2"]), (1, ["S3"])], cap=1)
