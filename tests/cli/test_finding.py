"""``ssj find``: the records that hold all of the words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from ssj_publish.office import lookup
from tests.world import World


def test_the_records_with_all_of_the_words_and_how_many(ssj: Callable[..., Any], world: World, tmp_path: Path) -> None:
    draw = world.open(world.commit())
    one, other = world.visit(draw), world.visit(draw)
    world.write(tmp_path)
    ran = ssj("-C", tmp_path, "find", "检查记录", "2025-04")
    assert ran.code == 0, ran.err
    assert ran.out.splitlines() == [
        *(f"{lookup.telling(world.state, found)}  {found.id[:12]}" for found in (one, other)),
        "共 2 条。",
    ]
    name = world.state.bodies.current[one.body.body].name
    assert "共 1 条。" in ssj("-C", tmp_path, "find", "检查记录", name).out
    ran = ssj("-C", tmp_path, "find", "检查记录", "没有这个词")
    assert (ran.code, ran.out) == (0, "没有这样的记录。\n")
