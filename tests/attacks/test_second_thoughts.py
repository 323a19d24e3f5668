"""What somebody who holds all keys takes back, changes for a day, dates as he likes or says twice: refused, or told."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import msgspec
import pytest

from ssj_publish import errors
from ssj_publish.core.kinds.annulment import Annulment
from ssj_publish.core.kinds.answers import Outreach, Reply
from ssj_publish.core.kinds.approval import InspectionApproval
from ssj_publish.core.kinds.burden import ClosedDays, SchoolCalendar, VisitsApart
from ssj_publish.core.kinds.case import CaseDecision
from ssj_publish.core.kinds.genesis import CalendarYear, Settings
from ssj_publish.core.kinds.inspection import Check, Served, Trigger, Visit
from ssj_publish.core.kinds.keys import KeyRotation
from ssj_publish.core.kinds.oversight import Correction, Retraction, Summary, Supervision, Training
from ssj_publish.core.kinds.registers import InspectorChange, ItemChange, Removal
from ssj_publish.core.kinds.rules import RuleChange
from ssj_publish.core.reading import figures, scope
from ssj_publish.core.reading.irregularities import Irregularity, irregularities
from ssj_publish.core.reading.times import Times
from ssj_publish.core.records import Record, Statement, statement_bytes
from ssj_publish.core.rules import publication
from ssj_publish.core.state import Draw
from ssj_publish.words import labels
from tests.conftest import (
    BALLS,
    ORIGIN,
    SECTIONS,
    SIGNERS,
    TestSigner,
    World,
    approved,
    at,
    avoided,
    comparison,
    elsewhere,
    feedback,
    item,
    keys_of,
    summer,
    task,
)

TODAY = date(2026, 1, 31)


def found(world: World, code: str) -> list[Irregularity]:
    """Of this code; each has its sentence."""
    told = [one for one in irregularities(world.state, (), TODAY) if one.code == code]
    assert all(labels.irregularity(world.state, one).endswith("。") for one in told)
    return told


def weekdays(first: date, count: int) -> tuple[date, ...]:
    days = (first + timedelta(days=n) for n in range(400))
    return tuple(one for one in days if one.weekday() < 5)[:count]


def freed(world: World, first: date) -> None:
    """A notice that frees forty weekdays, after the fact."""
    world.say(CalendarYear(year=2025, notice="通知", holidays=weekdays(first, 40)), "p")


def set_(world: World, **changes: Any) -> Settings:
    """Other settings from now on; gives those before."""
    before = world.state.settings
    made = msgspec.structs.replace(before, **changes)
    world.say(RuleChange(document="教发9号", reason="调整。", settings=made), "p", "l")
    return before


@pytest.fixture
def draw(world: World) -> Draw:
    return world.open(world.commit())


# Dates that free (T9).


@pytest.fixture
def prosecuted(world: World, draw: Draw) -> World:
    """A penalty procedure is open."""
    world.case(world.pending(world.visit(draw), rectify_by=date(2025, 4, 30)), form="penalty")
    world.now = at("2025-06-13 09:00")
    return world


def penalty(world: World, **changes: Any) -> Record:
    """A fine, decided on 1 June and published on 13 June, unless told."""
    until = date(2025, 10, 1)
    made = CaseDecision(
        case="AJ-1", date=date(2025, 6, 1), decision="fine", document="罚字1号", basis="《教育法》", text="罚款。",
        severity="general", public_until=until,
    )  # fmt: skip
    made = msgspec.structs.replace(made, **changes)
    return world.disclose(made, "o1", "l", until=made.public_until or world.now.date() - timedelta(days=1))


def test_a_notice_after_the_fact_makes_no_late_penalty_punctual(prosecuted: World) -> None:
    penalty(prosecuted)
    freed(prosecuted, date(2025, 6, 2))
    assert len(found(prosecuted, "penalty-late")) == 1


@pytest.mark.parametrize("way", ["notice", "correction"])
def test_nothing_after_the_fact_makes_a_late_ratification_punctual(world: World, way: str) -> None:
    visit = world.complaint("S005", day=date(2025, 3, 3))
    world.now = at("2025-03-10 09:00")
    world.say(approved(world, visit, end=date(2025, 3, 9)), "o1", "l")
    if way == "notice":
        freed(world, date(2025, 3, 3))
    else:
        later = msgspec.structs.replace(world.state.visits[visit.id].visit, date=date(2025, 3, 8))
        world.say(Correction(target=visit.id, reason="误录。", replacement=msgspec.to_builtins(later)), "o1")
    assert len(found(world, "visit-unapproved")) == 1


@pytest.mark.parametrize("way", ["notice", "rules"])
def test_nothing_after_the_fact_makes_a_late_reply_punctual(world: World, draw: Draw, way: str) -> None:
    result = world.result(world.visit(draw))
    world.now = at("2025-06-10 09:00")
    world.say(Reply(target=result.id, received=date(2025, 5, 26), post="校长", text="已补齐。"), "d")
    freed(world, date(2025, 5, 26)) if way == "notice" else set_(world, reply_days=30)
    assert len(found(world, "reply-late")) == 1


def test_a_year_without_a_notice_frees_nobody(world: World) -> None:
    """No notice frees more than forty weekdays: what comes after those is late by any."""
    world.now = at("2025-04-10 09:00")
    visit = world.complaint("S005", day=date(2023, 3, 3))
    assert [one.facts["standing"] for one in found(world, "visit-unapproved")] == ["missing"]
    world.result(visit)
    assert len(found(world, "result-late")) == 1


def test_what_any_notice_could_still_make_punctual_is_not_late(world: World) -> None:
    calendar = world.state.calendar
    last = calendar.latest(date(2023, 3, 3), 20)
    assert last == weekdays(date(2023, 3, 4), 60)[-1]
    assert calendar.latest(date(2025, 3, 3), 20) == calendar.after(date(2025, 3, 3), 20)


# Days that nobody lives to see, and days that were not yet (T4, T5).


def test_nobody_is_trained_tomorrow(world: World) -> None:
    made = Training(title="培训", date=date(2025, 12, 1), hours=8, inspectors=("N01",), content="程序。")
    with world.refused(errors.DateInFuture):
        world.say(made, "p")
    held = world.say(msgspec.structs.replace(made, date=world.now.date()), "p")
    with world.refused(errors.DateInFuture):
        world.say(Correction(target=held.id, reason="误录。", replacement=msgspec.to_builtins(made)), "p")


def test_no_year_is_summed_up_before_it_begins(world: World) -> None:
    with world.refused(errors.DateInFuture):
        world.say(Summary(year=2199, title="总结", figures=figures.of_year(world.state, 2199), **SECTIONS), "p")


def test_a_summary_written_in_january_is_left_behind(world: World) -> None:
    world.say(Summary(year=2025, title="总结", figures=figures.of_year(world.state, 2025), **SECTIONS), "p")
    assert found(world, "summary-stale") == []
    world.open(world.commit())
    assert [one.facts["year"] for one in found(world, "summary-stale")] == [2025]


def test_a_correction_is_not_due_in_another_age(world: World, draw: Draw) -> None:
    visit = world.visit(draw)
    with world.refused(errors.RectifyFar):
        world.pending(visit, rectify_by=date(2199, 1, 1))
    result = world.pending(visit, rectify_by=world.now.date() + timedelta(days=366))
    with world.refused(errors.RectifyFar):
        world.case(result, rectify_by=date(2199, 1, 1))


def closed(start: date, end: date) -> SchoolCalendar:
    days = (ClosedDays(start=start, end=end, cause="other", name="整顿"),)
    return SchoolCalendar(types=("学校",), days=days, document="校历")


def test_no_school_is_closed_to_inspection_for_ever(world: World) -> None:
    """Nobody could ever open it again."""
    with world.refused(errors.SchoolClosedLong, year=2199):
        world.say(closed(date(2025, 1, 8), date(2199, 12, 31)), "o1")
    world.say(closed(date(2025, 1, 8), date(2025, 6, 30)), "o1")
    with world.refused(errors.SchoolClosedLong, year=2025):
        world.say(closed(date(2025, 7, 1), date(2025, 8, 1)), "o1")
    world.say(closed(date(2026, 1, 8), date(2026, 6, 30)), "o1")


def test_one_complaint_opens_no_school_for_a_century(world: World) -> None:
    world.now = at("2025-03-01 09:00")
    cause = Trigger(kind="complaint", number="信访1号", date=date(2025, 2, 1), note="来信")
    wide = InspectionApproval(
        document="检审1号", office="o1", bodies=("S001",), items=("I1",), start=date(2025, 3, 1), end=date(2199, 12, 31),
        trigger=cause, reason="核查。",
    )  # fmt: skip
    with world.refused(errors.ApprovalWide):
        world.say(wide, "o1", "l")
    world.say(msgspec.structs.replace(wide, end=date(2025, 6, 1)), "o1", "l")


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


# A grave penalty under a light name (T3).


@pytest.mark.parametrize("decision", ["suspension", "revocation"])
def test_a_licence_taken_away_is_no_minor_penalty(prosecuted: World, decision: Any) -> None:
    with prosecuted.refused(errors.PenaltyNotMinor):
        penalty(prosecuted, decision=decision, severity="minor", public_until=None)


def test_rules_that_publish_no_penalty(world: World) -> None:
    """What the law has public for a year is not public for none."""
    law = publication.LAW
    terms = tuple(msgspec.structs.replace(one, least=0) for one in law.terms)
    with world.refused(errors.TermsMalformed):
        set_(world, publication=msgspec.structs.replace(law, terms=terms))


# Looking, then taking back (T7).


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


def test_a_bad_result_corrected_to_a_good_one(world: World, draw: Draw) -> None:
    bad = world.pending(world.visit(draw), rectify_by=date(2025, 4, 30))
    body = world.state.results[bad.id].result
    checks = tuple(msgspec.structs.replace(one, outcome="ok") for one in body.checks)
    good = msgspec.structs.replace(body, code="no-problem", checks=checks, rectify_by=None, action=None)
    world.say(Correction(target=bad.id, reason="误录。", replacement=msgspec.to_builtins(good)), "o1")
    assert [dict(one.facts) for one in found(world, "result-cleared")] == [{"before": "pending", "after": "no-problem"}]


def test_a_platform_asked_until_it_pleases(world: World) -> None:
    world.now = at("2025-03-27 09:00")
    for _ in range(2):
        made = world.say(elsewhere(world, "T1"), "o1")
        world.say(Annulment(target=made.id, ground="mistaken-entry", explanation="录错。"), "o1", "p")
    draw = world.open(world.commit())
    told = found(world, "redraw")
    assert [(one.facts["count"], one.draw) for one in told] == [(2, ""), (3, draw.id)]
    assert len(found(world, "annulled")) == 2


def test_a_drawn_school_that_nobody_visits(world: World, draw: Draw) -> None:
    first = sorted(draw.teams)[0]
    spared = world.say(avoided(world, draw, first), "o1", "p")
    assert [one.bodies for one in found(world, "visit-spared")] == [(first,)]
    world.say(Annulment(target=spared.id, ground="mistaken-entry", explanation="录错。"), "o1", "p")
    assert found(world, "visit-spared") == []
    assert len(found(world, "annulled")) == 1


# Draws of another platform that nobody can check (T3, T5, T8).


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


# Rules, keys and keepers changed for a day (T6).


def test_rules_loosened_for_one_visit(world: World, draw: Draw) -> None:
    before = set_(world, result_days=60)
    world.result(world.visit(draw))
    world.say(RuleChange(document="教发10号", reason="恢复。", settings=before), "p", "l")
    told = [dict(one.facts) for one in found(world, "rule-change")]
    assert told == [{"fields": "result_days", "again": ""}, {"fields": "result_days", "again": "result_days"}]


def test_nobody_shortens_the_look_back_for_one_draw(world: World) -> None:
    world.now = at("2025-03-20 09:00")
    set_(world, watch_days=7)
    draw = world.commit()
    assert scope.watched(world.state, draw, Times(world.state)) == 30


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


# Visits that no sample can find; comparisons that leave somebody out.


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


# Entries that were otherwise for a while, visits beyond the cap, records that pass another over.


def returned(world: World) -> list[tuple[Any, ...]]:
    return [(one.facts["sort"], one.facts["id"], one.facts["field"]) for one in found(world, "entry-returned")]


def test_a_school_paused_for_the_draw(world: World) -> None:
    """Not where nothing went by it, nor where it stays so."""
    world.change("S001", state="suspended")
    world.change("S001", state="active")
    world.change("S002", state="suspended")
    world.change("S003", state="suspended")
    world.open(world.commit())
    assert returned(world) == []
    world.change("S002", state="active")
    assert returned(world) == [("body", "S002", "state")]


def test_a_checklist_shortened_for_one_visit(world: World, draw: Draw) -> None:
    before = world.state.items.current["I1"]
    world.now = at("2025-04-09 09:00")
    world.say(ItemChange(reason="精简", changed=(msgspec.structs.replace(before, points=("要点甲",)),)), "o1")
    world.result(world.visit(draw))
    assert returned(world) == []
    world.say(ItemChange(reason="恢复", changed=(before,)), "o1")
    assert returned(world) == [("item", "I1", "points")]


def test_an_inspector_out_of_the_register_for_the_draw_is_told_once(world: World) -> None:
    before = world.state.inspectors.current["N01"]
    gone = Removal(id="N01", ground="transferred", reason="调离")
    world.say(InspectorChange(reason="调离", removed=(gone,)), "p")
    world.open(world.commit())
    world.say(InspectorChange(reason="回来", added=(before,)), "p")
    assert len(returned(world)) == 1


@pytest.mark.parametrize(("capped", "told"), [("yes", 1), ("no", 0)])
def test_routine_visits_beyond_the_cap(world: World, capped: str, told: int) -> None:
    world.change("S004", capped="yes")
    world.change("S005", capped="yes")
    world.change("S005", capped="no")
    body_ = "S004" if capped == "yes" else "S005"
    for day in (3, 4, 5):
        world.complaint(body_, day=date(2025, 3, day), trigger=None, routine=True)
        world.complaint(body_, day=date(2025, 3, day))
    assert len(found(world, "cap-exceeded")) == told


@pytest.mark.parametrize(("days", "told"), [(2, 0), (4, 1)])
def test_a_record_that_passes_another_over(world: World, days: int, told: int) -> None:
    """Who signs at the same time cannot have seen it."""
    old = world.state.tips
    finding = world.say(Supervision(subjects=(old[0],), level="concern", finding="请说明。"), "d")
    world.now += timedelta(days=days)
    made = Outreach(title="宣传", date=date(2025, 1, 8), channels=("poster",), content="介绍。")
    world.put(statement_bytes(Statement(ORIGIN, world.now, made, (), old)), [SIGNERS["p"]])
    assert [one.records[1][1] for one in found(world, "tip-unseen")] == [finding.id] * told


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


# Two places at once, and nothing looked at.


@pytest.mark.parametrize(("hours", "told"), [(("10:00", "12:00"), 1), (("11:00", "12:00"), 0)])
def test_one_person_at_two_schools_at_once(world: World, hours: tuple[str, str], told: int) -> None:
    day = date(2025, 3, 3)
    world.complaint("S001", day=day, arrived="09:00", left="11:00")
    world.complaint("S002", "N02", "N03", day=day, arrived=hours[0], left=hours[1])
    assert [one.facts["inspector"] for one in found(world, "hours-overlap")] == ["N02"] * told


def test_who_was_ill_and_inspected_elsewhere(world: World, draw: Draw) -> None:
    target, team = next(iter(draw.teams.items()))
    world.substitute(draw, target, team[0], "illness")
    other = next(id_ for id_, members in draw.teams.items() if team[0] in members)
    world.visit(draw, other, day=date(2025, 3, 29))
    assert found(world, "excuse-contradicted") == []
    third = world.complaint("S001", team[0], team[1], day=date(2025, 3, 28))
    assert [one.records[0][1] for one in found(world, "excuse-contradicted")] == [third.id]


def test_a_clean_result_of_nothing(world: World) -> None:
    """Until somebody looks."""
    blank = tuple(Check(point=one, outcome="not-applicable") for one in world.state.items.current["I1"].points)
    world.result(world.complaint("S001"), checks=blank)
    world.result(world.complaint("S002"), code="no-activity", checks=())
    told = [one.bodies for one in found(world, "result-unchecked")]
    assert told == [("S001",), ("S002",)]
    world.result(world.complaint("S001", day=date(2025, 3, 4)))
    assert [one.bodies for one in found(world, "result-unchecked")] == [("S002",)]


def test_one_item_under_two_names_has_two_caps(world: World) -> None:
    for twin in (item("I8", name="I1检查"), item("I8", name="Ｉ1 检查")):
        with world.refused(errors.NameShared):
            world.say(ItemChange(reason="新增", added=(twin,)), "p")
    gone = Removal(id="I1", ground="basis", reason="停用")
    with world.refused(errors.EntryReturned):
        world.say(ItemChange(reason="换号", added=(item("I8", name="I1检查"),), removed=(gone,)), "p")
