"""Copies of a process: the same as doing it alone, whatever happens to one of them."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from ssj_publish import errors
from ssj_publish.machine.copies import Copies

forks = pytest.mark.skipif(sys.platform != "linux", reason="only Linux forks")


@pytest.fixture(autouse=True)
def two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1}, raising=False)


def test_answers_come_in_the_order_of_the_numbers() -> None:
    assert list(Copies(lambda number: (number, str(number) * number), 300).results()) == [
        (number, str(number) * number) for number in range(300)
    ]


@forks
def test_the_work_is_shared_and_each_job_done_once(tmp_path: Path) -> None:
    def work(number: int) -> int:
        with open(tmp_path / str(number), "xb"):  # fails where it was done before
            return os.getpid()

    done_by = set(Copies(work, 200).results())
    assert os.getpid() not in done_by
    assert len(done_by) <= 2
    assert len(list(tmp_path.iterdir())) == 200


@forks
def test_a_copy_sees_what_was_made_before_and_changes_nothing_here() -> None:
    made = {"n": 1}

    def work(number: int) -> int:
        made["n"] += number
        return made["n"]

    assert min(Copies(work, 50).results()) >= 1
    assert made == {"n": 1}


@pytest.mark.parametrize("worth", [True, False])
def test_what_the_work_raises_is_raised(worth: bool) -> None:
    def work(number: int) -> None:
        if number == 7:
            raise errors.SiteFailed(reason="七")

    with pytest.raises(errors.SiteFailed) as caught:
        list(Copies(work, 20, worth).results())
    assert caught.value.reason == "七"


@forks
def test_a_fault_that_cannot_be_sent_keeps_its_words() -> None:
    class Odd(Exception):
        """Known here alone."""

    def work(_: int) -> None:
        raise Odd("说了什么")

    with pytest.raises(RuntimeError, match="说了什么"):
        list(Copies(work, 20).results())


@forks
def test_a_copy_that_the_system_ends_is_missed() -> None:
    with pytest.raises(ChildProcessError):
        list(Copies(lambda number: os._exit(1) if number == 3 else number, 20).results())


def test_where_it_is_not_worth_it_or_there_is_one_processor_all_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    assert set(Copies(lambda _: os.getpid(), 20, worth=False).results()) == {os.getpid()}
    assert set(Copies(lambda _: os.getpid(), 1).results()) == {os.getpid()}
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0}, raising=False)
    assert set(Copies(lambda _: os.getpid(), 20).results()) == {os.getpid()}
    assert list(Copies(lambda number: number, 0).results()) == []
