"""How removable contents stand, as commands tell it."""

from __future__ import annotations

from datetime import date

import pytest

from ssj_publish.cli._removable import Seen
from ssj_publish.core.reading import exposure
from ssj_publish.core.records import Record
from ssj_publish.words import labels
from tests.world import World

TODAY = date(2025, 4, 11)


@pytest.fixture
def said(world: World) -> tuple[World, Record]:
    return world, world.visit(world.open(world.commit()), note="说明。")


def seen(world: World, contents: dict[str, bytes] | None, *strays: str) -> Seen:
    return Seen(exposure.audit(world.state, contents, TODAY), strays)


def test_what_is_there_needs_nobody(said: tuple[World, Record]) -> None:
    world, _ = said
    found = seen(world, world.contents)
    assert found.report == dict.fromkeys(labels.STANDINGS, 0) | {"present": 2, "stray": 0}
    assert found.line() == f"可移除的内容 2 处：{labels.STANDINGS['present']} 2"
    assert list(found.warnings()) == []
    assert Seen({}, ()).line() == "可移除的内容 0 处"


def test_what_has_to_go_what_cannot_be_seen_and_what_nobody_refers_to_is_said(said: tuple[World, Record]) -> None:
    world, record = said
    [unseen] = seen(world, None).warnings()
    assert "2 处可移除的内容看不到" in unseen
    world.withhold(record)
    [unfinished] = seen(world, world.contents).warnings()
    assert unfinished.startswith("2 处内容应当移除，文件却还在。")
    [stray] = seen(world, {}, "ab" * 32).warnings()
    assert "有 1 个文件没有记录引用" in stray
    assert seen(world, {}, "ab" * 32).report["stray"] == 1
