"""本周变化: what the ledger's last seven days brought. Registers before and after, draws, results, cases, corrections,
and what calls for a question. By the times that bind: what was dated back is new on the day on which it came."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any, Final

from ssj_publish.core.living import Amendable
from ssj_publish.core.records import Record
from ssj_publish.core.register import Register
from ssj_publish.site.blocks import Cell, Page, Prose, Section, Table, Tiles, day, moment, section, sections, table
from ssj_publish.site.pages import draws, irregularities, outcomes, places, registers
from ssj_publish.site.pages.visits import amendments
from ssj_publish.site.view import View
from ssj_publish.words import labels

#: The last day and the six before it.
DAYS: Final = 7
#: Entries of one change that are told one by one.
MOST: Final = 40


def pages(view: View) -> Iterator[Page]:
    """One page; a ledger always has a newest day."""
    first = view.today - timedelta(days=DAYS - 1)
    new = [one for one in view.state.records.values() if first <= view.times.day(one) <= view.today]
    ids = {one.id for one in new}
    parts = sections(
        section("一眼看懂", _tiles(view, ids)),
        *_registers(view, ids),
        section("抽取", _draws(view, ids)),
        section("公示的结果", _results(view, ids)),
        section("案件的进展", _cases(view, ids)),
        section("更正、撤回和宣告无效", _amendments(view, ids)),
        section("异常情况", _odd(view)),
        section("写入台账的全部记录", _kinds(new)),
    )
    lead = f"{first} 至 {view.today}，台账最近的 7 天：新写入 {len(new)} 条记录。再早的看各栏目。"
    yield Page(places.WEEK[1], places.WEEK[0], lead, parts, places.RECORDS)


def _tiles(view: View, ids: set[str]) -> Tiles:
    state = view.state
    opened = sum(one.result is not None and one.result.id in ids for one in state.draws.values())
    results = [one for id_, one in state.results.items() if id_ in ids and one.in_force]
    bad = sum(map(outcomes.wanting, results))
    cases = sum(step.id in ids for one in state.cases.values() for step in one.steps)
    changed = sum(len(_touched(one)) for register in _all(view) for one in register.changes if one.id in ids)
    return Tiles(
        (
            ("名录变动", Cell(f"{changed} 条"), "事项、对象、检查人员的新增、变更和移出"),
            ("公开的抽取", Cell(f"{opened} 次", places.DRAWS[1] if opened else ""), "名单在这几天公开的"),
            (
                "公示的结果",
                Cell(f"{len(results)} 项", places.RESULTS[1] if results else ""),
                f"其中发现问题 {bad} 项",
            ),
            ("案件的进展", Cell(f"{cases} 步", places.CASES[1] if cases else ""), "立案、决定、整改、复查、结案"),
        )
    )


def _all(view: View) -> tuple[Register[Any], ...]:
    return (view.state.items, view.state.bodies, view.state.inspectors)


def _touched(one: Record) -> list[str]:
    return [each.id for group in (one.body.added, one.body.changed, one.body.removed) for each in group]


def _registers(view: View, ids: set[str]) -> list[Section | None]:
    """Each register's changes entry by entry, what it was and what it is."""
    named = (("抽查事项", "items"), ("监管对象", "bodies"), ("检查人员", "inspectors"))
    found = []
    for (name, folder), register in zip(named, _all(view), strict=True):
        rows: list[tuple[Cell | str, ...]] = []
        left = 0
        for one in reversed(register.changes):
            if one.id in ids:
                touched = _touched(one)
                rows += [_entry(register, folder, one, id_) for id_ in touched[:MOST]]
                left += max(0, len(touched) - MOST)
        head = ("名称", "变动", "理由", "时间", "台账")
        rest = Prose((f"另有 {left} 条没有逐条列出，见各条台账记录和名录。",), "note") if left else None
        found.append(
            section(f"{name}的变动（{len(rows) + left}）", table("新的在前；变更写作“原来 → 现在”", head, rows), rest)
        )
    return found


def _entry(register: Register[Any], folder: str, one: Record, id_: str) -> tuple[Cell | str, ...]:
    versions = register.history[id_]
    at = next(place for place, version in enumerate(versions) if version.record.id == one.id)
    before, after = versions[at - 1].value if at else None, versions[at].value
    shown = after or before
    what = registers.told(before, after)
    return (
        Cell(shown.name if shown else id_, places.url(folder, id_)),
        Cell(what, tone="warn" if after is None else ""),
        versions[at].reason,
        moment(one.time),
        places.record(one),
    )


def _draws(view: View, ids: set[str]) -> Table:
    state = view.state
    rows = []
    for one in reversed(list(state.draws.values())):
        named = (("写下承诺", one.record), ("封存", one.seal), ("公开名单", one.result), ("作废", one.void))
        steps = [(step, word) for word, step in (*named, *(("递补", each) for each in one.substitutions)) if step]
        new = sorted(((step.seq, word, step) for step, word in steps if step.id in ids), key=lambda each: each[0])
        if new:
            what = "、".join(dict.fromkeys(word for _, word, _ in new))
            rows.append(
                (
                    places.draw(one, state.tasks[one.commit.task].task.name),
                    what,
                    moment(new[-1][2].time),
                    draws.status(one),
                )
            )
    return table("有新的一步的，新的在前", ("任务", "这几天", "最近一步的时间", "现在"), rows)


def _results(view: View, ids: set[str]) -> Table:
    state = view.state
    rows = []
    for id_, one in reversed(list(state.results.items())):
        if id_ in ids and one.in_force:
            visit = state.visits[one.result.visit]
            body = state.bodies.latest(visit.visit.body)
            rows.append(
                (
                    places.visit(visit.record, places.body(state, visit.visit.body).text),
                    body.town if body else None,
                    outcomes.item_name(state, one.result.item),
                    outcomes.told(state, one),
                    day(view.times.day(one.record)),
                )
            )
    return table("新的在前", ("对象", "乡镇", "事项", "结果", "公示日期"), rows, ("乡镇", "事项", "结果"))


def _cases(view: View, ids: set[str]) -> Table:
    state = view.state
    new = sorted(
        ((step.seq, step, one) for one in state.cases.values() for step in one.steps if step.id in ids),
        key=lambda each: each[0],
        reverse=True,
    )
    rows = [
        (places.case(one.id), places.body(state, one.opened.body.body), labels.KINDS[step.kind], moment(step.time))
        for _, step, one in new
    ]
    return table("新的在前", ("案件", "对象", "这一步", "时间"), rows)


def _amendments(view: View, ids: set[str]) -> Table:
    """What those of the site's list are that came now; a record annulled stands beside them."""
    rows = amendments([_only(one, ids) for one in view.amended])
    rows += [
        (moment(one.time), "宣告无效", places.record(view.state.records[one.body.target]),
         labels.ANNULMENTS[one.body.ground], places.record(one))
        for one in reversed(view.state.annulments)
        if one.id in ids
    ]  # fmt: skip
    return table("原文都在台账里", ("时间", "种类", "原记录", "理由", "台账"), rows)


def _only(one: Amendable, ids: set[str]) -> Amendable:
    corrections = [each for each in one.corrections if each.id in ids]
    taken = one.retraction if one.retraction is not None and one.retraction.id in ids else None
    return Amendable(one.record, one.body, corrections, taken)


def _odd(view: View) -> Table:
    first = view.today - timedelta(days=DAYS - 1)
    rows = [
        (day(one.day), Cell(labels.IRREGULARITIES[one.code], tone="warn"), labels.irregularity(view.state, one),
         irregularities.about(view.state, one))
        for one in reversed(view.irregularities)
        if first <= one.day <= view.today
    ]  # fmt: skip
    return table("新的在前", ("日期", "情况", "说明", "有关的页"), rows)


def _kinds(new: Sequence[Record]) -> Table:
    counted = Counter(one.kind for one in new)
    newest = {one.kind: one for one in new}
    rows = [
        (labels.KINDS[kind], f"{count} 条", places.record(newest[kind]))
        for kind, count in sorted(counted.items(), key=lambda one: (-one[1], one[0]))
    ]
    return table("按种类", ("种类", "条数", "最近一条"), rows)
