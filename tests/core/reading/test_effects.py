"""A change of the rules, with the year before and the year after it in the same numbers."""

from __future__ import annotations

from datetime import date

from ssj_publish.core.reading.effects import Span, beside
from ssj_publish.core.reading.times import Times
from tests.bureau import at
from tests.world import World


def test_the_day_of_the_change_is_of_the_year_after(world: World) -> None:
    draw = world.open(world.commit())
    for number, day in enumerate((date(2025, 4, 9), date(2025, 4, 10), date(2025, 4, 11))):
        visit = world.visit(draw, day=day)
        world.now = at(f"{day} 18:00")
        _ = world.pending(visit, rectify_by=date(2025, 4, 30)) if number == 1 else world.result(visit)
    before, after = beside(world.state, Times(world.state, ()), date(2025, 4, 10), date(2025, 6, 1))
    assert before == Span(date(2024, 4, 10), date(2025, 4, 9), 1, 1, 1, 0, 0)
    assert after == Span(date(2025, 4, 10), date(2025, 6, 1), 2, 2, 2, 0, 1)
    _, whole = beside(world.state, Times(world.state, ()), date(2025, 4, 10), date(2030, 1, 1))
    assert whole.end == date(2026, 4, 9)
