"""Rules that would be bent: changed by one, beyond the law, behind a draw's back; offices that end and go on
signing."""

from __future__ import annotations

from typing import Any

import msgspec

from ssj_publish.core.kinds.comparison import Miss
from ssj_publish.core.kinds.genesis import Role, Settings
from ssj_publish.core.kinds.oversight import Training
from ssj_publish.core.kinds.partner import PartnerResult
from ssj_publish.core.kinds.registers import ItemChange
from ssj_publish.core.kinds.rules import ClassMap, Ended, Renamed, RuleChange
from tests.bureau import SIGNERS, TestSigner, item, keys_of
from tests.faults.kit import Bureau, case
from tests.years import comparison

NEW = TestSigner("fault: a new office")


def change(at: Bureau, *signers: str, **changes: Any) -> None:
    made = RuleChange(document="教发9号", reason="调整。", **changes)
    at.say(made, *(signers or ("p", "l")))


def settings(bureau: Bureau, **changes: Any) -> Settings:
    return msgspec.structs.replace(bureau.world.state.settings, **changes)


def classes(bureau: Bureau, *pairs: tuple[str, str]) -> None:
    maps = tuple(ClassMap(old=old, new=new) for old, new in pairs)
    change(bureau, settings=settings(bureau, classes=("甲", "乙", "丙", "丁")), classes=maps)


@case("规则变更", "政策法规科一家延长结果期限", "缺少应当签署的一方")
def by_policy(bureau: Bureau) -> None:
    change(bureau, "p", settings=settings(bureau, result_days=60))


@case("规则变更", "局领导一家变更规则", "缺少应当签署的一方")
def by_leader(bureau: Bureau) -> None:
    change(bureau, "l", settings=settings(bureau, result_days=60))


@case("规则变更", "结果期限改为九十天", "应在 1 至 60 之间")
def long_results(bureau: Bureau) -> None:
    change(bureau, settings=settings(bureau, result_days=90))


@case("规则变更", "处罚公示期限改为四十天", "应在 1 至 30 之间")
def long_penalties(bureau: Bureau) -> None:
    change(bureau, settings=settings(bureau, penalty_days=40))


@case("规则变更", "一个人也能检查", "应在 2 至 20 之间")
def alone(bureau: Bureau) -> None:
    change(bureau, settings=settings(bureau, inspectors_min=1))


@case("规则变更", "名录变动只看一天", "应在 7 至 366 之间")
def no_watch(bureau: Bureau) -> None:
    change(bureau, settings=settings(bureau, watch_days=1))


@case("规则变更", "承诺当场就能抽", "应在 10 至 1440 之间")
def no_lead(bureau: Bureau) -> None:
    change(bureau, settings=settings(bureau, lead_minutes=0))


@case("规则变更", "换等级而不写对应关系", "须按原来的次序逐级写明")
def unmapped(bureau: Bureau) -> None:
    classes(bureau)


@case("规则变更", "换等级时把最差的变成最好的", "对应关系颠倒")
def crossed(bureau: Bureau) -> None:
    classes(bureau, ("A", "乙"), ("B", "乙"), ("C", "丙"), ("D", "甲"))


@case("规则变更", "什么也没变", "没有任何内容")
def nothing(bureau: Bureau) -> None:
    change(bureau)


@case("规则变更", "撤销纪检组", "不能由")
def no_discipline(bureau: Bureau) -> None:
    change(bureau, ended=(Ended(role="d", successor="o1"),))


@case("规则变更", "两个科室互相接续", "不能由")
def circle(bureau: Bureau) -> None:
    change(bureau, ended=(Ended(role="o1", successor="o2"), Ended(role="o2", successor="o1")))


@case("规则变更", "科室改用纪检组的名称", "名称")
def borrowed(bureau: Bureau) -> None:
    change(bureau, renamed=(Renamed(role="o1", name="纪检组"),))


@case("规则变更", "新科室没有自己签名", "需要 1 把")
def unsigned(bureau: Bureau) -> None:
    role = Role(id="o3", name="三科", type="office", threshold=1, keys=keys_of(NEW))
    change(bureau, added=(role,))


@case("规则变更", "新科室用纪检组的钥匙", "一把钥匙只能属于一个角色")
def shared(bureau: Bureau) -> None:
    role = Role(id="o3", name="三科", type="office", threshold=1, keys=keys_of(SIGNERS["d"]))
    change(bureau, "p", "l", "d", added=(role,))


@case("规则变更", "撤并的科室继续签字", "换下")
def after_the_end(bureau: Bureau) -> None:
    change(bureau, ended=(Ended(role="o1", successor="o2"),))
    bureau.say(ItemChange(reason="新", added=(item("I9", office="o2"),)), "o1")


@case("外部门", "没有参加任务的部门也有结果", "没有参加任务")
def stranger(bureau: Bureau) -> None:
    visit = next(one for one in bureau.world.state.records.values() if one.kind == "visit")
    bureau.say(PartnerResult(visit=visit.id, partner="xf", matter="消防", code="no-problem"), "o1")


@case("外部门", "同一次检查录两次结果", "已经录入")
def twice(bureau: Bureau) -> None:
    first = next(one for one in bureau.world.state.records.values() if one.kind == "partner-result")
    bureau.say(msgspec.structs.replace(first.body, matter="另一项"), "o1")


@case("名录核对", "把名录里有的写成没有", "其实已经列入")
def untrue(bureau: Bureau) -> None:
    bureau.say(comparison(bureau.world, missing=(Miss(name="第1学校", reason="to-add"),)), "p")


@case("名录核对", "差异数对不上", "不等于它")
def uneven(bureau: Bureau) -> None:
    bureau.say(comparison(bureau.world, matched=2), "p")


@case("规则变更", "合规的变更照常核对", "", tells="核对无误")
def lawful(bureau: Bureau) -> None:
    """What the law allows passes."""
    change(bureau, settings=settings(bureau, result_days=10), bureau="测试县教育体育局")
    bureau.say(Training(title="再培训", date=bureau.world.now.date(), hours=1, content="新规则。"), "p")
