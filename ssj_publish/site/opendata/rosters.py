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

_CHANGED = Column("最近变动时间", "changed", "写入这一条现在内容的记录的时间", "datetime")
PAGE = Column("网页", "page", "这一条的网页，从网站根目录算起")
RECORD = Column("台账编号", "record", "台账中的第几号记录", "integer")
BODY = Column("对象编号", "body", "监管对象名录中的编号")
NAME = Column("对象", "body_name", "对象名称")
CODE = Column("统一社会信用代码", "body_code", "对象的代码；文本，不要转成数字")
DRAW = Column("抽取编号", "draw", "任务编号加第几次")
_LISTED = Column("名录", "listed", "现在在册，还是已移出", "boolean", {"yes": "在册", "no": "已移出"})


def offices(state: State) -> dict[str, str]:
    """What the roles of today are called."""
    return {id_: role.name for id_, role in state.keyring.roles.items()}


def code(state: State, body: str) -> str | None:
    """The body's credit code, by which one county's rows are joined to another's."""
    found = state.bodies.latest(body)
    return found.code if found else None


def items(state: State) -> Sheet:
    """抽查事项清单, retired ones too."""
    register = state.items
    columns: tuple[Stated[Item], ...] = (
        stated("事项编号", "id", "清单中的编号", lambda one: one.id),
        stated("抽查事项", "name", "事项名称", lambda one: one.name),
        stated("责任科室", "office", "负责这一事项的科室", lambda one: one.office, words=offices(state), closed=False),
        stated(
            "事项类别",
            "category",
            "重点或一般",
            lambda one: one.category,
            words=labels.CATEGORIES,
        ),
        stated("检查对象", "subjects", "适用于哪些类型的对象，用分号分开", lambda one: one.subjects, many=True),
        stated(
            "检查方式", "methods", "可以用的方式，用分号分开", lambda one: one.methods, words=labels.METHODS, many=True
        ),
        stated(
            "检查依据",
            "basis",
            "名称（层级），用分号分开",
            lambda one: tuple(f"{basis.title}（{labels.BASIS_LEVELS[basis.level]}）" for basis in one.basis),
            many=True,
        ),
        stated("抽查内容", "points", "逐项检查的内容，用分号分开", lambda one: one.points, many=True),
        stated("每年至多", "cap", "每个对象每年至多检查几次；空白为没有规定", lambda one: one.cap, "integer"),
        *(
            stated(
                f"{label}事项编码",
                f"code_{catalogue}",
                f"{label}统一事项目录中的编码；空白为没有登记",
                partial(_code, catalogue),
            )
            for catalogue, label in labels.CATALOGUES.items()
        ),
        stated("实施层级", "tier", "由哪一级实施；空白为没有登记", lambda one: one.tier),
        stated("备注", "remark", "清单中的备注", lambda one: one.remark),
        stated(
            "状态",
            "active",
            "现行或已停用",
            lambda one: one.id in register.current,
            "boolean",
            {"yes": "现行", "no": "已停用"},
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
        stated("对象编号", "id", "名录中的编号，抽取时用它计算签号", lambda one: one.id),
        stated("名称", "name", "对象名称", lambda one: one.name),
        stated("统一社会信用代码", "code", "文本；用表格软件打开时不要转成数字", lambda one: one.code),
        stated("类型", "type", "学校、幼儿园、培训机构等", lambda one: one.type),
        stated("性质", "ownership", "公办、民办等", lambda one: one.ownership),
        stated("学段", "stage", "学段", lambda one: one.stage),
        stated("地址", "address", "地址", lambda one: one.address),
        stated("乡镇", "town", "乡镇或街道", lambda one: one.town),
        stated(
            "信用等级",
            "credit_class",
            "信用分类的等级",
            lambda one: one.credit_class,
            words={one: one for one in state.settings.classes},
        ),
        stated("评定日期", "class_date", "信用等级的评定日期", lambda one: one.class_date, "date"),
        stated("状态", "state", "办学状态", lambda one: one.state, words=labels.BODY_STATES),
        stated(
            "涉企检查频次上限",
            "capped",
            "国办发〔2024〕54号的频次上限是否适用",
            lambda one: one.capped,
            words=labels.CAPPED,
        ),
        stated("所属主体", "branch_of", "与另一对象共用代码的校区等，这里是主体的编号", lambda one: one.branch_of),
        stated("办学许可证号", "licence", "办学许可证号", lambda one: one.licence),
        Stated(_LISTED, lambda one: one.id in register.current),
        Stated(_CHANGED, lambda one: _changed(register, one.id)),
        Stated(PAGE, lambda one: places.url("bodies", one.id)),
    )
    about = "可能被抽查的学校、幼儿园和机构；移出名录的也列出。"
    return table("bodies", "监管对象名录", about, columns, _all(register), "对象编号", 所属主体=("bodies", "对象编号"))


def inspectors(state: State) -> Sheet:
    """执法检查人员名录, as much as the site shows."""
    register = state.inspectors
    columns: tuple[Stated[Inspector], ...] = (
        stated("人员编号", "id", "名录中的编号", lambda one: one.id),
        stated("姓名", "name", "姓名", lambda one: one.name),
        stated("单位", "unit", "所在单位", lambda one: one.unit),
        stated("执法证号", "certificate", "执法证号", lambda one: one.certificate),
        stated("有效期起", "valid_from", "执法证有效期的第一天；空白为没有登记", lambda one: one.valid_from, "date"),
        stated("有效期至", "valid_until", "执法证有效期的最后一天", lambda one: one.valid_until, "date"),
        stated("可检查事项", "items", "事项编号，用分号分开", lambda one: one.items, many=True),
        Stated(_LISTED, lambda one: one.id in register.current),
        Stated(_CHANGED, lambda one: _changed(register, one.id)),
        Stated(PAGE, lambda one: places.url("inspectors", one.id)),
    )
    about = "可能被派去检查的人员；只有姓名、单位、执法证和可检查的事项。"
    return table("inspectors", "执法检查人员名录", about, columns, _all(register), "人员编号")


def tasks(state: State) -> Sheet:
    """年度抽查计划: the tasks of all plans, approved or not."""
    columns: tuple[Stated[TaskState], ...] = (
        stated("任务编号", "id", "计划中的编号", lambda one: one.task.id),
        stated("任务名称", "name", "任务名称", lambda one: one.task.name),
        stated("年度", "year", "计划的年度", lambda one: state.plans[one.plan].plan.year, "integer"),
        stated("计划名称", "plan", "所在的计划", lambda one: state.plans[one.plan].plan.title),
        stated(
            "任务类型",
            "directed",
            "定向或不定向",
            lambda one: one.task.directed,
            "boolean",
            {"yes": "定向", "no": "不定向"},
        ),
        stated("抽查事项", "items", "事项编号，用分号分开", lambda one: one.task.items, many=True),
        stated("发起科室", "office", "发起科室", lambda one: one.task.office, words=offices(state), closed=False),
        stated(
            "响应科室",
            "partners",
            "联合抽查的其他科室，用分号分开",
            lambda one: one.task.partners,
            words=offices(state),
            many=True,
            closed=False,
        ),
        stated("抽查对象范围", "scope", "对象类型，用分号分开", lambda one: one.task.scope, many=True),
        stated("乡镇", "towns", "只在这些乡镇抽取；空白为全县", lambda one: one.task.towns, many=True),
        stated("抽取比例", "ratios", "各信用等级的比例，或共抽几个", lambda one: plans.ratios(one.task)),
        stated("每个等级至少", "minimum", "每个等级至少抽几个", lambda one: one.task.minimum, "integer"),
        stated(
            "抽查频次",
            "frequencies",
            "各信用等级几年查几次；空白为没有规定",
            lambda one: plans.frequencies(one.task) or None,
        ),
        stated("抽查时间自", "start", "第一天", lambda one: one.task.start, "date"),
        stated("抽查时间至", "end", "最后一天", lambda one: one.task.end, "date"),
        stated(
            "批准文号",
            "document",
            "局领导批准计划的文号；空白为尚未批准",
            lambda one: approval.body.document if (approval := state.plans[one.plan].approval) else None,
        ),
        stated(
            "批准时间",
            "approved",
            "局领导批准计划的时间",
            lambda one: approval.time if (approval := state.plans[one.plan].approval) else None,
            "datetime",
        ),
        stated("取消理由", "cancelled", "取消的任务写明理由", lambda one: one.cancelled),
        Stated(PAGE, lambda one: places.url("tasks", one.task.id)),
    )
    return table("tasks", "年度抽查任务", "年度计划中的每一项任务。", columns, state.tasks.values(), "任务编号")


def _all(register: Register[T]) -> list[T]:
    """The newest state of every entry there ever was, by id."""
    return [one for id_ in sorted(register.history) if (one := register.latest(id_)) is not None]


def _changed(register: Register[Any], id_: str) -> datetime:
    return register.history[id_][-1].record.time
