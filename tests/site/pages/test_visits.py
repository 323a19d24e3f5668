"""A visit's page: why, who, what was found item by item, whether in time, and what was corrected."""

from __future__ import annotations

from datetime import date

import msgspec

from ssj_publish.core.kinds.inspection import Check, OtherFinding, ThirdParty
from ssj_publish.core.kinds.oversight import Correction, Retraction
from ssj_publish.core.kinds.registers import ItemChange
from ssj_publish.core.shapes import Evidence
from ssj_publish.office import draws
from ssj_publish.site.blocks import Page
from ssj_publish.site.pages import visits
from tests.bureau import at, item, task
from tests.site.pages.reading import facts, headings, listed, page_at, told, view_of
from tests.world import World


def page_of(world: World, seq: int) -> Page:
    return page_at(visits.pages(view_of(world)), f"visits/000/{seq:06d}.html")


def test_without_visits_there_is_no_page(world: World) -> None:
    assert list(visits.pages(view_of(world))) == []


def test_a_visit_that_no_draw_led_to_says_why(world: World) -> None:
    evidence = (Evidence(name="照片甲", sha256="ab" * 32, size=1234),)
    findings = (OtherFinding(department="消防", document="检查表7号"), OtherFinding(department="市监", document="8号"))
    one = world.complaint(
        "S001",
        third_party=ThirdParty(name="某所", scope="核账"),
        other_findings=findings,
        evidence=evidence,
        note="说明甲。",
    )
    page = page_of(world, one.seq)
    assert facts(page, "检查记录") == {
        "对象": "第1学校", "检查日期": "2025-03-03", "检查种类": "个案检查",
        "为什么去": "个案检查，不经过抽取。起因：投诉举报，2025-03-03 收到，编号 XF-S001-0303（家长来信）",
        "检查审批": "紧急检查，尚在补办审批的期限内",
        "方式": "实地检查", "检查人员": "检查员1、检查员2", "委托第三方": "某所（核账）",
        "采用其他部门的结论": "消防 检查表7号、市监 8号", "没有签字的原因": "负责人外出", "说明": "说明甲。",
        "检查记录表": "打印检查记录表",
    }  # fmt: skip
    assert listed(page, "检查记录") == [("照片甲", "1234 字节", "ab" * 32)]
    assert told(page, "I1 I1检查") == ["结果尚未公示，最迟 2025-03-31 公示。"]
    assert (page.title, page.made, page.published) == ("第1学校：2025-03-03 检查结果", "2025-03-03", "2025-03-03 17:00")
    assert page.lead == "实地检查，1 个事项，已公示 0 项结果。"
    assert {"封存证明", "更正与撤回", "现在的状态"}.isdisjoint(headings(page))


def test_a_method_other_than_the_item_s_is_said_to_be(world: World) -> None:
    world.say(ItemChange(reason="调整", changed=(item("I2", methods=("written",)),)), "p")
    one = world.complaint("S001", items=("I1", "I2"))
    assert facts(page_of(world, one.seq), "检查记录")["方式"] == (
        "实地检查；“I2检查”在抽查事项清单里是书面检查，这次与其他事项一并进行"
    )


def test_a_drawn_visit_leads_to_its_draw_and_tells_the_result(world: World) -> None:
    draw = world.open(world.commit())
    one = world.visit(draw)
    checks = (Check(point="要点甲", outcome="problem", note="缺证"), Check(point="要点乙", outcome="not-applicable"))
    result = world.pending(one, checks=checks, finding="证照不全。", rectify_by=date(2025, 4, 30))
    world.case(result)
    page = page_of(world, one.seq)
    plain = facts(page, "检查记录")
    assert (plain["为什么去"], plain["对象方签字"]) == ("随机抽取：春季抽查", "校长")
    assert facts(page, "I1 I1检查") == {
        "结果": "发现问题，待后续处理 → 已立案（2025-04-10）", "发现的问题": "证照不全。",
        "处理措施": "责令改正", "整改期限": "2025-04-30",
        "案件": "AJ-1", "公示时间": "2025-04-10 17:01", "是否按期公示": "按期", "台账": f"第 {result.seq} 号",
    }  # fmt: skip
    assert listed(page, "I1 I1检查") == [("要点甲", "有问题", "缺证"), ("要点乙", "不适用", "—")]
    assert page.published == "2025-04-10 17:01"


def test_checks_without_notes_have_no_column_for_them(world: World) -> None:
    one = world.complaint("S001")
    world.result(one)
    assert listed(page_of(world, one.seq), "I1 I1检查") == [("要点甲", "符合"), ("要点乙", "符合")]


def test_each_office_s_result_stands_by_itself(empty_world: World) -> None:
    world = empty_world.found().register().plan(task("T1", items=("I1", "I2"), partners=("o2",)))
    one = world.visit(world.open(world.commit()))
    world.result(one, "I2")
    page = page_of(world, one.seq)
    assert page.lead == "实地检查，2 个事项，已公示 1 项结果。"
    assert told(page, "I1 I1检查")[0].startswith("结果尚未公示")
    assert facts(page, "I2 I2检查")["结果"] == "未发现问题"


def test_late_results_are_marked_on_both_pages(world: World) -> None:
    early, late = world.complaint("S001"), world.complaint("S002")
    world.change("S002", state="closed")
    world.now = at("2025-03-31 23:59")
    world.result(early)
    world.now = at("2025-04-01 00:00")
    world.result(late, code="closed", checks=())
    found = list(visits.pages(view_of(world)))
    assert listed(page_at(found, "results/index.html"), "已公示的结果（2）") == [
        (
            "第2学校",
            "东镇",
            "学校",
            "I1检查",
            "已关闭停业",
            "2025-04-01",
            "逾期公示",
            "一科",
            "2025-03-03",
            "没有查成",
            "个案检查",
            "一科",
        ),
        (
            "第1学校",
            "东镇",
            "学校",
            "I1检查",
            "未发现问题",
            "2025-03-31",
            "按期",
            "一科",
            "2025-03-03",
            "没有发现问题",
            "个案检查",
            "一科",
        ),
    ]
    assert facts(page_at(found, f"visits/000/{late.seq:06d}.html"), "I1")["是否按期公示"] == "逾期公示"


def test_what_was_corrected_and_taken_back_is_told(world: World) -> None:
    one = world.complaint("S001")
    note = msgspec.structs.replace(one.body, note="补记。")
    world.say(Correction(target=one.id, reason="漏记。", replacement=msgspec.to_builtins(note)), "o1")
    wrong = world.result(one)
    world.say(Retraction(target=wrong.id, reason="填错。"), "o1")
    page = page_of(world, one.seq)
    assert facts(page, "检查记录")["说明"] == "补记。"
    assert listed(page, "更正与撤回") == [
        ("2025-03-03 17:03", "撤回", f"第 {wrong.seq} 号（检查结果）", "填错。", f"第 {wrong.seq + 1} 号"),
        ("2025-03-03 17:01", "更正", f"第 {one.seq} 号（检查记录）", "漏记。", f"第 {one.seq + 1} 号"),
    ]
    assert told(page, "I1 I1检查") == ["结果尚未公示，最迟 2025-03-31 公示。"]
    assert "results/index.html" in [found.url for found in visits.pages(view_of(world))]


def test_a_visit_before_the_list_was_public_carries_its_proof(world: World) -> None:
    draw = world.commit(sealed=True, opens=at("2025-06-03 10:00"))
    found = world.seal(draw)
    first = found.drawn[0]
    proof = draws.prove(found, first.body)
    one = world.visit(draw, first.body, proof=proof, inspectors=first.team)
    page = page_of(world, one.seq)
    assert facts(page, "封存证明") == {
        "盐值": proof.salt, "小组": "、".join(first.team), "位置": str(proof.index), "路径": " ".join(proof.path),
    }  # fmt: skip
    assert [section.folded for section in page.sections if section.heading == "封存证明"] == [True]


def test_a_year_without_calendar_gives_no_last_day(world: World) -> None:
    world.now = at("2026-01-05 09:00")
    one = world.complaint("S001", day=date(2026, 1, 5))
    assert told(page_of(world, one.seq), "I1 I1检查") == ["结果尚未公示，台账中还没有该年的放假安排，期限暂不能计算。"]
