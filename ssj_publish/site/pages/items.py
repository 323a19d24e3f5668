"""抽查事项清单: the list, and a page an item."""

from __future__ import annotations

from collections.abc import Iterator

from ssj_publish.core.kinds.registers import Basis, Item
from ssj_publish.core.reading import bases
from ssj_publish.site.blocks import Cell, Page, Prose, Table, day, facts, listed, section, sections, table
from ssj_publish.site.pages import outcomes, places, registers
from ssj_publish.site.view import View
from ssj_publish.words import labels


def pages(view: View) -> Iterator[Page]:
    """The list, and every item, retired ones too."""
    state = view.state
    if not state.items.history:
        return
    current = [one for _, one in sorted(state.items.current.items())]
    retired = [
        one
        for id_ in sorted(state.items.history.keys() - state.items.current.keys())
        if (one := state.items.latest(id_))
    ]
    parts = sections(
        section("现行事项", _list(view, current, "现行抽查事项")),
        section("依据的法律法规", _laws(view)),
        section("已停用", _list(view, retired, "已停用的事项")),
        registers.changes(state.items),
    )
    lead = f"能查什么，以这份清单为准；没有列入清单的，不得抽查。现行 {len(current)} 项。"
    yield Page(places.ITEMS[1], "抽查事项清单", lead, parts, places.ITEMS, feed="feeds/registers.atom")
    yield from (_item(view, one) for one in sorted([*current, *retired], key=lambda one: one.id))


def _list(view: View, items: list[Item], caption: str) -> Table:
    rows = [
        (places.item(view.state, one.id), places.role(view.state, one.office), labels.CATEGORIES[one.category],
         listed(one.subjects), listed(labels.METHODS[method] for method in one.methods))
        for one in items
    ]  # fmt: skip
    return table(caption, ("事项", "责任科室", "类别", "检查对象", "检查方式"), rows)


def _laws(view: View) -> Table:
    """What the list rests on, and which items have not been looked at since a revision."""
    state = view.state
    rows = [
        (law.title, labels.BASIS_LEVELS[law.level], law.number, day(law.revised) if law.revised else None,
         listed(state.items.current[id_].name for id_ in sorted(law.items)),
         Cell(listed(state.items.current[id_].name for id_ in law.behind), tone="warn") if law.behind else None)
        for law in bases.laws(state)
    ]  # fmt: skip
    head = ("名称", "层级", "文号", "版本日期", "作为依据的事项", "尚未按这个版本复核的")
    return table("现行事项的依据", head, rows)


def _item(view: View, one: Item) -> Page:
    state = view.state
    plain = facts(
        ("编号", one.id),
        ("状态", registers.standing(state.items, one.id, "现行有效", "已停用")),
        ("责任科室", places.role(state, one.office)),
        ("类别", labels.CATEGORIES[one.category]),
        ("检查对象", listed(one.subjects)),
        ("检查方式", listed(labels.METHODS[method] for method in one.methods)),
        ("每个对象每年至多", f"{one.cap} 次" if one.cap else None),
        ("实施层级", one.tier),
        *((f"{labels.CATALOGUES[code.catalogue]}统一事项编码", code.code) for code in one.codes),
        ("备注", one.remark),
    )
    weak = all(basis.level == "policy" for basis in one.basis)
    warning = Prose(("这一事项目前只有规范性文件作依据，没有法律、法规或规章。",), "warn") if weak else None
    basis = table(
        "检查依据",
        ("名称", "层级", "文号和版本"),
        [(basis.title, labels.BASIS_LEVELS[basis.level], _version(basis)) for basis in one.basis],
    )
    points = table("到现场逐项检查，逐项填写", ("内容",), [(point,) for point in one.points])
    tasks = table(
        "用到这一事项的任务",
        ("任务", "起", "止"),
        [
            (places.task(state, id_), day(t.task.start), day(t.task.end))
            for id_, t in state.tasks.items()
            if one.id in t.task.items
        ],
    )
    parts = sections(
        section("基本信息", plain),
        section("依据", warning, basis),
        section("查什么", points),
        section("查过吗", _found(view, one.id)),
        section("列入的任务", tasks),
        registers.history(state.items, one.id),
    )
    lead = f"抽查事项 {one.id}：查什么、依据什么、用在哪些任务。"
    valid = "有效" if one.id in state.items.current else "已停用"
    return Page(
        places.url("items", one.id),
        one.name,
        lead,
        parts,
        places.ITEMS,
        registers.last_time(state.items, one.id),
        valid=valid,
    )


def _found(view: View, id_: str) -> Table:
    """How often each result was found."""
    counts: dict[str, int] = {}
    name = outcomes.item_name(view.state, id_)
    for one in view.state.results.values():
        if one.in_force and one.result.item == id_:
            counts[one.result.code] = counts.get(one.result.code, 0) + 1
    rows = [
        (
            Cell(label, tone="ok" if code == "no-problem" else ""),
            Cell(f"{counts[code]}", places.chosen(places.RESULTS, ("事项", name), ("结果", label))),
        )
        for code, label in labels.RESULTS.items()
        if code in counts
    ]
    return table("各种结果的次数", ("结果", "次数"), rows)


def _version(basis: Basis) -> str | None:
    told = [basis.number, f"{day(basis.revised)} 版" if basis.revised else None]
    return "，".join(one for one in told if one) or None
