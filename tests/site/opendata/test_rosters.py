"""The sheets say what the ledger says: all of it that is public, and no more."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import msgspec

from ssj_publish.core.kinds.case import CaseDecision
from ssj_publish.core.kinds.oversight import Retraction
from ssj_publish.core.kinds.registers import BodyChange, InspectorChange, Removal
from ssj_publish.site.opendata import doings, publish, rosters
from ssj_publish.site.opendata.sheets import Sheet
from ssj_publish.site.view import View
from tests.conftest import World, at, body, inspector


def dicts(one: Sheet) -> list[dict[str, Any]]:
    return [dict(zip((column.name for column in one.columns), row, strict=True)) for row in one.rows]


def view_of(world: World) -> View:
    return View.of(world.state, {}, world.now.date())


def test_every_entry_of_every_register_is_there(view: View, sheets: dict[str, Sheet]) -> None:
    state = view.state
    for name, register in (("bodies", state.bodies), ("items", state.items), ("inspectors", state.inspectors)):
        assert [row[0] for row in sheets[name].rows] == sorted(register.history), name
    assert len(sheets["tasks"].rows) == len(state.tasks)
    assert len(sheets["draws"].rows) == len(state.draws)
    assert len(sheets["visits"].rows) == sum(one.in_force for one in state.visits.values())
    assert len(sheets["results"].rows) == sum(one.in_force for one in state.results.values())
    assert len(sheets["cases"].rows) == len(state.cases)


def test_a_value_stands_in_its_own_column(world: World) -> None:
    row = dicts(rosters.bodies(world.state))[0]
    one = world.state.bodies.current["S001"]
    assert row["对象编号"] == one.id
    assert row["名称"] == one.name
    assert row["地址"] == one.address
    assert row["信用等级"] == one.credit_class
    assert row["评定日期"] == one.class_date
    assert row["名录"] == "在册"
    assert row["网页"] == "bodies/S001.html"


def test_whoever_left_a_register_is_marked(world: World) -> None:
    world.say(BodyChange(reason="动态调整", removed=(Removal(id="S001", reason="合并"),)), "p")
    assert dicts(rosters.bodies(world.state))[0]["名录"] == "已移出"


def test_an_inspector_s_training_and_post_are_nowhere(world: World) -> None:
    one = msgspec.structs.replace(inspector(1), title="职务甲", training="培训乙")
    world.say(InspectorChange(reason="更新", changed=(one,)), "p")
    shown = str(rosters.inspectors(world.state).rows)
    assert one.certificate in shown
    assert "职务甲" not in shown
    assert "培训乙" not in shown


def test_the_drawn_are_those_of_the_draw(world: World) -> None:
    draw = world.open(world.commit())
    rows = dicts(doings.drawn(world.state))
    assert [row["对象编号"] for row in rows] == [one.body for one in draw.outcome.drawn]  # type: ignore[union-attr]
    assert {row["结果"] for row in rows} == {"抽中"}


def test_a_sealed_draw_s_list_is_in_no_sheet(world: World) -> None:
    draw = world.commit(sealed=True, opens=at("2025-06-03 10:00"))
    found = world.seal(draw)
    assert doings.drawn(world.state).rows == ()
    assert dicts(doings.draws(world.state))[0]["种子"] is None
    assert found.seed not in str([one.rows for one in publish.sheets(view_of(world))])


def test_a_retracted_result_leaves_the_sheet_and_enters_the_corrections(world: World) -> None:
    result = world.result(world.visit(world.open(world.commit())))
    assert len(doings.results(view_of(world)).rows) == 1
    world.say(Retraction(target=result.id, reason="录错了"), "o1")
    assert doings.results(view_of(world)).rows == ()
    assert dicts(doings.corrections(view_of(world)))[0]["理由"] == "录错了"


def test_a_decision_whose_time_has_passed_says_nothing(view: View) -> None:
    """It is gone from the sheet as from the page."""
    decided = [step for case in view.state.cases.values() for step in case.steps if isinstance(step.body, CaseDecision)]
    timed = next(step for step in decided if step.body.public_until is not None)
    last = timed.body.public_until
    before, after = (dicts(doings.cases(replace(view, today=day))) for day in (last, last.replace(year=2099)))
    (first,) = [row for row in before if row["案件编号"] == timed.body.case]
    (second,) = [row for row in after if row["案件编号"] == timed.body.case]
    assert first["决定文号"] == timed.body.document
    assert second["决定文号"] is second["决定"] is None
    assert second["公示至"] == timed.body.public_until


def test_an_empty_sheet_is_not_published(empty_world: World) -> None:
    assert publish.sheets(view_of(empty_world.found())) == []


def test_a_body_keeps_its_name_as_written(world: World) -> None:
    world.say(BodyChange(reason="更名", changed=(body(1, name="=1+1"),)), "p")
    assert dicts(rosters.bodies(world.state))[0]["名称"] == "=1+1"
