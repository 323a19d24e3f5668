"""Pictures show what the record says: dots in the order of tickets, the leftmost drawn; bars as long as their
numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssj_publish.core.state import Ticket
from ssj_publish.site.blocks import Table
from ssj_publish.site.pages import figures
from ssj_publish.site.pages.draw import picture
from ssj_publish.site.view import View
from tests.bureau import at
from tests.site.reading import Built
from tests.world import World


def test_the_drawn_are_the_leftmost_and_the_cut_lies_between(world: World) -> None:
    draw = world.open(world.commit())
    found = picture.strips(world.state, draw)
    assert found is not None
    assert draw.outcome is not None
    assert sum(len(strip.dots) for strip in found.strips) == len(draw.outcome.tickets)
    assert sum(dot.drawn for strip in found.strips for dot in strip.dots) == len(draw.outcome.drawn)
    for strip in found.strips:
        places = [float(dot.at) for dot in strip.dots]
        assert places == sorted(places)
        assert all(0 <= place <= 100 for place in places)
        assert [dot.drawn for dot in strip.dots] == sorted((dot.drawn for dot in strip.dots), reverse=True)
        if strip.cut:
            assert all((float(dot.at) <= float(strip.cut)) == dot.drawn for dot in strip.dots)


@given(st.integers(1, 3000), st.data())
def test_a_long_line_stays_short_and_says_what_it_leaves_out(size: int, data: st.DataObject) -> None:
    sample = data.draw(st.integers(0, size))
    tickets = [Ticket(f"S{n}", "A", f"{n * (2**32 // size):08x}{'0' * 56}", n < sample) for n in range(size)]
    strip = picture._strip(World().found().state, tickets, sample)
    drawn = sum(dot.drawn for dot in strip.dots)
    for shown, there in ((drawn, sample), (len(strip.dots) - drawn, size - sample)):
        assert shown == there if there <= picture.MOST else picture.MOST // 2 <= shown <= picture.MOST
    assert ("太密" in strip.text) == (max(sample, size - sample) > picture.MOST)


def test_a_sealed_draw_has_no_picture(world: World) -> None:
    draw = world.commit(sealed=True, opens=at("2025-06-03 10:00"))
    world.seal(draw)
    assert picture.strips(world.state, draw) is None


def test_bars_are_as_long_as_their_numbers(world: World) -> None:
    world.visit(world.open(world.commit()))
    (page,) = figures.pages(View.of(world.state, {}, world.now.date()))
    bars = [
        cell
        for part in page.sections
        for block in part.blocks
        if isinstance(block, Table)
        for row in block.rows
        for cell in row[1:]
    ]
    assert any(cell.bar for cell in bars)
    for cell in bars:
        assert cell.bar is None or 0 <= cell.bar <= 1000
    (first,) = [part for part in page.sections if part.heading == "计划完成了多少"]
    assert isinstance(first.blocks[0], Table)
    told = first.blocks[0].rows[0][1]
    whole = int(told.text.split("应查 ")[1].split(" ")[0])
    assert told.bar == 1000 // whole


@pytest.mark.slow
def test_every_opened_draw_and_every_body_that_was_in_one_has_its_picture(county: Built) -> None:
    dots = [attrs for name in county.pages if name.startswith("draws/") for attrs in county.page(name).named("circle")]
    assert len(dots) > 900
    assert county.page("bodies/DX-0001.html").named("circle")
    assert county.page("figures/index.html").named("rect")
