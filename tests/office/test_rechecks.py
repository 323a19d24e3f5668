"""回访抽样: nothing is drawn while its round is not there, or there is nobody to look at again."""

from __future__ import annotations

from datetime import date

import pytest

from ssj_publish import errors
from ssj_publish.core.kinds.oversight import Recheck
from ssj_publish.core.reading import rechecks
from ssj_publish.office.rechecks import drawn
from tests.bureau import task
from tests.world import World
from tests.years import SUMMER, summer


def test_a_sample_names_its_round_and_what_the_round_draws() -> None:
    world = (
        World().found().register(bodies=30).plan(task(), task("T7", start=date(2025, 8, 18), end=date(2025, 10, 31)))
    )
    world.open(world.commit())
    for number in range(1, 31):
        world.complaint(f"S{number:03d}", day=date(2025, 4, 10))
    with pytest.raises(errors.RecheckRoundless) as caught:
        drawn(world.state, 2025, 2)
    assert (caught.value.data["year"], caught.value.data["quarter"]) == (2025, 2)
    summer(world, "T7")
    body = drawn(world.state, 2025, 2).body
    found = rechecks.round_of(world.state, 2025, 2)
    assert found is not None
    assert body == Recheck(
        year=2025, quarter=2, chain="quicknet", round=SUMMER, visits=rechecks.sample(world.state, 2025, 2, found)
    )
    assert body.visits
    with pytest.raises(errors.RecheckRoundless):
        drawn(world.state, 2025, 1)
