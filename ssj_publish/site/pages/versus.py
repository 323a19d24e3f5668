"""比一比: two towns, or two years, side by side. Whoever has no scripts has all of them in one table."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from ssj_publish.core.reading import trends
from ssj_publish.site.blocks import Cell, Page, Prose, Table, section, sections, table
from ssj_publish.site.pages import figures, places, towns
from ssj_publish.site.view import View


def pages(view: View) -> Iterator[Page]:
    """One page, where there is more than one to compare."""
    if not (view.state.bodies.history and view.state.visits):
        return
    words = (
        "先选两个，只看这两个；不选就全部列出。",
        "乡镇大小不同，对象多的查得多、发现的问题也多，不等于那里更差；没有查过，也不等于没有问题。",
    )
    parts = sections(
        section("怎样看", Prose(words)),
        section("乡镇（街道）", _paired(_towns(view))),
        section("年度", _paired(figures.by_year(view.state, trends.years(view.state, view.times)))),
    )
    lead = "两个乡镇（街道）或者两个年度，各查了多少、发现了什么、处理到哪一步。"
    yield Page(places.VERSUS[1], places.VERSUS[0], lead, parts, places.TOWNS, scripts=("address", "compare"))


def _paired(one: Table) -> Table:
    return msgspec.structs.replace(one, paired=True)


def _towns(view: View) -> Table:
    rows = [(Cell(one.name, places.town_url(one.number)), *towns.counts(view, one)) for one in towns.gathered(view)]
    head = ("乡镇（街道）", "现有对象", "历年检查", "今年查过的对象", "历年发现问题", "历年立案", "从未抽中")
    return table("历年是台账开始以来；从未抽中的是参加过抽取、一次也没有抽中的", head, rows)
