"""A draw's page says in a word how far it has come, and in its lead what a reader must know first."""

from __future__ import annotations

from ssj_publish.core.kinds.draw import BeaconRound
from ssj_publish.core.state import Draw
from ssj_publish.site.blocks import Cell, NoticeCheck, Page
from ssj_publish.site.pages import draws, notice, places
from tests.bureau import ROUND, at
from tests.site.pages.reading import headings, listed, page_at, told, urls, view_of
from tests.world import World


def page_of(world: World, name: str = "T1-1") -> Page:
    return page_at(draws.pages(view_of(world)), f"draws/{name}.html")


def sizes(draw: Draw) -> str:
    return f"从 12 个对象中抽取 {sum(one.sample for one in draw.commit.strata)} 个。"


def test_without_draws_there_is_no_page(world: World) -> None:
    assert list(draws.pages(view_of(world))) == []


def test_a_draw_from_its_commitment_to_its_result(world: World) -> None:
    draw = world.commit()
    assert draws.status(draw).text == "已承诺，待抽取"
    page = page_of(world)
    assert page.title == "春季抽查：随机抽取（T1-1）"
    assert page.lead == f"{sizes(draw)}规则已经写定，结果尚未产生。"
    assert told(page, "现在的状态") == [
        "已固定：抽取池、比例、检查人员名单和将要使用的随机数。尚未产生：抽中了谁。最迟 2025-03-28 18:00 公开。"
    ]
    assert {"抽取池", "抽多少"} < set(headings(page))
    assert not {"抽中了谁", "看图", "全部签号", "用数据库核对", "递补"} & set(headings(page))
    world.open(draw)
    page = page_of(world)
    assert (page.lead, page.valid, page.made) == (sizes(draw), "有效", "2025-03-27 09:03")
    assert page.published == "2025-03-28 14:03"
    assert {"抽中了谁", "看图", "全部签号", "用数据库核对"} < set(headings(page))
    assert not {"现在的状态", "抽取池", "本来会抽中谁"} & set(headings(page))
    assert page.data == "draws/T1-1.json"


def test_a_void_draw_stays_with_what_it_would_have_given(world: World) -> None:
    spoilt = world.commit()
    world.void(spoilt)
    page = page_of(world)
    assert page.lead == f"{sizes(spoilt)}这次抽取已经作废，不作为检查的依据。"
    assert told(page, "现在的状态") == [
        "作废情形：规则有误。情况属实。", "2025-03-27 09:04 作废，由政策法规科和纪检组共同签署。",
    ]  # fmt: skip
    world.open(spoilt)
    page = page_of(world)
    assert page.lead == f"{sizes(spoilt)}这次抽取已经作废，不作为检查的依据；它本来会抽中谁，仍如实列出。"
    assert page.valid == "已作废"
    assert [row[4] for row in listed(page, "本来会抽中谁")] == ["抽取已作废"] * len(spoilt.outcome.drawn)  # type: ignore[union-attr]
    again = world.commit(beacon=BeaconRound(chain="quicknet", round=ROUND + 3000, fallback="wait"))
    assert page_of(world, "T1-2").lead.startswith(f"这项任务的第 2 次抽取。{sizes(again)}")
    rows = listed(page_at(draws.pages(view_of(world)), "draws/index.html"), "抽取")
    assert [(row[1], row[3], row[4]) for row in rows] == [
        ("T1-2", "7 个（共 12 个）", "已承诺，待抽取"),
        ("T1-1", "7 个（共 12 个）", "已作废"),
    ]
    assert draws.sample(again).href == draws.sample(spoilt).href == "", "there is no list of whom they gave"


def test_a_sealed_draw_names_nobody_and_can_be_checked_by_telephone(world: World) -> None:
    draw = world.commit(sealed=True, opens=at("2025-06-03 10:00"))
    assert urls(draws.pages(view_of(world))) == ["draws/index.html", "draws/T1-1.html"]
    found = world.seal(draw)
    assert draws.status(draw).text == "已抽取，名单未公开"
    page = page_of(world)
    assert page.lead == f"{sizes(draw)}名单已经固定、尚未公开，以免走漏消息；任何人都不能再改动它。"
    paragraphs = told(page, "现在的状态")
    assert len(paragraphs) == 2
    assert paragraphs[0].endswith(f"共 {len(found.drawn)} 个对象。")
    assert paragraphs[1].startswith("尚未公开：抽中了谁、由谁检查。最迟 2025-06-03 10:00 公开")
    check = page_at(notice.pages(view_of(world)), "notice.html")
    [tool] = [one for part in check.sections for one in part.blocks if isinstance(one, NoticeCheck)]
    assert draw.seal is not None
    task = {"task": "春季抽查", "items": ["I1"], "first": "2025-03-24", "last": "2025-05-30"}
    assert tool.data["seals"] == {"T1-1": {"root": draw.seal.body.root, "count": len(found.drawn), **task}}
    assert tool.data["draws"] == {}
    assert tool.data["bodies"].keys() == world.state.bodies.current.keys()


def test_the_count_of_a_draw_is_over_all_classes(world: World) -> None:
    draw = world.commit()
    assert [one.size for one in draw.commit.strata] == [3, 3, 3, 3]
    assert [one.sample for one in draw.commit.strata] == [1, 1, 2, 3]
    assert draws.sample(draw) == Cell("7 个（共 12 个）")
    world.open(draw)
    assert draws.sample(draw).href == places.chosen(places.DRAWN, ("抽取", "T1-1"))
