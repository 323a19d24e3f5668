"""执法检查人员名录: the list, and a page an inspector, with no more than may be public."""

from __future__ import annotations

from collections.abc import Iterator

from ssj_publish.core.kinds.registers import Inspector
from ssj_publish.core.rules import publication
from ssj_publish.site.blocks import Cell, Page, Prose, Table, day, facts, listed, section, sections, table
from ssj_publish.site.pages import places, registers
from ssj_publish.site.view import View


def pages(view: View) -> Iterator[Page]:
    """The list, and every inspector, removed ones too."""
    register = view.state.inspectors
    if not register.history:
        return
    current = [one for _, one in sorted(register.current.items())]
    gone = [one for id_ in sorted(register.history.keys() - register.current.keys()) if (one := register.latest(id_))]
    parts = sections(
        section("现有人员", _list(current, "执法检查人员")),
        section("已移出", _list(gone, "已移出名录的人员")),
        registers.changes(register),
    )
    lead = (
        f"可能被派去检查的人，现有 {len(current)} 人。"
        "这里列出姓名、单位、执法证和可检查的事项，台账原文还有填报的职务；身份证号、手机号从不进入台账。"
    )
    yield Page(places.INSPECTORS[1], "执法检查人员名录", lead, parts, places.INSPECTORS, feed="feeds/registers.atom")
    yield from (_inspector(view, id_) for id_ in sorted(register.history))


def _list(inspectors: list[Inspector], caption: str) -> Table:
    rows = [
        (
            Cell(one.name, places.url("inspectors", one.id)),
            one.unit,
            one.certificate,
            day(one.valid_until),
            listed(one.items),
        )
        for one in inspectors
    ]
    return table(caption, ("姓名", "单位", "执法证号", "有效期至", "可检查事项"), rows)


def closed(view: View, id_: str) -> str:
    """Why the page of somebody who left tells no more of them; empty while it does."""
    versions = view.state.inspectors.history[id_]
    months = publication.settings(view.state).left_months
    if versions[-1].value is not None:
        return ""
    left = versions[-1].record.time.date()
    if view.today <= publication.after(left, months):
        return ""
    return f"{day(left)} 移出名录，已满 {months} 个月，这里不再列出检查经历；各次检查的记录照旧公示。"


def _inspector(view: View, id_: str) -> Page:
    state = view.state
    one = state.inspectors.latest(id_)
    if one is None:
        raise KeyError(id_)
    plain = facts(
        ("编号", one.id),
        ("名录", registers.standing(state.inspectors, id_, "现在名录中", "已移出名录")),
        ("单位", one.unit),
        ("执法证号", one.certificate),
        (
            "有效期",
            f"{day(one.valid_from)} 至 {day(one.valid_until)}" if one.valid_from else f"至 {day(one.valid_until)}",
        ),
    )
    items = table("可检查的事项", ("事项",), [(places.item(state, item),) for item in one.items])
    over = closed(view, id_)
    rows = []
    for visit_id in () if over else reversed(view.teams[id_]):
        visit = state.visits[visit_id]
        if visit.in_force:
            rows.append((places.visit(visit.record, day(visit.visit.date)), places.body(state, visit.visit.body)))
    done = table("参加过的检查，新的在前", ("日期", "对象"), rows, ("日期",))
    parts = sections(
        section("名录记载", plain),
        section("检查过谁", done, Prose((over,), "note") if over else None),
        section("可检查事项", items),
        registers.history(state.inspectors, id_),
    )
    return Page(
        places.url("inspectors", id_),
        one.name,
        f"{one.unit}执法检查人员。",
        parts,
        places.INSPECTORS,
        registers.last_time(state.inspectors, id_),
    )
