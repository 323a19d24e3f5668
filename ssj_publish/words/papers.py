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
#: 五个严禁, each with what of the 八个不得 stands under it: 国办发〔2024〕54号, part on the conduct of inspections, as
#: the news agencies reported it on 3 January 2025. The document speaks of enterprises; the notice says that it is held
#: to for all.
DISCIPLINES: Final = (
    (
        "逐利检查",
        (
            "接受被检查企业的任何馈赠、报酬、福利待遇",
            "参加被检查企业提供的宴请、娱乐、旅游等活动",
            "由被检查企业支付消费开支或者将检查费用转嫁给企业",
            "强制企业接受指定的中介机构提供服务",
        ),
    ),
    ("干扰企业正常生产经营", ("刻意要求法定代表人到场",)),
    ("任性处罚企业", ("乱查封、乱扣押、乱冻结、动辄责令停产停业",)),
    ("下达检查指标", ("将考核考评、预算项目绩效与检查频次、罚没数额挂钩",)),
    ("变相检查", ("以观摩、督导、考察等名义行检查之实",)),
)
DISCIPLINE: Final = (
    "“五个严禁”“八个不得”（《国务院办公厅关于严格规范涉企行政检查的意见》，国办发〔2024〕54号）：",
    *(f"严禁{what}，{'，'.join(f'不得{one}' for one in must_not)}。" for what, must_not in DISCIPLINES),
    "检查学校和其他单位，同样遵守。文字如与文件原文不同，以原文为准。",
)
BLANK: Final = "　"
BOXES: Final = "□ 符合　□ 有问题　□ 不适用"
CLOCK: Final = "　　时　　分到达；　　时　　分离开"
