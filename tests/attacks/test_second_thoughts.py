"""What somebody who holds all keys takes back, changes for a day, dates as he likes or says twice: refused, or told."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import msgspec
import pytest

from ssj_publish import errors
from ssj_publish.core.kinds.annulment import Annulment
from ssj_publish.core.kinds.answers import Reply
from ssj_publish.core.kinds.approval import InspectionApproval
from ssj_publish.core.kinds.burden import ClosedDays, SchoolCalendar
from ssj_publish.core.kinds.case import CaseDecision
from ssj_publish.core.kinds.genesis import CalendarYear, Settings
from ssj_publish.core.kinds.inspection import Trigger
from ssj_publish.core.kinds.oversight import Correction, Summary, Training
from ssj_publish.core.kinds.registers import ItemChange, Removal
from ssj_publish.core.kinds.rules import RuleChange
from ssj_publish.core.reading import figures, scope
from ssj_publish.core.reading.irregularities import Irregularity, irregularities
from ssj_publish.core.reading.times import Times
from ssj_publish.core.records import Record
from ssj_publish.core.rules import publication
from ssj_publish.core.state import Draw
from ssj_publish.words import labels
from tests.bureau import at, item
from tests.world import World
from tests.years import SECTIONS, approved, elsewhere

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


def test_a_platform_asked_until_it_pleases(world: World) -> None:
    world.now = at("2025-03-27 09:00")
    for _ in range(2):
        made = world.say(elsewhere(world, "T1"), "o1")
        world.say(Annulment(target=made.id, ground="mistaken-entry", explanation="录错。"), "o1", "p")
    draw = world.open(world.commit())
    told = found(world, "redraw")
    assert [(one.facts["count"], one.draw) for one in told] == [(2, ""), (3, draw.id)]
    assert len(found(world, "annulled")) == 2


# Rules, keys and keepers changed for a day (T6).


def test_nobody_shortens_the_look_back_for_one_draw(world: World) -> None:
    world.now = at("2025-03-20 09:00")
    set_(world, watch_days=7)
    draw = world.commit()
    assert scope.watched(world.state, draw, Times(world.state)) == 30


def test_one_item_under_two_names_has_two_caps(world: World) -> None:
    for twin in (item("I8", name="I1检查"), item("I8", name="Ｉ1 检查")):
        with world.refused(errors.NameShared):
            world.say(ItemChange(reason="新增", added=(twin,)), "p")
    gone = Removal(id="I1", ground="basis", reason="停用")
    with world.refused(errors.EntryReturned):
        world.say(ItemChange(reason="换号", added=(item("I8", name="I1检查"),), removed=(gone,)), "p")
