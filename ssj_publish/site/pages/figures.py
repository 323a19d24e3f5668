"""数据图示: the year in bars, each with its numbers, counted from the record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ssj_publish.core.reading import approvals, paces, tallies, trends, ways
from ssj_publish.core.reading.tallies import Tally
from ssj_publish.core.reading.trends import Year
from ssj_publish.core.rules import elsewhere
from ssj_publish.core.state import State
from ssj_publish.site.blocks import Block, Cell, Page, Section, Table, curve, facts, section, sections, table
from ssj_publish.site.pages import outcomes, places, plans, reports
from ssj_publish.site.view import View
from ssj_publish.words import labels

_BUSIEST = 20


def pages(view: View) -> Iterator[Page]:
    """A page a year in which there is something to count; the newest heads the column, with the years side by side."""
    now = view.today.year
    span = trends.years(view.state, view.times)
    others = [one.year for one in span if one.year < now and _bars(view, one.year)]
    parts = _bars(view, now)
    if parts or others:
        rest = facts(*((f"{year} 年", Cell("那一年的图示", places.figures_url(year))) for year in reversed(others)))
        parts += sections(
            section("一年比一年", *_trends(view.state, span)),
            section("检查人员历年的工作量", _careers(view)),
            section("其他年度", rest if others else None),
            section("向上报送的数字", _reports(view)),
        )
        lead = f"{now} 年，到 {view.today} 为止，全部由台账的记录算出。条形只是把旁边的数字画出来。"
        yield Page(places.FIGURES[1], f"{now} 年数据图示", lead, parts, places.FIGURES)
    for year in others:
        told = "全部由台账的记录算出。条形只是把旁边的数字画出来。"
        yield Page(places.figures_url(year), f"{year} 年数据图示", told, _bars(view, year), places.FIGURES)


def _bars(view: View, year: int) -> tuple[Section, ...]:
    state = view.state
    towns = [(_town(view, one.key), one, _reached(year, ("乡镇", one.key))) for one in tallies.towns(state, year)]
    classes = [
        (f"{one.key} 级", one, _reached(year, ("信用等级", f"{one.key} 级"))) for one in tallies.classes(state, year)
    ]
    parts = sections(
        section("计划完成了多少", progress(view, year)),
        section(
            "各信用等级查了多少",
            _covered(year, "信用等级", classes),
        ),
        section("各乡镇（街道）查了多少", _covered(year, "乡镇（街道）", towns)),
        section(
            "每月的结果",
            _problems("检查月份", [(one.key, one, _bad_month(one.key)) for one in tallies.months(state, year)]),
        ),
        section(
            "各事项的结果",
            _problems(
                "事项",
                [(places.item(state, one.key), one, _bad(view, year, one.key)) for one in tallies.items(state, year)],
            ),
        ),
        section("检查是怎样发起的", _ways(view, year)),
        section("没有按规定审批的检查", _unapproved(view, year)),
        section("结果按期公示了吗", _punctual(view, year)),
        section("检查人员的工作量", _loads(view, year)),
    )
    if year == view.today.year:
        parts += sections(
            section("每一步办了多久", _paces(view)),
            section("受委托的机构", _firms(view)),
            section("反复发现问题的对象", _repeats(view)),
        )
    elif all(one.heading.endswith("查了多少") for one in parts):
        return ()  # the register as it stands, and nobody of it visited
    return parts


def _reached(year: int, choice: tuple[str, str]) -> str:
    """The bodies, active now, that were visited in ``year``."""
    active = ("状态", labels.BODY_STATES["active"])
    return places.chosen(places.BODIES, choice, active, places.of_year("查过的年度", year))


def _bad_month(month: str) -> str:
    return places.chosen(places.RESULTS, places.of_month("检查日期", month), outcomes.CHOOSE_WANTING)


def _bad(view: View, year: int, item: str) -> str:
    return places.chosen(
        places.RESULTS, ("事项", outcomes.item_name(view.state, item)), _day(year), outcomes.CHOOSE_WANTING
    )


def _town(view: View, name: str) -> Cell:
    return Cell(name, places.town_url(view.towns[name]))


def by_year(state: State, years: Sequence[Year]) -> Table:
    """What was done in each year, each number leading to its list."""
    rows = [
        (
            f"{one.year} 年",
            places.counted(one.drawn, "家次", places.DRAWN, places.of_year("名单公开日期", one.year)),
            places.counted(one.visits, "家次", places.VISITS, _day(one.year)),
            places.counted(one.bodies, "个", places.BODIES, *places.seen_in(state, one.year)),
            places.counted(one.results, "项", places.RESULTS, _day(one.year)),
            places.counted(one.problems, "项", places.RESULTS, _day(one.year), outcomes.CHOOSE_WANTING),
            places.counted(one.late, "项", places.RESULTS, _day(one.year), ("时限", "逾期公示")),
            places.counted(one.opened, "件", places.CASES, places.of_year("立案日期", one.year)),
            places.counted(one.closed, "件", places.CASES, places.of_year("结案日期", one.year)),
        )
        for one in years
    ]
    head = ("年度", "公开名单抽中", "检查", "查过的对象", "公示结果", "发现问题", "逾期公示", "立案", "结案")
    return table("检查不论为什么去都算；一个对象去过几次，就算几家次", head, rows)


def _trends(state: State, years: Sequence[Year]) -> tuple[Block, ...]:
    """Lines where there is more than one year, and always their numbers."""
    numbers = by_year(state, years)
    if len(years) < 2:
        return (numbers,)
    with_results = [one for one in years if one.results]
    return (
        curve("检查了多少家次", [(one.year, one.visits) for one in years], "{:.0f}"),
        curve(
            "每 100 项结果中发现问题的",
            [(one.year, 100 * one.problems / one.results) for one in with_results],
            "{:.0f}",
        ),
        curve(
            "每 100 项结果中逾期公示的", [(one.year, 100 * one.late / one.results) for one in with_results], "{:.0f}"
        ),
        numbers,
    )


def _day(year: int) -> tuple[str, str]:
    return places.of_year("检查日期", year)


def _careers(view: View) -> Table:
    """Everybody of today's register; who left has gone from here, as from their own page."""
    found = trends.loads(view.state)
    years = sorted({year for one in found.values() for year in one})
    rows: list[list[Cell | str]] = [
        [
            places.inspector(view.state, id_),
            *(places.counted(one[year], "次", _own(id_), places.of_year("日期", year)) for year in years),
            Cell(f"{one.total()} 次", _own(id_)[1]),
        ]
        for id_, one in sorted(found.items(), key=lambda one: (-one[1].total(), one[0]))
    ]
    head = ("检查人员", *(f"{year} 年" for year in years), "合计")
    return table("现在名录中的人员，次数多的在前", head, rows if len(years) > 1 else [])


def _own(id_: str) -> places.Column:
    """An inspector's page, which lists the visits."""
    return id_, places.url("inspectors", id_)


def _reports(view: View) -> Table:
    rows = [(Cell(f"{one} 年度行政执法报告", places.report_url(one)),) for one in reports.years(view.state)]
    return table("每年一份，随台账更新", ("报告",), rows)


def progress(view: View, year: int) -> Table:
    """Visited of drawn, by task."""
    rows = []
    for one in tallies.tasks(view.state, year):
        waits = Cell("待抽取", tone="quiet")
        rows.append(
            (
                places.task(view.state, one.key),
                _cell(one, f"已查 {one.part} 个，应查 {one.whole} 个", href=_seen_of(view, one.key))
                if one.whole
                else waits,
            )
        )
    return table(f"{year} 年的任务", ("任务", "抽中的对象查了多少"), rows)


def _seen_of(view: View, task: str) -> str:
    found = view.state.tasks[task]
    there = elsewhere.live(view.state, task)
    return plans.seen_of(view.state, found, "2" if there is not None else "")


def _paces(view: View) -> Table:
    rows = [
        (f"{one.year}", labels.PACES[one.step], f"{one.count}", f"{one.middle} 天", f"{one.longest} 天")
        for one in paces.paces(view.state, view.times)
    ]
    return table("按日历天数；中位数是排在正中的一件", ("年度", "从哪一步到哪一步", "件数", "中位数", "最长"), rows)


def _firms(view: View) -> Table:
    """Who was commissioned, for what, on which papers, and on how many visits; they never replace the inspectors."""
    found: dict[tuple[str, str, str, str], int] = {}
    for one in view.state.visits.values():
        firm = one.visit.third_party
        if one.in_force and firm is not None:
            key = (firm.name, firm.scope, firm.contract or "没有登记", firm.qualification or "没有登记")
            found[key] = found.get(key, 0) + 1
    rows = [(*key, f"{count} 次") for key, count in sorted(found.items())]
    return table("历年；协助检查人员，不能代替", ("机构", "做什么", "合同", "资质", "参加的检查"), rows)


def _covered(year: int, head: str, found: Iterable[tuple[Cell | str, Tally, str]]) -> Table:
    rows = [
        (name, _cell(one, f"{one.part} 个，共 {one.whole} 个，占 {_percent(one)}", href=where))
        for name, one, where in found
    ]
    return table(f"{year} 年到过的对象，一个对象只算一次；总数是名录里现在状态正常的", (head, "查过的对象"), rows)


def _problems(head: str, found: Iterable[tuple[Cell | str, Tally, str]]) -> Table:
    rows = [
        (name, _cell(one, f"{one.part} 项，共 {one.whole} 项结果，占 {_percent(one)}", "warn", where))
        for name, one, where in found
    ]
    return table("公示的结果中发现问题的", (head, "发现问题"), rows)


def _ways(view: View, year: int) -> Table:
    """Visits of the year by month, office and way, and what each found."""
    rows = [
        (one.month, places.role(view.state, one.office), labels.WAYS[one.way],
         places.counted(one.visits, "家次", places.VISITS, *_sort(view, one, "科室")),
         places.counted(one.problems, "项", places.RESULTS, *_sort(view, one, "检查科室"), outcomes.CHOOSE_WANTING))
        for one in ways.counts(view.state)
        if one.month.startswith(str(year))
    ]  # fmt: skip
    return table(f"{year} 年的检查，按月份、科室和种类", ("月份", "科室", "检查种类", "检查", "发现问题"), rows)


def _sort(view: View, one: ways.Count, office: str) -> tuple[tuple[str, str], ...]:
    """The choice of such visits; ``office`` is the head under which their office stands."""
    month = places.of_month("检查日期", one.month)
    return month, (office, places.role(view.state, one.office)), ("检查种类", labels.WAYS[one.way])


def _unapproved(view: View, year: int) -> Table:
    state = view.state
    rows = [
        (places.body(state, (visit := state.visits[id_].visit).body), labels.WAYS[ways.way(state, visit)],
         places.visit(state.visits[id_].record, visit.date.isoformat()), Cell(labels.APPROVED[found], tone="late"))
        for id_, found in approvals.irregular(state, view.today, view.times)
        if state.visits[id_].visit.date.year == year
    ]  # fmt: skip
    return table("专项和个案检查都应当审批，紧急的可以补办", ("对象", "检查种类", "检查", "审批"), rows)


def _punctual(view: View, year: int) -> Table:
    found = tallies.punctual(view.state, year, view.times)
    rows = [
        (one.key, _cell(one, f"{one.part} 项，共 {one.whole} 项，占 {_percent(one)}", "ok", _in_time(one.key)))
        for one in found
    ]
    days = view.state.settings.result_days
    return table(f"检查后 {days} 个工作日内公示的算按期", ("检查月份", "按期公示的结果"), rows)


def _in_time(month: str) -> str:
    return places.chosen(places.RESULTS, places.of_month("检查日期", month), ("时限", "按期"))


def _loads(view: View, year: int) -> Table:
    found = tallies.loads(view.state, year)
    rows = [
        (
            places.inspector(view.state, one.key),
            _cell(one, f"{one.part} 次", href=places.chosen(_own(one.key), places.of_year("日期", year))),
        )
        for one in found[:_BUSIEST]
    ]
    rest = found[_BUSIEST:]
    told = f"{year} 年参加检查的次数，次数多的在前；共 {len(found)} 人"
    return table(
        f"{told}，其余 {len(rest)} 人各不超过 {rest[0].part} 次" if rest else told, ("检查人员", "检查次数"), rows
    )


def _repeats(view: View) -> Table:
    found = tallies.repeats(view.state)
    rows = [
        (places.body(view.state, one.key), _cell(one, f"{one.part} 次，共查 {one.whole} 次", "warn")) for one in found
    ]
    return table("历年检查中，两次以上发现问题的", ("对象", "发现问题的检查"), rows)


def _cell(one: Tally, text: str, tone: str = "", href: str = "") -> Cell:
    return Cell(text, href if one.part else "", tone if one.part else "", 1000 * one.part // one.whole)


def _percent(one: Tally) -> str:
    """To the nearest percent, and never 0% or 100% unless it is.

    >>> _percent(Tally("", 1, 300)), _percent(Tally("", 299, 300)), _percent(Tally("", 1, 3)), _percent(Tally("", 0, 3))
    ('不到 1%', '99%', '33%', '0%')
    """
    rounded = min((200 * one.part + one.whole) // (2 * one.whole), 99 if one.part < one.whole else 100)
    return "不到 1%" if one.part and not rounded else f"{rounded}%"
