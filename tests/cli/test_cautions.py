"""What a ledger that holds does not show: a sentence each, and none where there is nothing to say."""

from __future__ import annotations

from datetime import date

from ssj_publish.cli import _cautions
from ssj_publish.core.kinds.registers import Basis
from ssj_publish.ledger.log import Log
from tests.bureau import BALLS, LOTTERIES, at, item, logged, task
from tests.world import World


def of_state(world: World) -> list[str]:
    return list(_cautions.of_state(world.state))


def test_a_plain_ledger_needs_no_caution_but_for_its_witnesses(world: World) -> None:
    world.open(world.commit())
    assert of_state(world) == []
    assert list(_cautions.lost_told(0)) == []
    [lost] = _cautions.lost_told(17)
    assert "第 17 条" in lost
    log = Log(world.state, [])
    assert list(_cautions.of_times(log, at("2025-04-20 09:00"))) == []
    assert list(_cautions.of_log(log, date(2025, 4, 20)))[-1].startswith("台账没有日志公钥和检查点")


def test_each_weak_source_of_chance_is_named_with_its_draw() -> None:
    world = World().found(**logged()).register().plan(task("T1"), task("T2"), task("T3"))
    world.commit("T1", beacon=None, lotteries=LOTTERIES)
    world.commit("T2", beacon=None, balls=BALLS)
    world.commit("T3", beacon=None)
    lottery, balls, none = of_state(world)
    assert lottery.startswith("任务 T1 第 1 次抽取用的是彩票开奖号码")
    assert balls.startswith("任务 T2 第 1 次抽取用的是现场摇珠（66.4 比特）")
    assert none == "任务 T3 第 1 次抽取没有公共随机数，只靠各方秘密（最弱）。"


def test_an_item_that_rests_on_policy_papers_alone_is_named(empty_world: World) -> None:
    from ssj_publish.core.kinds.registers import ItemChange

    world = empty_world.found().register()
    paper = Basis(title="《某通知》", level="policy")
    world.say(ItemChange(reason="新增", added=(item("I9", name="某检查", basis=(paper,)),)), "p")
    assert of_state(world) == ["事项 I9 某检查 只有规范性文件作依据。"]


def test_a_time_in_the_future_is_told_and_binds_nobody(world: World) -> None:
    log = Log(world.state, [])
    early = world.state.genesis.time
    told = list(_cautions.of_times(log, early))
    assert told
    assert all("写的时间在将来" in one for one in told)
    assert _cautions.chains(world.state) == list(world.state.founding.beacons)
    assert list(_cautions.successions(log)) == []
