"""一单两库: what a change may and may not do; recusals."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec
import pytest

from ssj_publish import errors
from ssj_publish.core.kinds.registers import (
    Basis,
    Body,
    BodyChange,
    Inspector,
    InspectorChange,
    Item,
    ItemChange,
    ItemCode,
    Recusal,
    Removal,
)
from ssj_publish.core.register import Register
from ssj_publish.core.rules import publication
from ssj_publish.core.shapes import Shape
from tests.bureau import body, genesis, inspector, item
from tests.world import World

Entry = Item | Body | Inspector
SORTS: dict[str, tuple[type[Shape], Callable[..., Any], Callable[[World], Register[Any]]]] = {
    "items": (ItemChange, lambda n, **c: item(f"I{n}", **({"name": f"原名{n}"} | c)), lambda world: world.state.items),
    "bodies": (BodyChange, body, lambda world: world.state.bodies),
    "inspectors": (InspectorChange, inspector, lambda world: world.state.inspectors),
}


@pytest.fixture
def filled(empty_world: World) -> World:
    return empty_world.found().register()


def say(world: World, sort: str, **lists: tuple[Any, ...]) -> None:
    world.say(SORTS[sort][0](reason="变动", **lists), "p")


# All three registers.


def gone(sort: str, id_: str) -> Removal:
    """A removal as it fits the register."""
    state: Any = {"state": "suspended"} if sort == "bodies" else {}
    return Removal(id=id_, ground="other", reason="停用", **state)


@pytest.mark.parametrize("sort", SORTS)
def test_an_entry_is_added_changed_removed_and_comes_back(filled: World, sort: str) -> None:
    """Each state stays legible, with the record that made it and the reason."""
    _, make, register = SORTS[sort]
    first, second = make(32), make(32, name="改名")
    start = filled.replay.head.seq
    say(filled, sort, added=(first,))
    say(filled, sort, changed=(second,))
    say(filled, sort, removed=(gone(sort, first.id),))
    after = register(filled)
    assert first.id not in after.current
    assert after.latest(first.id) == second
    say(filled, sort, added=(first,))
    found = register(filled)
    assert [version.value for version in found.history[first.id]] == [first, second, None, first]
    assert [version.reason for version in found.history[first.id]] == ["变动", "变动", "停用", "变动"]
    assert [found.at(start + n).get(first.id) for n in range(5)] == [None, first, second, None, first]
    assert [found.as_of(first.id, start + n) for n in range(5)] == [None, first, second, second, first]
    assert len(found.changes) == 5
    assert found.latest("X") is found.as_of("X", 99) is None


@pytest.mark.parametrize("sort", SORTS)
def test_changes_that_do_not_fit_the_register_are_refused(filled: World, sort: str) -> None:
    _, make, register = SORTS[sort]
    there, new = register(filled).current[make(1).id], make(31)
    removal = gone(sort, there.id)
    bad: list[tuple[type[errors.SsjError], dict[str, tuple[Any, ...]]]] = [
        (errors.ChangeEmpty, {}),
        (errors.EntryExists, {"added": (there,)}),
        (errors.EntryUnchanged, {"changed": (there,)}),
        (errors.ReferenceUnknown, {"changed": (new,)}),
        (errors.ReferenceUnknown, {"removed": (gone(sort, new.id),)}),
        (errors.OrderBroken, {"added": (make(32), make(31))}),
        (errors.OrderBroken, {"added": (new, new)}),
        (errors.OrderBroken, {"removed": (removal, removal)}),
        (errors.OrderBroken, {"changed": (make(1, name="改名"),), "removed": (removal,)}),
        (errors.OrderBroken, {"added": (new,), "removed": (gone(sort, new.id),)}),
    ]
    for reason, lists in bad:
        with filled.refused(reason):
            say(filled, sort, **lists)


@pytest.mark.parametrize("sort", SORTS)
def test_one_bad_entry_keeps_the_good_ones_out_too(filled: World, sort: str) -> None:
    """A change is taken whole or not at all."""
    _, make, _ = SORTS[sort]
    with filled.refused(errors.EntryExists):
        say(filled, sort, added=(make(1), make(32)))
    with filled.refused(errors.ReferenceUnknown):
        say(filled, sort, added=(make(32),), removed=(gone(sort, "X"),))


# Items.


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"basis": ()}, errors.BasisMissing),
        ({"points": ()}, errors.FieldEmpty),
        ({"methods": ()}, errors.FieldEmpty),
        ({"subjects": ()}, errors.FieldEmpty),
        ({"office": "p"}, errors.OfficeUnknown),
        ({"office": "o9"}, errors.OfficeUnknown),
        ({"points": ("甲", "甲")}, errors.FieldEmpty),
        ({"methods": ("on-site", "on-site")}, errors.FieldEmpty),
        ({"subjects": ("学校", "学校")}, errors.FieldEmpty),
    ],
)
def test_an_item_that_does_not_hold_is_refused(
    filled: World, changes: dict[str, Any], reason: type[errors.SsjError]
) -> None:
    """Whether it is new or a change of an old one."""
    for lists in ({"added": (item("I9", **changes),)}, {"changed": (item("I1", name="改名", **changes),)}):
        with filled.refused(reason):
            say(filled, "items", **lists)


def test_an_item_that_rests_on_a_policy_paper_is_taken(filled: World) -> None:
    """Real lists have these; the page warns."""
    say(filled, "items", added=(item("I9", basis=(Basis(title="某通知", level="policy"),)),))


# Bodies.


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"credit_class": "E"}, errors.ClassUnknown),
        ({"class_date": date(2025, 1, 8)}, errors.DateInFuture),
        ({"name": "第1学校"}, errors.NameShared),
        ({"branch_of": "S099"}, errors.BranchMalformed),
        ({"branch_of": "S009"}, errors.BranchMalformed),
    ],
)
def test_a_body_that_does_not_hold_is_refused(
    filled: World, changes: dict[str, Any], reason: type[errors.SsjError]
) -> None:
    filled.change("S009", code="91110000600037341L")
    for lists in ({"added": (body(20, **changes),)}, {"changed": (body(2, **changes),)}):
        with filled.refused(reason):
            say(filled, "bodies", **lists)


def test_a_code_belongs_to_one_head_and_its_branches(filled: World) -> None:
    code = "91110000600037341L"
    filled.change("S001", code=code)
    with filled.refused(errors.CodeShared, first="S001", second="S002"):
        filled.change("S002", code=code)
    filled.change("S002", code=code, branch_of="S001")
    with filled.refused(errors.BranchMalformed):
        filled.change("S003", code=code, branch_of="S002")
    with filled.refused(errors.BranchMalformed):
        filled.change("S003", branch_of="S001")
    with filled.refused(errors.BranchMalformed):
        filled.change("S001", code=None)
    with filled.refused(errors.BranchMalformed):
        say(filled, "bodies", removed=(Removal(id="S001", ground="closed", state="closed", reason="撤并"),))
    with filled.refused(errors.BranchMalformed):
        filled.change("S001", branch_of="S001")
    filled.change("S002", branch_of=None, code=None)
    say(filled, "bodies", removed=(Removal(id="S001", ground="closed", state="closed", reason="撤并"),))


def test_names_may_be_swapped_in_one_change(filled: World) -> None:
    """What counts is the register after the change."""
    say(filled, "bodies", changed=(body(1, name="第2学校"), body(2, name="第1学校")))


def test_a_branch_has_a_name_of_its_own_and_a_code(filled: World) -> None:
    """Else one school stands there twice, or any school leaves every pool by being called a branch."""
    code = "91110000600037341L"
    with filled.refused(errors.BranchMalformed):
        filled.change("S002", branch_of="S001")
    filled.change("S001", code=code)
    with filled.refused(errors.NameShared):
        filled.change("S002", code=code, branch_of="S001", name="第 1 学校")
    filled.change("S002", code=code, branch_of="S001", name="第1学校（东校区）")


# Inspectors.


def test_an_inspector_that_does_not_hold_is_refused(filled: World) -> None:
    bad: list[tuple[type[errors.SsjError], Inspector]] = [
        (errors.ReferenceUnknown, inspector(9, items=("I1", "I9"))),
        (errors.OrderBroken, inspector(9, items=("I2", "I1"))),
        (errors.OrderBroken, inspector(9, items=("I1", "I1"))),
        (errors.CertificateShared, inspector(9, certificate="Z0001")),
    ]
    for reason, entry in bad:
        with filled.refused(reason):
            say(filled, "inspectors", added=(entry,))
        with filled.refused(reason):
            say(filled, "inspectors", changed=(msgspec.structs.replace(entry, id="N02"),))


def test_a_retired_item_may_stay_with_an_inspector(filled: World) -> None:
    say(filled, "items", removed=(Removal(id="I2", ground="basis", reason="法律修改"),))
    say(filled, "inspectors", added=(inspector(9),))


# Recusals.


def test_a_recusal_binds_a_known_pair_once(filled: World) -> None:
    filled.say(Recusal(inspector="N01", body="S001", ground="kinship"), "o1")
    assert filled.state.recused == {("N01", "S001")}
    with filled.refused(errors.RecusalRepeated):
        filled.say(Recusal(inspector="N01", body="S001", ground="other"), "d")
    with filled.refused(errors.ReferenceUnknown, what="inspector"):
        filled.say(Recusal(inspector="N99", body="S001", ground="kinship"), "d")
    with filled.refused(errors.ReferenceUnknown, what="body"):
        filled.say(Recusal(inspector="N01", body="S099", ground="kinship"), "d")


# Calendars.


# Whose entry it is.


def test_a_ledger_that_masks_certificates_holds_no_whole_number(empty_world: World) -> None:
    """A number masked on the page alone would stand in the record, which is as public."""
    masked = msgspec.structs.replace(publication.LAW, certificates="masked")
    settings = msgspec.structs.replace(genesis().settings, publication=masked)
    world = empty_world.found(settings=settings)
    world.say(ItemChange(reason="初次", added=(item("I1"), item("I2", office="o2"))), "p")
    with world.refused(errors.CertificateUnmasked, inspector="N01"):
        world.say(InspectorChange(reason="初次", added=(inspector(1),)), "p")
    alike = (inspector(1, certificate="9901****0012"), inspector(2, certificate="9901****0012"))
    world.say(InspectorChange(reason="初次", added=alike), "p")


@pytest.mark.parametrize(
    ("sort", "id_", "said", "reason"),
    [
        ("items", "I1", {"ground": "retired"}, errors.RemovalUnfit),
        ("items", "I1", {"ground": "basis", "state": "closed"}, errors.RemovalState),
        ("bodies", "S001", {"ground": "certificate", "state": "closed"}, errors.RemovalUnfit),
        ("bodies", "S001", {"ground": "closed"}, errors.RemovalState),
        ("bodies", "S001", {"ground": "closed", "state": "active"}, errors.RemovalState),
        ("bodies", "S001", {"ground": "moved", "state": "closed"}, errors.RemovalState),
        ("inspectors", "N01", {"ground": "moved"}, errors.RemovalUnfit),
        ("inspectors", "N01", {"ground": "retired", "state": "closed"}, errors.RemovalState),
    ],
)
def test_a_removal_says_a_ground_of_its_register_and_a_body_s_state(
    filled: World, sort: str, id_: str, said: dict[str, Any], reason: type[errors.SsjError]
) -> None:
    with pytest.raises(reason):
        say(filled, sort, removed=(Removal(id=id_, reason="停用", **said),))


def test_an_item_has_one_code_of_each_catalogue_in_their_order(empty_world: World) -> None:
    world = empty_world.found()
    national, province = (ItemCode(catalogue=one, code="01") for one in ("national", "province"))
    for wrong in ((province, national), (national, national)):
        with world.refused(errors.OrderBroken, id="I1"):
            world.say(ItemChange(reason="立", added=(item("I1", codes=wrong),)), "p")
    world.say(ItemChange(reason="立", added=(item("I1", codes=(national, province), tier="县级"),)), "p")
