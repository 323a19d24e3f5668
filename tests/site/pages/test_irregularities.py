"""异常情况: what was found and what was looked for; on the front page, on the draws' pages, in the feed and the
table."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree

import pytest

from ssj_publish.core.kinds.draw import BeaconRound
from ssj_publish.core.reading.irregularities import CODES
from ssj_publish.core.state import Draw
from ssj_publish.site.opendata import feeds, remarks
from ssj_publish.site.pages import draws as draw_pages
from ssj_publish.site.pages import home, irregularities
from ssj_publish.words import labels
from tests.attacks.test_seals import false_seal, visit
from tests.bureau import ROUND, at
from tests.site.pages.reading import headings, listed, page_at, tiles, told, view_of
from tests.world import World

URL = "irregularities/index.html"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def lied(world: World) -> tuple[World, Draw]:
    """An invented list was sealed and visited; the secrets are open, nobody has recorded the result."""
    draw = world.commit(sealed=True)
    lie = false_seal(world, draw)
    visit(world, draw, lie, day=date(2025, 3, 28))
    visit(world, draw, lie, 1, day=date(2025, 3, 28))
    world.reveal(draw)
    return world, draw


def test_where_nothing_is_found_the_page_says_so_and_what_was_looked_for(world: World) -> None:
    page = page_at(irregularities.pages(view_of(world)), URL)
    assert told(page, "发现的") == ["没有发现异常情况。找过的见下表。"]
    assert page.lead.endswith("共 0 项。")
    rows = listed(page, "找的是什么")
    assert [row[0] for row in rows] == [labels.IRREGULARITIES[code] for code in CODES]
    assert {row[2] for row in rows} == {"0"}


def test_what_is_found_is_listed_with_its_records_and_counted_by_kind(lied: tuple[World, Draw]) -> None:
    world, draw = lied
    page = page_at(irregularities.pages(view_of(world)), URL)
    rows = {row[1]: row for row in listed(page, "发现的")}
    assert draw.seal is not None
    assert rows["封存不实"][2].startswith("任务 T1 第 1 次抽取的封存值不是这次抽取的结果")
    assert rows["封存不实"][3:] == ("T1-1", f"第 {draw.seal.seq} 号")
    assert "没有被抽中" in rows["未按抽取结果检查"][2]
    counted = {row[0]: row[2] for row in listed(page, "找的是什么")}
    assert (counted["封存不实"], counted["未按抽取结果检查"], counted["抽取作废"]) == ("1", "1", "0")


def test_the_front_page_counts_them(lied: tuple[World, Draw]) -> None:
    world, _ = lied
    count = len(view_of(world).irregularities)
    page = page_at(home.pages(view_of(world)), "index.html")
    [tile] = [one for one in tiles(page, headings(page)[0]) if one[0] == "有没有异常"]
    assert tile[1] == f"{count} 项"
    assert count >= 2


def test_the_draws_page_says_at_once_that_the_seal_is_false_and_who_was_visited_under_it(
    lied: tuple[World, Draw],
) -> None:
    world, draw = lied
    assert draw.result is None
    assert draw_pages.status(draw).text == "封存不实"
    page = page_at(draw_pages.pages(view_of(world)), "draws/T1-1.html")
    assert "封存不实" in page.lead
    assert told(page, "现在的状态")[0].startswith("封存不实：")
    [row] = listed(page, "未按抽取结果的检查")
    assert row[0] == world.state.bodies.current[next(iter(draw.astray))].name
    assert row[3] == "没有被抽中"
    assert draw.computed is not None
    assert len(listed(page, "抽中了谁")) == len(draw.computed.drawn)


def test_a_later_draw_shows_what_the_void_ones_would_have_given(world: World) -> None:
    spoilt = world.open(world.commit())
    world.void(spoilt)
    later = BeaconRound(chain="quicknet", round=ROUND + 1_000_000, fallback="wait")
    world.commit(beacon=later, opens=at("2025-06-01 18:00"))
    page = page_at(draw_pages.pages(view_of(world)), "draws/T1-2.html")
    assert told(page, "此前作废的抽取") == ["此前作废 1 次。作废的抽取当时会抽中谁，列在这里，供对照。"]
    [row] = listed(page, "此前作废的抽取")
    assert spoilt.outcome is not None
    assert row[0] == "T1-1"
    assert row[2] == "规则有误"
    for one in spoilt.outcome.drawn:
        assert world.state.bodies.current[one.body].name in row[3]
    assert "此前作废的抽取" not in headings(page_at(draw_pages.pages(view_of(world)), "draws/T1-1.html"))


def test_feed_and_table_hold_the_same_list(lied: tuple[World, Draw]) -> None:
    world, draw = lied
    view = view_of(world)
    sheet = remarks.irregularities(view)
    rows = [dict(zip((column.name for column in sheet.columns), row, strict=True)) for row in sheet.told]
    assert [row["代码"] for row in rows] == [one.code for one in view.irregularities]
    [astray] = [row for row in rows if row["代码"] == "visit-astray"]
    assert (astray["任务编号"], astray["第几次"], astray["日期"]) == ("T1", 1, date(2025, 3, 28))
    assert astray["对象编号"] == next(iter(draw.astray))
    data = dict(feeds.files(view, "网站", ""))["feeds/irregularities.atom"]
    entries = list(ElementTree.fromstring(data).iter(f"{ATOM}entry"))
    assert len(entries) == len(rows)
    assert len({one.findtext(f"{ATOM}id") for one in entries}) == len(rows)
    assert "封存不实" in {one.findtext(f"{ATOM}title") for one in entries}
