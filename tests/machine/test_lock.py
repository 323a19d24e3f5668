"""One at a time: threads and processes take turns at a lock file, and a dead holder lets go."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from ssj_publish import errors
from ssj_publish.machine import durable, lock

#: Holds the lock, says so, and waits to be told to go.
HOLDER = """
import sys
from pathlib import Path
from ssj_publish.machine import durable, lock
with {hold}(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.readline()
"""


def holder(hold: str, path: Path) -> subprocess.Popen[bytes]:
    """A process that has the lock by now; whoever starts it ends it."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER.format(hold=hold), str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"held\n"
    return process


def waits(hold: Callable[[], object]) -> tuple[threading.Thread, threading.Event]:
    """A thread that wants the lock too, and what it sets once it has had it."""
    done = threading.Event()

    def work() -> None:
        hold()
        done.set()

    thread = threading.Thread(target=work)
    thread.start()
    return thread, done


def taken(path: Path) -> None:
    with lock.alone(path):
        pass


def test_threads_take_turns(tmp_path: Path) -> None:
    """Eight threads read and write a number a hundred times each; none loses what another wrote."""
    number = tmp_path / "number"
    number.write_text("0")

    def count() -> None:
        for _ in range(100):
            with lock.alone(tmp_path / "lock"):
                number.write_text(str(int(number.read_text()) + 1))

    threads = [threading.Thread(target=count) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert number.read_text() == "800"


@pytest.mark.skipif(sys.platform == "win32", reason="kills as POSIX does")
def test_another_process_waits_for_its_turn_and_a_dead_one_lets_go(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "lock"
    with holder("lock.alone", path) as process:
        try:
            thread, done = waits(lambda: taken(path))
            assert not done.wait(0.2)
            process.send_signal(signal.SIGKILL)
            assert done.wait(30)
            thread.join()
        finally:
            process.kill()


def test_other_names_do_not_wait(tmp_path: Path) -> None:
    with lock.alone(tmp_path / "one"):
        thread, done = waits(lambda: taken(tmp_path / "two"))
        assert done.wait(30)
        thread.join()


def test_one_file_by_two_spellings_is_one_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with lock.alone(Path("lock")):
        thread, done = waits(lambda: taken(tmp_path / "x" / ".." / "lock"))
        assert not done.wait(0.2)
    assert done.wait(30)
    thread.join()


def test_what_goes_wrong_inside_lets_go(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), lock.alone(tmp_path / "lock"):
        raise ZeroDivisionError
    taken(tmp_path / "lock")


def test_the_file_is_for_this_user_only(tmp_path: Path) -> None:
    taken(tmp_path / "lock")
    assert (tmp_path / "lock").read_bytes() == b""
    if sys.platform != "win32":
        assert (tmp_path / "lock").stat().st_mode & 0o077 == 0


def test_where_the_system_refuses_nothing_is_done(tmp_path: Path) -> None:
    (tmp_path / "lock").mkdir()
    with pytest.raises(errors.StorageFailed), lock.alone(tmp_path / "lock"):
        pytest.fail("nobody may come here")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such lock")
def test_writers_of_one_folder_take_turns(tmp_path: Path) -> None:
    """`durable.create` waits while another process writes there, and looks at the folder only when its turn has
    come."""
    with holder("durable.one_writer", tmp_path) as process:
        try:
            thread, done = waits(lambda: durable.create(tmp_path, "000/000001.yaml", b"ours"))
            assert not done.wait(0.2)
            assert os.listdir(tmp_path) == []
            assert process.stdin is not None
            process.stdin.write(b"\n")
            process.stdin.flush()
            assert done.wait(30)
            thread.join()
        finally:
            process.kill()
    assert (tmp_path / "000/000001.yaml").read_bytes() == b"ours"


def test_the_turn_says_that_it_was_granted(tmp_path: Path) -> None:
    with durable.one_writer(tmp_path) as granted:
        assert granted
