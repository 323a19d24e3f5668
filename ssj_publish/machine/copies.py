"""Work shared among copies of this process (fork(2)): each sees all that was made before it began, and none of it is
sent.

Jobs are numbers. They wait in a pipe, from which each copy takes the next (a read of four bytes is never split), so
that none is idle while others have work. A copy keeps what it found to its end and then sends it, as the pickle of
``([(number, value), …], fault)``.

Only Linux shares so: Windows cannot, and macOS says that its libraries may not survive it. There, and where there is
little to do, the caller does it all.
"""

from __future__ import annotations

import gc
import os
import pickle
import sys
from collections.abc import Callable, Iterator
from typing import Any, Final, Generic, TypeVar

from ssj_publish.machine.workers import processors

T = TypeVar("T")

_NUMBER: Final = 4
#: As many jobs as a pipe surely holds before anybody reads it.
_MOST: Final = 4096 // _NUMBER


class Copies(Generic[T]):
    """``work`` of every number below ``count``, begun at once, by a copy for each processor if that is ``worth`` it.

    They must be started before this process has threads of its own: of a fork, only the thread that called it lives on.
    """

    def __init__(self, work: Callable[[int], T], count: int, worth: bool = True) -> None:
        self._work, self._count = work, count
        self._running: list[tuple[int, int]] = []
        if worth and sys.platform == "linux" and (several := processors()) > 1 and 1 < count <= _MOST:
            jobs = _pipe_of(range(count))
            try:
                self._running = [_begun(work, jobs) for _ in range(min(several, count))]
            finally:
                os.close(jobs)

    def results(self) -> Iterator[T]:
        """What ``work`` gave, in the order of the numbers. What it raised is raised.

        Raises `ChildProcessError` where a copy ended before its time: as one that the system ended for want of memory.
        """
        if not self._running:
            yield from map(self._work, range(self._count))
            return
        found: dict[int, T] = {}
        for done, fault in self._ended():
            if fault is not None:
                raise fault
            found |= done
        yield from (found[number] for number in range(self._count))

    def _ended(self) -> list[tuple[dict[int, T], Exception | None]]:
        """What each copy sent; all are waited for, whatever one of them says."""
        sent = []
        for pid, pipe in self._running:
            with open(pipe, "rb") as stream:
                data = stream.read()
            os.waitpid(pid, 0)
            sent.append(data)
        self._running = []
        return [pickle.loads(data) if data else ({}, ChildProcessError()) for data in sent]


def _pipe_of(numbers: range) -> int:
    """A pipe that holds ``numbers`` and then ends, to read from."""
    reading, writing = os.pipe()
    with open(writing, "wb") as stream:
        stream.write(b"".join(number.to_bytes(_NUMBER, "big") for number in numbers))
    return reading


def _begun(work: Callable[[int], Any], jobs: int) -> tuple[int, int]:
    """A copy that works: its number with the system, and the pipe that it answers on."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writing)
        return pid, reading
    try:
        os.close(reading)
        gc.freeze()
        gc.enable()
        answer = pickle.dumps(_worked(work, jobs))
        with open(writing, "wb") as stream:
            stream.write(answer)
    finally:
        os._exit(0)  # nothing of what the caller meant to do at its own end


def _worked(work: Callable[[int], Any], jobs: int) -> tuple[dict[int, Any], Exception | None]:
    found = {}
    try:
        while number := os.read(jobs, _NUMBER):
            job = int.from_bytes(number, "big")
            found[job] = work(job)
    except Exception as fault:
        return {}, _portable(fault)
    return found, None


def _portable(fault: Exception) -> Exception:
    """``fault`` as it can be sent: some of other people's do not survive it, and keep their words alone."""
    try:
        pickle.loads(pickle.dumps(fault))
    except Exception:
        return RuntimeError(str(fault))
    return fault
