"""What is told of visits, results and contents without opening them."""

from __future__ import annotations

from datetime import date

import msgspec

from ssj_publish.core.kinds.annulment import Annulment
from ssj_publish.core.kinds.inspection import Check
from ssj_publish.core.kinds.oversight import Correction, Retraction
from ssj_publish.core.living import Reference
from tests.bureau import at
from tests.world import World

DAY = date(2025, 4, 10)


def test_a_visit_lacks_the_items_that_no_result_in_force_is_of(world: World) -> None:
    visit = world.complaint("S001", day=DAY)
    state = world.state.visits[visit.id]
    assert (state.brief.lacking, state.brief.trigger, state.brief.draws) == (("I1",), "complaint", ())
    result = world.result(visit)
    assert not state.brief.lacking
    world.say(Retraction(target=result.id, reason="误录。"), "o1")
    assert state.brief.lacking == ("I1",)
    assert state.brief.in_force
    world.say(Annulment(target=visit.id, ground="not-held", explanation="没有去。"), "o1", "p")
    assert not state.brief.in_force


def test_the_brief_of_a_drawn_visit_names_its_draw_and_its_earliest_day(world: World) -> None:
    draw = world.open(world.commit())
    visit = world.visit(draw, day=DAY)
    state = world.state.visits[visit.id]
    world.now = at("2025-04-12 09:00")
    new = msgspec.structs.replace(state.visit, date=date(2025, 4, 11))
    world.say(Correction(target=visit.id, reason="误录。", replacement=msgspec.to_builtins(new)), "o1")
    brief = state.brief
    assert (brief.draws, brief.trigger, brief.date, brief.earliest) == ((draw.id,), None, date(2025, 4, 11), DAY)
    assert (brief.seq, brief.body, brief.inspectors) == (visit.seq, visit.body.body, visit.body.inspectors)


def test_the_brief_of_a_result_tells_what_holds_now_and_that_it_was_otherwise(world: World) -> None:
    result = world.pending(world.complaint("S001", day=DAY))
    state = world.state.results[result.id]
    assert (state.brief.code, state.brief.item, state.brief.visit) == ("pending", "I1", result.body.visit)
    assert (state.brief.corrected, state.brief.cased, state.brief.unlooked) == (False, False, False)
    new = msgspec.structs.replace(
        state.result,
        code="no-problem",
        checks=tuple(Check(point=one.point, outcome="not-applicable") for one in state.result.checks),
        action=None,
    )
    world.say(Correction(target=result.id, reason="误录。", replacement=msgspec.to_builtins(new)), "o1")
    assert (state.brief.code, state.brief.corrected, state.brief.unlooked) == ("no-problem", True, True)


def test_a_content_is_public_up_to_and_on_its_last_day(world: World) -> None:
    record = world.state.genesis
    assert not Reference(record.id, 1, "x").brief.over(date(2199, 12, 31))
    until = Reference(record.id, 1, "x", DAY)
    assert [until.brief.over(day) for day in (date(2025, 4, 9), DAY, date(2025, 4, 11))] == [False, False, True]
    withheld = Reference(record.id, 1, "x", date(2199, 1, 1), record)  # type: ignore[arg-type]  # any record
    assert withheld.brief.over(DAY)


def test_a_content_ended_on_the_day_of_its_withholding_else_on_its_last_public_day(world: World) -> None:
    record = world.state.genesis
    assert Reference(record.id, 1, "x").brief.ends is None
    assert Reference(record.id, 1, "x", DAY).brief.ends == DAY
    assert Reference(record.id, 1, "x", DAY, record).brief.ends == record.time.date()  # type: ignore[arg-type]  # any record
