"""A moment has one spelling wherever it stands in a body."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from ssj_publish import errors
from ssj_publish.core import encoding
from ssj_publish.core.clock import ZONE
from ssj_publish.core.kinds.moments import moments, well_formed
from ssj_publish.core.records import read_statement, statement_bytes
from tests.bureau import LOTTERIES
from tests.world import World

NOON = datetime(2025, 3, 28, 12, tzinfo=ZONE)


@pytest.mark.parametrize(
    "moment",
    [
        NOON.astimezone(UTC),
        NOON.replace(microsecond=500_000),
        NOON.replace(year=1999),
        NOON.replace(year=2200),
        NOON.astimezone(timezone(timedelta(hours=9))),
    ],
)
def test_any_other_spelling_is_none(moment: datetime) -> None:
    assert well_formed(NOON)
    assert not well_formed(moment)


def test_a_moment_deep_in_a_body_is_found(world: World) -> None:
    body = world.commit(beacon=None, lotteries=LOTTERIES).commit
    assert list(moments(body)) == [*(one.time for one in LOTTERIES.issues), body.opens]


@pytest.mark.parametrize(
    "spelling", ["2025-03-28T10:00:00Z", "2025-03-28T18:00:00.500000+08:00", "2025-03-28T19:00:00+09:00"]
)
def test_a_record_that_spells_a_moment_otherwise_is_refused(world: World, spelling: str) -> None:
    draw = world.commit()
    raw = encoding.parse(statement_bytes(draw.record.statement))["statement"]
    assert read_statement(raw, "x").body == draw.commit
    raw["body"]["opens"] = spelling
    with pytest.raises(errors.TimeMalformed):
        read_statement(raw, "x")
