"""Visits and results: our own tables come back, and what is there already is no new visit."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from ssj_publish.importers import wording
from ssj_publish.office import visits
from ssj_publish.site import plugin, source
from ssj_publish.site.opendata import doings, xlsx
from ssj_publish.site.opendata.sheets import Sheet, csv_bytes
from ssj_publish.site.view import View
from tests.site.conftest import ROOT


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
    assert {one.code for one in visits.read(year.state, path, None, None, {}).faults} == {"record-differs"}


def written(folder: Path, sheet: Sheet, suffix: str) -> Path:
    path = folder / f"{sheet.name}.{suffix}"
    path.write_bytes(csv_bytes(sheet) if suffix == "csv" else xlsx.workbook([sheet]))
    return path
