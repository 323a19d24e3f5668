"""外部平台抽取: it answers its task and nothing else, and its visits are of those whom it names."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import msgspec
import pytest

from ssj_publish import errors
from ssj_publish.core.kinds.annulment import Annulment
from ssj_publish.core.kinds.elsewhere import Assigned
from ssj_publish.core.kinds.inspection import Visit
from ssj_publish.core.reading import deadlines, ways
from ssj_publish.core.records import Record
from tests.bureau import at
from tests.world import World
from tests.years import elsewhere

DAY = date(2025, 4, 10)


@pytest.fixture
def found(world: World) -> Record:
    world.now = at("2025-04-08 09:00")
    return world.say(elsewhere(world, "T1"), "o1")


def visit(world: World, found: Record, body: str = "S001", **changes: Any) -> Record:
    world.now = max(world.now, at("2025-04-10 17:00"))
    made: dict[str, Any] = {
        "elsewhere": found.id, "body": body, "items": ("I1",), "date": DAY, "method": "on-site", "inspectors": ("N03", "N04"),
        "signed_by": "校长",
    }  # fmt: skip
    return world.say(Visit(**(made | changes)), "o1")


def test_it_answers_its_task_and_its_visits_are_owed(world: World, found: Record) -> None:
    owed = [(due.what, due.body) for due in deadlines.outstanding(world.state)]
    assert ("draw", "") not in owed
    assert owed == [("visit", "S001"), ("visit", "S002")]
    visit(world, found)
    assert [(one.way, one.visits) for one in ways.counts(world.state)] == [("elsewhere", 1)]
    assert world.state.visit_counts(2025) == {("S001", "I1"): 1}
    assert ("visit", "S001") not in [(due.what, due.body) for due in deadlines.outstanding(world.state)]


def test_no_second_draw_stands_beside_it(world: World, found: Record) -> None:
    with world.refused(errors.DrawLive):
        world.say(elsewhere(world, "T1", number="另一次"), "o1")
    with world.refused(errors.DrawLive):
        world.promise("T1")
    world.say(Annulment(target=found.id, ground="mistaken-entry", explanation="编号抄错。"), "o1", "p")
    world.say(elsewhere(world, "T1", number="另一次"), "o1")


def test_it_does_not_stand_beside_a_draw_of_the_ledger_s_own(world: World) -> None:
    draw = world.commit()
    with world.refused(errors.DrawLive):
        world.say(elsewhere(world, "T1"), "o1")
    world.void(draw)
    world.say(elsewhere(world, "T1"), "o1")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"drawn": ()}, errors.OrderBroken),
        ({"drawn": (Assigned(body="S002"), Assigned(body="S001"))}, errors.OrderBroken),
        ({"drawn": (Assigned(body="S001"), Assigned(body="S001"))}, errors.OrderBroken),
        ({"drawn": (Assigned(body="S999"),)}, errors.ReferenceUnknown),
        ({"drawn": (Assigned(body="S001", team=("N99",)),)}, errors.ReferenceUnknown),
        ({"evidence": ()}, errors.FieldEmpty),
        ({"time": at("2025-04-09 09:00")}, errors.DateInFuture),
        ({"task": "T9"}, errors.ReferenceUnknown),
    ],
)
def test_what_it_says_is_whole(world: World, changes: dict[str, Any], reason: type[errors.SsjError]) -> None:
    world.now = at("2025-04-08 09:00")
    body = msgspec.structs.replace(elsewhere(world, "T1"), **changes)
    with world.refused(reason):
        world.say(body, "o1")


def test_only_the_task_s_office_says_it(world: World) -> None:
    with world.refused(errors.RoleMissing, roles="一科"):
        world.say(elsewhere(world, "T1"), "o2")


def test_its_visits_are_of_those_it_names(world: World, found: Record) -> None:
    for changes, reason in (
        ({"body": "S003"}, errors.NotDrawn),
        ({"inspectors": ("N04", "N03")}, errors.TeamWrong),
        ({"items": ("I1", "I2")}, errors.ItemsWrong),
        ({"date": DAY - timedelta(days=3)}, errors.VisitEarly),
        ({"routine": True}, errors.VisitUngrounded),
    ):
        told: dict[str, Any] = {"body": "S001", **changes}
        with world.refused(reason):
            visit(world, found, **told)
    first = visit(world, found)
    with world.refused(errors.VisitRepeated):
        visit(world, found, note="第二次。")
    void = Annulment(target=found.id, ground="mistaken-entry", explanation="编号抄错。")
    with world.refused(errors.VisitsRest, bodies="S001"):
        world.say(void, "o1", "p")
    world.say(Annulment(target=first.id, ground="not-held", explanation="没有进行。"), "o1", "p")
    world.say(void, "o1", "p")
    with world.refused(errors.AlreadyAnnulled):
        visit(world, found, note="第三次。")
