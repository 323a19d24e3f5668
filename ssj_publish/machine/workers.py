"""Processes of their own for long arithmetic: one for each processor, for one after another of many jobs; or a single
one.

Threads would wait for the interpreter's lock. A process takes its work from its standard input and answers on its
standard output, in order, so that it also works where `multiprocessing` would run the caller's script anew:

    4 bytes, big-endian     length of what follows
    pickle                  (function, arguments), and back: the function's value

It is started with ``-P``: a ledger's folder, in which people run this program, must not lend it modules. Where it
cannot be started, or ends before its time, the caller does the work itself: except for work that must stay apart
(`confined`), because what it works on may have been made to exhaust the machine.
"""

from __future__ import annotations

import math
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from queue import SimpleQueue
from typing import IO, Any, Final, Generic, ParamSpec, Self, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

#: A crew is called where there are more jobs than so many: to start it takes as long as some of them.
_FEW: Final = 16
#: Jobs that may wait for each process, beside the one that it does.
_AHEAD: Final = 1
_LENGTH: Final = 4
_PATIENCE: Final = 2 if sys.platform == "win32" else 8


class Crew:
    """Processes that share the jobs of a loop, one for each processor; called when there are more than ``few`` of them.

    Until they are there, and for a single processor, the caller does the work.
    """

    def __init__(self, few: int = _FEW) -> None:
        self._few = few
        self._hands: list[_Hand] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for hand in self._hands:
            hand.dismiss()

    @property
    def size(self) -> int:
        """How many processes there are."""
        return len(self._hands)

    def spread(self, fn: Callable[..., T], jobs: Iterable[tuple[Any, ...]]) -> Iterator[T]:
        """``fn`` of each of ``jobs``, in their order; of both jobs and values only some for each process are held at a
        time.

        ``fn`` is a module's. What it raises is raised: a process that it has ended is done without, and the work is
        done here.
        """
        going: deque[_Answer[T]] = deque()
        turn = 0
        for number, job in enumerate(jobs):
            if number == self._few and not self._hands and (count := processors()) > 1:
                self._hands = [_Hand() for _ in range(count)]
            if not self._hands or not all(hand.ready for hand in self._hands):
                yield fn(*job)
                continue
            going.append(self._hands[turn % len(self._hands)].give(fn, job))
            turn += 1
            if len(going) > (_AHEAD + 1) * len(self._hands):
                yield going.popleft().result()
        while going:
            yield going.popleft().result()


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def apart(fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
    """``fn(*args)``, done by a process of its own, so that the caller's other threads go on meanwhile.

    Keywords are not taken; the value may be of any size.
    """
    process = _Process()
    try:
        with suppress(OSError):
            process.send(fn, args)
        return _Answer(process, fn, args).result()
    finally:
        process.end()


def each(fn: Callable[..., T], jobs: Sequence[tuple[Any, ...]]) -> Iterator[T]:
    """``fn`` of each of ``jobs``, in their order, where each is worth a process. The values may be of any size."""
    with Crew(few=0 if len(jobs) > 1 else 1) as crew:
        yield from crew.spread(fn, jobs)


def confined(fn: Callable[..., T], /, *args: Any, memory: int, seconds: float) -> T:
    """``fn(*args)``, done by a process of its own that may use so many bytes of ``memory`` and so many ``seconds``.

    The seconds are the processor's: on a busy machine the clock may go `_PATIENCE` times as far before the process is
    ended. What ``fn`` raises is raised. Raises `TimeoutError` when the time is over and `MemoryError` when the memory
    is; and `ChildProcessError` when the process ended otherwise, or cannot be started: the work is never done here.
    Windows has no such limits for a process that it starts; there the clock alone holds.
    """
    late = threading.Event()
    process = _Process()
    if process.running is None:
        raise ChildProcessError
    timer = threading.Timer(seconds * _PATIENCE, _stop, (process.running, late))
    timer.start()
    try:
        process.send(_within, (fn, args, memory, seconds))
        value, fault = process.receive()
    except (OSError, EOFError):
        raise TimeoutError if late.is_set() or process.overran() else ChildProcessError from None
    finally:
        timer.cancel()
        process.end()
    if fault is not None:
        raise fault
    return value  # type: ignore[no-any-return] # what a process answers has no type


def _stop(running: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    running.kill()


def _within(fn: Callable[..., Any], args: tuple[Any, ...], memory: int, seconds: float) -> tuple[Any, Exception | None]:
    """In the other process: its limits are set, then the work is done; the value, or what was raised instead."""
    if sys.platform != "win32":
        import resource

        for kind, limit in (
            (resource.RLIMIT_AS, memory),
            (resource.RLIMIT_CPU, math.ceil(seconds)),
            (resource.RLIMIT_CORE, 0),
        ):
            with suppress(ValueError, OSError):  # one that is lower already stays; macOS knows no limit of addresses
                resource.setrlimit(kind, (limit, resource.getrlimit(kind)[1]))
    try:
        return fn(*args), None
    except MemoryError:
        return None, MemoryError()  # without the frames that hold what filled the memory
    except Exception as fault:
        return None, fault.with_traceback(None)


class _Answer(Generic[T]):
    """A value that is read when somebody asks for it, after those that were asked for before it."""

    def __init__(self, process: _Process, fn: Callable[..., T], args: tuple[Any, ...]) -> None:
        self._process, self._fn, self._args = process, fn, args

    def result(self) -> T:
        try:
            return self._process.receive()  # type: ignore[no-any-return] # what a process answers has no type
        except (OSError, EOFError):
            self._process.end()
            return self._fn(*self._args)


class _Hand:
    """A process, and the thread that hands it its jobs: so whoever gives one never waits until the process takes it,
    and the process, whose answer may be large, never waits for somebody who waits for it."""

    def __init__(self) -> None:
        self._process = _Process()
        self._jobs: SimpleQueue[tuple[Callable[..., Any], tuple[Any, ...]] | None] = SimpleQueue()
        self._there = threading.Event()
        self._thread = threading.Thread(target=self._feed, daemon=True)
        self._thread.start()

    @property
    def ready(self) -> bool:
        """Whether the process is there; or will not be, which its first answer tells."""
        return self._there.is_set()

    def give(self, fn: Callable[..., T], job: tuple[Any, ...]) -> _Answer[T]:
        self._jobs.put((fn, job))
        return _Answer(self._process, fn, job)

    def dismiss(self) -> None:
        """End the process, whatever it does."""
        self._process.stop()
        self._jobs.put(None)
        self._thread.join()
        self._process.end()

    def _feed(self) -> None:
        with suppress(OSError, EOFError):  # what is not answered is done by whoever asks
            try:
                self._process.send(os.getpid, ())
                self._process.receive()
            finally:
                self._there.set()
            while (job := self._jobs.get()) is not None:
                self._process.send(*job)


class _Process:
    """The other process."""

    def __init__(self) -> None:
        self._running: subprocess.Popen[bytes] | None = None
        with suppress(OSError):
            self._running = subprocess.Popen(
                [sys.executable, "-P", "-m", __name__],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )

    @property
    def running(self) -> subprocess.Popen[bytes] | None:
        return self._running

    def overran(self) -> bool:
        """Whether the system ended the process for the processor time that it used."""
        return self._running is not None and self._running.wait() == -getattr(signal, "SIGXCPU", 0)

    def send(self, fn: Callable[..., Any], args: tuple[Any, ...]) -> None:
        """Raises `OSError` where the process is gone."""
        running = self._running
        if running is None:
            raise OSError
        _send(_pipe(running.stdin), (fn, args))

    def receive(self) -> Any:
        """The next answer. Raises `OSError` or `EOFError` where there will be none."""
        running = self._running
        if running is None:
            raise EOFError
        return _receive(_pipe(running.stdout))

    def stop(self) -> None:
        if self._running is not None:
            self._running.kill()

    def end(self) -> None:
        if self._running is not None:
            for pipe in (self._running.stdin, self._running.stdout):
                with suppress(OSError):
                    _pipe(pipe).close()
            self._running.wait()
            self._running = None


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise OSError
    return pipe


def _send(pipe: IO[bytes], value: Any) -> None:
    data = pickle.dumps(value)
    try:
        pipe.write(len(data).to_bytes(_LENGTH, "big") + data)
        pipe.flush()
    except ValueError as closed:  # meanwhile, by another thread that has done with the process
        raise OSError from closed


def _receive(pipe: IO[bytes]) -> Any:
    length = int.from_bytes(_exactly(pipe, _LENGTH), "big")
    return pickle.loads(_exactly(pipe, length))


def _exactly(pipe: IO[bytes], count: int) -> bytes:
    try:
        data = pipe.read(count)
    except ValueError as closed:  # as in `_send`
        raise EOFError from closed
    if len(data) < count:
        raise EOFError
    return data


def work() -> None:
    """The other process's life: until its input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever stops the caller has said enough
    with suppress(EOFError, OSError):
        while True:
            fn, args = _receive(sys.stdin.buffer)
            _send(sys.stdout.buffer, fn(*args))


if __name__ == "__main__":
    work()
