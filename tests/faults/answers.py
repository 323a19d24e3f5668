"""What somebody does to the voice of others: replies, counts, findings and samples bent, inspectors spoken for."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec

from ssj_publish.core.encoding import section
from ssj_publish.core.kinds.answers import Outreach, Reply
from ssj_publish.core.kinds.inspection import Confirmation, Served, Visit
from ssj_publish.core.kinds.oversight import Correction, FollowUp, Recheck, Retraction, Summary, Supervision
from ssj_publish.core.kinds.registers import InspectorChange
from ssj_publish.core.records import record_id
from tests.bureau import ROUND, SIGNERS, TestSigner
from tests.faults.kit import Bureau, case
from tests.faults.lawful import records
from tests.years import feedback

OWN, OTHER = TestSigner("own"), TestSigner("other")
LATER = date(2025, 4, 10)


def said(bureau: Bureau, body: Any, *signers: str) -> str:
    """Write what is allowed; gives its id."""
    bureau.say(body, *signers)
    return record_id(section(bureau.data(bureau.count), "statement"))


def reply(bureau: Bureau, **changes: Any) -> Reply:
    target = next(id_ for id_, one in bureau.world.state.results.items() if one.in_force)
    made = Reply(target=target, received=LATER, post="校长", text="另有说明。")
    return msgspec.structs.replace(made, **changes)


@case("陈述申辩", "别的科室代为登记答复", "缺少应当签署的一方")
def foreign_reply(bureau: Bureau) -> None:
    bureau.say(reply(bureau), "o2")


@case("陈述申辩", "答复直接写着文字", "必须写在链外")
def plain_reply(bureau: Bureau) -> None:
    bureau.say(reply(bureau), "o1", plain=True)


@case("陈述申辩", "答复针对检查记录", "陈述申辩只能针对")
def misplaced_reply(bureau: Bureau) -> None:
    bureau.say(reply(bureau, target=records(bureau, "visit")[0].id), "d")


@case("陈述申辩", "答复早于它所答复的结果", "早于")
def early_reply(bureau: Bureau) -> None:
    bureau.say(reply(bureau, received=date(2025, 1, 1)), "d")


@case("陈述申辩", "科室撤回一份答复", "不能更正或撤回")
def retracted_reply(bureau: Bureau) -> None:
    bureau.say(Retraction(target=said(bureau, reply(bureau), "o1"), reason="误录。"), "o1")


@case("评价统计", "科室自己统计评价", "缺少应当签署的一方")
def own_counts(bureau: Bureau) -> None:
    bureau.say(feedback(bureau.world, month=3), "o1")


@case("评价统计", "略去一个科室", "每个业务科室都要有一行")
def left_out(bureau: Bureau) -> None:
    whole = feedback(bureau.world, month=3)
    bureau.say(msgspec.structs.replace(whole, offices=whole.offices[1:]), "d")


@case("评价统计", "同一个月再统计一次", "统计已经录入")
def counted_twice(bureau: Bureau) -> None:
    said(bureau, feedback(bureau.world, month=3), "d")
    bureau.say(feedback(bureau.world, month=3, satisfied=99), "d")


@case("评价统计", "统计还没有过完的月份", "还没有过完")
def future_month(bureau: Bureau) -> None:
    bureau.say(feedback(bureau.world, month=4), "d")


@case("评价统计", "反映问题的比收到的多", "比收到的廉政反馈")
def too_many(bureau: Bureau) -> None:
    bureau.say(feedback(bureau.world, month=3, misconduct=9), "d")


@case("评价统计", "更正时删去一个科室", "每个业务科室都要有一行")
def cut_short(bureau: Bureau) -> None:
    whole = feedback(bureau.world, month=3)
    new = msgspec.to_builtins(msgspec.structs.replace(whole, offices=whole.offices[:1]))
    bureau.say(Correction(target=said(bureau, whole, "d"), reason="有误。", replacement=new), "d")


@case("监督", "科室写监督意见的落实", "缺少应当签署的一方")
def foreign_follow_up(bureau: Bureau) -> None:
    finding = records(bureau, "supervision")[-1]
    bureau.say(FollowUp(supervision=finding.id, step="unfounded", closed=True, text="不属实。"), "o1")


@case("监督", "办结之后改口", "已经办结")
def reopened(bureau: Bureau) -> None:
    target = records(bureau, "visit")[0].id
    finding = said(bureau, Supervision(subjects=(target,), level="concern", finding="请说明。"), "d")
    said(bureau, FollowUp(supervision=finding, step="explained", closed=True, text="已说明。"), "d")
    bureau.say(FollowUp(supervision=finding, step="unfounded", text="不属实。"), "d")


@case("监督", "回访样本自己挑", "还不能抽取")
def own_sample(bureau: Bureau) -> None:
    visits = tuple(one.id for one in records(bureau, "visit")[:2])
    bureau.say(Recheck(year=2025, quarter=2, chain="quicknet", round=ROUND, visits=visits), "d")


@case("监督", "没有异议的意见也要落实", "没有要落实的事")
def needless(bureau: Bureau) -> None:
    finding = records(bureau, "supervision")[0]
    bureau.say(FollowUp(supervision=finding.id, step="unfounded", closed=True, text="不属实。"), "d")


@case("监督", "总结的一节写一个字", "没有写出内容")
def thin(bureau: Bureau) -> None:
    held: Summary = records(bureau, "summary")[0].body
    target = records(bureau, "summary")[0]
    new = msgspec.to_builtins(msgspec.structs.replace(held, lessons="无"))
    bureau.say(Correction(target=target.id, reason="有误。", replacement=new), "p")


@case("监督", "宣传没有渠道", "渠道")
def no_channel(bureau: Bureau) -> None:
    bureau.say(Outreach(title="宣传", date=LATER, content="介绍。"), "p")


def routine(bureau: Bureau, **changes: Any) -> Visit:
    made = Visit(
        routine=True,
        body="S007",
        items=("I1",),
        date=LATER,
        method="on-site",
        inspectors=("N01", "N02"),
        signed_by="校长",
    )
    return msgspec.structs.replace(made, **changes)


@case("检查人员确认", "名录没有公钥的写了公钥", "确认与名录不符")
def stray_key(bureau: Bureau) -> None:
    said = (Confirmation(inspector="N01", key=OWN.public.openssh),)
    bureau.say(routine(bureau, confirmations=said), "o1", OWN)


@case("检查人员确认", "不在小组里的人确认", "只能由本次检查小组的人确认")
def stranger(bureau: Bureau) -> None:
    bureau.say(routine(bureau, confirmations=(Confirmation(inspector="N05"),)), "o1")


@case("检查人员确认", "两名检查人员共用一把公钥", "已经是别人的")
def shared_key(bureau: Bureau) -> None:
    held = bureau.world.state.inspectors.current
    changed = tuple(msgspec.structs.replace(held[id_], key=OWN.public.openssh) for id_ in ("N01", "N02"))
    bureau.say(InspectorChange(reason="登记", changed=changed), "p")


@case("检查人员确认", "检查人员的公钥是科室的", "已经是别人的")
def office_key(bureau: Bureau) -> None:
    entry = msgspec.structs.replace(bureau.world.state.inspectors.current["N01"], key=SIGNERS["o1"].public.openssh)
    bureau.say(InspectorChange(reason="登记", changed=(entry,)), "p")


@case("检查人员确认", "没有登记的公钥在检查记录上签名", "公钥")
def unknown_signature(bureau: Bureau) -> None:
    bureau.say(routine(bureau), "o1", OTHER)


@case("检查人员确认", "通知在检查之后送达", "晚于检查日期")
def served_late(bureau: Bureau) -> None:
    bureau.say(routine(bureau, notice=Served(document="检通1号", date=date(2025, 4, 11))), "o1")
