"""Whose entry it is: nobody changes another office's items, or takes anything out alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from ssj_publish import errors
from ssj_publish.core.kinds.registers import (
    BodyChange,
    InspectorChange,
    ItemChange,
    Removal,
)
from ssj_publish.core.register import Register
from ssj_publish.core.rules import ownership
from ssj_publish.core.shapes import Shape
from tests.bureau import body, inspector, item
from tests.world import World

SORTS: dict[str, tuple[type[Shape], Callable[..., Any], Callable[[World], Register[Any]]]] = {
    "items": (ItemChange, lambda n, **c: item(f"I{n}", **({"name": f"原名{n}"} | c)), lambda world: world.state.items),
    "bodies": (BodyChange, body, lambda world: world.state.bodies),
    "inspectors": (InspectorChange, inspector, lambda world: world.state.inspectors),
}


@pytest.fixture
def filled(empty_world: World) -> World:
    return empty_world.found().register()


def gone(sort: str, id_: str) -> Removal:
    """A removal as it fits the register."""
    state: Any = {"state": "suspended"} if sort == "bodies" else {}
    return Removal(id=id_, ground="other", reason="停用", **state)


def test_an_office_changes_its_own_items_only(filled: World) -> None:
    """Neither raises another's cap, nor takes an item over, nor adds one in another's name."""
    other = filled.state.items.current["I2"]
    assert other.office == "o2"
    lists: Any
    for lists in (
        {"changed": (msgspec.structs.replace(other, cap=9),)},
        {"changed": (msgspec.structs.replace(other, office="o1"),)},
        {"added": (item("I9", office="o2"),)},
    ):
        with filled.refused(errors.EntryForeign, role="政策法规科"):
            filled.say(ItemChange(reason="变动", **lists), "o1")
    filled.say(ItemChange(reason="变动", added=(item("I9"),), changed=(item("I1", cap=3),)), "o1")
    filled.say(ItemChange(reason="变动", changed=(msgspec.structs.replace(other, cap=9),)), "o1", "p")


@pytest.mark.parametrize("sort", SORTS)
def test_nothing_is_taken_out_by_one_office_s_key(filled: World, sort: str) -> None:
    kind, _, register = SORTS[sort]
    change = kind(reason="整理", removed=(gone(sort, next(iter(register(filled).current))),))
    with filled.refused(errors.RemovalAlone, role="政策法规科"):
        filled.say(change, "o1")
    filled.say(change, "o1", "p")


def test_who_must_sign_is_named_as_it_is_called_today(filled: World) -> None:
    ownership.by_office(filled.state, frozenset({"o2", "p"}), "visit", "o1", "o2")
    with pytest.raises(errors.RoleMissing) as caught:
        ownership.by_office(filled.state, frozenset({"p", "l"}), "visit", "o2", "o1")
    assert (caught.value.data["kind"], caught.value.data["roles"]) == ("visit", "一科、二科")


def test_an_item_taken_over_with_the_leave_of_the_register_s_keeper(filled: World) -> None:
    """The first item that is not the signer's is named."""
    other = filled.state.items.current["I2"]
    taken = ItemChange(reason="变动", changed=(msgspec.structs.replace(other, office="o1"),))
    with filled.refused(errors.EntryForeign, id="I2"):
        filled.say(taken, "o1")
    filled.say(taken, "o1", "o2")
    assert filled.state.items.current["I2"].office == "o1"
