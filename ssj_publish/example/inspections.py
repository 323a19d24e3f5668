"""The example's visits, results and cases: plain invented findings, spread over the weeks of each task."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from hashlib import sha256

import msgspec
from msgspec.structs import replace

from ssj_publish.core.kinds.answers import Reply
from ssj_publish.core.kinds.case import CaseClose, CaseCorrection, CaseDecision, CaseOpen, CaseReinspection
from ssj_publish.core.kinds.inspection import Check, Confirmation, Joined, Result, SealProof, Served, ThirdParty, Visit
from ssj_publish.core.kinds.registers import Item
from ssj_publish.core.reading.burden import minute
from ssj_publish.core.records import Record
from ssj_publish.core.rules import sparing
from ssj_publish.core.shapes import Evidence
from ssj_publish.core.state import certified
from ssj_publish.example.agenda import Agenda, chance, clock
from ssj_publish.example.county import INSPECTOR_SIGNERS, SIGNERS, ExampleSigner

#: What bodies answer, invented.
_REPLIES = (
    "缺少的资料检查次日已经补齐，报送科室并在公示栏张贴。",
    "检查当天经办人员请假，资料锁在办公室，并非没有。已请检查人员重新核对。",
    "对检查结果没有异议，已经制定整改措施，专人负责。",
)
#: Minutes from one body to the next.
_WAY = 20
#: Who signs for a body, by its type; the first also answers for it.
_POSTS = {
    "中小学": ("校长", "副校长", "总务主任"),
    "民办学校": ("校长", "副校长", "总务主任"),
    "幼儿园": ("园长", "副园长", "后勤主任"),
    "校外培训机构": ("负责人", "教务主管", "法定代表人"),
}
#: Visits (by order) whose result comes after the last day, and those found wanting on re-inspection at first.
_SERIOUS = 7


@dataclass
class _Planned:
    """A visit that is to come, between two days and now on ``day``, for the draws in ``grounds``."""

    body: str
    first: date
    last: date
    grounds: list[Joined] = field(default_factory=list)
    day: date = date.min
    made: bool = False


class Inspections:
    """Puts visits and what follows from them on the agenda."""

    def __init__(self, agenda: Agenda) -> None:
        self.agenda = agenda
        self.cases = 0
        self.notices = 0
        self.replies = 0
        self.late = 0
        self.planned: dict[str, list[_Planned]] = defaultdict(list)

    def drawn(self, draw: str, body: str, first: date, last: date, proof: SealProof | None = None) -> None:
        """The visit of a drawn body between two days, together with whatever other draw sends somebody there."""
        planned = self._joinable(body, first, last) or _Planned(body, first, last)
        planned.first, planned.last = max(planned.first, first), min(planned.last, last)
        planned.grounds.append(Joined(draw=draw, proof=proof))
        if planned not in self.planned[body]:
            self.planned[body].append(planned)
        days = [day for day in self._days(planned) if sparing.closed(self.agenda.state, body, day) is None]
        planned.day = days[chance("day", *(one.draw for one in planned.grounds), body) % len(days)]
        self.agenda.at(clock(planned.day, 16, chance(draw, body) % 50), lambda: self._visit(planned))

    def waiting(self, draw: str) -> list[_Planned]:
        """The visits of a draw that are still to come."""
        return [
            one
            for planned in self.planned.values()
            for one in planned
            if not one.made and draw in {ground.draw for ground in one.grounds}
        ]

    def _joinable(self, body: str, first: date, last: date) -> _Planned | None:
        """A visit of the body that is still to come, and can be made in these days too."""
        for one in self.planned[body]:
            both = _Planned(body, max(one.first, first), min(one.last, last))
            if not one.made and any(day > self.agenda.now.date() for day in self._days(both)):
                return one
        return None

    def _days(self, planned: _Planned) -> list[date]:
        """The working days of a planned visit that are not past."""
        first = max(planned.first, self.agenda.now.date())
        span = [first + timedelta(days=n) for n in range((planned.last - first).days + 1)]
        return [day for day in span if self.agenda.state.calendar.is_working(day)]

    def _team_of(self, grounds: list[Joined], body: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """All items of the draws' tasks, and who goes: a team whose people may inspect them all, else all teams
        together."""
        state = self.agenda.state
        draws = [state.draws[one.draw] for one in grounds]
        items = tuple(sorted({item for draw in draws for item in state.tasks[draw.commit.task].task.items}))
        teams = [
            one.proof.team if one.proof is not None else draw.teams[body]
            for one, draw in zip(grounds, draws, strict=True)
        ]
        able = (
            team
            for team in teams
            if set(items) <= {item for one in team for item in state.inspectors.current[one].items}
        )
        return items, next(able, tuple(dict.fromkeys(one for team in teams for one in team)))

    def _visit(self, planned: _Planned) -> None:
        """Unless it was put off to go with another."""
        state, today, body = self.agenda.state, self.agenda.now.date(), planned.body
        if planned.made or planned.day != today:
            return
        planned.made = True
        own, *others = sorted(planned.grounds, key=lambda one: state.draws[one.draw].record.seq)
        tasks = [state.tasks[state.draws[one.draw].commit.task].task for one in (own, *others)]
        items, team = self._team_of([own, *others], body)
        methods = [method for id_ in items for method in self._item(id_).methods]
        method = "on-site" if others and "on-site" in methods else methods[0]
        refused = chance("refuse", tasks[0].id, body) % 40 == 0
        finances = "JY-01" in items and chance("firm", body) % 4 == 0
        special = {one.id for one in tasks if one.special}
        approval = next((id_ for id_, one in state.approvals.items() if one.body.task in special), None)
        arrived, left = on_site(tasks[0].id, body) if method == "on-site" else (None, None)
        self.write(
            Visit(
                draw=own.draw,
                also=tuple(others),
                approval=approval,
                proof=own.proof,
                body=body,
                items=items,
                date=today,
                arrived=arrived,
                left=left,
                method=method,
                inspectors=team,
                third_party=ThirdParty(name="安澜诚信会计师事务所（虚构）", scope="预收费资金账目")
                if finances
                else None,
                signed_by=None if refused else self._post(body, chance("post", body)),
                unsigned_reason="负责人外出，现场工作人员在场见证但无权签字" if refused else None,
                evidence=_evidence(tasks[0].id, body),
            ),
            tasks[0].id,
        )

    def write(self, visit: Visit, label: str, results: bool = True) -> Record[Visit]:
        """Say a visit now; its results follow some days later, unless there are to be none."""
        office = self._item(visit.items[0]).office
        whole, keys = self._confirmed(self._in_turn(visit))
        record: Record[Visit] = self.agenda.sign(whole, SIGNERS[self.agenda.state.acting(office)], *keys)
        for item in visit.items if results else ():
            lag = 3 + chance("lag", label, visit.body, item) % 12
            if label in ("RW-2025-02", "RW-2025-05") and self.late < 2 and chance("late", visit.body) % 3 == 0:
                lag = 24
                self.late += 1
            day = self.agenda.workday(visit.date, lag)
            act = partial(self._result, record.id, item, label)
            self.agenda.at(clock(day, 10, chance(label, visit.body, item) % 55), act)
        return record

    def _in_turn(self, visit: Visit) -> Visit:
        """As planned, but after all that anybody of the team did on site that day."""
        if visit.arrived is None or visit.left is None:
            return visit
        came, went = minute(visit.arrived), minute(visit.left)
        others = (one.visit for one in self.agenda.state.visits.values() if one.visit.date == visit.date)
        done = [minute(one.left) for one in others if one.left and {*one.inspectors} & {*visit.inspectors}]
        later = max(0, max(done, default=0) + _WAY - came)
        return msgspec.structs.replace(visit, arrived=hour(came + later), left=hour(went + later))

    def _confirmed(self, visit: Visit) -> tuple[Visit, list[ExampleSigner]]:
        """With its notice, the certificates shown, and each of the team standing by it: by a key where the register has
        one."""
        said, keys = [], []
        for id_ in visit.inspectors:
            entry = self.agenda.state.inspectors.latest(id_)
            key = entry.key if entry is not None else None
            said.append(Confirmation(inspector=id_, key=key))
            if key is not None:
                keys.append(INSPECTOR_SIGNERS[id_])
        self.notices += 1
        year, there = visit.date.year, visit.method == "on-site"
        whole = replace(
            visit,
            notice=Served(document=f"安教检通〔{year}〕{self.notices}号", date=visit.date),
            shown="yes" if there else None,
            province_code=f"YS{visit.date:%Y%m%d}{self.notices:04d}" if there and year > 2025 else None,
            confirmations=tuple(said),
        )
        return whole, keys

    def _result(self, visit_id: str, item_id: str, label: str) -> None:
        visit = self.agenda.state.visits[visit_id].visit
        item = self._item(item_id)
        draw = chance("finding", label, visit.body, item_id)
        wanting = draw % _SERIOUS == 0
        pending = wanting and draw // _SERIOUS % 2 == 0
        bad = draw % len(item.points) if wanting else -1
        checks = tuple(
            Check(point=point, outcome="problem" if place == bad else "ok") for place, point in enumerate(item.points)
        )
        today = self.agenda.now.date()
        result = Result(
            visit=visit_id,
            item=item_id,
            code="pending" if pending else "corrected-on-order" if wanting else "no-problem",
            checks=checks,
            finding=f"{item.points[bad]}方面的资料不全，与要求不符。" if wanting else None,
            action="责令限期改正" if pending else "当场改正" if wanting else None,
            rectify_by=today + timedelta(days=20) if pending else None,
        )
        record = self.agenda.say(result, item.office)
        if wanting:
            self._reply(record.id, item.office)
        if pending:
            self._case(record.id, visit, item, result)

    def _post(self, body: str, number: int) -> str:
        entry = self.agenda.state.bodies.latest(body)
        posts = _POSTS[entry.type] if entry is not None else ("负责人",)
        return posts[number % len(posts)]

    def _reply(self, result_id: str, office: str) -> None:
        """Every third body that something was found at answers; the third answer is written down too late, by
        纪检组."""
        self.replies += 1
        if self.replies % 3 != 1:
            return
        agenda, number = self.agenda, self.replies // 3
        received = agenda.workday(agenda.now.date(), 2)
        reply = Reply(
            target=result_id,
            received=received,
            post=self._post(agenda.state.visits[agenda.state.results[result_id].result.visit].visit.body, 0),
            text=_REPLIES[number % len(_REPLIES)],
        )
        day = agenda.workday(received, 9 if number == 2 else 1)
        agenda.later(("jijian" if number == 2 else office,), clock(day, 14, number % 50), lambda: reply)

    def _case(self, result_id: str, visit: Visit, item: Item, result: Result) -> None:
        agenda, office = self.agenda, item.office
        self.cases += 1
        serial = self.cases  # by the time that the case is decided others have been opened
        number = f"AJ-{agenda.now.year}-{serial:03d}"
        penalty = self.cases == 1
        hard = self.cases == 2
        opened = agenda.now.date()
        agenda.later(
            (office,),
            clock(agenda.workday(opened, 1), 9, 30),
            lambda: CaseOpen(
                case=number,
                result=result_id,
                body=visit.body,
                office=office,
                form="penalty" if penalty else "rectification",
                ground=result.finding or "检查发现问题。",
                rectify_by=result.rectify_by,
            ),
        )
        agenda.later(
            (office, "lingdao"),
            clock(agenda.workday(opened, 5), 15),
            lambda: CaseDecision(
                case=number,
                date=agenda.now.date(),
                decision="warning" if penalty else "order",
                document=f"安教{'罚' if penalty else '改'}字〔{agenda.now.year}〕{serial}号",
                basis=item.basis[0].title,
                text="警告，并责令限期改正。" if penalty else "责令限期改正，并提交整改报告。",
                severity="minor" if penalty else None,
                public_until=agenda.now.date() + timedelta(days=90) if penalty else None,
            ),
        )
        agenda.later(
            (office,),
            clock(agenda.workday(opened, 12), 11),
            lambda: CaseCorrection(case=number, date=agenda.now.date(), text="已补齐资料并提交整改报告。"),
        )
        steps = ((14, False), (18, None), (21, True)) if hard else ((14, True),)
        for days, passed in steps:
            act = partial(self._follow_up, number, office, visit, item, passed)
            agenda.at(clock(agenda.workday(opened, days), 15, 30), act)
        agenda.later(
            (office,),
            clock(agenda.workday(opened, 23), 9),
            lambda: CaseClose(case=number, reason="整改到位，予以结案。"),
        )

    def _follow_up(self, case: str, office: str, visit: Visit, item: Item, passed: bool | None) -> None:
        today = self.agenda.now.date()
        if passed is None:
            again = CaseCorrection(case=case, date=today, text="按复查意见再次整改，补充了缺少的台账。")
            self.agenda.say(again, office)
            return
        text = "经复查，问题已整改到位。" if passed else "经复查，台账仍有缺页，要求继续整改。"
        self.agenda.say(
            CaseReinspection(
                case=case, date=today, inspectors=self._team(visit, item, today), passed=passed, text=text
            ),
            office,
        )

    def _team(self, visit: Visit, item: Item, day: date) -> tuple[str, ...]:
        """Two who may: members of the first team if they still can, else others who hold the item."""
        state = self.agenda.state
        able = [
            one.id
            for one in state.inspectors.current.values()
            if certified(one, day, day) and item.id in one.items and (one.id, visit.body) not in state.recused
        ]
        able.sort(key=lambda id_: (id_ not in visit.inspectors, id_))
        return tuple(sorted(able[:2]))

    def _item(self, id_: str) -> Item:
        return self.agenda.state.items.current[id_]


def on_site(*parts: object) -> tuple[str, str]:
    """When they came and went, on some morning."""
    came = 8 * 60 + 40 + chance("came", *parts) % 150
    went = came + 35 + chance("went", *parts) % 85
    return hour(came), hour(went)


def hour(minute: int) -> str:
    """The time of day, from its minutes since midnight."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def _evidence(task: str, body: str) -> tuple[Evidence, ...]:
    """The digest of a photograph that nobody took: the file is not part of the example."""
    invented = f"{task}/{body}/现场照片".encode()
    return (
        Evidence(name="现场照片.jpg", sha256=sha256(invented).hexdigest(), size=40_000 + chance(task, body) % 90_000),
    )
