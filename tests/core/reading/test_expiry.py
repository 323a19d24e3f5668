"""What must go from public view, and when: told thirty days ahead, and until the files are gone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ssj_publish.core.kinds.case import CaseDecision
from ssj_publish.core.reading import exposure
from ssj_publish.core.reading.deadlines import Due
from ssj_publish.core.reading.expiry import due
from ssj_publish.core.records import Record
from tests.world import World

UNTIL = date(2025, 10, 1)


@pytest.fixture
def fined(world: World) -> tuple[World, Record]:
    """A fine of 10 April, public until 1 October."""
    world.case(world.pending(world.visit(world.open(world.commit())), rectify_by=date(2025, 4, 30)), form="penalty")
    decision = CaseDecision(
        case="AJ-1", date=date(2025, 4, 10), decision="fine", document="罚字1号", basis="《教育法》", text="罚款。",
        severity="general", public_until=UNTIL,
    )  # fmt: skip
    return world, world.disclose(decision, "o1", "l", until=UNTIL)


def owed(world: World, today: date) -> tuple[Due, ...]:
    return due(world.state, exposure.audit(world.state, world.contents, today), today)


def test_a_penalty_s_contents_are_spoken_of_a_month_ahead(fined: tuple[World, Record]) -> None:
    """And with them what else the case says: it ends with the penalty."""
    world, record = fined
    assert owed(world, UNTIL - timedelta(days=31)) == ()
    body = world.state.cases["AJ-1"].opened.body.body
    told = owed(world, UNTIL - timedelta(days=30))
    assert Due("expiry", "p", UNTIL, body=body, record=record.id) in told
    assert {one.record for one in told} == {record.id, world.state.cases["AJ-1"].opened.id}
    assert [one.record for one in told] == sorted(one.record for one in told), "one day: by the record's id"


def test_it_is_owed_until_the_files_are_gone(fined: tuple[World, Record]) -> None:
    world, _ = fined
    after = UNTIL + timedelta(days=1)
    late = owed(world, after)
    assert len(late) == 2
    assert all(one.overdue(after) for one in late)
    assert not any(one.overdue(UNTIL) for one in late), "on the last public day itself they may still lie there"
    world.contents.clear()
    assert owed(world, after) == ()


def test_what_is_withheld_and_still_lies_there_is_owed_since_that_day(fined: tuple[World, Record]) -> None:
    world, record = fined
    day = world.now.date()
    world.withhold(record)
    told = [one for one in owed(world, day) if one.record == record.id]
    assert [one.day for one in told] == [day]
    world.withdraw()
    assert owed(world, day) == ()
