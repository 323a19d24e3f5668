"""What somebody does to send people twice, to spare a friend, to come on exam days, or to tidy up a plan's dates."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import msgspec

from ssj_publish.core.kinds.annulment import Annulment
from ssj_publish.core.kinds.burden import ClosedDays, SchoolCalendar, VisitAvoided, VisitsApart
from ssj_publish.core.kinds.inspection import Joined, Visit
from ssj_publish.core.kinds.oversight import Correction
from ssj_publish.core.kinds.plan import PlanFiling
from ssj_publish.core.state import Draw
from tests.faults.kit import Bureau, case
from tests.years import avoided


def drawn(bureau: Bureau) -> tuple[Draw, Draw]:
    """The open draws of T1 and of T4, which gives bodies of T1 as well."""
    state = bureau.world.state
    first, second = (state.draws[state.tasks[id_].draws[-1]] for id_ in ("T1", "T4"))
    return first, second


def common(bureau: Bureau) -> str:
    """A body that both give, and nobody visited or was spared."""
    first, second = drawn(bureau)
    both = first.teams.keys() & second.teams.keys()
    return sorted(both - first.visits.keys() - second.visits.keys() - second.avoided.keys())[0]


def joined(bureau: Bureau, **changes: Any) -> Visit:
    """One visit of such a body for both, as it should be."""
    first, second = drawn(bureau)
    body = common(bureau)
    made: dict[str, Any] = {
        "draw": first.id, "also": (Joined(draw=second.id),), "body": body, "items": ("I1", "I2"), "date": date(2025, 4, 10),
        "method": "on-site", "inspectors": tuple(dict.fromkeys((*first.teams[body], *second.teams[body]))), "signed_by": "校长",
    }  # fmt: skip
    return Visit(**(made | changes))


@case("一次查完", "一次检查完成两次抽取（应当通过）", "")
def as_it_should_be(bureau: Bureau) -> None:
    bureau.say(joined(bureau), "o1")


@case("一次查完", "只查一半事项", "检查事项应为")
def half(bureau: Bureau) -> None:
    bureau.say(joined(bureau, items=("I1",)), "o1")


@case("一次查完", "换上没有抽中的人", "与抽取的不一致")
def others(bureau: Bureau) -> None:
    made = joined(bureau)
    rest = sorted(bureau.world.state.inspectors.current.keys() - set(made.inspectors) - {"N01"})
    bureau.say(msgspec.structs.replace(made, inspectors=(made.inspectors[0], rest[0])), "o1")


@case("一次查完", "同一次抽取写两遍", "没有按编号排列，或有重复")
def twice_the_same(bureau: Bureau) -> None:
    first, _ = drawn(bureau)
    bureau.say(joined(bureau, also=(Joined(draw=first.id),), items=("I1",)), "o1")


@case("一次查完", "个案检查冒充完成抽取", "写明一种，且只写一种")
def triggered(bureau: Bureau) -> None:
    state = bureau.world.state
    trigger = next(one.visit.trigger for one in state.visits.values() if one.visit.trigger is not None)
    bureau.say(joined(bureau, draw=None, trigger=msgspec.structs.replace(trigger, note="另述。")), "o1")


@case("一次查完", "把已经作废的抽取算进来", "已经作废")
def void(bureau: Bureau) -> None:
    state = bureau.world.state
    spoilt = state.draws[state.tasks["T1"].draws[0]]
    day = bureau.world.now.date() + timedelta(days=0)
    _, second = drawn(bureau)
    bureau.say(joined(bureau, draw=spoilt.id, also=(Joined(draw=second.id),), date=max(day, date(2025, 4, 10))), "o1")


@case("一次查完", "更正里补写一次抽取", "更正不能改动")
def corrected(bureau: Bureau) -> None:
    first, second = drawn(bureau)
    id_ = next(iter(first.visits.values()))
    new = msgspec.structs.replace(bureau.world.state.visits[id_].visit, also=(Joined(draw=second.id),))
    raw = msgspec.to_builtins(new)
    bureau.say(Correction(target=id_, reason="补记。", replacement=raw), "o1")


def apart(bureau: Bureau, **changes: Any) -> VisitsApart:
    first, second = drawn(bureau)
    made = VisitsApart(body=common(bureau), grounds=(first.id, second.id), reason="timing", explanation="错开。")
    return msgspec.structs.replace(made, **changes)


@case("分开的理由", "只写一个缘由", "至少要写明两个不同的检查缘由")
def lone(bureau: Bureau) -> None:
    bureau.say(apart(bureau, grounds=(drawn(bureau)[0].id,)), "o1")


@case("分开的理由", "缘由没有指到这个对象", "没有要求检查")
def stranger(bureau: Bureau) -> None:
    first, second = drawn(bureau)
    outside = sorted(first.pool.keys() - first.teams.keys() - second.teams.keys())[0]
    bureau.say(apart(bureau, body=outside), "o1")


@case("分开的理由", "由政策法规科代写", "缺少应当签署的一方")
def by_policy(bureau: Bureau) -> None:
    bureau.say(apart(bureau), "p")


def spared(bureau: Bureau, **changes: Any) -> VisitAvoided:
    return msgspec.structs.replace(avoided(bureau.world, drawn(bureau)[0], common(bureau)), **changes)


@case("免予检查", "科室自己免", "缺少应当签署的一方")
def by_office(bureau: Bureau) -> None:
    bureau.say(spared(bureau), "o1")


@case("免予检查", "免没有抽中的对象", "待检查名单")
def not_drawn(bureau: Bureau) -> None:
    first, _ = drawn(bureau)
    bureau.say(spared(bureau, body=sorted(first.pool.keys() - first.teams.keys())[0]), "o1", "p")


@case("免予检查", "拿前年的结果来免", "早于任务的上一年度")
def stale(bureau: Bureau) -> None:
    bureau.say(spared(bureau, date=date(2023, 5, 1)), "o1", "p")


@case("免予检查", "文书直接写着", "必须写在链外")
def plain(bureau: Bureau) -> None:
    bureau.say(spared(bureau), "o1", "p", plain=True)


@case("免予检查", "免了又去查", "已由其他部门的结果代替")
def visited_all_the_same(bureau: Bureau) -> None:
    first, _ = drawn(bureau)
    made = spared(bureau)
    bureau.say(made, "o1", "p")
    bureau.say(joined(bureau, body=made.body, also=(), items=("I1",), inspectors=first.teams[made.body]), "o1")


@case("免予检查", "一家宣告无效", "缺少应当签署的一方")
def annulled_alone(bureau: Bureau) -> None:
    target = next(iter(bureau.world.state.avoided))
    bureau.say(Annulment(target=target, ground="mistaken-entry", explanation="录入有误。"), "o1")


def exams(start: date, end: date) -> SchoolCalendar:
    return SchoolCalendar(
        types=("学校",), days=(ClosedDays(start=start, end=end, cause="exams", name="考试"),), document="校历"
    )


@case("校历", "结束早于开始", "早于检查或前一步的日期")
def backwards(bureau: Bureau) -> None:
    bureau.say(exams(date(2025, 6, 10), date(2025, 6, 7)), "o1")


@case("校历", "离开早于到达", "到达和离开时间")
def left_first(bureau: Bureau) -> None:
    bureau.say(joined(bureau, arrived="10:00", left="09:00"), "o1")


@case("校历", "没有停检也写停检的理由", "不必写")
def no_need(bureau: Bureau) -> None:
    bureau.say(joined(bureau, closed_reason="情况紧急。"), "o1")


def filing(bureau: Bureau, **changes: Any) -> PlanFiling:
    plan = next(iter(bureau.world.state.plans))
    made = PlanFiling(plan=plan, authority="县司法局", number="备2号", date=bureau.world.now.date())
    return msgspec.structs.replace(made, **changes)


@case("备案", "备案两次", "已经备案")
def filed_twice(bureau: Bureau) -> None:
    bureau.say(filing(bureau), "p")


@case("备案", "由科室备案", "缺少应当签署的一方")
def filed_by_office(bureau: Bureau) -> None:
    bureau.say(filing(bureau), "o1")
