"""Row by row, every value under its own head."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec

from ssj_publish.core.kinds.case import CaseClose, CaseDecision
from ssj_publish.core.kinds.inspection import ThirdParty
from ssj_publish.core.kinds.oversight import Correction, Retraction
from ssj_publish.site.opendata import doings
from ssj_publish.site.opendata.sheets import Sheet
from tests.conftest import LOTTERIES, World, at
from tests.site.pages.reading import view_of


def dicts(one: Sheet) -> list[dict[str, Any]]:
    return [dict(zip((column.name for column in one.columns), row, strict=True)) for row in one.rows]


def test_draws(world: World) -> None:
    spoilt = world.commit()
    world.void(spoilt)
    draw = world.open(world.commit())
    assert draw.outcome is not None
    first, second = dicts(doings.draws(world.state))
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
    first, second = dicts(doings.draws(world.state))
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
    rows = dicts(doings.drawn(world.state))
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


def test_visits(world: World) -> None:
    world.complaint("S001", third_party=ThirdParty(name="某所", scope="核账"))
    draw = world.open(world.commit())
    id_ = next(iter(draw.teams))
    world.visit(draw, id_, method="on-site")
    first, second = dicts(doings.visits(view_of(world)))
    assert first == {
        "台账编号": 9, "检查日期": date(2025, 3, 3), "对象编号": "S001", "对象": "第1学校", "事项": "I1", "方式": "实地检查",
        "检查人员": "N01；N02", "抽取编号": None, "一并完成的抽取": "", "到达时间": None, "离开时间": None, "个案起因": "投诉举报",
        "检查种类": "个案检查", "检查审批": "没有审批", "委托第三方": "某所", "对象方签字": None,
        "没有签字的原因": "负责人外出", "记录时间": at("2025-03-03 17:00"), "网页": "visits/000009.html",
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
        "台账编号": 11, "检查记录": 9, "对象编号": "S001", "对象": "第1学校", "事项编号": "I1", "事项": "I1检查",
        "检查机关": "一科", "检查人员": "检查员1；检查员2", "检查日期": date(2025, 3, 3), "方式": "实地检查",
        "结果": "发现问题，待后续处理", "发现的问题": "缺证。", "处理措施": "责令改正", "整改期限": date(2025, 4, 1),
        "案件编号": "AJ-7", "公示时间": at("2025-03-03 17:02"), "公示期限": date(2025, 3, 31), "时限": "按期",
        "网页": "visits/000009.html",
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
        "案件编号": "AJ-7", "对象编号": "S001", "对象": "第1学校", "承办科室": "一科", "形式": "行政处罚", "进展": "已决定",
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


def test_corrections_stand_oldest_first(world: World) -> None:
    visit = world.complaint("S001")
    wrong = world.result(visit)
    world.say(Retraction(target=wrong.id, reason="填错。"), "o1")
    note = msgspec.structs.replace(visit.body, note="补记。")
    world.say(Correction(target=visit.id, reason="漏记。", replacement=msgspec.to_builtins(note)), "o1")
    assert dicts(doings.corrections(view_of(world))) == [
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
