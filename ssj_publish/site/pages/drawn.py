"""抽中名单: every body that a draw gave, once for each draw, and whether somebody has been there. What a void draw
would have given stands on its own page alone."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from ssj_publish.core.kinds.plan import Task
from ssj_publish.core.state import Draw, State
from ssj_publish.site.blocks import Cell, Page, Table, day, section, sections, table
from ssj_publish.site.pages import places
from ssj_publish.site.view import View

_CHOSEN = ("乡镇", "类型", "任务", "抽取", "任务年度", "名单公开日期", "查了没有")
_HEAD = ("对象", *_CHOSEN)
#: Whether a drawn body has been visited, in a word to choose by.
SEEN = ("查了没有", "已查")
_Row = tuple[Cell | str | None, ...]


def pages(view: View) -> Iterator[Page]:
    """One page, once there is a name to be shown."""
    if places.DRAWN not in places.further(view.state):
        return
    drawn = [row for one in reversed(list(view.state.draws.values())) if one.void is None for row in _rows(view, one)]
    others = list(_elsewhere(view.state))
    lead = (
        f"历次抽取抽中的对象，同一个对象抽中几次就列几次，共 {len(drawn)} 家次。"
        "作废的抽取不在内；名单还没有公开的，只列凭封存证明已经查过的。"
    )
    parts = sections(
        section(f"抽中的（{len(drawn)} 家次）", _table(drawn, "新的在前；点对象看它的全部记录")),
        section(f"在外部平台抽取的（{len(others)} 家次）", _table(others, "这些抽取无法在这里核对")),
    )
    yield Page(places.DRAWN[1], places.DRAWN[0], lead, parts, places.DRAWS)


def _table(rows: list[_Row], caption: str) -> Table:
    return msgspec.structs.replace(table(caption, _HEAD, rows, _CHOSEN), unseen=("任务年度",))


def _rows(view: View, one: Draw) -> Iterator[_Row]:
    """Whom it gave, as substitutions left it; who left and nobody could step in stands there too."""
    state, task = view.state, view.state.tasks[one.commit.task].task
    opened = day(view.times.day(one.result)) if one.result is not None else Cell("尚未公开", tone="quiet")
    gone = [found.body.body for found in one.substitutions if not found.body.inspector and not found.body.replacement]
    for id_ in (*one.teams, *gone) if one.result is not None else one.visits:
        fate = _fate(state, one, id_) if id_ not in gone else Cell("已退出，没有人可以递补", tone="quiet")
        yield (*_who(state, id_), *_what(state, task), places.draw(one), f"{task.start.year} 年", opened, fate)


def _elsewhere(state: State) -> Iterator[_Row]:
    for one in state.elsewhere.values():
        task = state.tasks[one.body.task].task
        for named in one.body.drawn if one.in_force else ():
            seen = one.visits.get(named.body)
            fate = places.visit(state.visits[seen].record, SEEN[1]) if seen else Cell("待检查", tone="warn")
            yield (
                *_who(state, named.body),
                *_what(state, task),
                one.body.platform,
                f"{task.start.year} 年",
                None,
                fate,
            )


def _who(state: State, id_: str) -> _Row:
    found = state.bodies.latest(id_)
    return places.body(state, id_), found.town if found else None, found.type if found else None


def _what(state: State, task: Task) -> _Row:
    return (places.task(state, task.id),)


def _fate(state: State, one: Draw, id_: str) -> Cell:
    if id_ in one.visits:
        return places.visit(state.visits[one.visits[id_]].record, SEEN[1])
    if id_ in one.avoided:
        return Cell("免予检查", places.record_url(state.records[one.avoided[id_]]), "quiet")
    return Cell("待检查", tone="warn")
