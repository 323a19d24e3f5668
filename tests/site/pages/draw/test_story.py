"""What happened around a draw stands in its order, and the registers' changes before it are not forgotten."""

from __future__ import annotations

import msgspec

from ssj_publish.core.kinds.oversight import Retraction, Supervision
from ssj_publish.core.kinds.registers import BodyChange, InspectorChange, ItemChange, Recusal, Removal
from ssj_publish.core.kinds.rules import RuleChange
from ssj_publish.core.state import Draw
from ssj_publish.site.blocks import Block, Prose
from ssj_publish.site.pages.draw import story
from tests.bureau import LOTTERIES, at, body, inspector
from tests.core.rules.test_locking import commit, lock
from tests.site.pages.reading import rows, view_of
from tests.world import World


def told(world: World, draw: Draw) -> list[tuple[str, str, bool]]:
    return [(one.when, one.what.text, one.ahead) for one in story.timeline(view_of(world), draw).events]


def test_a_plain_draw_step_by_step(world: World) -> None:
    draw = world.commit()
    before = [
        ("2025-03-27 09:00", "一科提交秘密的指纹", False),
        ("2025-03-27 09:01", "政策法规科提交秘密的指纹", False),
        ("2025-03-27 09:02", "纪检组提交秘密的指纹", False),
        ("2025-03-27 09:03", "承诺", False),
    ]
    text = "公共随机数产生：drand quicknet 第 16777215 轮"
    ahead = [("2025-03-28 12:10:09", text, True), ("2025-03-28 18:00", "最迟在此时公开名单", True)]
    assert told(world, draw) == before + ahead
    world.open(draw)
    assert told(world, draw) == [
        *before,
        ("2025-03-28 12:10:09", text, False),
        ("2025-03-28 14:00", "一科公开秘密", False),
        ("2025-03-28 14:01", "政策法规科公开秘密", False),
        ("2025-03-28 14:02", "纪检组公开秘密", False),
        ("2025-03-28 14:03", "公布结果", False),
    ]


def test_sealing_voiding_and_stepping_in_are_told(world: World) -> None:
    draw = world.commit(sealed=True)
    world.seal(draw)
    world.open(draw)
    gone = next(iter(draw.teams))
    world.change(gone, state="closed")
    world.substitute(draw, gone, None, "closed")
    names = [what for _, what, _ in told(world, draw)]
    assert names[5:] == ["封存结果", "一科公开秘密", "政策法规科公开秘密", "纪检组公开秘密", "公布结果", "递补"]


def test_lotteries_and_locks_are_named_with_their_time(world: World) -> None:
    draw = world.commit(beacon=None, lotteries=LOTTERIES)
    drawn = [one for one in told(world, draw) if "开奖" in one[1]]
    assert drawn == [
        ("2025-03-27 21:15", "福彩双色球第 2025033 期开奖", False),
        ("2025-03-27 21:30", "福彩快乐8第 2025076 期开奖", False),
    ]
    world.void(draw)


def test_a_lock_is_told_once_for_all_that_share_its_round(world: World) -> None:
    draw = commit(lock(world))
    names = [what for _, what, _ in told(world, draw)]
    assert names[:4] == ["一科提交定时密文", "政策法规科提交定时密文", "纪检组提交定时密文", "承诺"]
    assert names.count("定时密文可以打开：drand quicknet 第 16777216 轮") == 1


def watched(world: World, draw: Draw) -> Block:
    [found] = story.watch(view_of(world), draw)
    return found


def test_changes_of_the_registers_just_before_are_listed(world: World) -> None:
    """Thirty days here: what is older, or later than the commitment, is not."""
    world.now = at("2025-02-25 09:02")
    world.change("S001", name="太早")
    world.now = at("2025-02-25 09:03")
    world.change("S001", name="正好")
    many = tuple(body(number) for number in range(30, 43))
    world.say(
        BodyChange(
            reason="批量", added=many, removed=(Removal(id="S002", ground="closed", state="closed", reason="并入"),)
        ),
        "p",
    )
    few = tuple(inspector(number) for number in (7, 8))
    world.say(InspectorChange(reason="新进", added=few, changed=(inspector(1, unit="二科"),)), "p")
    world.now = at("2025-03-27 09:00")
    draw = world.commit()
    world.change("S003", name="太晚")
    found = rows(watched(world, draw))
    assert [row[:4] for row in found] == [
        ("2025-02-25 09:03", "监管对象", "变更 正好", "动态调整"),
        ("2025-02-25 09:04", "监管对象", "新增 13 个；移出 S002", "批量"),
        ("2025-02-25 09:05", "检查人员", "新增 检查员7、检查员8；变更 检查员1", "新进"),
    ]


def test_caps_and_rules_moved_just_before_are_listed_and_the_look_back_does_not_shrink(world: World) -> None:
    """A rule that looks back seven days only, for one draw, hides nothing."""
    world.now = at("2025-03-10 09:00")
    cap = msgspec.structs.replace(world.state.items.current["I1"], cap=1)
    world.say(ItemChange(reason="调整", changed=(cap,)), "o1")
    short = msgspec.structs.replace(world.state.settings, watch_days=7)
    world.say(RuleChange(document="教发9号", reason="缩短。", settings=short), "p", "l")
    assert [row[1:4] for row in rows(watched(world, world.commit()))] == [
        ("抽查事项", "变更 I1检查", "调整"),
        ("规则", "教发9号", "缩短。"),
    ]


def test_no_change_is_said_too(world: World) -> None:
    found = watched(world, world.commit())
    assert isinstance(found, Prose)
    assert found.paragraphs == (
        "承诺前 30 天内，监管对象和检查人员名录、抽查事项、规则都没有变动，也没有登记或撤回回避。",
    )


def test_recusals_just_before_are_listed_by_name(world: World) -> None:
    world.now = at("2025-02-25 09:02")
    world.say(Recusal(inspector="N01", body="S001", ground="interest"), "d")
    world.say(Recusal(inspector="N02", body="S002", ground="kinship"), "d")
    first = world.say(Recusal(inspector="N03", body="S003", ground="other"), "o1")
    world.say(Retraction(target=first.id, reason="误录。"), "o1")
    found = rows(watched(world, world.commit()))
    assert [row[:4] for row in found] == [
        ("2025-02-25 09:03", "回避", "登记 检查员2 对 第2学校", "亲属关系"),
        ("2025-02-25 09:04", "回避", "登记 检查员3 对 第3学校", "其他"),
        ("2025-02-25 09:05", "回避", "撤回 检查员3 对 第3学校", "误录。"),
    ]


def test_findings_on_any_step_of_the_draw_are_shown_once(world: World) -> None:
    draw = world.open(world.commit())
    assert draw.result is not None
    one = world.say(Supervision(subjects=(draw.id, draw.result.id), level="advice", finding="再早些。"), "d")
    world.say(Supervision(subjects=(next(iter(world.state.records)),), level="none", finding="别的。"), "d")
    assert rows(story.supervision(view_of(world), draw)) == [
        ("2025-03-28 14:04", "建议", "再早些。", f"第 {one.seq} 号")
    ]
