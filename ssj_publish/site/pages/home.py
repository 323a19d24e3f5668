"""The front page: what was promised, what has been drawn and found, is it on time; and the search page."""

from __future__ import annotations

from collections.abc import Iterator

from ssj_publish.core.living import VisitState
from ssj_publish.core.reading import figures
from ssj_publish.site.blocks import (
    Cell,
    Mosaic,
    Page,
    Prose,
    Table,
    Tiles,
    Ways,
    day,
    facts,
    moment,
    section,
    sections,
    table,
)
from ssj_publish.site.pages import draws, outcomes, owing, places, plans, towns
from ssj_publish.site.view import View

_LATEST = 6


def pages(view: View) -> Iterator[Page]:
    """Two pages with templates of their own, and what a server shows for an address that leads nowhere."""
    yield _home(view)
    yield _missing()
    yield Page(places.SEARCH[1], "搜索", "输入名称、编号或代码的一部分。", (), places.SEARCH, template="search")


def _home(view: View) -> Page:
    state = view.state
    parts = sections(
        section(f"{view.today.year} 年，到 {view.today} 为止", _tiles(view)),
        section("常有人问", _asked(view)),
        section("各乡镇（街道）今年查过多少", _map(view)),
        section("今年答应做的", _promised(view)),
        section("最近的抽取", _latest_draws(view)),
        section("最近公示的结果", _latest_results(view)),
    )
    lead = "查哪些学校和机构、由谁去查，都由事先写定的规则和公开的随机数决定。每一步都公开，任何人都可以自己算一遍。"
    return Page(places.HOME[1], f"{state.bureau}“双随机、一公开”", lead, parts, places.HOME, template="home")


def _asked(view: View) -> Ways | None:
    """The ways to what readers ask most; None where there is nothing to ask about."""
    if not view.state.bodies.history:
        return None
    there = places.further(view.state)
    words = (
        (places.TOWNS, "我们乡镇查过哪些学校"),
        (places.WEEK, "这一周有什么变化"),
        (places.VISITS, "全部检查，可以筛选"),
        (places.DRAWN, "抽中了哪些对象"),
        (places.UNDRAWN, "哪些对象从未抽中"),
        (places.VERSUS, "两个乡镇、两个年度比一比"),
        (places.OVERDUE, "哪些事逾期过"),
        (places.NOTICE, "来检查的通知是真的吗"),
    )
    return Ways(tuple(Cell(text, column[1]) for column, text in words if column in there))


def _map(view: View) -> Mosaic | None:
    found = list(towns.gathered(view))
    return towns.mosaic(view, found) if len(found) > 1 else None


def _missing() -> Page:
    words = ("地址可能抄写有误，也可能是旧的链接。公示的内容不会删除，只会更正、撤回或者依法不再展示，并都留有记录。",)
    ways = facts(
        ("按名称找", Cell("搜索", places.SEARCH[1])),
        ("按栏目找", Cell("网站地图", "map.html")),
        ("从头看起", Cell("首页", places.HOME[1])),
    )
    parts = sections(section("可以这样找", Prose(words), ways))
    return Page(places.MISSING[1], places.MISSING[0], "没有这个地址的网页。", parts, places.HOME)


def _tiles(view: View) -> Tiles:
    state = view.state
    counted = figures.of_year(state, view.today.year, view.times)
    made = [one for one in state.visits.values() if one.in_force and one.visit.date.year == view.today.year]
    owed = view.owed
    late = sum(one.overdue(view.today) for one in owed)
    late_results = sum(id_ in view.late for one in made for id_ in one.results.values())
    punctual = Cell(f"逾期 {late} 项" if late else "没有逾期", places.DUE[1], "late" if late else "ok")
    count = len(view.irregularities)
    odd = Cell(f"{count} 项" if count else "没有发现", places.IRREGULARITIES[1], "warn" if count else "ok")
    drawn = plans.drawn_cell(state, view.today.year)
    by_draw = sum(not _undrawn(one) for one in made)
    results = [state.results[id_] for one in made for id_ in one.results.values()]
    problems = sum(map(outcomes.wanting, results))
    year = places.of_year("检查日期", view.today.year)
    visited = places.counted(len(made), "家次", places.VISITS, year)
    wanting = places.counted(problems, "项", places.RESULTS, year, outcomes.CHOOSE_WANTING, tone="warn")
    return Tiles(
        (
            (
                "今年计划",
                Cell(f"{counted.tasks} 项任务", places.PLANS[1] if state.plans else ""),
                "经局领导批准，全部公开",
            ),
            ("已经抽取", drawn, f"{counted.draws} 次抽取，作废 {counted.voided} 次"),
            (
                "检查",
                visited,
                f"按抽取去的 {by_draw} 家次，完成抽中的 {counted.visited} 家次；不经抽取的 {len(made) - by_draw} 家次",
            ),
            ("发现问题", wanting, f"这些检查已公示结果 {len(results)} 项"),
            ("按期了吗", punctual, f"待办 {len(owed)} 项；今年的检查逾期公示 {late_results} 项"),
            ("有没有异常", odd, "作废、封存不实、逾期、倒签等，一项不落"),
        )
    )


def _undrawn(one: VisitState) -> bool:
    """Whether it was no draw that led there."""
    return not one.visit.grounds and one.visit.elsewhere is None


def _promised(view: View) -> Table:
    rows = [
        (places.task(view.state, id_), owing.span(view, one.task), plans.progress(view.state, one))
        for id_, one in view.state.tasks.items()
        if one.task.start.year == view.today.year
    ]
    return table(f"{view.today.year} 年度计划的任务", ("任务", "时间", "进展"), rows)


def _latest_draws(view: View) -> Table:
    rows = [
        (places.draw(one, view.state.tasks[one.commit.task].task.name), moment(one.record.time), draws.status(one))
        for one in list(view.state.draws.values())[: -_LATEST - 1 : -1]
    ]
    return table("新的在前", ("任务", "承诺时间", "状态"), rows)


def _latest_results(view: View) -> Table:
    state = view.state
    rows = []
    for one in [one for one in reversed(list(state.results.values())) if one.in_force][:_LATEST]:
        visit = state.visits[one.result.visit]
        name = places.visit(visit.record, places.body(state, visit.visit.body).text)
        rows.append(
            (name, places.item(state, one.result.item).text, outcomes.told(state, one), day(view.times.day(one.record)))
        )
    return table("新的在前", ("对象", "事项", "结果", "公示日期"), rows)
