"""Workbooks to fill in: what is written in them is what is read."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ssj_publish.core.kinds.registers import Basis, BodyChange, InspectorChange, ItemChange, ItemCode, Removal
from ssj_publish.importers import read_bodies, read_inspectors, read_items, read_plans, templates, wording
from ssj_publish.importers.reading import Import
from tests.bureau import at, body, inspector, item
from tests.golden import importing
from tests.golden.files import EXPECTED
from tests.world import World

BASES = (
    Basis(title="《中华人民共和国教育法》第七十六条", level="law"),
    Basis(title="《幼儿园管理条例》", level="regulation"),
    Basis(title="《中小学校园安全管理标准》", level="rule"),
    Basis(title="《关于规范办学的通知》（教基〔2020〕1号）", level="policy"),
)


CODES = (
    ItemCode(catalogue="national", code="0001200500"),
    ItemCode(catalogue="province", code="330105"),
    ItemCode(catalogue="city", code="S-7"),
)


@pytest.fixture
def filled() -> World:
    """Registers in which every field is filled and every entry differs, with one entry of each gone again."""
    world = World().found()
    world.now = at("2025-03-01 09:00")
    items = (
        item("I1", basis=BASES, cap=2, remark="每学期一次", codes=CODES, tier="县级"),
        item("I2", category="key"),
        item("I3"),
    )
    states = ("active", "suspended", "closed", "moved")
    bodies = [
        body(
            n,
            state=states[n % 4],
            capped=("yes", "no", "unclear")[n % 3],
            stage="小学",
            ownership="公办",
            licence=f"证{n}",
        )
        for n in range(1, 9)
    ]
    people = [inspector(n, valid_from=at("2022-01-01 00:00").date()) for n in range(1, 4)]
    world.say(ItemChange(reason="立", added=items), "p")
    world.say(BodyChange(reason="立", added=tuple(bodies)), "p")
    world.say(InspectorChange(reason="立", added=tuple(people)), "p")
    world.say(ItemChange(reason="停", removed=(Removal(id="I3", ground="basis", reason="停用"),)), "p")
    world.say(
        BodyChange(reason="移", removed=(Removal(id=bodies[-1].id, ground="closed", state="closed", reason="移出"),)),
        "p",
    )
    world.say(
        InspectorChange(reason="移", removed=(Removal(id=people[-1].id, ground="transferred", reason="调离"),)), "p"
    )
    return world


@pytest.mark.parametrize("kind", ["items", "bodies", "inspectors", "plan"])
def test_a_templates_own_example_is_imported(filled: World, folder: Path, kind: str) -> None:
    """Heads that the importer knows, all of them, and an example that it takes; an empty one is said to be."""
    made = templates.template(kind, classes="ABCD", offices=("一科",))
    path = folder / "空表.xlsx"
    path.write_bytes(made)
    book = openpyxl.load_workbook(path)
    table, notes = book.worksheets
    assert [one.value for one in table[1]] == [row[0].value for row in notes.iter_rows(min_row=2)]
    assert table.data_validations.dataValidation
    for one in table.data_validations.dataValidation:
        # Below the head of its own column, and the list's own head is that of the column.
        [area] = one.sqref.ranges
        assert (area.min_col, area.min_row, area.max_row) == (area.max_col, 2, templates._ROWS + 1)
        listed = re.fullmatch(r"说明!\$([A-Z]+)\$2:\$\1\$[0-9]+", one.formula1)
        assert listed is not None
        assert notes[f"{listed[1]}1"].value == table.cell(1, area.min_col).value
    table.append([row[2].value for row in notes.iter_rows(min_row=2)])
    book.save(path)
    found: Import[Any]
    if kind == "plan":
        found = read_plans(path, offices={"一科": "o1"}, classes="ABCD", year=2025)
    elif kind == "items":
        found = read_items(path, offices={"一科": "o1"})
    elif kind == "bodies":
        found = read_bodies(path, classes="ABCD")
    else:
        found = read_inspectors(path)
    assert [wording.sentence(one) for one in found.faults] == []
    assert len(found.entries) == 1
    assert [one.code for one in found.notices if one.code == "column-unused"] == []


def test_every_cell_to_fill_in_is_what_it_was() -> None:
    """As with the golden files, a difference that is meant is kept by ``python -m tests.golden``."""
    assert importing.texts()["templates"] == (EXPECTED / "told" / "templates.txt").read_text("utf-8")
