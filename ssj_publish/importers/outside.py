"""A list that somebody else keeps of bodies → names and codes, for `register compare`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ssj_publish.core.kinds.comparison import MissReason
from ssj_publish.importers import cells, heads
from ssj_publish.importers.heads import Column
from ssj_publish.importers.reading import Import, Reading, Row

_REASONS: Final[Mapping[str, str]] = {
    "应补录": "to-add",
    "不属本局监管": "out-of-scope",
    "已停办或注销": "closed",
    "不在本县": "elsewhere",
    "其他": "other",
}
_COLUMNS: Final = (
    *(
        Column(one.field, one.heads, one.field == "name", one.codes)
        for one in heads.BODIES
        if one.field in ("name", "code")
    ),
    Column("reason", ("未列入原因", "原因", "差异原因")),
    Column("note", ("说明", "备注", "差异说明")),
)


@dataclass(frozen=True, slots=True)
class Outside:
    """One entry, and why the register does not hold it, if it does not."""

    name: str
    code: str | None
    reason: MissReason | None
    note: str | None


def read_outside(path: Path, *, sheet: str | None = None, mapped: Mapping[str, str] | None = None) -> Import[Outside]:
    """Read the list. Its other columns are left unread; raises as the other importers do."""
    reading = Reading(path, _COLUMNS, sheet, mapped)
    return reading.result([_entry(row) for row in reading.rows()])


def _entry(row: Row) -> Outside | None:
    name = row.need("name", cells.name)
    code = row.take("code", cells.token)
    reason = row.take("reason", lambda value: cells.choice(value, _REASONS))
    note = row.take("note", cells.line)
    return Outside(name, code, reason or None, note) if name else None  # type: ignore[arg-type]  # the codes above
