"""Merged cells: each says what its first one says, as far as the table reaches."""

from __future__ import annotations

import pytest

from ssj_publish.importers import merging
from ssj_publish.importers.faults import Trouble, Value


def test_what_a_merge_carries_on() -> None:
    """Ranges are first row, last row, first column, last; rows from 1, columns from 0."""
    block = (2, 4, 1, 2)
    assert merging.continued([block]) == {3: {1, 2}, 4: {1, 2}}, "from the row above"
    assert merging.across([block]) == {2: {2}, 3: {2}, 4: {2}}, "from the left"
    assert merging.across([(2, 4, 1, 1)]) == {}
    assert merging.continued([(2, 2, 0, 9)]) == {}
    assert merging.continued([(1, 2, 0, 0), (1, 2, 3, 3)]) == {2: {0, 3}}


def test_a_merge_over_a_million_rows_or_columns_costs_little() -> None:
    whole = (1, 1_048_576, 0, 16_383)
    assert set(merging.continued([whole])) == set(range(2, 1_002))
    assert max(merging.continued([whole])[2]) == 256
    assert len(merging.across([whole])) == 1_001
    assert merging.across([whole])[1] == set(range(1, 257))


def test_every_cell_of_a_range_gets_the_value_of_its_first() -> None:
    rows: list[tuple[int, list[Value]]] = [(2, ["甲", None, "x"]), (3, [None, "own", "y"]), (5, [None])]
    merging.fill(rows, [(2, 5, 0, 1)])
    assert rows == [(2, ["甲", "甲", "x"]), (3, ["甲", "甲", "y"]), (5, ["甲", "甲"])], (
        "row 4 has nothing and stays out"
    )


def test_nothing_is_filled_from_an_empty_cell_or_beyond_the_table() -> None:
    rows: list[tuple[int, list[Value]]] = [(1, ["a"]), (2, ["b"])]
    merging.fill(rows, [(1, 2, 3, 4), (7, 8, 0, 0)])
    assert rows == [(1, ["a"]), (2, ["b"])]
    merging.fill(rows, [(1, 2, 0, 999)])
    assert rows == [(1, ["a"]), (2, ["a"])], "no wider than the widest row"


def test_ranges_over_one_another_are_no_way_to_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merging, "CELLS_MAX", 5)
    rows: list[tuple[int, list[Value]]] = [(1, ["a", "b"]), (2, [None, None])]
    merging.fill(rows, [(1, 2, 0, 1)])
    with pytest.raises(Trouble) as caught:
        merging.fill(rows, [(1, 2, 0, 1), (1, 2, 0, 0)])
    assert (caught.value.code, caught.value.data) == ("table-cells", {"limit": 5})
