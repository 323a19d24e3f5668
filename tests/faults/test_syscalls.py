"""Each system call of an append, and of signing a checkpoint, fails or is the last one: nothing is lost, nothing is
half.

The calls are injected with real faults by ``strace``: EIO, ENOSPC, and SIGKILL. Afterwards the ledger is the old one or
the new one, it verifies, and doing the same again completes it.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from ssj_publish import errors
from ssj_publish.core.entry import Entry
from ssj_publish.core.replay import replay
from ssj_publish.ledger import checkpoints, memory, store
from ssj_publish.machine import folders
from ssj_publish.office.checkpoints import Log
from tests.bureau import LOG, logged
from tests.world import World

BEGIN, END = "/ssj-begin", "/ssj-end"
_LINE = re.compile(r"^(?:\d+ +)?([a-z0-9_]+)\(")
FAULTS = ("error=EIO", "error=ENOSPC", "signal=SIGKILL")
#: Calls that Python makes for itself and that a disk cannot fail.
_OWN = {"mmap", "mmap2", "ioctl", "lseek", "poll", "select", "epoll_wait"}

pytestmark = pytest.mark.slow


def works() -> bool:
    """Whether strace may attach to a process of ours."""
    if shutil.which("strace") is None or not hasattr(os, "fork"):
        return False
    done = subprocess.run(["strace", "-o", os.devnull, "true"], capture_output=True, check=False)
    return done.returncode == 0


@pytest.fixture(scope="module", autouse=True)
def _strace() -> None:
    if not works():
        if os.environ.get("SSJ_REQUIRE_STRACE") == "1":
            pytest.fail("strace is missing, or may not trace")
        pytest.skip("needs strace, and leave to trace")


def traced(action: Callable[[], None], *options: str) -> tuple[int, str]:
    """Run ``action`` in a forked process under strace; gives its wait status and what strace wrote."""
    child = os.fork()
    if child == 0:
        code = 9
        with suppress(BaseException):
            os.kill(os.getpid(), signal.SIGSTOP)  # so that the tracer sees every call from here on, and no other
            with suppress(OSError):
                os.stat(BEGIN)
            try:
                action()
                code = 0
            except errors.SsjError:
                code = 1
            with suppress(OSError):
                os.stat(END)
        os._exit(code)
    os.waitpid(child, os.WUNTRACED)
    tracer = subprocess.Popen(
        ["strace", "-p", str(child), *options], stderr=subprocess.PIPE, encoding="utf-8", errors="replace"
    )
    assert tracer.stderr is not None
    said = tracer.stderr.readline()
    assert "attached" in said, said
    os.kill(child, signal.SIGCONT)
    rest = tracer.stderr.read()
    tracer.wait(30)
    _, status = os.waitpid(child, 0)
    return status, rest


def calls(action: Callable[[], None]) -> list[tuple[str, int]]:
    """The calls between begin and end that touch files: name, and which of its name it is since the tracer came."""
    status, text = traced(action, "-e", "trace=%file,%desc")
    assert status == 0, text
    counts: Counter[str] = Counter()
    found, inside = [], False
    for line in text.splitlines():
        name = _LINE.match(line)
        if name is None:
            continue
        counts[name[1]] += 1
        if BEGIN in line or END in line:
            inside = BEGIN in line
        elif inside and name[1] not in _OWN:
            found.append((name[1], counts[name[1]]))
    return found


def entries_of(ledger: Path) -> list[Entry]:
    return list(store.read_entries(ledger))


def appending(folder: Path) -> tuple[Callable[[], None], Callable[[bool], None]]:
    """An append to a small ledger, and what must be true afterwards."""
    world = World().found(**logged()).register()
    ledger = world.write(folder)
    last = world.entries[-1]
    (ledger / last.name).unlink()
    old, new = world.entries[:-1], world.entries
    prev = world.state.records[list(world.state.records)[-1]].prev

    def action() -> None:
        store.append(ledger, last, prev)

    def check(done: bool) -> None:
        found = entries_of(ledger)
        assert found in (old, new)
        assert found == new or not done
        assert replay(found).head.seq == len(found)
        action()
        assert entries_of(ledger) == new
        assert not [path for path in ledger.iterdir() if path.name.startswith(".tmp-")]

    return action, check


def signing(folder: Path) -> tuple[Callable[[], None], Callable[[bool], None]]:
    """Signing a checkpoint, and what must be true afterwards."""
    ledger = World().found(**logged()).register().write(folder)
    log = Log(ledger, replay(store.read_entries(ledger)).state)
    wanted = log.sign(LOG)
    shutil.rmtree(ledger / "checkpoints")
    shutil.rmtree(folders.state())

    def action() -> None:
        log.sign(LOG)

    def check(done: bool) -> None:
        kept = [one.note for one in checkpoints.read(ledger)]
        remembered = memory.recall(log.state.genesis.id)
        assert kept in ([], [wanted])
        assert remembered in (None, wanted)
        # A note is never handed out before it is remembered.
        assert not kept or remembered == wanted
        assert kept or not done
        action()
        assert [one.note for one in checkpoints.read(ledger)] == [wanted]
        assert memory.recall(log.state.genesis.id) == wanted

    return action, check


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("make", [appending, signing])
def test_no_system_call_can_hurt(
    make: Callable[[Path], tuple[Callable[[], None], Callable[[bool], None]]],
    fault: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One by one, each call between begin and end is the one that fails, or the last."""
    monkeypatch.setenv("SSJ_STATE_DIR", str(tmp_path / "recorded" / "state"))
    found = calls(make(tmp_path / "recorded")[0])
    assert {"write", "fsync"} <= {name for name, _ in found}
    ends: Counter[int] = Counter()
    for number, (name, nth) in enumerate(found):
        folder = tmp_path / str(number)
        monkeypatch.setenv("SSJ_STATE_DIR", str(folder / "state"))
        action, check = make(folder)
        status, text = traced(action, "-e", f"trace={name}", "-e", f"inject={name}:{fault}:when={nth}")
        if fault.startswith("signal"):
            assert os.WIFSIGNALED(status), (name, nth, text)
            assert os.WTERMSIG(status) == signal.SIGKILL
        else:
            assert "(INJECTED)" in text, (name, nth, text)
            assert os.WIFEXITED(status)
            assert os.WEXITSTATUS(status) in (0, 1), (name, nth, text)
        ends[status] += 1
        check(status == 0)
    print(f"{make.__name__} {fault}: {len(found)} calls, {ends[0]} went on, {len(found) - ends[0]} stopped")
