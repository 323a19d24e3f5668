"""One at a time, among the threads and processes of this machine."""

from __future__ import annotations

import os
import sys
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ssj_publish.machine import durable

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_here: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Hold the lock file ``path``, made where there is none; others wait. The system lets go when a holder dies.

    Raises `errors.StorageFailed` where the system refuses, in which case nothing has been done.
    """
    with _here[os.path.abspath(path)], durable.system_faults(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
        opened = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
        try:
            _take(opened)
            yield
        finally:
            os.close(opened)


def _take(opened: int) -> None:
    if sys.platform == "win32":
        msvcrt.locking(opened, msvcrt.LK_LOCK, 1)
    else:
        fcntl.flock(opened, fcntl.LOCK_EX)
