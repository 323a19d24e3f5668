"""What no rule can refuse and yet calls for a question: found where it is, and not where it only looks so."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import msgspec
import pytest

from ssj_publish.core.kinds.annulment import Annulment
from ssj_publish.core.kinds.answers import Outreach
from ssj_publish.core.kinds.burden import ClosedDays, SchoolCalendar, VisitsApart
from ssj_publish.core.kinds.case import CaseCorrection
from ssj_publish.core.kinds.genesis import Settings
from ssj_publish.core.kinds.inspection import Served, Trigger, Visit
from ssj_publish.core.kinds.keys import KeyRotation
from ssj_publish.core.kinds.oversight import Correction, Retraction, Summary, Supervision
from ssj_publish.core.kinds.rules import RuleChange
from ssj_publish.core.reading import figures
from ssj_publish.core.reading.questions import Question, questions
from ssj_publish.core.reading.times import Times
from ssj_publish.core.records import Statement, statement_bytes
from ssj_publish.core.state import Draw
from tests.bureau import BALLS, ORIGIN, SIGNERS, TestSigner, at, keys_of, task
from tests.world import World
from tests.years import SECTIONS, avoided, comparison, elsewhere, feedback, summer

TODAY = date(2026, 1, 31)


def found(world: World, code: str) -> list[Question]:
    """Of this code."""
    return [one for one in questions(world.state, Times(world.state)) if one.code == code]


def set_(world: World, **changes: Any) -> Settings:
    """Other settings from now on; gives those before."""
    before = world.state.settings
    made = msgspec.structs.replace(before, **changes)
    world.say(RuleChange(document="教发9号", reason="调整。", settings=made), "p", "l")
    return before


@pytest.fixture
def draw(world: World) -> Draw:
    return world.open(world.commit())


def test_a_summary_written_in_january_is_left_behind(world: World) -> None:
    world.say(Summary(year=2025, title="总结", figures=figures.of_year(world.state, 2025), **SECTIONS), "p")
    assert found(world, "summary-stale") == []
    world.open(world.commit())
    assert [one.facts["year"] for one in found(world, "summary-stale")] == [2025]


def closed(start: date, end: date) -> SchoolCalendar:
    days = (ClosedDays(start=start, end=end, cause="other", name="整顿"),)
    return SchoolCalendar(types=("学校",), days=days, document="校历")


def test_one_complaint_that_leads_to_one_school_again_and_again(world: World) -> None:
    cause = Trigger(kind="complaint", number="信访1号", date=date(2025, 3, 1), note="来信")
    spelt = msgspec.structs.replace(cause, number="信访１号")
    world.complaint("S005", day=date(2025, 3, 3), trigger=cause)
    world.complaint("S006", day=date(2025, 3, 3), trigger=cause)
    assert found(world, "trigger-repeated") == []
    world.complaint("S005", day=date(2025, 3, 4), trigger=spelt)
    assert [one.bodies for one in found(world, "trigger-repeated")] == [("S005",)]


def test_a_notice_served_before_the_draw(world: World, draw: Draw) -> None:
    world.visit(draw, notice=Served(document="通知1号", date=date(2025, 3, 28)))
    assert found(world, "notice-early") == []
    world.visit(draw, notice=Served(document="通知2号", date=date(2025, 3, 1)))
    assert len(found(world, "notice-early")) == 1


def test_a_bad_result_that_makes_place_for_a_good_one(world: World, draw: Draw) -> None:
    visit = world.visit(draw)
    bad = world.pending(visit, rectify_by=date(2025, 4, 30))
    world.say(Annulment(target=bad.id, ground="mistaken-entry", explanation="录错。"), "o1", "p")
    again = world.pending(visit, rectify_by=date(2025, 4, 30))
    world.say(Retraction(target=again.id, reason="录错。"), "o1")
    world.result(visit)
    told = found(world, "annulled")
    assert [(one.facts["kind"], one.facts["ground"]) for one in told] == [("result", "mistaken-entry"), ("result", "")]
    assert {one.bodies for one in told} == {(visit.body.body,)}


def test_an_annulled_step_of_a_case_is_of_the_body_that_the_case_is_about(world: World, draw: Draw) -> None:
    bad = world.pending(world.visit(draw), rectify_by=date(2025, 4, 30))
    world.case(bad)
    step = world.say(CaseCorrection(case="AJ-1", date=date(2025, 4, 10), text="已经改正。"), "o1")
    world.say(Annulment(target=step.id, ground="mistaken-entry", explanation="录错。"), "o1", "p")
    [told] = found(world, "annulled")
    assert told.bodies == (world.state.cases["AJ-1"].opened.body.body,)
    assert (told.records[1].id, told.facts["kind"]) == (step.id, "case-correction")


def test_a_bad_result_corrected_to_a_good_one(world: World, draw: Draw) -> None:
    bad = world.pending(world.visit(draw), rectify_by=date(2025, 4, 30))
    body = world.state.results[bad.id].result
    checks = tuple(msgspec.structs.replace(one, outcome="ok") for one in body.checks)
    good = msgspec.structs.replace(body, code="no-problem", checks=checks, rectify_by=None, action=None)
    world.say(Correction(target=bad.id, reason="误录。", replacement=msgspec.to_builtins(good)), "o1")
    assert [dict(one.facts) for one in found(world, "result-cleared")] == [{"before": "pending", "after": "no-problem"}]


def test_a_drawn_school_that_nobody_visits(world: World, draw: Draw) -> None:
    first = sorted(draw.teams)[0]
    spared = world.say(avoided(world, draw, first), "o1", "p")
    assert [one.bodies for one in found(world, "visit-spared")] == [(first,)]
    world.say(Annulment(target=spared.id, ground="mistaken-entry", explanation="录错。"), "o1", "p")
    assert found(world, "visit-spared") == []
    assert len(found(world, "annulled")) == 1


def test_a_platforms_draw_told_once_everybody_was_visited(world: World) -> None:
    world.now = at("2025-05-27 09:00")
    made = world.say(elsewhere(world, "T1", time=at("2025-03-25 09:00")), "o1")
    visit = Visit(
        elsewhere=made.id, body="S001", items=("I1",), date=date(2025, 4, 1), method="on-site",
        inspectors=("N03", "N04"), signed_by="校长",
    )  # fmt: skip
    world.say(visit, "o1")
    assert [one.facts["days"] for one in found(world, "elsewhere-late")] == [63]


def test_a_platforms_draw_of_before_its_task(world: World) -> None:
    world.say(elsewhere(world, "T1", time=at("2025-01-06 09:00")), "o1")
    assert [one.facts["early"] for one in found(world, "elsewhere-late")] == [1]


def test_one_number_of_a_platform_for_two_draws() -> None:
    world = World().found().register().plan(task(), task("T2"))
    world.say(elsewhere(world, "T1", number="RW-1"), "o1")
    assert found(world, "elsewhere-number") == []
    world.say(elsewhere(world, "T2", number="ＲＷ1"), "o1")
    assert [one.facts["other"] for one in found(world, "elsewhere-number")] == ["T1"]


def test_a_platform_that_draws_whom_the_register_has_closed(world: World) -> None:
    world.change("S001", state="closed")
    world.say(elsewhere(world, "T1"), "o1")
    assert [one.bodies for one in found(world, "elsewhere-unfit")] == [("S001",)]


def test_rules_loosened_for_one_visit(world: World, draw: Draw) -> None:
    before = set_(world, result_days=60)
    world.result(world.visit(draw))
    world.say(RuleChange(document="教发10号", reason="恢复。", settings=before), "p", "l")
    told = [dict(one.facts) for one in found(world, "rule-change")]
    assert told == [{"fields": "result_days", "again": ""}, {"fields": "result_days", "again": "result_days"}]


def test_a_threshold_lowered(world: World) -> None:
    one, two, three = (TestSigner(f"lowered{n}") for n in range(3))
    both = KeyRotation(role="d", version=2, threshold=2, keys=keys_of(one, two), reason="加强。")
    world.sign(both, SIGNERS["d"], one, two)
    assert found(world, "threshold-lowered") == []
    world.sign(KeyRotation(role="d", version=3, threshold=1, keys=keys_of(three), reason="方便。"), one, two, three)
    assert [(one.facts["before"], one.facts["after"]) for one in found(world, "threshold-lowered")] == [(2, 1)]


def test_one_keeper_of_two_parties_keys(world: World) -> None:
    mine, theirs = TestSigner("mine"), TestSigner("theirs")
    world.sign(KeyRotation(role="o1", version=2, threshold=1, keys=keys_of(mine), reason="换人。"), SIGNERS["o1"], mine)
    assert found(world, "holder-shared") == []
    world.sign(
        KeyRotation(role="d", version=2, threshold=1, keys=keys_of(theirs), reason="换人。"), SIGNERS["d"], theirs
    )
    assert [(one.facts["role"], one.facts["other"]) for one in found(world, "holder-shared")] == [("d", "o1")]


def test_a_visit_kept_back_until_the_sample_is_known() -> None:
    world = World().found().register().plan(task(), task("T7", start=date(2025, 8, 18), end=date(2025, 10, 31)))
    draw = world.open(world.commit())
    world.visit(draw, day=date(2025, 5, 8))
    summer(world, "T7")
    assert found(world, "visit-unsampled") == []
    world.visit(draw, day=date(2025, 5, 9))
    assert [one.facts["visited"] for one in found(world, "visit-unsampled")] == ["2025-05-09"]


def test_a_comparison_that_accounts_for_nobody(world: World) -> None:
    active = sorted(world.state.bodies.current)
    world.say(comparison(world, matched=1, surplus=tuple(active[1:])), "p")
    assert found(world, "comparison-short") == []
    world.say(comparison(world, surplus=()), "p")
    assert [one.facts["count"] for one in found(world, "comparison-short")] == [len(active) - 1]


@pytest.mark.parametrize(("days", "told"), [(2, 0), (4, 1)])
def test_a_record_that_passes_another_over(world: World, days: int, told: int) -> None:
    """Who signs at the same time cannot have seen it."""
    old = world.state.tips
    finding = world.say(Supervision(subjects=(old[0],), level="concern", finding="请说明。"), "d")
    world.now += timedelta(days=days)
    made = Outreach(title="宣传", date=date(2025, 1, 8), channels=("poster",), content="介绍。")
    world.put(statement_bytes(Statement(ORIGIN, world.now, made, (), old)), [SIGNERS["p"]])
    assert [one.records[1].id for one in found(world, "tip-unseen")] == [finding.id] * told


def test_a_reason_for_two_visits_once_both_were_made() -> None:
    world = World().found().register().plan(task(), task("T2"))
    one, two = world.commit("T1"), world.commit("T2")
    world.open(one)
    world.open(two)
    both, other = sorted({*one.teams} & {*two.teams})[:2]
    for body_ in (both, other):
        reason = VisitsApart(body=body_, grounds=(one.id, two.id), reason="overlooked", explanation="疏忽。")
        world.visit(one, body_, day=date(2025, 4, 10))
        if body_ == other:
            world.say(reason, "o1")
        world.visit(two, body_, day=date(2025, 4, 14))
        if body_ == both:
            world.say(reason, "o1")
    assert [found_.bodies for found_ in found(world, "apart-late")] == [(both,)]


@pytest.mark.parametrize("hour", [10, 11])
def test_one_film_of_two_drawings(hour: int) -> None:
    """One drawing may serve two draws, with the same numbers."""
    world = World().found().register().plan(task(), task("T2"), task("T3"))
    when = msgspec.structs.replace(BALLS, time=at(f"2025-03-28 {hour}:00"))
    one, same, other = (world.commit(f"T{n}", beacon=None, balls=b) for n, b in ((1, BALLS), (2, BALLS), (3, when)))
    world.open(one)
    world.open(same)
    assert found(world, "balls-contradict") == []
    world.digits = (world.digits[0][:-1] + "4",)
    world.open(other)
    assert [(found_.task, found_.facts["other"]) for found_ in found(world, "balls-contradict")] == [("T3", "T1")]


def test_misconduct_that_a_correction_makes_less(world: World) -> None:
    world.now = at("2025-06-01 09:00")
    made = world.say(feedback(world, misconduct=1), "d")
    for count in (3, 2):
        body_ = msgspec.to_builtins(feedback(world, misconduct=count))
        world.say(Correction(target=made.id, reason="误录。", replacement=body_), "d")
    assert [one.facts["month"] for one in found(world, "feedback-lowered")] == [4]
