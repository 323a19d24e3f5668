"""逾期史: what was ever late, by year and office, and one by one. What is late now stands in 应办与逾期."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ssj_publish.core.reading.lateness import Late
from ssj_publish.site.blocks import Cell, Page, Prose, Table, day, facts, section, sections, table
from ssj_publish.site.pages import outcomes, places
from ssj_publish.site.view import View
from ssj_publish.words import labels


def pages(view: View) -> Iterator[Page]:
    """One page, where there was anything that could be late."""
    if not view.state.visits and not view.state.draws:
        return
    found = view.tardy
    none = Prose(("台账里没有逾期的记录。",), "ok") if not found else None
    waits = sum(one.done is None for one in found)
    parts = sections(
        section("各年各科室", none, _counted(view, found)),
        section(f"一件一件（{len(found)}）", _listed(view, found)),
        section("还可以看", facts((places.DUE[0], Cell("现在还欠着的、将要到期的", places.DUE[1])))),
    )
    lead = (
        f"结果、抽取名单、处罚决定没有按期公开的，整改没有按期完成的，补上以后也留在这里。"
        f"到 {view.today} 为止共 {len(found)} 件，其中 {waits} 件至今没有做。"
    )
    yield Page(places.OVERDUE[1], places.OVERDUE[0], lead, parts, places.OVERSIGHT, feed="feeds/overdue.atom")


def _counted(view: View, found: Sequence[Late]) -> Table:
    counted = Counter((one.due.year, one.role) for one in found)
    longest: dict[tuple[int, str], int] = {}
    for one in found:
        key = (one.due.year, one.role)
        longest[key] = max(one.days(view.today), longest.get(key, 0))
    most = max(counted.values(), default=1)
    rows = [
        (
            f"{year} 年",
            places.role(view.state, role),
            Cell(f"{count} 件", _of(view, year, role), "warn", 1000 * count // most),
            f"{longest[year, role]} 天",
        )
        for (year, role), count in sorted(counted.items(), key=lambda one: (-one[0][0], one[0][1]))
    ]
    return table("按期限所在的年度", ("年度", "科室", "逾期", "最长一件"), rows)


def _of(view: View, year: int, role: str) -> str:
    return places.chosen(places.OVERDUE, places.of_year("期限", year), ("科室", places.role(view.state, role)))


def _listed(view: View, found: Sequence[Late]) -> Table:
    rows = [
        (
            _about(view, one),
            labels.LATE[one.sort],
            day(one.due),
            Cell("至今没有", tone="late") if one.done is None else day(one.done),
            f"{days} 天" if (days := one.days(view.today)) else "当天晚于约定的时刻",
            places.role(view.state, one.role),
        )
        for one in found
    ]
    head = ("对象或任务", "什么逾期", "期限", "实际", "逾期", "科室")
    return table("期限近的在前", head, rows, ("什么逾期", "期限", "实际", "科室"))


def _about(view: View, one: Late) -> Cell:
    """Where it shows, by the name of whom it is about."""
    state = view.state
    if one.sort == "opening":
        draw = state.draws[one.record]
        return places.draw(draw, state.tasks[draw.commit.task].task.name)
    if one.sort == "result":
        found = state.results[one.record]
        visit = state.visits[found.result.visit]
        name = f"{places.body(state, visit.visit.body).text}，{outcomes.item_name(state, found.result.item)}"
        return places.visit(visit.record, name)
    case = state.cases[state.records[one.record].body.case]
    return Cell(f"{places.body(state, case.opened.body.body).text}，案件 {case.id}", places.url("cases", case.id))
