"""Who was never drawn, how often in the pool, since when, and by what chance."""

from __future__ import annotations

from ssj_publish.site.pages import undrawn
from tests.site.pages.reading import listed, page_at, view_of
from tests.world import World


def test_without_an_open_draw_there_is_no_page(world: World) -> None:
    assert list(undrawn.pages(view_of(world))) == []
    world.commit()
    assert list(undrawn.pages(view_of(world))) == []


def test_those_in_the_pool_and_never_drawn_are_listed_with_their_chance(world: World) -> None:
    draw = world.open(world.commit())
    page = page_at(undrawn.pages(view_of(world)), "undrawn/index.html")
    rows = listed(page, "从未抽中")
    names = {world.state.bodies.current[id_].name for id_ in draw.pool.keys() - draw.teams.keys()}
    assert {row[0] for row in rows} == names
    assert {row[3] for row in rows} == {"1 次"}
    assert {row[4] for row in rows} == {draw.record.time.date().isoformat()}
    strata = {one.credit_class: one for one in draw.commit.strata}
    for row in rows:
        [id_] = [id_ for id_, body in world.state.bodies.current.items() if body.name == row[0]]
        stratum = strata[draw.pool[id_][0]]
        assert row[5] == f"{100 * (stratum.size - stratum.sample) // stratum.size}%"


def test_a_void_draw_counts_for_nothing(world: World) -> None:
    draw = world.open(world.commit())
    world.void(draw)
    assert list(undrawn.pages(view_of(world))) == []
