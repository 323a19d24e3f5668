"""执法检查人员名录库 → `Inspector`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Final
from unicodedata import normalize

from ssj_publish.core.kinds.registers import Inspector
from ssj_publish.importers import cells, heads, measures
from ssj_publish.importers.faults import Trouble, Value
from ssj_publish.importers.reading import Import, Reading, Row

# 2022.1.1-2027.12.31: the hyphen between two whole days that are written without hyphens themselves.
_DASH: Final = r"(?<=[日号])-|(?<=\d[./]\d)-(?=\d{4})|(?<=\d[./]\d\d)-(?=\d{4})|(?<=\d{4}-\d\d-\d\d)-(?=\d{4})"
_STATUS: Final = {
    "in": "有效 在岗 在职 正常 在编 在编在岗 是 启用 已持证 持证 在用",
    "out": (
        "失效 无效 退休 已退休 调离 已调离 调出 离职 已离职 辞职 离岗 不在岗 注销 已注销 吊销 停职 停用 禁用 过期 "
        "已过期 暂扣 休假 产假 病假 事假 借调 借出 抽调 挂职 外派 去世 死亡 否 "
        "病休 长病假 离退休 内退 待岗 驻村 调走 已调走 已借调 暂停 暂停执法 停止执法"
    ),
}
_SERVING: Final = {word: state for state, words in _STATUS.items() for word in words.split()}
_YES: Final = {"是": "yes", "专家": "yes", "√": "yes", "否": "", "×": "", "不是": ""}


def read_inspectors(
    path: Path,
    *,
    items: Mapping[str, str] | None = None,
    ids: Mapping[str, str] | None = None,
    sheet: str | None = None,
    mapped: Mapping[str, str] | None = None,
) -> Import[Inspector]:
    """Read the register of inspectors. ``items`` maps the ids of the items in force to their names.

    A workbook without ids takes them from ``ids`` (by certificate, folded), or they are made.

    With ``items``, an inspector's items may be given by name, and one that is not among them is a fault.
    ``mapped`` names columns (`heads.mapped`).
    Raises `errors.WorkbookUnreadable` if the file cannot be opened; everything else is in the import's ``faults``.
    """
    reading = Reading(path, heads.INSPECTORS, sheet, mapped)
    items = listed(reading, items)
    return reading.result([_inspector(row, items, ids or {}) for row in reading.rows() if _serves(row)])


def _serves(row: Row) -> bool:
    """Whether the state's column, if there is one, keeps the person in the register."""
    state = row.take("status", lambda value: cells.choice(value, _SERVING))
    if state == "out":
        row.doubt("person-out", "status")
    return state != "out"


#: No name of a person holds these: a note stands behind it, or a mark.
_MARKED: Final = re.compile(r"[（(\[【*＊#?？!！√×+＋]")


def _inspector(row: Row, known: Mapping[str, str] | None, ids: Mapping[str, str]) -> Inspector | None:
    certificate = row.need("certificate", cells.certificate)
    name = row.need("name", cells.person)
    if name and _MARKED.search(name):
        row.doubt("name-marked", "name")
    id_ = row.named("JC", name, certificate, known=ids.get((certificate or "").casefold()))
    if id_:
        row.once("id", id_.casefold(), "id", "id-twice")
    if certificate:
        row.once("certificate", certificate.casefold(), "certificate", "certificate-twice")
    since, until = row.need("valid_until", _term) or (None, None)
    since = row.take("valid_from", measures.day) or since
    if since and until and since > until:
        row.fault("term-backwards", "valid_until", start=since.isoformat())
    expert = row.take("expert", lambda value: cells.choice(value, _YES))
    return row.build(
        Inspector,
        id=id_,
        name=name,
        unit=row.need("unit", cells.name),
        title=row.take("title", cells.name),
        certificate=certificate,
        valid_from=since,
        valid_until=until,
        items=sorted(row.need("items", lambda value: items(value, known)) or ()),
        training=row.take("training", cells.line),
        expert=bool(expert),
    )


def listed(reading: Reading, items: Mapping[str, str] | None) -> Mapping[str, str] | None:
    """``items``; where the register has none yet, that is one fault, and not one of every row."""
    if items is None or items:
        return items
    if reading.has("items"):
        reading.report.fault("items-none", column=reading.head.texts[reading.head.fields["items"]])
    return None


def items(value: Value, known: Mapping[str, str] | None) -> tuple[str, ...]:
    """The item ids in a cell, by id or (where the items are ``known``) by name."""
    by_name = {cells.twin(name): id_ for id_, name in (known or {}).items()}
    if (whole := by_name.get(cells.twin(cells.name(value)))) is not None:
        return (whole,)  # a name may hold a separator itself
    parts = cells.names(value)
    if known is None:
        return tuple(dict.fromkeys(cells.identifier(part) for part in parts))
    found: list[str] = []
    strange: list[str] = []
    for part in parts:
        id_ = by_name.get(cells.twin(part)) or cells.folded(part)
        (found if id_ in known else strange).append(id_ if id_ in known else part)
    if strange:
        near = get_close_matches(strange[0], [*known.values(), *known], 1, 0.5)
        hint = next((f"{id_} {name}" for id_, name in known.items() if near and near[0] in (id_, name)), "")
        there = "、".join(f"{id_} {name}" for id_, name in list(known.items())[:10])
        raise Trouble("item-unknown", items="、".join(strange), known=hint or there)
    return tuple(dict.fromkeys(found))


def _term(value: Value) -> tuple[date | None, date]:
    """The last day of validity, or both from ``2022-01-01至2027-12-31``."""
    if isinstance(value, str):
        parts = [
            part
            for part in re.split(
                r"至|到|~|—+|–|(?<=\d)\s*-{2,}\s*|(?<=[日\d])\s+-\s*|" + _DASH,
                re.sub(
                    r"^(\d{4})(\d\d)(\d\d)-(\d{8})$",
                    r"\1-\2-\3至\4",
                    re.sub(
                        r"(?<=[\d日])起(?=\s*[至到])",
                        "",
                        normalize("NFKC", value).strip().removeprefix("自").removesuffix("止"),
                    ),
                ),
            )
            if part.strip()
        ]
        if len(parts) == 2:
            return measures.day(parts[0]), measures.recent(parts[1])
        if len(parts) == 1:
            return None, measures.recent(parts[0])
    return None, measures.recent(value)
