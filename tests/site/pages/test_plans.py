"""What was promised, year by year and task by task, and how far it has come."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from ssj_publish.core.kinds.plan import ClassRatio, Declined, PlanProposal
from ssj_publish.office import plans as acts
from ssj_publish.site.pages import plans
from tests.bureau import task
from tests.site.pages.reading import facts, headings, listed, page_at, tiles, urls, view_of
from tests.world import World


def test_without_a_plan_there_is_no_page(empty_world: World) -> None:
    assert list(plans.pages(view_of(empty_world.found().register()))) == []


def test_a_plan_is_told_with_its_approval(world: World) -> None:
    found = list(plans.pages(view_of(world)))
    assert urls(found) == ["plans/index.html", "plans/2025.html", "tasks/T1.html"]
    index = page_at(found, "plans/index.html")
    assert tiles(index, "2025 年") == [
        ("任务", "1 项", "已批准"),
        ("抽取", "0 家次", "0 次，作废 0 次"),
        ("检查", "0 家次", "完成抽中的；公示结果 0 项"),
    ]
    assert listed(index, "2025 年") == [("计划", "1", "2025-01-07 09:06 教发1号")]
    page = page_at(found, "plans/2025.html")
    assert facts(page, "计划") == {
        "提报": "一科",
        "汇总": "2025-01-07 09:05 政策法规科",
        "批准": "2025-01-07 09:06 教发1号",
        "备案": "尚未备案",
    }
    assert listed(page, "计划") == [
        ("T1 春季抽查", "一科", "学校", "A 级 10%，B 级 20%，C 级 50%，D 级 100%", "2025-03-24 至 2025-05-30", "待抽取")
    ]
    assert (page.title, page.document, page.published) == ("2025 年度抽查计划", "教发1号", "2025-01-07 09:06")


def test_what_a_plan_left_out_or_gave_up_is_told(empty_world: World) -> None:
    world = empty_world.found().register()
    world.say(PlanProposal(year=2025, office="o1", tasks=(task("T1"), task("T2"))), "o1")
    declined = (Declined(task="T2", reason="与 T1 重复。"),)
    plan = world.say(acts.consolidate(world.state, 2025, "计划甲", (), declined), "p")
    world.say(acts.approve(plan.id, "教发1号"), "l")
    later = {"start": date(2026, 3, 2), "end": date(2026, 5, 29)}
    world.say(PlanProposal(year=2026, office="o2", tasks=(task("T6", office="o2", items=("I2",), **later),)), "o2")
    gone = (Declined(task="T1", reason="县里统一安排。"),)
    world.say(acts.consolidate(world.state, 2026, "计划乙", (), (), gone), "p")
    found = list(plans.pages(view_of(world)))
    assert headings(page_at(found, "plans/index.html")) == ["2026 年", "2025 年"]
    page = page_at(found, "plans/2025.html")
    assert listed(page, "提报后没有列入的任务") == [("T2", "与 T1 重复。")]
    page = page_at(found, "plans/2026.html")
    assert facts(page, "计划乙")["批准"] == "尚未批准"
    assert facts(page, "计划乙")["提报"] == "二科"
    assert listed(page, "取消的任务") == [("T1 春季抽查", "县里统一安排。")]
    assert page.document == ""
    assert facts(page_at(found, "tasks/T1.html"), "任务")["进展"] == "待抽取", "cancelled only once approved"
    world.say(acts.approve(acts.waiting(world.state), "教发2号"), "l")
    told = facts(page_at(plans.pages(view_of(world)), "tasks/T1.html"), "任务")
    assert (told["进展"], told["取消理由"]) == ("已取消", "县里统一安排。")


def test_a_task_is_told_field_by_field(empty_world: World) -> None:
    world = empty_world.found().register()
    first = task("T1", minimum=2, towns=("东镇",), directed=True, remark="备注甲")
    second = task("T2", items=("I2",), office="o2", minimum=2, towns=("东镇",))
    for one in (first, second):
        world.say(PlanProposal(year=2025, office=one.office, tasks=(one,)), one.office)
    joint = msgspec.structs.replace(
        first, id="T3", name="联合抽查", items=("I1", "I2"), partners=("o2",), merged_from=("T1", "T2")
    )
    world.say(acts.consolidate(world.state, 2025, "计划", (joint,)), "p")
    page = page_at(plans.pages(view_of(world)), "tasks/T3.html")
    assert facts(page, "任务") == {
        "进展": "待抽取", "时间": "2025-03-24 至 2025-05-30", "发起科室": "一科", "响应科室": "二科", "任务类型": "定向",
        "对象范围": "学校", "乡镇": "东镇", "抽取比例": "A 级 10%，B 级 20%，C 级 50%，D 级 100%", "每个等级至少": "2 个",
        "由以下任务合并": "T1、T2", "备注": "备注甲", "所在计划": "计划",
    }  # fmt: skip
    assert listed(page, "查什么") == [("I1 I1检查", "一科"), ("I2 I2检查", "二科")]
    assert (page.title, page.published) == ("联合抽查（T3）", "2025-01-07 09:06")


def test_a_plain_task_says_so(world: World) -> None:
    told = facts(page_at(plans.pages(view_of(world)), "tasks/T1.html"), "任务")
    assert (told["任务类型"], told["乡镇"]) == ("不定向", "全县")
    assert "每个等级至少" not in told
    assert "响应科室" not in told


def test_progress_goes_by_the_draw_in_force(world: World) -> None:
    """From waiting to done; a void draw counts for nothing."""

    def progress() -> tuple[str, int | None]:
        found = plans.progress(world.state, world.state.tasks["T1"])
        return found.text, found.bar

    assert progress() == ("待抽取", None)
    spoilt = world.commit()
    assert progress() == ("已承诺，待抽取", None)
    world.void(spoilt)
    assert progress() == ("待抽取", None)
    draw = world.open(world.commit())
    count = len(draw.teams)
    assert progress() == (f"已查 0/{count}", 0)
    visits = [world.visit(draw) for _ in range(count - 1)]
    assert progress() == (f"已查 {count - 1}/{count}", 1000 * (count - 1) // count)
    visits.append(world.visit(draw))
    assert progress() == (f"已查 {count}/{count}", 1000), "visited, and not one result"
    for visit in visits:
        world.result(visit)
    assert progress() == (f"已完成（{count} 个对象）", 1000)
    listing = listed(page_at(plans.pages(view_of(world)), "tasks/T1.html"), "抽取")
    assert [(row[0], row[3]) for row in listing] == [("第 1 次", "已作废"), ("第 2 次", "已公开")]


def test_a_sealed_draw_tells_how_many_not_whom(world: World) -> None:
    draw = world.commit(sealed=True)
    found = world.seal(draw)
    count = len(found.drawn)
    assert plans.progress(world.state, world.state.tasks["T1"]).text == f"已抽取未公开，已查 0/{count}"


@pytest.mark.parametrize(
    ("p", "q", "words"), [(5, 100, "A 级 5%"), (1, 3, "A 级 1/3"), (1, 4, "A 级 25%"), (1, 1, "A 级 100%")]
)
def test_a_ratio_is_a_percentage_where_that_is_exact(p: int, q: int, words: str) -> None:
    assert plans.ratios(task(ratios=(ClassRatio(credit_class="A", p=p, q=q),))) == words
