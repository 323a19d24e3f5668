"""What lives on in a state."""

from __future__ import annotations

from datetime import date

import msgspec

from ssj_publish.core.kinds.oversight import Correction
from tests.bureau import at
from tests.world import World

DAY = date(2025, 4, 10)


def test_a_visit_was_earliest_on_the_first_day_it_was_ever_said_to_be_of(world: World) -> None:
    visit = world.visit(world.open(world.commit()), day=DAY)
    state = world.state.visits[visit.id]
    assert state.earliest == DAY
    for day in (date(2025, 4, 9), date(2025, 4, 11)):
        world.now = at("2025-04-12 09:00")
        new = msgspec.structs.replace(state.visit, date=day)
        world.say(Correction(target=visit.id, reason="误录。", replacement=msgspec.to_builtins(new)), "o1")
    assert (state.earliest, state.visit.date) == (date(2025, 4, 9), date(2025, 4, 11))
