"""Row by row, every value under its own head."""

from __future__ import annotations

from datetime import date
from typing import Any

from ssj_publish.core.kinds.case import CaseClose, CaseDecision
from ssj_publish.core.kinds.inspection import ThirdParty
from ssj_publish.site.opendata import doings
from ssj_publish.site.opendata.sheets import Sheet
from tests.bureau import at
from tests.site.pages.reading import view_of
from tests.world import World


def dicts(one: Sheet) -> list[dict[str, Any]]:
    return [dict(zip((column.name for column in one.columns), row, strict=True)) for row in one.told]


def test_visits(world: World) -> None:
    world.complaint("S001", third_party=ThirdParty(name="某所", scope="核账"))
    draw = world.open(world.commit())
    id_ = next(iter(draw.teams))
    world.visit(draw, id_, method="on-site")
    first, second = dicts(doings.visits(view_of(world)))
    assert first == {
        "台账编号": 9, "检查日期": date(2025, 3, 3), "对象编号": "S001", "对象": "第1学校", "统一社会信用代码": None, "事项": "I1",
        "方式": "实地检查",
        "检查人员": "N01；N02", "抽取编号": None, "一并完成的抽取": "", "到达时间": None, "离开时间": None, "个案起因": "投诉举报",
        "检查种类": "个案检查", "检查审批": "没有审批", "委托第三方": "某所", "对象方签字": None,
        "没有签字的原因": "负责人外出", "记录时间": at("2025-03-03 17:00"), "网页": "visits/000/000009.html",
    }  # fmt: skip
    assert (second["抽取编号"], second["个案起因"], second["委托第三方"]) == ("T1-1", None, None)
    assert (second["对象编号"], second["对象方签字"], second["没有签字的原因"]) == (id_, "校长", None)
    assert second["检查人员"] == "；".join(draw.teams[id_])


def test_results(world: World) -> None:
    visit = world.complaint("S001")
    late = world.complaint("S002")
    found = world.pending(visit, finding="缺证。", rectify_by=date(2025, 4, 1))
    world.case(found, "AJ-7")
    world.now = at("2025-04-01 09:00")
    world.result(late)
    first, second = dicts(doings.results(view_of(world)))
    assert first == {
        "台账编号": 11, "检查记录": 9, "对象编号": "S001", "对象": "第1学校", "统一社会信用代码": None, "事项编号": "I1", "事项": "I1检查",
        "检查机关": "一科", "检查人员": "检查员1；检查员2", "检查日期": date(2025, 3, 3), "方式": "实地检查",
        "结果": "发现问题，待后续处理", "发现的问题": "缺证。", "处理措施": "责令改正", "整改期限": date(2025, 4, 1),
        "案件编号": "AJ-7", "公示时间": at("2025-03-03 17:02"), "公示期限": date(2025, 3, 31), "时限": "按期",
        "网页": "visits/000/000009.html",
    }  # fmt: skip
    assert (second["结果"], second["时限"], second["案件编号"], second["检查记录"]) == (
        "未发现问题",
        "逾期公示",
        None,
        10,
    )
    assert (second["发现的问题"], second["处理措施"], second["整改期限"]) == (None, None, None)


def test_cases(world: World) -> None:
    found = world.pending(world.complaint("S001"))
    world.case(found, "AJ-7", form="penalty", rectify_by=date(2025, 4, 1))
    fine = CaseDecision(
        case="AJ-7",
        date=date(2025, 3, 3), decision="fine", document="罚字1号", basis="《条例》", text="罚款。", severity="minor",
        public_until=date(2025, 5, 20),
    )  # fmt: skip
    world.say(fine, "o1", "l")
    [row] = dicts(doings.cases(view_of(world)))
    assert row == {
        "案件编号": "AJ-7", "对象编号": "S001", "对象": "第1学校", "统一社会信用代码": None, "承办科室": "一科",
        "形式": "行政处罚", "进展": "已决定",
        "立案时间": at("2025-03-03 17:02"), "整改期限": date(2025, 4, 1), "决定": "罚款", "决定文号": "罚字1号",
        "决定时间": at("2025-03-03 17:03"), "公示至": date(2025, 5, 20), "结案时间": None, "网页": "cases/AJ-7.html",
    }  # fmt: skip
    world.now = at("2025-05-20 09:00")
    world.say(CaseClose(case="AJ-7", reason="已缴。"), "o1")
    [row] = dicts(doings.cases(view_of(world)))
    assert (row["决定"], row["决定文号"], row["结案时间"]) == ("罚款", "罚字1号", at("2025-05-20 09:00"))
    world.now = at("2025-05-21 09:00")
    world.change("S002", name="改名")
    [row] = dicts(doings.cases(view_of(world)))
    assert (row["决定"], row["决定文号"], row["进展"]) == (None, None, "已结案")
    assert row["决定时间"] == at("2025-03-03 17:03")


def test_a_case_without_decision_says_nothing_of_one(world: World) -> None:
    world.case(world.pending(world.complaint("S001")))
    [row] = dicts(doings.cases(view_of(world)))
    assert [row[name] for name in ("决定", "决定文号", "决定时间", "公示至", "结案时间", "整改期限")] == [None] * 6
