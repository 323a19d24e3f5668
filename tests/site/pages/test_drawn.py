"""抽中名单: whom the draws gave, once a draw, as far as it is public; nothing that is sealed or void."""

from __future__ import annotations

from ssj_publish.site.pages import drawn
from tests.site.pages.reading import listed, page_at, view_of
from tests.world import World


def test_whoever_was_drawn_stands_there_and_whether_somebody_has_been_there(world: World) -> None:
    void = world.commit()
    world.void(void)
    draw = world.commit()
    assert list(drawn.pages(view_of(world))) == []
    world.open(draw)
    world.open(void)
    first, *others = draw.teams
    world.visit(draw, first)
    page = page_at(drawn.pages(view_of(world)), "drawn/index.html")
    rows = listed(page, "抽中的（7 家次）")
    assert [(row[4], row[5], row[6]) for row in rows] == [("T1-2", "2025 年", "2025-03-28")] * 7
    assert [row[7] for row in rows] == ["已查"] + ["待检查"] * len(others)


def test_who_left_without_a_substitute_stays_in_the_count(world: World) -> None:
    draw = world.open(world.commit())
    gone = next(id_ for id_ in draw.teams if world.state.bodies.current[id_].credit_class == "D")
    world.change(gone, state="closed")
    world.substitute(draw, gone, None, "closed")
    rows = listed(page_at(drawn.pages(view_of(world)), "drawn/index.html"), "抽中的（7 家次）")
    assert [row[7] for row in rows].count("已退出，没有人可以递补") == 1


def test_what_is_sealed_names_only_whom_a_proof_has_named(full_world: World) -> None:
    page = page_at(drawn.pages(view_of(full_world)), "drawn/index.html")
    there = listed(page, "在外部平台抽取的（4 家次）")
    assert {row[4] for row in there} == {"省“互联网+监管”平台"}
    assert [row[7] for row in there].count("已查") == 1
