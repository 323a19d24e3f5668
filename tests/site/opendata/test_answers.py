"""What the inspected and the public said, row by row: every value under its own head."""

from __future__ import annotations

from datetime import date

from ssj_publish.core.kinds.answers import Outreach, Reply
from ssj_publish.core.kinds.oversight import Supervision
from ssj_publish.site.opendata import answers, publish
from tests.bureau import at
from tests.site.opendata.test_doings import dicts
from tests.site.pages.reading import view_of
from tests.world import World
from tests.years import feedback


def test_a_reply_stands_with_what_it_answers_and_goes_when_it_must(world: World) -> None:
    result = world.pending(world.visit(world.open(world.commit()), "S003"), rectify_by=date(2025, 4, 30))
    world.now = at("2025-04-21 09:00")
    record = world.say(Reply(target=result.id, received=date(2025, 4, 10), post="校长", text="已经补齐。"), "d")
    (row,) = dicts(answers.replies(view_of(world)))
    assert row == {
        "台账编号": record.seq, "对象编号": "S003", "统一社会信用代码": None, "对象": "第3学校",
        "所答的记录": result.seq, "所答记录种类": "检查结果",
        "收到日期": date(2025, 4, 10), "职务": "校长", "内容": "已经补齐。", "登记时间": record.time, "登记晚几天": 4,
    }  # fmt: skip
    world.withhold(record)
    assert "已经补齐" not in str(dicts(answers.replies(view_of(world))))


def test_counts_stand_by_month_and_office(world: World) -> None:
    world.now = at("2025-08-01 09:00")
    record = world.say(feedback(world), "d")
    rows = dicts(answers.feedback(view_of(world)))
    assert [row["科室"] for row in rows] == ["一科", "二科"]
    line = record.body.offices[0]
    assert rows[0] == {
        "月份": f"{record.body.year}-{record.body.month:02d}", "科室": "一科", "满意": line.satisfied, "基本满意": line.fair,
        "不满意": line.dissatisfied, "投诉": line.complaints, "廉政反馈": line.integrity, "反映问题": line.misconduct,
        "台账编号": record.seq,
    }  # fmt: skip


def test_publicity_says_when_what_and_through_which_channels(world: World) -> None:
    told = Outreach(
        title="怎样抽查", date=date(2025, 1, 7), channels=("poster", "letter"), audience="家长", content="介绍抽查。"
    )
    record = world.say(told, "p")
    (row,) = dicts(answers.outreach(view_of(world)))
    assert row == {
        "台账编号": record.seq, "日期": date(2025, 1, 7), "标题": "怎样抽查", "渠道": "张贴海报；致学校和家长的信", "面向": "家长",
        "内容": "介绍抽查。",
    }  # fmt: skip


def test_findings_are_followed_and_samples_looked_at(full_world: World) -> None:
    view = view_of(full_world)
    (step,) = dicts(answers.follow_ups(view))
    assert (step["落实情况"], step["是否办结"], step["说明"]) == ("说明情况", "是", "已经说明。")
    finding = full_world.state.records[full_world.state.supervisions[-1].id]
    assert step["监督意见"] == finding.seq
    rows = dicts(answers.rechecks(view))
    sampled = full_world.state.rechecks[0]
    assert [row["检查记录"] for row in rows] == [full_world.state.visits[one].record.seq for one in sampled.body.visits]
    assert {row["是否已回访"] for row in rows} == {"否"}
    assert {(row["季度"], row["轮次"]) for row in rows} == {("2025-2", sampled.body.round)}


def test_a_visit_that_was_looked_at_is_marked_and_the_others_are_not(full_world: World) -> None:
    import copy

    world = copy.deepcopy(full_world)
    first, *_ = world.state.rechecks[0].body.visits
    world.say(Supervision(subjects=(first,), level="none", finding="检查确已进行。"), "d")
    rows = dicts(answers.rechecks(view_of(world)))
    assert [row["是否已回访"] for row in rows] == ["是"] + ["否"] * (len(rows) - 1)


def test_the_sheets_are_offered(full_world: World) -> None:
    names = {one.name for one in publish.sheets(view_of(full_world))}
    assert names >= {"replies", "feedback", "outreach", "follow-ups", "rechecks"}
