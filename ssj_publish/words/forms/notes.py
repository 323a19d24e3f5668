"""What a clerk must know to fill in a field, where its label and an example do not say it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

#: Which fields are needed when, where the shape leaves them open and a rule does not.
NEEDS: Final[Mapping[str, str]] = {
    "Visit.draw": "与触发原因必填一项",
    "trigger": "与抽取必填一项",
    "proof": "密封抽取公开之前必填",
    "Visit.items": "个案必填；经抽取的可省略，由任务得出",
    "Visit.inspectors": "个案必填；经抽取的可省略，由抽取结果得出",
    "signed_by": "与没有签字的原因必填一项",
    "unsigned_reason": "与签字人职务必填一项",
    "checks": "进场检查的必填",
    "finding": "有问题的填写",
    "action": "待后续处理的，与整改期限至少填一项",
    "Result.rectify_by": "待后续处理的，与处理措施至少填一项",
    "party": "处罚的是自然人、不是单位本身时填写",
    "severity": "行政处罚必填，其他决定不填",
    "public_until": "行政处罚必填，其他决定不填",
}

#: By name, and by ``Shape.name``.
NOTES: Final[Mapping[str, str]] = {
    "Visit.draw": "抽取的记录编号，ssj draw show 可查",
    "trigger": "没有经过抽取的个案，写明情形",
    "proof": "从 ssj draw seal --list-file 存下的名单里照抄这个对象的一段",
    "body": "监管对象编号",
    "items": "抽查事项编号，按编号排列",
    "Visit.inspectors": "检查人员编号，按抽取结果的次序",
    "CaseReinspection.inspectors": "复查人员编号",
    "Training.inspectors": "参加人员编号",
    "signed_by": "被检查单位签字人的职务，不写姓名",
    "evidence": "只公示名称、SHA-256 摘要和字节数，文件留在单位",
    "visit": "检查记录的记录编号",
    "item": "抽查事项编号",
    "checks": "清单里这个事项的每个要点各一项，文字和次序与清单一致；没有查成的（无法联系等）不填",
    "CaseOpen.rectify_by": "整改的最后一天",
    "case": "由本局自编，以后各步都用它",
    "CaseOpen.result": "立案所依据的检查结果的记录编号",
    "CaseOpen.office": "角色编号，ssj key list 可查",
    "CaseDecision.basis": "写到条款",
    "public_until": "公示到哪一天",
    "Supervision.subjects": "记录编号",
    "shown": "实地检查应当出示执法证",
    "province_code": "省平台给这次检查的编号，没有的不填",
    "confirmations": "检查小组逐人确认：名录登记了本人公钥的，写公钥并由本人签名；没有登记的只写编号",
    "Reply.target": "检查结果或案件记录的编号",
    "post": "只写职务，不写姓名",
    "Outreach.channels": "可填多项",
    "supervision": "监督意见的记录编号",
    "FollowUp.closed": "最后一步填“是”，以后不能再录入",
    "FollowUp.text": "涉及个人的写在这里，以后可以依法撤下",
    "CalendarYear.notice": "通知的名称和文号",
    "holidays": "周一至周五中放假的日子，逐日列出，按日期排列",
    "workdays": "周六、周日中上班的日子，按日期排列",
}
