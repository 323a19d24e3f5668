"""Draws and the drawn, every value under its own head."""

from __future__ import annotations

from ssj_publish.site.opendata import drawing
from tests.bureau import LOTTERIES, at
from tests.site.opendata.test_doings import dicts
from tests.world import World


def test_draws(world: World) -> None:
    spoilt = world.commit()
    world.void(spoilt)
    draw = world.open(world.commit())
    assert draw.outcome is not None
    first, second = dicts(drawing.draws(world.state))
    assert first == {
        "抽取编号": "T1-1", "任务编号": "T1", "第几次": 1, "承诺时间": at("2025-03-27 09:03"), "对象数": 12, "抽取数": 7,
        "随机数": "quicknet", "轮次": 16777215, "是否封存": "否", "最迟公开时间": at("2025-03-28 18:00"), "状态": "已作废",
        "公开时间": None, "种子": None, "作废情形": "规则有误", "作废说明": "情况属实。", "台账编号": 12,
        "网页": "draws/T1-1.html",
    }  # fmt: skip
    assert (second["第几次"], second["状态"], second["种子"]) == (2, "已公开", draw.outcome.seed)
    assert (second["公开时间"], second["作废情形"], second["作废说明"]) == (at("2025-03-28 14:03"), None, None)


def test_a_draw_says_where_its_randomness_comes_from(world: World) -> None:
    world.void(world.commit(beacon=None, lotteries=LOTTERIES))
    world.commit(beacon=None, sealed=True)
    first, second = dicts(drawing.draws(world.state))
    assert (first["随机数"], first["轮次"]) == ("福彩快乐82025076；福彩双色球2025033", None)
    assert (second["随机数"], second["轮次"], second["是否封存"]) == (None, None, "是")


def test_the_drawn_with_those_who_left_and_stepped_in(world: World) -> None:
    spoilt = world.commit()
    world.void(spoilt)
    draw = world.open(world.commit())
    world.open(spoilt)
    gone, other, *rest = draw.teams
    world.change(gone, state="closed")
    world.substitute(draw, gone, None, "closed")
    world.substitute(draw, other, draw.teams[other][0], "illness")
    rows = dicts(drawing.drawn(world.state))
    assert {row["结果"] for row in rows if row["抽取编号"] == "T1-1"} == {"本会抽中（抽取已作废）"}
    found = {row["对象编号"]: row for row in rows if row["抽取编号"] == "T1-2"}
    assert spoilt.outcome is not None
    assert draw.outcome is not None
    assert len(rows) == len(spoilt.outcome.drawn) + len(draw.outcome.drawn) + 1
    new = draw.substitutions[0].body.replacement
    assert [found[one]["结果"] for one in (gone, other, new, rest[0])] == [
        "抽中，后由他人递补",
        "抽中",
        "递补抽中",
        "抽中",
    ]
    assert found[other]["检查人员"] == "；".join(draw.teams[other])
    assert found[gone]["检查人员"] == "；".join({one.body: one.team for one in draw.outcome.drawn}[gone])
    tickets = {one.body: one for one in draw.outcome.tickets}
    for id_, row in found.items():
        assert row["对象"] == world.state.bodies.current[id_].name
        assert (row["信用等级"], row["签号"]) == (tickets[id_].credit_class, tickets[id_].ticket)
