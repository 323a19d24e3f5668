"""Long tables are spread over pages: every row stands on one, none has too many, and the script beside the page holds
all."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssj_publish.site.blocks import Cell, Facts, Page, Prose, Table, section, sections, table
from ssj_publish.site.pages import spread
from ssj_publish.site.pages.spread import MOST

COUNTS = st.integers(0, 5 * MOST + 1)


def page(*counts: int, grows: bool = False, choose: bool = True) -> Page:
    """A table a count, its rows numbered, with the newest first."""
    chosen = ("数",) if choose else ()
    parts = [
        section(
            f"表{at}（{count}）",
            Prose(("说明",)),
            table("", ("数",), [(f"{at}:{n}",) for n in range(count, 0, -1)], chosen, grows),
        )
        for at, count in enumerate(counts)
    ]
    return Page(
        "bodies/index.html", "监管对象", "", sections(*parts), ("监管对象", "bodies/index.html"), feed="feeds/x.atom"
    )


def tables(one: Page) -> list[Table]:
    return [block for part in one.sections for block in part.blocks if isinstance(block, Table)]


def shown(one: Page) -> list[str]:
    return [row[0].text for block in tables(one) for row in block.shown]


@given(COUNTS, st.booleans())
def test_every_row_stands_on_a_page_that_the_first_leads_to(count: int, grows: bool) -> None:
    first, *others = spread.spread(page(count, grows=grows))
    there = [shown(one) for one in (first, *others)]
    assert {row for rows in there for row in rows} == {f"0:{n}" for n in range(1, count + 1)}
    assert all(len(rows) <= MOST for rows in there)
    assert there[0] == [f"0:{n}" for n in range(count, max(0, count - MOST), -1)]
    linked = [way.href for block in tables(first) if block.rest for way in block.rest.pages]
    assert sorted(linked) == sorted(one.url for one in others)
    if not grows:
        assert sum(map(len, there)) == count
    for one in others:
        assert (one.column, one.feed, one.scripts) == (first.column, "", ())
        ways = [block for part in one.sections for block in part.blocks if isinstance(block, Facts)]
        back = [cell.href for block in ways for _, cell in block.pairs]
        assert back[0] == first.url
        assert set(back[1:]) <= {each.url for each in others} - {one.url}
        assert not any(block.choose for block in tables(one)), "who chooses there would choose among a part"


@given(COUNTS, st.integers(0, 2 * MOST))
def test_what_grows_leaves_its_full_pages_as_they_were(count: int, more: int) -> None:
    before, after = (
        {one.url: shown(one) for one in list(spread.spread(page(n, grows=True)))[1:]} for n in (count, count + more)
    )
    assert {url: after[url] for url in before} == before
    assert all(len(rows) == MOST for rows in before.values())


def test_the_rows_of_each_list_are_where_its_place_says() -> None:
    first, *others = spread.spread(page(MOST + 1, 3, 2 * MOST))
    [(name, held)] = spread.scripts(first)
    assert name == "bodies/index.rows.js"
    told = spread.rows(name, held).decode()
    assert told.startswith('(window.SSJ_ROWS=window.SSJ_ROWS||{})["bodies/index.rows.js"]=')
    data = json.loads(told.partition("]=")[2].removesuffix(";\n"))
    for one in tables(first):
        if one.rest:
            assert one.rest.rows == name
            assert data[one.rest.place] == [[row[0].text] for row in one.rows]
    assert [len(rows) for rows in data] == [MOST + 1, 2 * MOST]
    assert len({one.url for one in others}) == len(others) == 2
    assert [one.title for one in others] == ["监管对象：表0，第 2 页", "监管对象：表2，第 2 页"]


@pytest.mark.parametrize("choose", [True, False])
def test_what_is_short_or_not_chosen_from_needs_no_script(choose: bool) -> None:
    whole = page(MOST, 5, choose=choose)
    assert list(spread.spread(whole)) == [whole]
    first = next(spread.spread(page(MOST + 1, choose=False)))
    assert list(spread.scripts(first)) == []


def test_a_cell_is_written_as_far_as_it_goes_and_ends_no_script() -> None:
    cells = (Cell("甲"), Cell("乙", "x.html"), Cell("丙", "", "warn"), Cell("</script>\u2028", "", "", 5))
    told = spread.rows("a.rows.js", [Table("", ("",), (cells,))]).decode()
    assert "<" not in told
    assert "\u2028" not in told
    data = json.loads(told.partition("]=")[2].removesuffix(";\n"))
    assert data == [[["甲", ["乙", "x.html"], ["丙", "", "warn"], ["</script>\u2028", "", "", 5]]]]
