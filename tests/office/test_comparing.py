"""An outside list held against the register: by code, then by name; whoever is in neither is named."""

from __future__ import annotations

from pathlib import Path

from ssj_publish.importers.outside import read_outside
from ssj_publish.office import comparing
from tests.world import World


def test_a_list_is_compared_by_code_and_name(world: World, tmp_path: Path) -> None:
    """Codes come first; a blank or a letter's width makes no difference; what has no reason is to be added."""
    world.change("S002", code="52990122MJ0X35802L")
    path = tmp_path / "名单.csv"
    path.write_text(
        "名称,统一社会信用代码,未列入原因,说明\n"
        "第1学校,,,\n改了名的学校,52990122mj0x35802l,,\n新办学校,,,\n外县学校,,不在本县,\n新办学校,,,\n",
        "utf-8",
    )
    found = comparing.compare(world.state, read_outside(path), ("学校",), "县民政局", "名单", world.now.date())
    assert (found.count, found.matched) == (4, 2)
    assert [(one.name, one.reason) for one in found.missing] == [("新办学校", "to-add"), ("外县学校", "elsewhere")]
    assert found.surplus == tuple(f"S{number:03d}" for number in range(3, 13))
    world.say(found, "p")
