"""从未抽中: who has stood in the pools and was never drawn, how often, since when, and how likely that is by chance
alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from ssj_publish.core.state import Draw, State
from ssj_publish.site.blocks import Cell, Page, Prose, day, section, sections, table
from ssj_publish.site.pages import places
from ssj_publish.site.view import View

HEAD = ("对象", "乡镇", "类型", "参加抽取", "最早一次", "碰巧至今没有抽中的机会")


def pages(view: View) -> Iterator[Page]:
    """One page, where there was a draw; those that took part most often stand first."""
    state = view.state
    if not _held(state):
        return
    listed = []
    for id_, taken in never(state, state.bodies.current):
        body = state.bodies.current[id_]
        since = day(taken[0].record.time.date())
        listed.append((places.body(state, id_), body.town, body.type, f"{len(taken)} 次", since, chance(id_, taken)))
    words = (
        "没有抽中不等于没有查过：个案和专项检查不经抽取。作废的抽取和还没有公开结果的抽取不算。",
        "机会 = 每次抽取中没有抽中的比例相乘。每次抽取互相独立，以前没有抽中，不使以后更容易抽中。",
    )
    parts = sections(
        section("怎样算", Prose(words)),
        section(f"从未抽中的对象（{len(listed)}）", table("参加次数多的在前", HEAD, listed, ("乡镇", "类型"))),
    )
    lead = f"现在名录中参加过抽取、一次也没有抽中的对象，共 {len(listed)} 个，到 {view.today} 为止。"
    yield Page(places.UNDRAWN[1], places.UNDRAWN[0], lead, parts, places.DRAWS)


def _held(state: State) -> list[Draw]:
    return [one for one in state.draws.values() if one.result is not None and one.void is None]


def never(state: State, bodies: Iterable[str]) -> list[tuple[str, list[Draw]]]:
    """Those of ``bodies`` that took part in draws and were never drawn, with these draws; most draws first, then by
    id."""
    held = _held(state)
    found = []
    for id_ in bodies:
        taken = [one for one in held if id_ in one.pool]
        if taken and not any(id_ in one.teams or id_ in one.visits for one in taken):
            found.append((id_, taken))
    return sorted(found, key=lambda one: (-len(one[1]), one[0]))


def chance(id_: str, taken: list[Draw]) -> Cell:
    """That none of the draws takes the body, in the whole percent below; each draw leaves ``(size − sample) / size``
    out.

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
