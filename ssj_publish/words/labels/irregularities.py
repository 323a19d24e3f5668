"""What each irregularity is called, what was looked for, and the sentence of one that was found."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ssj_publish.core.reading.irregularities import Irregularity
from ssj_publish.core.state import State
from ssj_publish.words.labels.codes import LOTTERIES, VOID_REASONS

#: Code → its name.
IRREGULARITIES: Mapping[str, str] = {
    "seal-false": "封存不实",
    "visit-astray": "未按抽取结果检查",
    "seal-missing": "应封存而未封存",
    "void": "抽取作废",
    "void-contradicted": "作废情形与事实不符",
    "redraw": "重新抽取",
    "opening-overdue": "逾期没有公开名单",
    "opening-late": "名单公开得晚了",
    "stamp-missing": "承诺没有外部见证",
    "stamp-partial": "承诺的外部见证不足",
    "stamp-late": "承诺的外部见证太晚",
    "trust-change": "变更信任设置",
    "time-shifted": "时间与见证不合",
    "checkpoint-overdue": "逾期没有见证",
    "chain-unknown": "信标不认识",
    "numbers-contradict": "同一期号码不同",
    "visit-unapproved": "检查没有审批",
    "penalty-late": "处罚公示逾期",
    "result-late": "结果公示逾期",
    "visits-unmerged": "应合并而分开检查",
    "visit-closed": "校历停检日检查",
    "plan-late": "计划逾期",
    "rules-shifted": "批准之后、抽取之前规则变更",
    "frequency-short": "没有达到计划的频次",
    "reply-late": "陈述申辩登记逾期",
    "content-missing": "内容缺失",
    "content-unremoved": "应移除而未移除",
}
#: Code → what is looked for.
LOOKED_FOR: Mapping[str, str] = {
    "seal-false": "封存值不是这次抽取重新计算的结果",
    "visit-astray": "在不实的封存之下检查了没有抽中的对象，或由别的小组检查",
    "seal-missing": "承诺为密封的抽取，没有封存就公开了",
    "void": "作废的抽取，连同它本来会抽中的对象",
    "void-contradicted": "作废时说公共随机数没有产生，台账里却有",
    "redraw": "同一任务的第二次及以后各次抽取",
    "opening-overdue": "过了承诺的最迟公开时间，名单至今没有公开",
    "opening-late": "名单在承诺的最迟公开时间之后才公开",
    "stamp-missing": "随机数产生之前，没有见证人看过承诺",
    "stamp-partial": "见证不到法定家数，或只有时间戳",
    "stamp-late": "见证晚于随机数的产生，或与承诺的时间不合",
    "trust-change": "日志密钥、见证人、法定家数、时间戳机构、公共随机源的变更",
    "time-shifted": "记录写的时间与见证人能证明的时间相差十分钟以上",
    "checkpoint-overdue": "记录写入后，过了规定的天数还没有足够的见证人联署",
    "chain-unknown": "抽取指定的信标不是公认的链，可能由本单位自己运行",
    "numbers-contradict": "两次抽取给同一期彩票写了不同的号码",
    "visit-unapproved": "专项和个案检查没有审批，或事后补批超过了期限",
    "penalty-late": "处罚决定在规定的工作日之后才公示",
    "result-late": "检查结果在法定期限之后才公示",
    "visits-unmerged": "同一对象被几次抽取或审批同时指到，分开检查而没有写明理由",
    "visit-closed": "在考试、放假等校历规定不接受现场检查的日子进校检查",
    "plan-late": "计划没有按期批准、备案，或专项检查开始前没有提前公布",
    "rules-shifted": "计划批准以后、抽取以前，台账的设置（期限、等级、上限等）改过",
    "frequency-short": "到期时，按计划的频次还没有查够的对象",
    "reply-late": "对象的陈述申辩在规定的工作日之后才登记",
    "content-missing": "可移除的内容不见了，而没有依据",
    "content-unremoved": "应当不再公开的内容还在",
}
_PLAN_STEPS = {"approval": "批准", "filing": "备案", "special": "公布其中的专项检查"}
_FATES = {"not-drawn": "没有被抽中", "other-team": "应由别的小组检查"}


def irregularity(state: State, one: Irregularity) -> str:
    """The sentence, without the name that stands before it."""
    about = f"任务 {one.task} 第 {one.ordinal} 次抽取" if one.ordinal else ""
    names = "、".join(_name(state, id_) for id_ in one.bodies)
    return _SENTENCES[one.code](about, names, one, one.facts)


def _void(about: str, names: str, one: Irregularity, facts: Mapping[str, str | int]) -> str:
    told = f"{about}于 {one.day} 作废，情形：{VOID_REASONS[str(facts['reason'])]}"
    told += "（此时已经能算出结果）" if facts["looked"] else ""
    told += f"，已按它检查 {facts['visits']} 个对象" if facts["visits"] else ""
    return f"{told}；当时会抽中 {names}。" if facts["told"] else f"{told}；它会抽中谁，至今没有公开。"


def _trust(about: str, names: str, one: Irregularity, facts: Mapping[str, str | int]) -> str:
    told = f"{one.day} 改为见证人 {facts['witnesses']} 家（原为 {facts['before']} 家），法定 {facts['quorum']} 家"
    told += "，由根密钥签署" if facts["root"] else ""
    return told + (
        f"；第 {facts['since']} 条记录以后的检查点起生效。"
        if facts["since"]
        else "；原来的见证人还没有看过，尚未生效。"
    )


_SENTENCES: Mapping[str, Callable[[str, str, Irregularity, Mapping[str, str | int]], str]] = {
    "seal-false": lambda about, names, one, facts: (
        f"{about}的封存值不是这次抽取的结果：名单不是抽出来的。"
        + (f"已按不实的名单检查 {facts['visits']} 个对象。" if facts["visits"] else "")
    ),
    "visit-astray": lambda about, names, one, facts: (
        f"{names}于 {one.day} 接受检查，但{about}里它{_FATES[str(facts['fate'])]}。"
    ),
    "seal-missing": lambda about, names, one, facts: f"{about}应当先封存，却没有封存就公开了。",
    "void": _void,
    "void-contradicted": lambda about, names, one, facts: f"{about}以公共随机数未产生作废，而台账里有那一轮的随机数。",
    "redraw": lambda about, names, one, facts: f"任务 {one.task} 于 {one.day} 作第 {one.ordinal} 次抽取。",
    "opening-overdue": lambda about, names, one, facts: f"{about}的名单逾期 {facts['days']} 天，至今没有公开。",
    "opening-late": lambda about, names, one, facts: (
        f"{about}的名单于 {one.day} 公开，晚于承诺的最迟时间（晚 {facts['days']} 天）。"
    ),
    "stamp-missing": lambda about, names, one, facts: f"{about}的承诺没有外部见证，不能排除倒签。",
    "stamp-partial": lambda about, names, one, facts: f"{about}的承诺只有部分见证或时间戳，不能排除倒签。",
    "stamp-late": lambda about, names, one, facts: f"{about}的承诺见证得太晚，不能排除倒签。",
    "trust-change": _trust,
    "time-shifted": lambda about, names, one, facts: (
        f"第 {one.records[0][0]} 号记录写的时间是 {facts['written']}，期限和名录变动按 {facts['bound']} 计算。"
    ),
    "checkpoint-overdue": lambda about, names, one, facts: (
        f"第 {one.records[0][0]} 号起的 {facts['records']} 条记录到 {one.day} 还没有足够的见证人联署，可以被换掉而不留痕迹。"
    ),
    "chain-unknown": lambda about, names, one, facts: (
        f"{about}用的信标“{facts['chain']}”本程序不认识，谁运行它、能否预知，无法判断。"
    ),
    "numbers-contradict": lambda about, names, one, facts: (
        f"{LOTTERIES[str(facts['game'])]}第 {facts['issue']} 期在不同的抽取里写成了不同的号码（{facts['numbers']}），至少一处不是真的。"
    ),
    "visit-unapproved": lambda about, names, one, facts: (
        f"{names}于 {one.day} 接受检查，{'没有审批' if facts['standing'] == 'missing' else '审批补得太晚'}。"
    ),
    "penalty-late": lambda about, names, one, facts: f"案件 {facts['case']} 的处罚决定公示得晚了。",
    "result-late": lambda about, names, one, facts: (
        f"{names}的检查结果（事项 {facts['item']}）晚 {facts['days']} 天公示。"
    ),
    "visits-unmerged": lambda about, names, one, facts: (
        f"{names}由{one.task or '检查审批'}和{facts['with'] or '检查审批'}分开检查，本可一次查完，没有写明理由。"
    ),
    "visit-closed": lambda about, names, one, facts: f"{names}于 {one.day} 接受现场检查，当天按校历不接受检查。",
    "plan-late": lambda about, names, one, facts: (
        f"{facts['year']} 年度计划应在 {facts['due']} 前{_PLAN_STEPS[str(facts['what'])]}，逾期。"
    ),
    "rules-shifted": lambda about, names, one, facts: (
        f"{about}前 {facts['days']} 天，台账的设置由第 {one.records[0][0]} 号记录变更，计划批准在此以前。"
    ),
    "frequency-short": lambda about, names, one, facts: (
        f"任务 {one.task} 规定 {facts['class']} 级对象 {facts['years']} 年查 {facts['times']} 次，{names}没有查够。"
    ),
    "reply-late": lambda about, names, one, facts: f"{names}的陈述申辩晚 {facts['days']} 天才登记。",
    "content-missing": lambda about, names, one, facts: (
        f"第 {one.records[0][0]} 号记录的内容（{facts['field']}）不见了，没有依据。"
    ),
    "content-unremoved": lambda about, names, one, facts: (
        f"第 {one.records[0][0]} 号记录的内容（{facts['field']}）应当移除，还在。"
    ),
}


def _name(state: State, id_: str) -> str:
    found = state.bodies.latest(id_)
    return f"{found.name}（{id_}）" if found else id_
