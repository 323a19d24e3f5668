"""监管对象名录: the list with the way to each town, and a page a body."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial

from ssj_publish.core.reading.towns import UNSAID
from ssj_publish.site.blocks import Cell, Page, Strips, Table, Ways, day, facts, moment, section, sections, table
from ssj_publish.site.pages import glance, lots, outcomes, owing, places, registers, replies, towns
from ssj_publish.site.pages.draw import picture
from ssj_publish.site.view import Place, View
from ssj_publish.words import labels


def pages(view: View) -> Iterator[Page]:
    """All of them, one after another."""
    return lots.together(in_lots(view))


def in_lots(view: View) -> Iterator[lots.Lot[Page]]:
    """The list, and every body, removed ones too."""
    state = view.state
    if not state.bodies.history:
        return
    yield partial(_index, view)
    yield from lots.of(lambda id_: (_body(view, id_),), sorted(state.bodies.history))


def _index(view: View) -> Iterator[Page]:
    state = view.state
    current = [one for _, one in sorted(state.bodies.current.items())]
    gone = [
        one
        for id_ in sorted(state.bodies.history.keys() - state.bodies.current.keys())
        if (one := state.bodies.latest(id_))
    ]
    whole = towns.roster(view, current, "按编号排列；点名称看这个对象的全部记录")
    parts = sections(
        section("按乡镇（街道）看", _towns(view)),
        section(f"全部对象（{len(current)}）", whole),
        section(f"已移出（{len(gone)}）", towns.roster(view, gone, "已移出名录的对象")),
        registers.changes(state.bodies),
    )
    lead = (
        f"可能被抽查的学校、幼儿园和机构，现有 {len(state.bodies.current)} 个。"
        "每个都有自己的页面：名录怎么记载、参加过哪些抽取、查过几次、结果如何。"
    )
    yield Page(places.BODIES[1], "监管对象名录", lead, parts, places.BODIES, feed="feeds/registers.atom")


def _towns(view: View) -> Ways:
    counted = Counter(one.town for one in view.state.bodies.current.values())
    return Ways(
        tuple(
            Cell(f"{town or towns.UNSAID}（{counted[town]}）", places.town_url(view.towns[town] if town else UNSAID))
            for town in sorted(counted, key=lambda one: (one is None, one or ""))
        )
    )


def _body(view: View, id_: str) -> Page:
    state = view.state
    one = state.bodies.latest(id_)
    if one is None:
        raise KeyError(id_)
    plain = facts(
        ("编号", one.id),
        ("统一社会信用代码", one.code),
        ("名录", registers.standing(state.bodies, id_, "现在名录中", "已移出名录")),
        ("状态", labels.BODY_STATES[one.state]),
        ("类型", one.type),
        ("性质", one.ownership),
        ("学段", one.stage),
        ("地址", one.address),
        ("乡镇", towns.link(view, one.town)),
        ("信用等级", f"{one.credit_class} 级（{day(one.class_date)} 评定）"),
        ("办学许可证号", one.licence),
        ("所属主体", places.body(state, one.branch_of) if one.branch_of else None),
        ("涉企检查频次上限", labels.CAPPED[one.capped]),
    )
    parts = sections(
        section("一眼看懂", glance.tiles(view, id_)),
        owing.overdue(view, body=id_),
        section("检查和结果", _visits(view, id_, True)),
        section("已撤回和宣告无效的检查", _visits(view, id_, False)),
        section("依法处理", _cases(view, id_)),
        section("陈述申辩", replies.of_body(view, view.answers[id_])),
        section("参加过的抽取", _places(view, id_), _picture(view, id_)),
        section("名录记载", plain),
        registers.history(state.bodies, id_),
    )
    lead = f"{one.type}，{one.address}。"
    return Page(
        places.url("bodies", id_),
        one.name,
        lead,
        parts,
        places.BODIES,
        _newest(view, id_),
        feed=f"feeds/bodies/{places.file_name(id_)}.atom",
    )


def _newest(view: View, id_: str) -> str:
    """When the newest record was written that the page tells of: the register's, a draw's, a visit's, a result's, a
    case's, a reply."""
    state = view.state
    found = [state.bodies.history[id_][-1].record, *view.answers[id_]]
    for visit in view.visits[id_]:
        one = state.visits[visit]
        found += [one.record, *one.corrections, *filter(None, (one.retraction, one.annulment))]
        found += [
            step
            for result in view.findings[visit]
            for step in (result.record, *result.corrections, result.retraction, result.annulment)
            if step is not None
        ]
    for case in view.cases[id_]:
        found += [*state.cases[case].steps, *state.cases[case].undone]
    for draw in (one for one in state.draws.values() if id_ in one.pool):
        steps = (draw.record, draw.result, draw.void, *draw.substitutions)
        found += [step for step in steps if step is not None]
    return moment(max(one.time for one in found))


def _visits(view: View, id_: str, valid: bool) -> Table:
    rows = []
    for visit_id in reversed(view.visits[id_]):
        one = view.state.visits[visit_id]
        if one.in_force is not valid:
            continue
        told = outcomes.of_visit(view.state, one)
        rows.append((places.visit(one.record, day(one.visit.date)), labels.METHODS[one.visit.method], told))
    return table("新的在前；点日期看检查记录", ("日期", "方式", "结果"), rows, ("日期",))


def _cases(view: View, id_: str) -> Table:
    rows = []
    for case in reversed(view.cases[id_]):
        one = view.state.cases[case]
        rows.append(
            (places.case(case), labels.FORMS[one.opened.body.form], moment(one.opened.time), labels.STAGES[one.stage])
        )
    return table("案件，新的在前", ("案件", "形式", "立案时间", "进展"), rows)


def _places(view: View, id_: str) -> Table:
    rows = [
        (
            places.draw(one.draw, view.state.tasks[one.draw.commit.task].task.name),
            f"{one.ticket.credit_class} 级",
            f"第 {one.rank} 名，共 {one.size} 名，取前 {one.sample} 名",
            Cell(one.ticket.ticket[:12], tone="mono"),
            _fate(one),
        )
        for one in reversed(view.places[id_])
    ]
    return table(
        "同一等级内签号从小到大排名，排在前面的抽中", ("抽取", "等级", "名次", "签号（前 12 位）", "结果"), rows
    )


def _picture(view: View, id_: str) -> Strips | None:
    found = tuple(picture.own(view.state, one) for one in reversed(view.places[id_]))
    return Strips("圆点是这个对象的签号，从左到右由小到大。落在红线左边的，就抽中。", found) if found else None


def _fate(one: Place) -> Cell:
    """What came of a ticket."""
    drawn = one.ticket.drawn
    if one.draw.void is not None:
        return Cell("本会抽中（抽取已作废）" if drawn else "未抽中（抽取已作废）", tone="quiet")
    if one.ticket.body in one.draw.teams:
        return Cell("抽中" if drawn else "递补抽中", tone="ok")
    return Cell("抽中，后由他人递补" if drawn else "未抽中", tone="quiet")
