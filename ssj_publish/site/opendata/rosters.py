"""The sheets of what may be inspected, where, by whom, and what was planned: 一单两库 and the plan's tasks."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ssj_publish.core.register import Register
from ssj_publish.core.state import State
from ssj_publish.site.opendata.sheets import Column, Sheet, sheet
from ssj_publish.site.pages import places, plans
from ssj_publish.words import labels

_CHANGED = Column("最近变动时间", "写入这一条现在内容的记录的时间", "datetime")
PAGE = Column("网页", "这一条的网页，从网站根目录算起")
_IN, _OUT = "在册", "已移出"
_LISTED = Column("名录", f"现在{_IN}，还是{_OUT}", codes=(_IN, _OUT))


def joined(values: Any) -> str:
    """Several values in one cell."""
    return "；".join(values)


def items(state: State) -> Sheet:
    """抽查事项清单, retired ones too."""
    register = state.items
    columns = (
        Column("事项编号", "清单中的编号"),
        Column("抽查事项", "事项名称"),
        Column("责任科室", "负责这一事项的科室"),
        Column("事项类别", "重点或一般", codes=tuple(labels.CATEGORIES.values())),
        Column("检查对象", "适用于哪些类型的对象，用分号分开"),
        Column("检查方式", "可以用的方式，用分号分开"),
        Column("检查依据", "名称（层级），用分号分开"),
        Column("抽查内容", "逐项检查的内容，用分号分开"),
        Column("每年至多", "每个对象每年至多检查几次；空白为没有规定", "integer"),
        Column("备注", "清单中的备注"),
        Column("状态", "现行或已停用", codes=("现行", "已停用")),
        _CHANGED,
        PAGE,
    )
    rows = [
        (one.id, one.name, places.role(state, one.office), labels.CATEGORIES[one.category], joined(one.subjects),
         joined(labels.METHODS[method] for method in one.methods),
         joined(f"{basis.title}（{labels.BASIS_LEVELS[basis.level]}）" for basis in one.basis), joined(one.points), one.cap,
         one.remark, "现行" if one.id in register.current else "已停用", _changed(register, one.id), places.url("items", one.id))
        for one in _all(register)
    ]  # fmt: skip
    return sheet("items", "抽查事项清单", "能查什么，以这份清单为准；停用的也列出。", columns, rows, "事项编号")


def bodies(state: State) -> Sheet:
    """监管对象名录, removed ones too. Contacts never enter the ledger."""
    register = state.bodies
    columns = (
        Column("对象编号", "名录中的编号，抽取时用它计算签号"),
        Column("名称", "对象名称"),
        Column("统一社会信用代码", "文本；用表格软件打开时不要转成数字"),
        Column("类型", "学校、幼儿园、培训机构等"),
        Column("性质", "公办、民办等"),
        Column("学段", "学段"),
        Column("地址", "地址"),
        Column("乡镇", "乡镇或街道"),
        Column("信用等级", "信用分类的等级", codes=tuple(state.founding.settings.classes)),
        Column("评定日期", "信用等级的评定日期", "date"),
        Column("状态", "办学状态", codes=tuple(labels.BODY_STATES.values())),
        Column("涉企检查频次上限", "国办发〔2024〕54号的频次上限是否适用", codes=tuple(labels.CAPPED.values())),
        Column("所属主体", "与另一对象共用代码的校区等，这里是主体的编号"),
        Column("办学许可证号", "办学许可证号"),
        _LISTED,
        _CHANGED,
        PAGE,
    )
    rows = [
        (one.id, one.name, one.code, one.type, one.ownership, one.stage, one.address, one.town, one.credit_class,
         one.class_date, labels.BODY_STATES[one.state], labels.CAPPED[one.capped], one.branch_of, one.licence,
         _IN if one.id in register.current else _OUT, _changed(register, one.id), places.url("bodies", one.id))
        for one in _all(register)
    ]  # fmt: skip
    about = "可能被抽查的学校、幼儿园和机构；移出名录的也列出。"
    return sheet("bodies", "监管对象名录", about, columns, rows, "对象编号", 所属主体=("bodies", "对象编号"))


def inspectors(state: State) -> Sheet:
    """执法检查人员名录, as much as the site shows."""
    register = state.inspectors
    columns = (
        Column("人员编号", "名录中的编号"),
        Column("姓名", "姓名"),
        Column("单位", "所在单位"),
        Column("执法证号", "执法证号"),
        Column("有效期起", "执法证有效期的第一天；空白为没有登记", "date"),
        Column("有效期至", "执法证有效期的最后一天", "date"),
        Column("可检查事项", "事项编号，用分号分开"),
        _LISTED,
        _CHANGED,
        PAGE,
    )
    rows = [
        (one.id, one.name, one.unit, one.certificate, one.valid_from, one.valid_until, joined(one.items),
         _IN if one.id in register.current else _OUT, _changed(register, one.id), places.url("inspectors", one.id))
        for one in _all(register)
    ]  # fmt: skip
    about = "可能被派去检查的人员；只有姓名、单位、执法证和可检查的事项。"
    return sheet("inspectors", "执法检查人员名录", about, columns, rows, "人员编号")


def tasks(state: State) -> Sheet:
    """年度抽查计划: the tasks of all plans, approved or not."""
    columns = (
        Column("任务编号", "计划中的编号"),
        Column("任务名称", "任务名称"),
        Column("年度", "计划的年度", "integer"),
        Column("计划名称", "所在的计划"),
        Column("任务类型", "定向或不定向", codes=("定向", "不定向")),
        Column("抽查事项", "事项编号，用分号分开"),
        Column("发起科室", "发起科室"),
        Column("响应科室", "联合抽查的其他科室，用分号分开"),
        Column("抽查对象范围", "对象类型，用分号分开"),
        Column("乡镇", "只在这些乡镇抽取；空白为全县"),
        Column("抽取比例", "各信用等级的比例"),
        Column("每个等级至少", "每个等级至少抽几个", "integer"),
        Column("抽查时间自", "第一天", "date"),
        Column("抽查时间至", "最后一天", "date"),
        Column("批准文号", "局领导批准计划的文号；空白为尚未批准"),
        Column("批准时间", "局领导批准计划的时间", "datetime"),
        Column("取消理由", "取消的任务写明理由"),
        PAGE,
    )
    rows = []
    for id_, one in state.tasks.items():
        task, plan = one.task, state.plans[one.plan]
        approved = (plan.approval.body.document, plan.approval.time) if plan.approval else (None, None)
        rows.append(
            (id_, task.name, plan.plan.year, plan.plan.title, "定向" if task.directed else "不定向", joined(task.items),
             places.role(state, task.office), joined(places.role(state, partner) for partner in task.partners),
             joined(task.scope), joined(task.towns), plans.ratios(task), task.minimum, task.start, task.end, *approved,
             one.cancelled, places.url("tasks", id_))
        )  # fmt: skip
    return sheet("tasks", "年度抽查任务", "年度计划中的每一项任务。", columns, rows, "任务编号")


def _all(register: Register[Any]) -> list[Any]:
    """The newest state of every entry there ever was, by id."""
    return [one for id_ in sorted(register.history) if (one := register.latest(id_)) is not None]


def _changed(register: Register[Any], id_: str) -> datetime:
    return register.history[id_][-1].record.time
