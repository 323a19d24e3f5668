"""What the page says of a comparison, and what has been done about it since."""

from __future__ import annotations

from ssj_publish.core.kinds.comparison import Miss
from ssj_publish.core.kinds.registers import BodyChange
from ssj_publish.site.pages import comparisons
from tests.bureau import body
from tests.site.pages.reading import listed, page_at, view_of
from tests.world import World
from tests.years import comparison


def test_the_page_tells_what_has_been_done_about_a_miss(world: World) -> None:
    misses = (
        Miss(name="甲校", reason="to-add"),
        Miss(name="乙校", reason="to-add"),
        Miss(name="丙校", reason="closed"),
    )
    world.say(comparison(world, missing=misses, count=4, surplus=()), "p")
    world.say(BodyChange(reason="补录", added=(body(90, name="甲 校"),)), "p")
    page = page_at(comparisons.pages(view_of(world)), "comparisons/index.html")
    assert [(row[0], row[2], row[4]) for row in listed(page, "民办非企业单位名单")] == [
        ("甲校", "应补录", "已列入，甲 校"), ("乙校", "应补录", "仍未列入"), ("丙校", "已停办或注销", "不列入"),
    ]  # fmt: skip


def test_without_a_comparison_there_is_no_page(world: World) -> None:
    assert not list(comparisons.pages(view_of(world)))
