"""Why bodies are visited, by month, office and way, with the problems found."""

from __future__ import annotations

from datetime import date

from ssj_publish.core.kinds.annulment import Annulment
from ssj_publish.core.kinds.inspection import Visit
from ssj_publish.core.reading.ways import Count, counts, office, way
from tests.bureau import at, task
from tests.world import World
from tests.years import elsewhere

DAY = date(2025, 4, 10)


def test_each_visit_has_one_way_and_counts_for_the_office_that_began_it() -> None:
    world = World().found().register().plan(task("T1"), task("T2", special=True), task("T6"))
    drawn, special = world.commit("T1"), world.commit("T2")
    world.open(drawn)
    world.open(special)
    made = world.say(elsewhere(world), "o1")
    other = Visit(
        elsewhere=made.id,
        body="S001",
        items=("I1",),
        date=DAY,
        method="on-site",
        inspectors=("N03", "N04"),
        signed_by="校长",
    )
    records = {
        "drawn": world.visit(drawn, day=DAY),
        "special": world.visit(special, day=DAY),
        "routine": world.complaint("S002", day=DAY, trigger=None, routine=True),
        "triggered": world.complaint("S003", day=DAY),
    }
    world.now = at("2025-04-11 09:00")
    records["elsewhere"] = world.say(other, "o1")
    assert {told: way(world.state, one.body) for told, one in records.items()} == {told: told for told in records}
    assert {office(world.state, one.body) for one in records.values()} == {"o1"}
    assert [(one.office, one.month, one.way, one.visits, one.problems) for one in counts(world.state)] == [
        ("o1", "2025-04", told, 1, 0) for told in sorted(records)
    ]


def test_a_visit_without_a_task_is_its_first_items_office_s(world: World) -> None:
    visit = world.complaint("S001", items=("I1", "I2"), day=DAY)
    assert office(world.state, visit.body) == "o1"


def test_months_are_counted_apart_problems_once_and_annulled_visits_not(world: World) -> None:
    draw = world.open(world.commit())
    first, second = world.visit(draw, day=DAY), world.visit(draw, day=date(2025, 5, 6))
    world.pending(first, rectify_by=date(2025, 4, 30))
    world.result(second)
    assert counts(world.state) == (Count("o1", "2025-04", "drawn", 1, 1), Count("o1", "2025-05", "drawn", 1, 0))
    gone = world.complaint("S001", day=date(2025, 5, 6))
    assert len(counts(world.state)) == 3
    world.say(Annulment(target=gone.id, ground="not-held", explanation="没有去。"), "o1", "p")
    assert len(counts(world.state)) == 2
