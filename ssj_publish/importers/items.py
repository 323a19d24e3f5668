"""抽查事项清单 → `Item`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, TypeVar

from ssj_publish.core.kinds.registers import CATALOGUES, Item
from ssj_publish.importers import basis, cells, heads, measures
from ssj_publish.importers.faults import Trouble, Value
from ssj_publish.importers.reading import Import, Reading, Row

T = TypeVar("T")

_CATEGORIES: Final = {
    f"{word}{rest}": category
    for word, category in (("重点", "key"), ("一般", "general"))
    for rest in ("", "检查事项", "抽查事项", "事项", "检查", "抽查")
}
_METHODS: Final = {
    "on-site": "实地检查 实地 现场检查 现场 实地核查 现场核查 实地抽查 现场抽查 现场查看 实地查看 "
    "实地走访 上门检查 线下检查",
    "written": "书面检查 书面 书面审查 书面核查 材料审查 资料审查 查阅材料 查阅资料 查阅台账 "
    "台账查验 台账检查 书式检查 资料核查 材料核查 查看资料 查看材料 表格调查 问卷调查 听取汇报",
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
    found = [_item(row, offices, ids or {}) for row in reading.rows()]
    for field in ("category", "methods"):
        if found and not reading.has(field):
            reading.report.notice(f"assumed-{field}")
    return reading.result(found)


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
    for reason, said in filter(None, (basis.doubt(title) for title, _ in titles or ())):
        row.doubt(reason, "basis", **said)
    if titles and row.take("basis", basis.quotes):
        row.notice("basis-quoted", "basis")
    limit, beside = _cap(row)
    return row.build(
        Item,
        id=id_,
        name=name,
        office=first_office(row, offices),
        subjects=row.need("subjects", cells.nouns),
        category=_assumed(row, "category", lambda value: cells.choice(value, _CATEGORIES), "general"),
        methods=_assumed(row, "methods", _methods, ("on-site",)),
        basis=[{"title": title, "level": level, "revised": basis.version(title)} for title, level in titles or ()],
        points=row.need("points", cells.points),
        cap=limit,
        codes=[{"catalogue": one, "code": code} for one in CATALOGUES if (code := row.take(one, cells.line))],
        tier=row.take("tier", cells.line),
        remark="\n".join(one for one in (row.take("remark", cells.text), beside) if one) or None,
    )


def office(value: Value, offices: Mapping[str, str]) -> str:
    """The role id of an office's name (or of the id itself), also where it is only part of what is written:
    县教育局基教科, 自行组织发起(职成科). Raises `Trouble` for one that is not known, and for several."""
    name = cells.name(value)
    by_twin = {cells.twin(known): role for known, role in offices.items()}
    if name in offices.values():
        return name
    if (whole := by_twin.get(cells.twin(name))) is not None:
        return whole
    written = cells.twin(name)
    within = [known for known in by_twin if known in written]
    found = {by_twin[one] for one in within if not any(one in other and one != other for other in within)}
    if len(found) != 1:
        code = "office-several" if found else "office-unknown"
        raise Trouble(code, name=name, known="、".join(offices))
    return found.pop()


def first_office(row: Row, offices: Mapping[str, str]) -> str | None:
    """The office of an item; where a cell lists several, the one named first, and the clerk is told."""

    def read(value: Value) -> str:
        names = cells.names(value)
        if len(names) > 1:
            row.doubt("office-first", "office", first=names[0])
        return office(names[0] if names else value, offices)

    return row.need("office", read)


def _assumed(row: Row, field: str, parse: Callable[[Value], T], otherwise: T) -> T | None:
    """The value of ``field``; ``otherwise`` where the table has no such column, which is told once."""
    return row.need(field, parse) if row.has(field) else otherwise


def _cap(row: Row) -> tuple[int | None, str | None]:
    """The yearly limit of visits; what a cell says that is no upper limit (不少于, 另行公布) is kept as a remark."""

    def read(value: Value) -> tuple[int | None, str | None]:
        try:
            return measures.cap(value), None
        except Trouble as trouble:
            if trouble.code not in {"cap-minimum", "cap-unsaid"}:
                raise
            row.doubt("cap-left", "cap")
            return None, f"频次：{cells.line(value)}"

    return row.take("cap", read) or (None, None)


#: Not how, but whom: said of every item of such a list.
_NO_METHODS: Final = {"随机抽查", "双随机", "双随机抽查", "全覆盖", "专项检查", "日常检查"}


def _methods(value: Value) -> tuple[str, ...]:
    parts = [part.removesuffix("等") for name in cells.names(value) for part in re.split("[和及与/+]", name) if part]
    told = [part for part in parts if part not in _NO_METHODS] or parts
    return tuple(dict.fromkeys(cells.choice(part, _METHOD_OF) for part in told))
