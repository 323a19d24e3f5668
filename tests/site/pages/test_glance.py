"""一眼看懂: four tiles, and what was never looked at is never green."""

from __future__ import annotations

from datetime import date

from ssj_publish.site.pages.glance import tiles
from tests.site.pages.reading import view_of
from tests.world import World

NAMES = ("上次检查", "查出了什么", "改了没有", "接下来")


def told(world: World, id_: str) -> dict[str, tuple[str, str, str]]:
    found = tiles(view_of(world), id_).tiles
    assert tuple(one[0] for one in found) == NAMES
    return {name: (cell.text, cell.tone, note) for name, cell, note in found}


def test_who_was_never_looked_at_is_told_so_without_any_green(world: World) -> None:
    assert told(world, "S001") == {
        "上次检查": ("还没有查过", "quiet", "台账里没有到这里检查的记录"),
        "查出了什么": ("还没有查过", "quiet", "没有查过，不等于没有问题"),
        "改了没有": ("—", "quiet", "没有案件"),
        "接下来": ("还没有参加过抽取", "quiet", "参加抽取 0 次，抽中 0 次"),
    }


def test_the_last_visit_speaks_and_all_are_counted(world: World) -> None:
    draw = world.open(world.commit())
    drawn = next(iter(draw.teams))
    first = world.complaint(drawn, day=date(2025, 3, 3))
    world.pending(first, rectify_by=date(2025, 4, 30))
    second = world.visit(draw, drawn, day=date(2025, 4, 10))
    found = told(world, drawn)
    assert found["上次检查"] == ("2025-04-10", "", "一共查过 2 次")
    assert found["查出了什么"] == ("结果待公示", "warn", "历次共公示结果 1 项，发现问题 1 项")
    assert found["改了没有"] == ("没有立案", "warn", "整改情况写在检查结果里")
    assert found["接下来"] == ("没有正在进行的抽取", "quiet", "参加抽取 1 次，抽中 1 次")
    world.result(second)
    assert told(world, drawn)["查出了什么"] == ("未发现问题", "ok", "历次共公示结果 2 项，发现问题 1 项")


def test_a_bad_result_and_its_case_are_told(world: World) -> None:
    visit = world.complaint("S001", day=date(2025, 3, 3))
    bad = world.pending(visit, rectify_by=date(2025, 4, 30))
    assert told(world, "S001")["查出了什么"][:2] == ("发现问题 1 项", "warn")
    world.case(bad)
    text, tone, note = told(world, "S001")["改了没有"]
    assert (tone, note) == ("warn", "正在处理 1 件")
    assert "2025-03-03" in text


def test_a_list_that_is_still_closed_says_no_more_than_that_the_body_is_in_the_pool(world: World) -> None:
    world.commit(sealed=True)
    text, _, note = told(world, "S001")["接下来"]
    assert text == "在抽取池里，名单最迟 2025-03-28 公开"
    assert note == "参加抽取 1 次，抽中 0 次"
