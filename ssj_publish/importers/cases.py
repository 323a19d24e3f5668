"""依法处理 → the records of cases: a row a step (立案、决定、整改、复查、结案), in the order in which they are to be
written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from ssj_publish.core.kinds.case import CaseClose, CaseCorrection, CaseDecision, CaseOpen, CaseReinspection
from ssj_publish.core.kinds.kind import RecordBody
from ssj_publish.importers import cells, evidence, fields, heads
from ssj_publish.importers.heads import Column
from ssj_publish.importers.inspectors import items as read_item_ids
from ssj_publish.importers.known import Known
from ssj_publish.importers.reading import Import, Reading, Row
from ssj_publish.words import labels

#: What a step is called, and the shape that says it.
STEPS: Final[Mapping[str, type[RecordBody]]] = {
    "立案": CaseOpen,
    "决定": CaseDecision,
    "整改": CaseCorrection,
    "复查": CaseReinspection,
    "结案": CaseClose,
}
_ALSO: Final = {"处理决定": "决定", "作出决定": "决定", "处罚决定": "决定", "整改情况": "整改", "复查情况": "复查"}
_HEADS: Final[Mapping[str, str]] = {
    "case": "案件编号 案号 案件号 编号",
    "step": "步骤 环节 阶段",
    "body": "监管对象 检查对象 当事人 单位名称 学校名称 对象名称 对象",
    "item": "抽查事项 检查事项 事项",
    "result": "检查结果记录 结果记录",
    "form": "处理方式 形式 处理形式 案件类型",
    "ground": "立案理由 立案事由 案由 违法事实",
    "rectify_by": "整改期限 整改时限",
    "date": "日期 决定日期 整改日期 复查日期",
    "decision": "决定 处理决定 决定内容 处罚种类",
    "document": "文号 文书号 决定书文号",
    "basis": "依据 处理依据 处罚依据",
    "party": "被处罚人",
    "text": "内容 正文 处理内容 整改情况 复查情况 情况",
    "severity": "处罚轻重 轻重",
    "public_until": "公示截止日期 公示期限",
    "evidence": "证据文件 证据 附件",
    "inspectors": "复查人员 检查人员 执法人员",
    "passed": "复查是否通过 是否通过 通过",
    "reason": "结案理由 结案原因",
}
#: The head asks whether the body passed, and may be answered so.
_PASSED: Final = {"通过": "是", "合格": "是", "未通过": "否", "不通过": "否", "不合格": "否"}
_APART: Final = ("case", "result", "body", "office", "evidence", "inspectors")


@dataclass(frozen=True, slots=True)
class Ground:
    """A result on which a case can rest: its id, body, item, and the office."""

    result: str
    body: str
    item: str
    office: str


def columns() -> tuple[Column, ...]:
    """The columns of a table of cases: those of every step."""
    found: dict[str, Column] = {}
    for name in ("case", "step", "body", "item", "result"):
        found[name] = heads.column(name, _HEADS[name], required=name == "case", codes=name in ("case", "result"))
    for shape in STEPS.values():
        for column in fields.columns(shape, _HEADS, (), _APART):
            found.setdefault(column.field, column)
    for name in ("inspectors", "evidence"):
        found[name] = heads.column(name, _HEADS[name])
    return tuple(found.values())


def read_cases(
    path: Path,
    *,
    known: Known,
    grounds: Sequence[Ground],
    cases: Iterable[str],
    folder: Path | None = None,
    sheet: str | None = None,
    mapped: Mapping[str, str] | None = None,
) -> Import[RecordBody]:
    """Read the steps of cases. ``grounds`` are the results without a case, ``cases`` the cases that there are;
    ``folder`` holds the evidence.

    Raises `errors.WorkbookUnreadable` if the file cannot be opened; everything else is in the import's ``faults``.
    """
    reading = Reading(path, columns(), sheet, mapped)
    opened = set(cases)
    return reading.result([_step(row, known, grounds, opened, folder) for row in reading.rows()])


def _step(
    row: Row, known: Known, grounds: Sequence[Ground], opened: set[str], folder: Path | None
) -> RecordBody | None:
    case = row.need("case", cells.identifier)
    step = row.take("step", lambda value: cells.choice(value, {one: one for one in STEPS} | _ALSO)) or "立案"
    shape = STEPS[step]
    if case is None or row.faulty_at("step"):
        return None
    raw: dict[str, Any] = {"case": case} | fields.form(row, fields.told(shape, _APART))
    if shape is CaseOpen:
        ground = _ground(row, known, grounds)
        if ground is not None:
            raw |= {"result": ground.result, "body": ground.body, "office": ground.office}
        opened.add(case)
    elif case not in opened:
        row.fault("case-unknown", "case", case=case)
    if "inspectors" in shape.__struct_fields__:
        raw["inspectors"] = list(row.take("inspectors", known.inspectors.people) or ())
    if "evidence" in shape.__struct_fields__:
        found = row.take("evidence", lambda value: evidence.read(value, folder)) or ()
        raw["evidence"] = [{"name": one.name, "sha256": one.sha256, "size": str(one.size)} for one in found]
    if "passed" in raw:
        raw["passed"] = _PASSED.get(raw["passed"], raw["passed"])
    for name in _foreign(row, shape):
        row.fault("step-unfit", name, step=step, title=_HEADS[name].split()[0])
    return None if row.faulty else fields.read(row, shape, raw)


def _foreign(row: Row, shape: type[RecordBody]) -> Iterator[str]:
    """The filled cells that say nothing of this step."""
    aside = {"case", "step", "body", "item"}
    for name in row.fields:
        if name not in aside and name not in shape.__struct_fields__ and row.filled(name):
            yield name


def _ground(row: Row, known: Known, grounds: Sequence[Ground]) -> Ground | None:
    """The result that a row opens a case on: the one named, or the only one of the body (and item)."""
    record = row.take("result", known.numbered)
    body = row.take("body", known.bodies.one)
    item = row.take("item", lambda value: read_item_ids(value, known.item_names)) or ()
    if row.faulty:
        return None
    found = [
        one
        for one in grounds
        if (record is None or one.result == record)
        and (body is None or one.body == body)
        and (not item or one.item in item)
    ]
    if len(found) == 1 and (record or body):
        return found[0]
    row.fault("results-several" if len(found) > 1 else "result-none", "body")
    return None


def told(body: RecordBody) -> str:
    """A step in a few words."""
    step = next(name for name, shape in STEPS.items() if isinstance(body, shape))
    decision = labels.codes(CaseDecision, "decision") or {}
    more = f"（{decision[body.decision]}）" if isinstance(body, CaseDecision) else ""
    return f"{step}{more}"
