"""What somebody does with names, reasons and dates: one thing under two names, two that look like one, words that
free."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import msgspec

from ssj_publish.core.kinds.draw import Substitution
from ssj_publish.core.kinds.genesis import CalendarYear
from ssj_publish.core.kinds.inspection import Result
from ssj_publish.core.kinds.registers import Body, BodyChange, Inspector, InspectorChange, Item, ItemChange, Removal
from ssj_publish.core.kinds.withholding import Withholding
from tests.bureau import body, inspector, item
from tests.faults.disclosures import content, referred
from tests.faults.kit import Bureau, case

UNSEEN = "不允许的字符"
CODE = "91110000600037341L"


def hidden(what: str, character: str, says: str = UNSEEN) -> None:
    """The training record, signed anew by all its signers, with a character that nobody sees."""

    @case("看不见的文字", f"记录里藏一个{what}", says)
    def tamper(bureau: Bureau) -> None:
        bureau.resign(bureau.seq("training"), "程序", f"程{character}序")


hidden("零宽空格", "\u200b", "U+200B")
hidden("零宽连接符", "\u200d", "U+200D")
hidden("反转文字方向的符号", "\u202e", "U+202E")
hidden("软连字符", "\u00ad", "U+00AD")
hidden("不换行空格", "\u00a0", "U+00A0")
hidden("半角空格以外的窄空格", "\u2009")
hidden("异体字选择符", "\ufe00")
hidden("增补异体字选择符", "\U000e0100")
hidden("标签字符", "\U000e0041")
hidden("韩文填充符", "\u3164")
hidden("半角韩文填充符", "\uffa0")
hidden("空白的盲文", "\u2800")
hidden("组合用的连接符", "\u034f")
hidden("蒙古文选择符", "\u180b")
hidden("像汉字的部首", "\u2ea0")
hidden("康熙部首", "\u2f00")
hidden("私人用的字符", "\ue000")
hidden("Unicode 15 才有的汉字", "\U00031350", "U+31350")
hidden("没有分配的字符", "\u0378")
hidden("替代字符", "\ufffd")


@case("看不见的文字", "单行的内容以全角空格开头", "格式")
def wide_blank(bureau: Bureau) -> None:
    bureau.resign(bureau.seq("training"), 'title: "', 'title: "\u3000')


@case("看不见的文字", "可移除的内容里藏一个零宽空格", "与记录里的指纹")
def in_a_content(bureau: Bureau) -> None:
    path = content(bureau)
    path.write_bytes(path.read_bytes().replace("属实".encode(), "属\u200b实".encode()))


def bodies(name: str, says: str, *added: Body, changed: Sequence[Body] = (), removed: Sequence[Removal] = ()) -> None:
    @case("同一个，两个名字", name, says)
    def tamper(bureau: Bureau) -> None:
        bureau.say(BodyChange(reason="变动", added=added, changed=tuple(changed), removed=tuple(removed)), "p")


bodies("同一所学校多一个空格再登记", "的名称同为", body(40, name="第 1学校"))
bodies("同一所学校用全角数字再登记", "的名称同为", body(40, name="第１学校"))
bodies("同一所学校加一对括号再登记", "的名称同为", body(40, name="第1（学校）"))
bodies("编号只差大小写", "只有大小写不同", body(40, id="s001"))
bodies("同一次新增的编号只差大小写", "只有大小写不同", body(40, id="X40"), body(41, id="x40"))
bodies("名称里混进西里尔字母", "混用了两种文字", body(40, name="АBC培训学校"))
bodies("类型里混进希腊字母", "混用了两种文字", body(40, type="Βeta学校"))
bodies("统一社会信用代码里混进西里尔字母", "不该有的字符", body(40, code="9111000060003734О1"))
bodies("统一社会信用代码用全角数字", "不该有的字符", body(40, code="９1110000600037341L"))
bodies("没有代码的学校标为分支，从此不再抽取", "分支", changed=(body(2, branch_of="S001"),))
bodies("两所学校一个代码，写法差一个横线", "统一社会信用代码同为", body(40, code="A-1"), body(41, code="A1"))
bodies(
    "移出一所学校，同时换个编号再列入",
    "沿用原来的编号",
    body(40, name="第2 学校"),
    removed=(Removal(id="S002", ground="closed", state="closed", reason="撤并"),),
)


def gone(name: str, says: str, **said: Any) -> None:
    @case("移除的情形", name, says)
    def tamper(bureau: Bureau) -> None:
        bureau.say(BodyChange(reason="变动", removed=(Removal(id="S002", reason="整理", **said),)), "p")


gone("以人员的情形移除学校", "移除情形", ground="retired", state="closed")
gone("移除学校不说它此后的状态", "移除后的状态", ground="closed")
gone("说是撤并，又说它还正常", "移除后的状态", ground="merged", state="active")


def people(name: str, says: str, *added: Inspector, removed: Sequence[Removal] = ()) -> None:
    @case("同一个，两个名字", name, says)
    def tamper(bureau: Bureau) -> None:
        bureau.say(InspectorChange(reason="变动", added=added, removed=tuple(removed)), "p")


people("一个人两个编号，证号差大小写", "执法证号同为", inspector(90, certificate="z0001"))
people("一个人两个编号，证号多一个空格", "执法证号同为", inspector(90, certificate="Z 0001"))
people("一个人两个编号，证号里换成希腊字母", "执法证号同为", inspector(90, certificate="Ζ0001"))
people("一个人两个编号，两个证号", "的名称同为", inspector(90, name="检查员1"))
people("一个人两个编号，姓名多一个空格", "的名称同为", inspector(90, name="检 查员１"))
people("人员编号只差大小写", "只有大小写不同", inspector(90, id="n01"))
BACK = (Removal(id="N01", ground="transferred", reason="调离"),)
people("回避的人移出，换个编号回来", "沿用原来的编号", inspector(90, certificate="z-0001"), removed=BACK)


def items(name: str, says: str, one: Item) -> None:
    @case("同一个，两个名字", name, says)
    def tamper(bureau: Bureau) -> None:
        bureau.say(ItemChange(reason="变动", added=(one,)), "p")


items("事项编号只差大小写", "只有大小写不同", item("i1"))
items("事项名称里混进西里尔字母", "混用了两种文字", item("I9", name="Аnquan检查"))


def weekdays(count: int) -> tuple[date, ...]:
    found = (date(2025, 3, 3) + timedelta(days=n) for n in range(400))
    return tuple(one for one in found if one.weekday() < 5)[:count]


@case("放行的日期", "全年都是假期的放假安排", "不会是国务院的通知")
def all_holidays(bureau: Bureau) -> None:
    bureau.say(CalendarYear(year=2025, notice="通知", holidays=weekdays(41)), "p")


@case("放行的日期", "放假安排里列别的年份", "放假安排中的")
def other_year(bureau: Bureau) -> None:
    bureau.say(CalendarYear(year=2025, notice="通知", holidays=(date(2026, 5, 1),)), "p")


@case("放行的日期", "把工作日列为补班", "放假安排中的")
def worked_weekday(bureau: Bureau) -> None:
    bureau.say(CalendarYear(year=2025, notice="通知", holidays=(date(2025, 5, 1),), workdays=(date(2025, 5, 6),)), "p")


@case("放行的日期", "四十天的放假安排（成立，但不改变以前的期限）", "")
def many_holidays(bureau: Bureau) -> None:
    bureau.say(CalendarYear(year=2025, notice="通知", holidays=weekdays(40)), "p")


def waiting(bureau: Bureau) -> tuple[Any, str, tuple[str, ...]]:
    """A draw in force, with an active body that waits for its visit, and its team."""
    draw, target = min(
        ((draw, id_) for draw in bureau.world.state.draws.values() if draw.void is None
         for id_ in draw.teams.keys() - draw.visits.keys() if active(bureau, id_)),
        key=lambda one: (one[0].record.seq, one[1]),
    )  # fmt: skip
    return draw, target, draw.teams[target]


def active(bureau: Bureau, body_id: str) -> bool:
    """Whether the register says so; of the pristine ledger's bodies, some draw's was closed."""
    entry = bureau.world.state.bodies.current.get(body_id)
    return entry is not None and entry.state == "active"


def excused(reason: str, name: str, inspector_: bool = False) -> None:
    @case("放行的理由", name, "与台账的记载不符")
    def tamper(bureau: Bureau) -> None:
        draw, target, team = waiting(bureau)
        made = Substitution(
            draw=draw.id,
            body=target,
            inspector=team[0] if inspector_ else None,
            reason=reason,  # type: ignore[arg-type]  # one of them, as the table below says
            explanation="情况属实。",
        )
        bureau.say(made, "o1", "d")


excused("closed", "在办的学校说成关闭")
excused("moved", "在办的学校说成迁出")
excused("merged", "在办的学校说成合并")
excused("suspended", "在办的学校说成停办")
excused("certificate", "证件有效的人说成证件失效", inspector_=True)
excused("transferred", "没有调动的人说成调离", inspector_=True)
excused("recusal", "没有登记回避的人说成回避", inspector_=True)


@case("放行的理由", "结果写成已关闭，名录里却在办", "与台账的记载不符")
def closed_but_active(bureau: Bureau) -> None:
    state = bureau.world.state
    waiting_ = (one for one in state.visits.values() if set(one.visit.items) - one.results.keys())
    visit = next(one for one in waiting_ if one.in_force and active(bureau, one.visit.body))
    item_ = min(set(visit.visit.items) - visit.results.keys())
    office = state.items.current[item_].office
    bureau.say(Result(visit=visit.record.id, item=item_, code="closed"), office)


def withheld(name: str, says: str, **changes: Any) -> None:
    @case("放行的理由", name, says)
    def tamper(bureau: Bureau) -> None:
        target, digest = referred(bureau)
        made = Withholding(target=target, digests=(digest,), ground="personal", explanation="依法处理。")
        bureau.say(msgspec.structs.replace(made, **changes), "p", "d")


withheld("没有处罚的案件说成信用修复", "与台账的记载不符", ground="repaired", document="修字1号")
withheld("以判决撤下内容，却不写判决", "须写明所依据的文书", ground="ruling")
withheld("以撤销决定撤下内容，却不写文书", "须写明所依据的文书", ground="revoked")
withheld("公示期还没有满，说成期满", "与台账的记载不符", ground="expired")
