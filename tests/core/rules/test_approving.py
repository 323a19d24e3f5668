"""凡检查必审批: what an approval must hold, and how visits stand with it as days go by."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest

from ssj_publish import errors
from ssj_publish.core.records import Record
from tests.world import World
from tests.years import approved

DAY = date(2025, 4, 10)  # a Thursday


@pytest.fixture
def urgent(world: World) -> Record:
    return world.complaint("S001", day=DAY)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"trigger": None}, errors.ApprovalUngrounded),
        ({"task": "T1"}, errors.ApprovalUngrounded),
        ({"trigger": None, "task": "T1"}, errors.TaskNotSpecial),
        ({"bodies": ()}, errors.OrderBroken),
        ({"bodies": ("S002", "S001")}, errors.OrderBroken),
        ({"bodies": ("S001", "S999")}, errors.ReferenceUnknown),
        ({"items": ()}, errors.OrderBroken),
        ({"items": ("I2",)}, errors.OfficeUnknown),
        ({"items": ("I9",)}, errors.ReferenceUnknown),
        ({"end": date(2025, 4, 9)}, errors.DateOrder),
        ({"visits": ("f" * 64,)}, errors.ReferenceUnknown),
        ({"bodies": ("S002",)}, errors.ApprovalUnfit),
        ({"start": date(2025, 4, 11), "end": date(2025, 4, 12)}, errors.ApprovalUnfit),
    ],
)
def test_an_approval_is_whole(
    world: World, urgent: Record, changes: dict[str, Any], reason: type[errors.SsjError]
) -> None:
    body = msgspec.structs.replace(approved(world, urgent), **changes)
    with world.refused(reason):
        world.say(body, "o1", "l")


@pytest.mark.parametrize(
    ("kind", "out"),
    [("complaint", True), ("order", True), ("press", True), ("re-inspection", False), ("licence-check", False)],
)
def test_some_triggers_count_towards_the_cap(world: World, urgent: Record, kind: Any, out: bool) -> None:
    trigger = msgspec.structs.replace(urgent.body.trigger, kind=kind, note="x")
    world.complaint("S002", day=DAY, trigger=trigger)
    assert (("S002", "I1") in world.state.visit_counts(2025)) != out


def test_a_trigger_is_not_younger_than_its_visit(world: World, urgent: Record) -> None:
    later = msgspec.structs.replace(urgent.body.trigger, date=date(2025, 4, 11), note="x")
    with world.refused(errors.DateOrder):
        world.complaint("S002", day=DAY, trigger=later)
