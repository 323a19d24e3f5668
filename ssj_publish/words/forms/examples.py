"""What a filled field looks like, as a clerk would write it; templates print these, and faults quote them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from msgspec import inspect

from ssj_publish.core.shapes import Shape
from ssj_publish.words import labels
from ssj_publish.words.forms.types import fields, members, shape_of
from ssj_publish.words.forms.values import ATOMS

_DIGEST: Final = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

#: By name, and by ``Shape.name``; codes, switches and days have theirs without standing here.
EXAMPLES: Final[Mapping[str, Any]] = {
    "body": "DX-0001",
    "case": "AJ-2025-001",
    "item": "JY-02",
    "items": ["JY-02", "JY-05"],
    "inspectors": ["JC-001", "JC-002"],
    "CaseReinspection.inspectors": ["JC-001"],
    "team": ["JC-001", "JC-002"],
    "office": "minban",
    "index": "0",
    "size": "20480",
    "hours": "8",
    "year": "2025",
    "Evidence.name": "现场照片.jpg",
    "ThirdParty.name": "某某消防技术服务公司",
    "ThirdParty.scope": "消防设施检测",
    "department": "县消防救援大队",
    "OtherFinding.document": "消防监督检查记录〔2025〕第12号",
    "document": "安教罚决〔2025〕1号",
    "CaseDecision.basis": "《中华人民共和国民办教育促进法》第六十二条",
    "Trigger.number": "信访〔2025〕12号",
    "InspectionApproval.document": "安教检审〔2025〕1号",
    "InspectionApproval.task": "RW-2025-07",
    "InspectionApproval.reason": "同意对该校开展个案检查",
    "DrawElsewhere.task": "RW-2025-07",
    "DrawElsewhere.platform": "省“互联网+监管”平台",
    "DrawElsewhere.number": "RW20250410001",
    "Trigger.note": "家长投诉超标准收费",
    "signed_by": "校长",
    "unsigned_reason": "负责人外出，由值班教师在场见证",
    "point": "收费",
    "Check.note": "公示栏缺一项收费标准",
    "finding": "公示栏缺一项收费标准。",
    "Supervision.finding": "抽取过程符合规定。",
    "action": "责令 7 日内补充公示",
    "note": "与消防部门联合检查",
    "CaseOpen.ground": "未按规定公示收费标准",
    "party": "张某",
    "text": "责令改正，给予警告。",
    "CaseCorrection.text": "已补充公示收费标准。",
    "CaseReinspection.text": "公示内容齐全。",
    "CaseClose.reason": "整改完成",
    "Served.document": "安教检通〔2025〕12号",
    "province_code": "SMRQ20250410001",
    "Confirmation.inspector": "JC-001",
    "Confirmation.key": "ssh-ed25519 AAAA……",
    "Inspector.key": "ssh-ed25519 AAAA……",
    "post": "校长",
    "Reply.text": "收费标准已于检查当日下午补充公示，附照片。",
    "GuestReveal.secret": "61352416253413526415324165321463526143521643251463",
    "month": "4",
    "OfficeFeedback.office": "minban",
    "satisfied": "12",
    "fair": "2",
    "dissatisfied": "0",
    "complaints": "1",
    "integrity": "14",
    "misconduct": "0",
    "Outreach.title": "双随机抽查怎样抽、怎样查",
    "audience": "全县中小学、幼儿园和家长",
    "Outreach.content": "介绍抽查怎样进行、结果在哪里看、有意见找谁。",
    "FollowUp.text": "责任科室已说明原因，并补齐逾期的公示。",
    "Training.title": "行政执法培训",
    "content": "学习新修订的行政处罚法。",
    "CalendarYear.notice": "国务院办公厅关于2025年部分节假日安排的通知（国办发明电〔2024〕12号）",
    "holidays": ["2025-01-01", "2025-01-28"],
    "workdays": ["2025-01-26", "2025-02-08"],
    "bureau": "某某县教育局",
    "division": "000000",
    "classes": ["A", "B", "C", "D"],
    "inspectors_min": "2",
    "Role.id": "minban",
    "Role.name": "民办教育科",
    "public": "ssh-ed25519 AAAA……",
    "holder": "科长",
}


def of(shape: type[Shape], name: str) -> Any:
    """An example for the field: a text, or lists and mappings of texts."""
    field = next(one for one in fields(shape) if one.encode_name == name)
    given = EXAMPLES.get(f"{shape.__name__}.{field.name}", EXAMPLES.get(field.name))
    return _typed(field.type, shape, field.name, given)


def flow(root: type[Shape], path: Iterable[str]) -> str:
    """The example at ``path`` in one line: ``checks: [{point: 收费, outcome: 符合}]``; nothing for a way that is
    none."""
    shape: type[Shape] | None = root
    name = ""
    for part in path:
        if part.isdigit():
            continue
        if shape is None or part not in shape.__struct_encode_fields__:
            return ""
        owner, name = shape, part
        shape = labels.inner(shape, part) if part in shape.__struct_fields__ else None
    return f"{name}: {_flowing(of(owner, name))}" if name else ""


def _typed(type_: inspect.Type, shape: type[Shape], name: str, given: Any) -> Any:
    type_ = members(type_)[0]
    if isinstance(type_, inspect.StructType):
        return {one.encode_name: of(shape_of(type_), one.encode_name) for one in type_.fields}
    if isinstance(type_, inspect.VarTupleType | inspect.ListType):
        flat = not isinstance(members(type_.item_type)[0], inspect.StructType)
        return given if isinstance(given, list) and flat else [_typed(type_.item_type, shape, name, given)]
    if isinstance(type_, inspect.LiteralType):
        return next(iter((labels.codes(shape, name) or {str(type_.values[0]): str(type_.values[0])}).values()))
    if given is not None:
        return given
    return _atom(type_, labels.field(shape, name))


def _atom(type_: inspect.Type, label: str) -> str:
    if isinstance(type_, inspect.BoolType):
        return "是"
    if isinstance(type_, inspect.IntType):
        return str(max(type_.ge or 0, 1))
    if isinstance(type_, inspect.DateType):
        return "2025-04-10"
    if isinstance(type_, inspect.DateTimeType):
        return "2025-04-10 09:30"
    atom = ATOMS.get(type_.pattern or "") if isinstance(type_, inspect.StrType) else None
    return {"digest": _DIGEST, "id": "BH-01", "hex": "00ff", "base64": "AAAA", "clock": "09:05"}.get(atom or "", label)


def _flowing(example: Any) -> str:
    if isinstance(example, list):
        return f"[{', '.join(map(_flowing, example))}]"
    if isinstance(example, dict):
        return f"{{{', '.join(f'{key}: {_flowing(one)}' for key, one in example.items())}}}"
    return str(example)
