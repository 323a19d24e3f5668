"""年度报告: a page for each year in which something was planned or inspected."""

from __future__ import annotations

from datetime import date

from ssj_publish.site.pages import places, reports
from tests.bureau import task
from tests.site.pages.reading import headings, page_at, urls, view_of
from tests.world import World


def test_years_with_a_plan_or_a_visit_have_their_page_newest_first(world: World) -> None:
    assert reports.years(world.state) == [2025]
    world.complaint("S001", day=date(2026, 3, 3))
    assert reports.years(world.state) == [2026, 2025]
    assert urls(reports.pages(view_of(world))) == [places.report_url(2026), places.report_url(2025)]


def test_a_years_page_has_its_tables_only_where_they_say_something() -> None:
    world = World().found().register()
    assert list(reports.pages(view_of(world))) == []
    world.plan(task(start=date(2025, 3, 24)))
    page = page_at(reports.pages(view_of(world)), places.report_url(2025))
    assert headings(page)[0] == "行政执法数据"
    assert set(headings(page)) <= {"行政执法数据", "指标", "抽查事项统计", "行政检查计划统计"}
    assert "2025 年度行政执法报告" in page.title
