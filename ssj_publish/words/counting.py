"""What the numbers reported upward are called, what each counts, and which rule asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

_ANNUAL: Final = "国办发〔2018〕118号：建立行政执法统计年报制度，每年1月31日前公开上年度行政执法数据"
_DRAWN: Final = "《国务院关于在市场监管领域全面推行部门联合“双随机、一公开”监管的意见》（国发〔2019〕5号）"
_CHECK: Final = "《国务院办公厅关于严格规范涉企行政检查的意见》（国办发〔2024〕54号）"
_LAW: Final = "《中华人民共和国行政处罚法》第九条"


@dataclass(frozen=True, slots=True)
class Counting:
    """``name`` heads the number, ``rule`` says what is counted, ``source`` who asks for it."""

    name: str
    rule: str
    source: str


NUMBERS: Final[Mapping[str, Counting]] = {
    "visits": Counting(
        "行政检查次数", "检查日期在本年的有效检查记录；一个对象一次完整的检查算一次，查几个事项都是一次", _ANNUAL
    ),
    "drawn": Counting("其中：随机抽取", "由本台账的抽取派出的检查", _DRAWN),
    "elsewhere": Counting("其中：外部平台抽取", "由外部平台的抽取派出的检查", _DRAWN),
    "special": Counting("其中：专项", "计划中专项任务的检查", _CHECK),
    "routine": Counting("其中：日常", "日常检查", _CHECK),
    "triggered": Counting("其中：个案", "因投诉、转办、预警等线索的检查", _CHECK),
    "bodies": Counting("检查对象数", "本年至少受检一次的对象，一个对象只算一个", _CHECK),
    "results": Counting("检查结果数", "上述检查的有效结果，一个事项算一项", _ANNUAL),
    "problems": Counting("发现问题数", "其中认定有问题的结果", _ANNUAL),
    "cases": Counting("立案数", "本年立案、没有宣告无效的案件", _ANNUAL),
    "penalties": Counting("行政处罚数", "决定日期在本年、没有宣告无效的行政处罚决定", _LAW),
    "warning": Counting("其中：警告", "警告", _LAW),
    "fine": Counting("其中：罚款", "罚款", _LAW),
    "confiscation": Counting("其中：没收", "没收违法所得、没收非法财物", _LAW),
    "suspension": Counting("其中：暂扣、停业", "暂扣许可证件、责令停产停业等", _LAW),
    "revocation": Counting("其中：吊销", "吊销许可证件", _LAW),
    "certified": Counting("持证检查人员数", "年末在名录中、12月31日证件有效的人员", _ANNUAL),
    "inspected": Counting("参加检查人员数", "本年至少参加一次检查的人员", _ANNUAL),
    "trained": Counting("参加培训人员数", "本年至少参加一次培训的人员", _ANNUAL),
    "joint": Counting("联合检查占比", "两个以上科室或部门参加的检查，占全部检查", _DRAWN),
    "off-site": Counting("非现场检查占比", "书面检查和网络监测，占全部检查", _CHECK),
    "planned": Counting("计划内检查占比", "随机抽取、外部平台抽取和专项检查，占全部检查", _CHECK),
    "coded": Counting("亮码检查占比", "检查通知带核对码（密封抽取的证明）的检查，占全部检查", _CHECK),
    "corrected": Counting("问题整改率", "当场改正或案件中已录入整改的，占有问题的结果", _ANNUAL),
    "item-tasks": Counting("任务数", "本年计划中含这个事项、没有取消的任务", _DRAWN),
    "item-visits": Counting("检查次数", "本年查过这个事项的有效检查", _DRAWN),
    "item-results": Counting("结果数", "这个事项的有效结果", _DRAWN),
    "item-problems": Counting("发现问题数", "其中认定有问题的", _DRAWN),
    "item-cases": Counting("立案数", "由这些结果立的案", _DRAWN),
    "item-penalties": Counting("行政处罚数", "由这些结果作出、决定日期在本年的行政处罚", _LAW),
}
#: The columns of the statistics of a plan, in their order.
PLAN_COLUMNS: Final = (
    "序号", "任务编号", "任务名称", "任务类型", "发起科室", "响应部门", "抽查事项", "事项类别", "检查方式", "对象范围",
    "对象基数", "抽查比例", "抽查对象数", "每年次数上限", "开始日期", "结束日期", "备注",
)  # fmt: skip
