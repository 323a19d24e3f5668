"""纪检组's own work on a page: what became of its findings, what it owes, and the sample that anyone draws again."""

from __future__ import annotations

from datetime import date

from ssj_publish.core.kinds.oversight import FollowUp, Supervision
from ssj_publish.office import rechecks
from ssj_publish.site.blocks import Code, Table
from ssj_publish.site.pages import watching
from ssj_publish.words import labels
from tests.bureau import at, task
from tests.site.pages.reading import rows, view_of
from tests.world import World
from tests.years import SUMMER, SUMMER_SIGNATURE, summer


def test_a_finding_of_concern_stands_until_it_is_closed_and_a_plain_one_does_not(world: World) -> None:
    draw = world.open(world.commit())
    plain = Supervision(subjects=(draw.id,), level="none", finding="程序合规。")
    world.say(plain, "d")
    assert rows(watching.follow_ups(view_of(world))) == []
    finding = world.say(Supervision(subjects=(draw.id,), level="concern", finding="请说明。"), "d")
    [row] = rows(watching.follow_ups(view_of(world)))
    assert row[1:4] == (labels.LEVELS["concern"], "还没有", "办理中")
    world.say(FollowUp(supervision=finding.id, step="explained", closed=True, text="已经说明。"), "d")
    [row] = rows(watching.follow_ups(view_of(world)))
    assert row[2:4] == (f"{labels.FOLLOW_UPS['explained']}：已经说明。", "已办结")


def test_the_sample_is_told_with_the_line_that_draws_it_again() -> None:
    world = (
        World().found().register(bodies=30).plan(task(), task("T7", start=date(2025, 8, 18), end=date(2025, 10, 31)))
    )
    for number in range(1, 31):
        world.complaint(f"S{number:03d}", day=date(2025, 4, 10))
    summer(world, "T7")
    assert watching.samples(view_of(world)) == []
    record = world.say(rechecks.drawn(world.state, 2025, 2), "d", time=at("2025-09-01 09:00"))
    blocks = watching.samples(view_of(world))
    [table] = [one for one in blocks if isinstance(one, Table)]
    [code] = [one for one in blocks if isinstance(one, Code)]
    told = rows(table)
    assert [row[0] for row in told] == ["2025 年第 2 季度"] * len(record.body.visits)
    assert {row[3] for row in told} == {"待回访"}
    first = world.state.visits[record.body.visits[0]]
    world.say(Supervision(subjects=(first.record.id,), level="none", finding="属实。"), "d")
    [table] = [one for one in watching.samples(view_of(world)) if isinstance(one, Table)]
    assert [row[3] for row in rows(table)].count("已回访") == 1
    assert f"ssj/recheck/v1:2025-2:{SUMMER_SIGNATURE}:检查记录的编号" in repr(code)
    assert str(SUMMER) in repr(code)
