"""The history of what was late: counted by year and office, and one by one."""

from __future__ import annotations

from ssj_publish.site.pages import overdue
from tests.bureau import at
from tests.site.pages.reading import listed, page_at, told, view_of
from tests.world import World


def test_without_visits_and_draws_there_is_no_page(world: World) -> None:
    assert list(overdue.pages(view_of(world))) == []


def test_nothing_late_is_said_so(world: World) -> None:
    world.result(world.complaint("S001"))
    page = page_at(overdue.pages(view_of(world)), "overdue/index.html")
    assert told(page, "各年各科室") == ["台账里没有逾期的记录。"]
    assert "共 0 件" in page.lead


def test_what_was_made_good_stays_and_what_was_not_is_marked(world: World) -> None:
    late, other = world.complaint("S001"), world.complaint("S002")
    draw = world.commit()
    world.now = at("2025-04-10 09:00")
    world.result(late)
    world.result(other)
    page = page_at(overdue.pages(view_of(world)), "overdue/index.html")
    opens = draw.commit.opens.date()
    assert "共 3 件，其中 1 件至今没有做" in page.lead
    assert sorted(listed(page, "一件一件")) == sorted(
        [
            (
                "春季抽查",
                "公开抽取名单",
                opens.isoformat(),
                "至今没有",
                f"{(at('2025-04-10 09:00').date() - opens).days} 天",
                "一科",
            ),
            ("第1学校，I1检查", "公示检查结果", "2025-03-31", "2025-04-10", "10 天", "一科"),
            ("第2学校，I1检查", "公示检查结果", "2025-03-31", "2025-04-10", "10 天", "一科"),
        ]
    )
    assert listed(page, "各年各科室") == [("2025 年", "一科", "3 件", "13 天")]
