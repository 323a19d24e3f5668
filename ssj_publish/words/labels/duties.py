"""What each duty is called, and the command that discharges it."""

from __future__ import annotations

from collections.abc import Mapping

from ssj_publish.core.reading.deadlines import Due

#: What was ever late, by `core.reading.lateness.Sort`.
LATE: Mapping[str, str] = {
    "result": "公示检查结果",
    "opening": "公开抽取名单",
    "penalty": "公示处罚决定",
    "rectification": "完成整改",
}
#: What is to be done.
DUES: Mapping[str, str] = {
    "draw": "抽取",
    "opening": "公开抽取结果",
    "reveal": "公开秘密",
    "guest": "来宾公开秘密",
    "stamp": "请见证人联署抽取承诺",
    "checkpoint": "请见证人联署检查点",
    "visit": "检查",
    "merge": "合并检查，或写明理由",
    "result": "公示结果",
    "case": "立案或作其他处理",
    "rectification": "整改",
    "step": "案件的下一步",
    "decision": "作出处罚决定",
    "ratification": "补办检查审批",
    "expiry": "移除公示期满的内容",
    "certificate": "换发执法证",
    "class": "重新评定信用等级",
    "register-items": "更新抽查事项清单",
    "register-bodies": "更新监管对象名录库",
    "register-inspectors": "更新执法检查人员名录库",
    "calendar": "录入放假安排",
    "items": "导入抽查事项清单",
    "bodies": "导入监管对象名录库",
    "inspectors": "导入执法检查人员名录库",
    "plan": "各科室提报年度抽查计划",
    "consolidation": "政策法规科汇总年度抽查计划",
    "approval": "局领导批准抽查计划",
    "filing": "抽查计划报备案",
    "special-plan": "批准并公布专项检查计划",
    "summary": "年度总结",
    "frequency": "按计划的频次检查",
    "basis": "按修订后的依据复核事项",
    "partner": "录入外部门的检查结果",
    "follow-up": "把监督意见落实到底",
    "feedback": "统计上月的评价、投诉和廉政反馈",
    "recheck": "抽取上季度的回访样本",
    "revisit": "回访抽中的检查，写出监督意见",
    "training": "培训今年参加检查的人员",
}
#: How it is done.
_HOW: Mapping[str, str] = {
    "draw": "ssj draw promise {task}",
    "opening": "ssj draw open {task}",
    "reveal": "ssj draw reveal {task}",
    "guest": "ssj draw guest",
    "stamp": "ssj checkpoint",
    "checkpoint": "ssj checkpoint",
    "visit": "ssj visit add",
    "merge": "ssj draw coincide",
    "result": "ssj result add",
    "case": "ssj case open",
    "rectification": "ssj case correct",
    "step": "ssj case",
    "decision": "ssj case decide",
    "ratification": "ssj visit approve",
    "expiry": "ssj withhold",
    "certificate": "ssj import inspectors",
    "class": "ssj import bodies",
    "register-items": "ssj import items",
    "register-bodies": "ssj import bodies",
    "register-inspectors": "ssj import inspectors",
    "calendar": "ssj calendar {year}",
    "items": "ssj import items",
    "bodies": "ssj import bodies",
    "inspectors": "ssj import inspectors",
    "plan": "ssj import plan",
    "consolidation": "ssj plan consolidate {year}",
    "approval": "ssj plan approve",
    "filing": "ssj plan file",
    "special-plan": "ssj plan approve",
    "summary": "ssj summary {year}",
    "training": "ssj training",
    "frequency": "ssj import plan",
    "basis": "ssj import items",
    "partner": "ssj visit partner",
    "follow-up": "ssj follow-up",
    "feedback": "ssj feedback",
    "recheck": "ssj recheck",
    "revisit": "ssj supervise",
}
#: What is counted, where a duty is about several things.
_COUNTED: Mapping[str, str] = {
    "checkpoint": "{} 条记录",
    "class": "{} 个对象",
    "frequency": "还差 {} 个对象",
    "training": "{} 人",
}


def due_command(one: Due) -> str:
    """What to run next."""
    return _HOW[one.what].format(task=one.task, year=one.year)


def due_about(one: Due) -> str:
    """What cannot be linked to: the year, how many."""
    counted = _COUNTED[one.what].format(one.count) if one.what in _COUNTED else ""
    return " ".join(part for part in (f"{one.year} 年" if one.year else "", counted) if part)
