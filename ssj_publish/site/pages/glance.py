"""一眼看懂: what a parent asks of a school, on the first screen. When was it last looked at, what was found, has it
been put right, what comes next."""

from __future__ import annotations

from ssj_publish.core.living import Case, ResultState, VisitState
from ssj_publish.core.state import Draw
from ssj_publish.site.blocks import Cell, Tiles, day
from ssj_publish.site.pages import outcomes, places
from ssj_publish.site.view import View
from ssj_publish.words import labels

Tile = tuple[str, Cell, str]


def tiles(view: View, id_: str) -> Tiles:
    """Four tiles; what was never looked at is never green."""
    visits = [one for visit in view.visits[id_] if (one := view.state.visits[visit]).in_force]
    found = [view.state.results[result] for visit in visits for result in visit.results.values()]
    return Tiles((_last(visits), _found(view, visits, found), _mended(view, id_, found), _draws(view, id_)))


def _last(visits: list[VisitState]) -> Tile:
    if not visits:
        return "上次检查", Cell("还没有查过", tone="quiet"), "台账里没有到这里检查的记录"
    last = max(visits, key=lambda one: one.visit.date)
    return "上次检查", places.visit(last.record, day(last.visit.date)), f"一共查过 {len(visits)} 次"


def _found(view: View, visits: list[VisitState], found: list[ResultState]) -> Tile:
    """Of the last visit; the note says of how many in all."""
    if not visits:
        return "查出了什么", Cell("还没有查过", tone="quiet"), "没有查过，不等于没有问题"
    last = max(visits, key=lambda one: one.visit.date)
    told = [view.state.results[one] for one in last.results.values()]
    bad = [one for one in told if outcomes.wanting(one)]
    ever = sum(map(outcomes.wanting, found))
    note = f"历次共公示结果 {len(found)} 项，发现问题 {ever} 项"
    if not told:
        return "查出了什么", Cell("结果待公示", tone="warn"), note
    if bad:
        return "查出了什么", Cell(f"发现问题 {len(bad)} 项", places.visit(last.record).href, "warn"), note
    odd = next((one for one in told if one.result.code != "no-problem"), None)
    text = labels.RESULTS[odd.result.code] if odd else "未发现问题"
    return "查出了什么", Cell(text, tone="" if odd else "ok"), note


def _mended(view: View, id_: str, found: list[ResultState]) -> Tile:
    cases = [one for case in view.cases[id_] if (one := view.state.cases[case]).annulled is None]
    open_ = [one for one in cases if one.stage != "closed"]
    if open_:
        return "改了没有", _case(open_[-1], "warn"), f"正在处理 {len(open_)} 件"
    if cases:
        return "改了没有", _case(cases[-1], "ok"), f"处理过 {len(cases)} 件，都已结案"
    bad = [one for one in found if outcomes.wanting(one)]
    if bad and all(one.result.code == "corrected-on-order" for one in bad):
        return "改了没有", Cell("经责令已改正", tone="ok"), "没有立案"
    if bad:
        return "改了没有", Cell("没有立案", tone="warn"), "整改情况写在检查结果里"
    return "改了没有", Cell("没有要改的" if found else "—", tone="quiet"), "没有案件"


def _case(one: Case, tone: str) -> Cell:
    return Cell(outcomes.came(one), places.case(one.id).href, tone)


def _draws(view: View, id_: str) -> Tile:
    """Void draws are none that it took part in. What is sealed is told as far as it is public: that it is in the pool,
    and, once it has been visited, that it was drawn."""
    taken = [one for one in view.state.draws.values() if id_ in one.pool and one.void is None]
    drawn = sum(id_ in one.teams or id_ in one.visits for one in taken)
    note = f"参加抽取 {len(taken)} 次，抽中 {drawn} 次"
    for one in reversed(taken):
        if one.result is None and one.seal_holds is not False:
            return "接下来", _waits(one, id_), note
    if taken:
        return "接下来", Cell("没有正在进行的抽取", tone="quiet"), note
    return "接下来", Cell("还没有参加过抽取", tone="quiet"), note


def _waits(one: Draw, id_: str) -> Cell:
    text = (
        "已抽中（凭封存证明），名次待公开"
        if id_ in one.visits
        else f"在抽取池里，名单最迟 {day(one.commit.opens.date())} 公开"
    )
    return Cell(text, places.draw(one).href)
