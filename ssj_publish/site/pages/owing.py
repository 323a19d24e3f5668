"""What is owed, wherever its deadline stands: on the list of duties, and on the page of the body, the case, the visit,
the task and the plan that it is about. What has passed is marked there too, and not on the list alone."""

from __future__ import annotations

from collections.abc import Sequence

from ssj_publish.core.kinds.plan import Task
from ssj_publish.core.reading.deadlines import Due
from ssj_publish.core.state import State
from ssj_publish.site.blocks import Cell, Section, Table, day, section, table
from ssj_publish.site.pages import places
from ssj_publish.site.view import View
from ssj_publish.words import labels


def listing(view: View, owed: Sequence[Due], caption: str) -> Table:
    """What, by when, by whom, and what to do next."""
    state = view.state
    rows = []
    for one in owed:
        when = Cell("期限未知：缺该年放假安排", tone="warn")
        if one.day is not None:
            when = Cell(one.day.isoformat(), tone="late" if one.overdue(view.today) else "")
        what = f"{labels.DUES[one.what]}（{places.item(state, one.item).text}）" if one.item else labels.DUES[one.what]
        rows.append((about(state, one), what, when, places.role(state, one.role), labels.due_command(one)))
    return table(caption, ("对象或任务", "要做什么", "期限", "责任科室", "下一步"), rows)


def about(state: State, one: Due) -> Cell:
    """What a duty is about, linked where it has a page."""
    if one.body:
        return places.body(state, one.body)
    if one.task:
        return places.task(state, one.task)
    return places.inspector(state, one.inspector) if one.inspector else Cell(labels.due_about(one) or "本单位")


def late(view: View, *, body: str = "", task: str = "") -> Sequence[Due]:
    """What is overdue for a body or a task."""
    return view.lapsed.get(("body", body) if body else ("task", task), ())


def overdue(view: View, *, body: str = "", task: str = "") -> Section | None:
    """The part of a page that says so; None where nothing is."""
    found = late(view, body=body, task=task)
    return section(f"已经逾期（{len(found)}）", listing(view, found, "期限已过、还没有做的"))


def span(view: View, task: Task) -> Cell:
    """A task's time, and how much of it is overdue."""
    text = f"{day(task.start)} 至 {day(task.end)}"
    count = len(late(view, task=task.id))
    return Cell(f"{text}，逾期 {count} 项", tone="late") if count else Cell(text)
