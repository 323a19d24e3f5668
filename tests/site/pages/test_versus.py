"""比一比: towns and years in one table each, counted as their own pages count them; two of them with a script."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ssj_publish.core.reading import trends
from ssj_publish.site.blocks import Mosaic
from ssj_publish.site.pages import home, towns, versus
from tests.site.pages.reading import blocks, listed, page_at, view_of
from tests.site.reading import Built
from tests.world import World


def test_towns_and_years_stand_side_by_side(full_world: World) -> None:
    view = view_of(full_world)
    page = page_at(versus.pages(view), "compare/index.html")
    found = listed(page, "乡镇（街道）")
    gathered = list(towns.gathered(view))
    assert [row[0] for row in found] == [one.name for one in gathered]
    assert [int(row[2].split()[0]) for row in found] == [len(one.visits) for one in gathered]
    assert sum(int(row[4].split()[0]) for row in found) == sum(len(one.problems) for one in gathered) > 0
    years = trends.years(view.state, view.times)
    assert [(row[0], row[2]) for row in listed(page, "年度")] == [
        (f"{one.year} 年", f"{one.visits} 家次") for one in years
    ]


def test_there_is_nothing_to_compare_before_the_first_visit(world: World) -> None:
    assert list(versus.pages(view_of(world))) == []


def test_the_map_has_a_square_a_town_with_its_share(full_world: World) -> None:
    view = view_of(full_world)
    [found] = [
        one
        for one in blocks(page_at(towns.pages(view), "towns/index.html"), f"{view.today.year} 年查过")
        if isinstance(one, Mosaic)
    ]
    for (name, cell), one in zip(found.squares, towns.gathered(view), strict=True):
        seen, whole = (int(part) for part in cell.text.removesuffix(" 个").split("/"))
        assert (name, whole, cell.href) == (one.name, len(one.bodies), f"towns/{one.number}.html")
        assert cell.bar == (1000 * seen // whole if whole else 0)
    assert any(cell.text[0] != "0" for _, cell in found.squares)
    there = "各乡镇" in str(page_at(home.pages(view), "index.html").sections)
    assert there == (len(found.squares) > 1), "one square is no map"


@pytest.mark.browser
def test_two_are_chosen_and_the_address_keeps_them(county: Built, tab: Any) -> None:
    tab.set_viewport_size({"width": 390, "height": 844})
    tab.goto(Path(county.folder, "compare", "index.html").resolve().as_uri())
    shown = """Array.from(document.querySelector('main table').tBodies[0].rows)
        .filter(one => !one.hidden).map(one => one.cells[0].textContent)"""
    before = tab.evaluate(shown)
    assert len(before) > 3
    first, second = tab.locator("form.pair").first.locator("select").all()
    first.select_option(before[1])
    second.select_option(before[3])
    assert tab.evaluate(shown) == [before[1], before[3]]
    tab.reload()
    assert tab.evaluate(shown) == [before[1], before[3]]
