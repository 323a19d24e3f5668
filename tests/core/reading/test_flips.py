"""Entries that were otherwise for a while, in which something went by them; visits beyond the cap."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from ssj_publish.core.kinds.annulment import Annulment
from ssj_publish.core.kinds.registers import InspectorChange, ItemChange, Removal
from ssj_publish.core.reading.flips import FIELDS, beyond_caps, flips
from ssj_publish.core.reading.times import Times
from ssj_publish.core.state import Draw
from tests.bureau import at
from tests.world import World


@pytest.fixture
def draw(world: World) -> Draw:
    return world.open(world.commit())


def returned(world: World) -> list[tuple[str, str, str]]:
    return [(one.sort, one.id, one.field) for one in flips(world.state)]


def test_a_school_paused_for_the_draw(world: World) -> None:
    """Not where nothing went by it, nor where it stays so."""
    world.change("S001", state="suspended")
    world.change("S001", state="active")
    world.change("S002", state="suspended")
    world.change("S003", state="suspended")
    world.open(world.commit())
    assert returned(world) == []
    world.change("S002", state="active")
    assert returned(world) == [("body", "S002", "state")]


def test_a_checklist_shortened_for_one_visit(world: World, draw: Draw) -> None:
    before = world.state.items.current["I1"]
    world.now = at("2025-04-09 09:00")
    world.say(ItemChange(reason="精简", changed=(msgspec.structs.replace(before, points=("要点甲",)),)), "o1")
    world.result(world.visit(draw))
    assert returned(world) == []
    world.say(ItemChange(reason="恢复", changed=(before,)), "o1")
    assert returned(world) == [("item", "I1", "points")]


def test_an_inspector_out_of_the_register_for_the_draw_is_told_once(world: World) -> None:
    before = world.state.inspectors.current["N01"]
    gone = Removal(id="N01", ground="transferred", reason="调离")
    world.say(InspectorChange(reason="调离", removed=(gone,)), "p")
    world.open(world.commit())
    world.say(InspectorChange(reason="回来", added=(before,)), "p")
    assert returned(world) == [("inspector", "N01", "items")]


def test_both_records_of_it_are_named(world: World) -> None:
    changed = world.change("S002", town="西镇")
    world.open(world.commit())
    assert returned(world) == []
    back = world.change("S002", town="东镇")
    [found] = flips(world.state)
    assert (found.changed.id, found.back.id) == (changed.id, back.id)
    world.change("S002", name="改名学校")
    world.change("S002", name="第2学校")
    assert returned(world) == [("body", "S002", "town")], "nobody is drawn by a name"


def test_the_fields_that_are_looked_at_stand_in_the_register(world: World) -> None:
    """A field that is renamed would be looked at no more, without a word."""
    for sort, register in (
        ("body", world.state.bodies),
        ("inspector", world.state.inspectors),
        ("item", world.state.items),
    ):
        entry = next(iter(register.current.values()))
        assert set(FIELDS[sort]) <= set(entry.__struct_fields__)


@pytest.mark.parametrize("capped", ["yes", "no"])
def test_visits_beyond_the_cap_of_their_item(world: World, capped: str) -> None:
    """The cap is two a year; complaints are not of it, and who is not capped has none. Last year's are last year's."""
    world.change("S004", capped="yes")
    world.change("S005", capped="yes")
    world.change("S005", capped="no")
    target = "S004" if capped == "yes" else "S005"
    made = []
    for day in (3, 4, 5, 6):
        made.append(world.complaint(target, day=date(2025, 3, day), trigger=None, routine=True))
        world.complaint(target, day=date(2025, 3, day))
    told = [(one.record.id, item, cap) for one, item, cap in beyond_caps(world.state, Times(world.state))]
    assert told == ([(one.id, "I1", 2) for one in made[2:]] if capped == "yes" else [])
    world.say(Annulment(target=made[0].id, ground="not-held", explanation="没有去。"), "o1", "p")
    left = [one.record.id for one, _, _ in beyond_caps(world.state, Times(world.state))]
    assert left == ([made[3].id] if capped == "yes" else [])
