"""从未抽中: who has stood in the pools and was never drawn, how often, since when, and how likely that is by chance alone."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ssj_publish.core.state import Draw
from ssj_publish.site.blocks import Cell, Page, Prose, day, section, sections, table
from ssj_publish.site.pages import places
from ssj_publish.site.view import View


def pages(view: View) -> Iterator[Page]:
    """One page, where there was a draw; those that took part most often stand first."""
    state = view.state
    held = [one for one in state.draws.values() if one.result is not None and one.void is None]
    if not held:
        return
    rows = []
    for id_, body in sorted(state.bodies.current.items()):
        taken = [one for one in held if id_ in one.pool]
        if taken and not any(id_ in one.teams or id_ in one.visits for one in taken):
            rows.append((-len(taken), id_, body.town or "", body.type, taken))
    rows.sort(key=lambda row: row[:2])
    listed = [
        (places.body(state, id_), town, type_, f"{len(taken)} 次", day(taken[0].record.time.date()), chance(id_, taken))
        for _, id_, town, type_, taken in rows
    ]
    head = ("对象", "乡镇", "类型", "参加抽取", "最早一次", "碰巧至今没有抽中的机会")
    words = (
        "没有抽中不等于没有查过：个案和专项检查不经抽取。作废的抽取和还没有公开结果的抽取不算。",
        "机会 = 每次抽取中没有抽中的比例相乘。每次抽取互相独立，以前没有抽中，不使以后更容易抽中。",
    )
    parts = sections(
        section("怎样算", Prose(words)),
        section(f"从未抽中的对象（{len(listed)}）", table("参加次数多的在前", head, listed)),
    )
    lead = f"现在名录中参加过抽取、一次也没有抽中的对象，共 {len(listed)} 个，到 {view.today} 为止。"
    yield Page(places.UNDRAWN[1], places.UNDRAWN[0], lead, parts, places.DRAWS)


def chance(id_: str, taken: list[Draw]) -> Cell:
    """That none of the draws takes the body, in the whole percent below; each draw leaves ``(size − sample) / size`` out.

    >>> chance("S1", [])
    Cell(text='100%', href='', tone='', bar=None)
    """
    found = Fraction(1)
    for one in taken:
        strata = {stratum.credit_class: stratum for stratum in one.commit.strata}
        stratum = strata[one.pool[id_][0]]
        found *= Fraction(stratum.size - stratum.sample, stratum.size)
    percent = int(100 * found)
    return Cell(f"{percent}%" if percent else "不到 1%")
