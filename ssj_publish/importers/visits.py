"""检查记录表 with their results → `Visit` and `Result`: a row a visit or, where a visit has several items, a row an
item.

What follows from the draw need not be written: the items, the team, the proof of a sealed draw. The points of the items
are columns of their own, named as the item list names them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from msgspec.structs import replace

from ssj_publish.core.kinds.inspection import Result, Visit
from ssj_publish.core.kinds.registers import Item
from ssj_publish.core.kinds.removable import Disclosed
from ssj_publish.core.rules.inspecting import UNINSPECTED
from ssj_publish.core.shapes import Evidence
from ssj_publish.importers import cells, evidence, fields, heads, measures
from ssj_publish.importers.faults import Trouble, Value
from ssj_publish.importers.heads import Column
from ssj_publish.importers.inspectors import items as read_item_ids
from ssj_publish.importers.known import Drawn, Known
from ssj_publish.importers.reading import Import, Reading, Row
from ssj_publish.words import labels

#: Said in the place of a signer's post: nobody signed.
_UNSIGNED: Final = re.compile(r"拒|[未没不]签|无人|不在|待[签补]|补签|电话|微信|略")
#: In the place of a visit's id, which nobody knows before the visit is written.
NO_VISIT: Final = "0" * 64
_VISIT_HEADS: Final[Mapping[str, str]] = {
    "body": "监管对象 对象编号 检查对象 被检查对象 被检查单位 检查单位 对象名称 单位名称 学校名称 机构名称 对象 对象编号 名称 单位 学校",
    "date": "检查日期 检查时间 日期 实施日期",
    "method": "检查方式 方式 检查方法",
    "inspectors": "检查人员 执法人员 执法检查人员 检查小组 检查组成员 检查组 检查人",
    "signed_by": "签字人职务 签字人 签字 被检查单位签字人 签名人职务 签名",
    "unsigned_reason": "没有签字的原因 未签字原因 未签字理由 拒签原因 未签名原因 没有签字的理由",
    "evidence": "证据文件 证据 附件 照片 证据材料",
    "note": "说明 检查说明 备注",
    "routine": "日常检查 是否日常检查",
    "approval": "检查审批 审批记录 审批",
    "elsewhere": "外部平台抽取 外部抽取",
    "trigger.kind": "触发情形 线索来源 触发原因",
    "trigger.number": "线索编号 信访编号 转办编号",
    "trigger.date": "收到线索的日期 线索日期 收到日期",
    "trigger.note": "线索说明 线索内容",
    "third_party.name": "第三方名称 委托的第三方",
    "third_party.scope": "委托范围 委托事项",
}
_RESULT_HEADS: Final[Mapping[str, str]] = {
    "item": "抽查事项 检查事项 事项 事项名称 事项编号 抽查事项名称 检查项目",
    "code": "检查结果 抽查结果 结果 结论 检查结论",
    "finding": "发现的问题 问题 存在问题 存在的问题 问题描述 发现问题",
    "action": "处理措施 处理 处理意见 处理情况 处理结果",
    "rectify_by": "整改期限 整改时限 整改截止日期 限期整改日期",
}
#: Not in cells, or read by themselves.
_APART: Final = ("draw", "proof", "items", "body", "date", "inspectors", "evidence", "visit", "item", "checks")
_RECORDS: Final = ("approval", "elsewhere")
#: The number of the record that a row of our own open data tells of.
_RECORD: Final = heads.column("record", "台账编号", codes=True)
_ALL: Final = heads.column("checks", "检查要点 各要点 要点认定 检查内容 要点")


@dataclass(slots=True)
class Planned:
    """A visit and what it found: each result with the number of its row. The results name no visit yet, unless they are
    of one that is in the ledger already (``visit`` is None then)."""

    visit: Visit | None
    results: list[Result] = field(default_factory=list)


@dataclass(slots=True)
class _Draft:
    """A visit while its rows are read."""

    row: Row
    raw: dict[str, Any]
    drawn: Drawn | None
    items: tuple[str, ...]
    team: tuple[str, ...]
    files: dict[str, Evidence] = field(default_factory=dict)
    results: list[Result] = field(default_factory=list)


def visit_columns(items: Iterable[Item]) -> tuple[Column, ...]:
    """The columns of a table of visits, with those of the points of ``items``."""
    visit = fields.columns(Visit, _VISIT_HEADS, ("body", "date", "method"), ("draw", "proof", "items"))
    by_name = {one.field: one for one in visit}
    listed = heads.column("evidence", _VISIT_HEADS["evidence"])
    first = [by_name.pop(name) for name in ("body", "date", "method", "inspectors", "signed_by", "unsigned_reason")]
    task = heads.column("task", "任务编号 抽查任务编号 任务 抽查任务 任务名称")
    return (*first[:1], task, *first[1:], listed, *_result_columns(items), *by_name.values(), _RECORD)


def result_columns(items: Iterable[Item]) -> tuple[Column, ...]:
    """The columns of a table of results of visits that are in the ledger already."""
    body = heads.column("body", _VISIT_HEADS["body"], required=True)
    day = heads.column("date", _VISIT_HEADS["date"], day=True)
    task = heads.column("task", "任务编号 抽查任务编号 任务")
    return (body, task, day, *_result_columns(items), _RECORD)


def _result_columns(items: Iterable[Item]) -> Iterator[Column]:
    yield from fields.columns(Result, _RESULT_HEADS, (), ("visit", "checks"))
    points = list(dict.fromkeys(point for item in items for point in item.points))
    yield _ALL
    for point in points:
        yield Column(f"point:{point}", (heads.normalized(point) or point,))
    for point in points:
        yield Column(f"note:{point}", (heads.normalized(point + "说明") or point,))


def read_visits(
    path: Path,
    *,
    known: Known,
    task: str | None = None,
    folder: Path | None = None,
    sheet: str | None = None,
    mapped: Mapping[str, str] | None = None,
) -> Import[Planned]:
    """Read visits, and their results where the rows tell them. ``task`` is that of rows that name none; ``folder``
    holds the evidence.

    Raises `errors.WorkbookUnreadable` if the file cannot be opened; everything else is in the import's ``faults``.
    """
    reading = Reading(path, visit_columns(_items(known, task)), sheet, mapped)
    drafts: dict[tuple[object, ...], _Draft] = {}
    for row in reading.rows():
        _read_row(row, known, task, folder, drafts)
    return reading.result([_planned(one) for one in drafts.values()])


def read_results(
    path: Path,
    *,
    known: Known,
    visits: Mapping[tuple[str, str], Sequence[tuple[str, Visit, Mapping[str, Item]]]],
    sheet: str | None = None,
    mapped: Mapping[str, str] | None = None,
) -> Import[Planned]:
    """Read results of visits in the ledger. ``visits`` holds for each body and day (ISO; ``""``: any day) the visits
    that still want a result: id, visit, and its items as they were then.

    Raises as `read_visits`.
    """
    every = [item for found in visits.values() for _, _, items in found for item in items.values()]
    reading = Reading(path, result_columns(every), sheet, mapped)
    return reading.result([_late(row, known, visits) for row in reading.rows()])


def _late(
    row: Row, known: Known, visits: Mapping[tuple[str, str], Sequence[tuple[str, Visit, Mapping[str, Item]]]]
) -> Planned | None:
    if _there(row, known):
        return None
    body = row.need("body", known.bodies.one)
    day = row.take("date", measures.recent)
    if body is None or row.faulty:
        return None
    found = visits.get((body, day.isoformat() if day else ""), ())
    if len(found) != 1:
        row.fault("visits-several" if found else "visit-none", "date" if found and row.has("date") else "body")
        return None
    id_, visit, items = found[0]
    made = _result(row, known, visit.items, items)
    if made is None:
        return None
    if (first := row.earlier("result", f"{id_} {made.item}")) is not None:
        row.fault("result-twice", "item", first=first)
        return None
    return Planned(None, [replace(made, visit=id_)])


def _there(row: Row, known: Known) -> bool:
    """Whether the row bears the number of a record, as our own open data do: the ledger has it, and nothing is to be
    written; what the row tells otherwise is a fault."""
    number = row.take("record", cells.line)
    id_ = row.take("record", known.numbered)
    if id_ is None:
        return row.faulty_at("record")
    held = known.there.get(id_)
    item = row.take("item", lambda value: read_item_ids(value, known.item_names))
    told: dict[str, tuple[object, object]] = {}
    if isinstance(held, Visit):
        table = labels.codes(Visit, "method") or {}
        told = {
            "body": (row.take("body", known.bodies.one), held.body),
            "date": (row.take("date", measures.recent), held.date),
            "method": (row.take("method", cells.line), table.get(held.method)),
            "inspectors": (row.take("inspectors", known.inspectors.people), held.inspectors),
            "item": (item and tuple(sorted(item)), held.items),
        }
    elif isinstance(held, Result):
        table = labels.codes(Result, "code") or {}
        told = {
            "item": (item, (held.item,)),
            "code": (row.take("code", cells.line), table.get(held.code)),
            "finding": (row.take("finding", cells.text), held.finding),
            "action": (row.take("action", cells.text), held.action),
            "rectify_by": (row.take("rectify_by", measures.recent), held.rectify_by),
        }
    else:
        row.fault("record-other", "record", text=number or "")
    for name, (said, stands) in told.items():
        if said is not None and said != stands and not isinstance(stands, Disclosed):
            row.fault("record-differs", name, text=number or "")
    if not row.faulty:
        row.notice("row-there")
    return True


def _items(known: Known, task: str | None) -> list[Item]:
    """Whose points are columns: the task's items, or all that can be inspected."""
    drawn = known.tasks.get(task or "")
    return [known.items[id_] for id_ in drawn.items if id_ in known.items] if drawn else list(known.items.values())


def _read_row(
    row: Row, known: Known, task: str | None, folder: Path | None, drafts: dict[tuple[object, ...], _Draft]
) -> None:
    if _there(row, known):
        return
    body = row.need("body", known.bodies.one)
    day = row.need("date", measures.recent)
    named = row.take("task", lambda value: _task(value, known)) or task
    raw = fields.form(row, fields.told(Visit, _APART), day)
    for name in _RECORDS:
        if name in raw:
            raw[name] = row.take(name, known.numbered)
    if _UNSIGNED.search(raw.get("signed_by", "")):
        row.fault("sign-none", "signed_by")
    if raw.get("routine") == "否":
        del raw["routine"]
    if body is None or day is None:
        return
    beside = (raw.get("routine"), raw.get("elsewhere"), str(raw.get("trigger", "")))
    drawn = None if any(beside) else _drawn(row, known, named, body)
    files = row.take("evidence", lambda value: evidence.read(value, folder)) or ()
    team = _team(row, known, drawn, body)
    key = (body, day, drawn.draw if drawn else beside)
    draft = drafts.get(key)
    if draft is None:
        draft = drafts[key] = _Draft(row, raw, drawn, drawn.items if drawn else (), team)
        raw |= {"body": body, "date": day.isoformat(), "draw": drawn.draw if drawn else None}
    else:
        for name in [one for one, text in raw.items() if draft.raw.get(one) != text]:
            row.fault("visit-differs", name, first=draft.row.number)
        if row.filled("inspectors") and team != draft.team:
            row.fault("visit-differs", "inspectors", first=draft.row.number)
    draft.files |= {one.name: one for one in files}
    _add_result(row, known, draft)
    draft.row.faulty |= row.faulty


def _add_result(row: Row, known: Known, draft: _Draft) -> None:
    item = row.take("item", lambda value: read_item_ids(value, known.item_names))
    if draft.drawn is None and item:
        draft.items = tuple(sorted({*draft.items, *item}))
    made = _result(row, known, draft.items, known.items) if _tells(row) else None
    if made is not None and any(one.item == made.item for one in draft.results):
        row.fault("result-twice", "item", first=draft.row.number)
    elif made is not None:
        draft.results.append(made)


def _tells(row: Row) -> bool:
    """Whether a row says what was found."""
    return any(row.filled(name) for name in row.fields if name in _RESULT_HEADS and name != "item") or any(
        row.filled(name) for name in row.fields if name.startswith("point:") or name == "checks"
    )


def _result(row: Row, known: Known, items: Sequence[str], points_of: Mapping[str, Item]) -> Result | None:
    said = row.take("item", lambda value: read_item_ids(value, known.item_names)) or ()
    if len(said) > 1 or (not said and len(items) != 1):
        row.fault("item-one", "item")
        return None
    item = said[0] if said else items[0]
    if item not in items or item not in points_of:
        row.fault("item-foreign", "item", known="、".join(items))
        return None
    raw = fields.form(row, fields.told(Result, _APART))
    raw |= {"visit": NO_VISIT, "item": item}
    bare = labels.also(Result, "code").get(raw.get("code", ""), _coded(raw.get("code"))) in UNINSPECTED
    raw["checks"] = _checks(row, points_of[item].points, bare)
    return fields.read(row, Result, raw)


def _coded(word: str | None) -> str | None:
    table = labels.codes(Result, "code") or {}
    return next((code for code, label in table.items() if word in (code, label)), None)


def _checks(row: Row, points: Sequence[str], bare: bool) -> list[dict[str, str]]:
    """What was found at each point; nothing where the body could not be inspected and no point is told."""
    if bare and not any(row.filled(f"point:{one}") for one in points) and not row.filled("checks"):
        return []
    said = row.take("checks", cells.line)
    whole = _outcome(row, "checks", said) if said is not None else None
    found = []
    for point in points:
        own = row.take(f"point:{point}", cells.line)
        outcome = _outcome(row, f"point:{point}", own) if own is not None else whole
        if outcome is None:
            if not row.faulty_at("checks"):
                row.fault("point-blank", f"point:{point}", point=point)
            continue
        note = row.take(f"note:{point}", cells.line)
        found.append({"point": point, "outcome": outcome, **({"note": note} if note else {})})
    return found


_WHOLE: Final = ("全部", "均", "各项", "都")


def _outcome(row: Row, name: str, word: str) -> str:
    """A word for a point's outcome; for all of them, 全部符合 says what 符合 does."""
    if name == "checks":
        for prefix in _WHOLE:
            word = word.removeprefix(prefix)
    table = labels.codes(labels.inner(Result, "checks") or Result, "outcome") or {}
    also = labels.also(labels.inner(Result, "checks") or Result, "outcome")
    for code, label in table.items():
        if word in (code, label):
            return code
    if word not in also:
        row.fault("form", name, told=f"不是可用的填法。可填：{'、'.join(table.values())}。")
    return also.get(word, word)


def _task(value: Value, known: Known) -> str:
    written = cells.token(value)
    if written not in known.tasks:
        raise Trouble("task-undrawn", task=written, known="、".join(known.tasks) or "（无）")
    return written


def _drawn(row: Row, known: Known, task: str | None, body: str) -> Drawn | None:
    """The draw a row is of: its task's, or the only one that drew the body."""
    if task is not None:
        found = known.tasks.get(task)
        if found is None:
            row.fault("task-undrawn", "task", task=task, known="、".join(known.tasks) or "（无）")
        elif body not in found.teams and body not in found.proofs:
            row.fault("body-undrawn", "body", task=task)
        return found
    mine = {id_: one for id_, one in known.tasks.items() if body in one.teams or body in one.proofs}
    if len(mine) == 1:
        return next(iter(mine.values()))
    row.fault("draws-several" if mine else "draw-none", "body", tasks="、".join(mine))
    return None


def _team(row: Row, known: Known, drawn: Drawn | None, body: str) -> tuple[str, ...]:
    said = row.take("inspectors", known.inspectors.people)
    proof = drawn.proofs.get(body) if drawn else None
    team = (drawn.teams.get(body) if drawn else None) or (proof.team if proof else ())
    if said and team and set(said) == set(team):
        return team  # written in another order
    if not said and not team and not row.faulty_at("inspectors"):
        row.fault("team-unsaid", "inspectors")
    return said or team


def _planned(draft: _Draft) -> Planned | None:
    if not draft.items and not draft.row.faulty:
        draft.row.fault("item-one", "item")
    raw = draft.raw | {"items": list(draft.items), "inspectors": list(draft.team)}
    visit = fields.read(draft.row, Visit, raw)
    if visit is None:
        return None
    proof = draft.drawn.proofs.get(visit.body) if draft.drawn else None
    return Planned(replace(visit, proof=proof, evidence=tuple(draft.files.values())), draft.results)
