"""A walk finds every value of its sort, wherever an annotation lets one stand, and none that only looks like it."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from ssj_publish.core.kinds.walk import Walk
from ssj_publish.core.shapes import Shape

Red = Annotated[str, Meta(extra={"colour": "red"})]


class Leaf(Shape, frozen=True, kw_only=True):
    red: Red | None = None
    blue: str = ""


class Tree(Shape, frozen=True, kw_only=True):
    leaves: tuple[Leaf, ...] = ()
    own: tuple[Red, ...] = ()
    best: Leaf | None = None
    blue: tuple[str, ...] = ()


REDS = Walk(str, lambda hint: isinstance(hint, Meta) and (hint.extra or {}).get("colour") == "red")


def test_marked_values_are_found_at_every_depth_in_the_order_of_the_fields() -> None:
    leaves = (Leaf(red="1", blue="no"), Leaf(blue="no"), Leaf(red="2"))
    tree = Tree(leaves=leaves, own=("3", "4"), best=Leaf(red="5"), blue=("no",))
    assert list(REDS(tree)) == ["1", "2", "3", "4", "5"]


def test_a_field_that_can_hold_none_is_not_looked_at() -> None:
    assert REDS.spots(Tree) == ("leaves", "own", "best")
    assert Walk(bytes, lambda hint: hint is bytes).spots(Tree) == ()
