"""The one list of what is owed: each sort appears, and goes once it is done."""

from __future__ import annotations

from datetime import date
from typing import get_args

import msgspec
import pytest

from ssj_publish.core.kinds.genesis import CalendarYear
from ssj_publish.core.kinds.oversight import Summary, Training
from ssj_publish.core.kinds.plan import ClassRatio, PlanFiling, PlanProposal
from ssj_publish.core.reading import deadlines, figures
from ssj_publish.core.reading.deadlines import Due
from ssj_publish.core.reading.duties import duties
from ssj_publish.core.reading.irregularities import irregularities
from ssj_publish.office import plans
from ssj_publish.words import labels
from tests.bureau import at, inspector, logged, task
from tests.world import World
from tests.years import SECTIONS

ALL = tuple(ClassRatio(credit_class=c, p=1, q=1) for c in "ABCD")


def owed(world: World, what: str, today: date) -> list[Due]:
    return [due for due in duties(world.state, today) if due.what == what]


def test_every_duty_says_who_what_and_what_to_run(full_world: World) -> None:
    found = duties(full_world.state, date(2026, 6, 1))
    assert all(due.role in full_world.state.keyring.roles for due in found)
    assert all(labels.due_command(due).startswith("ssj ") for due in found)
    assert labels.DUES.keys() == set(get_args(deadlines.What))
    for what in labels.DUES:
        assert labels.due_command(Due(what, "p", None)).startswith("ssj ")  # type: ignore[arg-type]  # a key of DUES


def test_a_new_ledger_is_told_its_first_steps() -> None:
    world = World().found()
    found = [due.what for due in duties(world.state, date(2025, 1, 3))]
    assert found == ["calendar", "items", "bodies", "inspectors", "plan"] or set(found) == {
        "calendar", "items", "bodies", "inspectors", "plan",
    }  # fmt: skip
    world.register()
    assert {due.what for due in duties(world.state, date(2025, 1, 8))} == {"plan"}


def test_a_problem_without_a_case_is_due_when_it_was_to_be_corrected(world: World) -> None:
    draw = world.open(world.commit())
    result = world.pending(world.visit(draw), rectify_by=date(2025, 4, 30))
    assert [(due.day, due.role) for due in owed(world, "case", date(2025, 4, 11))] == [(date(2025, 4, 30), "o1")]
    world.case(result)
    assert owed(world, "case", date(2025, 4, 11)) == []


def test_without_a_day_it_is_due_as_soon_as_a_result_would_be(world: World) -> None:
    draw = world.open(world.commit())
    world.pending(world.visit(draw))
    assert [due.day for due in owed(world, "case", date(2025, 4, 11))] == [date(2025, 5, 13)]


def test_secrets_are_owed_by_their_parties_until_they_are_open(world: World) -> None:
    draw = world.commit()
    assert [due.role for due in owed(world, "reveal", date(2025, 3, 28))] == ["o1", "p", "d"]
    world.open(draw)
    assert owed(world, "reveal", date(2025, 3, 29)) == []


def test_a_guest_is_awaited_until_the_guests_time_is_over(world: World) -> None:
    guest = world.invite()
    draw = world.commit()
    assert [due.record for due in owed(world, "guest", date(2025, 3, 27))] == [guest.id]
    assert owed(world, "guest", date(2025, 3, 28)) == []
    world.now = at("2025-03-27 10:00")
    world.speak(draw, guest)
    assert owed(world, "guest", date(2025, 3, 27)) == []


def test_stamps_and_checkpoints_are_owed_where_there_are_witnesses(world: World) -> None:
    world.commit()
    assert owed(world, "stamp", date(2025, 3, 27)) == owed(world, "checkpoint", date(2025, 3, 27)) == []
    watched = World().found(**logged()).register().plan()
    watched.commit()
    assert len(owed(watched, "stamp", date(2025, 3, 27))) == 1
    assert owed(watched, "stamp", date(2025, 3, 29)) == []
    assert owed(watched, "checkpoint", date(2025, 3, 27))[0].count == len(watched.entries)


@pytest.mark.parametrize(("today", "told"), [(date(2027, 10, 31), 0), (date(2027, 11, 1), 6)])
def test_certificates_that_end_within_sixty_days_are_told(world: World, today: date, told: int) -> None:
    assert len(owed(world, "certificate", today)) == told


def test_old_classes_are_told_together(world: World) -> None:
    assert owed(world, "class", date(2026, 1, 5)) == []
    assert [(due.day, due.count) for due in owed(world, "class", date(2026, 1, 6))] == [(date(2026, 1, 6), 12)]


def test_a_register_nobody_touched_for_a_year_is_told(world: World) -> None:
    assert owed(world, "register-bodies", date(2025, 11, 7)) == []
    assert [due.day for due in owed(world, "register-bodies", date(2025, 11, 8))] == [date(2026, 1, 7)]
    world.now = at("2025-11-01 09:00")
    world.change("S001", address="新址")
    assert owed(world, "register-bodies", date(2025, 12, 1)) == []
    assert owed(world, "register-items", date(2025, 12, 1))


def test_a_plan_is_to_be_filed_within_its_days(world: World) -> None:
    plan = next(iter(world.state.plans))
    assert [due.day for due in owed(world, "filing", date(2025, 1, 8))] == [date(2025, 2, 4)]
    assert owed(world, "filing", date(2025, 2, 5))[0].overdue(date(2025, 2, 5))
    assert not irregularities(world.state, (), date(2025, 2, 5))
    world.now = at("2025-02-05 09:00")
    world.say(PlanFiling(plan=plan, authority="县司法局", number="备1号", date=date(2025, 2, 5)), "p")
    assert owed(world, "filing", date(2025, 2, 5)) == []
    late = irregularities(world.state, (), date(2025, 2, 5))
    assert [(one.code, one.facts["what"]) for one in late] == [("plan-late", "filing")]
    assert "备案" in labels.irregularity(world.state, late[0])


def test_a_plan_filed_on_its_last_day_is_in_time(world: World) -> None:
    world.now = at("2025-02-05 09:00")
    plan = next(iter(world.state.plans))
    world.say(PlanFiling(plan=plan, authority="县司法局", number="备1号", date=date(2025, 2, 4)), "p")
    assert not irregularities(world.state, (), date(2025, 2, 5))


def test_a_special_task_is_public_some_days_before_it_begins() -> None:
    world = World().found().register()
    special = task("T1", special=True, start=date(2025, 1, 13))
    world.say(PlanProposal(year=2025, office="o1", tasks=(special,)), "o1")
    plan = world.say(plans.consolidate(world.state, 2025, "计划"), "p")
    assert [due.day for due in owed(world, "special-plan", date(2025, 1, 7))] == [date(2025, 1, 8)]
    world.now = at("2025-01-09 09:00")
    world.say(plans.approve(plan.id, "教发1号"), "l")
    assert owed(world, "special-plan", date(2025, 1, 9)) == []
    late = [one.facts["what"] for one in irregularities(world.state, (), date(2025, 1, 9)) if one.code == "plan-late"]
    assert late == ["special"]


def test_the_years_summary_is_due_on_the_last_of_january(world: World) -> None:
    assert owed(world, "summary", date(2025, 12, 1)) == []
    assert [due.day for due in owed(world, "summary", date(2025, 12, 2))] == [date(2026, 1, 31)]
    world.now = at("2026-01-10 09:00")
    told = Summary(year=2025, title="总结", figures=figures.of_year(world.state, 2025), **SECTIONS)
    world.say(told, "p")
    assert owed(world, "summary", date(2026, 1, 11)) == []


def test_who_inspects_is_trained_in_the_year(world: World) -> None:
    draw = world.open(world.commit())
    team = world.visit(draw).body.inspectors
    assert [due.count for due in owed(world, "training", date(2025, 4, 11))] == [2]
    day = date(2025, 4, 10)
    world.say(Training(title="培训", date=day, hours=8, inspectors=team[:1], content="程序。"), "p")
    assert [due.count for due in owed(world, "training", day)] == [1]
    world.say(Training(title="培训", date=day, hours=8, inspectors=team[1:], content="程序。"), "p")
    assert owed(world, "training", day) == []


def test_the_next_years_holidays_are_asked_for_in_december(world: World) -> None:
    assert owed(world, "calendar", date(2025, 11, 30)) == []
    assert [(due.day, due.year) for due in owed(world, "calendar", date(2025, 12, 1))] == [(date(2025, 12, 31), 2026)]
    world.say(CalendarYear(year=2026, notice="放假通知", holidays=(date(2026, 1, 1),)), "p")
    assert owed(world, "calendar", date(2025, 12, 1)) == []


def test_what_could_be_one_visit_is_a_duty() -> None:
    world = World().found().register(bodies=4)
    world.plan(task("T1", ratios=ALL), task("T2", items=("I2",), office="o2", ratios=ALL))
    first, second = world.commit("T1"), world.commit("T2")
    world.open(first)
    world.open(second)
    assert [due.body for due in owed(world, "merge", date(2025, 4, 1))] == ["S001", "S002", "S003", "S004"]


def test_nothing_is_told_of_an_inspector_who_has_left(world: World) -> None:
    from ssj_publish.core.kinds.registers import InspectorChange, Removal

    world.say(
        InspectorChange(
            reason="变动",
            changed=(inspector(2, valid_until=date(2025, 2, 1)),),
            removed=(Removal(id="N01", ground="transferred", reason="调离"),),
        ),
        "p",
    )
    assert [due.inspector for due in owed(world, "certificate", date(2025, 1, 20))] == ["N02"]
    assert msgspec.structs.asdict(world.state.inspectors.current["N02"])["id"] == "N02"
