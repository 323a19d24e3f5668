"""What is taken back, changed for a day, dated as one likes or said twice: refused, or told in the report."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import msgspec

from ssj_publish.core.kinds.annulment import Annulment
from ssj_publish.core.kinds.answers import Outreach, Reply
from ssj_publish.core.kinds.approval import InspectionApproval, Trigger
from ssj_publish.core.kinds.burden import ClosedDays, SchoolCalendar, VisitsApart
from ssj_publish.core.kinds.case import CaseDecision, CaseOpen
from ssj_publish.core.kinds.genesis import CalendarYear
from ssj_publish.core.kinds.inspection import Check, Result, Served
from ssj_publish.core.kinds.keys import KeyRotation
from ssj_publish.core.kinds.oversight import Correction, Retraction, Summary, Supervision, Training
from ssj_publish.core.kinds.registers import InspectorChange, ItemChange, Removal
from ssj_publish.core.kinds.rules import Ended, RuleChange
from ssj_publish.core.reading import figures
from ssj_publish.core.records import Statement, statement_bytes
from ssj_publish.core.rules import publication
from ssj_publish.core.state import Draw
from tests.bureau import BALLS, ORIGIN, SIGNERS, TestSigner, at, item, keys_of, logged, task
from tests.faults.draws import play
from tests.faults.kit import Bureau, case
from tests.faults.seals import show
from tests.world import World
from tests.years import SECTIONS, approved, avoided, comparison, elsewhere, feedback, summer

Story = Callable[[World], None]
#: What `told` has entered, by name.
STORIES: dict[str, Story] = {}


def ready(*tasks: Any) -> World:
    return World().found(**logged()).register(bodies=16).plan(*(tasks or (task(), task("T2"))))


def told(name: str, tells: str) -> Callable[[Story], Story]:
    """A year in which ``name`` happens, by records that the rules take; the report tells of it."""

    def enter(story: Story) -> Story:
        @case("反复和放行", name, "", tells=tells)
        def tamper(bureau: Bureau) -> None:
            world = ready()
            story(world)
            show(bureau, world)

        STORIES[story.__name__] = story
        return story

    return enter


def refused(name: str, says: str) -> Callable[[Callable[[World], tuple[Any, tuple[str, ...]]]], None]:
    """The last record is one that the rules do not take."""

    def enter(story: Callable[[World], tuple[Any, tuple[str, ...]]]) -> None:
        @case("反复和放行", name, says)
        def tamper(bureau: Bureau) -> None:
            world = ready()
            made, signers = story(world)
            play(bureau, world, made, *signers)

    return enter


def drawn(world: World) -> Draw:
    return world.open(world.commit())


def freed(world: World, first: date) -> None:
    days = tuple(one for n in range(56) if (one := first + timedelta(days=n)).weekday() < 5)
    world.say(CalendarYear(year=2025, notice="通知", holidays=days), "p")


def ruled(world: World, **changes: Any) -> None:
    made = msgspec.structs.replace(world.state.settings, **changes)
    world.say(RuleChange(document="教发9号", reason="调整。", settings=made), "p", "l")


def bad(world: World) -> Any:
    return world.pending(world.visit(drawn(world)), rectify_by=date(2025, 4, 30))


# Told.


@told("处罚公示晚了，事后补一份放假通知", "处罚公示逾期")
def penalty(world: World) -> None:
    world.case(bad(world), form="penalty")
    world.now = at("2025-06-13 09:00")
    until = date(2025, 10, 1)
    made = CaseDecision(
        case="AJ-1", date=date(2025, 6, 1), decision="fine", document="罚字1号", basis="《教育法》", text="罚款。",
        severity="general", public_until=until,
    )  # fmt: skip
    world.disclose(made, "o1", "l", until=until)
    freed(world, date(2025, 6, 2))


@told("补批晚了，事后补一份放假通知", "审批补得太晚")
def ratified(world: World) -> None:
    visit = world.complaint("S005", day=date(2025, 3, 3))
    world.now = at("2025-03-10 09:00")
    world.say(approved(world, visit), "o1", "l")
    freed(world, date(2025, 3, 3))


@told("补批晚了，事后把检查日期更正到后面", "审批补得太晚")
def moved(world: World) -> None:
    visit = world.complaint("S005", day=date(2025, 3, 3))
    world.now = at("2025-03-10 09:00")
    world.say(approved(world, visit, end=date(2025, 3, 9)), "o1", "l")
    later = msgspec.structs.replace(world.state.visits[visit.id].visit, date=date(2025, 3, 8))
    world.say(Correction(target=visit.id, reason="误录。", replacement=msgspec.to_builtins(later)), "o1")


def answered(world: World) -> None:
    result = world.result(world.visit(drawn(world)))
    world.now = at("2025-06-10 09:00")
    world.say(Reply(target=result.id, received=date(2025, 5, 26), post="校长", text="已补齐。"), "d")


@told("陈述申辩登记晚了，事后补一份放假通知", "才登记")
def reply_freed(world: World) -> None:
    answered(world)
    freed(world, date(2025, 5, 26))


@told("陈述申辩登记晚了，事后延长期限", "才登记")
def reply_ruled(world: World) -> None:
    answered(world)
    ruled(world, reply_days=30)


@told("检查日期写成没有放假通知的年份，补批从此没有期限", "没有审批")
def no_notice(world: World) -> None:
    world.now = at("2025-04-10 09:00")
    world.complaint("S005", day=date(2023, 3, 3))


@told("没有放假通知的年份，结果从此没有期限", "结果公示逾期")
def no_notice_result(world: World) -> None:
    world.now = at("2025-04-10 09:00")
    world.result(world.complaint("S005", day=date(2023, 3, 3)))


@told("有问题的结果宣告无效", "宣告无效，情形：")
def annulled(world: World) -> None:
    result = bad(world)
    world.say(Annulment(target=result.id, ground="mistaken-entry", explanation="录错。"), "o1", "p")


@told("有问题的结果撤回", "撤回。")
def retracted(world: World) -> None:
    world.say(Retraction(target=bad(world).id, reason="录错。"), "o1")


@told("有问题的结果更正成没有问题", "更正为“")
def cleared(world: World) -> None:
    result = bad(world)
    body = world.state.results[result.id].result
    checks = tuple(msgspec.structs.replace(one, outcome="ok") for one in body.checks)
    good = msgspec.structs.replace(body, code="no-problem", checks=checks, rectify_by=None, action=None)
    world.say(Correction(target=result.id, reason="误录。", replacement=msgspec.to_builtins(good)), "o1")


@told("外部平台抽了又抽，直到满意", "第 2 次抽取（外部平台）")
def again(world: World) -> None:
    world.now = at("2025-03-27 09:00")
    made = world.say(elsewhere(world, "T1"), "o1")
    world.say(Annulment(target=made.id, ground="mistaken-entry", explanation="录错。"), "o1", "p")
    world.say(elsewhere(world, "T1", number="RW2"), "o1")


@told("外部平台抽得不满意，改在台账里抽", "第 2 次抽取。")
def instead(world: World) -> None:
    world.now = at("2025-03-27 08:00")
    made = world.say(elsewhere(world, "T1"), "o1")
    world.say(Annulment(target=made.id, ground="mistaken-entry", explanation="录错。"), "o1", "p")
    drawn(world)


@told("先检查，两个月后才说是外部平台抽的", "天以后才记入台账")
def late(world: World) -> None:
    world.now = at("2025-05-27 09:00")
    world.say(elsewhere(world, "T1", time=at("2025-03-25 09:00")), "o1")


@told("外部平台的抽取早于计划批准", "早于计划批准")
def early(world: World) -> None:
    world.say(elsewhere(world, "T1", time=at("2025-01-06 09:00")), "o1")


@told("外部平台的一个编号用两次，换全角", "写了同一个编号")
def number(world: World) -> None:
    world.say(elsewhere(world, "T1", number="RW-1"), "o1")
    world.say(elsewhere(world, "T2", number="ＲＷ1"), "o1")


@told("外部平台抽中已关闭的学校", "不在范围之内，或不是正常状态")
def closed_drawn(world: World) -> None:
    world.change("S001", state="closed")
    world.say(elsewhere(world, "T1"), "o1")


@told("抽中的学校以别的部门的结果代替", "抽中而免予检查")
def spared(world: World) -> None:
    draw = drawn(world)
    world.say(avoided(world, draw, sorted(draw.teams)[0]), "o1", "p")


@told("通知书的日期早于抽取", "抽取之前就已通知")
def served(world: World) -> None:
    world.visit(drawn(world), notice=Served(document="通知1号", date=date(2025, 3, 1)))


@told("一件投诉反复检查一所学校，编号换全角", "因同一件线索")
def repeated(world: World) -> None:
    for day, text in ((3, "信访1号"), (4, "信访１号")):
        cause = Trigger(kind="complaint", number=text, date=date(2025, 3, 1), note="来信")
        world.complaint("S005", day=date(2025, 3, day), trigger=cause)


@told("期限放宽一天又改回来", "一年之内已经改过")
def for_a_day(world: World) -> None:
    before = world.state.settings.result_days
    ruled(world, result_days=60)
    world.result(world.visit(drawn(world)))
    ruled(world, result_days=before)


@told("签署门限由两把降为一把", "签署门限降低")
def threshold(world: World) -> None:
    one, two, three = (TestSigner(f"fault: lowered {n}") for n in range(3))
    both = KeyRotation(role="d", version=2, threshold=2, keys=keys_of(one, two), reason="加强。")
    world.sign(both, SIGNERS["d"], one, two)
    world.sign(KeyRotation(role="d", version=3, threshold=1, keys=keys_of(three), reason="方便。"), one, two, three)


@told("两方的密钥交给一个人保管", "一人保管几方密钥")
def keeper(world: World) -> None:
    for role in ("o1", "d"):
        new = TestSigner(f"fault: keeper {role}")
        handed = KeyRotation(role=role, version=2, threshold=1, keys=keys_of(new), reason="换人。")
        world.sign(handed, SIGNERS[role], new)


@told("一月就写好全年总结", "数字与台账现在的不同")
def summed(world: World) -> None:
    world.say(Summary(year=2025, title="总结", figures=figures.of_year(world.state, 2025), **SECTIONS), "p")
    drawn(world)


@told("名录核对漏掉名录里的学校", "没有交代")
def compared(world: World) -> None:
    world.say(comparison(world, surplus=()), "p")


@case("反复和放行", "检查压到回访的随机数产生以后才记", "", tells="不在回访之列")
def unsampled(bureau: Bureau) -> None:
    world = ready(task(), task("T7", start=date(2025, 8, 18), end=date(2025, 10, 31)))
    draw = drawn(world)
    summer(world, "T7")
    world.visit(draw, day=date(2025, 5, 9))
    show(bureau, world)


@told("频次上限以外，例行检查没有止境", "超过频次上限")
def routine(world: World) -> None:
    world.change("S005", capped="yes")
    for day in (3, 4, 5):
        world.complaint("S005", day=date(2025, 3, day), trigger=None, routine=True)


@told("抽取前停办，抽完恢复", "又改回原样")
def paused(world: World) -> None:
    world.change("S001", state="suspended")
    drawn(world)
    world.change("S001", state="active")


@told("抽中以后停办，递补以后恢复", "又改回原样")
def paused_after(world: World) -> None:
    draw = drawn(world)
    first = sorted(draw.teams)[0]
    world.change(first, state="suspended")
    world.substitute(draw, first, None, "suspended")
    world.change(first, state="active")


@told("检查那天要点只剩一条，查完恢复", "又改回原样")
def shortened(world: World) -> None:
    draw, before = drawn(world), world.state.items.current["I1"]
    world.now = at("2025-04-09 09:00")
    world.say(ItemChange(reason="精简", changed=(msgspec.structs.replace(before, points=("要点甲",)),)), "o1")
    world.result(world.visit(draw))
    world.say(ItemChange(reason="恢复", changed=(before,)), "o1")


@told("抽取那天人员移出，抽完列回", "又改回原样")
def inspector_out(world: World) -> None:
    before = world.state.inspectors.current["N01"]
    gone = Removal(id="N01", ground="transferred", reason="调离")
    world.say(InspectorChange(reason="调离", removed=(gone,)), "p")
    drawn(world)
    world.say(InspectorChange(reason="回来", added=(before,)), "p")


@told("培训记录抽完撤回", "撤回。")
def untrained(world: World) -> None:
    day = world.now.date()
    made = world.say(Training(title="培训", date=day, hours=8, inspectors=("N01",), content="程序。"), "p")
    world.say(Retraction(target=made.id, reason="没有举办。"), "p")


@told("两次检查做完，才说明为什么分开", "才写明为什么不合并")
def apart(world: World) -> None:
    one, two = world.commit("T1"), world.commit("T2")
    world.open(one)
    world.open(two)
    both = sorted({*one.teams} & {*two.teams})[0]
    world.visit(one, both, day=date(2025, 4, 10))
    world.visit(two, both, day=date(2025, 4, 14))
    world.say(VisitsApart(body=both, grounds=(one.id, two.id), reason="overlooked", explanation="疏忽。"), "o1")


@told("几天以后的记录绕过前面的记录，好把它单独抽掉", "绕过已有的记录")
def passed_over(world: World) -> None:
    old = world.state.tips
    world.say(Supervision(subjects=(old[0],), level="concern", finding="请说明。"), "d")
    world.now += timedelta(days=4)
    made = Outreach(title="宣传", date=date(2025, 1, 8), channels=("poster",), content="介绍。")
    world.put(statement_bytes(Statement(ORIGIN, world.now, made, (), old)), [SIGNERS["p"]])


@told("一次摇珠，两样号码", "一次摇珠两样号码")
def balls(world: World) -> None:
    one, two = world.commit("T1", beacon=None, balls=BALLS), world.commit("T2", beacon=None, balls=BALLS)
    world.open(one)
    world.digits = (world.digits[0][:-1] + "4",)
    world.open(two)


@told("违纪件数更正成零", "件数减少")
def feedback_lowered(world: World) -> None:
    world.now = at("2025-06-01 09:00")
    made = world.say(feedback(world, misconduct=3), "d")
    none = msgspec.to_builtins(feedback(world))
    world.say(Correction(target=made.id, reason="误录。", replacement=none), "d")


@told("科室撤并一天", "变更角色")
def ended(world: World) -> None:
    made = RuleChange(document="教发9号", reason="调整。", ended=(Ended(role="o1", successor="o2"),))
    world.say(made, "p", "l")


@told("一个人同时在两所学校", "一人同时在两处")
def everywhere(world: World) -> None:
    for one in ("S001", "S002"):
        world.complaint(one, day=date(2025, 3, 3), arrived="09:00", left="11:00")


@told("要点全部不适用，结果没有问题", "什么都没有查")
def nothing(world: World) -> None:
    blank = tuple(Check(point=one, outcome="not-applicable") for one in world.state.items.current["I1"].points)
    world.result(world.complaint("S001"), checks=blank)


@told("请了病假，当天在别处检查", "当天请假又去检查")
def ill(world: World) -> None:
    draw = drawn(world)
    target, team = next(iter(draw.teams.items()))
    world.substitute(draw, target, team[0], "illness")
    world.complaint("S001", team[0], team[1], day=date(2025, 3, 28))


# Refused.


@refused("一个事项换个编号再列，频次上限翻倍", "的名称同为")
def twin(world: World) -> tuple[Any, tuple[str, ...]]:
    return ItemChange(reason="新增", added=(item("I8", name="Ｉ1 检查"),)), ("p",)


@refused("明天的培训今天就算数", "晚于记录本身的日期")
def trained(world: World) -> tuple[Any, tuple[str, ...]]:
    return Training(title="培训", date=date(2025, 12, 1), hours=8, inspectors=("N01",), content="程序。"), ("p",)


@refused("总结还没有开始的年份", "晚于记录本身的日期")
def summed_ahead(world: World) -> tuple[Any, tuple[str, ...]]:
    computed = figures.of_year(world.state, 2199)
    return Summary(year=2199, title="总结", figures=computed, **SECTIONS), ("p",)


@refused("结果的整改期限写到下个世纪", "写真实的期限")
def rectified(world: World) -> tuple[Any, tuple[str, ...]]:
    visit = world.visit(drawn(world))
    checks = (Check(point="要点甲", outcome="problem"), Check(point="要点乙", outcome="ok"))
    return Result(visit=visit.id, item="I1", code="pending", checks=checks, rectify_by=date(2199, 1, 1)), ("o1",)


@refused("案件的整改期限写到下个世纪", "写真实的期限")
def rectified_case(world: World) -> tuple[Any, tuple[str, ...]]:
    result = bad(world)
    visit = world.state.visits[result.body.visit].visit
    made = CaseOpen(
        case="AJ-1", result=result.id, body=visit.body, office="o1", form="rectification", ground="不全。",
        rectify_by=date(2199, 1, 1),
    )  # fmt: skip
    return made, ("o1",)


@refused("校历停检到下个世纪", "停检的日子最远到次年")
def closed_for_ever(world: World) -> tuple[Any, tuple[str, ...]]:
    days = (ClosedDays(start=date(2025, 1, 8), end=date(2199, 12, 31), cause="other", name="整顿"),)
    return SchoolCalendar(types=("学校",), days=days, document="校历"), ("o1",)


@refused("校历停检二百天", "一年不超过 183 天")
def closed_most(world: World) -> tuple[Any, tuple[str, ...]]:
    days = (ClosedDays(start=date(2025, 3, 1), end=date(2025, 9, 20), cause="other", name="整顿"),)
    return SchoolCalendar(types=("学校",), days=days, document="校历"), ("o1",)


@refused("一件投诉批一百年的检查", "请缩短起止日期")
def wide(world: World) -> tuple[Any, tuple[str, ...]]:
    made = InspectionApproval(
        document="检审1号", office="o1", bodies=("S001",), items=("I1",), start=date(2025, 1, 1), end=date(2125, 1, 1),
        trigger=Trigger(kind="complaint", number="1号", date=date(2025, 1, 1), note="来信"), reason="核查。",
    )  # fmt: skip
    return made, ("o1", "l")


@refused("吊销许可证说成轻微处罚，从此不公示", "不是轻微的处罚")
def minor(world: World) -> tuple[Any, tuple[str, ...]]:
    world.case(bad(world), form="penalty")
    made = CaseDecision(
        case="AJ-1", date=world.now.date(), decision="revocation", document="罚字1号", basis="《教育法》", text="吊销。",
        severity="minor",
    )  # fmt: skip
    return made, ("o1", "l")


@refused("公示规则改成严重处罚也不公示", "公示")
def unpublished(world: World) -> tuple[Any, tuple[str, ...]]:
    terms = tuple(msgspec.structs.replace(one, least=0) for one in publication.LAW.terms)
    said = msgspec.structs.replace(publication.LAW, terms=terms)
    made = msgspec.structs.replace(world.state.settings, publication=said)
    return RuleChange(document="教发9号", reason="调整。", settings=made), ("p", "l")
