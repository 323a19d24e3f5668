"""Plans and tasks: what was promised."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime

from ssj_publish.core.kinds.plan import Declined, Task
from ssj_publish.core.reading import figures, standing
from ssj_publish.core.rules import elsewhere
from ssj_publish.core.state import PlanState, State, TaskState
from ssj_publish.site.blocks import (
    Block,
    Cell,
    Page,
    Prose,
    Section,
    Table,
    Tiles,
    day,
    facts,
    listed,
    moment,
    section,
    sections,
    table,
)
from ssj_publish.site.pages import drawn as drawn_list
from ssj_publish.site.pages import draws, owing, places
from ssj_publish.site.pages.draw import facts as parts
from ssj_publish.site.pages.visits import annulled
from ssj_publish.site.view import View


def pages(view: View) -> Iterator[Page]:
    """The list of years, a page a year, and a page a task."""
    state = view.state
    if not state.plans:
        return
    years: dict[int, list[PlanState]] = defaultdict(list)
    for one in state.plans.values():
        years[one.plan.year].append(one)
    parts = sections(
        *(section(f"{year} 年", *_summary(view, year, years[year])) for year in sorted(years, reverse=True))
    )
    lead = "查什么、查谁、查多少、什么时候查，都先写进经局领导批准的年度计划。没有列入计划的，不得抽取。"
    yield Page(places.PLANS[1], "年度抽查计划", lead, parts, places.PLANS)
    yield from (_year(view, year, years[year]) for year in sorted(years))
    yield from (_task(view, one) for one in state.tasks.values())


def _summary(view: View, year: int, plans: list[PlanState]) -> tuple[Tiles, Table]:
    counted = figures.of_year(view.state, year, view.times)
    tiles = Tiles(
        (
            ("任务", Cell(f"{counted.tasks} 项", places.plan_url(year)), "已批准"),
            ("抽取", drawn_cell(view.state, year), f"{counted.draws} 次，作废 {counted.voided} 次"),
            (
                "检查",
                places.counted(counted.visited, "家次", places.DRAWN, _task_year(year), drawn_list.SEEN),
                f"完成抽中的；公示结果 {counted.results} 项",
            ),
        )
    )
    rows = [(Cell(one.plan.title, places.plan_url(year)), len(one.plan.tasks), _approval(one)) for one in plans]
    return tiles, table("计划文件", ("计划", "任务数", "批准"), rows)


def drawn(state: State, year: int) -> int:
    """Bodies that draws of the year's tasks have given, as often as each was: nothing is drawn by a promise alone."""
    tasks = [one for one in state.tasks.values() if one.task.start.year == year]
    made = [state.draws[id_] for one in tasks for id_ in one.draws]
    live = [one for one in made if one.void is None and (one.result is not None or one.seal is not None)]
    return sum(stratum.sample for one in live for stratum in one.commit.strata)


def drawn_cell(state: State, year: int) -> Cell:
    """The same, leading to these where all of them are public, else to the draws."""
    count = drawn(state, year)
    live = [state.draws[id_] for one in state.tasks.values() if one.task.start.year == year for id_ in one.draws]
    if any(one.void is None and one.result is None and one.seal is not None for one in live):
        return Cell(f"{count} 家次", places.DRAWS[1])
    return places.counted(count, "家次", places.DRAWN, _task_year(year))


def _task_year(year: int) -> tuple[str, str]:
    return places.of_year("任务年度", year)


def _approval(one: PlanState) -> Cell:
    approval = one.approval
    if approval is None:
        return Cell("尚未批准", tone="warn")
    return Cell(f"{moment(approval.time)} {approval.body.document}", places.record_url(approval), "ok")


def _published(one: PlanState) -> datetime:
    """A plan is published by its approval; what is not approved yet is shown as the draft that it is."""
    return one.approval.time if one.approval is not None else one.record.time


def _filing(state: State, one: PlanState) -> Cell | None:
    """Where and when the plan was filed, or by when it must be."""
    if one.filing is not None:
        said = one.filing.body
        return Cell(f"{day(said.date)} {said.authority} {said.number}", places.record_url(one.filing), "ok")
    return Cell("尚未备案", tone="warn") if one.approval is not None else None


def _year(view: View, year: int, plans: list[PlanState]) -> Page:
    counted = _summary(view, year, plans)[0]
    parts = sections(section("一眼看懂", counted), *(part for one in plans for part in _plan(view, one)))
    lead = f"{year} 年要做的抽查：每个任务查谁、查什么、抽多少，做到了哪一步。"
    approved = [one.approval.body.document for one in plans if one.approval is not None]
    published, title = moment(max(map(_published, plans))), f"{year} 年度抽查计划"
    return Page(places.plan_url(year), title, lead, parts, places.PLANS, published, document=listed(approved))


def _plan(view: View, one: PlanState) -> Iterator[Section | None]:
    state = view.state
    told = facts(
        ("提报", listed(f"{places.role(state, state.proposals[id_].body.office)}" for id_ in one.plan.proposals)),
        ("汇总", Cell(f"{moment(one.record.time)} 政策法规科", places.record_url(one.record))),
        ("批准", _approval(one)),
        ("备案", _filing(state, one)),
    )
    rows = [
        (places.task(state, task.id), places.role(state, task.office), listed(task.scope), ratios(task),
         owing.span(view, task), progress(state, state.tasks[task.id]))
        for task in one.plan.tasks
    ]  # fmt: skip
    yield section(
        one.plan.title, told, table("任务", ("任务", "发起科室", "对象范围", "抽取比例", "时间", "进展"), rows)
    )
    yield section("提报后没有列入的任务", _gone(state, one.plan.declined, "没有列入"))
    yield section("取消的任务", _gone(state, one.plan.cancelled, "取消"))


def _gone(state: State, declined: tuple[Declined, ...], caption: str) -> Table:
    rows = [(places.task(state, one.task) if one.task in state.tasks else one.task, one.reason) for one in declined]
    return table(f"{caption}的理由", ("任务", "理由"), rows)


def progress(state: State, one: TaskState) -> Cell:
    """How far a task has come: in a word, and as a bar once bodies are being visited."""
    if one.cancelled is not None:
        return Cell("已取消", tone="quiet")
    live = next((state.draws[id_] for id_ in reversed(one.draws) if state.draws[id_].void is None), None)
    if live is None:
        there = elsewhere.live(state, one.task.id)
        if there is None:
            return Cell("待抽取", tone="warn")
        done, whole = len(there.visits), len(there.body.drawn)
        href = seen_of(state, one, "2") if done else ""
        return Cell(f"外部平台抽取，已查 {done}/{whole}", href, "warn", 1000 * done // whole)
    count = sum(stratum.sample for stratum in live.commit.strata)
    href = seen_of(state, one) if live.visits else ""
    if live.result is None:
        if live.seal is None:
            return Cell("已承诺，待抽取")
        return Cell(
            f"已抽取未公开，已查 {len(live.visits)}/{count}", href, bar=1000 * len(live.visits) // max(1, count)
        )
    done = all(not set(state.visits[v].visit.items) - state.visits[v].results.keys() for v in live.visits.values())
    if len(live.visits) + len(live.avoided) == len(live.teams) and done:
        return Cell(f"已完成（{len(live.visits)} 个对象）", href, "ok", 1000)
    return Cell(f"已查 {len(live.visits)}/{len(live.teams)}", href, bar=1000 * len(live.visits) // len(live.teams))


def seen_of(state: State, one: TaskState, mark: str = "") -> str:
    """The list of those drawn for the task that have been visited; ``mark`` 2 of those drawn on another platform."""
    chosen = (("任务", places.task(state, one.task.id).text), drawn_list.SEEN)
    return places.chosen(places.DRAWN, *((f"{mark}{head}", value) for head, value in chosen))


def _task(view: View, one: TaskState) -> Page:
    state, task = view.state, one.task
    told = facts(
        ("进展", progress(state, one)),
        ("取消理由", one.cancelled),
        ("时间", owing.span(view, task)),
        ("发起科室", places.role(state, task.office)),
        ("响应科室", listed(places.role(state, partner) for partner in task.partners)),
        ("任务类型", "定向" if task.directed else "不定向"),
        ("专项检查", "是，检查前须另行审批" if task.special else None),
        ("对象范围", listed(task.scope)),
        ("乡镇", listed(task.towns) or "全县"),
        ("抽取比例", ratios(task)),
        ("每个等级至少", f"{task.minimum} 个" if task.minimum else None),
        ("抽查频次", frequencies(task) or None),
        ("由以下任务合并", listed(task.merged_from)),
        ("备注", task.remark),
        ("所在计划", Cell(state.plans[one.plan].plan.title, places.plan_url(state.plans[one.plan].plan.year))),
    )
    items = table(
        "抽查事项", ("事项", "责任科室"), [(places.item(state, id_), _office(state, id_)) for id_ in task.items]
    )
    made = table(
        "这项任务的抽取",
        ("抽取", "承诺时间", "抽取数", "状态"),
        [
            (
                places.draw(draw, f"第 {draw.commit.ordinal} 次"),
                moment(draw.record.time),
                draws.sample(draw),
                draws.status(draw),
            )
            for draw in (state.draws[id_] for id_ in one.draws)
        ],
    )
    plan = state.plans[one.plan]
    return Page(
        places.url("tasks", task.id),
        f"{task.name}（{task.id}）",
        "年度计划中的一项抽查任务。",
        sections(
            section("任务", told),
            owing.overdue(view, task=task.id),
            section("抽取", made),
            *_elsewhere(state, one),
            section("查什么", items),
            section("计划批准时的名单", *_standing(state, one)),
        ),
        places.PLANS,
        moment(_published(plan)),
    )


def _standing(state: State, one: TaskState) -> list[Block]:
    """Whom the approved plan is about: bodies and inspectors as they then stood."""
    found = standing.at_approval(state, one)
    if found is None:
        return []
    told = facts(
        ("批准", places.record(found.approval)),
        ("范围内的对象", f"{len(found.bodies)} 个"),
        ("可以参加的检查人员", f"{len(found.inspectors)} 名"),
        ("对象名单的 SHA-256", Cell(found.digest, tone="mono")),
    )
    bodies = table("批准时范围内、状态正常的对象", ("对象",), [(places.body(state, id_),) for id_ in found.bodies])
    people = table(
        "证件在任务期间有效、能查其中事项的人员",
        ("检查人员",),
        [(places.inspector(state, id_),) for id_ in found.inspectors],
    )
    return [told, bodies, people]


def _elsewhere(state: State, one: TaskState) -> Iterator[Section | None]:
    """Draws that were made on another platform, for what they are."""
    for id_ in one.elsewhere:
        found = state.elsewhere[id_]
        said = found.body
        told = facts(
            ("状态", Cell(annulled(found.annulment), tone="struck") if found.annulment else "有效"),
            ("平台", said.platform),
            ("平台上的任务编号", said.number),
            ("抽取时间", moment(said.time)),
            ("台账", places.record(found.record)),
        )
        trust = "这次抽取无法核对：随机数、名单和人员都由外部平台给出，台账里没有可以重算的依据。"
        rows = [
            (places.body(state, named.body), listed(places.inspector_name(state, who) for who in named.team),
             places.visit(state.visits[found.visits[named.body]].record, "已查") if named.body in found.visits else None)
            for named in said.drawn
        ]  # fmt: skip
        files = [(file.name, f"{file.size} 字节", Cell(file.sha256, tone="mono")) for file in said.evidence]
        yield section(
            f"在{said.platform}上的抽取",
            Prose((trust,), "warn"),
            told,
            table("平台给出的名单", ("对象", "检查人员", "检查"), rows),
            table("截图等文件留在科室，这里只公开指纹", ("名称", "大小", "SHA-256"), files),
        )


def _office(state: State, item: str) -> str:
    found = state.items.latest(item)
    return places.role(state, found.office) if found else ""


def ratios(task: Task) -> str:
    """``A 级 5%，B 级 10%``, or ``共 8 个``."""
    if task.number:
        return f"共 {task.number} 个"
    return "，".join(f"{ratio.credit_class} 级 {parts.share(ratio.p, ratio.q)}" for ratio in task.ratios)


def frequencies(task: Task) -> str:
    """``A 级每 2 年 1 次，D 级每年 2 次``."""
    return "，".join(
        f"{one.credit_class} 级每{f' {one.years} ' if one.years > 1 else ''}年 {one.times} 次"
        for one in task.frequencies
    )
