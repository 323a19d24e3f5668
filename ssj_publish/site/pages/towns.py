"""按乡镇看: what a parent, a headteacher or a journalist asks of one town. Its schools, its visits, what was found,
what came of it, who was never drawn. A body is of the town that the register names last."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import msgspec

from ssj_publish.core.kinds.registers import Body
from ssj_publish.core.living import Case, ResultState, VisitState
from ssj_publish.core.reading import towns, ways
from ssj_publish.site.blocks import Cell, Mosaic, Page, Prose, Table, Tiles, day, listed, section, sections, table
from ssj_publish.site.disclosed import words
from ssj_publish.site.pages import caselist, outcomes, places, undrawn
from ssj_publish.site.view import View
from ssj_publish.words import labels

UNSAID = "未注明乡镇"


@dataclass(frozen=True, slots=True)
class Town:
    """Ids of bodies, in the register and out of it; visits and findings in force, newest first; cases, newest first."""

    name: str
    number: int
    bodies: Sequence[str]
    gone: Sequence[str]
    visits: Sequence[VisitState]
    problems: Sequence[ResultState]
    cases: Sequence[Case]


def pages(view: View) -> Iterator[Page]:
    """The list, and a page a town that has or had bodies."""
    if not view.state.bodies.history:
        return
    found = list(gathered(view))
    yield _index(view, found)
    yield from (_page(view, one) for one in found)


def link(view: View, town: str | None) -> Cell | None:
    """A town by its name; None for a body of which it is not said."""
    return Cell(town, places.town_url(view.towns[town])) if town is not None else None


def gathered(view: View) -> Iterator[Town]:
    """Every town with a body, by name; those without one last."""
    state = view.state
    of: dict[str | None, list[str]] = defaultdict(list)
    for id_ in sorted(state.bodies.history):
        of[towns.town_of(state, id_)].append(id_)
    for name in sorted(of, key=lambda one: (one is None, one or "")):
        ids = of[name]
        visits = [one for id_ in ids for visit in view.visits[id_] if (one := state.visits[visit]).in_force]
        results = [state.results[one] for visit in visits for one in visit.results.values()]
        opened = [state.cases[one] for id_ in ids for one in view.cases[id_]]
        yield Town(
            name or UNSAID,
            view.towns[name] if name is not None else towns.UNSAID,
            [id_ for id_ in ids if id_ in state.bodies.current],
            [id_ for id_ in ids if id_ not in state.bodies.current],
            sorted(visits, key=lambda one: (one.visit.date, one.record.seq), reverse=True),
            sorted(filter(outcomes.wanting, results), key=lambda one: one.record.seq, reverse=True),
            sorted(opened, key=lambda one: one.opened.seq, reverse=True),
        )


def _index(view: View, found: Sequence[Town]) -> Page:
    year = view.today.year
    rows = []
    for one in found:
        seen = len(_seen(one, year))
        bar = 1000 * seen // len(one.bodies) if one.bodies else None
        rows.append(
            (
                Cell(one.name, places.town_url(one.number)),
                _counted(one, len(one.bodies), "个", places.BODIES),
                msgspec.structs.replace(
                    _counted(one, seen, "个", places.BODIES, places.of_year("查过的年度", year)), bar=bar
                ),
                _counted(
                    one,
                    len(_of_year(view, one, year)),
                    "项",
                    places.RESULTS,
                    places.of_year("检查日期", year),
                    outcomes.CHOOSE_WANTING,
                ),
                _counted(one, len(_open(one)), "件", places.CASES, caselist.OPEN),
                _counted(one, len(undrawn.never(view.state, one.bodies)), "个", places.UNDRAWN),
            )
        )
    head = ("乡镇（街道）", "对象", "今年查过", "今年发现问题", "正在处理", "从未抽中")
    lead = "选一个乡镇（街道），看那里有哪些学校和机构、查过哪些、发现了什么、处理到哪一步。"
    listed = table(f"今年是 {year} 年；点名称看这个乡镇的全部记录", head, rows)
    parts = sections(section(f"{year} 年查过多少", mosaic(view, found)), section("各乡镇（街道）", listed))
    return Page(places.TOWNS[1], places.TOWNS[0], lead, parts, places.TOWNS)


def mosaic(view: View, found: Iterable[Town]) -> Mosaic:
    """A square a town, with how many of its bodies have been visited this year."""
    year = view.today.year
    squares = []
    for one in found:
        seen, whole = len(_seen(one, year)), len(one.bodies)
        value = Cell(f"{seen}/{whole} 个", places.town_url(one.number), bar=1000 * seen // whole if whole else 0)
        squares.append((one.name, value))
    caption = (
        f"一格一个乡镇（街道），按名称排列，不表示位置；数字是 {year} 年查过的对象和全部对象，点开看那里的全部记录"
    )
    return Mosaic(caption, tuple(squares))


def _counted(
    one: Town, count: int, unit: str, column: places.Column, *choices: tuple[str, str], tone: str = ""
) -> Cell:
    """A number that leads to what it counts."""
    if one.number == towns.UNSAID:  # no list can be told to show whose town nobody said
        return Cell(f"{count} {unit}", tone=tone if count else "")
    return places.counted(count, unit, column, ("乡镇", one.name), *choices, tone=tone)


def counts(view: View, one: Town) -> tuple[Cell, ...]:
    """For a comparison: its bodies, visits ever, bodies visited this year, problems, cases, and those never drawn."""
    year = view.today.year
    valid = sum(case.annulled is None for case in one.cases)
    return (
        _counted(one, len(one.bodies), "个", places.BODIES),
        _counted(one, len(one.visits), "家次", places.VISITS),
        _counted(one, len(_seen(one, year)), "个", places.BODIES, places.of_year("查过的年度", year)),
        _counted(one, len(one.problems), "项", places.RESULTS, outcomes.CHOOSE_WANTING),
        _counted(one, valid, "件", places.CASES),
        _counted(one, len(undrawn.never(view.state, one.bodies)), "个", places.UNDRAWN),
    )


def _page(view: View, one: Town) -> Page:
    state = view.state
    gone = [body for id_ in one.gone if (body := state.bodies.latest(id_))]
    current = [state.bodies.current[id_] for id_ in one.bodies]
    parts = sections(
        section("一眼看懂", _tiles(view, one)),
        section(f"监管对象（{len(current)}）", roster(view, current, f"{one.name}的监管对象", town=False)),
        section(f"发现的问题（{len(one.problems)}）", _problems(view, one)),
        section(f"依法处理（{len(one.cases)}）", _cases(view, one)),
        section(f"检查（{len(one.visits)}）", visits(view, one.visits, town=False)),
        section("从未抽中", _never(view, one)),
        section(f"已移出名录（{len(gone)}）", roster(view, gone, "已移出名录的对象", town=False)),
    )
    lead = f"{one.name}现有监管对象 {len(current)} 个，历年检查 {len(one.visits)} 家次。"
    return Page(places.town_url(one.number), one.name, lead, parts, places.TOWNS, feed=f"feeds/towns/{one.number}.atom")


def _tiles(view: View, one: Town) -> Tiles:
    year = view.today.year
    seen, open_ = _seen(one, year), _open(one)
    ever = {visit.visit.body for visit in one.visits} & set(one.bodies)
    never = undrawn.never(view.state, one.bodies)
    bad = len(_of_year(view, one, year))
    return Tiles(
        (
            (
                f"{year} 年查过",
                _counted(one, len(seen), "个对象", places.BODIES, places.of_year("查过的年度", year)),
                f"名录里有 {len(one.bodies)} 个，其中历年查过 {len(ever)} 个",
            ),
            (
                f"{year} 年发现问题",
                _counted(
                    one,
                    bad,
                    "项",
                    places.RESULTS,
                    places.of_year("检查日期", year),
                    outcomes.CHOOSE_WANTING,
                    tone="warn",
                ),
                f"历年 {len(one.problems)} 项，按公示日期算",
            ),
            (
                "正在处理",
                _counted(one, len(open_), "件", places.CASES, caselist.OPEN, tone="warn"),
                f"历年立案 {sum(case.annulled is None for case in one.cases)} 件",
            ),
            (
                "从未抽中",
                _counted(one, len(never), "个对象", places.UNDRAWN),
                "参加过抽取，一次也没有抽中",
            ),
        )
    )


def _seen(one: Town, year: int) -> set[str]:
    """Bodies of the register that were visited in ``year``, each once."""
    return {visit.visit.body for visit in one.visits if visit.visit.date.year == year} & set(one.bodies)


def _of_year(view: View, one: Town, year: int) -> list[ResultState]:
    """By the day of the visit, as everywhere that a year is counted."""
    return [found for found in one.problems if view.state.visits[found.result.visit].visit.date.year == year]


def _open(one: Town) -> list[Case]:
    return [case for case in one.cases if case.stage != "closed" and case.annulled is None]


def roster(view: View, bodies: Sequence[Body], caption: str, town: bool = True) -> Table:
    """Bodies as a reader looks for them: where, of what type, when last looked at, what was found then."""
    rows = []
    for one in bodies:
        last = max(
            (visit for id_ in view.visits[one.id] if (visit := view.state.visits[id_]).in_force),
            key=lambda visit: (visit.visit.date, visit.record.seq),
            default=None,
        )
        told = outcomes.briefly(view.state, last) if last else Cell("还没有查过", tone="quiet")
        state = Cell(labels.BODY_STATES[one.state], tone="" if one.state == "active" else "warn")
        seen = places.visit(last.record, day(last.visit.date)) if last else Cell("没有", tone="quiet")
        years = sorted(
            {found.visit.date.year for id_ in view.visits[one.id] if (found := view.state.visits[id_]).in_force}
        )
        name = Cell(one.name, places.url("bodies", one.id))
        where = (link(view, one.town) or Cell(UNSAID, places.town_url(towns.UNSAID)),) if town else ()
        rows.append(
            (
                name,
                one.id,
                *where,
                one.type,
                f"{one.credit_class} 级",
                state,
                seen,
                listed(f"{year} 年" for year in years) or None,
                told,
            )
        )
    head = (
        "名称",
        "编号",
        *(("乡镇",) if town else ()),
        "类型",
        "信用等级",
        "状态",
        "上次检查",
        "查过的年度",
        "查出了什么",
    )
    chosen = (*(("乡镇",) if town else ()), "类型", "信用等级", "状态", "上次检查", "查过的年度", "查出了什么")
    return table(caption, head, rows, chosen)


def visits(view: View, found: Sequence[VisitState], town: bool = True) -> Table:
    """Visits as given: who, how it came to it, by which office, what was found."""
    state = view.state
    rows = []
    for one in found:
        body = places.body(state, one.visit.body)
        kind = state.bodies.latest(one.visit.body)
        where = (link(view, towns.town_of(state, one.visit.body)),) if town else ()
        rows.append(
            (
                places.visit(one.record, day(one.visit.date)),
                body,
                *where,
                kind.type if kind else None,
                labels.WAYS[ways.way(state, one.visit)],
                places.role(state, ways.office(state, one.visit)),
                outcomes.briefly(state, one),
            )
        )
    chosen = ("检查日期", *(("乡镇",) if town else ()), "类型", "检查种类", "科室", "查出了什么")
    head = ("检查日期", "对象", *(("乡镇",) if town else ()), "类型", "检查种类", "科室", "查出了什么")
    return table("新的在前；点日期看检查记录", head, rows, chosen)


def _problems(view: View, one: Town) -> Table:
    state = view.state
    rows = []
    for found in one.problems:
        visit = state.visits[found.result.visit]
        rows.append(
            (
                places.visit(visit.record, day(view.times.day(found.record))),
                places.body(state, visit.visit.body),
                outcomes.item_name(state, found.result.item),
                words(view, found.result.finding),
                outcomes.told(state, found),
            )
        )
    head = ("公示日期", "对象", "事项", "发现的问题", "结果")
    return table("新的在前；点日期看检查记录", head, rows, ("公示日期", "事项", "结果"))


def _cases(view: View, one: Town) -> Table:
    return caselist.listing(view, one.cases, "案件，新的在前", town=False)


def _never(view: View, one: Town) -> Table | Prose:
    state = view.state
    rows = [
        (
            places.body(state, id_),
            state.bodies.current[id_].type,
            f"{len(taken)} 次",
            day(taken[0].record.time.date()),
            undrawn.chance(id_, taken),
        )
        for id_, taken in undrawn.never(state, one.bodies)
    ]
    head = [one for one in undrawn.HEAD if one != "乡镇"]
    if not rows:
        return Prose(
            ("参加过抽取的对象，都抽中过。",) if _pooled(view, one) else ("这里的对象还没有参加过抽取。",), "note"
        )
    return table("参加次数多的在前", head, rows, ("类型",))


def _pooled(view: View, one: Town) -> bool:
    return any(view.places[id_] for id_ in one.bodies)
