"""A growing list's leaves: every entry is on one, none changes once it is full, nothing is out of reach."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ssj_publish.site.blocks import Facts
from ssj_publish.site.pages import leaves
from ssj_publish.site.pages.leaves import SIZE, Leaf

HEAD = "records/index.html"
COUNTS = st.integers(0, 10 * SIZE)


def shown(count: int) -> dict[str, list[int]]:
    entries = list(range(1, count + 1))
    return {leaf.url: leaves.newest_first(entries, leaf) for leaf in leaves.leaves(HEAD, count)}


def linked(leaf: Leaf, count: int) -> set[str]:
    found = leaves.ways(leaf, count, "{}–{}")
    blocks = found.blocks if found else ()
    return {cell.href for block in blocks if isinstance(block, Facts) for _, cell in block.pairs}


@given(COUNTS)
def test_every_entry_is_shown_and_the_newest_come_first(count: int) -> None:
    pages = shown(count)
    assert {entry for page in pages.values() for entry in page} == set(range(1, count + 1))
    assert pages[HEAD] == list(range(count, max(0, count - SIZE), -1))
    assert all(len(page) == SIZE for url, page in pages.items() if url != HEAD)


@given(COUNTS, st.integers(0, 2 * SIZE))
def test_a_leaf_never_changes(count: int, more: int) -> None:
    before, after = shown(count), shown(count + more)
    assert {url: after[url] for url in before if url != HEAD} == {
        url: page for url, page in before.items() if url != HEAD
    }


@given(COUNTS)
def test_the_head_leads_to_every_leaf_and_each_leaf_back_and_on(count: int) -> None:
    first, *others = leaves.leaves(HEAD, count)
    assert linked(first, count) == {leaf.url for leaf in others}
    for leaf in others:
        number = leaf.number or 0
        there = {f"records/page-{n}.html" for n in (number - 1, number + 1) if 1 <= n <= len(others)}
        assert linked(leaf, count) == {HEAD, *there}
