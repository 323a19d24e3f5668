"""Helpers for long arithmetic: threads for a little of it, a process of its own for much.

Threads that check signatures wait for the interpreter's lock after each one, while the thread that reads records holds it: of
two processors they hardly use the second. Another process needs no lock. It takes its work from its standard input and
answers on its standard output, in order, so that it also works where `multiprocessing` would run the caller's script anew:

    4 bytes, big-endian     length of what follows
    pickle                  (function, arguments), and back: the function's value

It is started with ``-P``: a ledger's folder, in which people run this program, must not lend it modules. Where it cannot be
started, or ends before its time, the caller does the work itself: except for work that must stay apart (`confined`), because
what it works on may have been made to exhaust the machine.
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
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import suppress
from typing import IO, Any, Final, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

#: From so many pieces of work on there will be many more: the process is started; and from so many on it is used.
_START: Final = 40
_USE: Final = 100
_LENGTH: Final = 4
_PATIENCE: Final = 2 if sys.platform == "win32" else 8


class Crew(Executor):
    """An executor for functions of modules, with short values: an answer must not fill a pipe."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(os.cpu_count())
        self._process: _Process | None = None
        self._count = 0

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """As `Executor.submit`; keywords are not taken."""
        self._count += 1
        if self._count == _START:
            self._process = _Process()
        if self._process is None or self._count < _USE:
            return self._threads.submit(fn, *args, **kwargs)
        return self._process.submit(fn, args)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self._threads.shutdown(wait, cancel_futures=cancel_futures)
        if self._process is not None:
            self._process.end()


def apart(fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
    """``fn(*args)``, done by a process of its own, so that the caller's other threads go on meanwhile.

    Keywords are not taken; the value may be of any size.
    """
    process = _Process()
    try:
        return process.submit(fn, args).result()
    finally:
        process.end()


def each(fn: Callable[..., T], jobs: Sequence[tuple[Any, ...]]) -> Iterator[T]:
    """``fn`` of each of ``jobs``, in their order, done by a process for each processor. The values may be of any size.

    What ``fn`` raises is raised: a process that it has ended is done without, and the work is done here.
    """
    count = min(len(jobs), os.cpu_count() or 1)
    if count < 2:
        yield from (fn(*job) for job in jobs)
        return
    processes = [_Process() for _ in range(count)]
    try:
        # Each has one piece of work at a time, and its answer is read before it gets another: no pipe is ever full at both ends.
        going = deque(process.submit(fn, job) for process, job in zip(processes, jobs, strict=False))
        for number in range(len(jobs)):
            yield going.popleft().result()
            if number + count < len(jobs):
                going.append(processes[number % count].submit(fn, jobs[number + count]))
    finally:
        for process in processes:
            process.end()


def confined(fn: Callable[..., T], /, *args: Any, memory: int, seconds: float) -> T:
    """``fn(*args)``, done by a process of its own that may use so many bytes of ``memory`` and so many ``seconds``.

    The seconds are the processor's: on a busy machine the clock may go `_PATIENCE` times as far before the process is ended.
    What ``fn`` raises is raised. Raises `TimeoutError` when the time is over and `MemoryError` when the memory is; and
    `ChildProcessError` when the process ended otherwise, or cannot be started: the work is never done here.
    Windows has no such limits for a process that it starts; there the clock alone holds.
    """
    late = threading.Event()
    process = _Process()
    if process.running is None:
        raise ChildProcessError
    timer = threading.Timer(seconds * _PATIENCE, _stop, (process.running, late))
    timer.start()
    try:
        _send(_pipe(process.running.stdin), (_within, (fn, args, memory, seconds)))
        value, fault = _receive(_pipe(process.running.stdout))
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


class _Answer(Future[T]):
    """A value that is read when somebody asks for it."""

    def __init__(self, process: _Process, fn: Callable[..., T], args: tuple[Any, ...]) -> None:
        super().__init__()
        self._process, self.fn, self.args = process, fn, args

    def result(self, timeout: float | None = None) -> T:
        while not self.done():
            self._process.take()
        return super().result(timeout)


class _Process:
    """The other process, with the work that it has not answered yet."""

    def __init__(self) -> None:
        self._waiting: deque[_Answer[Any]] = deque()
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

    def submit(self, fn: Callable[..., T], args: tuple[Any, ...]) -> Future[T]:
        answer = _Answer(self, fn, args)
        if self._running is None:
            answer.set_result(fn(*args))
            return answer
        self._waiting.append(answer)
        with suppress(OSError):  # what is not answered is done here in the end
            _send(_pipe(self._running.stdin), (fn, args))
        return answer

    def take(self) -> None:
        """Read the next answer."""
        answer = self._waiting.popleft()
        if self._running is not None:
            try:
                answer.set_result(_receive(_pipe(self._running.stdout)))
                return
            except (OSError, EOFError):
                self.end()
        answer.set_result(answer.fn(*answer.args))

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
    pipe.write(len(data).to_bytes(_LENGTH, "big") + data)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> Any:
    length = int.from_bytes(_exactly(pipe, _LENGTH), "big")
    return pickle.loads(_exactly(pipe, length))


def _exactly(pipe: IO[bytes], count: int) -> bytes:
    data = pipe.read(count)
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
