"""The chain: number, name and link, and what was verified before."""

from __future__ import annotations

import dataclasses
from datetime import datetime

import pytest

from ssj_publish import errors
from ssj_publish.core import chain
from ssj_publish.core.chain import EMPTY, Head
from ssj_publish.core.kinds.oversight import Training
from ssj_publish.core.records import NO_PREV, Record, Statement
from tests.bureau import ORIGIN, at

NOON = at("2025-03-28 12:00")
PREV = "b" * 64


def record(seq: int = 8, prev: str = PREV, time: datetime = NOON) -> Record:
    body = Training(title="培训", date=NOON.date(), hours=1, content="内容。")
    return Record(seq, prev, Statement(ORIGIN, time, body), (), "1" * 64, "d" * 64)


HEAD = Head(7, PREV)


def check(one: Record, name: str = "000/000008.yaml", known: tuple[str, ...] = ()) -> None:
    chain.check(HEAD, one, name, "000/000008.yaml", known)


def test_the_next_record_fits() -> None:
    check(record())
    chain.check(EMPTY, record(1, NO_PREV), "000/000001.yaml", "000/000001.yaml", ())


@pytest.mark.parametrize("name", ["000/000007.yaml", "000/000009.yaml", "8.yaml", "000008.yml", "000/000008.yaml ", ""])
def test_the_name_is_the_number(name: str) -> None:
    with pytest.raises(errors.SequenceBroken) as refused:
        check(record(), name)
    assert refused.value.expected == "000/000008.yaml"


@pytest.mark.parametrize("seq", [0, 1, 7, 9, 2**53 - 1])
def test_numbers_have_no_gap_and_no_twin(seq: int) -> None:
    with pytest.raises(errors.SequenceBroken):
        check(record(seq))


@pytest.mark.parametrize("prev", [NO_PREV, "c" * 64, "B" * 64])
def test_prev_is_the_digest_of_the_file_before(prev: str) -> None:
    with pytest.raises(errors.LinkBroken) as refused:
        check(record(prev=prev))
    assert refused.value.expected == PREV


def test_nothing_is_said_twice() -> None:
    with pytest.raises(errors.RecordRepeated):
        check(record(), known=("1" * 64,))


def after(*ids: str) -> Record:
    made = record()
    return dataclasses.replace(made, statement=dataclasses.replace(made.statement, after=ids))


def test_a_record_names_what_it_was_written_after() -> None:
    chain.check_after(after("2" * 64), {"2" * 64})
    with pytest.raises(errors.AfterMissing):
        chain.check_after(after(), {"2" * 64})
    with pytest.raises(errors.AfterUnknown) as refused:
        chain.check_after(after("2" * 64, "3" * 64), {"2" * 64})
    assert refused.value.id == "3" * 64


def test_the_tips_are_what_nothing_was_written_after() -> None:
    one, two, three = "2" * 64, "3" * 64, "4" * 64
    assert chain.tips((), record()) == ("1" * 64,)
    assert chain.tips((one, three), after(one)) == ("1" * 64, three)
    assert chain.tips((one, three), after(one, three)) == ("1" * 64,)
    assert chain.tips((three,), after(one, two)) == ("1" * 64, three)
