"""Empty workbooks to fill in: the usual heads, lists to choose from, a made-up example, and a sheet that explains.

What is written here is what the importer reads: heads and words come from its own tables. The example stands on the
sheet of notes, not in the table, so that nobody imports it by mistake.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Final

from ssj_publish.core.kinds.case import CaseDecision, CaseOpen
from ssj_publish.core.kinds.inspection import Check, Result, Trigger, Visit
from ssj_publish.importers import cases, heads, visits
from ssj_publish.importers.faults import letter
from ssj_publish.importers.heads import Column
from ssj_publish.words import labels

KINDS: Final = ("items", "bodies", "inspectors", "plan", "visits", "results", "cases")
TITLES: Final = {
    "items": "抽查事项清单",
    "bodies": "监管对象名录库",
    "inspectors": "执法检查人员名录库",
    "plan": "年度抽查计划",
    "visits": "检查和结果",
    "results": "检查结果",
    "cases": "案件",
}
_LISTS: Final = 6  # the column of the notes from which on the lists to choose from stand
_ROWS: Final = 2_000  # as far as the lists to choose from reach
_OUTCOMES: Final = tuple((labels.codes(Check, "outcome") or {}).values())
_RESULT: Final = tuple((labels.codes(Result, "code") or {}).values())
_CHOICES: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "items": {"category": ("重点", "一般")},
    "bodies": {"state": ("正常", "停办", "注销", "迁出"), "capped": ("适用", "不适用", "待明确")},
    "inspectors": {"expert": ("是", "否"), "status": ("在岗", "退休", "调离", "休假")},
    "plan": {"directed": ("定向", "不定向")},
    "visits": {
        "method": tuple((labels.codes(Visit, "method") or {}).values()),
        "code": _RESULT,
        "routine": ("是", "否"),
        "trigger.kind": tuple((labels.codes(Trigger, "kind") or {}).values()),
    },
    "results": {"code": _RESULT},
    "cases": {
        "step": tuple(cases.STEPS),
        "form": tuple((labels.codes(CaseOpen, "form") or {}).values()),
        "decision": tuple((labels.codes(CaseDecision, "decision") or {}).values()),
        "severity": tuple((labels.codes(CaseDecision, "severity") or {}).values()),
        "passed": ("是", "否"),
    },
}
_EXAMPLES: Final[Mapping[str, Mapping[str, str]]] = {
    "items": {
        "id": "JY-01", "name": "幼儿园办园行为检查", "subjects": "幼儿园", "category": "一般",
        "methods": "实地检查、书面检查", "basis": "《幼儿园管理条例》第六条", "points": "师资；收费；安全", "cap": "2",
    },
    "bodies": {
        "id": "DX-001", "name": "某某镇中心小学（示例）", "type": "中小学", "ownership": "公办", "address": "文化路1号",
        "town": "某某镇", "credit_class": "A", "class_date": "2025-01-06", "state": "正常", "capped": "不适用",
    },
    "inspectors": {
        "id": "JC-01", "name": "某某（示例）", "unit": "基础教育科", "certificate": "990122001",
        "valid_from": "2023-01-01", "valid_until": "2027-12-31", "items": "JY-01、JY-02",
    },
    "plan": {
        "id": "RW-01", "name": "春季幼儿园抽查", "directed": "不定向", "items": "JY-01", "scope": "幼儿园",
        "towns": "全县", "ratio": "10%", "start": "2025-03-01", "end": "2025-06-30",
    },
    "visits": {
        "body": "某某镇中心小学（示例）", "task": "RW-01", "date": "2025-04-10", "inspectors": "某甲、某乙",
        "signed_by": "校长", "unsigned_reason": "负责人外出，由值班教师在场见证", "evidence": "现场照片.jpg",
        "item": "JY-01", "checks": "全部符合", "finding": "公示栏缺一项收费标准。", "action": "责令 7 日内补充公示",
        "rectify_by": "2025-04-20",
    },
    "results": {
        "body": "某某镇中心小学（示例）", "date": "2025-04-10", "item": "JY-01", "checks": "全部符合",
    },
    "cases": {
        "case": "AJ-2025-001", "body": "某某镇中心小学（示例）", "item": "JY-01", "ground": "未按规定公示收费标准",
        "date": "2025-04-20", "text": "已补充公示收费标准。", "reason": "整改完成",
    },
}  # fmt: skip


def template(
    kind: str,
    *,
    classes: Sequence[str],
    offices: Sequence[str],
    columns: Sequence[Column] | None = None,
    rows: Sequence[Mapping[str, str]] = (),
) -> bytes:
    """The workbook of one of `KINDS`; ``classes`` and ``offices`` are those of the ledger. ``columns`` are needed where
    they depend on the ledger; ``rows`` (field → text) stand in it already."""
    from xlsxwriter import Workbook

    made = io.BytesIO()
    book = Workbook(made, {"in_memory": True})
    bold = book.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    text = book.add_format({"num_format": "@"})  # else 0123 becomes 123, and 18 digits are rounded
    table, notes = book.add_worksheet(TITLES[kind]), book.add_worksheet("说明")
    notes.set_column(0, 3, 28, wrapped)
    notes.write_row(0, 0, ("列", "必填", "示例", "也可以写作"), bold)
    table.freeze_panes(1, 1 if rows else 0)
    chosen = {**_CHOICES[kind], "credit_class": tuple(classes), "office": tuple(offices)}
    for place, column in enumerate(columns or every(kind, classes)):
        table.set_column(place, place, max(12, 2 * len(column.heads[0]) + 4), text)
        table.write_string(0, place, column.heads[0], bold)
        choices = _OUTCOMES if column.field.startswith("point:") else chosen.get(column.field, ())
        if choices:
            # As a range, for a list in the rule itself may not be longer than 255 characters.
            notes.write_column(0, _LISTS + place, (column.heads[0], *choices))
            edge = letter(_LISTS + place)
            source = f"=说明!${edge}$2:${edge}${len(choices) + 1}"
            table.data_validation(1, place, _ROWS, place, {"validate": "list", "source": source})
        for at, row in enumerate(rows, 1):
            table.write_string(at, place, row.get(column.field, ""), text)
        example = _EXAMPLES[kind].get(column.field, next(iter(choices), ""))
        for at, one in enumerate(
            (column.heads[0], "是" if column.required else "", example, "、".join(column.heads[1:6]))
        ):
            notes.write_string(place + 1, at, one, wrapped)
    book.close()
    return made.getvalue()


def every(kind: str, classes: Sequence[str]) -> tuple[Column, ...]:
    """The columns of the template: a plan has one share for all classes; what only our own tables have is left out."""
    found = {
        "items": heads.ITEMS,
        "bodies": heads.BODIES,
        "inspectors": heads.INSPECTORS,
        "plan": heads.plans(classes),
        "visits": visits.visit_columns(()),
        "results": visits.result_columns(()),
        "cases": cases.columns(),
    }[kind]
    return tuple(one for one in found if one.field != "listed" and not one.field.startswith("ratio:"))
