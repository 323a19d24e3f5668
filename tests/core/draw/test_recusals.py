"""The cost of many recusals: counted in steps, not in seconds."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from ssj_publish.core.draw import commitment, outcome
from ssj_publish.core.kinds.registers import BodyChange, InspectorChange, Recusal
from ssj_publish.core.rules import drawing, inspecting
from tests.conftest import World, body, inspector, task


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
