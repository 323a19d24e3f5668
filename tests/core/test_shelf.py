"""A shelf: a dictionary whose values may lie folded."""

from __future__ import annotations

from copy import deepcopy

from ssj_publish.core.shelf import Shelf


def test_a_shelf_is_a_dictionary() -> None:
    shelf: Shelf[list[str]] = Shelf({"a": b"1", "b": b"2"}, lambda blob: [blob.decode()])
    shelf["c"] = ["3"]
    shelf["a"].append("x")
    assert list(shelf) == ["a", "b", "c"]
    assert dict(shelf) == {"a": ["1", "x"], "b": ["2"], "c": ["3"]}
    shelf.tidy(lambda value: "".join(value).encode(), lambda blob: [*blob.decode()])
    assert shelf["a"] == ["1", "x"]
    del shelf["b"]
    assert "b" not in shelf
    assert shelf.get("b") is None
    assert len(shelf) == 2


def test_a_copy_shares_what_lies_folded_and_nothing_that_lies_open() -> None:
    shelf: Shelf[list[str]] = Shelf({"a": b"1", "b": b"2"}, lambda blob: [blob.decode()])
    shelf["a"].append("x")
    shelf["c"] = ["3"]
    copied = deepcopy(shelf)
    copied["a"].append("y")
    copied["b"].append("y")
    copied["c"].append("y")
    del copied["c"]
    assert dict(shelf) == {"a": ["1", "x"], "b": ["2"], "c": ["3"]}
    assert dict(copied) == {"a": ["1", "x", "y"], "b": ["2", "y"]}
    copied.tidy(lambda value: "".join(value).encode(), lambda blob: [*blob.decode()])
    assert copied["a"] == ["1", "x", "y"]
