"""A draw that is kept closed too long is counted in public, for ever, and with whoever keeps it."""

from __future__ import annotations

import pytest

from ssj_publish.core.reading import deadlines
from ssj_publish.office import draws
from tests.bureau import SIGNATURE, at
from tests.site.conftest import Make
from tests.world import World
from tests.years import filed

pytestmark = pytest.mark.slow


def late(world: World, day: str) -> int:
    return len(deadlines.late_openings(world.state, at(f"{day} 00:00").date()))


@pytest.mark.parametrize(("moment", "count"), [("2025-03-28 18:00", 0), ("2025-03-28 18:01", 1)])
def test_a_late_opening_stays_counted_when_it_came_at_last(moment: str, count: int, make: Make) -> None:
    world = World().found().register().plan()
    draw = world.commit()
    assert late(world, "2025-03-28") == 0, "the day itself is in time"
    assert late(world, "2025-03-29") == 1, "closed, and the day has passed"
    world.reveal(draw)
    world.now = at(moment)
    world.say(draws.conclude(world.state, draw, SIGNATURE), "o1")
    assert late(world, "2026-01-01") == count
    built = make(world)
    assert ("名单公开得晚了" in built.page("draws/T1-1.html").text) == bool(count)
    told = built.page("due/index.html").text
    assert f"按期 {1 - count} 次，逾期 {count} 次" in told


def test_whoever_keeps_a_secret_back_is_named(make: Make) -> None:
    world = World().found().register().plan()
    world.say(filed(world), "p")
    draw = world.commit()
    world.now = at("2025-03-28 14:00")
    for role in ("o1", "p"):
        world.say(draws.reveal(draw, world.secret_of("T1", 1, role)), role)
    world.now = at("2025-04-02 09:00")
    world.change("S001", state="suspended")  # the day on which the site stands
    built = make(world)
    assert "名单逾期没有公开" in built.page("draws/T1-1.html").text
    assert f"至今没有公开{world.state.role('d').name}" in built.page("due/index.html").text
    assert "逾期 2 项" in built.page("index.html").text
    world.void(draw, "secret-withheld")
    assert late(world, "2025-04-03") == 1, "a void draw is still to be opened"
