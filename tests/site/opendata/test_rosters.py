"""The sheets say what the ledger says: all of it that is public, and no more."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec

from ssj_publish.core.kinds.oversight import Retraction
from ssj_publish.core.kinds.plan import ClassFrequency, Declined, PlanProposal
from ssj_publish.core.kinds.registers import Basis, BodyChange, InspectorChange, ItemChange, ItemCode, Removal
from ssj_publish.office import plans
from ssj_publish.site.opendata import doings, drawing, publish, remarks, rosters
from ssj_publish.site.opendata.sheets import Sheet
from ssj_publish.site.view import View
from tests.bureau import at, body, inspector, item, task
from tests.world import World

OFTEN = tuple(
    ClassFrequency(credit_class=one, times=times, years=years)
    for one, times, years in (("A", 1, 2), ("B", 1, 1), ("C", 1, 1), ("D", 2, 1))
)


def dicts(one: Sheet) -> list[dict[str, Any]]:
    return [dict(zip((column.name for column in one.columns), row, strict=True)) for row in one.told]


def view_of(world: World) -> View:
    return View.of(world.state, {}, world.now.date())


def test_every_entry_of_every_register_is_there(view: View, sheets: dict[str, Sheet]) -> None:
    state = view.state
    for name, register in (("bodies", state.bodies), ("items", state.items), ("inspectors", state.inspectors)):
        assert [row[0] for row in sheets[name].rows] == sorted(register.history), name
    assert len(sheets["tasks"].rows) == len(state.tasks)
    assert len(sheets["draws"].rows) == len(state.draws)
    assert len(sheets["visits"].rows) == sum(one.in_force for one in state.visits.values())
    assert len(sheets["results"].rows) == sum(one.in_force for one in state.results.values())
    assert len(sheets["cases"].rows) == len(state.cases)


def test_a_value_stands_in_its_own_column(world: World) -> None:
    row = dicts(rosters.bodies(world.state))[0]
    one = world.state.bodies.current["S001"]
    assert row["对象编号"] == one.id
    assert row["名称"] == one.name
    assert row["地址"] == one.address
    assert row["信用等级"] == one.credit_class
    assert row["评定日期"] == one.class_date
    assert row["名录"] == "在册"
    assert row["网页"] == "bodies/S001.html"


def test_whoever_left_a_register_is_marked(world: World) -> None:
    world.say(
        BodyChange(reason="动态调整", removed=(Removal(id="S001", ground="closed", state="closed", reason="合并"),)),
        "p",
    )
    assert dicts(rosters.bodies(world.state))[0]["名录"] == "已移出"


def test_an_inspector_s_training_and_post_are_nowhere(world: World) -> None:
    one = msgspec.structs.replace(inspector(1), title="职务甲", training="培训乙")
    world.say(InspectorChange(reason="更新", changed=(one,)), "p")
    shown = str(rosters.inspectors(world.state).rows)
    assert one.certificate in shown
    assert "职务甲" not in shown
    assert "培训乙" not in shown


def test_the_drawn_are_those_of_the_draw(world: World) -> None:
    draw = world.open(world.commit())
    rows = dicts(drawing.drawn(world.state))
    assert [row["对象编号"] for row in rows] == [one.body for one in draw.outcome.drawn]  # type: ignore[union-attr]
    assert {row["结果"] for row in rows} == {"抽中"}


def test_a_sealed_draw_s_list_is_in_no_sheet(world: World) -> None:
    draw = world.commit(sealed=True, opens=at("2025-06-03 10:00"))
    found = world.seal(draw)
    assert drawing.drawn(world.state).rows == ()
    assert dicts(drawing.draws(world.state))[0]["种子"] is None
    assert found.seed not in str([one.rows for one in publish.sheets(view_of(world))])


def test_a_retracted_result_leaves_the_sheet_and_enters_the_corrections(world: World) -> None:
    result = world.result(world.visit(world.open(world.commit())))
    assert len(doings.results(view_of(world)).rows) == 1
    world.say(Retraction(target=result.id, reason="录错了"), "o1")
    assert doings.results(view_of(world)).rows == ()
    assert dicts(remarks.corrections(view_of(world)))[0]["理由"] == "录错了"


def test_an_empty_sheet_is_not_published(empty_world: World) -> None:
    assert publish.sheets(view_of(empty_world.found())) == []


def test_a_body_keeps_its_name_as_written(world: World) -> None:
    world.say(BodyChange(reason="更名", changed=(body(1, name="=1+1"),)), "p")
    assert dicts(rosters.bodies(world.state))[0]["名称"] == "=1+1"


def test_every_value_of_a_body_stands_under_its_head(world: World) -> None:
    full = body(
        13,
        code="91X",
        ownership="民办",
        stage="小学",
        licence="证1",
        capped="yes",
        state="suspended",
        town="西镇",
        type="幼儿园",
    )
    world.say(BodyChange(reason="新增", added=(full, body(14, code="91X", branch_of="S013", town=None))), "p")
    *_, one, branch = dicts(rosters.bodies(world.state))
    assert one == {
        "对象编号": "S013", "名称": "第13学校", "统一社会信用代码": "91X", "类型": "幼儿园", "性质": "民办", "学段": "小学",
        "地址": "学府街13号", "乡镇": "西镇", "信用等级": "B", "评定日期": date(2025, 1, 6), "状态": "停办停业",
        "涉企检查频次上限": "适用", "所属主体": None, "办学许可证号": "证1", "名录": "在册",
        "最近变动时间": at("2025-01-07 09:07"), "网页": "bodies/S013.html",
    }  # fmt: skip
    assert (branch["所属主体"], branch["乡镇"], branch["性质"]) == ("S013", None, None)


def test_every_value_of_an_item_stands_under_its_head(world: World) -> None:
    bases = (Basis(title="《条例》", level="regulation"), Basis(title="《要点》", level="policy"))
    third = item(
        "I3", office="o2", category="key", subjects=("学校", "机构"), methods=("written", "online"), basis=bases, cap=None,
        remark="备注甲", codes=(ItemCode(catalogue="province", code="3301"),), tier="县级",
    )  # fmt: skip
    world.say(ItemChange(reason="新增", added=(third,)), "p")
    world.say(ItemChange(reason="废止", removed=(Removal(id="I2", ground="basis", reason="废止。"),)), "p")
    first, second, one = dicts(rosters.items(world.state))
    assert one == {
        "事项编号": "I3", "抽查事项": "I3检查", "责任科室": "二科", "事项类别": "重点", "检查对象": "学校；机构",
        "检查方式": "书面检查；网络监测", "检查依据": "《条例》（行政法规或地方性法规）；《要点》（规范性文件）",
        "抽查内容": "要点甲；要点乙", "每年至多": None, "国家事项编码": None,
        "省事项编码": "3301", "市事项编码": None, "实施层级": "县级", "备注": "备注甲", "状态": "现行",
        "最近变动时间": at("2025-01-07 09:07"), "网页": "items/I3.html",
    }  # fmt: skip
    assert (first["每年至多"], first["状态"], second["状态"]) == (2, "现行", "已停用")


def test_every_value_of_an_inspector_stands_under_its_head(world: World) -> None:
    one = inspector(7, valid_from=date(2024, 1, 1), items=("I2",), unit="二科")
    world.say(
        InspectorChange(reason="新增", added=(one,), removed=(Removal(id="N01", ground="transferred", reason="调离"),)),
        "p",
    )
    first, *_, last = dicts(rosters.inspectors(world.state))
    assert last == {
        "人员编号": "N07", "姓名": "检查员7", "单位": "二科", "执法证号": "Z0007", "有效期起": date(2024, 1, 1),
        "有效期至": date(2027, 12, 31), "可检查事项": "I2", "名录": "在册", "最近变动时间": at("2025-01-07 09:07"),
        "网页": "inspectors/N07.html",
    }  # fmt: skip
    assert (first["名录"], first["有效期起"]) == ("已移出", None)


def test_every_value_of_a_task_stands_under_its_head(empty_world: World) -> None:
    world = empty_world.found().register()
    joint = task(
        "T1", items=("I1", "I2"), partners=("o2",), towns=("东镇",), minimum=2, directed=True, frequencies=OFTEN
    )
    world.say(PlanProposal(year=2025, office="o1", tasks=(joint, task("T2"))), "o1")
    world.say(plans.consolidate(world.state, 2025, "计划甲"), "p")
    first, _ = dicts(rosters.tasks(world.state))
    assert first == {
        "任务编号": "T1", "任务名称": "春季抽查", "年度": 2025, "计划名称": "计划甲", "任务类型": "定向", "抽查事项": "I1；I2",
        "发起科室": "一科", "响应科室": "二科", "抽查对象范围": "学校", "乡镇": "东镇",
        "抽取比例": "A 级 10%，B 级 20%，C 级 50%，D 级 100%", "每个等级至少": 2,
        "抽查频次": "A 级每 2 年 1 次，B 级每年 1 次，C 级每年 1 次，D 级每年 2 次", "抽查时间自": date(2025, 3, 24),
        "抽查时间至": date(2025, 5, 30), "批准文号": None, "批准时间": None, "取消理由": None, "网页": "tasks/T1.html",
    }  # fmt: skip
    world.say(plans.approve(plans.waiting(world.state), "教发1号"), "l")
    world.say(plans.consolidate(world.state, 2025, "计划乙", (), (), (Declined(task="T2", reason="不查了。"),)), "p")
    world.say(plans.approve(plans.waiting(world.state), "教发2号"), "l")
    first, second = dicts(rosters.tasks(world.state))
    assert (first["批准文号"], first["批准时间"], first["取消理由"]) == ("教发1号", at("2025-01-07 09:06"), None)
    assert (second["取消理由"], second["任务类型"], second["响应科室"]) == ("不查了。", "不定向", "")
