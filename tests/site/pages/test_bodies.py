"""A body's page says what the ledger says of this body, and counts no void draw."""

from __future__ import annotations

from datetime import date

from ssj_publish.core.kinds.annulment import Annulment
from ssj_publish.core.kinds.genesis import CalendarYear
from ssj_publish.core.kinds.oversight import Retraction
from ssj_publish.core.kinds.registers import BodyChange, Removal
from ssj_publish.core.reading import figures
from ssj_publish.site.blocks import Tiles, Ways
from ssj_publish.site.pages import bodies
from tests.bureau import body
from tests.site.pages.reading import blocks, facts, headings, listed, page_at, tiles, urls, view_of
from tests.world import World


def test_without_bodies_there_is_no_page(empty_world: World) -> None:
    assert list(bodies.pages(view_of(empty_world.found()))) == []


def test_the_list_leads_to_the_towns_and_tells_who_left(world: World) -> None:
    world.say(BodyChange(reason="新开办", added=(body(13, town=None), body(14, town="西镇", state="suspended"))), "p")
    world.say(
        BodyChange(reason="撤并", removed=(Removal(id="S002", ground="closed", state="closed", reason="合并"),)), "p"
    )
    found = list(bodies.pages(view_of(world)))
    assert urls(found) == ["bodies/index.html", *(f"bodies/S{n:03d}.html" for n in range(1, 15))]
    page = page_at(found, "bodies/index.html")
    assert headings(page)[:3] == ["按乡镇（街道）看", "全部对象（13）", "已移出（1）"]
    [ways] = blocks(page, "按乡镇（街道）看")
    assert isinstance(ways, Ways)
    assert [(one.text, one.href) for one in ways.ways] == [
        ("东镇（11）", "towns/1.html"),
        ("西镇（1）", "towns/2.html"),
        ("未注明乡镇（1）", "towns/0.html"),
    ]
    unseen = ("没有", "—", "还没有查过")
    assert listed(page, "全部对象")[-2:] == [
        ("第13学校", "S013", "未注明乡镇", "学校", "B 级", "正常", *unseen),
        ("第14学校", "S014", "西镇", "学校", "C 级", "停办停业", *unseen),
    ]
    assert listed(page, "已移出") == [("第2学校", "S002", "东镇", "学校", "C 级", "正常", *unseen)]
    assert "现有 13 个" in page.lead


def test_the_years_in_which_a_body_was_visited_stand_in_the_list(world: World) -> None:
    world.say(CalendarYear(year=2026, notice="放假通知", holidays=(date(2026, 1, 1),)), "p")
    for day in (date(2025, 3, 3), date(2025, 4, 3), date(2026, 3, 3)):
        world.complaint("S002", day=day)
    world.say(Annulment(target=world.complaint("S003").id, ground="wrong-subject", explanation="弄错。"), "o1", "p")
    rows = {row[1]: row[7] for row in listed(page_at(bodies.pages(view_of(world)), "bodies/index.html"), "全部对象")}
    assert rows["S002"] == "2025 年、2026 年"
    assert rows["S003"] == rows["S001"] == "—"
    page = page_at(bodies.pages(view_of(world)), "bodies/S003.html")
    assert len(listed(page, "已撤回和宣告无效的检查")) == 1
    assert "检查和结果" not in [part.heading for part in page.sections]


def test_an_entry_is_told_field_by_field(world: World) -> None:
    full = body(
        13, code="91X", ownership="民办", stage="小学", licence="证1", branch_of="S014", capped="unclear", state="moved"
    )
    world.say(BodyChange(reason="新增", added=(full, body(14, code="91X"))), "p")
    page = page_at(bodies.pages(view_of(world)), "bodies/S013.html")
    assert facts(page, "名录记载") == {
        "编号": "S013", "统一社会信用代码": "91X", "名录": "现在名录中", "状态": "迁出", "类型": "学校", "性质": "民办",
        "学段": "小学", "地址": "学府街13号", "乡镇": "东镇", "信用等级": "B 级（2025-01-06 评定）", "办学许可证号": "证1",
        "所属主体": "第14学校", "涉企检查频次上限": "待明确",
    }  # fmt: skip
    assert (page.title, page.lead, page.published) == ("第13学校", "学校，学府街13号。", "2025-01-07 09:07")


def test_draws_visits_and_results_are_counted(world: World) -> None:
    """A void draw is none that it took part in, and in none it was drawn there; what was never looked at is not
    green."""
    spoilt = world.commit()
    world.void(spoilt)
    draw = world.open(world.commit())
    world.open(spoilt)
    both = next(iter(draw.teams.keys() & {one.body for one in spoilt.outcome.drawn}))  # type: ignore[union-attr]
    page = page_at(bodies.pages(view_of(world)), f"bodies/{both}.html")
    assert tiles(page, "一眼看懂") == [
        ("上次检查", "还没有查过", "台账里没有到这里检查的记录"),
        ("查出了什么", "还没有查过", "没有查过，不等于没有问题"),
        ("改了没有", "—", "没有案件"),
        ("接下来", "没有正在进行的抽取", "参加抽取 1 次，抽中 1 次"),
    ]
    assert {cell.tone for one in blocks(page, "一眼看懂") if isinstance(one, Tiles) for _, cell, _ in one.tiles} == {
        "quiet"
    }
    fates = [row[4] for row in listed(page, "参加过的抽取")]
    assert fates == ["抽中", "本会抽中（抽取已作废）"]
    found = world.pending(world.visit(draw, both))
    world.case(found)
    page = page_at(bodies.pages(view_of(world)), f"bodies/{both}.html")
    assert tiles(page, "一眼看懂")[:3] == [
        ("上次检查", "2025-04-10", "一共查过 1 次"),
        ("查出了什么", "发现问题 1 项", "历次共公示结果 1 项，发现问题 1 项"),
        ("改了没有", "已立案（2025-04-10）", "正在处理 1 件"),
    ]
    told = ("2025-04-10", "实地检查", "I1检查：发现问题，待后续处理 → 已立案（2025-04-10）")
    assert listed(page, "检查和结果") == [told]
    assert listed(page, "依法处理") == [("AJ-1", "责令整改", "2025-04-10 17:02", "已立案")]


def test_visits_stand_newest_first_and_a_result_taken_back_is_none(world: World) -> None:
    first = world.complaint("S001")
    world.result(first)
    second = world.complaint("S001", day=date(2025, 3, 10))
    wrong = world.result(second)
    world.say(Retraction(target=wrong.id, reason="填错。"), "o1")
    page = page_at(bodies.pages(view_of(world)), "bodies/S001.html")
    assert listed(page, "检查和结果") == [
        ("2025-03-10", "实地检查", "待公示"),
        ("2025-03-03", "实地检查", "I1检查：未发现问题"),
    ]
    assert tiles(page, "一眼看懂")[:3] == [
        ("上次检查", "2025-03-10", "一共查过 2 次"),
        ("查出了什么", "结果待公示", "历次共公示结果 1 项，发现问题 0 项"),
        ("改了没有", "没有要改的", "没有案件"),
    ]


def test_the_page_is_as_new_as_the_newest_record_that_it_tells_of(world: World) -> None:
    def published(id_: str) -> str:
        return page_at(bodies.pages(view_of(world)), f"bodies/{id_}.html").published

    before = published("S001")
    visit = world.complaint("S001", day=date(2025, 3, 3))
    assert published("S001") == "2025-03-03 17:00" > before
    result = world.pending(visit)
    assert published("S001") == f"{result.time:%Y-%m-%d %H:%M}"
    world.case(result)
    assert published("S001") == f"{world.state.cases['AJ-1'].steps[-1].time:%Y-%m-%d %H:%M}"
    assert published("S002") == before


def test_a_school_that_has_closed_is_no_school_with_faults(world: World) -> None:
    """发现问题 has one meaning, that of the figures."""
    visit = world.complaint("S001")
    world.change("S001", state="closed")
    world.result(visit, code="closed", checks=())
    view = view_of(world)
    page = page_at(bodies.pages(view), "bodies/S001.html")
    assert tiles(page, "一眼看懂")[1] == ("查出了什么", "已关闭停业", "历次共公示结果 1 项，发现问题 0 项")
    assert figures.of_year(world.state, 2025).problems == 0
    assert [row[2] for row in listed(page, "检查和结果")] == ["I1检查：已关闭停业"]


def test_a_closed_case_stands_beside_its_result(world: World) -> None:
    found = world.pending(world.complaint("S001"))
    world.case(found)
    state = world.state.cases["AJ-1"]
    state.stage = "closed"
    page = page_at(bodies.pages(view_of(world)), "bodies/S001.html")
    assert listed(page, "检查和结果")[0][2].startswith("I1检查：发现问题，待后续处理 → ")
    assert listed(page, "检查和结果")[0][2].endswith(" 结案")
    label, cell, _ = next(
        one for block in blocks(page, "一眼看懂") if isinstance(block, Tiles) for one in [block.tiles[2]]
    )
    assert (label, cell.tone, cell.href) == ("改了没有", "ok", "cases/AJ-1.html")


def test_who_left_and_who_stepped_in_are_told(world: World) -> None:
    draw = world.open(world.commit())
    gone = next(iter(draw.teams))
    world.change(gone, state="closed")
    world.substitute(draw, gone, None, "closed")
    new = draw.substitutions[0].body.replacement
    found = list(bodies.pages(view_of(world)))
    assert listed(page_at(found, f"bodies/{gone}.html"), "参加过的抽取")[0][4] == "抽中，后由他人递补"
    assert listed(page_at(found, f"bodies/{new}.html"), "参加过的抽取")[0][4] == "递补抽中"
    rest = {ticket.body for ticket in draw.outcome.tickets} - draw.teams.keys() - {gone}  # type: ignore[union-attr]
    assert listed(page_at(found, f"bodies/{min(rest)}.html"), "参加过的抽取")[0][4] == "未抽中"
