"""抽查事项清单 → `Item`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from ssj_publish.core.kinds.registers import Item
from ssj_publish.importers import basis, cells, heads, measures
from ssj_publish.importers.faults import Trouble, Value
from ssj_publish.importers.reading import Import, Reading, Row

_CATEGORIES: Final = {
    f"{word}{rest}": category
    for word, category in (("重点", "key"), ("一般", "general"))
    for rest in ("", "检查事项", "抽查事项", "事项", "检查", "抽查")
}
_METHODS: Final = {
    "on-site": "实地检查 实地 现场检查 现场 实地核查 现场核查 实地抽查 现场抽查 现场查看 实地查看 "
    "实地走访 上门检查 线下检查",
    "written": "书面检查 书面 书面审查 书面核查 材料审查 资料审查 查阅材料 查阅资料 查阅台账 "
    "台账查验 台账检查 书式检查 资料核查 材料核查 查看资料 查看材料",
    "online": "网络监测 网络检查 网络 线上检查 线上 网上检查 网络监管 互联网检查 网络巡查 在线检查",
}
_METHOD_OF: Final = {word: method for method, words in _METHODS.items() for word in words.split()}


def read_items(
    path: Path,
    *,
    offices: Mapping[str, str],
    ids: Mapping[str, str] | None = None,
    sheet: str | None = None,
    mapped: Mapping[str, str] | None = None,
) -> Import[Item]:
    """Read the item list. ``offices`` maps the offices' names to their role ids; ``ids`` the names of items to theirs.

    ``mapped`` names columns (`heads.mapped`).
    Raises `errors.WorkbookUnreadable` if the file cannot be opened; everything else is in the import's ``faults``.
    """
    reading = Reading(path, heads.ITEMS, sheet, mapped)
    return reading.result([_item(row, offices, ids or {}) for row in reading.rows()])


def _item(row: Row, offices: Mapping[str, str], ids: Mapping[str, str]) -> Item | None:
    name = row.need("name", cells.name)
    id_ = row.named("SX", name, known=ids.get(cells.twin(name or "")))
    if id_:
        row.once("id", id_.casefold(), "id", "id-twice")
    if name:
        row.once("name", cells.twin(name), "name", "name-twice")
    titles = row.take("basis", basis.split)
    if not titles and not row.faulty_at("basis"):
        row.fault("basis-missing", "basis")
    elif titles and all(level == "policy" for _, level in titles):
        row.notice("basis-policy", "basis")
    if titles and row.take("basis", basis.quotes):
        row.notice("basis-quoted", "basis")
    return row.build(
        Item,
        id=id_,
        name=name,
        office=row.need("office", lambda value: office(value, offices)),
        subjects=row.need("subjects", cells.nouns),
        category=row.need("category", lambda value: cells.choice(value, _CATEGORIES)),
        methods=row.need("methods", _methods),
        basis=[{"title": title, "level": level} for title, level in titles or ()],
        points=row.need("points", cells.points),
        cap=row.take("cap", measures.cap),
        remark=row.take("remark", cells.text),
    )


def office(value: Value, offices: Mapping[str, str]) -> str:
    """The role id of an office's name (or of the id itself). Raises `Trouble` for one that is not known."""
    name = cells.name(value)
    by_twin = {cells.twin(known): role for known, role in offices.items()}
    if name in offices.values():
        return name
    if cells.twin(name) not in by_twin:
        raise Trouble("office-unknown", name=name, known="、".join(offices))
    return by_twin[cells.twin(name)]


def _methods(value: Value) -> tuple[str, ...]:
    parts = [part for name in cells.names(value) for part in re.split("[和及与/+]", name) if part]
    return tuple(dict.fromkeys(cells.choice(part, _METHOD_OF) for part in parts))
