"""What the pages of the item list and of the two registers share: how an entry, and how the whole, has changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from ssj_publish.core.kinds.registers import Basis
from ssj_publish.core.register import Register, Version
from ssj_publish.site.blocks import Cell, Section, listed, moment, section, table
from ssj_publish.site.pages import places
from ssj_publish.words import labels

#: Fields that say nothing by themselves, or more than the page of an inspector shows.
_UNTOLD = frozenset({"id", "title", "training", "expert"})
_WORDS: dict[str, Mapping[Any, str]] = {
    "state": labels.BODY_STATES,
    "capped": labels.CAPPED,
    "category": labels.CATEGORIES,
    "methods": labels.METHODS,
}


def changes(register: Register[Any]) -> Section | None:
    """The register's changes, newest first."""
    rows = [
        (
            moment(one.time),
            one.body.reason,
            len(one.body.added),
            len(one.body.changed),
            len(one.body.removed),
            places.record(one),
        )
        for one in reversed(register.changes)
    ]
    return section(
        "每次变动", table("新的在前", ("时间", "理由", "新增", "变更", "移出", "台账"), rows), folded=len(rows) > 6
    )


def history(register: Register[Any], id_: str) -> Section | None:
    """Every version of an entry: when, by which record, and what was different."""
    rows = []
    before: Any = None
    for version in register.history[id_]:
        rows.append(
            (
                moment(version.record.time),
                told(before, version.value),
                _why(version, id_),
                places.record(version.record),
            )
        )
        before = version.value
    return section("变动记录", table("这一条目的全部变动，旧的在前", ("时间", "内容", "理由", "台账"), rows))


def _why(version: Version[Any], id_: str) -> str:
    """The reason of a version; of a removal its ground first, and what more was said of it."""
    if version.value is not None:
        return version.reason
    removal = next(one for one in version.record.body.removed if one.id == id_)
    ground = labels.REMOVALS[removal.ground]
    return ground if version.reason == ground else f"{ground}：{version.reason}"


def told(before: Any, after: Any) -> str:
    """What a version changed, in words."""
    if after is None:
        return "移出"
    if before is None:
        return "列入"
    differing = [field for field in after.__struct_fields__ if getattr(before, field) != getattr(after, field)]
    shown = [
        f"{labels.field(type(after), field)}：{_value(field, getattr(before, field))} → {_value(field, getattr(after, field))}"
        for field in differing
        if field not in _UNTOLD
    ]
    return "；".join(shown) or "其他登记内容有变动"


def last_time(register: Register[Any], id_: str) -> str:
    """When the newest version of an entry was written."""
    return moment(register.history[id_][-1].record.time)


def standing(register: Register[Any], id_: str, in_force: str, gone: str) -> Cell:
    """Whether an entry is still in the register."""
    return Cell(in_force, tone="ok") if id_ in register.current else Cell(gone, tone="warn")


def _value(field: str, value: Any) -> str:
    if value is None or value == ():
        return "（空）"
    words = _WORDS.get(field)
    if isinstance(value, tuple):
        return listed(words[one] if words else one.title if isinstance(one, Basis) else one for one in value)
    if words is not None:
        return words[value]
    return value.isoformat() if isinstance(value, date) else str(value)
