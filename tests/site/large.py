"""A large county in memory: towns of unlike size, one draw from every school, then visits on complaints, results and
cases."""

from __future__ import annotations

from datetime import date, timedelta

from ssj_publish.core.kinds.case import CaseClose, CaseDecision
from ssj_publish.core.kinds.genesis import CalendarYear
from ssj_publish.core.kinds.registers import Body, BodyChange, InspectorChange, ItemChange
from tests.bureau import at, body, inspector, item
from tests.world import World

#: The county's seat has as many bodies as eight other towns.
TOWNS = ("城关镇",) * 8 + tuple(f"{one}{kind}" for kind in ("镇", "乡") for one in "东西南北青白柳石桥泉岭平")
TYPES = ("学校",) * 6 + ("幼儿园",) * 3 + ("校外培训机构",)
_FINDING = "收费公示栏没有写明今年的收费项目和标准，当场要求补齐。"


def county(bodies: int, records: int, inspectors: int = 300) -> World:
    """``records`` records, in which about one result in ten found something and one in fifty led to a case."""
    world = World().found()
    world.now = at("2025-01-07 09:00")
    world.say(CalendarYear(year=2025, notice="放假通知", holidays=(date(2025, 5, 1),)), "p")
    world.say(ItemChange(reason="初次", added=(item("I1"), item("I2", office="o2"))), "p")
    world.say(BodyChange(reason="初次", added=tuple(_body(number) for number in range(1, bodies + 1))), "p")
    world.say(InspectorChange(reason="初次", added=_inspectors(inspectors)), "p")
    world.plan()
    draw = world.open(world.commit(cap=bodies))
    waiting = list(draw.teams)
    day, number = date(2025, 4, 1), 0
    while len(world.entries) < records:
        number += 1
        if number % 40 == 0:
            day += timedelta(days=1)
        if waiting:
            visit = world.visit(draw, waiting.pop(), day)
        else:
            team = sorted(f"N{(number + step) % inspectors + 1:03d}" for step in range(2))
            visit = world.complaint(f"S{number * 7 % bodies + 1:05d}", *team, day=day)
        if number % 10:
            world.result(visit)
        else:
            result = world.pending(visit, finding=_FINDING, rectify_by=day + timedelta(days=30))
            if number % 50 == 0:
                _case(world, result, f"AJ-{number:05d}", day, closed=number % 100 == 0)
    return world


def _case(world: World, result: object, id_: str, day: date, closed: bool) -> None:
    world.case(result, id_, rectify_by=day + timedelta(days=30))  # type: ignore[arg-type]
    paper = f"教改字〔2025〕{id_[3:]}号"
    world.say(
        CaseDecision(case=id_, date=day, decision="order", document=paper, basis="《教育法》", text="责令改正。"),
        "o1",
        "l",
    )
    if closed:
        world.say(CaseClose(case=id_, reason="整改到位。"), "o1")


def _body(number: int) -> Body:
    town, kind = TOWNS[number % len(TOWNS)], TYPES[number // len(TOWNS) % len(TYPES)]
    return body(
        number, id=f"S{number:05d}", name=f"安澜县{town}第{number}{'中心' * (kind[0] == '校')}{kind[-2:] if kind[0] != '幼' else kind}",
        type=kind, town=town, address=f"{town}学府街{number}号", credit_class="ABCD"[(number // 3) % 4],
    )  # fmt: skip


def _inspectors(count: int) -> tuple:  # type: ignore[type-arg]
    return tuple(inspector(number, id=f"N{number:03d}") for number in range(1, count + 1))
