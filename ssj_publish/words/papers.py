"""What stands on the papers of an inspection beside its facts: rights of the inspected, rules for the inspectors."""

from __future__ import annotations

from typing import Final

#: Rights of the inspected, on every notice.
RIGHTS: Final = (
    "检查人员不得少于两人，并应当主动出示执法证；不出示的，你单位有权拒绝接受检查（《行政处罚法》第五十五条）。",
    "认为检查人员与你单位有直接利害关系或者有其他关系可能影响公正执法的，有权申请回避（《行政处罚法》第四十三条）。",
    "对检查结果和处理有陈述、申辩的权利；你单位的答复由责任科室或纪检监察组登记，与检查结果并列公示。",
    "检查不收取任何费用，不得妨碍正常的教育教学秩序；不必专门接待，不必指定负责人到场。",
)
#: The gist of the discipline of inspections (国办发〔2024〕54号), for the inspected to hold the inspectors to.
FORBIDDEN: Final = ("逐利检查", "干扰正常教育教学和经营", "刻意要求法定代表人到场", "变相检查", "下达检查指标")
MUST_NOT: Final = (
    "接受馈赠、报酬和福利待遇",
    "参加宴请、娱乐、旅游等活动",
    "由被检查单位支付消费开支",
    "把检查费用转嫁给被检查单位",
    "违规要求承担检验检测费用",
    "超过公布的频次上限检查",
    "把考核、预算与检查频次挂钩",
    "把考核、预算与罚款数额挂钩",
)
DISCIPLINE: Final = (
    f"五个严禁：严禁{'；严禁'.join(FORBIDDEN)}。",
    f"八个不得：不得{'；不得'.join(MUST_NOT)}。",
    "以上是要点，以《国务院办公厅关于严格规范涉企行政检查的意见》（国办发〔2024〕54号）原文为准。",
)
BLANK: Final = "　"
BOXES: Final = "□ 符合　□ 有问题　□ 不适用"
CLOCK: Final = "　　时　　分到达；　　时　　分离开"
