"""Whoever does the work, it is done, once asked for and in order; nobody waits for a helper that is gone."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from operator import add, floordiv, mul
from pathlib import Path

import pytest

from ssj_publish.machine import workers
from ssj_publish.machine.workers import Crew, apart

MANY = 60


@pytest.fixture(autouse=True)
def two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "processors", lambda: 2)


def slowly(number: int) -> tuple[int, int]:
    """Slow enough that processes start meanwhile, and where it was done."""
    time.sleep(0.02)
    return 3 * number, os.getpid()


def numbers(count: int) -> Iterator[tuple[int]]:
    return ((number,) for number in range(count))


def test_the_work_is_done_here_first_and_then_elsewhere_and_comes_in_order() -> None:
    with Crew(few=3) as crew:
        values, pids = zip(*crew.spread(slowly, numbers(200)), strict=True)
    assert list(values) == [3 * number for number in range(200)]
    assert pids[:3] == (os.getpid(),) * 3
    assert len(set(pids)) == 3, "two beside this one"


def test_for_a_little_work_no_process_is_started() -> None:
    with Crew(few=MANY) as crew:
        assert list(crew.spread(mul, ((2, 3) for _ in range(MANY)))) == [6] * MANY
        assert crew.size == 0


def test_on_a_single_processor_nobody_helps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "processors", lambda: 1)
    with Crew(few=0) as crew:
        assert list(crew.spread(mul, ((2, 3) for _ in range(MANY)))) == [6] * MANY
        assert crew.size == 0


def crewed(crew: Crew) -> Crew:
    """``crew``, both of its processes there."""
    list(crew.spread(mul, [(1, 1)] * 2))
    while not all(hand.ready for hand in crew._hands):
        time.sleep(0.01)
    return crew


def test_what_is_under_way_is_bounded() -> None:
    """However slow the processes, a long ledger is not gathered in memory."""
    taken: list[int] = []

    def jobs() -> Iterator[tuple[int, int]]:
        for number in range(1000):
            taken.append(number)
            yield number, 1

    with Crew(few=0) as crew:
        going = crewed(crew).spread(mul, jobs())
        for number, value in zip(range(50), going, strict=False):
            assert value == number
            assert len(taken) <= number + 2 * crew.size + 1


def test_jobs_and_values_of_any_size_go_both_ways() -> None:
    """Neither waits for the other to read: a pipe holds some sixty thousand bytes."""
    large = b"x" * (1 << 20)
    with Crew(few=0) as crew:
        values = list(crewed(crew).spread(add, ((large, bytes([number])) for number in range(20))))
    assert values == [large + bytes([number]) for number in range(20)]


@pytest.mark.parametrize("when", [0, 1, 7, MANY - 1])
def test_a_helper_that_dies_leaves_its_work_to_the_caller(when: int) -> None:
    with Crew(few=0) as crew:
        got = []
        for value in crewed(crew).spread(mul, ((number, 3) for number in range(MANY))):
            got.append(value)
            if len(got) == when + 1:
                running = crew._hands[0]._process.running
                assert running is not None
                running.kill()
                running.wait()
        assert got == [3 * number for number in range(MANY)]


def test_what_another_thread_has_closed_is_a_process_that_is_gone() -> None:
    """Who feeds it leaves quietly, without a traceback on the screen."""
    process = workers._Process()
    running = process.running
    assert running is not None
    assert running.stdin is not None
    assert running.stdout is not None
    running.stdin.close()
    with pytest.raises(OSError) as gone:  # noqa: PT011  # it says no more
        process.send(mul, (1, 2))
    assert isinstance(gone.value.__cause__, ValueError)
    running.stdout.close()
    with pytest.raises(EOFError):
        process.receive()
    process.end()


def test_where_no_process_can_be_started_the_caller_does_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    with Crew(few=0) as crew:
        assert list(crew.spread(mul, ((number, 3) for number in range(MANY)))) == [3 * number for number in range(MANY)]


def test_what_fails_there_fails_here_after_what_came_before_it() -> None:
    """The helper ends with it; the caller does it again, and gets the error itself."""
    got: list[int] = []
    with Crew(few=0) as crew:
        going = crewed(crew).spread(floordiv, ((1, number - 9) for number in range(-MANY, MANY)))
        with pytest.raises(ZeroDivisionError):
            got.extend(going)
    assert len(got) == MANY + 9


def test_the_helpers_are_gone_with_the_crew_whatever_they_do() -> None:
    with Crew(few=0) as crew:
        going = crewed(crew).spread(time.sleep, ((n,) for n in (0, 0, 0, 600, 600, 600, 600, 600)))
        next(going)
        all_ = [hand._process.running for hand in crew._hands]
    assert len(all_) == 2
    assert all(one is not None and one.returncode is not None for one in all_)


def test_the_folder_that_one_stands_in_lends_no_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody's repository may hold anything; to verify it is not to run it."""
    (tmp_path / "ssj_publish").mkdir()
    for name in ("ssj_publish/__init__.py", "pickle.py", "signal.py", "json.py"):
        (tmp_path / name).write_text("open('ran', 'w').close()\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    with Crew(few=0) as crew:
        pids = set(crewed(crew).spread(os.getpid, [()] * MANY))
    assert len(pids) == 2, "the other processes did their part"
    assert not (tmp_path / "ran").exists()


def test_one_long_work_is_done_apart_and_its_value_may_be_large() -> None:
    assert apart(os.getpid) != os.getpid()
    assert apart(mul, b"x" * (1 << 20), 4) == b"x" * (1 << 22)


def test_what_is_done_apart_takes_no_code_from_where_the_caller_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pickle.py").write_text("open('ran', 'w').close()\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert apart(os.getpid) != os.getpid()
    assert not (tmp_path / "ran").exists()


def test_what_cannot_be_done_apart_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ZeroDivisionError):
        apart(floordiv, 1, 0)
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    assert apart(os.getpid) == os.getpid()


def test_confined_work_has_its_limits() -> None:
    """Whatever it does with the limits, the caller goes on: the value, its fault, or which limit was met."""
    assert workers.confined(mul, 6, 7, memory=2**30, seconds=30) == 42
    with pytest.raises(ZeroDivisionError):
        workers.confined(floordiv, 1, 0, memory=2**30, seconds=30)
    with pytest.raises(TimeoutError):
        workers.confined(time.sleep, 60, memory=2**30, seconds=0.2)
    with pytest.raises(ChildProcessError):
        workers.confined(os._exit, 0, memory=2**30, seconds=30)


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="the system limits no memory")
def test_confined_work_ends_with_its_memory() -> None:
    with pytest.raises(MemoryError):
        workers.confined(bytes, 2**30, memory=2**28, seconds=30)


def test_confined_work_is_never_done_by_the_caller(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    with pytest.raises(ChildProcessError):
        workers.confined(mul, 6, 7, memory=2**30, seconds=30)
