"""抽查频次: who was not inspected as often as the plan says; once the year is over the list stands for ever."""

from __future__ import annotations

from datetime import date

from ssj_publish.core.kinds.plan import ClassFrequency, PlanProposal
from ssj_publish.core.kinds.registers import BodyChange
from ssj_publish.core.reading.frequencies import short
from ssj_publish.office import plans
from tests.bureau import at, body, task
from tests.world import World

#: The worst class once a year, all others once in two.
OFTEN = tuple(ClassFrequency(credit_class=c, times=1, years=1 if c == "D" else 2) for c in "ABCD")


def planned() -> World:
    """Bodies 4 and 8 are in class A, 1 and 5 in B, 2 and 6 in C, 3 and 7 in D."""
    return World().found().register(bodies=8).plan(task(frequencies=OFTEN))


def told(world: World, today: date) -> list[tuple[str, date, tuple[str, ...]]]:
    return [(one.often.credit_class, one.due, one.bodies) for one in short(world.state, today)]


def test_whoever_lacks_a_visit_is_listed_by_class_with_the_class_s_last_day() -> None:
    world = planned()
    assert told(world, date(2025, 12, 31)) == [
        ("A", date(2026, 12, 31), ("S004", "S008")),
        ("B", date(2026, 12, 31), ("S001", "S005")),
        ("C", date(2026, 12, 31), ("S002", "S006")),
        ("D", date(2025, 12, 31), ("S003", "S007")),
    ]
    world.complaint("S003", day=date(2025, 3, 4), trigger=None, routine=True)
    assert ("D", date(2025, 12, 31), ("S007",)) in told(world, date(2025, 12, 31))


def test_a_visit_after_the_class_s_last_day_does_not_make_up_for_it() -> None:
    world = planned()
    world.complaint("S003", day=date(2025, 12, 31), trigger=None, routine=True)
    world.complaint("S007", day=date(2026, 1, 1), trigger=None, routine=True)
    for today in (date(2026, 1, 2), date(2027, 1, 1)):
        assert ("D", date(2025, 12, 31), ("S007",)) in told(world, today)


def test_who_is_closed_or_came_after_the_task_began_is_not_owed_a_visit() -> None:
    world = planned()
    world.now = at("2025-03-25 09:00")
    world.say(BodyChange(reason="新增", added=(body(11),)), "p")
    world.change("S003", state="closed")
    assert ("D", date(2025, 12, 31), ("S007",)) in told(world, date(2025, 12, 31))


def test_a_task_that_is_not_approved_promises_nothing() -> None:
    world = World().found().register(bodies=4)
    world.say(PlanProposal(year=2025, office="o1", tasks=(task(frequencies=OFTEN),)), "o1")
    plan = world.say(plans.consolidate(world.state, 2025, "计划"), "p")
    assert told(world, date(2026, 1, 1)) == []
    world.say(plans.approve(plan.id, "教发1号"), "l")
    assert len(told(world, date(2026, 1, 1))) == 4
