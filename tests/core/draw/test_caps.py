"""整个对象的年度检查上限: whose visits count, in which year, and who is not drawn any more."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest

from ssj_publish import errors
from ssj_publish.core.draw import caps, commitment
from ssj_publish.core.kinds.annulment import Annulment
from ssj_publish.core.kinds.genesis import BodyCap
from ssj_publish.core.kinds.inspection import Joined, Trigger
from ssj_publish.core.kinds.plan import ClassRatio
from ssj_publish.core.state import Draw
from tests.bureau import genesis, task
from tests.world import World

ALL = tuple(ClassRatio(credit_class=c, p=1, q=1) for c in "ABCD")


@pytest.fixture
def draw(world: World) -> Draw:
    return world.open(world.commit())


CAP = BodyCap(
    name="进校", covers="types", types=("学校",), visits=2, year="school", exempt=("complaint",), source="规则"
)


def capped(*held: BodyCap) -> World:
    settings = msgspec.structs.replace(genesis().settings, body_caps=held or (CAP,))
    world = World().found(settings=settings).register()
    return world.plan(task("T1", ratios=ALL), task("T2", items=("I2",), office="o2", ratios=ALL))


def excluded(world: World, task_id: str) -> dict[str, tuple[str, ...]]:
    draw = world.commit(task_id, beacon=None)
    return {one.reason: one.bodies for one in draw.commit.excluded}


def routine(world: World, body_id: str, day: date, **changes: Any) -> None:
    world.complaint(body_id, day=day, **({"trigger": None, "routine": True} | changes))


def test_who_was_visited_often_enough_is_not_drawn() -> None:
    world = capped()
    routine(world, "S001", date(2025, 3, 3))
    routine(world, "S001", date(2025, 3, 4))
    routine(world, "S002", date(2025, 3, 5))
    assert excluded(world, "T1") == {"body-cap": ("S001",)}


def test_exempt_triggers_and_annulled_visits_do_not_count() -> None:
    world = capped()
    world.complaint("S001", day=date(2025, 3, 3))
    world.complaint("S001", day=date(2025, 3, 4))
    again = Trigger(kind="re-inspection", number="复1", date=date(2025, 3, 5), note="复查")
    world.complaint("S002", day=date(2025, 3, 5), trigger=again)
    for number in (6, 7):
        routine(world, "S003", date(2025, 3, number))
    record = list(world.state.visits)[-1]
    world.say(Annulment(target=record, ground="not-held", explanation="没有去。"), "o1", "p")
    assert excluded(world, "T1") == {}


def test_a_school_year_begins_in_september() -> None:
    world = capped()
    assert [caps.year_of(CAP, day) for day in (date(2025, 8, 31), date(2025, 9, 1))] == [2024, 2025]
    assert caps.year_of(msgspec.structs.replace(CAP, year="calendar"), date(2025, 8, 31)) == 2025
    routine(world, "S001", date(2025, 1, 20))
    routine(world, "S001", date(2025, 3, 4))
    assert excluded(world, "T1") == {"body-cap": ("S001",)}
    whole = capped(msgspec.structs.replace(CAP, year="calendar", visits=1, covers="capped", types=()))
    routine(whole, "S001", date(2025, 3, 4))
    assert excluded(whole, "T1") == {}


def test_what_a_live_draw_still_awaits_counts_and_a_void_one_does_not() -> None:
    world = capped(msgspec.structs.replace(CAP, visits=1))
    first = world.open(world.commit("T1"))
    second = world.state.tasks["T2"].task
    assert commitment.pool_of(world.state, second)[0] == {}
    over = msgspec.structs.replace(second, start=date(2025, 6, 2), end=date(2025, 6, 30))
    assert len(commitment.pool_of(world.state, over)[0]) == 12
    world.void(first)
    assert excluded(world, "T2") == {}


def test_a_visit_for_two_draws_counts_once() -> None:
    world = capped(msgspec.structs.replace(CAP, visits=5))
    first, second = world.commit("T1"), world.commit("T2")
    world.open(first)
    world.open(second)
    world.visit(
        first, "S001", also=(Joined(draw=second.id),), items=("I1", "I2"),
        inspectors=tuple(dict.fromkeys((*first.teams["S001"], *second.teams["S001"]))),
    )  # fmt: skip
    assert caps.count(world.state, world.state.founding.settings.body_caps[0], 2024) == {"S001": 1}


@pytest.mark.parametrize(
    "held",
    [
        (CAP, CAP),
        (CAP, msgspec.structs.replace(CAP, name="又一条")),
        (msgspec.structs.replace(CAP, types=()),),
        (msgspec.structs.replace(CAP, covers="capped"),),
        (msgspec.structs.replace(CAP, exempt=("complaint", "complaint")),),
    ],
)
def test_a_cap_says_clearly_whom_it_is_for(held: tuple[BodyCap, ...]) -> None:
    settings = msgspec.structs.replace(genesis().settings, body_caps=held)
    with pytest.raises(errors.CapMalformed):
        World().found(settings=settings)
