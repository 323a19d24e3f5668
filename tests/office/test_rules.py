"""规则变更 begins with the rules in force."""

from __future__ import annotations

import msgspec

from ssj_publish.core.kinds.rules import RuleChange
from ssj_publish.office import rules
from tests.world import World


def test_the_start_of_a_change_is_what_is_in_force_now_and_not_what_was_founded(world: World) -> None:
    shorter = msgspec.structs.replace(world.state.settings, result_days=15)
    change = rules.current(world.state, "教发2号", "提速。")
    assert change == RuleChange(
        document="教发2号", reason="提速。", bureau="测试县教育局", settings=world.state.founding.settings
    )
    world.say(msgspec.structs.replace(change, settings=shorter, bureau="新县教育局"), "p", "l")
    again = rules.current(world.state, "教发3号", "恢复。")
    assert (again.settings, again.bureau) == (shorter, "新县教育局")
    assert not any((again.added, again.ended, again.renamed, again.classes))
