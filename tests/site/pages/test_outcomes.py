"""What was found and what came of it, in one line: no result without the case that rests on it."""

from __future__ import annotations

from datetime import date

import pytest

from ssj_publish.core.kinds.annulment import Annulment
from ssj_publish.core.kinds.case import CaseClose, CaseCorrection, CaseReinspection
from ssj_publish.core.living import VisitState
from ssj_publish.core.records import Record
from ssj_publish.site.blocks import Cell
from ssj_publish.site.pages import outcomes
from ssj_publish.words import labels
from tests.world import World

DAY = date(2025, 4, 10)


@pytest.fixture
def visit(world: World) -> Record:
    return world.visit(world.open(world.commit()), day=DAY)


def state_of(world: World, visit: Record) -> VisitState:
    return world.state.visits[visit.id]


def both(world: World, visit: Record) -> tuple[Cell, Cell]:
    one = state_of(world, visit)
    return outcomes.of_visit(world.state, one), outcomes.briefly(world.state, one)


def test_before_its_result_a_visit_waits_and_an_annulled_one_says_so(world: World, visit: Record) -> None:
    assert both(world, visit) == (Cell("待公示", tone="warn"), Cell("待公示", tone="warn"))
    world.say(Annulment(target=visit.id, ground="not-held", explanation="没有去。"), "o1", "p")
    assert both(world, visit) == (Cell("已宣告无效", tone="quiet"),) * 2


def test_a_clean_result_is_well(world: World, visit: Record) -> None:
    result = world.state.results[world.result(visit).id]
    clean = labels.RESULTS["no-problem"]
    assert both(world, visit) == (Cell(f"I1检查：{clean}", tone="ok"), Cell(clean, tone="ok"))
    assert (outcomes.wanting(result), outcomes.sort(result)) == (False, "没有发现问题")


def test_a_body_that_was_not_there_is_no_clean_one(world: World, visit: Record) -> None:
    result = world.state.results[world.result(visit, code="no-activity", checks=()).id]
    told = labels.RESULTS["no-activity"]
    assert both(world, visit) == (Cell(f"I1检查：{told}"), Cell(told))
    assert (outcomes.wanting(result), outcomes.sort(result)) == (False, "没有查成")


def test_a_bad_result_is_never_told_without_its_case(world: World, visit: Record) -> None:
    bad = world.pending(visit, rectify_by=date(2025, 4, 30))
    result = world.state.results[bad.id]
    told = labels.RESULTS["pending"]
    assert both(world, visit) == (Cell(f"I1检查：{told}", tone="warn"), Cell("发现问题", tone="warn"))
    assert (outcomes.wanting(result), outcomes.sort(result)) == (True, "发现问题")
    world.case(bad)
    opened = f"{labels.STAGES['opened']}（2025-04-10）"
    assert both(world, visit) == (
        Cell(f"I1检查：{told} → {opened}", tone="warn"),
        Cell(f"发现问题 → {opened}", tone="warn"),
    )
    world.say(CaseCorrection(case="AJ-1", date=DAY, text="已改正。"), "o1")
    team = visit.body.inspectors
    world.say(CaseReinspection(case="AJ-1", date=DAY, inspectors=team, passed=True, text="属实。"), "o1")
    world.say(CaseClose(case="AJ-1", reason="整改到位。"), "o1")
    ended = "已整改，2025-04-10 结案"
    assert both(world, visit) == (
        Cell(f"I1检查：{told} → {ended}", tone="ok"),
        Cell(f"发现问题 → {ended}", tone="ok"),
    )
    assert outcomes.came(world.state.cases["AJ-1"]) == ended


def test_an_item_is_called_by_its_name_or_its_id(world: World) -> None:
    assert [outcomes.item_name(world.state, one) for one in ("I1", "I9")] == ["I1检查", "I9"]
