"""What was put right, oldest first."""

from __future__ import annotations

import msgspec

from ssj_publish.core.kinds.oversight import Correction, Retraction
from ssj_publish.site.opendata import remarks
from tests.bureau import at
from tests.site.opendata.test_doings import dicts
from tests.site.pages.reading import view_of
from tests.world import World


def test_corrections_stand_oldest_first(world: World) -> None:
    visit = world.complaint("S001")
    wrong = world.result(visit)
    world.say(Retraction(target=wrong.id, reason="填错。"), "o1")
    note = msgspec.structs.replace(visit.body, note="补记。")
    world.say(Correction(target=visit.id, reason="漏记。", replacement=msgspec.to_builtins(note)), "o1")
    assert dicts(remarks.corrections(view_of(world))) == [
        {
            "台账编号": 11,
            "时间": at("2025-03-03 17:02"),
            "种类": "撤回",
            "原记录": 10,
            "原记录种类": "检查结果",
            "理由": "填错。",
        },
        {
            "台账编号": 12,
            "时间": at("2025-03-03 17:03"),
            "种类": "更正",
            "原记录": 9,
            "原记录种类": "检查记录",
            "理由": "漏记。",
        },
    ]
