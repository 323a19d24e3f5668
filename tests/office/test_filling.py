"""Workbooks with what the ledger knows already: who was drawn, who goes, which points; and nothing that is done."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import yaml

from ssj_publish import errors
from ssj_publish.office import draws, filling, sealed
from tests.world import World

LEDGER = Path("ledger")


def table(world: World, kind: str, task: str | None = None, ledger: Path = LEDGER) -> list[dict[str, str]]:
    """The filled rows of the first sheet, by head; without what is blank."""
    book = openpyxl.load_workbook(io.BytesIO(filling.workbook(world.state, ledger, kind, task)))
    head, *rows = book.worksheets[0].iter_rows(values_only=True)
    found = [
        {str(one): str(value) for one, value in zip(head, row, strict=True) if value not in (None, "")} for row in rows
    ]
    return [row for row in found if row]


def names(world: World, team: tuple[str, ...]) -> str:
    return "、".join(world.state.inspectors.current[one].name for one in team)


def test_a_row_for_each_drawn_body_that_waits_for_its_visit(world: World) -> None:
    draw = world.open(world.commit())
    first, *others = sorted(draw.teams)
    assert table(world, "visits", "T1") == [
        {
            "监管对象": world.state.bodies.current[one].name,
            "检查人员": names(world, draw.teams[one]),
            "抽查事项": "I1检查",
        }
        for one in (first, *others)
    ]
    world.visit(draw, first)
    assert len(table(world, "visits", "T1")) == len(others)
    assert table(world, "visits") == []


def test_a_draw_that_is_not_in_force_fills_nothing(world: World) -> None:
    with pytest.raises(errors.DrawUnknown):
        table(world, "visits", "T1")


def test_a_sealed_draw_is_filled_from_the_list_that_the_office_keeps(world: World, tmp_path: Path) -> None:
    draw = world.commit(sealed=True)
    found = world.seal(draw)
    ledger = tmp_path / "ledger"
    path = sealed.place(ledger, draw)
    path.parent.mkdir(parents=True)
    path.write_text(yaml.safe_dump(draws.proofs(found), allow_unicode=True), "utf-8")
    rows = table(world, "visits", "T1", ledger)
    assert len(rows) == len(found.drawn)
    told = {next(iter(row.values())) for row in rows}
    assert told == {world.state.bodies.current[one.body].name for one in found.drawn}


def test_results_are_asked_for_where_a_visit_has_none(world: World) -> None:
    draw = world.open(world.commit())
    visit = world.visit(draw, day=date(2025, 4, 10))
    [row] = table(world, "results")
    assert world.state.bodies.current[visit.body.body].name in row.values()
    assert "2025-04-10" in row.values()
    world.result(visit)
    assert table(world, "results") == []


def test_a_case_is_asked_for_where_a_result_grounds_one(world: World) -> None:
    bad = world.pending(world.visit(world.open(world.commit())), rectify_by=date(2025, 4, 30))
    [row] = table(world, "cases")
    assert {"立案", "I1检查", str(bad.seq)} <= set(row.values())
    world.case(bad)
    assert table(world, "cases") == []


@pytest.mark.parametrize("kind", ["items", "bodies", "inspectors", "plan"])
def test_registers_and_plans_begin_empty(world: World, kind: str) -> None:
    assert table(world, kind) == []
