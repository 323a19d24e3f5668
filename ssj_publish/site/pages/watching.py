"""纪检组's own work: what became of its findings, what it still has to do, and the visits drawn to be looked at
again."""

from __future__ import annotations

from ssj_publish.core.reading import rechecks, watching
from ssj_publish.site.blocks import Block, Cell, Code, Prose, Table, day, moment, table
from ssj_publish.site.disclosed import words
from ssj_publish.site.pages import places
from ssj_publish.site.view import View
from ssj_publish.words import labels


def follow_ups(view: View) -> Table:
    """Findings of concern or violation, newest first, each with its last step."""
    steps = {one.body.supervision: one for one in view.state.follow_ups}
    rows = []
    for one in reversed(view.state.supervisions):
        last = steps.get(one.id)
        if last is None and one.body.level not in ("concern", "violation"):
            continue
        ended = last is not None and last.body.closed
        told = f"{labels.FOLLOW_UPS[last.body.step]}：{words(view, last.body.text)}" if last is not None else "还没有"
        rows.append(
            (moment(one.time), labels.LEVELS[one.body.level], told, Cell("已办结", tone="ok") if ended else Cell("办理中", tone="warn"),
             places.record(last or one))
        )  # fmt: skip
    return table("程度为关注、违规的意见，以及已经有落实情况的", ("意见时间", "程度", "落实情况", "状态", "台账"), rows)


def todo(view: View) -> Table:
    """What 纪检组 has to do, by day."""
    state = view.state
    rows = []
    for one in watching.todo(state, view.today):
        if one.what == "revisit":
            about = places.visit(state.records[one.record], places.body(state, one.body).text)
        else:
            about = places.record(state.records[one.record]) if one.record else Cell("—", tone="quiet")
        when = Cell(day(one.day), tone="late" if one.overdue(view.today) else "")
        rows.append((labels.DUES[one.what], about, when))
    return table("由台账算出，不用人报", ("要做什么", "有关", "期限"), rows)


def samples(view: View) -> list[Block]:
    """The samples, newest first, and how anyone draws them again."""
    state = view.state
    rows = []
    for one in reversed(state.rechecks):
        for id_ in one.body.visits:
            visit = state.visits[id_]
            seen = watching.revisited(state, id_, one.seq)
            told = places.record(seen, "已回访") if seen is not None else Cell("待回访", tone="warn")
            name = places.visit(visit.record, places.body(state, visit.visit.body).text)
            quarter = places.record(one, f"{one.body.year} 年第 {one.body.quarter} 季度")
            rows.append((quarter, name, day(visit.record.body.date), told))
    if not rows:
        return []
    last = state.rechecks[-1].body
    found = rechecks.Round(last.chain, last.round, 0, state.rounds[f"{last.chain} {last.round}"])
    how = (
        "每个季度的检查，二十次里抽一次（至少两次），由纪检组回访：检查是否真的做了、记录是否属实、有没有违反纪律。",
        "抽哪几次，由季度结束后台账里最早的一轮公共随机数决定，写检查记录的时候谁也不知道。",
        "每次检查的签号是下面这行文字的 SHA-256，签号最小的抽中，任何人都可以重算。",
    )
    text = f"ssj/recheck/v1:{last.year}-{last.quarter}:{found.signature}:检查记录的编号"
    return [
        Prose(how),
        table("新的在前", ("季度", "抽中的检查", "检查日期", "回访"), rows),
        Code(f"{last.year} 年第 {last.quarter} 季度（第 {last.round} 轮）的签号", text),
    ]
