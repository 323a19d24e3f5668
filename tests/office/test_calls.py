"""The visits that an open draw has yet to be told to its bodies."""

from __future__ import annotations

import pytest

from ssj_publish import errors
from ssj_publish.core.calling import Call, check
from ssj_publish.office.calls import drawn
from tests.world import World


def test_nobody_is_called_before_the_list_is_open(world: World) -> None:
    for task in ("T1", "T9"):
        with pytest.raises(errors.DrawNotOpen):
            drawn(world.state, task)
    draw = world.commit()
    with pytest.raises(errors.DrawNotOpen) as caught:
        drawn(world.state, "T1")
    assert caught.value.data["task"] == "T1"
    world.open(draw)
    assert drawn(world.state, "T1")


def test_each_body_is_called_by_its_team_for_the_tasks_items_and_the_ledger_bears_it_out(world: World) -> None:
    draw = world.open(world.commit())
    found = drawn(world.state, "T1")
    assert found == [Call("draw", "T1-1", one, ("I1",), draw.teams[one]) for one in sorted(draw.teams)]
    for one in found:
        check(world.state, one)
    last = sorted(draw.teams)[-1]
    assert drawn(world.state, "T1", [last]) == found[-1:]


def test_who_is_not_drawn_is_not_called(world: World) -> None:
    draw = world.open(world.commit())
    other = next(one for one in world.state.bodies.current if one not in draw.teams)
    with pytest.raises(errors.NotDrawn) as caught:
        drawn(world.state, "T1", [next(iter(draw.teams)), other])
    assert caught.value.data["body"] == other


def test_a_void_draw_calls_nobody_and_the_next_one_has_its_own_number(world: World) -> None:
    world.void(world.commit())
    with pytest.raises(errors.DrawNotOpen):
        drawn(world.state, "T1")
    world.open(world.commit())
    assert {one.ref for one in drawn(world.state, "T1")} == {"T1-2"}
