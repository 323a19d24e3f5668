"""纪检组's own to-do, with its days."""

from __future__ import annotations

from datetime import date

import pytest

from ssj_publish.core.reading import watching
from ssj_publish.office import rechecks as office
from tests.bureau import at, task
from tests.world import World
from tests.years import summer

AUTUMN = task("T7", start=date(2025, 8, 18), end=date(2025, 10, 31))


@pytest.fixture
def year() -> World:
    """Thirty visits in the second quarter, and a draw in August."""
    world = World().found().register(bodies=30).plan(task(), AUTUMN)
    world.open(world.commit())
    for number in range(1, 31):
        world.complaint(f"S{number:03d}", day=date(2025, 4, 10))
    summer(world, "T7")
    return world


def test_what_is_left_to_do(year: World) -> None:
    """Months not counted, the sample not drawn; then the visits of the sample until somebody says what was found."""
    from ssj_publish.core.kinds.oversight import Supervision

    year.now = at("2025-09-01 09:00")
    owed = [one.what for one in watching.todo(year.state, date(2025, 9, 1))]
    assert owed == ["feedback"] * 4 + ["recheck", "feedback"] or sorted(owed) == ["feedback"] * 5 + ["recheck"]
    record = year.say(office.drawn(year.state, 2025, 2), "d")
    left = [one for one in watching.todo(year.state, date(2025, 9, 1)) if one.what in ("recheck", "revisit")]
    assert [one.what for one in left] == ["revisit", "revisit"]
    year.say(Supervision(subjects=record.body.visits[:1], level="none", finding="属实。"), "d")
    left = [one for one in watching.todo(year.state, date(2025, 9, 1)) if one.what == "revisit"]
    assert [one.record for one in left] == [record.body.visits[1]]
