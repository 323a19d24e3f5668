"""What an import would mean, told before anything is signed: counts, ranks of legal bases, and what no task covers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import click

from ssj_publish.cli._screen import say, say_json
from ssj_publish.core.draw.commitment import pool_of, strata_of
from ssj_publish.core.kinds.case import CaseOpen
from ssj_publish.core.kinds.inspection import Result
from ssj_publish.core.kinds.plan import Task
from ssj_publish.core.kinds.registers import Body
from ssj_publish.core.state import State
from ssj_publish.importers import coverage, heads, wording
from ssj_publish.importers.cases import told
from ssj_publish.importers.coverage import Uncovered
from ssj_publish.importers.reading import Import
from ssj_publish.importers.visits import Planned
from ssj_publish.words import labels


def checked(found: Import[Any], as_json: bool) -> Import[Any]:
    """The import if it has no fault; else every fault, a line each, and the code for bad input."""
    if as_json and found.faults:
        say_json({"faults": [wording.sentence(one) for one in found.faults]})
        raise click.exceptions.Exit(2)
    for notice in found.notices:
        say(("请核对：" if notice.doubt else "") + wording.sentence(notice), err=True)
    for fault in found.faults:
        say(wording.sentence(fault), err=True)
    if found.faults:
        say(f"共 {len(found.faults)} 处问题，没有导入任何内容。请改好后重新导入。", err=True)
        raise click.exceptions.Exit(2)
    return found


def tell(name: str, built: Any, state: State) -> None:
    """Counts of a change to register ``name`` (items, bodies, inspectors)."""
    entries = (*built.added, *built.changed)
    if name == "items":
        for item in entries:
            bases = "；".join(f"{one.title}［{labels.BASIS_LEVELS[one.level]}］" for one in item.basis)
            say(f"{item.id} 的检查依据：{bases}")
    if name == "bodies":
        for field in ("type", "town", "credit_class"):
            counts = Counter(getattr(one, field) or "（空）" for one in entries)
            say(
                f"{labels.field(Body, field)}："
                + "，".join(f"{value} {count} 个" for value, count in sorted(counts.items()))
            )
        days = [one.class_date for one in entries]
        if days:
            say(f"等级评定日期：{min(days)} 至 {max(days)}")
        gone = {one.id for one in built.removed}
        after = {id_: one for id_, one in state.bodies.current.items() if id_ not in gone}
        after |= {one.id: one for one in entries}
        tasks = [one.task for one in state.tasks.values()]
        _tell(coverage.of_bodies(after.values(), state.items.current.values(), tasks))


def tell_tasks(tasks: Sequence[Task], state: State) -> bool:
    """Tell what the tasks name and no body in force has, and the near misses among the bodies; whether there is any."""
    bodies = state.bodies.current.values()
    near = [one for one in coverage.of_bodies(bodies, (), tasks) if one.near is not None]
    found = (*coverage.of_tasks(tasks, bodies), *near)
    _tell(found)
    return bool(found)


def _tell(found: Sequence[Uncovered]) -> None:
    for one in found:
        near = f"；相近的写法：“{one.near}”" if one.near else ""
        what = (
            f"{one.count} 个对象不在任何事项或任务的范围内，不会被抽到" if one.count else "名录库中没有这样的在册对象"
        )
        say(f"请核对：{labels.field(Body, one.field)}“{one.value}”{what}{near}。", err=True)


def tell_reading(found: Import[Any]) -> None:
    """Which column was read as what, and how many rows were read and left."""
    same = {one for one in found.columns if heads.normalized(one[1]) == heads.normalized(one[2])}
    other = "，".join(
        f"{letter} 列“{head}”→{title}" for letter, head, title in found.columns if (letter, head, title) not in same
    )
    own = "、".join(title for letter, head, title in found.columns if (letter, head, title) in same)
    told = [f"照表头读取 {own}" if own else "", other]
    say(f"各列读作：{'；'.join(one for one in told if one)}")
    say(f"读取 {found.rows} 行，跳过 {found.left} 行。")


def tell_pools(before: State, after: State) -> None:
    """Who enters and who leaves which task's pool, of the tasks that are still to be drawn."""
    for id_, one in sorted(after.tasks.items()):
        if one.draws or one.cancelled is not None or id_ not in before.tasks:
            continue
        old, new = (set(pool_of(state, one.task)[0]) for state in (before, after))
        for word, bodies, state in (("进入", new - old, after), ("离开", old - new, before)):
            if bodies:
                names = "、".join(_latest(state, body) for body in sorted(bodies)[:10])
                more = f" 等 {len(bodies)} 个" if len(bodies) > 10 else ""
                say(f"{word}任务 {id_}（{one.task.name}）的抽取范围：{names}{more}")


def tell_sizes(tasks: Sequence[Task], state: State) -> None:
    """How many bodies each task would draw from, as the registers stand, and how many would be drawn."""
    for task in tasks:
        pool, excluded = pool_of(state, task)
        strata = strata_of(task, pool, state.settings.classes, task.ratios)
        drawn = "，".join(f"{one.credit_class} 级 {one.size} 抽 {one.sample}" for one in strata if one.size)
        out = sum(len(one.bodies) for one in excluded)
        say(
            f"{task.id} {task.name}：按现在的名录有 {len(pool)} 个对象可抽"
            + (f"（{drawn}，共 {sum(one.sample for one in strata)} 个）" if pool else "")
            + (f"，另有 {out} 个停业、分支或已达上限的不抽" if out else "")
        )


def tell_visits(planned: Sequence[Planned], state: State) -> None:
    """A line for each visit, with who went and what was found; results of visits made before by their body."""
    for one in planned:
        for result in one.results:
            visit = one.visit or state.visits[result.visit].visit
            people = "、".join(getattr(state.inspectors.latest(id_), "name", id_) for id_ in visit.inspectors)
            found = "；".join(text for text in (result.finding, result.action) if isinstance(text, str))
            item = getattr(state.items.latest(result.item), "name", result.item)
            code = (labels.codes(Result, "code") or {})[result.code]
            say(
                f"{_latest(state, visit.body)} {visit.date} {people}：{item}——{code}"
                + (f"（{found}）" if found else "")
                + (f"，整改期限 {result.rectify_by}" if result.rectify_by else "")
            )
        if one.visit is not None and not one.results:
            say(f"{_latest(state, one.visit.body)} {one.visit.date}：只有检查记录，没有结果")
    codes = Counter((labels.codes(Result, "code") or {})[one.code] for each in planned for one in each.results)
    visits = sum(one.visit is not None for one in planned)
    listed = "，".join(f"{code} {count} 个" for code, count in codes.items())
    say(f"合计：检查 {visits} 次，结果 {sum(codes.values())} 个" + (f"（{listed}）" if listed else ""))


def tell_cases(bodies: Sequence[Any], state: State) -> None:
    """A line for each step of a case."""
    for one in bodies:
        case = state.cases.get(one.case)
        body = one.body if isinstance(one, CaseOpen) else case.opened.body.body if case is not None else ""
        day = getattr(one, "date", None) or ""
        say(" ".join(str(part) for part in (one.case, told(one), day, _latest(state, body) if body else "") if part))


def _latest(state: State, id_: str) -> str:
    body = state.bodies.latest(id_)
    return f"{id_} {body.name}" if body is not None else id_
