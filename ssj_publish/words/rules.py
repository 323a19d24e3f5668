"""A change of the rules in words: what was, and what is from then on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from ssj_publish.core.kinds.genesis import PlanTimes, Publication, Role, Settings
from ssj_publish.core.kinds.rules import RuleChange
from ssj_publish.core.reading.duties import PLANS
from ssj_publish.core.rules import approving, publication
from ssj_publish.core.state import RuleState, State
from ssj_publish.words import labels

#: What each number counts.
UNITS = {
    "inspectors_min": "人",
    "result_days": "个工作日",
    "penalty_days": "个工作日",
    "watch_days": "天",
    "checkpoint_days": "天",
    "lead_minutes": "分钟",
    "reply_days": "个工作日",
}


@dataclass(frozen=True, slots=True)
class Stage:
    """The rules from record ``seq`` on: a title and what is different from before, a line each."""

    seq: int
    title: str
    lines: tuple[str, ...]


def stages(state: State) -> tuple[Stage, ...]:
    """Every stage of the rules, oldest first."""
    first, *others = state.rules
    found = [Stage(first.seq, "创世记录", tuple(f"{name}：{value}" for name, value in told(first.settings)))]
    by_seq = {one.seq: one for one in state.records.values() if isinstance(one.body, RuleChange)}
    for before, after in zip(state.rules, others, strict=False):
        body = by_seq[after.seq].body
        found.append(Stage(after.seq, f"{body.document}，{body.reason}", tuple(lines(before, after, body))))
    return tuple(found)


def lines(before: RuleState, after: RuleState, body: RuleChange) -> Iterator[str]:
    """What a change says, a line each; names as they were before it, or, of what is new, as they are."""
    if before.bureau != after.bureau:
        yield f"单位名称：{before.bureau}改为{after.bureau}"
    for added in body.added:
        yield f"新增{labels.ROLE_TYPES[added.type]}：{added.name}" + ("" if added.keys else "（没有密钥）")
    for one in body.renamed:
        yield f"改名：{before.names.get(one.role, one.role)}改为{one.name}"
    for gone in body.ended:
        yield f"撤并：{before.names.get(gone.role, gone.role)}，职责由{after.names.get(gone.successor, gone.successor)}接续"
    if before.settings.classes != after.settings.classes or body.classes:
        yield "信用等级：" + "，".join(f"{one.old}改为{one.new}" for one in body.classes)
    old = dict(told(before.settings))
    for name, value in told(after.settings):
        if old[name] != value and name != labels.field(Settings, "classes"):
            yield f"{name}：{old[name]}改为{value}"


def role_type(role: Role) -> str:
    """业务科室, 外部门, …"""
    return labels.ROLE_TYPES[role.type]


def told(settings: Settings) -> Iterator[tuple[str, str]]:
    """Every setting by name, as people read it."""
    for name in Settings.__struct_fields__:
        value = getattr(settings, name)
        label = labels.field(Settings, name)
        if name == "classes":
            yield label, "、".join(value)
        elif name == "publication":
            yield label, _publication(value or publication.LAW)
        elif name == "approvals":
            yield label, f"紧急检查 {(value or approving.DEFAULT).ratify_days} 个工作日内补办"
        elif name == "body_caps":
            yield label, "；".join(f"{cap.name}每年至多 {cap.visits} 次" for cap in value) or "没有规定"
        elif name == "policy_only":
            yield label, labels.POLICY_ONLY[value]
        elif name == "plans":
            yield label, _plans(value or PLANS)
        elif isinstance(value, bool):
            yield label, "是" if value else "否"
        elif isinstance(value, int):
            yield label, f"{value} {UNITS[name]}"
        else:
            yield label, str(msgspec.to_builtins(value))


def _plans(one: PlanTimes) -> str:
    return (
        f"{one.month} 月底前批准，批准后 {one.file_days} 个工作日内备案，专项检查的计划提前 {one.special_days} 天公布"
    )


def _publication(one: Publication) -> str:
    terms = "，".join(f"{labels.SEVERITIES[term.severity]} {term.least} 至 {term.most} 个月" for term in one.terms)
    shown = "证号全部公示" if one.certificates == "full" else "证号遮盖公示"
    return f"{terms}；{shown}；离任满 {one.left_months} 个月关闭个人页"
