"""抽查频次: how often a class is inspected is stated in the plan, binds the draw, and is missed when it was not
kept."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest

from ssj_publish import errors
from ssj_publish.core.draw import commitment
from ssj_publish.core.draw.frequency import in_classes
from ssj_publish.core.kinds.plan import ClassFrequency, ClassRatio, Plan, PlanProposal
from ssj_publish.core.kinds.rules import ClassMap, RuleChange
from ssj_publish.core.reading import irregularities, overlap
from ssj_publish.core.reading.duties import duties
from ssj_publish.words import labels
from tests.bureau import SIGNERS, task
from tests.world import World

ALL = tuple(ClassRatio(credit_class=c, p=1, q=1) for c in "ABCD")


def often(*said: tuple[int, int], classes: str = "ABCD") -> tuple[ClassFrequency, ...]:
    return tuple(ClassFrequency(credit_class=c, times=t, years=y) for c, (t, y) in zip(classes, said, strict=True))


#: S001 is B, S002 C, S003 D, S004 A (`conftest.body`).
OFTEN = often((1, 2), (1, 1), (1, 1), (2, 1))


def planned(**changes: Any) -> World:
    return World().found().register(bodies=4).plan(task(**({"ratios": ALL, "frequencies": OFTEN} | changes)))


def routine(world: World, body: str, day: date, **changes: Any) -> None:
    world.complaint(body, day=day, **({"trigger": None, "routine": True} | changes))


def excluded(world: World, **changes: Any) -> dict[str, tuple[str, ...]]:
    one = msgspec.structs.replace(world.state.tasks["T1"].task, **changes)
    return {said.reason: said.bodies for said in commitment.pool_of(world.state, one)[1]}


def test_who_was_inspected_as_often_as_the_class_is_stays_out_of_the_draw() -> None:
    world = planned()
    for body in ("S001", "S002", "S003", "S004"):
        routine(world, body, date(2025, 3, 3))
    assert excluded(world) == {"frequency": ("S001", "S002", "S004")}
    routine(world, "S003", date(2025, 3, 4))
    assert excluded(world) == {"frequency": ("S001", "S002", "S003", "S004")}


def test_the_years_before_count_for_whom_they_are_said() -> None:
    """每两年一次: inspected in 2025, not drawn in 2026, drawn again in 2027."""
    world = planned()
    for body in ("S001", "S004"):
        routine(world, body, date(2025, 3, 3))
    later = {year: excluded(world, start=date(year, 3, 1), end=date(year, 5, 1)) for year in (2026, 2027)}
    assert later == {2026: {"frequency": ("S004",)}, 2027: {}}


def test_every_item_of_the_task_counts_and_no_complaint_does() -> None:
    world = planned(items=("I1", "I2"), partners=("o2",))
    routine(world, "S001", date(2025, 3, 3))
    world.complaint("S002", day=date(2025, 3, 3), items=("I1",))
    assert excluded(world) == {}


def test_what_another_draw_will_still_make_counts() -> None:
    world = World().found().register(bodies=4)
    world.plan(task("T0", ratios=ALL), task("T1", ratios=ALL, frequencies=OFTEN))
    world.open(world.commit("T0"))
    assert excluded(world) == {"frequency": ("S001", "S002", "S004")}


def test_the_commitment_states_it_and_nobody_else_is_left_out() -> None:
    world = planned()
    routine(world, "S001", date(2025, 3, 3))
    draw = world.commit()
    assert [(one.reason, one.bodies) for one in draw.commit.excluded] == [("frequency", ("S001",))]


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (often((1, 1), (1, 1), (1, 1), (1, 2)), errors.FrequencyFalls),
        (often((2, 3), (1, 1), (1, 1), (2, 3)), errors.FrequencyFalls),
        (often((1, 1), (1, 1), (1, 1), classes="ABC"), errors.FrequenciesIncomplete),
        (often((1, 1), (1, 1), (1, 1), (1, 1), classes="DCBA"), errors.FrequenciesIncomplete),
    ],
)
def test_worse_credit_is_never_inspected_less_often(
    said: tuple[ClassFrequency, ...], reason: type[errors.Refused]
) -> None:
    world = World().found().register(bodies=4)
    with world.refused(reason):
        world.say(PlanProposal(year=2025, office="o1", tasks=(task(frequencies=said),)), "o1")
    even = often((1, 2), (1, 2), (2, 4), (1, 1))
    world.say(PlanProposal(year=2025, office="o1", tasks=(task(frequencies=even),)), "o1")


def test_a_merger_keeps_one_rhythm_or_none() -> None:
    world = World().found().register(bodies=4)
    first, second = task("T1", frequencies=OFTEN), task("T2", items=("I2",), office="o2", ratios=ALL)
    one = world.say(PlanProposal(year=2025, office="o1", tasks=(first,)), "o1")
    other = world.say(PlanProposal(year=2025, office="o2", tasks=(second,)), "o2")
    joint = overlap.merge("T3", None, (first, second))
    assert joint.frequencies == ()
    assert overlap.merge("T3", None, (first, first)).frequencies == OFTEN
    wrong = msgspec.structs.replace(joint, frequencies=OFTEN)
    said: dict[str, Any] = {"year": 2025, "title": "计划", "proposals": (one.id, other.id)}
    with world.refused(errors.MergeMalformed):
        world.say(Plan(tasks=(wrong,), **said), "p")
    world.say(Plan(tasks=(joint,), **said), "p")


def test_new_classes_take_what_the_old_ones_had() -> None:
    world = planned()
    new = msgspec.structs.replace(world.state.settings, classes=("守信", "失信"))
    maps = tuple(ClassMap(old=c, new="守信" if c in "AB" else "失信") for c in "ABCD")
    change = RuleChange(document="教发9号", reason="等级改名。", settings=new, classes=maps)
    world.sign(change, SIGNERS["p"], SIGNERS["l"])
    said = in_classes(world.state, OFTEN, world.state.tasks["T1"].said)
    assert said == often((1, 1), (2, 1), classes=("守信", "失信"))  # type: ignore[arg-type]  # zipped


def test_what_was_not_kept_is_owed_while_there_is_time_and_shown_for_ever_after() -> None:
    world = planned()
    routine(world, "S001", date(2025, 3, 3))
    routine(world, "S003", date(2025, 3, 4))
    assert not [due for due in duties(world.state, date(2025, 10, 1)) if due.what == "frequency"]
    owed = [due for due in duties(world.state, date(2025, 12, 1)) if due.what == "frequency"]
    assert [(due.role, due.day, due.task, due.count) for due in owed] == [("o1", date(2025, 12, 31), "T1", 1)] * 2
    assert "还差 1 个对象" in labels.due_about(owed[0])
    routine(world, "S002", date(2025, 12, 2))
    assert len([due for due in duties(world.state, date(2025, 12, 3)) if due.what == "frequency"]) == 1
    for day in (date(2026, 1, 1), date(2026, 12, 31)):
        found = [one for one in irregularities.irregularities(world.state, (), day) if one.code == "frequency-short"]
        assert [(one.bodies, one.facts["class"]) for one in found] == [(("S003",), "D")]
        assert "没有查够" in labels.irregularity(world.state, found[0])
    late = irregularities.irregularities(world.state, (), date(2027, 1, 1))
    assert [one.bodies for one in late if one.code == "frequency-short"] == [("S003",), ("S004",)]
