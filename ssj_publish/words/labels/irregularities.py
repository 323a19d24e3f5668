"""What each irregularity is called, what was looked for, and the sentence of one that was found."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ssj_publish.core.reading.irregularities import Irregularity
from ssj_publish.core.state import State
from ssj_publish.words.labels.codes import ANNULMENTS, KINDS, LOTTERIES, RESULTS, VOID_REASONS
from ssj_publish.words.labels.fields import FIELDS

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
    "annulled": "宣告无效或撤回",
    "result-cleared": "问题改成没有问题",
    "rule-change": "变更规则",
    "threshold-lowered": "签署门限降低",
    "holder-shared": "一人保管几方密钥",
    "elsewhere-late": "外部抽取记得太晚",
    "elsewhere-number": "外部抽取编号重复",
    "elsewhere-unfit": "外部抽取不合范围",
    "visit-spared": "抽中而免予检查",
    "visit-unsampled": "检查避开了回访抽取",
    "notice-early": "抽取之前就已通知",
    "trigger-repeated": "一件线索反复检查",
    "summary-stale": "总结与台账不符",
    "comparison-short": "名录核对有缺口",
    "entry-returned": "改过又改回",
    "cap-exceeded": "超过频次上限",
    "apart-late": "事后说明分开检查",
    "tip-unseen": "绕过已有的记录",
    "balls-contradict": "一次摇珠两样号码",
    "feedback-lowered": "评价和投诉改少",
    "hours-overlap": "一人同时在两处",
    "excuse-contradicted": "当天请假又去检查",
    "result-unchecked": "什么都没有查",
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
    "annulled": "已经公布的检查、结果、案件、审批、外部抽取、免予检查被宣告无效，或结果被撤回",
    "result-cleared": "发现问题的结果，更正成没有问题",
    "rule-change": "期限、频次上限、公示规则等设置的变更，一年之内又改的另外写明",
    "threshold-lowered": "角色更换密钥时，需要的签名数减少",
    "holder-shared": "参与抽取的两方，密钥的保管人同名",
    "elsewhere-late": "在别的平台的抽取，过了三天才记入台账，或早于计划批准",
    "elsewhere-number": "两次抽取写了同一个平台的同一个编号",
    "elsewhere-unfit": "在别的平台抽中的对象，不在任务范围之内，或不是正常状态",
    "visit-spared": "抽中的对象，以别的部门的检查结果代替",
    "visit-unsampled": "检查在本季度回访抽取的随机数产生之后才记入台账，抽不到它",
    "notice-early": "检查通知书的日期早于抽取结果",
    "trigger-repeated": "同一件投诉、交办等，对同一对象检查不止一次",
    "summary-stale": "年度总结的数字，与台账现在的数字不同",
    "comparison-short": "名录中正常的对象，既不算核对一致，也没有列为多出",
    "entry-returned": "对象、人员、事项的登记改过又改回，其间有抽取、递补、检查或结果依据它",
    "cap-exceeded": "适用频次上限的对象，同一事项一年的检查次数超过上限",
    "apart-late": "两次检查都做完之后，才写明为什么不合并",
    "tip-unseen": "记录写在三天以前已有的记录之后，却不以它为前一条，那一条可以单独抽掉",
    "balls-contradict": "两次抽取用同一时间、地点的摇珠或同一份录像，号码或时间却不同",
    "feedback-lowered": "月度反馈更正以后，不满意、投诉或违纪的件数减少",
    "hours-overlap": "同一名检查人员在两个对象的到达、离开时间重叠",
    "excuse-contradicted": "因病、请假、出差退出小组的人员，同一天检查了别的对象",
    "result-unchecked": "结果说没有检查成，或要点全部不适用，此后也没有再查",
}
_PLAN_STEPS = {"approval": "批准", "filing": "备案", "special": "公布其中的专项检查"}
_SORTS = {"body": "对象", "inspector": "人员", "item": "事项"}
_FATES = {"not-drawn": "没有被抽中", "other-team": "应由别的小组检查"}


def irregularity(state: State, one: Irregularity) -> str:
    """The sentence, without the name that stands before it."""
    about = f"任务 {one.task} 第 {one.ordinal} 次抽取" if one.ordinal else ""
    names = "、".join(_name(state, id_) for id_ in one.bodies)
    return _SENTENCES[one.code](about, names, one, one.facts)


def _late(days: object) -> str:
    """Less than a day is late too."""
    return f"晚 {days} 天" if days else "晚不到一天"


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
    "redraw": lambda about, names, one, facts: (
        f"任务 {one.task} 于 {one.day} 作第 {facts['count']} 次抽取{'' if one.ordinal else '（外部平台）'}。"
    ),
    "opening-overdue": lambda about, names, one, facts: f"{about}的名单逾期 {facts['days']} 天，至今没有公开。",
    "opening-late": lambda about, names, one, facts: (
        f"{about}的名单于 {one.day} 公开，晚于承诺的最迟时间（{_late(facts['days'])}）。"
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
    "annulled": lambda about, names, one, facts: (
        f"{names + '的' if names else ''}{KINDS[str(facts['kind'])]}（第 {one.records[1][0]} 号记录）于 {one.day} "
        + (f"宣告无效，情形：{ANNULMENTS[str(facts['ground'])]}。" if facts["ground"] else "撤回。")
    ),
    "result-cleared": lambda about, names, one, facts: (
        f"{names}的检查结果（第 {one.records[1][0]} 号记录）于 {one.day} 由“{RESULTS[str(facts['before'])]}”"
        f"更正为“{RESULTS[str(facts['after'])]}”。"
    ),
    "rule-change": lambda about, names, one, facts: (
        f"{one.day} 变更{_fields(facts['fields'])}"
        + (f"；其中{_fields(facts['again'])}一年之内已经改过。" if facts["again"] else "。")
    ),
    "threshold-lowered": lambda about, names, one, facts: (
        f"角色 {facts['role']} 的签署门限由 {facts['before']} 把降为 {facts['after']} 把。"
    ),
    "holder-shared": lambda about, names, one, facts: (
        f"角色 {facts['role']} 和 {facts['other']} 的密钥都由“{facts['holder']}”保管，两方的秘密一人都能知道。"
    ),
    "elsewhere-late": lambda about, names, one, facts: (
        f"任务 {one.task} 的外部抽取（{facts['number']}）写明于 {facts['drawn']} 进行，"
        + ("早于计划批准。" if facts["early"] else f"{facts['days']} 天以后才记入台账。")
    ),
    "elsewhere-number": lambda about, names, one, facts: (
        f"任务 {one.task} 与 {facts['other']} 的外部抽取写了同一个编号（{facts['number']}）。"
    ),
    "elsewhere-unfit": lambda about, names, one, facts: (
        f"任务 {one.task} 的外部抽取抽中 {names}，按本台账的名录不在范围之内，或不是正常状态。"
    ),
    "visit-spared": lambda about, names, one, facts: (
        f"任务 {one.task} 抽中 {names}，以{facts['department']}的检查结果代替，没有检查。"
    ),
    "visit-unsampled": lambda about, names, one, facts: (
        f"{names}于 {facts['visited']} 接受检查，{one.day} 才记入台账，晚于本季度回访的随机数（{facts['round']}），不在回访之列。"
    ),
    "notice-early": lambda about, names, one, facts: (
        f"{names}的检查通知书日期为 {facts['served']}，而任务 {one.task} 于 {facts['drawn']} 才抽取。"
    ),
    "trigger-repeated": lambda about, names, one, facts: (
        f"{names}于 {one.day} 因同一件线索（{facts['number']}）再次接受检查。"
    ),
    "summary-stale": lambda about, names, one, facts: f"{facts['year']} 年的总结，数字与台账现在的不同。",
    "comparison-short": lambda about, names, one, facts: (
        f"《{facts['title']}》的核对，名录里还有 {facts['count']} 个正常的对象没有交代。"
    ),
    "entry-returned": lambda about, names, one, facts: (
        f"{names or _SORTS[str(facts['sort'])] + ' ' + str(facts['id'])}的{_field(str(facts['sort']), str(facts['field']))}"
        f"（第 {one.records[1][0]} 号记录）改过，{one.day} 又改回原样，其间有抽取、递补、检查或结果依据它。"
    ),
    "cap-exceeded": lambda about, names, one, facts: (
        f"{names}于 {one.day} 接受检查，事项 {facts['item']} 一年最多 {facts['cap']} 次，已经超过。"
    ),
    "apart-late": lambda about, names, one, facts: (
        f"{names}的两次检查到 {facts['visited']} 都已做完，{one.day} 才写明为什么不合并。"
    ),
    "tip-unseen": lambda about, names, one, facts: (
        f"第 {one.records[0][0]} 号记录没有写在第 {one.records[1][0]} 号之后，而那一条三天以前就在台账里。"
    ),
    "balls-contradict": lambda about, names, one, facts: (
        f"任务 {one.task} 与 {facts['other']} 的抽取写的是同一次摇珠或同一份录像，号码或时间却不同，至少一处不是真的。"
    ),
    "feedback-lowered": lambda about, names, one, facts: (
        f"{facts['year']} 年 {facts['month']} 月的反馈于 {one.day} 更正，不满意、投诉或违纪的件数减少。"
    ),
    "hours-overlap": lambda about, names, one, facts: (
        f"检查人员 {facts['inspector']} 于 {one.day} 在 {names} 的时间重叠，不能同时在两处。"
    ),
    "excuse-contradicted": lambda about, names, one, facts: (
        f"检查人员 {facts['inspector']} 于 {one.day} 以不能到场退出一个小组（第 {facts['seq']} 号记录），同一天检查了 {names}。"
    ),
    "result-unchecked": lambda about, names, one, facts: (
        f"{names}的检查结果（事项 {facts['item']}）是“{RESULTS[str(facts['code'])]}”，没有查任何要点，此后也没有再查。"
    ),
}


def _field(sort: str, name: str) -> str:
    return FIELDS.get(f"{sort.capitalize()}.{name}") or FIELDS[name]


def _fields(listed: str | int) -> str:
    return "、".join(FIELDS.get(f"Settings.{one}") or FIELDS[one] for one in str(listed).split(","))


def _name(state: State, id_: str) -> str:
    found = state.bodies.latest(id_)
    return f"{found.name}（{id_}）" if found else id_
