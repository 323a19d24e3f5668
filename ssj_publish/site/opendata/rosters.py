"""The sheets of what may be inspected, where, by whom, and what was planned: 一单两库 and the plan's tasks."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

from ssj_publish.core.kinds.registers import Body, Inspector, Item
from ssj_publish.core.register import Register, T
from ssj_publish.core.state import State, TaskState
from ssj_publish.site.opendata.sheets import Column, Sheet, Stated, stated, table
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
    columns: tuple[Stated[Item], ...] = (
        stated("事项编号", "清单中的编号", lambda one: one.id),
        stated("抽查事项", "事项名称", lambda one: one.name),
        stated("责任科室", "负责这一事项的科室", lambda one: places.role(state, one.office)),
        stated(
            "事项类别",
            "重点或一般",
            lambda one: labels.CATEGORIES[one.category],
            codes=tuple(labels.CATEGORIES.values()),
        ),
        stated("检查对象", "适用于哪些类型的对象，用分号分开", lambda one: joined(one.subjects)),
        stated(
            "检查方式", "可以用的方式，用分号分开", lambda one: joined(labels.METHODS[method] for method in one.methods)
        ),
        stated(
            "检查依据",
            "名称（层级），用分号分开",
            lambda one: joined(f"{basis.title}（{labels.BASIS_LEVELS[basis.level]}）" for basis in one.basis),
        ),
        stated("抽查内容", "逐项检查的内容，用分号分开", lambda one: joined(one.points)),
        stated("每年至多", "每个对象每年至多检查几次；空白为没有规定", lambda one: one.cap, "integer"),
        *(
            stated(f"{label}事项编码", f"{label}统一事项目录中的编码；空白为没有登记", partial(_code, catalogue))
            for catalogue, label in labels.CATALOGUES.items()
        ),
        stated("实施层级", "由哪一级实施；空白为没有登记", lambda one: one.tier),
        stated("备注", "清单中的备注", lambda one: one.remark),
        stated(
            "状态",
            "现行或已停用",
            lambda one: "现行" if one.id in register.current else "已停用",
            codes=("现行", "已停用"),
        ),
        Stated(_CHANGED, lambda one: _changed(register, one.id)),
        Stated(PAGE, lambda one: places.url("items", one.id)),
    )
    return table(
        "items", "抽查事项清单", "能查什么，以这份清单为准；停用的也列出。", columns, _all(register), "事项编号"
    )


def _code(catalogue: str, one: Item) -> str | None:
    return next((code.code for code in one.codes if code.catalogue == catalogue), None)


def bodies(state: State) -> Sheet:
    """监管对象名录, removed ones too. Contacts never enter the ledger."""
    register = state.bodies
    columns: tuple[Stated[Body], ...] = (
        stated("对象编号", "名录中的编号，抽取时用它计算签号", lambda one: one.id),
        stated("名称", "对象名称", lambda one: one.name),
        stated("统一社会信用代码", "文本；用表格软件打开时不要转成数字", lambda one: one.code),
        stated("类型", "学校、幼儿园、培训机构等", lambda one: one.type),
        stated("性质", "公办、民办等", lambda one: one.ownership),
        stated("学段", "学段", lambda one: one.stage),
        stated("地址", "地址", lambda one: one.address),
        stated("乡镇", "乡镇或街道", lambda one: one.town),
        stated("信用等级", "信用分类的等级", lambda one: one.credit_class, codes=tuple(state.settings.classes)),
        stated("评定日期", "信用等级的评定日期", lambda one: one.class_date, "date"),
        stated("状态", "办学状态", lambda one: labels.BODY_STATES[one.state], codes=tuple(labels.BODY_STATES.values())),
        stated(
            "涉企检查频次上限",
            "国办发〔2024〕54号的频次上限是否适用",
            lambda one: labels.CAPPED[one.capped],
            codes=tuple(labels.CAPPED.values()),
        ),
        stated("所属主体", "与另一对象共用代码的校区等，这里是主体的编号", lambda one: one.branch_of),
        stated("办学许可证号", "办学许可证号", lambda one: one.licence),
        Stated(_LISTED, lambda one: _IN if one.id in register.current else _OUT),
        Stated(_CHANGED, lambda one: _changed(register, one.id)),
        Stated(PAGE, lambda one: places.url("bodies", one.id)),
    )
    about = "可能被抽查的学校、幼儿园和机构；移出名录的也列出。"
    return table("bodies", "监管对象名录", about, columns, _all(register), "对象编号", 所属主体=("bodies", "对象编号"))


def inspectors(state: State) -> Sheet:
    """执法检查人员名录, as much as the site shows."""
    register = state.inspectors
    columns: tuple[Stated[Inspector], ...] = (
        stated("人员编号", "名录中的编号", lambda one: one.id),
        stated("姓名", "姓名", lambda one: one.name),
        stated("单位", "所在单位", lambda one: one.unit),
        stated("执法证号", "执法证号", lambda one: one.certificate),
        stated("有效期起", "执法证有效期的第一天；空白为没有登记", lambda one: one.valid_from, "date"),
        stated("有效期至", "执法证有效期的最后一天", lambda one: one.valid_until, "date"),
        stated("可检查事项", "事项编号，用分号分开", lambda one: joined(one.items)),
        Stated(_LISTED, lambda one: _IN if one.id in register.current else _OUT),
        Stated(_CHANGED, lambda one: _changed(register, one.id)),
        Stated(PAGE, lambda one: places.url("inspectors", one.id)),
    )
    about = "可能被派去检查的人员；只有姓名、单位、执法证和可检查的事项。"
    return table("inspectors", "执法检查人员名录", about, columns, _all(register), "人员编号")


def tasks(state: State) -> Sheet:
    """年度抽查计划: the tasks of all plans, approved or not."""
    columns: tuple[Stated[TaskState], ...] = (
        stated("任务编号", "计划中的编号", lambda one: one.task.id),
        stated("任务名称", "任务名称", lambda one: one.task.name),
        stated("年度", "计划的年度", lambda one: state.plans[one.plan].plan.year, "integer"),
        stated("计划名称", "所在的计划", lambda one: state.plans[one.plan].plan.title),
        stated(
            "任务类型", "定向或不定向", lambda one: "定向" if one.task.directed else "不定向", codes=("定向", "不定向")
        ),
        stated("抽查事项", "事项编号，用分号分开", lambda one: joined(one.task.items)),
        stated("发起科室", "发起科室", lambda one: places.role(state, one.task.office)),
        stated(
            "响应科室",
            "联合抽查的其他科室，用分号分开",
            lambda one: joined(places.role(state, partner) for partner in one.task.partners),
        ),
        stated("抽查对象范围", "对象类型，用分号分开", lambda one: joined(one.task.scope)),
        stated("乡镇", "只在这些乡镇抽取；空白为全县", lambda one: joined(one.task.towns)),
        stated("抽取比例", "各信用等级的比例，或共抽几个", lambda one: plans.ratios(one.task)),
        stated("每个等级至少", "每个等级至少抽几个", lambda one: one.task.minimum, "integer"),
        stated("抽查频次", "各信用等级几年查几次；空白为没有规定", lambda one: plans.frequencies(one.task) or None),
        stated("抽查时间自", "第一天", lambda one: one.task.start, "date"),
        stated("抽查时间至", "最后一天", lambda one: one.task.end, "date"),
        stated(
            "批准文号",
            "局领导批准计划的文号；空白为尚未批准",
            lambda one: approval.body.document if (approval := state.plans[one.plan].approval) else None,
        ),
        stated(
            "批准时间",
            "局领导批准计划的时间",
            lambda one: approval.time if (approval := state.plans[one.plan].approval) else None,
            "datetime",
        ),
        stated("取消理由", "取消的任务写明理由", lambda one: one.cancelled),
        Stated(PAGE, lambda one: places.url("tasks", one.task.id)),
    )
    return table("tasks", "年度抽查任务", "年度计划中的每一项任务。", columns, state.tasks.values(), "任务编号")


def _all(register: Register[T]) -> list[T]:
    """The newest state of every entry there ever was, by id."""
    return [one for id_ in sorted(register.history) if (one := register.latest(id_)) is not None]


def _changed(register: Register[Any], id_: str) -> datetime:
    return register.history[id_][-1].record.time
