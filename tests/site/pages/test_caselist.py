"""Cases in a list: where, by which office, how far."""

from __future__ import annotations

from datetime import date

from ssj_publish.core.kinds.case import CaseClose, CaseCorrection, CaseReinspection
from ssj_publish.site.blocks import Cell
from ssj_publish.site.pages.caselist import OPEN, listing, stage
from ssj_publish.words import labels
from tests.site.pages.reading import rows, view_of
from tests.world import World

DAY = date(2025, 4, 10)


def test_a_case_stands_with_its_body_its_office_and_its_stage(world: World) -> None:
    visit = world.visit(world.open(world.commit()), day=DAY)
    world.case(world.pending(visit, rectify_by=date(2025, 4, 30)))
    cases = list(world.state.cases.values())
    body = world.state.bodies.current[visit.body.body]
    form, opened = labels.FORMS["rectification"], labels.STAGES["opened"]
    table = listing(view_of(world), cases, "案件")
    [row] = rows(table)
    assert row[:7] == ("AJ-1", body.name, "东镇", "学校", "一科", form, f"{OPEN[1]} → {opened}")
    assert row[7].startswith("2025-04-10")
    [short] = rows(listing(view_of(world), cases, "案件", town=False))
    assert short == (*row[:2], *row[4:])
    assert stage(cases[0]) == Cell(f"{OPEN[1]} → {opened}", tone="")
    world.say(CaseCorrection(case="AJ-1", date=DAY, text="已改正。"), "o1")
    again = CaseReinspection(case="AJ-1", date=DAY, inspectors=visit.body.inspectors, passed=False, text="没有改。")
    world.say(again, "o1")
    assert stage(world.state.cases["AJ-1"]).tone == "warn"
    world.say(CaseCorrection(case="AJ-1", date=DAY, text="改好了。"), "o1")
    world.say(
        CaseReinspection(case="AJ-1", date=DAY, inspectors=visit.body.inspectors, passed=True, text="属实。"), "o1"
    )
    world.say(CaseClose(case="AJ-1", reason="整改到位。"), "o1")
    assert stage(world.state.cases["AJ-1"]) == Cell(labels.STAGES["closed"], tone="ok")
