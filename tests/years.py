"""Whole years of the small bureau: every kind of record, every sort of draw."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec

from ssj_publish.core.kinds.annulment import Annulment
from ssj_publish.core.kinds.answers import Feedback, OfficeFeedback, Outreach, Reply
from ssj_publish.core.kinds.approval import InspectionApproval
from ssj_publish.core.kinds.burden import ClosedDays, SchoolCalendar, VisitAvoided, VisitsApart
from ssj_publish.core.kinds.case import CaseClose, CaseCorrection, CaseDecision, CaseReinspection
from ssj_publish.core.kinds.comparison import Miss, RegisterComparison
from ssj_publish.core.kinds.draw import BeaconRound
from ssj_publish.core.kinds.elsewhere import Assigned, DrawElsewhere
from ssj_publish.core.kinds.genesis import Role
from ssj_publish.core.kinds.inspection import Visit
from ssj_publish.core.kinds.keys import KeyRecovery, KeyRevocation, KeyRotation, TrustChange
from ssj_publish.core.kinds.oversight import Correction, FollowUp, Retraction, Summary, Supervision, Training
from ssj_publish.core.kinds.partner import PartnerResult
from ssj_publish.core.kinds.plan import Declined, PlanFiling, PlanProposal, Task
from ssj_publish.core.kinds.registers import (
    Recusal,
)
from ssj_publish.core.kinds.rules import RuleChange
from ssj_publish.core.reading import figures
from ssj_publish.core.records import Record
from ssj_publish.core.shapes import Evidence, Source
from ssj_publish.core.state import Draw
from ssj_publish.office import draws, plans, rechecks
from tests.bureau import (
    GUEST,
    OBSERVER,
    ROOTS,
    at,
    genesis,
    keys_of,
    logged,
    rooted,
    task,
)
from tests.world import World


def whole_year(*more: Task, **founding: Any) -> World:
    """A small ledger with nearly every kind of record in it, and each sort of draw: void, opened, sealed; ``more``
    tasks stand in its plan."""
    world = World().found(**(rooted() | founding)).register(bodies=16)
    world.say(Recusal(inspector="N01", body="S003", ground="kinship"), "d")
    recusal = world.say(Recusal(inspector="N02", body="S004", ground="interest"), "o1")
    world.say(Retraction(target=recusal.id, reason="利害关系已经解除。"), "o1")
    _plan_of(world, more)
    spoilt = world.commit("T1")
    world.void(spoilt)
    draw = world.commit("T1")
    guest = world.invite(key=GUEST, task_id="T4")
    world.invite("校长", task_id="T4")
    sealed = world.commit("T4", sealed=True)
    world.speak(sealed, guest, key=GUEST)
    found = world.seal(sealed)
    world.open(draw)
    world.open(spoilt)
    secret = found.drawn[0]
    world.visit(sealed, secret.body, proof=draws.prove(found, secret.body), inspectors=secret.team)
    world.open(sealed)
    gone, other, *_ = draw.teams
    world.change(gone, state="closed")
    world.substitute(draw, gone, None, "closed")
    world.substitute(draw, other, draw.teams[other][0], "illness")
    visit = world.visit(draw, other)
    note = msgspec.structs.replace(visit.body, note="补记。")
    world.say(Correction(target=visit.id, reason="漏记。", replacement=msgspec.to_builtins(note)), "o1")
    _case_of(world, world.pending(visit, rectify_by=date(2025, 4, 30)), visit.body.inspectors)
    _elsewhere_of(world)
    _urgent_of(world)
    world.say(Supervision(subjects=(draw.id, sealed.id), level="none", finding="程序合规。"), "d")
    world.say(Training(title="培训", date=date(2025, 4, 10), hours=8, inspectors=("N01",), content="程序。"), "p")
    computed = figures.of_year(world.state, 2025)
    world.say(Summary(year=2025, title="总结", figures=computed, **SECTIONS), "p")
    _keys_of(world)
    _burden_of(world, draw, sealed)
    _rules_of(world)
    return world


def _burden_of(world: World, draw: Draw, sealed: Draw) -> None:
    """A plan that is filed, a school calendar, a visit that another department spared, two visits kept apart."""
    plan = next(iter(world.state.plans))
    world.say(PlanFiling(plan=plan, authority="县司法局", number="备2025-3", date=world.now.date()), "p")
    exams = ClosedDays(start=date(2025, 6, 7), end=date(2025, 6, 10), cause="exams", name="高考")
    world.say(SchoolCalendar(types=("学校",), days=(exams,), document="教发2号"), "p")
    world.say(avoided(world, sealed, sorted(sealed.teams.keys() - sealed.visits.keys())[0]), "o1", "p")
    both = sorted(draw.teams.keys() & (sealed.teams.keys() | sealed.visits.keys()))[0]
    apart = VisitsApart(body=both, grounds=(draw.id, sealed.id), reason="sealed", explanation="封存期间先查。")
    world.say(apart, "o1")


def filed(world: World, **changes: Any) -> PlanFiling:
    """The first plan filed, today."""
    made = PlanFiling(plan=next(iter(world.state.plans)), authority="县司法局", number="备1号", date=world.now.date())
    return msgspec.structs.replace(made, **changes)


def avoided(world: World, draw: Draw, body_id: str, **changes: Any) -> VisitAvoided:
    """What another department has found, in the stead of a visit."""
    made = VisitAvoided(
        draw=draw.id,
        body=body_id,
        department="县市场监督管理局",
        date=date(2025, 3, 20),
        document="检查记录〔2025〕8号",
        explanation="同一事项三月已查。",
    )
    return msgspec.structs.replace(made, **changes)


def _rules_of(world: World) -> None:
    """The register compared with a list; results due earlier; a partner without a key, and its result of a joint
    visit."""
    world.say(comparison(world), "p")
    shorter = msgspec.structs.replace(world.state.settings, result_days=15)
    fire = Role(id="xf", name="消防队", type="partner", threshold=1)
    world.say(RuleChange(document="教发2号", reason="提速。", settings=shorter, added=(fire,)), "p", "l")
    joint = task("T17", partners=("xf",))
    world.say(PlanProposal(year=2025, office="o1", tasks=(joint,)), "o1")
    record = world.say(plans.consolidate(world.state, 2025, "补充"), "p")
    world.say(plans.approve(record.id, "教发3号"), "l")
    made = world.say(elsewhere(world, "T17"), "o1")
    visit = Visit(
        elsewhere=made.id, body="S001", items=("I1",), date=world.now.date(), method="on-site",
        inspectors=("N03", "N04"), signed_by="校长",
    )  # fmt: skip
    world.say(partner_result(world.say(visit, "o1")), "o1")


def comparison(world: World, **changes: Any) -> RegisterComparison:
    """A list of two: one is in the register, one is not."""
    made = RegisterComparison(
        authority="县民政局",
        title="民办非企业单位名单",
        date=world.now.date(),
        source=Source(file="名单.xlsx", sha256="ef" * 32),
        types=("学校",),
        count=2,
        matched=1,
        missing=(Miss(name="外县学校", reason="elsewhere"),),
        surplus=("S005",),
    )
    return msgspec.structs.replace(made, **changes)


def partner_result(visit: Record, **changes: Any) -> PartnerResult:
    """What the fire brigade has on paper of a joint visit."""
    paper = Evidence(name="消防检查记录.pdf", sha256="cd" * 32, size=1)
    made = PartnerResult(visit=visit.id, partner="xf", matter="消防设施", code="no-problem", evidence=(paper,))
    return msgspec.structs.replace(made, **changes)


def fullest_year() -> World:
    """`whole_year`, and after it what bodies and the public say, up to a draw in August: now every kind is there."""
    world = whole_year(task("T7", start=date(2025, 8, 18), end=date(2025, 10, 31)))
    _answers_of(world)
    return world


#: The five sections of a summary.
SECTIONS = {
    "practice": "先抽取、后检查，一次上门查完几个事项。",
    "outcomes": "按计划完成，发现的问题都已整改。",
    "shortcomings": "个别检查结果公示晚了几天。",
    "lessons": "几个科室的事项合成一次检查。",
    "rules": "修订了检查记录表的填写规则。",
}


def _answers_of(world: World) -> None:
    """A body's answer, a month's counts, publicity, a finding followed to its end, a quarter's sample."""
    result = next(id_ for id_, one in world.state.results.items() if one.in_force)
    world.say(Reply(target=result, received=date(2025, 4, 10), post="校长", text="已经补齐。"), "d")
    world.say(Outreach(title="怎样抽查", date=date(2025, 4, 10), channels=("poster",), content="介绍抽查。"), "p")
    finding = world.say(Supervision(subjects=(result,), level="concern", finding="请说明公示的依据。"), "d")
    world.say(FollowUp(supervision=finding.id, step="explained", closed=True, text="已经说明。"), "d")
    summer(world, "T7")
    world.say(feedback(world), "d")
    world.say(rechecks.drawn(world.state, 2025, 2), "d")


#: drand quicknet round of 2025-08-15 00:58:18 in Beijing.
SUMMER, SUMMER_SIGNATURE = (
    20791007,
    ("8d2c8bbc37170dbacc5e280a21d4e195cff5f32a19fd6a58633fa4e4670478b5fb39bc13dd8f8c4372c5a76191198ac5"),
)


def summer(world: World, task_id: str) -> Draw:
    """A draw in August: by its round the samples of the quarters before it can be drawn."""
    world.now = max(world.now, at("2025-08-13 10:00"))
    named = BeaconRound(chain="quicknet", round=SUMMER, fallback="wait")
    draw = world.commit(task_id, beacon=named, opens=at("2025-08-15 18:00"))
    world.now = max(world.now, at("2025-08-15 14:00"))
    world.reveal(draw)
    world.say(draws.conclude(world.state, draw, SUMMER_SIGNATURE), world.office(task_id))
    return draw


def feedback(world: World, year: int = 2025, month: int = 4, **changes: int) -> Feedback:
    """The same counts for every office."""
    offices = sorted(role.id for role in world.state.keyring.roles.values() if role.type == "office")
    counts = {"satisfied": 3, "fair": 1, "dissatisfied": 0, "complaints": 1, "integrity": 4, "misconduct": 0} | changes
    return Feedback(year=year, month=month, offices=tuple(OfficeFeedback(office=one, **counts) for one in offices))


def _keys_of(world: World) -> None:
    """The observer's key handed over, lost and replaced; a log key and witnesses named."""
    first, second, third = OBSERVER
    rotated = KeyRotation(role="y", version=2, threshold=1, keys=keys_of(second), reason="换届。")
    world.sign(rotated, first, second)
    world.sign(KeyRevocation(key=second.public.key_id, role="y", cause="lost"), *ROOTS[:2])
    recovered = KeyRecovery(role="y", version=3, threshold=1, keys=keys_of(third), reason="密钥遗失。")
    world.sign(recovered, *ROOTS[:2], third)
    world.sign(TrustChange(beacons=genesis().beacons, reason="请两家机构见证。", **logged()), *ROOTS[1:])


def _plan_of(world: World, more: tuple[Task, ...]) -> None:
    """T1 as proposed, T2 and T3 merged into T4, T5 declined."""
    world.say(PlanProposal(year=2025, office="o1", tasks=(task("T1"), task("T5"), task("T6"), *more)), "o1")
    world.say(PlanProposal(year=2025, office="o1", tasks=(task("T2"),)), "o1")
    world.say(PlanProposal(year=2025, office="o2", tasks=(task("T3", items=("I2",), office="o2"),)), "o2")
    joint = task("T4", items=("I1", "I2"), partners=("o2",), merged_from=("T2", "T3"))
    declined = (Declined(task="T5", reason="与任务 T1 重复。"),)
    plan = world.say(plans.consolidate(world.state, 2025, "计划", (joint,), declined), "p")
    world.say(plans.approve(plan.id, "教发1号"), "l")


def _case_of(world: World, result: Record, team: tuple[str, ...]) -> None:
    """A case from its opening to its close."""
    day = date(2025, 4, 10)
    world.case(result, rectify_by=date(2025, 4, 30))
    world.say(
        CaseDecision(
            case="AJ-1", date=day, decision="order", document="改字1号", basis="《教育法》", text="责令改正。"
        ),
        "o1",
        "l",
    )
    corrected = world.say(CaseCorrection(case="AJ-1", date=day, text="张某已改正。"), "o1")
    again = CaseReinspection(case="AJ-1", date=day, inspectors=team, passed=True, text="属实。")
    world.disclose(again, "o1", until=date(2199, 12, 31))
    world.say(CaseClose(case="AJ-1", reason="整改到位。"), "o1")
    world.withhold(corrected)
    world.withdraw()


def _elsewhere_of(world: World) -> None:
    """T6 is drawn on the province's platform; one of its two bodies has been visited."""
    world.say(elsewhere(world), "o1")


def elsewhere(world: World, task_id: str = "T6", **changes: Any) -> DrawElsewhere:
    """A draw that another platform made."""
    drawn = tuple(Assigned(body=one, team=("N03", "N04")) for one in ("S001", "S002"))
    made = DrawElsewhere(
        task=task_id,
        platform="省“互联网+监管”平台",
        number="RW20250410001",
        time=world.now,
        drawn=drawn,
        evidence=(Evidence(name="截图.png", sha256="ab" * 32, size=1),),
    )
    return msgspec.structs.replace(made, **changes)


def _urgent_of(world: World) -> None:
    """A complaint visit that was ratified, and one that was annulled."""
    visit, wrong = world.complaint("S005", day=date(2025, 4, 10)), world.complaint("S006", day=date(2025, 4, 10))
    world.say(approved(world, visit), "o1", "l")
    world.say(Annulment(target=wrong.id, ground="wrong-subject", explanation="对象弄错。"), "o1", "p")


def approved(world: World, *visits: Record, **changes: Any) -> InspectionApproval:
    """What ratifies ``visits``, of one trigger."""
    first = visits[0].body
    made = InspectionApproval(
        document="检审1号",
        office="o1",
        bodies=tuple(sorted({one.body.body for one in visits})),
        items=first.items,
        start=first.date,
        end=first.date,
        trigger=msgspec.structs.replace(first.trigger, note="同意。"),
        visits=tuple(one.id for one in visits),
        reason="情况紧急，先行检查。",
    )
    return msgspec.structs.replace(made, **changes)
