"""Visits and results: our own tables come back, and what is there already is no new visit."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from ssj_publish.importers import wording
from ssj_publish.importers.visits import read_visits
from ssj_publish.office import visits
from ssj_publish.site import plugin, source
from ssj_publish.site.opendata import doings, xlsx
from ssj_publish.site.opendata.sheets import Sheet, csv_bytes
from ssj_publish.site.view import View
from tests.site.conftest import ROOT
from tests.world import World


@pytest.fixture(scope="module")
def year() -> View:
    """The example county's two years."""
    return plugin.view_of(source.read(ROOT / "ledger"), {"SITEURL": "", "SSJ_SITE": {}})


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_our_visits_and_results_come_back_without_a_change(year: View, tmp_path: Path, suffix: str) -> None:
    state = year.state
    done, found_out = doings.visits(year), doings.results(year)
    for sheet, found in (
        (done, visits.read(state, written(tmp_path, done, suffix), None, None, {})),
        (found_out, visits.read_results(state, written(tmp_path, found_out, suffix))),
    ):
        assert [wording.sentence(one) for one in found.faults] == []
        assert visits.acts(state, found.entries) == []
        assert [one.code for one in found.notices].count("row-there") == len(sheet.rows) > 0


def test_a_visit_told_otherwise_than_the_ledger_has_it_is_no_new_visit(year: View, tmp_path: Path) -> None:
    path = written(tmp_path, doings.visits(year), "xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    column = next(cell.column for row in sheet.iter_rows() for cell in row if cell.value == "检查日期")
    sheet.cell(sheet.max_row, column).value = "2025-01-02"
    book.save(path)
    [fault] = visits.read(year.state, path, None, None, {}).faults
    number = next(cell.column for row in sheet.iter_rows() for cell in row if cell.value == "台账编号")
    assert (fault.code, fault.data["text"]) == ("record-differs", str(sheet.cell(sheet.max_row, number).value))


def written(folder: Path, sheet: Sheet, suffix: str) -> Path:
    path = folder / f"{sheet.name}.{suffix}"
    path.write_bytes(csv_bytes(sheet) if suffix == "csv" else xlsx.workbook([sheet]))
    return path


HEAD = "监管对象,任务编号,检查日期,检查方式,检查人员,签字人职务,抽查事项,检查结果,要点甲,要点乙,发现的问题,处理措施,整改期限"


def table(tmp_path: Path, *rows: str) -> Path:
    path = tmp_path / "检查.csv"
    path.write_text("\n".join((HEAD, *rows)) + "\n", "utf-8")
    return path


def test_a_row_is_a_visit_and_the_result_that_it_tells(world: World, tmp_path: Path) -> None:
    draw = world.open(world.commit())
    one, other = sorted(draw.teams)[:2]
    first, second = (world.state.bodies.current[id_].name for id_ in (one, other))
    path = table(
        tmp_path,
        f"{first},T1,2025-04-10,实地检查,,校长,,未发现问题,符合,符合,,,",
        f"{second},T1,2025-04-11,实地检查,,园长,,,,,,,",
    )
    found = read_visits(path, known=visits.known(world.state, "T1", {}))
    assert [wording.sentence(fault) for fault in found.faults] == []
    looked, bare = found.entries
    assert looked.visit is not None
    assert bare.visit is not None
    assert (looked.visit.body, looked.visit.date, looked.visit.inspectors) == (one, date(2025, 4, 10), draw.teams[one])
    assert (looked.visit.draw, looked.visit.items, looked.visit.signed_by) == (draw.id, ("I1",), "校长")
    [result] = looked.results
    assert (result.item, result.code) == ("I1", "no-problem")
    assert [(check.point, check.outcome) for check in result.checks] == [("要点甲", "ok"), ("要点乙", "ok")]
    assert (bare.visit.body, list(bare.results)) == (other, [])


def test_a_task_given_for_all_rows_while_none_is_drawn_is_told(world: World, tmp_path: Path) -> None:
    name = world.state.bodies.current["S001"].name
    rows = table(tmp_path, f"{name},,2025-04-10,实地检查,,校长,,,,,,,")
    read = read_visits(rows, known=visits.known(world.state), task="T9")
    told = [fault.data for fault in read.faults if fault.code == "task-undrawn"]
    assert told == [{"task": "T9", "known": "（无）"}]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("第99学校,T1,2025-04-10,实地检查,,校长,,,,,,,", "name-unknown"),
        ("{first},T9,2025-04-10,实地检查,,校长,,,,,,,", "task-undrawn"),
        ("{first},T1,,实地检查,,校长,,,,,,,", "blank"),
        ("{first},T1,2025-04-10,实地检查,,校长,I2检查,未发现问题,符合,符合,,,", "item-foreign"),
        ("{first},T1,2025-04-10,实地检查,,校长,,未发现问题,符合,尚可,,,", "form"),
    ],
)
def test_what_does_not_fit_the_draw_is_told(world: World, tmp_path: Path, row: str, code: str) -> None:
    draw = world.open(world.commit())
    first = world.state.bodies.current[sorted(draw.teams)[0]].name
    found = read_visits(table(tmp_path, row.format(first=first)), known=visits.known(world.state, "T1", {}))
    assert code in [fault.code for fault in found.faults]
    assert found.accepted == ()
