"""What is not an ordinary draw in the example: visits on a trigger with and without approval, a special task, a draw on
the province's platform, a routine visit, and records that turn out to be wrong."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from ssj_publish.core.kinds.annulment import Annulment
from ssj_publish.core.kinds.approval import InspectionApproval, Trigger, TriggerKind
from ssj_publish.core.kinds.burden import VisitsApart
from ssj_publish.core.kinds.elsewhere import Assigned, DrawElsewhere
from ssj_publish.core.kinds.inspection import Visit
from ssj_publish.core.kinds.plan import ClassRatio, Task
from ssj_publish.core.shapes import Evidence
from ssj_publish.core.state import certified
from ssj_publish.example.agenda import Agenda
from ssj_publish.example.county import CLASSES
from ssj_publish.example.draws import Draws
from ssj_publish.example.inspections import Inspections, on_site

#: Tasks of 2026 that stand in no workbook: one that the province draws on its platform, and a special one for class D.
ELSEWHERE, SPECIAL = "RW-2026-03", "RW-2026-04"
_PLATFORM = "云山省“互联网+监管”平台（虚构）"


def tasks() -> tuple[Task, ...]:
    """The two tasks, as their offices propose them."""
    return (
        Task(
            id=ELSEWHERE,
            name="民办非学历教育机构网络监测",
            items=("JY-11",),
            office="zhicheng",
            scope=("校外培训机构",),
            ratios=_ratios(1, 1, 1, 1),
            start=date(2026, 5, 11),
            end=date(2026, 6, 30),
            remark="按省里要求在省平台上抽取。",
        ),
        Task(
            id=SPECIAL,
            name="未成年人学校保护专项检查",
            special=True,
            items=("JY-10",),
            office="jijiao",
            scope=("中小学",),
            ratios=_ratios(0, 0, 0, 100),
            start=date(2026, 8, 3),
            end=date(2026, 10, 30),
        ),
    )


class Lawful:
    """Puts these on the agenda."""

    def __init__(self, agenda: Agenda, inspections: Inspections, draws: Draws) -> None:
        self.agenda = agenda
        self.inspections = inspections
        self.draws = draws

    def schedule(self) -> None:
        at = self.agenda.at
        at("2025-09-16 09:00", self._complaint)
        at("2025-09-08 09:00", self._apart)
        at("2025-10-20 15:00", self._urgent)
        at("2025-10-22 15:00", self._mistaken)
        at("2026-04-14 15:00", self._unapproved)
        at("2026-04-21 15:00", self._routine)
        at("2026-05-12 10:00", self._elsewhere)
        self.draws.commit("2026-08-06 09:30", SPECIAL, 31089008, "2026-08-07 18:00", cap=8)
        self.draws.open("2026-08-07 16:00", SPECIAL, 1, self._special)

    def _complaint(self) -> None:
        """Approved in the morning, visited in the afternoon."""
        today = self.agenda.now.date()
        trigger = Trigger(
            kind="complaint", number="信访〔2025〕37号", date=date(2025, 9, 15), note="家长投诉预收费超过三个月"
        )
        approval = self._approve("minban", ("DX-0300",), ("JY-01",), trigger, "同意对该机构开展个案检查。")
        self._visit_at("2025-09-16 15:30", trigger, "DX-0300", "JY-01", approval, today)

    def _apart(self) -> None:
        """A complaint about a drawn body cannot wait for the draw's visit: two visits, and the reason is recorded."""
        state, today = self.agenda.state, self.agenda.now.date()
        draw = state.draws[state.tasks["RW-2025-06"].draws[-1]]
        task = state.tasks[draw.commit.task].task
        body = next(
            one.body
            for one in reversed(self.inspections.waiting(draw.id))
            if one.day.month > 9 and len(one.grounds) == 1
        )
        number, item = "信访〔2025〕36号", task.items[0]
        trigger = Trigger(kind="complaint", number=number, date=today, note="家长反映晚间值守无人")
        office = state.items.current[item].office
        approval = self._approve(office, (body,), (item,), trigger, "同意当天到校检查。")
        apart = VisitsApart(
            body=body,
            grounds=(draw.id, approval),
            reason="urgent",
            explanation="投诉须当天核实，抽查组十月才能成行，其他事项仍按抽取的名单检查。",
        )
        self.agenda.say(apart, office)
        came, went = on_site(number)
        visit = Visit(
            trigger=trigger,
            approval=approval,
            body=body,
            items=(item,),
            date=today,
            arrived=came,
            left=went,
            method="on-site",
            inspectors=self._team(body, item, today),
            signed_by="负责人",
        )
        self.agenda.at("2025-09-08 16:00", lambda: _unused(self.inspections.write(visit, "complaint")))

    def _urgent(self) -> None:
        """Visited at once, ratified the next day."""
        visit = self._visit("data-alert", "资金监管〔2025〕112号", "资金监管平台提示余额异常", "DX-0302", "JY-01")
        self.agenda.at(
            "2025-10-21 10:00",
            lambda: _unused(
                self._approve(
                    "minban",
                    (visit.body.body,),
                    visit.body.items,
                    Trigger(
                        kind="data-alert", number="资金监管〔2025〕112号", date=date(2025, 10, 20), note="同意先行检查"
                    ),
                    "情况紧急，予以补办审批。",
                    visits=(visit.id,),
                    day=date(2025, 10, 20),
                )
            ),
        )

    def _mistaken(self) -> None:
        """Entered for the wrong body, and annulled by both who must."""
        visit = self._visit("transfer", "转办〔2025〕9号", "市局转来的线索", "DX-0303", "JY-01", results=False)
        void = Annulment(target=visit.id, ground="wrong-subject", explanation="线索所指的是另一家机构，检查没有进行。")
        self.agenda.later(("minban", "zhengce"), "2025-10-23 09:00", lambda: void)

    def _unapproved(self) -> None:
        """Nobody approved this one: the site says so."""
        self._visit("press", "舆情〔2026〕3号", "媒体报道晚间违规补课", "DX-0304", "JY-01")

    def _routine(self) -> None:
        today = self.agenda.now.date()
        team = self._team("DX-0001", "JY-10", today)
        self.inspections.write(
            Visit(
                routine=True,
                body="DX-0001",
                items=("JY-10",),
                date=today,
                method="on-site",
                inspectors=team,
                signed_by="副校长",
            ),
            "routine",
        )

    def _elsewhere(self) -> None:
        state, now = self.agenda.state, self.agenda.now
        bodies = sorted(
            one.id for one in state.bodies.current.values() if one.type == "校外培训机构" and one.state == "active"
        )
        drawn = tuple(Assigned(body=id_, team=self._team(id_, "JY-11", date(2026, 6, 30))) for id_ in bodies[10:13])
        picture = Evidence(name="抽取结果截图.png", sha256=sha256("省平台截图".encode()).hexdigest(), size=182_004)
        record = self.agenda.say(
            DrawElsewhere(
                task=ELSEWHERE, platform=_PLATFORM, number="YS20260512-0417", time=now, drawn=drawn, evidence=(picture,)
            ),
            "zhicheng",
        )
        for place, one in enumerate(drawn):
            self.agenda.at(f"2026-05-{19 + place} 15:00", lambda one=one: self._there(record.id, one))  # type: ignore[misc]  # bound now

    def _there(self, record: str, one: Assigned) -> None:
        self.inspections.write(
            Visit(
                elsewhere=record,
                body=one.body,
                items=("JY-11",),
                date=self.agenda.now.date(),
                method="online",
                inspectors=one.team,
                signed_by="负责人",
            ),
            ELSEWHERE,
        )

    def _special(self, draw: str) -> None:
        """局领导 approve the special inspection of those who were drawn; then they are visited."""
        bodies = tuple(sorted(self.agenda.state.draws[draw].teams))
        last = date(2026, 9, 30)
        approval = InspectionApproval(
            document="安教检审〔2026〕2号",
            office="jijiao",
            bodies=bodies,
            items=("JY-10",),
            start=date(2026, 9, 1),
            end=last,
            task=SPECIAL,
            reason="按年度计划开展专项检查。",
        )
        self.agenda.say(approval, "jijiao", "lingdao")
        self.draws.visits(draw, date(2026, 9, 7), last)

    def _approve(
        self,
        office: str,
        bodies: tuple[str, ...],
        items: tuple[str, ...],
        trigger: Trigger,
        reason: str,
        visits: tuple[str, ...] = (),
        day: date | None = None,
    ) -> str:
        now = self.agenda.now
        first = day or now.date()
        body = InspectionApproval(
            document=f"安教检审〔{now.year}〕{len(self.agenda.state.approvals) + 1}号",
            office=office,
            bodies=bodies,
            items=items,
            start=first,
            end=first,
            trigger=trigger,
            visits=visits,
            reason=reason,
        )
        return self.agenda.say(body, office, "lingdao").id

    def _visit_at(self, when: str, trigger: Trigger, body: str, item: str, approval: str, day: date) -> None:
        visit = Visit(
            trigger=trigger,
            approval=approval,
            body=body,
            items=(item,),
            date=day,
            method="on-site",
            inspectors=("JC-002", "JC-006"),
            signed_by="负责人",
        )
        self.agenda.at(when, lambda: _unused(self.inspections.write(visit, "complaint")))

    def _visit(self, kind: TriggerKind, number: str, note: str, body: str, item: str, results: bool = True):  # type: ignore[no-untyped-def]  # a Record[Visit]
        today = self.agenda.now.date()
        visit = Visit(
            trigger=Trigger(kind=kind, number=number, date=today, note=note),
            body=body,
            items=(item,),
            date=today,
            method="on-site",
            inspectors=self._team(body, item, today),
            signed_by="负责人",
        )
        return self.inspections.write(visit, kind, results)

    def _team(self, body: str, item: str, day: date) -> tuple[str, ...]:
        """Two who may."""
        state = self.agenda.state
        able = sorted(
            one.id
            for one in state.inspectors.current.values()
            if certified(one, self.agenda.now.date(), day) and item in one.items and (one.id, body) not in state.recused
        )
        return tuple(able[:2])


def _ratios(*percents: int) -> tuple[ClassRatio, ...]:
    return tuple(ClassRatio(credit_class=c, p=p, q=100) for c, p in zip(CLASSES, percents, strict=True))


def _unused(_found: object) -> None:
    """An act gives nothing back."""
