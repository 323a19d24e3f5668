"""Who is said to have been where: two places at once, at work while ill, and nothing looked at."""

from __future__ import annotations

from datetime import date

import pytest

from ssj_publish.core.kinds.annulment import Annulment
from ssj_publish.core.kinds.inspection import Check
from ssj_publish.core.reading.presence import excused, overlapping, unchecked
from ssj_publish.core.records import Record
from ssj_publish.core.state import Draw
from tests.world import World

DAY = date(2025, 3, 3)


@pytest.fixture
def draw(world: World) -> Draw:
    return world.open(world.commit())


def both(world: World) -> list[tuple[str, str, str]]:
    return [(later.record.id, earlier.record.id, one) for later, earlier, one in overlapping(world.state)]


@pytest.mark.parametrize(
    ("arrived", "left", "told"),
    [("10:00", "12:00", 1), ("08:00", "12:00", 1), ("09:30", "10:00", 1), ("11:00", "12:00", 0), ("08:00", "09:00", 0)],
)
def test_one_person_at_two_schools_at_once(world: World, arrived: str, left: str, told: int) -> None:
    """Who leaves at the very minute at which the other visit begins was not at both."""
    first = world.complaint("S001", day=DAY, arrived="09:00", left="11:00")
    second = world.complaint("S002", "N02", "N03", day=DAY, arrived=arrived, left=left)
    assert both(world) == [(second.id, first.id, "N02")] * told


def test_another_day_another_team_an_annulled_visit_and_one_without_hours_overlap_with_nothing(world: World) -> None:
    hours = {"arrived": "09:00", "left": "11:00"}
    world.complaint("S001", day=DAY, **hours)
    world.complaint("S002", day=date(2025, 3, 4), **hours)
    world.complaint("S003", "N03", "N04", day=DAY, **hours)
    world.complaint("S005", day=DAY)
    gone = world.complaint("S004", day=DAY, **hours)
    assert len(both(world)) == 2, "the two of the first team, before it is annulled"
    world.say(Annulment(target=gone.id, ground="not-held", explanation="没有去。"), "o1", "p")
    assert both(world) == []


def away(world: World) -> list[tuple[str, str, str]]:
    return [(visit.record.id, record.id, one) for visit, record, one in excused(world.state)]


@pytest.mark.parametrize(("reason", "told"), [("illness", 1), ("leave", 1), ("away", 1)])
def test_who_was_ill_and_inspected_elsewhere(world: World, draw: Draw, reason: str, told: int) -> None:
    """On that very day, and whichever of the three it was."""
    target, team = next(iter(draw.teams.items()))
    record = world.substitute(draw, target, team[0], reason)
    other = next(id_ for id_, members in draw.teams.items() if team[0] in members)
    world.visit(draw, other, day=date(2025, 3, 29))
    assert away(world) == []
    third = world.complaint("S001", team[0], team[1], day=date(2025, 3, 28))
    assert away(world) == [(third.id, record.id, team[0])] * told


def blank(world: World) -> tuple[Check, ...]:
    return tuple(Check(point=one, outcome="not-applicable") for one in world.state.items.current["I1"].points)


def left(world: World) -> list[str]:
    return [id_ for id_, _ in unchecked(world.state)]


def test_a_clean_result_of_nothing(world: World) -> None:
    """Until somebody looks; one point that was looked at is enough, a second look at nothing is not."""
    first = world.result(world.complaint("S001"), checks=blank(world))
    second = world.result(world.complaint("S002"), code="no-activity", checks=())
    one, *others = blank(world)
    world.result(world.complaint("S003"), checks=(Check(point=one.point, outcome="ok"), *others))
    assert left(world) == [first.id, second.id]
    again: Record = world.result(world.complaint("S002", day=date(2025, 3, 4)), checks=blank(world))
    assert left(world) == [first.id, second.id, again.id]
    world.result(world.complaint("S001", day=date(2025, 3, 4)))
    assert left(world) == [second.id, again.id]
