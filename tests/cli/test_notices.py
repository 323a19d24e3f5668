"""``ssj draw notice`` and ``check-notice``, as the clerk on the day and the headteacher use them."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from msgspec import to_builtins

from ssj_publish.office import draws
from tests.bureau import at
from tests.cli.conftest import Ran, Ssj
from tests.world import World


@pytest.fixture
def office(world: World, tmp_path: Path) -> Path:
    """A ledger with a sealed draw, and the list that was kept."""
    draw = world.commit(sealed=True, opens=at("2025-06-03 10:00"))
    found = world.seal(draw)
    world.write(tmp_path)
    listed = [{"body": one.body, "proof": to_builtins(draws.prove(found, one.body))} for one in found.drawn]
    (tmp_path / "list.yaml").write_text(yaml.safe_dump(listed), "utf-8")
    return tmp_path


def made(ssj: Ssj, office: Path) -> Ran:
    place = ["--list-file", office / "list.yaml", "--output", office / "out"]
    return ssj("--repo", office, "draw", "notice", "T1", *place, "--site", "https://jy.test.example")


def test_a_sheet_for_each_and_each_code_holds(ssj: Ssj, office: Path) -> None:
    told = made(ssj, office)
    assert told.code == 0, told
    sheets = sorted((office / "out").iterdir())
    assert len(sheets) == len(yaml.safe_load((office / "list.yaml").read_text()))
    for path in sheets:
        code = path.read_text("utf-8").split('<p class="code">')[1].split("<")[0]
        checked = ssj("--repo", office, "draw", "check-notice", f"https://jy.test.example/notice.html#{code}")
        assert checked.code == 0, checked
        assert f"成立：{path.stem}" in checked.out
    forged = ssj("--repo", office, "draw", "check-notice", code.replace("~T1~1~", "~T1~9~"))
    assert forged.code != 0
    assert "不成立" in forged.err


def test_nothing_is_written_over(ssj: Ssj, office: Path) -> None:
    (office / "out").mkdir()
    (office / "out" / "mine.txt").write_text("x")
    told = made(ssj, office)
    assert told.code != 0
    assert [path.name for path in (office / "out").iterdir()] == ["mine.txt"]


@pytest.mark.parametrize(
    "content", ["", "a: 1", "- {body: S001}", "- [", "\x00", "- {body: S001, proof: {salt: x, team: [], index: 0}}"]
)
def test_another_file_than_the_list_is_refused_and_nothing_made(ssj: Ssj, office: Path, content: str) -> None:
    (office / "list.yaml").write_text(content)
    told = made(ssj, office)
    assert told.code != 0
    assert "list.yaml" in told.err
    assert not (office / "out").exists()


def test_a_forged_list_makes_no_sheet(ssj: Ssj, office: Path) -> None:
    listed = yaml.safe_load((office / "list.yaml").read_text())
    listed[-1]["body"] = "S999"
    (office / "list.yaml").write_text(yaml.safe_dump(listed))
    told = made(ssj, office)
    assert told.code != 0
    assert "不在任务 T1 封存的名单里" in told.err
    assert not (office / "out").exists()
