"""Findings, what is owed, corrections, trainings, summaries: the newest first, and nothing in force left out."""

from __future__ import annotations

from datetime import date

import msgspec

from ssj_publish.core.kinds.oversight import Correction, Retraction, Summary, Supervision, Training
from ssj_publish.core.kinds.registers import Recusal
from ssj_publish.core.reading import figures
from ssj_publish.core.state import State
from ssj_publish.site.pages import oversight
from tests.bureau import at
from tests.site.pages.reading import facts, headings, listed, page_at, told, urls, view_of
from tests.world import World
from tests.years import SECTIONS, filed

TRAINING = Training(title="培训甲", date=date(2025, 1, 6), hours=8, inspectors=("N02", "N01"), content="一段。\n二段。")


def summary(state: State) -> Summary:
    return Summary(year=2025, title="2025 年总结", figures=figures.of_year(state, 2025), **SECTIONS)


def test_an_empty_ledger_owes_nothing(empty_world: World) -> None:
    found = list(oversight.pages(view_of(empty_world.found())))
    assert urls(found) == ["oversight/index.html", "due/index.html"]
    assert headings(page_at(found, "oversight/index.html")) == ["还可以看"]
    assert told(page_at(found, "due/index.html"), "已经逾期") == ["没有逾期事项。"]


def test_findings_stand_newest_first(world: World) -> None:
    one, other = list(world.state.records)[:2]
    world.say(Supervision(subjects=(one,), level="none", finding="程序合规。"), "d")
    world.say(Supervision(subjects=(one, other), level="violation", finding="没有通知。"), "d")
    page = page_at(oversight.pages(view_of(world)), "oversight/index.html")
    assert listed(page, "监督意见") == [
        ("2025-01-07 09:08", "违规", "没有通知。", "2 条", "第 10 号"),
        ("2025-01-07 09:07", "无异议", "程序合规。", "1 条", "第 9 号"),
    ]


def test_recusals_tell_the_ground_and_whether_they_hold(world: World) -> None:
    first = world.say(Recusal(inspector="N01", body="S003", ground="kinship"), "d")
    world.say(Recusal(inspector="N02", body="S004", ground="former-post"), "o1")
    world.say(Retraction(target=first.id, reason="写错人了。"), "d")
    found = list(oversight.pages(view_of(world)))
    assert listed(page_at(found, "oversight/index.html"), "回避登记") == [
        ("检查员2", "第4学校", "曾任职", "2025-01-07 09:08", "有效", "第 10 号"),
        ("检查员1", "第3学校", "亲属关系", "2025-01-07 09:07", "已撤回", "第 9 号"),
    ]
    page = page_at(found, "corrections/index.html")
    assert "共 1 次" in page.lead
    assert listed(page, "全部更正与撤回") == [
        ("2025-01-07 09:09", "撤回", "第 9 号（回避登记）", "写错人了。", "第 11 号")
    ]


def test_corrections_stand_newest_first(world: World) -> None:
    visit = world.complaint("S001")
    for number, reason in enumerate(("漏记。", "又漏记。")):
        note = msgspec.structs.replace(visit.body, note=f"补记{number}。")
        world.say(Correction(target=visit.id, reason=reason, replacement=msgspec.to_builtins(note)), "o1")
    rows = listed(page_at(oversight.pages(view_of(world)), "corrections/index.html"), "全部更正")
    assert [(row[1], row[2], row[3]) for row in rows] == [
        ("更正", "第 9 号（检查记录）", "又漏记。"),
        ("更正", "第 9 号（检查记录）", "漏记。"),
    ]


def test_withheld_contents_are_listed_without_what_they_were(world: World) -> None:
    visit = world.complaint("S001")
    result = world.pending(visit)
    case = world.case(result)
    other = world.say(
        msgspec.structs.replace(case.body, case="AJ-2", result=world.pending(world.complaint("S002")).id, body="S002",
                                ground="王某举报。"), "o1",
    )  # fmt: skip
    world.withhold(other, ground="personal", document="告知1号", explanation="涉及个人。")
    world.contents = {
        digest: data for digest, data in world.contents.items() if world.state.references[digest].withheld is None
    }
    page = page_at(oversight.pages(view_of(world)), "corrections/index.html")
    assert headings(page) == ["依法不再公开"]
    [row] = listed(page, "依法不再公开")
    assert row[1:5] == ("个人信息保护", "告知1号", "涉及个人。", f"第 {other.seq} 号")
    assert "王某" not in repr(page)


def test_what_is_owed_is_parted_by_its_day(world: World) -> None:
    world.say(filed(world), "p")
    draw = world.open(world.commit())
    visit = world.visit(draw)
    view = view_of(world)
    page = page_at(oversight.pages(view), "due/index.html")
    assert told(page, "已经逾期") == ["没有逾期事项。"]
    rows = listed(page, "将要到期")
    name = world.state.bodies.current[visit.body.body].name
    assert (name, "公示结果（I1 I1检查）", "2025-05-13", "一科", "ssj result add") in rows
    assert f"待办 {len(rows)} 项，其中逾期 0 项" in page.lead
    world.now = at("2025-05-14 09:00")
    world.change(next(one for one in draw.pool if one not in draw.teams), name="改名")
    page = page_at(oversight.pages(view_of(world)), "due/index.html")
    late = listed(page, "已经逾期")
    assert [row for row in late if "公示结果" in row[1]] == [
        (name, "公示结果（I1 I1检查）", "2025-05-13", "一科", "ssj result add")
    ]
    assert f"其中逾期 {len(late)} 项" in page.lead
    assert told(page, "抽取名单按期公开了吗")[0].endswith("已经到期或公开的 1 次，按期 1 次，逾期 0 次。")


def test_a_year_without_calendar_has_no_day(world: World) -> None:
    world.now = at("2026-01-05 09:00")
    world.result(world.complaint("S002", day=date(2026, 1, 5)))
    world.complaint("S001", day=date(2026, 1, 5))
    page = page_at(oversight.pages(view_of(world)), "due/index.html")
    assert ("第1学校", "公示结果（I1 I1检查）", "期限未知：缺该年放假安排", "一科", "ssj result add") in listed(
        page, "将要到期"
    )


def test_trainings_and_summaries_in_force_are_told(world: World) -> None:
    world.say(TRAINING, "p")
    gone = world.say(msgspec.structs.replace(TRAINING, title="培训乙"), "p")
    world.say(msgspec.structs.replace(TRAINING, title="培训丙", inspectors=()), "p")
    world.say(Retraction(target=gone.id, reason="没有举行。"), "p")
    world.say(summary(world.state), "p")
    found = list(oversight.pages(view_of(world)))
    page = page_at(found, "trainings/index.html")
    assert headings(page) == ["抽到的检查人员，当年培训过多少", "培训丙", "培训甲"]
    assert "共 2 次" in page.lead
    assert facts(page, "培训甲") == {"日期": "2025-01-06", "学时": "8", "台账": "第 9 号"}
    assert told(page, "培训甲") == ["一段。", "二段。"]
    assert listed(page, "培训甲") == [("检查员2",), ("检查员1",)]
    page = page_at(found, "summaries/index.html")
    assert facts(page, "2025 年总结") == {
        "任务": "1 项", "抽取": "0 次，其中作废 0 次", "抽中": "0 家次", "检查": "0 家次",
        "公示结果": "0 项，其中逾期 0 项", "发现问题": "0 项", "立案": "0 件，已结案 0 件", "台账": "第 13 号",
    }  # fmt: skip
    assert told(page, "2025 年总结")[:2] == ["【做法】", SECTIONS["practice"]]
    assert told(page, "2025 年总结")[-2:] == ["【制度化】", SECTIONS["rules"]]
    ways = facts(page_at(found, "oversight/index.html"), "还可以看")
    assert list(ways) == ["异常情况", "应办与逾期", "更正与撤回", "培训记录", "年度总结"]


def test_each_figure_of_a_summary_stands_beside_its_own_word(full_world: World) -> None:
    """Every figure of the whole year that differs from its neighbours is told where it belongs."""
    [one] = full_world.state.summaries.values()
    counted = one.body.figures
    told_ = facts(page_at(oversight.pages(view_of(full_world)), "summaries/index.html"), "总结")
    assert told_["抽取"] == f"{counted.draws} 次，其中作废 {counted.voided} 次"
    assert (counted.tasks, counted.draws, counted.voided) == (4, 3, 1)
    assert told_["任务"] == "4 项"
    assert told_["抽中"] == f"{counted.drawn} 家次"
    assert counted.drawn > counted.visited > 0
    assert told_["检查"] == f"{counted.visited} 家次"
    assert told_["立案"] == "1 件，已结案 1 件"
