"""A town's number is for good, whatever the register says later."""

from __future__ import annotations

from ssj_publish.core.kinds.registers import BodyChange, Removal
from ssj_publish.core.reading import towns
from tests.bureau import at, body
from tests.world import World


def test_towns_are_numbered_as_they_came_and_never_again(empty_world: World) -> None:
    world = empty_world.found()
    world.now = at("2025-01-07 09:00")
    assert towns.numbers(world.state) == {}
    first = (body(1, town="西镇"), body(2, town=None), body(3, town="东镇"))
    world.say(BodyChange(reason="新增", added=first), "p")
    assert towns.numbers(world.state) == {"西镇": 1, "东镇": 2}
    world.say(BodyChange(reason="新增", added=(body(0, town="安镇"),)), "p")
    world.change("S001", town="北镇")
    world.say(
        BodyChange(reason="撤并", removed=(Removal(id="S003", ground="closed", state="closed", reason="合并"),)), "p"
    )
    assert towns.numbers(world.state) == {"西镇": 1, "东镇": 2, "安镇": 3, "北镇": 4}
    world.change("S001", town="西镇")
    assert towns.numbers(world.state) == {"西镇": 1, "东镇": 2, "安镇": 3, "北镇": 4}


def test_a_body_is_of_its_last_town_when_it_is_gone_too(world: World) -> None:
    world.change("S001", town="北镇")
    world.say(
        BodyChange(reason="撤并", removed=(Removal(id="S001", ground="closed", state="closed", reason="合并"),)), "p"
    )
    assert towns.town_of(world.state, "S001") == "北镇"
    assert towns.town_of(world.state, "S002") == "东镇"
    assert towns.town_of(world.state, "S999") is None
