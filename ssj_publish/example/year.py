"""The whole year 2025 of 安澜县 and 2026 up to its autumn, played from the four workbooks.

Every step of the procedure occurs: a sealed draw opened at the end of its task and one not yet opened, an opened joint
draw, a voided one, one with guests, substitutes for a closed school and for an inspector who had to stand back, late
results, cases closed after re-inspection, a correction, a retraction, findings by 纪检组.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from importlib.resources import as_file, files
from pathlib import Path
from typing import TypeVar

import msgspec

from ssj_publish import importers
from ssj_publish.core.kinds.oversight import Correction, Retraction, Supervision, Training
from ssj_publish.core.kinds.plan import PlanProposal, Task
from ssj_publish.core.kinds.registers import (
    Body,
    BodyChange,
    Inspector,
    InspectorChange,
    Item,
    ItemChange,
    Recusal,
    Removal,
)
from ssj_publish.core.reading import deadlines
from ssj_publish.core.reading.times import Times
from ssj_publish.core.shapes import Source
from ssj_publish.example import answers, burden, changes, lawful
from ssj_publish.example.agenda import Agenda, chance, moment
from ssj_publish.example.county import CLASSES, FOUNDERS, GUEST_SIGNER, OFFICES, ORIGIN, genesis, salts
from ssj_publish.example.draws import Draws
from ssj_publish.example.inspections import Inspections
from ssj_publish.example.watching import Watching
from ssj_publish.office import holidays, plans, summaries, withholding
from ssj_publish.office.desk import Desk

Entry = TypeVar("Entry", Body, Inspector, Item)

#: Where the running year stands.
END = "2026-11-20 18:00"
_NEW_SCHOOL = Body(
    id="DX-0358",
    name="安澜县云溪镇青禾实验学校",
    code="52990122MJ0X35802L",
    type="民办学校",
    ownership="民办",
    address="安澜县云溪镇滨河路18号",
    town="云溪镇",
    credit_class="B",
    class_date=date(2025, 1, 6),
    state="active",
    capped="yes",
)
_NEW_NURSERY = Body(
    id="DX-0357",
    name="安澜县柳塘镇新苗幼儿园",
    code="52990122MJ0X35701U",
    type="幼儿园",
    ownership="民办",
    address="安澜县柳塘镇学府街66号",
    town="柳塘镇",
    credit_class="B",
    class_date=date(2025, 2, 18),
    state="active",
    capped="yes",
)


#: The summary of 2025, section by section.
_SUMMARY = (
    ("做法", "全年按计划完成六项抽查任务，其中联合抽查两项。所有抽取均事先承诺、使用公开随机数，任何人可以复核。"),
    ("成效", "抽中的对象全部检查完毕，发现的问题都已立案或当场改正；一次上门完成几个科室的事项，学校接待次数减少。"),
    ("问题", "个别结果公示超过期限，已由派驻纪检监察组指出；专题培训覆盖的检查人员还不够多。"),
    ("可复制的经验", "检查通知附核对码，学校用手机就能核对来人的身份和检查的缘由。"),
    ("制度化", "修订检查记录表的填写规则，结果公示到期前五天提醒责任科室。"),
)


#: Who is asked to one of the autumn draws. The reporter does not come back in time, and none wants to be named.
_WITH_GUESTS = "RW-2025-06"
_GUESTS = {"家长代表": None, "县人大代表": GUEST_SIGNER, "县融媒体中心记者": None}


def play(ledger: Path, progress: Callable[[int, int], None] = lambda done, all_: None, until: str = END) -> Desk:
    """Play everything up to ``until`` into the empty folder ``ledger``; ``progress`` gets acts done and in all."""
    desk = Desk.found(ledger, ORIGIN, genesis(), moment("2025-01-02 09:00"), list(FOUNDERS.values()), salts())
    agenda = Agenda(desk)
    with as_file(files("ssj_publish") / "workbooks" / "anlan") as workbooks:
        County(agenda, workbooks).schedule()
        Watching(agenda).schedule()
        agenda.run(moment(until), progress)
    withholding.finish(ledger, desk.state, moment(until).date())
    return desk


class County:
    """What happens in 安澜县, put on the agenda in the order in which an office would plan it."""

    def __init__(self, agenda: Agenda, workbooks: Path) -> None:
        self.agenda = agenda
        self.workbooks = workbooks
        self.inspections = Inspections(agenda)
        self.draws = Draws(agenda, self.inspections)

    def schedule(self) -> None:
        """Everything whose time is known from the start."""
        self._registers()
        self._plans()
        self._spring()
        self._autumn()
        self._oversight()
        self._next_year()
        burden.Burden(self.agenda, self.draws).schedule()
        lawful.Lawful(self.agenda, self.inspections, self.draws).schedule()
        changes.Changes(self.agenda).schedule()
        answers.Answers(self.agenda).schedule()

    def _registers(self) -> None:
        at = self.agenda.at
        at("2025-01-02 09:30", lambda: self._say(holidays.bundled(2025), "zhengce"))
        at("2025-01-06 10:00", self._import_items)
        at("2025-01-07 10:00", self._import_bodies)
        at("2025-01-08 10:00", self._import_inspectors)
        at(
            "2025-01-10 09:00",
            lambda: self._say(Recusal(inspector="JC-003", body="DX-0007", ground="kinship"), "jijian"),
        )
        at(
            "2025-01-10 09:10",
            lambda: self._say(Recusal(inspector="JC-002", body="DX-0301", ground="interest"), "minban"),
        )
        at("2025-02-18 15:00", self._february)
        at(
            "2025-03-12 15:00",
            lambda: self._reclass("DX-0042", "D", date(2025, 3, 12), "上年度校车逃避监管，信用等级下调"),
        )
        at("2025-03-27 15:40", lambda: self._add(_NEW_SCHOOL, "补录：登记时漏列的民办学校", "minban"))
        at("2025-11-14 10:00", lambda: self._say(holidays.bundled(2026), "zhengce"))

    def _import_items(self) -> None:
        read = importers.read_items(self.workbooks / "抽查事项清单.xlsx", offices=OFFICES)
        self._say(ItemChange(reason="首次发布抽查事项清单", source=read.source, added=_sorted(read.entries)), "zhengce")

    def _import_bodies(self) -> None:
        read = importers.read_bodies(self.workbooks / "监管对象名录库.xlsx", classes=CLASSES)
        self._say(
            BodyChange(reason="首次建立监管对象名录库", source=read.source, added=_sorted(read.entries)), "zhengce"
        )

    def _import_inspectors(self) -> None:
        read = importers.read_inspectors(self.workbooks / "执法检查人员名录库.xlsx")
        change = InspectorChange(reason="首次建立执法检查人员名录库", source=read.source, added=_sorted(read.entries))
        self._say(change, "zhengce")

    def _february(self) -> None:
        bodies = self.agenda.state.bodies.current
        renamed = msgspec.structs.replace(bodies["DX-0301"], name="安澜县青禾乡光育文化培训中心有限公司")
        change = BodyChange(
            reason="二月动态调整：新设、更名、注销",
            added=(_NEW_NURSERY,),
            changed=(renamed,),
            removed=(Removal(id="DX-0354", ground="closed", state="closed", reason="终止办学，办学许可证已注销"),),
        )
        self._say(change, "minban", "jijiao", "zhengce")

    def _reclass(self, body: str, credit_class: str, day: date, reason: str) -> None:
        changed = msgspec.structs.replace(
            self.agenda.state.bodies.current[body], credit_class=credit_class, class_date=day
        )
        self._say(BodyChange(reason=reason, changed=(changed,)), "anquan")

    def _add(self, body: Body, reason: str, role: str) -> None:
        self._say(BodyChange(reason=reason, added=(body,)), role)

    def _plans(self) -> None:
        self.agenda.at("2025-01-15 09:00", lambda: self._propose(2025))
        self.agenda.later(
            ("zhengce",), "2025-01-20 10:00", lambda: plans.consolidate(self.agenda.state, 2025, "2025年度抽查工作计划")
        )
        self.agenda.at("2025-01-24 16:00", lambda: self._approve("安教发〔2025〕3号"))
        self.agenda.at("2026-01-19 09:00", lambda: self._propose(2026))
        self.agenda.later(
            ("zhengce",), "2026-01-22 10:00", lambda: plans.consolidate(self.agenda.state, 2026, "2026年度抽查工作计划")
        )
        self.agenda.at("2026-01-28 16:00", lambda: self._approve("安教发〔2026〕2号"))

    def _propose(self, year: int) -> None:
        read = importers.read_plans(self.workbooks / f"{year}年度抽查工作计划.xlsx", offices=OFFICES, classes=CLASSES)
        by_office: dict[str, list[Task]] = {}
        for task in (*read.entries, *(lawful.tasks() if year == 2026 else ())):
            by_office.setdefault(task.office, []).append(task)
        for office, tasks in sorted(by_office.items()):
            self._say(_proposal(year, office, tasks, read.source), office)

    def _approve(self, document: str) -> None:
        plan = next(id_ for id_, one in self.agenda.state.plans.items() if one.approval is None)
        self._say(plans.approve(plan, document), "lingdao")

    def _spring(self) -> None:
        draws = self.draws
        draws.commit("2025-03-27 09:00", "RW-2025-01", 16777215, "2025-06-03 10:00", cap=8, sealed=True)
        draws.commit("2025-03-27 09:30", "RW-2025-02", 16777216, "2025-03-28 18:00", cap=12)
        draws.commit("2025-03-27 10:00", "RW-2025-03", 16777215, "2025-03-28 18:00", cap=6)
        draws.void(
            "2025-03-27 16:00",
            "RW-2025-03",
            "register-error",
            "名录库漏列一所民办学校（DX-0358），补录后重抽。此时公共随机数尚未产生。",
        )
        draws.commit("2025-03-28 09:00", "RW-2025-03", 16777215, "2025-03-28 18:00", cap=6)
        draws.seal("2025-03-28 14:00", "RW-2025-01", date(2025, 4, 7), date(2025, 5, 28))
        draws.open("2025-03-28 14:30", "RW-2025-02", 1, self._nurseries)
        draws.open("2025-03-28 15:00", "RW-2025-03", 1)
        draws.open("2025-03-28 15:30", "RW-2025-03", 2, self._private_schools)
        draws.open("2025-06-03 09:00", "RW-2025-01", 1)

    def _nurseries(self, draw: str) -> None:
        """One of the drawn nurseries closes before the visit: the next ticket steps in."""
        found = self.agenda.state.draws[draw].outcome
        gone = found.drawn[1].body if found is not None else ""
        self.draws.visits(draw, date(2025, 4, 8), date(2025, 6, 6), skip=[gone])

        def close() -> None:
            body = self.agenda.state.bodies.current[gone]
            self._say(BodyChange(reason="停止办园", changed=(msgspec.structs.replace(body, state="closed"),)), "jijiao")
            heir = self.draws.substitute(draw, gone, None, "closed", "该园四月起停止办园，由下一顺位递补。")
            self.inspections.drawn(draw, heir, date(2025, 4, 21), date(2025, 6, 6))

        self.agenda.at("2025-04-17 10:00", close)

    def _private_schools(self, draw: str) -> None:
        """An inspector turns out to be related to a drawn school: the next in order takes the place."""
        found = self.agenda.state.draws[draw].outcome
        if found is None:
            return
        first = found.drawn[0]
        self.draws.visits(draw, date(2025, 4, 9), date(2025, 6, 20), skip=[first.body])

        def stand_back() -> None:
            self._say(Recusal(inspector=first.team[0], body=first.body, ground="kinship"), "jijian")
            self.draws.substitute(draw, first.body, first.team[0], "recusal", "抽取后申报亲属关系，依次递补。")
            self.inspections.drawn(draw, first.body, date(2025, 4, 14), date(2025, 5, 9))

        self.agenda.at("2025-04-10 11:00", stand_back)

    def _autumn(self) -> None:
        for minute, (task, cap, last) in enumerate(
            (("RW-2025-04", 8, (10, 24)), ("RW-2025-05", 12, (11, 20)), ("RW-2025-06", 8, (11, 14)))
        ):
            when, asked = f"2025-08-13 {10 + minute}:00", _GUESTS if task == _WITH_GUESTS else {}
            by = "2025-08-13 17:00" if asked else ""
            self.draws.commit(when, task, 20791007, "2025-08-15 18:00", cap=cap, guests=asked, guests_by=by)
            self.draws.open(
                f"2025-08-15 {9 + minute}:00", task, 1, self._visits_between(date(2025, 9, 8), date(2025, *last))
            )
        self.draws.speak("2025-08-13 14:30", _WITH_GUESTS, "家长代表")
        self.draws.speak("2025-08-13 14:35", _WITH_GUESTS, "县人大代表", GUEST_SIGNER)

    def _visits_between(self, first: date, last: date) -> Callable[[str], None]:
        return lambda draw: self.draws.visits(draw, first, last)

    def _oversight(self) -> None:
        at = self.agenda.at
        at("2025-01-13 14:00", lambda: self._say(_training(2025), "zhengce"))
        at("2025-03-28 16:30", self._supervise_spring)
        at("2025-06-27 10:00", self._correct)
        at("2025-12-05 10:00", self._supervise_late)
        at("2025-12-12 10:00", self._retract)
        at("2026-01-15 10:00", self._summarise)

    def _supervise_spring(self) -> None:
        state = self.agenda.state
        drawn = [id_ for task in ("RW-2025-01", "RW-2025-02", "RW-2025-03") for id_ in state.tasks[task].draws]
        finding = (
            "派员全程参加春季抽取，核对了随机数轮次和计算结果。RW-2025-03 第一次抽取在随机数产生前作废，理由属实。"
        )
        self._say(Supervision(subjects=tuple(drawn), level="none", finding=finding), "jijian")

    def _supervise_late(self) -> None:
        state = self.agenda.state
        times = Times(state)
        late = tuple(id_ for id_, one in state.results.items() if deadlines.was_late(state, one, times))
        finding = f"本年度有 {len(late)} 项检查结果超过法定期限公示，请责任科室说明原因并整改。"
        self._say(Supervision(subjects=late, level="concern", finding=finding), "jijian")

    def _correct(self) -> None:
        state = self.agenda.state
        id_, one = next((id_, one) for id_, one in state.results.items() if one.result.code == "corrected-on-order")
        item = state.items.current[one.result.item]
        bad = next(check.point for check in one.result.checks if check.outcome == "problem")
        finding = f"{bad}方面的资料不全，与要求不符。当日已补齐，检查人员现场核对。"
        new = msgspec.structs.replace(one.result, finding=finding)
        self._say(
            Correction(target=id_, reason="原记录漏写当场整改的核对情况。", replacement=msgspec.to_builtins(new)),
            item.office,
        )

    def _retract(self) -> None:
        id_ = next(id_ for id_, one in self.agenda.state.recusals.items() if one.body.body == "DX-0301")
        self._say(Retraction(target=id_, reason="利害关系已经解除。"), "minban")

    def _summarise(self) -> None:
        written = "\n".join(f"## {heading}\n\n{text}" for heading, text in _SUMMARY)
        summary = summaries.summarize(self.agenda.state, 2025, "2025年度双随机抽查工作总结", written)
        self._say(summary, "zhengce")

    def _next_year(self) -> None:
        at = self.agenda.at
        at("2026-01-06 10:00", self._rerate)
        at("2026-01-12 10:00", self._renew)
        at("2026-03-10 14:00", lambda: self._say(_training(2026), "zhengce"))
        self.draws.commit("2026-08-06 09:00", "RW-2026-01", 31089008, "2026-08-07 18:00", cap=8)
        self.draws.commit("2026-08-06 10:00", "RW-2026-02", 31089008, "2026-12-01 10:00", cap=12, sealed=True)
        self.draws.open("2026-08-07 14:00", "RW-2026-01", 1, self._visits_between(date(2026, 8, 12), date(2026, 9, 29)))
        self.draws.seal("2026-08-07 15:00", "RW-2026-02", date(2026, 9, 7), date(2026, 11, 27))

    def _rerate(self) -> None:
        """The yearly rating: most stay, some move by one class."""
        day = date(2026, 1, 5)
        changed = []
        for body in self.agenda.state.bodies.current.values():
            place = CLASSES.index(body.credit_class)
            roll = chance("rating", body.id) % 12
            moved = max(place - 1, 0) if roll == 0 else min(place + 1, 3) if roll == 1 else place
            changed.append(msgspec.structs.replace(body, credit_class=CLASSES[moved], class_date=day))
        self._say(BodyChange(reason="2026年度信用等级评定", changed=_sorted(changed)), "zhengce")

    def _renew(self) -> None:
        expired = [one for one in self.agenda.state.inspectors.current.values() if one.valid_until < date(2026, 1, 1)]
        renewed = msgspec.structs.replace(expired[0], valid_until=date(2030, 12, 31))
        removed = Removal(id=expired[1].id, ground="transferred", reason="执法证到期，已调离执法岗位")
        self._say(InspectorChange(reason="执法证换发与人员调整", changed=(renewed,), removed=(removed,)), "zhengce")

    def _say(self, what: object, *roles: str) -> None:
        self.agenda.say(what, *roles)  # type: ignore[arg-type]  # a Shape or a Step, as every caller gives


def _sorted(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(entries, key=lambda entry: entry.id))


def _proposal(year: int, office: str, tasks: list[Task], source: Source) -> PlanProposal:
    return PlanProposal(year=year, office=office, source=source, tasks=tuple(tasks))


def _training(year: int) -> Training:
    return Training(
        title=f"{year}年度执法检查人员培训",
        date=date(year, 1, 13) if year == 2025 else date(year, 3, 10),
        hours=8,
        inspectors=("JC-001", "JC-002", "JC-003", "JC-004", "JC-005"),
        content="行政检查程序、检查记录表填写、回避与廉政要求、双随机抽取的核对方法。",
    )
