"""What reality does to a year in the middle of it: bodies, offices, classes, answers, approvals and calendars that
change."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest

from ssj_publish import errors
from ssj_publish.core.draw import commitment
from ssj_publish.core.kinds.approval import InspectionApproval, Trigger
from ssj_publish.core.kinds.burden import ClosedDays, SchoolCalendar, VisitsApart
from ssj_publish.core.kinds.case import CaseClose, CaseCorrection
from ssj_publish.core.kinds.inspection import Joined
from ssj_publish.core.kinds.plan import ClassRatio
from ssj_publish.core.kinds.rules import ClassMap, Ended, RuleChange
from ssj_publish.core.reading import approvals
from ssj_publish.core.reading.coincidence import coincidences
from ssj_publish.core.reading.duties import duties
from ssj_publish.core.reading.irregularities import irregularities
from ssj_publish.core.records import Record
from tests.bureau import SIGNERS, at, task
from tests.world import World
from tests.years import approved

ALL = tuple(ClassRatio(credit_class=c, p=1, q=1) for c in "ABCD")
TODAY = date(2025, 6, 1)


def routine(world: World, body: str, day: date) -> Record:
    return world.complaint(body, day=day, trigger=None, routine=True)


def change(world: World, **changes: Any) -> Record:
    said = RuleChange(document="教发〔2025〕9号", reason="机构改革。", **changes)
    return world.sign(said, SIGNERS["p"], SIGNERS["l"])


def codes(world: World, today: date = TODAY) -> list[str]:
    return [one.code for one in irregularities(world.state, (), today) if one.code != "stamp-missing"]


def test_a_school_that_becomes_an_enterprise_brings_its_visits_along() -> None:
    """民办园 registered as a company in March: the visits since January count towards the cap at once, and what was
    drawn before is still carried out."""
    world = World().found().register(bodies=4).plan(task("T1", ratios=ALL), task("T2", ratios=ALL))
    for number in (3, 4):
        routine(world, "S001", date(2025, 3, number))
    assert "S001" in commitment.pool_of(world.state, world.state.tasks["T1"].task)[0]
    draw = world.open(world.commit("T1"))
    world.now = at("2025-04-01 09:00")
    world.change("S001", capped="yes", type="学校", ownership="民办")
    world.visit(draw, "S001")
    pool, out = commitment.pool_of(world.state, world.state.tasks["T2"].task)
    assert "S001" not in pool
    assert [(one.reason, one.bodies) for one in out] == [("cap", ("S001",))]


def test_a_case_of_an_office_that_is_merged_goes_on_with_its_successor(world: World) -> None:
    draw = world.open(world.commit())
    result = world.pending(world.visit(draw), rectify_by=date(2025, 4, 30))
    world.pending(world.visit(draw), rectify_by=date(2025, 4, 30))
    world.case(result, rectify_by=date(2025, 4, 30))
    change(world, ended=(Ended(role="o1", successor="o2"),))
    owed = {(due.what, due.role) for due in duties(world.state, date(2025, 4, 20))}
    assert {("rectification", "o2"), ("case", "o2"), ("visit", "o2")} <= owed
    assert "o1" not in {role for _, role in owed}
    corrected = CaseCorrection(case="AJ-1", date=date(2025, 4, 10), text="已改。")
    with world.refused(errors.KeyRetired):
        world.say(corrected, "o1")
    world.say(corrected, "o2")
    world.say(CaseClose(case="AJ-1", reason="整改完成。"), "o2")
    assert world.state.cases["AJ-1"].stage == "closed"


def test_classes_that_change_between_commitment_and_visit_change_nothing_of_the_draw() -> None:
    world = World().found().register(bodies=4).plan(task("T1", ratios=ALL))
    draw = world.commit("T1")
    new = msgspec.structs.replace(world.state.settings, classes=("守信", "失信"))
    maps = tuple(ClassMap(old=c, new="守信" if c in "AB" else "失信") for c in "ABCD")
    change(world, settings=new, classes=maps)
    world.open(draw)
    assert draw.outcome is not None
    assert {one.credit_class for one in draw.outcome.tickets} == set("ABCD")
    world.result(world.visit(draw, "S001"))
    assert {one.credit_class for one in world.state.bodies.current.values()} == {"守信", "失信"}
    assert codes(world) == ["rule-change"], "the rules changed after the commitment, not before it"


def test_a_visit_is_not_approved_once_it_has_begun(world: World) -> None:
    """An approval that comes afterwards only ratifies, by naming the visit; it cannot be named by it as if it had been
    there."""
    trigger = Trigger(kind="complaint", number="XF-1", date=date(2025, 4, 10), note="家长来信")
    given = InspectionApproval(
        document="检审1号", office="o1", bodies=("S001",), items=("I1",), start=date(2025, 4, 10), end=date(2025, 4, 10),
        trigger=trigger, reason="情况紧急。",
    )  # fmt: skip
    world.now = at("2025-04-11 09:00")
    late = world.say(given, "o1", "l")
    with world.refused(errors.ApprovalLate):
        world.complaint("S001", day=date(2025, 4, 10), trigger=trigger, approval=late.id)
    visit = world.complaint("S001", day=date(2025, 4, 10), trigger=trigger)
    assert approvals.standing(world.state, visit.id, date(2025, 4, 11)) == "waiting"
    world.say(approved(world, visit, document="检审2号"), "o1", "l")
    assert approvals.standing(world.state, visit.id, date(2025, 4, 11)) == "ratified"


def test_a_calendar_that_comes_late_closes_no_day_that_was_open() -> None:
    """A school calendar written in April says nothing of visits in March, and nothing already said becomes
    irregular."""
    world = World().found().register(bodies=4).plan(task("T1", ratios=ALL))
    draw = world.open(world.commit("T1"))
    world.visit(draw, "S001", day=date(2025, 4, 10))
    days = (ClosedDays(start=date(2025, 4, 9), end=date(2025, 4, 20), cause="exams", name="期中考试"),)
    world.say(SchoolCalendar(types=("学校",), days=days, document="校历"), "o1")
    world.visit(draw, "S002", day=date(2025, 4, 10))
    with world.refused(errors.SchoolClosed):
        world.visit(draw, "S003", day=date(2025, 4, 14))
    assert "visit-closed" not in codes(world)


def thrice() -> tuple[World, Any, Any, Record]:
    """Two draws and a complaint lead to S001 in one week."""
    world = World().found().register(bodies=4)
    week = {"start": date(2025, 4, 7), "end": date(2025, 4, 11), "ratios": ALL}
    world.plan(task("T1", **week), task("T2", items=("I2",), office="o2", **week))
    first, second = world.commit("T1"), world.commit("T2")
    world.open(first)
    world.open(second)
    trigger = Trigger(kind="complaint", number="XF-1", date=date(2025, 3, 27), note="家长来信")
    given = InspectionApproval(
        document="检审1号", office="o1", bodies=("S001",), items=("I1",), start=date(2025, 4, 7), end=date(2025, 4, 11),
        trigger=trigger, reason="同意。",
    )  # fmt: skip
    return world, first, second, world.say(given, "o1", "l")


def test_two_draws_and_a_complaint_in_one_week_are_one_visit() -> None:
    world, first, second, approval = thrice()
    assert [one.ending for one in coincidences(world.state, date(2025, 4, 7)) if one.body == "S001"] == ["open"] * 3
    visit = world.visit(
        first, "S001", also=(Joined(draw=second.id),), also_approved=(approval.id,), items=("I1", "I2"),
        inspectors=tuple(dict.fromkeys((*first.teams["S001"], *second.teams["S001"]))),
    )  # fmt: skip
    assert [one.ending for one in coincidences(world.state, TODAY) if one.body == "S001"] == ["one"] * 3
    assert "visits-unmerged" not in [one.code for one in irregularities(world.state, (), TODAY) if "S001" in one.bodies]
    world.result(visit, "I1")
    world.result(visit, "I2")


def test_or_each_is_explained_or_shown() -> None:
    world, first, second, approval = thrice()
    world.visit(first, "S001", day=date(2025, 4, 8))
    world.visit(second, "S001", day=date(2025, 4, 9))
    trigger = msgspec.structs.replace(approval.body.trigger, note="家长来信，请当周核实")
    world.complaint("S001", day=date(2025, 4, 10), trigger=trigger, approval=approval.id)
    assert [one.bodies for one in irregularities(world.state, (), TODAY) if one.code == "visits-unmerged"][:3] == [
        ("S001",)
    ] * 3
    for pair in ((first.id, second.id), (first.id, approval.id), (second.id, approval.id)):
        world.say(VisitsApart(body="S001", grounds=pair, reason="staffing", explanation="人员无法安排。"), "o1", "o2")
    left = [one.bodies for one in irregularities(world.state, (), TODAY) if one.code == "visits-unmerged"]
    assert ("S001",) not in left


@pytest.mark.parametrize("way", ["routine", "triggered"])
def test_a_complaint_at_the_cap_is_followed_and_the_body_is_then_not_drawn(way: str) -> None:
    """Edge 7 of the domain: whoever is at the cap is still visited on a complaint; the next draw leaves the body
    out."""
    world = World().found().register(bodies=4).plan(task("T1", ratios=ALL))
    world.change("S001", capped="yes")
    for number in (3, 4):
        routine(world, "S001", date(2025, 3, number))
    if way == "triggered":
        world.complaint("S001", day=date(2025, 3, 5))
    assert world.state.visit_counts(2025)["S001", "I1"] == 2
    assert "S001" not in commitment.pool_of(world.state, world.state.tasks["T1"].task)[0]
