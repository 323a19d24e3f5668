"""Years side by side, counted alike."""

from __future__ import annotations

from datetime import date

from ssj_publish.core.kinds.annulment import Annulment
from ssj_publish.core.kinds.registers import InspectorChange, Removal
from ssj_publish.core.reading import trends
from ssj_publish.core.reading.times import Times
from ssj_publish.core.reading.trends import Year
from tests.bureau import at
from tests.world import World


def test_nothing_done_is_no_year(world: World) -> None:
    assert trends.years(world.state, Times(world.state)) == ()


def test_visits_results_draws_and_cases_fall_into_their_years(world: World) -> None:
    late = world.complaint("S001")
    world.pending(world.complaint("S001", day=date(2025, 3, 4)))
    taken = world.complaint("S002")
    world.say(Annulment(target=taken.id, ground="wrong-subject", explanation="对象弄错。"), "o1", "p")
    spoilt = world.commit()
    world.void(spoilt)
    draw = world.open(world.commit())
    world.open(spoilt)
    world.now = at("2025-12-30 09:00")
    found = world.pending(late)
    world.now = at("2026-01-05 09:00")
    world.case(found)
    sizes = sum(stratum.sample for stratum in draw.commit.strata)
    assert trends.years(world.state, Times(world.state)) == (
        Year(2025, visits=2, bodies=1, results=2, problems=2, late=1, drawn=sizes, opened=0, closed=0),
        Year(2026, visits=0, bodies=0, results=0, problems=0, late=0, drawn=0, opened=1, closed=0),
    )


def test_the_loads_are_those_of_today_s_register(world: World) -> None:
    world.complaint("S001", "N01", "N02")
    world.complaint("S002", "N01", "N03")
    gone = Removal(id="N02", ground="left", reason="离职")
    world.say(InspectorChange(reason="离职", removed=(gone,)), "p")
    found = trends.loads(world.state)
    assert found["N01"] == {2025: 2}
    assert found["N04"] == {}
    assert "N02" not in found
