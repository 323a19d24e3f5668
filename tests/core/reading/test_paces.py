"""How long each step took, in days, from the records alone."""

from __future__ import annotations

from datetime import date

from ssj_publish.core.kinds.annulment import Annulment
from ssj_publish.core.kinds.case import CaseClose, CaseCorrection
from ssj_publish.core.reading.paces import Pace, paces
from ssj_publish.core.reading.times import Times
from tests.bureau import at
from tests.world import World


def test_each_step_is_counted_from_the_one_before(world: World) -> None:
    draw = world.open(world.commit())  # on 28 March
    first = world.visit(draw, day=date(2025, 4, 10))
    world.now = at("2025-04-15 09:00")
    result = world.pending(first, rectify_by=date(2025, 4, 30))
    world.now = at("2025-04-17 09:00")
    world.case(result)
    world.now = at("2025-04-27 09:00")
    world.say(CaseCorrection(case="AJ-1", date=date(2025, 4, 27), text="已改。"), "o1")
    world.now = at("2025-04-28 09:00")
    world.say(CaseClose(case="AJ-1", reason="完。"), "o1")
    second = world.visit(draw, day=date(2025, 4, 28))
    void = world.visit(draw, day=date(2025, 4, 29))
    world.say(Annulment(target=void.id, ground="not-held", explanation="没有去。"), "o1", "p")
    assert second.seq
    assert paces(world.state, Times(world.state, ())) == (
        Pace(2025, "visit", 2, 31, 31),
        Pace(2025, "result", 1, 5, 5),
        Pace(2025, "case", 1, 2, 2),
        Pace(2025, "correction", 1, 10, 10),
        Pace(2025, "close", 1, 11, 11),
    )
