"""监管对象名录库 → `Body`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from ssj_publish.core.kinds.registers import Body
from ssj_publish.importers import cells, heads, measures
from ssj_publish.importers.faults import Trouble, Value
from ssj_publish.importers.reading import Import, Reading, Row

_STATES: Final = {
    "active": (
        "正常 存续 在业 在营 开业 在册 在办 正常办学 正常办园 正常经营 正常营业 正常运行 正常运营 运营中 营业 存续在业 在用"
    ),
    "suspended": "停业 歇业 停办 已停办 长期停办 已停业 已歇业 暂停 暂停办学 停办停业 暂停招生 停止招生 停课 休业 停业整顿",
    "closed": (
        "注销 吊销 关闭 撤销 撤并 已撤并 已撤销 已注销 已吊销 已关闭 终止 终止办学 停止办学 已停止办学 已关闭停业 关闭注销 "
        "关停 已关停 吊销许可证 已并入 并入"
    ),
    "moved": "迁出 已迁出 外迁",
}
_STATE_OF: Final = {word: state for state, words in _STATES.items() for word in words.split()}
_CAPPED: Final = {
    "是": "yes",
    "适用": "yes",
    "否": "no",
    "不适用": "no",
    "待定": "unclear",
    "不明确": "unclear",
    "待明确": "unclear",
}


#: The county's name in front, which one table writes and another leaves out.
_COUNTY: Final = re.compile(r"^[\u4e00-\u9fff]{2,6}?[县区市旗](?=.{2})")


@dataclass(slots=True)
class _Draft:
    """A row before it is known which rows are heads of which."""

    row: Row
    fields: dict[str, Any]
    branch: str | None


def read_bodies(
    path: Path,
    *,
    classes: Sequence[str],
    ids: Mapping[str, str] | None = None,
    held: Mapping[str, str] | None = None,
    today: date | None = None,
    sheet: str | None = None,
    mapped: Mapping[str, str] | None = None,
) -> Import[Body]:
    """Read the register of bodies. ``classes`` are the credit classes that the ledger knows.

    A workbook without a column of ids takes them from the credit code: the id that ``ids`` gives for it (the
    ledger's own), else the code itself. With ``today``, a credit class of a later day is a fault. ``held`` are the
    ledger's bodies, names by id: one that comes again under another id and spelling is told. ``mapped`` names columns
    (`heads.mapped`). Raises `errors.WorkbookUnreadable` if the file cannot be opened; everything else is in the
    import's ``faults``.
    """
    reading = Reading(path, heads.BODIES, sheet, mapped)
    drafts = [_draft(row, reading, classes, ids or {}, today) for row in reading.rows()]
    for field in ("state", "capped"):
        if drafts and not reading.has(field):
            reading.report.notice(f"assumed-{field}")
    by_name = _index(drafts)
    known = {cells.spelling(name): (id_, name) for id_, name in (held or {}).items()}
    for draft in drafts:
        if draft.branch is not None:
            _attach(draft, by_name)
        else:
            _twins(draft, known)
    for draft in drafts:
        if draft.fields["code"] and not draft.fields.get("branch_of"):
            draft.row.once("code", draft.fields["code"], "code", "code-twice")
    return reading.result([draft.row.build(Body, **draft.fields) for draft in drafts])


def _draft(row: Row, reading: Reading, classes: Sequence[str], ids: Mapping[str, str], today: date | None) -> _Draft:
    number = row.take("code", _number)
    old = number if number and len(number) != 18 else None
    code = None if old else number
    branch = row.take("branch_of", cells.name)
    id_ = row.need("id", cells.identifier) if reading.has("id") else None
    name = row.need("name", cells.name)
    if not reading.has("id"):
        id_ = _derived(row, old or code if branch is None else None, name, ids)
    if old:
        row.notice("code-old", "code")
    if id_ and reading.has("id"):  # one that is made says nothing that the code or the name does not
        row.once("id", id_.casefold(), "id", "id-twice")
        if not row.faulty_at("id") and (first := row.earlier("id-alike", cells.alike(id_))) is not None:
            row.doubt("id-alike", "id", first=first)
    if name:
        row.once("name", cells.twin(name), "name", "name-twice")
    fields: dict[str, Any] = {
        "id": id_,
        "name": name,
        "code": code,
        "type": row.need("type", cells.noun),
        "ownership": row.take("ownership", cells.name),
        "address": row.need("address", cells.line),
        "town": row.take("town", cells.noun),
        "credit_class": row.need("credit_class", lambda value: credit_class(value, classes)),
        "class_date": row.need("class_date", lambda value: _past(value, today)),
        "state": row.need("state", lambda value: cells.choice(value, _STATE_OF)) if row.has("state") else "active",
        "capped": row.take("capped", lambda value: cells.choice(value, _CAPPED)) or "unclear",
        "licence": row.take("licence", cells.line),
        "stage": row.take("stage", cells.name),
    }
    return _Draft(row, fields, branch)


def credit_class(value: Value, classes: Sequence[str]) -> str:
    """A class as the ledger writes it, from ``A``, ``Ａ``, ``A类`` or ``a级``."""
    name = cells.token(value).upper()
    by_name = {one.upper(): one for one in classes}
    for written in (name, name.removesuffix("类"), name.removesuffix("级"), name.removesuffix("等")):
        if written in by_name:
            return by_name[written]
    raise Trouble("class-unknown", known="、".join(classes))


def _past(value: Value, today: date | None) -> date:
    found = measures.recent(value)
    if today is not None and found > today:
        raise Trouble("day-future", today=today.isoformat())
    return found


def _number(value: Value) -> str:
    """A credit code; or a registration number of thirteen or fifteen digits, as given before 2015, which is none."""
    found = cells.token(value)
    return found if re.fullmatch(r"\d{13}|\d{15}", found) else cells.credit_code(value)


def _derived(row: Row, number: str | None, name: str | None, ids: Mapping[str, str]) -> str | None:
    """The ledger's id for this number or name, else the number, else one made of the name: no row's place matters."""
    if name is None or row.faulty_at("code"):
        return None
    known = ids.get(number or "") or ids.get(cells.twin(name))
    return known or number or f"N{sha256(cells.twin(name).encode()).hexdigest()[:10].upper()}"


def _twins(draft: _Draft, held: Mapping[str, tuple[str, str]]) -> None:
    """Doubt a row that shares its licence, the sound of its name (`cells.spelling`), or its address and what its name
    comes to without the county's, with an earlier one; or the sound of its name with another entry of the ledger."""
    licence, name, address = (draft.fields[field] for field in ("licence", "name", "address"))
    if licence and (first := draft.row.earlier("licence", cells.twin(licence))) is not None:
        draft.row.doubt("body-twin", "licence", first=first)
        return
    if not name or draft.row.faulty_at("name"):
        return
    id_, written = held.get(cells.spelling(name), (None, name))
    if id_ not in (None, draft.fields["id"]) and cells.twin(written) != cells.twin(name):
        draft.row.doubt("body-held", "name", id=str(id_), name=written)
    keys = [("spelling", cells.spelling(name))]
    if address:
        place = _COUNTY.sub("", cells.spelling(address))
        keys += [("tail", cells.twin(name[-6:] + address)), ("core", _COUNTY.sub("", cells.spelling(name)) + place)]
    found = [first for kind, key in keys if (first := draft.row.earlier(kind, key)) is not None]
    if found:
        draft.row.doubt("body-twin", "name", first=found[0])


def _index(drafts: Sequence[_Draft]) -> dict[str, _Draft]:
    """Drafts by id, name and code, so that a branch may name its head by any of them."""
    found: dict[str, _Draft] = {}
    for key in ("code", "name", "id"):
        for draft in drafts:
            if draft.fields[key] and draft.branch is None:
                found[cells.twin(draft.fields[key])] = draft
    return found


def _attach(draft: _Draft, by_name: Mapping[str, _Draft]) -> None:
    """Fill in ``branch_of``, and the head's code where the branch's own cell is empty."""
    head = by_name.get(cells.twin(draft.branch or ""))
    if head is None:
        draft.row.fault("branch-unknown", "branch_of")
        return
    code = head.fields["code"]
    if draft.fields["code"] is not None and code is not None and draft.fields["code"] != code:
        draft.row.fault("branch-code", "code", head=head.row.number)
    draft.fields["code"] = code
    draft.fields["branch_of"] = head.fields["id"]
