"""The front page: the year's figures, what is late, the newest draws and results."""

from __future__ import annotations

import re

from ssj_publish.core.kinds.oversight import Retraction
from ssj_publish.core.reading import trends
from ssj_publish.site.blocks import Tiles, Ways
from ssj_publish.site.pages import home
from tests.bureau import at
from tests.site.pages.reading import blocks, facts, headings, listed, page_at, tiles, view_of
from tests.world import World

YEAR = "2025 年，到"


def test_an_empty_year_promises_nothing(empty_world: World) -> None:
    page = page_at(home.pages(view_of(empty_world.found())), "index.html")
    assert page.title == "测试县教育局“双随机、一公开”"
    assert headings(page) == ["2025 年，到 2025-01-02 为止"]
    assert tiles(page, YEAR) == [
        ("今年计划", "0 项任务", "经局领导批准，全部公开"),
        ("已经抽取", "0 家次", "0 次抽取，作废 0 次"),
        ("检查", "0 家次", "按抽取去的 0 家次，完成抽中的 0 家次；不经抽取的 0 家次"),
        ("发现问题", "0 项", "这些检查已公示结果 0 项"),
        ("按期了吗", "没有逾期", "待办 5 项；今年的检查逾期公示 0 项"),
        ("有没有异常", "没有发现", "作废、封存不实、逾期、倒签等，一项不落"),
    ]
    [found] = [one for one in blocks(page, YEAR) if isinstance(one, Tiles)]
    assert [cell.href for _, cell, _ in found.tiles] == [
        "",
        "",
        "",
        "",
        "due/index.html",
        "irregularities/index.html",
    ], "nothing leads to an empty page"


def test_the_year_is_counted(world: World) -> None:
    world.complaint("S001")
    world.void(world.commit())
    draw = world.open(world.commit())
    count = len(draw.teams)
    world.result(world.visit(draw))
    world.pending(world.visit(draw))
    wrong = world.result(world.visit(draw))
    world.say(Retraction(target=wrong.id, reason="填错。"), "o1")
    page = page_at(home.pages(view_of(world)), "index.html")
    assert tiles(page, YEAR)[:4] == [
        ("今年计划", "1 项任务", "经局领导批准，全部公开"),
        ("已经抽取", f"{count} 家次", "2 次抽取，作废 1 次"),
        ("检查", "4 家次", "按抽取去的 3 家次，完成抽中的 3 家次；不经抽取的 1 家次"),
        ("发现问题", "1 项", "这些检查已公示结果 2 项"),
    ]
    assert listed(page, "今年答应做的") == [
        # The void draw's secrets are owed all the same.
        ("T1 春季抽查", "2025-03-24 至 2025-05-30，逾期 4 项", f"已查 3/{count}")
    ]
    assert [row[2] for row in listed(page, "最近的抽取")] == ["已公开", "已作废"]
    assert [row[2] for row in listed(page, "最近公示的结果")] == ["发现问题，待后续处理", "未发现问题"]
    assert listed(page, "最近公示的结果")[0][1] == "I1 I1检查"
    assert listed(page, "最近公示的结果")[0][3] == "2025-04-10"


def test_the_front_page_and_the_figures_count_the_same_visits(full_world: World) -> None:
    """A visit that serves several draws is one."""
    view = view_of(full_world)
    told = tiles(page_at(home.pages(view), "index.html"), f"{view.today.year} 年，到")
    [(number, note)] = [(number, note) for label, number, note in told if label == "检查"]
    [other] = re.findall(r"不经抽取的 (\d+) 家次", note)
    [year] = [one for one in trends.years(view.state, view.times) if one.year == view.today.year]
    assert int(number.split()[0]) == year.visits > int(other) > 0


def test_what_is_often_asked_is_a_click_away(world: World) -> None:
    def asked() -> list[str]:
        found = blocks(page_at(home.pages(view_of(world)), "index.html"), "常有人问")
        return [one.href for block in found if isinstance(block, Ways) for one in block.ways]

    assert asked() == ["towns/index.html", "week/index.html"]
    world.open(world.commit())
    world.complaint("S001", day=world.now.date())
    assert asked() == [
        "towns/index.html", "week/index.html", "visits/index.html", "drawn/index.html", "undrawn/index.html", "compare/index.html",
        "overdue/index.html", "notice.html",
    ]  # fmt: skip


def test_nothing_is_drawn_by_a_promise_alone(world: World) -> None:
    world.commit()
    page = page_at(home.pages(view_of(world)), "index.html")
    assert tiles(page, YEAR)[1] == ("已经抽取", "0 家次", "1 次抽取，作废 0 次")


def test_what_is_late_is_counted_on_the_front_page(world: World) -> None:
    world.open(world.commit())
    world.now = at("2025-07-01 09:00")
    world.change("S001", name="改名")
    page = page_at(home.pages(view_of(world)), "index.html")
    late = len([one for one in view_of(world).owed if one.overdue(world.now.date())])
    assert late > 0
    assert tiles(page, YEAR)[4][1] == f"逾期 {late} 项"


def test_no_more_than_six_are_listed(world: World) -> None:
    for number in range(1, 8):
        world.result(world.complaint(f"S{number:03d}"))
    page = page_at(home.pages(view_of(world)), "index.html")
    assert [row[0] for row in listed(page, "最近公示的结果")] == [f"第{n}学校" for n in range(7, 1, -1)]


def test_an_address_that_leads_nowhere_leads_on(world: World) -> None:
    page = page_at(home.pages(view_of(world)), "404.html")
    assert facts(page, "可以这样找") == {"按名称找": "搜索", "按栏目找": "网站地图", "从头看起": "首页"}
