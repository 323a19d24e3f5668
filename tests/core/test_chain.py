"""The chain: number, name and link; times within reason."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssj_publish import errors
from ssj_publish.core import chain
from ssj_publish.core.chain import CLOCK_TOLERANCE, EMPTY, Head
from ssj_publish.core.kinds.oversight import Training
from ssj_publish.core.records import NO_PREV, Record, Statement
from tests.conftest import ORIGIN, ZONE, at

NOON = at("2025-03-28 12:00")
PREV = "b" * 64


def record(seq: int = 8, prev: str = PREV, time: datetime = NOON) -> Record:
    body = Training(title="培训", date=NOON.date(), hours=1, content="内容。")
    return Record(seq, prev, Statement(ORIGIN, time, body), (), "1" * 64, "d" * 64)


HEAD = Head(7, PREV)


def check(one: Record, name: str = "000008.yaml", known: tuple[str, ...] = ()) -> None:
    chain.check(HEAD, one, name, "000008.yaml", known)


def test_the_next_record_fits() -> None:
    check(record())
    chain.check(EMPTY, record(1, NO_PREV), "000001.yaml", "000001.yaml", ())


@pytest.mark.parametrize("name", ["000007.yaml", "000009.yaml", "8.yaml", "000008.yml", "000008.yaml ", ""])
def test_the_name_is_the_number(name: str) -> None:
    with pytest.raises(errors.SequenceBroken) as refused:
        check(record(), name)
    assert refused.value.expected == "000008.yaml"


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


def test_a_record_may_bear_the_time_of_what_it_refers_to_but_none_before() -> None:
    chain.check_time(record(), None, [NOON, NOON - timedelta(days=400)])
    with pytest.raises(errors.TimeBeforeReference):
        chain.check_time(record(), None, [NOON - timedelta(days=1), NOON + timedelta(seconds=1)])


@given(st.integers(-400_000, 400_000))
def test_a_record_is_at_most_the_tolerance_behind_the_latest(seconds: int) -> None:
    behind = record(time=NOON - timedelta(seconds=seconds))
    if timedelta(seconds=seconds) <= CLOCK_TOLERANCE:
        chain.check_time(behind, NOON, [])
    else:
        with pytest.raises(errors.TimeBackwards):
            chain.check_time(behind, NOON, [])


def test_the_first_and_last_moments_of_the_calendar_do_no_harm() -> None:
    first, last = datetime(1, 1, 1, tzinfo=ZONE), datetime(9999, 12, 31, 23, 59, 59, tzinfo=ZONE)
    chain.check_time(record(time=first), first, [first])
    chain.check_time(record(time=last), first, [first])
    with pytest.raises(errors.TimeBackwards):
        chain.check_time(record(time=first), last, [])
