"""检查负担: how often schools are visited, for how long, what was spared, and whether fewer visits still find what is
wrong."""

from __future__ import annotations

from collections.abc import Iterator

from ssj_publish.core.draw import caps
from ssj_publish.core.reading import burden
from ssj_publish.core.reading.burden import Share, Year
from ssj_publish.core.state import State
from ssj_publish.site.blocks import (
    Block,
    Cell,
    Page,
    Table,
    Tiles,
    curve,
    day,
    listed,
    moment,
    section,
    sections,
    table,
)
from ssj_publish.site.disclosed import words
from ssj_publish.site.pages import outcomes, places
from ssj_publish.site.view import View
from ssj_publish.words import labels

#: Bodies with fewer visits in a year than this are counted, not listed.
_LISTED = 2


def pages(view: View) -> Iterator[Page]:
    """One page, where somebody was visited."""
    years = burden.years(view.state)
    if not years:
        return
    last = years[-1]
    lead = "一个对象一年被查几次、查多久，哪些检查合并了、免掉了。检查记录里的每一次都算，不论为什么去。"
    parts = sections(
        section(f"{last.year} 年一眼看懂", _tiles(view, last)),
        section("一年比一年", *_curves(view.state, years)),
        *(section(f"{year.year} 年检查两次以上的对象", _repeats(view.state, year)) for year in reversed(years)),
        section("几次抽取指到同一对象的", _coincidences(view)),
        section("其他部门的结果代替的检查", _avoided(view)),
        section("一年最多查几次", _caps(view.state)),
        section("不进校检查的日子", _closed(view.state)),
    )
    yield Page(places.BURDEN[1], places.BURDEN[0], lead, parts, places.BURDEN)


def _tiles(view: View, year: Year) -> Tiles:
    apart = sum(one.ending == "unexplained" for one in view.coincidences)
    timed, onsite, joined, avoided = (year.total(name) for name in ("timed", "onsite", "joined", "avoided"))
    average = f"{year.total('minutes') // timed} 分钟" if timed else "没有记载"
    return Tiles(
        (
            ("检查", _visits(year), f"{year.visited} 个对象，平均 {year.visits_each:.2f} 次"),
            ("现场时间", Cell(average), f"现场检查 {onsite} 次，其中 {timed} 次记了到达和离开时间"),
            ("合并和免予", Cell(f"{joined + avoided} 次"), f"合并省下 {joined} 次，其他部门结果代替 {avoided} 次"),
            ("没有写明理由的分开检查", Cell(f"{apart} 对", tone="late" if apart else "ok"), f"历年重合 {len(view.coincidences)} 对"),
        )
    )  # fmt: skip


def _visits(one: Year) -> Cell:
    return places.counted(one.total("visits"), "次", places.VISITS, places.of_year("检查日期", one.year))


def _problems(one: Year) -> Cell:
    day_ = places.of_year("检查日期", one.year)
    return places.counted(one.total("problems"), "项", places.RESULTS, day_, outcomes.CHOOSE_WANTING)


def _curves(state: State, years: tuple[Year, ...]) -> tuple[Block, ...]:
    rows = [
        (f"{one.year} 年", _visits(one), places.counted(one.visited, "个", places.BODIES, *places.seen_in(state, one.year)),
         f"{one.visits_each:.2f}", _problems(one),
         f"{one.problems_each:.2f}", f"{one.total('repeats')} 次", f"{one.total('avoided')} 次", f"{one.total('minutes')} 分钟")
        for one in years
    ]  # fmt: skip
    head = (
        "年度",
        "检查",
        "查过的对象",
        "平均每个对象几次",
        "发现问题",
        "平均每次发现几个",
        "重复检查",
        "免予检查",
        "现场时间",
    )
    return (
        curve("平均每个对象一年被查几次", [(one.year, one.visits_each) for one in years]),
        curve("平均每次检查发现几个问题", [(one.year, one.problems_each) for one in years]),
        table("两条曲线的数字；重复检查是一年中第二次及以后的", head, rows),
    )


def _repeats(state: State, year: Year) -> Table:
    rows = [
        (places.body(state, one.body), _of(year.year, one), _ways(one),
         f"{one.minutes} 分钟" if one.timed else None, f"{one.problems} 个")
        for one in year.shares
        if one.visits >= _LISTED
    ]  # fmt: skip
    return table(
        f"次数多的在前；其余 {sum(0 < one.visits < _LISTED for one in year.shares)} 个对象各查一次",
        ("对象", "检查", "怎样发起", "现场时间", "发现问题"),
        rows,
    )


def _of(year: int, one: Share) -> Cell:
    """Its visits of the year, on its own page."""
    own = (one.body, places.url("bodies", one.body))
    return Cell(f"{one.visits} 次，{one.days} 天", places.chosen(own, places.of_year("日期", year)))


def _ways(one: Share) -> str:
    return listed(f"{labels.WAYS[way]} {count}" for way, count in sorted(one.ways.items()))


def _coincidences(view: View) -> Table:
    state = view.state
    tones = {"one": "ok", "apart": "warn", "unexplained": "late", "open": "warn", "lapsed": "quiet"}
    rows = [
        (
            places.body(state, one.body),
            listed(errand.task or "检查审批" for errand in (one.first, one.second)),
            f"{one.start} 至 {one.end}",
            Cell(labels.ENDINGS[one.ending], places.record_url(one.reason) if one.reason else "", tones[one.ending]),
            f"{labels.APART[one.reason.body.reason]}：{one.reason.body.explanation}" if one.reason else None,
        )
        for one in reversed(view.coincidences)
    ]
    return table(
        "本来可以一次查完的，一对不落；新的在前", ("对象", "由哪几项指到", "可以一起查的日子", "怎样了", "理由"), rows
    )


def _avoided(view: View) -> Table:
    state = view.state
    rows = [
        (places.body(state, one.body.body), state.draws[one.body.draw].commit.task, one.body.department, day(one.body.date),
         words(view, one.body.document), one.body.explanation, places.record(one.record))
        for one in reversed(list(state.avoided.values()))
        if one.in_force
    ]  # fmt: skip
    return table("由责任科室和政策法规科共同签署", ("对象", "任务", "部门", "结果的日期", "文书", "说明", "台账"), rows)


def _caps(state: State) -> Table:
    """Each cap with its rule, and how near anybody is to it in the running year."""
    rows = []
    for one in state.settings.body_caps:
        latest = max((caps.year_of(one, visit.visit.date) for visit in state.visits.values()), default=0)
        counted = caps.count(state, one, latest)
        held = [id_ for id_, body in state.bodies.current.items() if one in caps.caps_of(state, body)]
        most = max((counted[id_] for id_ in held), default=0)
        whom = listed(one.types) if one.types else labels.COVERS[one.covers]
        rows.append(
            (one.name, whom, f"每{labels.CAP_YEARS[one.year]} {one.visits} 次", listed(labels.TRIGGERS[kind] for kind in one.exempt),
             f"{latest} 年起的年度最多 {most} 次", one.source)
        )  # fmt: skip
    return table(
        "一份完整的检查记录算一次；作废和没有成行的抽取不算",
        ("规则", "适用于", "上限", "不计入", "现在", "依据"),
        rows,
    )


def _closed(state: State) -> Table:
    rows = [
        (one.name, labels.CLOSINGS[one.cause], f"{day(one.start)} 至 {day(one.end)}", listed(record.body.types),
         Cell(f"{moment(record.time)} 录入", places.record_url(record)))
        for record in reversed(state.school_calendars)
        for one in record.body.days
    ]  # fmt: skip
    return table("确需在这些日子检查的，要写明理由，并列入异常情况", ("日子", "原因", "起止", "适用对象", "台账"), rows)
