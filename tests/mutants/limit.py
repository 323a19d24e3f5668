"""A pytest plugin: a test that computes for a minute is given up, and the run with it. A mutant that never ends is
noticed so, however slow or busy the machine. Where the system counts no time of a process (Windows), `trial` waits for
the clock."""

from __future__ import annotations

import signal

#: Seconds of a processor for one test: several times what the slowest of those that are run here needs.
SECONDS = 60


def pytest_runtest_setup() -> None:
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
