"""凡检查必审批: how visits stand with their approvals as days go by."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from ssj_publish.core.kinds.inspection import Visit
from ssj_publish.core.reading import approvals, deadlines, ways
from ssj_publish.core.records import Record
from tests.bureau import at, task
from tests.world import World
from tests.years import approved

DAY = date(2025, 4, 10)  # a Thursday


@pytest.fixture
def urgent(world: World) -> Record:
    return world.complaint("S001", day=DAY)


@pytest.mark.parametrize(
    ("when", "standing"),
    [("2025-04-10 18:00", "ratified"), ("2025-04-14 18:00", "ratified"), ("2025-04-15 09:00", "late")],
)
def test_an_urgent_visit_is_ratified_within_the_set_days(
    world: World, urgent: Record, when: str, standing: str
) -> None:
    """Two working days, so that a weekend does not count."""
    world.now = at(when)
    assert approvals.standing(world.state, urgent.id, world.now.date()) == (
        "missing" if standing == "late" else "waiting"
    )
    assert [due.day for due in deadlines.outstanding(world.state) if due.what == "ratification"] == [date(2025, 4, 14)]
    world.say(approved(world, urgent), "o1", "l")
    assert approvals.standing(world.state, urgent.id, world.now.date()) == standing
    assert [found for _, found in approvals.irregular(world.state, world.now.date())] == (
        ["late"] if standing == "late" else []
    )
    assert not [due for due in deadlines.outstanding(world.state) if due.what == "ratification"]


def test_what_is_routine_or_drawn_needs_none(world: World) -> None:
    drawn = world.visit(world.open(world.commit()), day=DAY)
    made = Visit(
        routine=True,
        body="S001",
        items=("I1",),
        date=DAY,
        method="on-site",
        inspectors=("N01", "N02"),
        signed_by="校长",
    )
    routine = world.say(made, "o1")
    for one in (drawn, routine):
        assert approvals.standing(world.state, one.id, date(2026, 1, 1)) == "not-needed"
    assert {one.way for one in ways.counts(world.state)} == {"drawn", "routine"}


def test_a_special_task_s_visits_need_one() -> None:
    world = World().found().register().plan(task(special=True))
    draw = world.open(world.commit())
    visit = world.visit(draw, day=DAY)
    assert approvals.standing(world.state, visit.id, DAY) == "waiting"
    paper = approved(world, world.complaint("S001", day=DAY))
    paper = msgspec.structs.replace(
        paper, trigger=None, task="T1", bodies=(visit.body.body,), visits=(visit.id,), document="检审2号"
    )
    world.say(paper, "o1", "l")
    assert approvals.standing(world.state, visit.id, DAY) == "ratified"
    assert {one.way for one in ways.counts(world.state)} == {"special", "triggered"}
