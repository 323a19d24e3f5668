"""回访抽样: the quarter's round is nobody's choice, the pool leaves nobody out, and the sample is anyone's to redo."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import Any

import msgspec
import pytest

from ssj_publish import errors
from ssj_publish.core.kinds.oversight import Recheck
from ssj_publish.core.reading import rechecks
from ssj_publish.office import rechecks as office
from tests.bureau import ROUND, task
from tests.world import World
from tests.years import SUMMER, SUMMER_SIGNATURE, summer

AUTUMN = task("T7", start=date(2025, 8, 18), end=date(2025, 10, 31))


@pytest.fixture
def year() -> World:
    """Thirty visits in the second quarter, and a draw in August."""
    world = World().found().register(bodies=30).plan(task(), AUTUMN)
    world.open(world.commit())
    for number in range(1, 31):
        world.complaint(f"S{number:03d}", day=date(2025, 4, 10))
    summer(world, "T7")
    return world


def test_the_days_of_a_quarter() -> None:
    assert [rechecks.days(2025, quarter) for quarter in (1, 4)] == [
        (date(2025, 1, 1), date(2025, 3, 31)),
        (date(2025, 10, 1), date(2025, 12, 31)),
    ]


def test_the_round_is_the_first_after_the_quarter(year: World) -> None:
    """Not that of March, which lies in the quarter before, and not one that anybody names."""
    found = rechecks.round_of(year.state, 2025, 2)
    assert found is not None
    assert (found.number, found.signature) == (SUMMER, SUMMER_SIGNATURE)
    assert rechecks.round_of(year.state, 2025, 3) is None
    earlier = rechecks.round_of(year.state, 2024, 4)
    assert earlier is not None
    assert earlier.number == ROUND


def test_the_sample_is_that_of_the_smallest_tickets(year: World) -> None:
    record = year.say(office.drawn(year.state, 2025, 2), "d")
    ids = list(year.state.visits)
    order = sorted(ids, key=lambda id_: sha256(f"ssj/recheck/v1:2025-2:{SUMMER_SIGNATURE}:{id_}".encode()).hexdigest())
    assert record.body.visits == tuple(order[:2])


def test_a_void_visit_stays_in_the_pool_and_a_late_one_stays_out(year: World) -> None:
    before = rechecks.sample(year.state, 2025, 2, found := rechecks.round_of(year.state, 2025, 2))  # type: ignore[arg-type]
    year.complaint("S001", day=date(2025, 6, 30))
    assert found is not None
    assert len(rechecks.pool(year.state, 2025, 2, found.time)) == 30
    from ssj_publish.core.kinds.annulment import Annulment

    year.say(Annulment(target=before[0], ground="not-held", explanation="没有进行。"), "o1", "p")
    assert rechecks.sample(year.state, 2025, 2, found) == before


def test_only_that_sample_is_taken_once_and_by_the_discipline_group(year: World) -> None:
    right: Any = office.drawn(year.state, 2025, 2).body
    other = next(id_ for id_ in year.state.visits if id_ not in right.visits)
    for wrong in (
        {"visits": (*right.visits[:1], other)},
        {"visits": right.visits[::-1]},
        {"visits": right.visits[:1]},
        {"round": ROUND},
    ):
        with year.refused(errors.RecheckWrong, round=SUMMER, count=2):
            year.say(msgspec.structs.replace(right, **wrong), "d")
    with year.refused(errors.RoleMissing):
        year.say(right, "p")
    year.say(right, "d")
    with year.refused(errors.RecheckExists, quarter=2):
        year.say(right, "d")
    with year.refused(errors.RecheckRoundless, quarter=3):
        year.say(Recheck(year=2025, quarter=3, chain="quicknet", round=SUMMER, visits=right.visits), "d")
