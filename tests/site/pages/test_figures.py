"""Each bar stands beside the numbers that it draws."""

from __future__ import annotations

from datetime import date

from ssj_publish.core.kinds.registers import BodyChange
from ssj_publish.site.blocks import Curve, Table
from ssj_publish.site.pages import figures
from tests.bureau import at, body
from tests.site.pages.reading import blocks, headings, listed, page_at, urls, view_of
from tests.world import World


def test_a_ledger_with_nothing_in_it_has_no_page(empty_world: World) -> None:
    assert list(figures.pages(view_of(empty_world.found()))) == []


def test_what_was_visited_is_counted_by_class_and_town(empty_world: World) -> None:
    world = empty_world.found().register(bodies=8)
    world.say(BodyChange(reason="新增", added=(body(21, town="西镇"), body(22, state="closed"))), "p")
    clean = world.complaint("S001")
    world.result(clean)
    world.pending(world.complaint("S005", "N01", "N03"))
    world.pending(world.complaint("S005"))
    page = page_at(figures.pages(view_of(world)), "figures/index.html")
    assert page.title == "2025 年数据图示"
    assert listed(page, "各信用等级查了多少") == [
        ("A 级", "0 个，共 2 个，占 0%"),
        ("B 级", "2 个，共 3 个，占 67%"),
        ("C 级", "0 个，共 2 个，占 0%"),
        ("D 级", "0 个，共 2 个，占 0%"),
    ]
    assert listed(page, "各乡镇（街道）查了多少") == [
        ("东镇", "2 个，共 8 个，占 25%"),
        ("西镇", "0 个，共 1 个，占 0%"),
    ]
    assert listed(page, "每月的结果") == [("2025-03", "2 项，共 3 项结果，占 67%")]
    assert listed(page, "各事项的结果") == [("I1 I1检查", "2 项，共 3 项结果，占 67%")]
    assert listed(page, "结果按期公示了吗") == [("2025-03", "3 项，共 3 项，占 100%")]
    assert listed(page, "检查人员的工作量") == [("检查员1", "3 次"), ("检查员2", "2 次"), ("检查员3", "1 次")] + [
        (f"检查员{n}", "0 次") for n in (4, 5, 6)
    ]
    assert listed(page, "反复发现问题的对象") == [("第5学校", "2 次，共查 2 次")]
    [repeats] = blocks(page, "反复发现问题的对象")
    assert isinstance(repeats, Table)
    assert (repeats.caption, repeats.head) == ("历年检查中，两次以上发现问题的", ("对象", "发现问题的检查"))
    assert "计划完成了多少" not in headings(page)


def test_years_stand_side_by_side_and_each_has_its_page(world: World) -> None:
    world.pending(world.complaint("S001"))
    world.result(world.complaint("S002"))
    [only] = list(figures.pages(view_of(world)))
    assert [one.block for one in blocks(only, "一年比一年")] == ["table"]
    world.now = at("2026-03-02 09:00")
    world.result(world.complaint("S001", day=date(2026, 3, 2)))
    found = list(figures.pages(view_of(world)))
    assert urls(found) == ["figures/index.html", "figures/2025.html"]
    page = page_at(found, "figures/index.html")
    assert [[point.value for point in one.points] for one in blocks(page, "一年比一年") if isinstance(one, Curve)] == [
        ["2", "1"], ["50", "0"], ["0", "0"],
    ]  # fmt: skip
    assert [row[:6] for row in listed(page, "一年比一年")] == [
        ("2025 年", "0 家次", "2 家次", "2 个", "2 项", "1 项"),
        ("2026 年", "0 家次", "1 家次", "1 个", "1 项", "0 项"),
    ]
    assert listed(page, "检查人员历年的工作量")[:3] == [
        ("检查员1", "2 次", "1 次", "3 次"), ("检查员2", "2 次", "1 次", "3 次"), ("检查员3", "0 次", "0 次", "0 次"),
    ]  # fmt: skip
    assert [value.href for label, value in blocks(page, "其他年度")[0].pairs] == ["figures/2025.html"]  # type: ignore[union-attr]
    old = page_at(found, "figures/2025.html")
    assert listed(old, "每月的结果") == [("2025-03", "1 项，共 2 项结果，占 50%")]
    assert "向上报送的数字" not in headings(old)


def test_a_task_is_drawn_as_far_as_it_has_come(world: World) -> None:
    assert listed(page_at(figures.pages(view_of(world)), "figures/index.html"), "计划完成了多少") == [
        ("T1 春季抽查", "待抽取")
    ]
    draw = world.open(world.commit())
    world.visit(draw)
    page = page_at(figures.pages(view_of(world)), "figures/index.html")
    assert listed(page, "计划完成了多少") == [("T1 春季抽查", "已查 1 个，应查 7 个")]
    [table] = blocks(page, "计划完成了多少")
    assert table.rows[0][1].bar == 142  # type: ignore[union-attr]


def test_only_the_busiest_inspectors_are_listed_by_name(empty_world: World) -> None:
    world = empty_world.found().register(inspectors=25)
    for number in range(1, 25):
        world.complaint("S001", f"N{number:02d}", f"N{number + 1:02d}")
    page = page_at(figures.pages(view_of(world)), "figures/index.html")
    assert len(listed(page, "检查人员的工作量")) == 20
    [table] = blocks(page, "检查人员的工作量")
    assert table.caption == "2025 年参加检查的次数，次数多的在前；共 25 人，其余 5 人各不超过 2 次"  # type: ignore[union-attr]
