"""Nobody stands in a register twice, under whichever names; no two ids that look alike."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from ssj_publish import errors
from ssj_publish.core.draw.commitment import scope_of
from ssj_publish.core.kinds.plan import PlanProposal
from ssj_publish.core.kinds.registers import BodyChange, InspectorChange, ItemChange, Removal
from tests.bureau import OBSERVER, body, genesis, inspector, item, keys_of, task
from tests.world import World

CODE = "91110000600037341L"


@pytest.fixture
def filled(empty_world: World) -> World:
    return empty_world.found().register()


def bodies(world: World, **lists: Any) -> None:
    world.say(BodyChange(reason="变动", **lists), "p")


def inspectors(world: World, **lists: Any) -> None:
    world.say(InspectorChange(reason="变动", **lists), "p")


@pytest.mark.parametrize("name", ["第 1学校", "第１学校", "第1学校。", "（第1学校）", "第①学校", "第1学校·"])
def test_one_body_under_two_names(filled: World, name: str) -> None:
    with filled.refused(errors.NameShared, first="S001", second="S020"):
        bodies(filled, added=(body(20, name=name),))


@pytest.mark.parametrize(
    "code", ["91110000600037341l", "９1110000600037341L", "9111000060003734 1L", "91110000600О37341L", "码"]
)
def test_a_code_is_of_capital_letters_and_digits(filled: World, code: str) -> None:
    with filled.refused(errors.CodeMalformed, id="S020"):
        bodies(filled, added=(body(20, code=code),))


def test_one_code_with_and_without_a_dash(filled: World) -> None:
    filled.change("S001", code="32010-01")
    with filled.refused(errors.CodeShared):
        bodies(filled, added=(body(20, code="3201001"),))


@pytest.mark.parametrize("certificate", ["z0001", "Z 0001", "Z-0001", "Z0001.", "Z(0001)"])
def test_one_certificate_under_two_ids(filled: World, certificate: str) -> None:
    with filled.refused(errors.CertificateShared, first="N01", second="N09"):
        inspectors(filled, added=(inspector(9, certificate=certificate),))


@pytest.mark.parametrize("certificate", ["Ｚ0009", "Ζ0009", "Z0009№", "证０9", "З0009", "*"])
def test_a_certificate_is_written_plainly(filled: World, certificate: str) -> None:
    with filled.refused(errors.CodeMalformed, id="N09"):
        inspectors(filled, added=(inspector(9, certificate=certificate),))


@pytest.mark.parametrize(
    "certificate", ["川A-0123", "安教执法字第012号", "Z0009", "安（略）".replace("（", "(").replace("）", ")")]
)
def test_certificates_as_offices_write_them(filled: World, certificate: str) -> None:
    inspectors(filled, added=(inspector(9, certificate=certificate),))


@pytest.mark.parametrize(
    "changes", [{"name": "检查员1"}, {"name": "检查员 １"}, {"name": "检查员1", "unit": "（一科）"}]
)
def test_one_person_under_two_ids(filled: World, changes: dict[str, str]) -> None:
    """Who would be a whole team by themselves."""
    with filled.refused(errors.NameShared, first="N01", second="N09"):
        inspectors(filled, added=(inspector(9, **changes),))
    inspectors(filled, added=(inspector(9, **(changes | {"unit": "二科"})),))


def test_who_was_removed_comes_back_under_the_same_id(filled: World) -> None:
    """Recusals hang on the id: another one would shake them off."""
    inspectors(filled, removed=(Removal(id="N01", ground="transferred", reason="调离"),))
    for changes in ({"certificate": "z-0001"}, {"name": "检查员1"}):
        with filled.refused(errors.EntryReturned, id="N09", before="N01"):
            inspectors(filled, added=(inspector(9, **changes),))
    with filled.refused(errors.EntryReturned):
        inspectors(
            filled,
            removed=(Removal(id="N02", ground="transferred", reason="调离"),),
            added=(inspector(9, certificate="Z0002"),),
        )
    inspectors(filled, added=(inspector(1), inspector(9)))


def test_a_body_that_was_removed_comes_back_under_the_same_id(filled: World) -> None:
    filled.change("S001", code=CODE)
    bodies(
        filled,
        removed=(
            Removal(id="S001", ground="closed", state="closed", reason="停办"),
            Removal(id="S002", ground="closed", state="closed", reason="停办"),
        ),
    )
    with filled.refused(errors.EntryReturned, id="S020", before="S001"):
        bodies(filled, added=(body(20, code=CODE),))
    with filled.refused(errors.EntryReturned, id="S020", before="S002"):
        bodies(filled, added=(body(20, name="第２学校"),))
    # Another legal person may take the name over.
    bodies(filled, added=(body(20, name="第1学校", code="52990122MJ0X35701U"),))
    bodies(filled, added=(body(2),))


@pytest.mark.parametrize(
    ("change", "other"),
    [
        (BodyChange(reason="x", added=(body(20, id="s001"),)), "S001"),
        (InspectorChange(reason="x", added=(inspector(9, id="n01"),)), "N01"),
        (ItemChange(reason="x", added=(item("i1"),)), "I1"),
        (BodyChange(reason="x", added=(body(20, id="X1"), body(21, id="x1"))), "X1"),
    ],
)
def test_ids_that_differ_by_case_only(filled: World, change: Any, other: str) -> None:
    with filled.refused(errors.IdAlike, other=other):
        filled.say(change, "p")


def test_an_id_stays_taken_after_its_removal(filled: World) -> None:
    bodies(filled, removed=(Removal(id="S001", ground="closed", state="closed", reason="停办"),))
    with filled.refused(errors.IdAlike):
        bodies(filled, added=(body(20, id="s001"),))


def test_task_ids_that_differ_by_case_only(filled: World) -> None:
    filled.say(PlanProposal(year=2025, office="o1", tasks=(task("T1"),)), "o1")
    with filled.refused(errors.IdAlike, id="t1", other="T1"):
        filled.say(PlanProposal(year=2025, office="o1", tasks=(task("t1"),)), "o1")
    with filled.refused(errors.IdAlike):
        filled.say(PlanProposal(year=2025, office="o1", tasks=(task("T2"), task("t2"))), "o1")


def test_case_ids_that_differ_by_case_only(world: World) -> None:
    draw = world.open(world.commit())
    first, second = (world.pending(world.visit(draw)) for _ in range(2))
    world.case(first, "AJ-1")
    with world.refused(errors.IdAlike, id="aj-1", other="AJ-1"):
        world.case(second, "aj-1")


@pytest.mark.parametrize(
    "changes", [{"id": "O1", "name": "三科"}, {"id": "o3", "name": "一 科"}, {"id": "o3", "name": "政策法规科·"}]
)
def test_two_roles_for_one(empty_world: World, changes: dict[str, str]) -> None:
    first = genesis().roles[0]
    with pytest.raises((errors.IdAlike, errors.NameShared)):
        empty_world.found(
            roles=(*genesis().roles, msgspec.structs.replace(first, keys=keys_of(OBSERVER[0]), **changes))
        )


@pytest.mark.parametrize("field", ["name", "type", "town", "address"])
def test_a_word_of_two_scripts(filled: World, field: str) -> None:
    with filled.refused(errors.ScriptsMixed, id="S020"):
        bodies(filled, added=(body(20, **{field: "АBC学校"}),))


@pytest.mark.parametrize("changes", [{"type": "学 校"}, {"town": "东 镇"}, {"town": "（东镇）"}, {"type": "学校·"}])
def test_no_way_of_writing_leaves_a_scope(filled: World, changes: dict[str, str]) -> None:
    assert scope_of(task(towns=("东镇",)))(body(1, **changes))
    filled.plan(task(towns=("东镇",)))
    filled.change("S001", **changes)
    assert "S001" in filled.commit().pool


def test_another_type_or_town_is_outside(filled: World) -> None:
    inside = scope_of(task(towns=("东镇",)))
    assert [
        inside(body(1)),
        inside(body(1, type="幼儿园")),
        inside(body(1, town="西镇")),
        inside(body(1, town=None)),
    ] == [
        True,
        False,
        False,
        False,
    ]
