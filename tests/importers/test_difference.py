"""A newer workbook against the register: one change, sorted, with nothing that stays as it is."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssj_publish import errors
from ssj_publish.core.kinds.registers import Body, Inspector, Item, Removal
from ssj_publish.core.shapes import Source
from ssj_publish.importers import Fault, body_change, inspector_change, item_change
from ssj_publish.importers.reading import Import

SOURCE = Source(file="新名录.xlsx", sha256="0" * 64)


def body(id_: str, address: str = "街", **more: Any) -> Body:
    made = Body(
        id=id_,
        name=id_,
        type="中小学",
        address=address,
        credit_class="A",
        class_date=date(2025, 1, 6),
        state="active",
        capped="no",
    )
    return msgspec.structs.replace(made, **more)


def imported(*entries: Any, absent: frozenset[str] = frozenset(), faults: tuple[Any, ...] = ()) -> Import[Any]:
    return Import(SOURCE, entries, faults, (), absent)


IDS = st.lists(st.sampled_from("abcdefghij"), unique=True)


@given(IDS, IDS, st.sets(st.sampled_from("abcdefghij")))
def test_applying_the_change_gives_the_workbook(before: list[str], after: list[str], moved: set[str]) -> None:
    """Whatever stood there, register plus change is what was read; each id stands once, lists are sorted."""
    current = {id_: body(id_) for id_ in before}
    wanted = [body(id_, "新址" if id_ in moved else "街") for id_ in after]
    change = body_change(current, imported(*wanted), reason="更新", removal="终止办学")
    if change is None:
        assert current == {one.id: one for one in wanted}
        return
    for group in (change.added, change.changed, change.removed):
        assert [one.id for one in group] == sorted({one.id for one in group})
    assert all(one.id not in current for one in change.added)
    assert all(current[one.id] != one for one in change.changed)
    result = dict(current) | {one.id: one for one in change.added + change.changed}
    for removal in change.removed:
        assert removal.reason == "终止办学"
        del result[removal.id]
    assert result == {one.id: one for one in wanted}
    assert change.source == SOURCE


def test_removal_needs_a_reason() -> None:
    """An entry that the workbook left out does not vanish without a word; all are named."""
    current = {id_: body(id_) for id_ in "abc"}
    for removal in (None, ""):
        with pytest.raises(errors.RemovalUnexplained) as refused:
            body_change(current, imported(body("b")), reason="更新", removal=removal)
        assert (refused.value.ids, refused.value.count) == ("a、c", 2)


def test_columns_that_are_not_there_say_nothing() -> None:
    """Without a column for the state or the town, the register's own stay."""
    current = {"a": body("a", town="东镇", state="closed", capped="yes")}
    absent = frozenset({"town", "state", "capped", "id"})
    assert body_change(current, imported(body("a"), absent=absent), reason="更新") is None
    change = body_change(current, imported(body("a", "新址"), absent=absent), reason="更新")
    assert change is not None
    assert change.changed == (body("a", "新址", town="东镇", state="closed", capped="yes"),)
    change = body_change(current, imported(body("a")), reason="更新")
    assert change is not None
    assert change.changed[0].town is None


def test_faults_stop_it() -> None:
    with pytest.raises(errors.WorkbookFaults):
        body_change({}, imported(faults=(Fault(code="blank", file="x"),)), reason="更新")


def test_items_and_inspectors() -> None:
    """The other registers change in the same way."""
    item = Item(
        id="JY-1",
        name="甲",
        office="o",
        subjects=("校",),
        category="key",
        methods=("written",),
        basis=(),
        points=("点",),
        remark="注",
    )
    newer = msgspec.structs.replace(item, cap=1, remark=None)
    change = item_change({"JY-1": item}, imported(newer, absent=frozenset({"remark"})), reason="修法")
    assert change is not None
    assert change.changed == (msgspec.structs.replace(item, cap=1),)
    inspector = Inspector(
        id="JC-1", name="甲", unit="科", certificate="1", valid_until=date(2027, 1, 1), items=("JY-1",)
    )
    added = inspector_change({}, imported(inspector), reason="新增")
    assert added is not None
    assert added.added == (inspector,)
    assert inspector_change({"JC-1": inspector}, imported(inspector), reason="重读") is None
    gone = inspector_change({"JC-1": inspector}, imported(), reason="更新", removal="调离")
    assert gone is not None
    assert [(one.id, one.reason) for one in gone.removed] == [("JC-1", "调离")]


def test_a_removal_names_its_ground_and_what_more_there_is_to_say() -> None:
    """The ground is a word of the list or one that stands for it; a body's state follows, or stays as it was."""
    register = {"DX-1": body("DX-1", state="suspended")}

    def gone(said: str) -> Removal:
        change = body_change(register, imported(), reason="更新", removal=said)
        assert change is not None
        return change.removed[0]

    assert gone("撤并：并入城关小学") == Removal(id="DX-1", ground="merged", state="closed", reason="并入城关小学")
    assert gone("停办") == Removal(id="DX-1", ground="closed", state="closed", reason="停办")
    assert gone("迁出") == Removal(id="DX-1", ground="moved", state="moved", reason="迁出")
    assert gone("重复登记").state == "suspended"
    for said in ("不在新表", "退休", "依据废止"):
        with pytest.raises(errors.RemovalUnknown) as refused:
            gone(said)
        assert "撤并" in refused.value.data["known"]


def test_of_many_that_are_gone_the_first_twenty_are_named_and_all_are_counted() -> None:
    register = {f"DX-{n:02d}": body(f"DX-{n:02d}") for n in range(1, 26)}
    with pytest.raises(errors.RemovalUnexplained) as refused:
        body_change(register, imported(), reason="更新")
    assert refused.value.data["ids"].split("、") == [f"DX-{n:02d}" for n in range(1, 21)]
    assert refused.value.data["count"] == 25
