"""What was late stays late; what is done in time never appears."""

from __future__ import annotations

from datetime import date

from ssj_publish.core.kinds.case import CaseCorrection
from ssj_publish.core.kinds.oversight import Retraction
from ssj_publish.core.reading import lateness
from ssj_publish.core.reading.lateness import Late
from ssj_publish.core.reading.times import Times
from tests.bureau import at
from tests.world import World


def found(world: World, today: date) -> list[Late]:
    return list(lateness.history(world.state, today, Times(world.state)))


def test_a_result_that_came_late_stays_in_the_history(world: World) -> None:
    early, late, wrong = world.complaint("S001"), world.complaint("S002"), world.complaint("S003")
    world.now = at("2025-03-31 23:50")
    world.result(early)
    world.now = at("2025-04-02 09:00")
    one = world.result(late)
    taken = world.result(wrong)
    world.say(Retraction(target=taken.id, reason="填错。"), "o1")
    [only] = found(world, date(2026, 1, 1))
    assert only == Late("result", date(2025, 3, 31), date(2025, 4, 2), "o1", one.id)
    assert only.days(date(2026, 1, 1)) == 2


def test_a_draw_that_nobody_opened_and_one_opened_late(world: World) -> None:
    draw = world.commit()
    due = draw.commit.opens.date()
    assert found(world, due) == []
    [waits] = found(world, date(2025, 12, 1))
    assert (waits.sort, waits.due, waits.done, waits.record) == ("opening", due, None, draw.id)
    assert waits.days(date(2025, 12, 1)) == (date(2025, 12, 1) - due).days
    world.now = at("2025-12-01 09:00")
    world.open(draw)
    [made] = found(world, date(2026, 1, 1))
    assert made.done == date(2025, 12, 1)


def test_a_correction_after_its_day_is_late_and_none_at_all_too(world: World) -> None:
    world.case(world.pending(world.complaint("S001")), rectify_by=date(2025, 3, 20))
    assert found(world, date(2025, 3, 20)) == []
    [waits] = found(world, date(2025, 3, 21))
    assert (waits.sort, waits.done, waits.role) == ("rectification", None, "o1")
    world.now = at("2025-03-26 09:00")
    world.say(CaseCorrection(case="AJ-1", date=date(2025, 3, 25), text="已改。"), "o1")
    [late] = found(world, date(2025, 12, 1))
    assert (late.done, late.days(date(2025, 12, 1))) == (date(2025, 3, 25), 5)


def test_a_correction_in_time_is_none(world: World) -> None:
    world.case(world.pending(world.complaint("S001")), rectify_by=date(2025, 3, 20))
    world.now = at("2025-03-20 09:00")
    world.say(CaseCorrection(case="AJ-1", date=date(2025, 3, 20), text="已改。"), "o1")
    assert [one for one in found(world, date(2025, 12, 1)) if one.sort == "rectification"] == []
