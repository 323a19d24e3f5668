"""``ssj status``: what is owed, by whom, until when, what comes next; what is overdue on the day that is asked for."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.world import World


def test_each_duty_has_its_day_its_office_and_its_command(
    ssj: Callable[..., Any], world: World, tmp_path: Path
) -> None:
    world.visit(world.open(world.commit()))
    world.write(tmp_path)
    ran = ssj("-C", tmp_path, "status", "--today", "2025-05-14", "--json")
    assert ran.code == 0, ran.err
    owed = json.loads(ran.out)
    [result] = [one for one in owed if one["what"] == "检查结果公示" or one["day"] == "2025-05-13"]
    assert (result["office"], result["day"], result["overdue"]) == ("一科", "2025-05-13", True)
    assert result["next"].startswith("ssj ")
    told = ssj("-C", tmp_path, "status", "--today", "2025-05-13").out
    assert not [line for line in told.splitlines() if line.startswith("逾期") and "2025-05-13" in line]
    late = [one for one in owed if one["overdue"]]
    lines = ssj("-C", tmp_path, "status", "--today", "2025-05-14").out.splitlines()
    assert f"截至 2025-05-14：待办 {len(owed)} 项，其中逾期 {len(late)} 项。" in lines
    assert len([line for line in lines if line.startswith("逾期 ")]) == len(late)
