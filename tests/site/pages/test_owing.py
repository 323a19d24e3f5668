"""A deadline that has passed is marked wherever it stands."""

from __future__ import annotations

from datetime import date

from ssj_publish.site.pages import bodies, cases, home, plans, visits
from tests.bureau import at
from tests.site.pages.reading import blocks, facts, headings, listed, page_at, told, view_of
from tests.world import World


def late(world: World) -> World:
    """A result and a correction that nobody wrote in time; the bodies that were drawn and never visited."""
    world.visit(world.open(world.commit()))
    world.case(world.pending(world.complaint("S002")), rectify_by=date(2025, 4, 20))
    world.now = at("2025-07-01 09:00")
    world.change("S003", name="改名")
    return world


def test_on_the_page_of_the_body_and_of_the_visit(world: World) -> None:
    view = view_of(late(world))
    [visit] = [one for one in world.state.visits.values() if one.visit.draw is not None]
    page = page_at(bodies.pages(view), f"bodies/{visit.visit.body}.html")
    [part] = [one for one in page.sections if one.heading.startswith("已经逾期")]
    assert [row[1] for row in listed(page, "已经逾期")] == ["公示结果（I1 I1检查）"]
    assert part.blocks[0].rows[0][2].tone == "late"  # type: ignore[union-attr]
    shown = page_at(visits.pages(view), f"visits/000/{visit.record.seq:06d}.html")
    assert told(shown, "I1") == ["结果尚未公示，应于 2025-05-13 前公示，已经逾期。"]


def test_on_the_page_of_the_case(world: World) -> None:
    view = view_of(late(world))
    assert facts(page_at(cases.pages(view), "cases/AJ-1.html"), "案件")["整改期限"] == "2025-04-20，逾期"


def test_on_the_task_the_plan_and_the_front_page(world: World) -> None:
    view = view_of(late(world))
    count = sum(one.overdue(view.today) and one.task == "T1" for one in view.owed)
    assert count > 1
    text = f"2025-03-24 至 2025-05-30，逾期 {count} 项"
    found = list(plans.pages(view))
    task = page_at(found, "tasks/T1.html")
    assert facts(task, "任务")["时间"] == text
    assert len(listed(task, "已经逾期")) == count
    assert listed(page_at(found, "plans/2025.html"), "计划")[0][4] == text
    assert listed(page_at(home.pages(view), "index.html"), "今年答应做的")[0][1] == text


def test_what_is_in_time_is_not_marked(world: World) -> None:
    world.open(world.commit())
    view = view_of(world)
    assert facts(page_at(plans.pages(view), "tasks/T1.html"), "任务")["时间"] == "2025-03-24 至 2025-05-30"
    for page in bodies.pages(view):
        assert not any(one.startswith("已经逾期") for one in headings(page))
    assert blocks(page_at(home.pages(view), "index.html"), "今年答应做的")[0].rows[0][1].tone == ""  # type: ignore[union-attr]
