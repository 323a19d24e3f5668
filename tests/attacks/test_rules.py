"""Rules that are changed to make good what has gone wrong already: nothing that has happened becomes lawful by it."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from ssj_publish import errors
from ssj_publish.core.kinds.genesis import Approvals
from ssj_publish.core.kinds.rules import ClassMap, Ended, RuleChange
from ssj_publish.core.reading import approvals, deadlines
from ssj_publish.core.reading.times import Times
from ssj_publish.core.records import Record
from tests.bureau import at
from tests.world import World


def change(world: World, **changes: object) -> Record:
    settings = msgspec.structs.replace(world.state.settings, **changes)
    return world.say(RuleChange(document="教发9号", reason="调整。", settings=settings), "p", "l")


def test_a_late_result_stays_late_whatever_the_days_become(world: World) -> None:
    visit = world.visit(world.open(world.commit()))
    change(world, result_days=60)
    world.now = at("2025-06-03 09:00")
    result = world.result(visit)
    assert deadlines.was_late(world.state, world.state.results[result.id], Times(world.state))


def test_an_unratified_visit_is_not_saved_by_a_longer_time(world: World) -> None:
    visit = world.complaint("S001", day=date(2025, 4, 10))
    change(world, approvals=Approvals(ratify_days=30, source="本局规定"))
    assert approvals.standing(world.state, visit.id, date(2025, 4, 20)) == "missing"


def test_a_smaller_team_is_not_made_lawful_for_a_draw_of_before(world: World) -> None:
    """Three were asked for when the draw was made; two are not enough although two would be now."""
    change(world, inspectors_min=3)
    draw = world.open(world.commit())
    change(world, inspectors_min=2)
    body = next(iter(draw.teams))
    with world.refused(errors.TeamTooSmall, minimum=3):
        world.visit(draw, body, inspectors=draw.teams[body][:2])


def test_a_commitment_cannot_be_had_under_the_classes_that_suit(world: World) -> None:
    """Whoever changes the classes before a draw maps each of them in public, and lowers no share."""
    names = ("甲", "乙")
    settings = msgspec.structs.replace(world.state.settings, classes=names)
    maps = tuple(ClassMap(old=old, new=new) for old, new in zip("ABCD", "甲甲甲乙", strict=True))
    before = {one.credit_class: one.p for one in world.state.tasks["T1"].task.ratios}
    world.say(RuleChange(document="教发9号", reason="调整。", settings=settings, classes=maps), "p", "l")
    strata = {one.credit_class: one.p for one in world.commit().commit.strata}
    assert strata == {"甲": before["C"], "乙": before["D"]}


@pytest.mark.parametrize("stage", ["promised", "committed"])
def test_an_office_that_ends_takes_no_draw_with_it(world: World, stage: str) -> None:
    """The draw stays, and is owed by who took over; its old key opens nothing any more."""
    draw = world.commit()
    if stage == "promised":
        world.void(draw)
        world.promise()
    world.say(RuleChange(document="教发9号", reason="撤并。", ended=(Ended(role="o1", successor="o2"),)), "p", "l")
    owed = [one for one in deadlines.outstanding(world.state) if one.what in ("draw", "opening")]
    assert {one.role for one in owed} == {"o2"}
    if stage == "committed":
        from ssj_publish.office import draws

        world.now = at("2025-03-28 14:00")
        with world.refused(errors.KeyRetired):
            world.say(draws.reveal(draw, world.secret_of("T1", 1, "o1")), "o1")
        world.say(draws.reveal(draw, world.secret_of("T1", 1, "o1")), "o2")
