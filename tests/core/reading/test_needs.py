"""What went wrong in an office's records, year by year; an office without faults is not among them."""

from __future__ import annotations

from datetime import date

from ssj_publish.core.kinds.annulment import Annulment
from ssj_publish.core.reading.needs import Need, needs
from ssj_publish.core.reading.times import Times
from tests.bureau import at
from tests.world import World


def test_what_went_wrong_in_an_office_s_records_is_there_to_teach(world: World) -> None:
    draw = world.open(world.commit())
    late, void = world.visit(draw), world.visit(draw)
    world.say(Annulment(target=void.id, ground="not-held", explanation="没有去。"), "o1", "p")
    world.complaint("S001", day=date(2025, 4, 11))
    world.now = at("2025-07-01 09:00")
    world.result(late)
    found = needs(world.state, Times(world.state, ()), date(2025, 7, 2))
    assert found == (Need(year=2025, office="o1", late=1, corrected=0, annulled=1, unapproved=1),)
    clean = World().found().register().plan()
    assert needs(clean.state, Times(clean.state, ()), date(2025, 7, 2)) == ()
