"""The tables of a draw's page: who was drawn, how many, who visits, who stayed out."""

from __future__ import annotations

from ssj_publish.core.kinds.draw import Stratum
from ssj_publish.core.reading import scope
from ssj_publish.core.rules import knowing
from ssj_publish.core.state import Draw, State
from ssj_publish.site.blocks import Block, Cell, Table, day, facts, listed, moment, table
from ssj_publish.site.pages import places
from ssj_publish.words import labels


def drawn(state: State, one: Draw) -> Table | None:
    """Bodies and teams as they are now, or, for a void draw, as they would have been."""
    found = one.outcome or one.computed
    if found is None:
        return None
    listing = (
        one.teams
        if one.void is None and one.outcome is not None
        else {visitee.body: visitee.team for visitee in found.drawn}
    )
    tickets = {ticket.body: ticket for ticket in found.tickets}
    rows = [
        (places.body(state, body), f"{tickets[body].credit_class} 级", Cell(tickets[body].ticket[:12], tone="mono"),
         listed(places.inspector_name(state, id_) for id_ in team), _progress(state, one, body))
        for body, team in listing.items()
    ]  # fmt: skip
    caption = "抽中的对象（含递补）" if one.void is None else "本来会抽中的对象"
    return table(caption, ("对象", "等级", "签号（前 12 位）", "检查人员", "进展"), rows)


def astray(state: State, one: Draw) -> Table | None:
    """Visits made under a false seal, to whom the draw did not send anybody, or not these."""
    given = knowing.given(one)
    rows = []
    for body, id_ in one.astray.items():
        found = state.visits[id_]
        people = listed(places.inspector_name(state, who) for who in found.visit.inspectors)
        fate = "抽中了，但应由别的小组检查" if body in given else "没有被抽中"
        rows.append(
            (
                places.body(state, body),
                day(found.visit.date),
                people,
                Cell(fate, tone="late"),
                places.visit(found.record),
            )
        )
    return (
        table("在不实的封存之下检查的", ("对象", "检查日期", "检查人员", "与抽取结果相比", "检查记录"), rows)
        if rows
        else None
    )


def _progress(state: State, one: Draw, body: str) -> Cell:
    if one.void is not None:
        return Cell("抽取已作废", tone="quiet")
    visit = one.visits.get(body)
    if body in one.avoided:
        return Cell("免予检查，其他部门的结果代替", places.record_url(state.records[one.avoided[body]]), "quiet")
    if visit is None:
        return Cell("待检查", tone="warn")
    found = state.visits[visit]
    missing = len(set(found.visit.items) - found.results.keys())
    told = f"已查，还有 {missing} 项结果待公示" if missing else "已查，结果已公示"
    link = places.visit(found.record, told)
    return Cell(link.text, link.href, "" if missing else "ok")


def strata(one: Draw) -> Table:
    """n, k and the rule."""
    strata = one.commit.strata
    minimum = max((s.minimum for s in strata), default=0)
    numbered = bool(strata) and not any(s.p for s in strata) and minimum > 0
    caption = (
        f"计划写明共抽 {sum(s.sample for s in strata)} 个：从信用最低的等级起，按对象数分摊余下的，有小数就进一"
        if numbered
        else "抽取数 = 对象数 × 比例，有小数就进一" + (f"，每个等级至少 {minimum} 个" if minimum else "")
    )
    rows = [(f"{s.credit_class} 级", s.size, "" if numbered else share(s.p, s.q), s.sample, rule(s)) for s in strata]
    return table(caption, ("信用等级", "对象数", "比例", "抽取数", "怎么算"), rows)


def share(p: int, q: int) -> str:
    """``5%`` where that is exact, else ``1/3``."""
    return f"{100 * p // q}%" if 100 * p % q == 0 else f"{p}/{q}"


def rule(s: Stratum) -> str:
    """How the number came about, in a line.

    >>> rule(Stratum(credit_class="A", size=93, p=5, q=100, minimum=0, sample=5))
    '93 × 5 ÷ 100 = 4.65，进一为 5'
    >>> rule(Stratum(credit_class="A", size=3, p=5, q=100, minimum=5, sample=3))
    '3 × 5 ÷ 100 = 0.15，进一为 1；至少 5；最多 3'
    """
    if s.size == 0:
        return "没有对象，不抽"
    if s.p == 0 and s.minimum:
        return f"计划的数量分摊到这一级为 {s.minimum}"
    whole, rest = divmod(s.size * s.p, s.q)
    told = f"{s.size} × {s.p} ÷ {s.q} = {_decimal(whole, rest, s.q)}" + (f"，进一为 {whole + 1}" if rest else "")
    share = whole + bool(rest)
    if s.minimum > share:
        told += f"；至少 {s.minimum}"
    return told + (f"；最多 {s.size}" if max(share, s.minimum) > s.size else "")


def _decimal(whole: int, rest: int, q: int) -> str:
    if not rest:
        return str(whole)
    digits, exact = divmod(rest * 1000, q)
    return f"{whole}.{digits:03d}".rstrip("0") + ("…" if exact else "")


def substitutions(state: State, one: Draw) -> Table:
    """Who left, who stepped in, and why."""
    rows = []
    for record in one.substitutions:
        body = record.body
        link = places.inspector if body.inspector else places.body
        gone = link(state, body.inspector or body.body)
        new = link(state, body.replacement) if body.replacement else Cell("没有人可以递补", tone="warn")
        rows.append(
            (moment(record.time), gone, new, labels.SUBSTITUTIONS[body.reason], body.explanation, places.record(record))
        )
    return table("按公布的顺序依次递补，不得另选", ("时间", "退出", "递补", "情形", "说明", "台账"), rows)


def people(state: State, one: Draw) -> list[Block]:
    """Slots, cap, recusals."""
    commit = one.commit
    slots = [
        (f"第 {n} 人", listed(places.item(state, id_).text for id_ in slot.items), f"{len(able)} 人")
        for n, (slot, able) in enumerate(zip(commit.slots, one.eligible, strict=True), 1)
    ]
    told = facts(
        ("符合条件", f"{len(commit.inspectors)} 人（执法证在任务期间全程有效，且可检查有关事项）"),
        ("每人至多", f"{commit.cap} 个对象"),
        ("回避", f"{len(commit.recusals)} 对（人员与对象），抽取前已登记" if commit.recusals else "没有"),
    )
    return [told, table("每个检查小组的组成", ("位置", "要能检查", "符合条件的人"), slots), recusals(state, one)]


def eligible(state: State, one: Draw) -> Table:
    """Everybody who could be sent, with their load once it is known."""
    loads = one.outcome.loads if one.outcome is not None else None
    rows = []
    for id_ in one.commit.inspectors:
        found = state.inspectors.latest(id_)
        cells = (places.inspector(state, id_), found.unit if found else None)
        rows.append((*cells, loads.get(id_, 0)) if loads is not None else cells)
    head = ("姓名", "单位", "抽取时分到的对象数")
    return table("检查人员也是随机派的，尽量平均", head if loads is not None else head[:2], rows)


def excluded(state: State, one: Draw) -> Table:
    """Bodies in the task's scope that could not be drawn, and why."""
    rows = [
        (places.body(state, body), labels.EXCLUSIONS[group.reason])
        for group in one.commit.excluded
        for body in group.bodies
    ]
    return table("在任务范围内、但不能抽取", ("对象", "原因"), rows)


def left(state: State, one: Draw) -> Table:
    """Bodies that were in the scope when the items were last drawn, and are not now."""
    rows = []
    for gone in scope.left(state, one):
        before = state.draws[gone.since]
        name = places.draw(before, f"{state.tasks[before.commit.task].task.name}（{places.draw_name(before)}）")
        cells = (places.body(state, gone.body), labels.LEAVINGS[gone.how], name)
        rows.append((*cells, places.record(gone.record) if gone.record else None))
    return table("上次抽取时在范围之内，这次不在", ("对象", "原因", "上次抽取", "台账"), rows)


def recusals(state: State, one: Draw) -> Table:
    """Who may not visit whom, by name; only the kind of ground is public."""
    known = {(found.body.inspector, found.body.body): found for found in state.recusals.values()
             if found.record.seq < one.record.seq}  # fmt: skip
    rows = []
    for pair in one.commit.recusals:
        found = known[pair.inspector, pair.body]
        rows.append(
            (places.inspector(state, pair.inspector), places.body(state, pair.body), labels.GROUNDS[found.body.ground],
             moment(found.record.time), places.record(found.record))
        )  # fmt: skip
    return table("抽取前登记的回避", ("检查人员", "不得检查", "类别", "登记时间", "台账"), rows)


def order(state: State, one: Draw) -> Table | None:
    """All tickets, by class and rank."""
    if one.outcome is None:
        return None
    rows = []
    ranks: dict[str, int] = {}
    for ticket in one.outcome.tickets:
        rank = ranks[ticket.credit_class] = ranks.get(ticket.credit_class, 0) + 1
        fate = (
            Cell("抽中", tone="ok")
            if ticket.drawn
            else Cell(f"候补第 {rank - _sample(one, ticket.credit_class)}", tone="quiet")
        )
        rows.append(
            (
                places.body(state, ticket.body),
                ticket.body,
                f"{ticket.credit_class} 级",
                rank,
                Cell(ticket.ticket, tone="mono"),
                fate,
            )
        )
    return table("同一等级内签号从小到大排名", ("对象", "编号", "等级", "名次", "签号", "结果"), rows)


def _sample(one: Draw, credit_class: str) -> int:
    return next(stratum.sample for stratum in one.commit.strata if stratum.credit_class == credit_class)


def pool(state: State, one: Draw) -> Table | None:
    """The frozen pool, where no tickets list it already."""
    if one.outcome is not None:
        return None
    rows = [
        (places.body(state, id_), id_, f"{credit_class} 级", class_day)
        for id_, (credit_class, class_day) in sorted(one.pool.items())
    ]
    return table("承诺时固定的全部对象", ("对象", "编号", "等级", "评定日期"), rows)
