"""What is reported upward, as tables: for the command, the page and the open data alike.

Each number's row, or in a table by item its column beside, tells which records it counts: their numbers in the ledger.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from ssj_publish.core.reading import reports
from ssj_publish.core.reading.reports import Number, Planned, Row
from ssj_publish.core.state import State
from ssj_publish.words import counting, labels
from ssj_publish.words.csvs import Value


@dataclass(frozen=True, slots=True)
class Report:
    """A ``title``, the ``head`` of its columns, and its rows."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


def annual(state: State, year: int) -> Report:
    """年度行政执法数据."""
    rows = ((*_told(one), one.part, *_records(one)) for one in reports.annual(state, year))
    return Report(f"{state.bureau}{year}年度行政执法数据", ("指标", "怎样数", "依据", "数量", "台账编号"), tuple(rows))


def indicators(state: State, year: int) -> Report:
    """考核指标."""
    rows = (
        (*_told(one), one.part, one.whole, share(one) or None, *_records(one))
        for one in reports.indicators(state, year)
    )
    head = ("指标", "怎样数", "依据", "计入", "总数", "占比", "计入的台账编号")
    return Report(f"{state.bureau}{year}年度行政检查指标", head, tuple(rows))


def items(state: State, year: int) -> Report:
    """双随机抽查事项年度统计表."""
    found = reports.by_item(state, year)
    names = [counting.NUMBERS[one.key].name for one in found[0].numbers] if found else []
    head = ("事项编号", "事项名称", "责任科室", *(part for name in names for part in (name, f"{name}的台账编号")))
    return Report(f"{state.bureau}{year}年度双随机抽查事项统计表", head, tuple(_item(state, one) for one in found))


def plan(state: State, year: int) -> Report:
    """行政检查计划统计表, in seventeen columns, with the plan's record."""
    rows = (_planned(state, place, one) for place, one in enumerate(reports.plan(state, year), 1))
    return Report(f"{state.bureau}{year}年度行政检查计划统计表", (*counting.PLAN_COLUMNS, "台账编号"), tuple(rows))


REPORTS: Final[Mapping[str, Callable[[State, int], Report]]] = {
    "annual": annual,
    "indicators": indicators,
    "plan": plan,
    "items": items,
}


def share(one: Number) -> str:
    """``42.9%``, rounded half up to a tenth; nothing for a share of nothing.

    >>> share(Number("joint", 3, (), 7)), share(Number("joint", 0, (), 0))
    ('42.9%', '')
    """
    if not one.whole:
        return ""
    tenths = (2000 * one.part + one.whole) // (2 * one.whole)
    return f"{tenths // 10}.{tenths % 10}%"


def _told(one: Number) -> tuple[str, str, str]:
    told = counting.NUMBERS[one.key]
    return told.name, told.rule, told.source


def _records(one: Number) -> tuple[str]:
    return (spans(one.records),)


def spans(seqs: Iterable[int]) -> str:
    """Numbers in short, ascending.

    >>> spans((3, 4, 5, 9))
    '3-5、9'
    """
    found: list[list[int]] = []
    for seq in seqs:
        if found and seq == found[-1][-1] + 1:
            found[-1][1:] = [seq]
        else:
            found.append([seq])
    return "、".join("-".join(map(str, one)) for one in found)


def _item(state: State, one: Row) -> tuple[Value, ...]:
    item = state.items.latest(one.id)
    numbers = (part for number in one.numbers for part in (number.part, *_records(number)))
    return one.id, item.name if item else "", state.name(item.office) if item else "", *numbers


def _planned(state: State, place: int, one: Planned) -> tuple[Value, ...]:
    task = one.task
    items = [found for id_ in task.items if (found := state.items.latest(id_)) is not None]
    caps = [item.cap for item in items if item.cap is not None]
    return (
        place, task.id, task.name, "专项" if task.special else "定向" if task.directed else "不定向", state.name(task.office),
        _listed(state.name(partner) for partner in task.partners), _listed(f"{item.id} {item.name}" for item in items),
        _listed(dict.fromkeys(labels.CATEGORIES[item.category] for item in items)),
        _listed(dict.fromkeys(labels.METHODS[method] for item in items for method in item.methods)),
        _listed((*task.scope, *task.towns)), one.base, _ratio(one), one.target, min(caps) if caps else None,
        task.start, task.end, task.remark, str(one.plan),
    )  # fmt: skip


def _ratio(one: Planned) -> str:
    if one.task.number:
        return f"共 {one.task.number} 个"
    return "，".join(f"{ratio.credit_class} {ratio.p}/{ratio.q}" for ratio in one.task.ratios)


def _listed(names: Iterable[str]) -> str:
    return "、".join(names)
