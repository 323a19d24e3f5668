"""What bodies answered and what the public said, as readers ask for it."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest

from ssj_publish import errors
from ssj_publish.core.kinds.answers import Reply
from ssj_publish.core.kinds.oversight import Correction
from ssj_publish.core.reading import answers, irregularities
from ssj_publish.core.reading.times import Times
from ssj_publish.core.records import Record
from tests.bureau import at
from tests.world import World
from tests.years import feedback

DAY = date(2025, 4, 10)


@pytest.fixture
def result(world: World) -> Record:
    return world.pending(world.visit(world.open(world.commit()), day=DAY), rectify_by=date(2025, 4, 30))


def reply(about: Record, **changes: Any) -> Reply:
    made = Reply(target=about.id, received=DAY, post="校长", text="收费标准当天已经补齐。")
    return msgspec.structs.replace(made, **changes)


@pytest.mark.parametrize(("when", "days"), [("2025-04-17 17:00", []), ("2025-04-18 09:00", [1])])
def test_a_reply_is_recorded_within_the_set_days(world: World, result: Record, when: str, days: list[int]) -> None:
    """Five working days after Thursday the 10th end on the 17th."""
    world.say(reply(result), "o1", time=at(when))
    assert [late for _, late in answers.late(world.state, Times(world.state))] == days
    found = irregularities.irregularities(world.state, (), date(2025, 5, 1))
    assert [one.facts["days"] for one in found if one.code == "reply-late"] == days


def test_counts_are_corrected_and_add_up_by_office(world: World) -> None:
    world.now = at("2025-06-02 09:00")
    first = world.say(feedback(world, month=4), "d")
    world.say(feedback(world, month=5, satisfied=1, integrity=0), "d")
    new = msgspec.structs.replace(
        first.body, offices=(msgspec.structs.replace(first.body.offices[0], satisfied=9), first.body.offices[1])
    )
    world.say(Correction(target=first.id, reason="漏数六张。", replacement=msgspec.to_builtins(new)), "d")
    one, two = answers.feedback(world.state, 2025)
    assert (one.office, one.months, one.satisfied, one.integrity) == ("o1", 2, 10, 4)
    assert (two.office, two.satisfied) == ("o2", 4)
    short = msgspec.to_builtins(msgspec.structs.replace(new, offices=new.offices[:1]))
    with world.refused(errors.FeedbackIncomplete):
        world.say(Correction(target=first.id, reason="删去一科。", replacement=short), "d")
