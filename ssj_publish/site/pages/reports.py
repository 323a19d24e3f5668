"""年度报告: the numbers that are reported upward, how each is counted and by which rule, for every year of the
ledger."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import msgspec

from ssj_publish.core.state import State
from ssj_publish.site.blocks import Page, Table, section, sections, table
from ssj_publish.site.pages import places
from ssj_publish.site.view import View
from ssj_publish.words.csvs import plain
from ssj_publish.words.reports import Report, annual, indicators, items, plan

#: Characters of a cell, some hundred numbers of records.
BRIEF: Final = 600


def pages(view: View) -> Iterator[Page]:
    """One page a year in which something was planned or inspected, newest first."""
    state = view.state
    for year in years(state):
        parts = sections(
            section("行政执法数据", _table(annual(state, year))),
            section("指标", _table(indicators(state, year))),
            section("抽查事项统计", _table(items(state, year))),
            section("行政检查计划统计", _table(plan(state, year))),
        )
        lead = f"全部由台账的记录算出，到 {view.today} 为止；“台账编号”是计入的记录，可逐条查看。更正或宣告无效的随时反映。"
        yield Page(places.report_url(year), f"{year} 年度行政执法报告", lead, parts, places.FIGURES)


def years(state: State) -> list[int]:
    """The years that have a report, newest first."""
    planned = {one.task.start.year for one in state.tasks.values()}
    visited = {one.visit.date.year for one in state.visits.values()}
    return sorted(planned | visited, reverse=True)


def _table(found: Report) -> Table:
    told = table(found.title, found.head, [tuple(map(plain, row)) for row in found.rows])
    return msgspec.structs.replace(told, brief=BRIEF)
