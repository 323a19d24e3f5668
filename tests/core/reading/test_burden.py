"""What inspections cost those who are inspected, counted by hand on a small ledger."""

from __future__ import annotations

from datetime import date

from ssj_publish.core.kinds.annulment import Annulment
from ssj_publish.core.kinds.inspection import Joined
from ssj_publish.core.kinds.plan import ClassRatio
from ssj_publish.core.reading import burden
from tests.bureau import task
from tests.world import World
from tests.years import avoided

ALL = tuple(ClassRatio(credit_class=c, p=1, q=1) for c in "ABCD")


def played() -> World:
    """S001: once for two draws, 75 minutes, one problem, then on a complaint; S002: spared; S003: once, no times."""
    world = World().found().register(bodies=4)
    world.plan(task("T1", ratios=ALL), task("T2", items=("I2",), office="o2", ratios=ALL))
    first, second = world.commit("T1"), world.commit("T2")
    world.open(first)
    world.open(second)
    team = tuple(dict.fromkeys((*first.teams["S001"], *second.teams["S001"])))
    visit = world.visit(
        first,
        "S001",
        also=(Joined(draw=second.id),),
        items=("I1", "I2"),
        inspectors=team,
        arrived="09:05",
        left="10:20",
    )
    world.pending(visit)
    world.result(visit, "I2")
    world.complaint("S001", day=date(2025, 4, 14))
    world.say(avoided(world, first, "S002"), "o1", "p")
    world.visit(first, "S003", day=date(2025, 4, 14))
    gone = world.visit(first, "S004", day=date(2025, 4, 15))
    world.say(Annulment(target=gone.id, ground="not-held", explanation="没有去。"), "o1", "p")
    return world


def test_each_body_bears_its_own() -> None:
    [year] = burden.years(played().state)
    assert year.year == 2025
    told = {
        one.body: (
            one.visits,
            one.days,
            one.repeats,
            one.onsite,
            one.timed,
            one.minutes,
            one.joined,
            one.avoided,
            one.problems,
        )
        for one in year.shares
    }
    assert told == {
        "S001": (2, 2, 1, 2, 1, 75, 1, 0, 1),
        "S003": (1, 1, 0, 1, 0, 0, 0, 0, 0),
        "S002": (0, 0, 0, 0, 0, 0, 0, 1, 0),
    }
    assert dict(year.shares[0].ways) == {"drawn": 1, "triggered": 1}


def test_the_two_curves_are_visits_a_body_and_problems_a_visit() -> None:
    [year] = burden.years(played().state)
    assert (year.visited, year.total("visits")) == (2, 3)
    assert (year.visits_each, year.problems_each) == (1.5, 1 / 3)
    assert burden.years(World().found().register().state) == ()
