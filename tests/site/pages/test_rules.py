"""规则的变更 and 年度报告: what the pages say of the rules in force, of each change, and of the numbers reported
upward."""

from __future__ import annotations

import msgspec
import pytest

from ssj_publish.core.kinds.genesis import Role
from ssj_publish.core.kinds.rules import Ended, Renamed, RuleChange
from ssj_publish.site.pages import places, reports, rules, visits
from tests.bureau import SIGNERS, TestSigner, keys_of
from tests.site.pages.reading import headings, listed, page_at, urls, view_of
from tests.world import World

NEW = TestSigner("page: a new office")


@pytest.fixture
def changed(world: World) -> World:
    """An office merged, another renamed, results due earlier."""
    made = RuleChange(
        document="教发9号",
        reason="机构改革。",
        bureau="测试县教育体育局",
        settings=msgspec.structs.replace(world.state.settings, result_days=15),
        added=(Role(id="o3", name="三科", type="office", threshold=1, keys=keys_of(NEW)),),
        renamed=(Renamed(role="o2", name="综合科"),),
        ended=(Ended(role="o1", successor="o3"),),
    )
    world.sign(made, SIGNERS["p"], SIGNERS["l"], NEW)
    return world


def test_each_change_is_told_line_by_line(changed: World) -> None:
    page = page_at(rules.pages(view_of(changed)), places.RULE_CHANGES[1])
    seq = changed.state.rules[-1].seq
    assert headings(page) == ["现行的规则", f"自第 {seq} 号起", f"第 {seq} 号变更的前后"]
    assert [row[1:] for row in listed(page, f"第 {seq} 号变更的前后")] == [("0 次", "0 个", "0 项", "0 项", "0 项")] * 2
    assert [row[0] for row in listed(page, f"自第 {seq}")] == [
        "单位名称：测试县教育局改为测试县教育体育局",
        "新增业务科室：三科",
        "改名：二科改为综合科",
        "撤并：一科，职责由三科接续",
        "结果公示期限：20 个工作日改为15 个工作日",
    ]


def test_the_roles_say_who_has_ended_and_who_took_over(changed: World) -> None:
    page = page_at(rules.pages(view_of(changed)), places.RULE_CHANGES[1])
    assert ("一科", "业务科室", "没有", "三科") in listed(page, "现行的规则")
    assert ("综合科", "业务科室", "有", "—") in listed(page, "现行的规则")


def test_without_a_change_the_rules_in_force_are_public_all_the_same(world: World) -> None:
    page = page_at(rules.pages(view_of(world)), places.RULE_CHANGES[1])
    assert headings(page) == ["现行的规则"]
    assert "至今 0 次" in page.lead


def test_a_years_report_has_the_numbers_their_rules_and_their_records(full_world: World) -> None:
    view = view_of(full_world)
    assert urls(reports.pages(view)) == ["reports/2025.html"]
    page = page_at(reports.pages(view), "reports/2025.html")
    assert headings(page) == ["行政执法数据", "指标", "抽查事项统计", "行政检查计划统计"]
    count = sum(one.in_force for one in full_world.state.visits.values())
    name, rule, source, number, records = listed(page, "行政执法数据")[0]
    assert (name, number) == ("行政检查次数", str(count))
    assert rule
    assert "118号" in source
    assert records
    assert len(listed(page, "行政检查计划统计")[0]) == 18


def test_a_partners_result_stands_on_the_joint_visits_page(full_world: World) -> None:
    record = next(one for one in full_world.state.records.values() if one.kind == "partner-result")
    visit = full_world.state.visits[record.body.visit]
    page = page_at(visits.pages(view_of(full_world)), places.visit(visit.record).href)
    row = listed(page, "外部门的结果")[0]
    assert row[:5] == ("消防队", "消防设施", "未发现问题", "一科", "消防检查记录.pdf")
