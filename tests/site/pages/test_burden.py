"""The burden page says what each school bore, and draws the two curves whose numbers stand beside them."""

from __future__ import annotations

import msgspec

from ssj_publish.core.kinds.burden import VisitsApart
from ssj_publish.core.kinds.genesis import BodyCap
from ssj_publish.site.blocks import Curve
from ssj_publish.site.pages import burden
from tests.bureau import genesis
from tests.core.reading.test_burden import played
from tests.site.pages.reading import blocks, listed, page_at, view_of
from tests.world import World


def test_where_nobody_was_visited_there_is_no_page(world: World) -> None:
    assert list(burden.pages(view_of(world))) == []


def test_repeats_joined_and_spared_visits_are_told() -> None:
    page = page_at(burden.pages(view_of(played())), "burden/index.html")
    assert listed(page, "2025 年检查两次以上的对象") == [
        ("第1学校", "2 次，2 天", "随机抽查 1、个案检查 1", "75 分钟", "1 个")
    ]
    assert [row[0] for row in listed(page, "其他部门的结果代替的检查")] == ["第2学校"]
    endings = {row[0]: row[3] for row in listed(page, "几次抽取指到同一对象的")}
    assert endings == {"第1学校": "一次查完", "第3学校": "分开检查，没有写明理由", "第4学校": "可以合并"}


def test_a_reason_is_told_beside_the_pair() -> None:
    world = played()
    first, second = world.state.draws
    reason = VisitsApart(body="S003", grounds=(first, second), reason="timing", explanation="错开。")
    world.say(reason, "o1")
    page = page_at(burden.pages(view_of(world)), "burden/index.html")
    told = {row[0]: row[3:] for row in listed(page, "几次抽取指到同一对象的")}
    assert told["第3学校"] == ("分开检查，写明了理由", "时间无法衔接：错开。")


def test_the_curves_have_their_numbers_beside_them() -> None:
    page = page_at(burden.pages(view_of(played())), "burden/index.html")
    curves = [one for one in blocks(page, "一年比一年") if isinstance(one, Curve)]
    assert [[point.value for point in one.points] for one in curves] == [["1.50"], ["0.33"]]
    [row] = listed(page, "一年比一年")
    assert (row[3], row[5]) == ("1.50", "0.33")


def test_each_cap_is_told_with_its_rule_and_how_near_anybody_is() -> None:
    cap = BodyCap(
        name="进校", covers="types", types=("学校",), visits=6, year="school", exempt=("complaint",), source="规则"
    )
    settings = msgspec.structs.replace(genesis().settings, body_caps=(cap,))
    world = World().found(settings=settings).register()
    world.complaint("S001", trigger=None, routine=True)
    page = page_at(burden.pages(view_of(world)), "burden/index.html")
    assert listed(page, "一年最多查几次") == [
        ("进校", "学校", "每学年（九月起） 6 次", "投诉举报", "2024 年起的年度最多 1 次", "规则")
    ]
