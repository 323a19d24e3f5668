"""A register as it stands and as it stood: every question by a record's number."""

from __future__ import annotations

from typing import Any, cast

import pytest

from ssj_publish.core.kinds.registers import Item
from ssj_publish.core.records import Record
from ssj_publish.core.register import Register, Version
from tests.bureau import item


class Numbered:
    """As much of a record as a register looks at."""

    def __init__(self, seq: int) -> None:
        self.seq = seq


def record(seq: int) -> Record[Any]:
    return cast("Record[Any]", Numbered(seq))


OLD, NEW = item("I1", cap=1), item("I1", cap=2)


@pytest.fixture
def register() -> Register[Item]:
    """I1 comes with record 5, changes with 8, goes with 11."""
    made: Register[Item] = Register()
    made.put(record(5), OLD, "新增")
    made.put(record(8), NEW, "调整")
    made.remove(record(11), "I1", "停用")
    return made


def test_what_is_gone_is_not_in_force_and_its_last_state_stays_legible(register: Register[Item]) -> None:
    assert register.current == {}
    assert register.latest("I1") is NEW
    assert register.latest("I9") is None
    assert [(one.record.seq, one.value, one.reason) for one in register.history["I1"]] == [
        (5, OLD, "新增"),
        (8, NEW, "调整"),
        (11, None, "停用"),
    ]


@pytest.mark.parametrize(
    ("seq", "found", "standing"),
    [(4, None, None), (5, OLD, OLD), (7, OLD, OLD), (8, NEW, NEW), (10, NEW, NEW), (11, NEW, None), (99, NEW, None)],
)
def test_a_record_finds_the_entry_as_it_then_was(
    register: Register[Item], seq: int, found: Item | None, standing: Item | None
) -> None:
    """The record that changes an entry finds it changed; once it is removed, its last state is found still, but not
    among those that stood."""
    assert register.as_of("I1", seq) is found
    assert register.at(seq).get("I1") is standing


def test_an_entry_that_comes_back_is_in_force_again(register: Register[Item]) -> None:
    register.put(record(12), OLD, "恢复")
    assert register.current == {"I1": OLD}
    assert register.latest("I1") is register.as_of("I1", 12) is OLD
    assert register.as_of("I1", 11) is NEW


def test_who_asks_for_what_never_was_is_refused(register: Register[Item]) -> None:
    with pytest.raises(KeyError):
        register.remove(record(12), "I9", "停用")
    assert "I9" not in register.history
    assert register.as_of("I9", 99) is None
    assert isinstance(register.history["I1"][0], Version)
