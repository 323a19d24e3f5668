"""What we publish is read back without a change: the open data's tables of the registers, as CSV and as a workbook."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ssj_publish.core.kinds.registers import Basis, BodyChange, InspectorChange, ItemChange, ItemCode, Removal
from ssj_publish.core.state import State
from ssj_publish.importers import wording
from ssj_publish.office import plans, registers
from ssj_publish.site import plugin, source
from ssj_publish.site.opendata import rosters, xlsx
from ssj_publish.site.opendata.sheets import Sheet, csv_bytes
from ssj_publish.site.view import View
from tests.bureau import at, body, inspector, item
from tests.site.conftest import ROOT
from tests.world import World

SHEETS: dict[registers.Name, Callable[[State], Sheet]] = {
    "items": rosters.items,
    "bodies": rosters.bodies,
    "inspectors": rosters.inspectors,
}


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


@pytest.mark.parametrize("name", SHEETS)
@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_our_tables_come_back_without_a_change(
    filled: World, tmp_path: Path, name: registers.Name, suffix: str
) -> None:
    sheet = SHEETS[name](filled.state)
    path = tmp_path / f"{name}.{suffix}"
    path.write_bytes(csv_bytes(sheet) if suffix == "csv" else xlsx.workbook([sheet]))
    found = registers.read(filled.state, name, path, at("2025-04-01 00:00").date())
    assert [one.code for one in found.faults] == []
    assert "row-unlisted" in [one.code for one in found.notices]
    assert registers.change(filled.state, name, found, "再次导入") is None


@pytest.fixture(scope="module")
def year() -> View:
    """The example county's two years."""
    return plugin.view_of(source.read(ROOT / "ledger"), {"SITEURL": "", "SSJ_SITE": {}})


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_our_plan_comes_back_without_a_change(year: View, tmp_path: Path, suffix: str) -> None:
    state, sheet = year.state, rosters.tasks(year.state)
    for number in (2025, 2026):
        found = plans.read(state, written(tmp_path, sheet, suffix), number)
        assert [wording.sentence(one) for one in found.faults] == []
        assert {one.id for one in found.entries} == {
            id_ for id_, one in state.tasks.items() if one.cancelled is None and one.task.start.year == number
        }
        assert plans.propose(state, number, found, set(state.keyring.roles)) == []


def written(folder: Path, sheet: Sheet, suffix: str) -> Path:
    path = folder / f"{sheet.name}.{suffix}"
    path.write_bytes(csv_bytes(sheet) if suffix == "csv" else xlsx.workbook([sheet]))
    return path
