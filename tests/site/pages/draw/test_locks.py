"""Who cannot hold a draw back is named, with the moment from which anybody can open it."""

from __future__ import annotations

from ssj_publish.core.draw import promise
from ssj_publish.site.blocks import Code, Prose
from ssj_publish.site.pages.draw import locks
from tests.core.rules.test_locking import MOMENT, commit, lock
from tests.world import World


def test_without_locks_nothing_is_said(world: World) -> None:
    assert locks.told(world.state, world.commit()) == []


def test_where_all_are_locked_nobody_is_needed(world: World) -> None:
    draw = commit(lock(world))
    words, *codes = locks.told(world.state, draw)
    when = MOMENT.strftime("%Y-%m-%d %H:%M:%S")
    assert isinstance(words, Prose)
    assert words.paragraphs[0].startswith("一科、政策法规科、纪检组交出的是定时密文")
    assert f"到 {when} 那一轮公布" in words.paragraphs[0]
    assert words.paragraphs[-1].startswith(f"三方都用了定时密文：从 {when} 起，任何人都可以自己打开")
    assert [one.text for one in codes if isinstance(one, Code)] == [promise.armored(one) for _, one in draw.locks]
    assert len(codes) == 3


def test_where_some_are_not_they_may_still_refuse(world: World) -> None:
    draw = commit(lock(world, "p"))
    words, code = locks.told(world.state, draw)
    assert isinstance(words, Prose)
    assert isinstance(code, Code)
    assert words.paragraphs[0].startswith("政策法规科交出的是定时密文")
    assert words.paragraphs[-1] == "其余各方交出的只是指纹，仍可能拒不公开；到期不公开的，一直显示为逾期。"
    assert code.label == "政策法规科的定时密文（age 格式，tlock 工具都能打开）"
