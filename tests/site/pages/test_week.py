"""What the last seven days brought, and nothing older."""

from __future__ import annotations

from ssj_publish.core.kinds.oversight import Retraction
from ssj_publish.core.kinds.registers import BodyChange, Removal
from ssj_publish.site.pages import week
from tests.bureau import at, body
from tests.site.pages.reading import headings, listed, page_at, tiles, view_of
from tests.world import World


def test_registers_are_told_before_and_after(world: World) -> None:
    world.now = at("2025-02-01 09:00")
    world.change("S001", name="甲校")
    world.now = at("2025-02-08 09:00")
    world.change("S001", name="乙校")
    world.say(BodyChange(reason="新增", added=(body(21),)), "p")
    world.say(
        BodyChange(reason="撤并", removed=(Removal(id="S002", ground="closed", state="closed", reason="合并"),)), "p"
    )
    page = page_at(week.pages(view_of(world)), "week/index.html")
    assert page.lead.startswith("2025-02-02 至 2025-02-08，台账最近的 7 天：新写入 3 条记录。")
    assert [row[:2] for row in listed(page, "监管对象的变动（3）")] == [
        ("第2学校", "移出"),
        ("第21学校", "列入"),
        ("乙校", "名称：甲校 → 乙校"),
    ]
    assert tiles(page, "一眼看懂")[0][:2] == ("名录变动", "3 条")
    assert "公示的结果" not in headings(page)


def test_draws_results_cases_and_corrections_of_the_week(world: World) -> None:
    old = world.result(world.complaint("S001"))
    world.result(world.complaint("S004"))
    world.now = at("2025-03-27 09:00")
    draw = world.open(world.commit())
    found = world.pending(world.complaint("S003"))
    world.case(found)
    world.say(Retraction(target=old.id, reason="填错。"), "o1")
    page = page_at(week.pages(view_of(world)), "week/index.html")
    [told] = listed(page, "抽取")
    assert (told[0], told[1], told[3]) == ("春季抽查", "写下承诺、公开名单", "已公开")
    assert draw.result is not None
    assert [row[:4] for row in listed(page, "公示的结果")] == [
        ("第3学校", "东镇", "I1检查", "发现问题，待后续处理 → 已立案（2025-03-28）")
    ]
    assert [row[:3] for row in listed(page, "案件的进展")] == [("AJ-1", "第3学校", "立案")]
    assert [row[1] for row in listed(page, "更正、撤回")] == ["撤回"]
    assert [one[:2] for one in tiles(page, "一眼看懂")[1:]] == [
        ("公开的抽取", "1 次"),
        ("公示的结果", "1 项"),
        ("案件的进展", "1 步"),
    ]
    assert tiles(page, "一眼看懂")[2][2] == "其中发现问题 1 项"


def test_the_seventh_day_back_is_in_and_the_eighth_is_not(world: World) -> None:
    world.now = at("2025-02-01 23:59")
    world.change("S001", name="甲校")
    world.now = at("2025-02-02 00:00")
    world.change("S002", name="乙校")
    world.now = at("2025-02-08 09:00")
    world.change("S003", name="丙校")
    page = page_at(week.pages(view_of(world)), "week/index.html")
    assert [row[0] for row in listed(page, "监管对象的变动")] == ["丙校", "乙校"]


def test_a_great_import_is_told_in_part_and_counted_in_whole(empty_world: World) -> None:
    world = empty_world.found()
    world.now = at("2025-02-08 09:00")
    world.say(BodyChange(reason="建库", added=tuple(body(n) for n in range(1, week.MOST + 11))), "p")
    page = page_at(week.pages(view_of(world)), "week/index.html")
    assert len(listed(page, f"监管对象的变动（{week.MOST + 10}）")) == week.MOST
