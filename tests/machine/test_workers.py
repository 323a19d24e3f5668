"""Whoever does the work, it is done, once asked for and in order; nobody waits for a helper that is gone."""

from __future__ import annotations

import os
import sys
import time
from concurrent.futures import Future
from operator import floordiv, mul
from pathlib import Path

import pytest

from ssj_publish import errors
from ssj_publish.core.signatures import _BATCH, Obligation, Running, message, obligation
from ssj_publish.machine import workers
from ssj_publish.machine.workers import Crew, apart
from tests.conftest import SIGNERS

MANY = workers._USE + 40


def test_all_work_is_done_by_threads_first_and_then_elsewhere() -> None:
    with Crew() as helpers:
        values = [helpers.submit(mul, number, 3) for number in range(MANY)]
        pids = [helpers.submit(os.getpid) for _ in range(2)]
        assert [value.result() for value in values] == [3 * number for number in range(MANY)]
        assert {pid.result() for pid in pids}.isdisjoint({os.getpid()})


def test_for_a_little_work_no_process_is_started() -> None:
    with Crew() as helpers:
        assert [helpers.submit(mul, 2, 3).result() for _ in range(workers._START - 1)][-1] == 6
        assert helpers._process is None


def _kill(helpers: Crew) -> None:
    assert helpers._process is not None
    assert helpers._process._running is not None
    helpers._process._running.kill()
    helpers._process._running.wait()


@pytest.mark.parametrize("when", [workers._START, workers._USE, workers._USE + 5, MANY - 1])
def test_a_helper_that_dies_leaves_its_work_to_the_caller(when: int) -> None:
    values: list[Future[int]] = []
    with Crew() as helpers:
        for number in range(MANY):
            values.append(helpers.submit(mul, number, 3))
            if number == when:
                _kill(helpers)
        assert [value.result() for value in values] == [3 * number for number in range(MANY)]


def test_where_no_process_can_be_started_the_caller_does_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    with Crew() as helpers:
        assert [helpers.submit(mul, number, 3).result() for number in range(MANY)] == [
            3 * number for number in range(MANY)
        ]


def test_what_fails_there_fails_here() -> None:
    """The helper ends with it; the caller does it again, and gets the error itself."""
    with Crew() as helpers:
        for _ in range(MANY):
            helpers.submit(mul, 1, 1)
        failing = helpers.submit(floordiv, 1, 0)
        with pytest.raises(ZeroDivisionError):
            failing.result()


def test_the_helper_is_gone_with_the_crew() -> None:
    with Crew() as helpers:
        for number in range(MANY):
            helpers.submit(mul, number, 3)
        assert helpers._process is not None
        running = helpers._process._running
    assert running is not None
    assert running.returncode is not None


@pytest.mark.parametrize("forged", [0, 100, _BATCH * workers._USE + 3, _BATCH * (MANY - 1)])
def test_the_first_forged_signature_is_named_wherever_it_was_checked(forged: int) -> None:
    signer = SIGNERS["o1"]
    right, wrong, text = signer.sign(b"right"), signer.sign(b"wrong"), message(b"right")
    whole = [obligation(signer.public, text, right, str(number)) for number in range(_BATCH * MANY)]
    for place in (forged, _BATCH * MANY - 1):
        whole[place] = obligation(signer.public, text, wrong, str(place))
    with Crew() as helpers:
        with pytest.raises(errors.BadSignature) as refused:
            _check(whole, helpers)
        assert helpers._process is not None or forged < _BATCH * workers._START
    assert refused.value.data["name"] == str(forged)


def _check(whole: list[Obligation], helpers: Crew) -> None:
    running = Running(helpers)
    for one in whole:
        running.add([one])
    running.settle()


def test_the_folder_that_one_stands_in_lends_no_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody's repository may hold anything; to verify it is not to run it."""
    (tmp_path / "ssj_publish").mkdir()
    for name in ("ssj_publish/__init__.py", "pickle.py", "signal.py", "json.py"):
        (tmp_path / name).write_text("open('ran', 'w').close()\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    with Crew() as helpers:
        pids = {helpers.submit(os.getpid).result() for _ in range(MANY)}
    assert len(pids) == 2, "the other process did its part"
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
