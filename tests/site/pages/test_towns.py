"""A town's page answers for its own bodies and for no others."""

from __future__ import annotations

from datetime import date

from ssj_publish.core.kinds.oversight import Retraction
from ssj_publish.core.kinds.registers import BodyChange, Removal
from ssj_publish.site.pages import towns
from tests.bureau import body
from tests.site.pages.reading import headings, links, listed, page_at, rows, tiles, told, urls, view_of
from tests.world import World


def two_towns(world: World) -> World:
    world.say(BodyChange(reason="新增", added=(body(21, town="西镇", type="幼儿园"), body(22, town="西镇"))), "p")
    return world


def test_without_bodies_there_is_no_page(empty_world: World) -> None:
    assert list(towns.pages(view_of(empty_world.found()))) == []


def test_each_town_has_a_page_and_the_list_counts_what_is_there(world: World) -> None:
    two_towns(world)
    world.result(world.complaint("S021"))
    world.case(world.pending(world.complaint("S022")))
    world.result(world.complaint("S022", day=date(2025, 3, 4)))
    wrong = world.pending(world.complaint("S001"))
    world.say(Retraction(target=wrong.id, reason="填错。"), "o1")
    found = list(towns.pages(view_of(world)))
    assert urls(found) == ["towns/index.html", "towns/1.html", "towns/2.html"]
    rows = listed(page_at(found, "towns/index.html"), "各乡镇")
    assert rows == [
        ("东镇", "12 个", "1 个", "0 项", "0 件", "0 个"),
        ("西镇", "2 个", "2 个", "1 项", "1 件", "0 个"),
    ]


def test_a_town_tells_of_its_own_bodies(world: World) -> None:
    two_towns(world)
    world.result(world.complaint("S021"))
    bad = world.pending(world.complaint("S022"))
    world.case(bad)
    world.pending(world.complaint("S001"))
    page = page_at(towns.pages(view_of(world)), "towns/2.html")
    assert (page.title, page.lead) == ("西镇", "西镇现有监管对象 2 个，历年检查 2 家次。")
    assert page.feed == "feeds/towns/2.atom"
    assert tiles(page, "一眼看懂") == [
        ("2025 年查过", "2 个对象", "名录里有 2 个，其中历年查过 2 个"),
        ("2025 年发现问题", "1 项", "历年 1 项，按公示日期算"),
        ("正在处理", "1 件", "历年立案 1 件"),
        ("从未抽中", "0 个对象", "参加过抽取，一次也没有抽中"),
    ]
    assert listed(page, "监管对象") == [
        ("第21学校", "S021", "幼儿园", "B 级", "正常", "2025-03-03", "2025 年", "未发现问题"),
        ("第22学校", "S022", "学校", "C 级", "正常", "2025-03-03", "2025 年", "发现问题 → 已立案（2025-03-03）"),
    ]
    [problem] = listed(page, "发现的问题")
    assert problem[:3] == ("2025-03-03", "第22学校", "I1检查")
    assert [row[1] for row in listed(page, "检查")] == ["第22学校", "第21学校"]
    assert [row[:2] for row in listed(page, "依法处理")] == [("AJ-1", "第22学校")]
    assert told(page, "从未抽中") == ["这里的对象还没有参加过抽取。"]


def test_who_left_and_who_has_no_town_are_not_lost(world: World) -> None:
    world.say(BodyChange(reason="新增", added=(body(21, town=None),)), "p")
    world.complaint("S002")
    world.say(
        BodyChange(reason="撤并", removed=(Removal(id="S002", ground="closed", state="closed", reason="合并"),)), "p"
    )
    found = list(towns.pages(view_of(world)))
    assert urls(found)[-1] == "towns/0.html"
    assert [row[0] for row in listed(page_at(found, "towns/0.html"), "监管对象")] == ["第21学校"]
    east = page_at(found, "towns/1.html")
    assert [row[0] for row in listed(east, "已移出名录")] == ["第2学校"]
    assert "已移出名录（1）" in headings(east)
    assert [row[1] for row in listed(east, "检查")] == ["第2学校"]
    assert tiles(east, "一眼看懂")[0] == ("2025 年查过", "0 个对象", "名录里有 11 个，其中历年查过 0 个")


def test_those_never_drawn_stand_with_their_chance(world: World) -> None:
    draw = world.open(world.commit())
    page = page_at(towns.pages(view_of(world)), "towns/1.html")
    never = {world.state.bodies.current[id_].name for id_ in draw.pool.keys() - draw.teams.keys()}
    assert {row[0] for row in listed(page, "从未抽中")} == never
    assert tiles(page, "一眼看懂")[3][1] == f"{len(never)} 个对象"


def test_bodies_lead_to_their_pages(world: World) -> None:
    page = page_at(towns.pages(view_of(world)), "towns/1.html")
    block = next(one.blocks[0] for one in page.sections if one.heading.startswith("监管对象"))
    assert links(block)[0] == "bodies/S001.html"


def test_a_roster_s_columns_stand_where_they_are_named(world: World) -> None:
    """So that nobody reads a credit class as a state."""
    bodies = [world.state.bodies.current["S001"]]
    for town in (True, False):
        table = towns.roster(view_of(world), bodies, "名单", town)
        where = ("乡镇",) if town else ()
        assert table.head == (
            "名称",
            "编号",
            *where,
            "类型",
            "信用等级",
            "状态",
            "上次检查",
            "查过的年度",
            "查出了什么",
        )
        [row] = rows(table)
        assert row == (
            "第1学校",
            "S001",
            *(("东镇",) if town else ()),
            "学校",
            "B 级",
            "正常",
            "没有",
            "—",
            "还没有查过",
        )
