"""Whoever slips out of what is drawn shows: out of the register, of another type or town, or left by the task."""

from __future__ import annotations

from datetime import date

from ssj_publish.core.kinds.registers import BodyChange, ItemChange, Removal
from ssj_publish.core.reading.scope import left
from ssj_publish.core.state import Draw
from tests.bureau import body, item, task
from tests.world import World


def again(world: World, draw: Draw) -> Draw:
    """The draw is voided, and its task drawn anew."""
    world.void(draw)
    return world.commit(draw.commit.task)


def told(world: World, draw: Draw) -> list[tuple[str, str]]:
    return [(one.body, one.how) for one in left(world.state, draw)]


def test_nobody_has_left_before_there_was_a_draw_or_without_a_change(world: World) -> None:
    first = world.commit()
    assert told(world, first) == []
    assert told(world, again(world, first)) == []


def test_who_is_out_of_the_register_or_of_another_type(world: World) -> None:
    first = world.commit()
    record = world.change("S001", type="其他机构")
    world.say(
        BodyChange(reason="撤并", removed=(Removal(id="S003", ground="closed", state="closed", reason="撤并"),)), "p"
    )
    world.change("S004", state="closed")  # stays in the scope, and is listed as out of the pool
    second = again(world, first)
    assert told(world, second) == [("S001", "type"), ("S003", "removed")]
    one = left(world.state, second)[0]
    assert (one.since, one.record) == (first.id, record)
    third = again(world, second)
    assert told(world, third) == []


def test_a_change_and_back_is_no_leaving(world: World) -> None:
    first = world.commit()
    world.change("S001", type="其他机构")
    world.change("S001", type="学 校")
    assert told(world, again(world, first)) == []


def test_who_has_moved_to_another_town(empty_world: World) -> None:
    world = empty_world.found().register().plan(task(towns=("东镇",)))
    first = world.commit()
    world.change("S001", town=None)
    world.change("S002", town="西镇")
    world.change("S003", town="东 镇")
    assert told(world, again(world, first)) == [("S001", "town"), ("S002", "town")]


def test_whom_a_later_task_of_the_item_does_not_take_in(empty_world: World) -> None:
    """Its scope stands in the approved plan; still, what a change of the register has done is told as such."""
    world = empty_world.found().register(bodies=8)
    world.say(ItemChange(reason="扩大", changed=(item(subjects=("学校", "幼儿园")),)), "p")
    world.say(BodyChange(reason="新增", added=(body(20, type="幼儿园"), body(21, type="幼儿园"))), "p")
    one, two = task("T1", scope=("学校", "幼儿园")), task("T2", scope=("幼儿园",), end=date(2025, 6, 30))
    world.plan(one, two)
    world.commit("T1")
    world.change("S021", type="学校")
    found = told(world, world.commit("T2"))
    assert ("S021", "type") in found
    assert ("S001", "task") in found
    assert len(found) == 9


def test_only_draws_of_the_same_item_are_compared(empty_world: World) -> None:
    world = empty_world.found().register().plan(task("T1"), task("T2", items=("I2",), office="o2", towns=("西镇",)))
    world.commit("T1")
    world.change("S001", town="西镇")
    assert told(world, world.commit("T2")) == []
