"""How a figure is taken: ours and its peer in turn, in one run, so that a busy minute strikes both.

Of each round the time on the clock and the processors' time are kept, those of the processes that it started too. What
is told is medians with the range, and the median of the rounds' ratios; never one without the machine's load.
"""

from __future__ import annotations

import os
import resource
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import Any


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds on the clock, and of processors."""

    wall: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Row:
    """A piece of work against a peer, the rounds of both."""

    work: str
    peer: str
    ours: tuple[Spent, ...]
    theirs: tuple[Spent, ...]
    note: str = ""

    def ratio(self, field: str) -> float:
        """The median, over the rounds, of ours by theirs; ``field`` is wall or cpu."""
        pairs = zip(self.ours, self.theirs, strict=True)
        ratios: list[float] = [getattr(ours, field) / max(getattr(theirs, field), 1e-9) for ours, theirs in pairs]
        return median(ratios)

    def markdown(self) -> str:
        """A line of the table in the README."""
        cells = (self.work, _told(self.ours), f"{self.peer}：{_told(self.theirs)}", _times(self.ratio("wall")))
        return f"| {' | '.join((*cells, _times(self.ratio('cpu')), self.note))} |"


HEAD = "| 做什么 | 我们：中位（最快至最慢），处理器 | 对照 | 时间比 | 处理器比 | 说明 |\n|---|---|---|---:|---:|---|"


def compare(
    work: str, ours: Callable[[], Any], peer: str, theirs: Callable[[], Any], runs: int = 5, note: str = ""
) -> Row:
    """Both in turn, ``runs`` times; told at once."""
    rounds = [(spent(theirs), spent(ours)) for _ in range(runs)]
    row = Row(work, peer, tuple(one for _, one in rounds), tuple(one for one, _ in rounds), note)
    print(row.markdown(), flush=True)
    return row


def spent(act: Callable[[], Any]) -> Spent:
    """What ``act`` takes."""
    used, start = _cpu(), perf_counter()
    act()
    return Spent(perf_counter() - start, _cpu() - used)


def load() -> str:
    """What else the machine is doing: the average number of processes that run or want to, over one and five
    minutes."""
    one, five, _ = os.getloadavg()
    return f"{one:.1f}、{five:.1f}"


def _cpu() -> float:
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in both)


def _told(rounds: tuple[Spent, ...]) -> str:
    walls = [one.wall for one in rounds]
    return f"{_seconds(median(walls))}（{_seconds(min(walls))} 至 {_seconds(max(walls))}），{_seconds(median(one.cpu for one in rounds))}"


def _seconds(value: float) -> str:
    return f"{value * 1000:.1f} 毫秒" if value < 0.1 else f"{value:.2f} 秒"


def _times(ratio: float) -> str:
    return f"{ratio:.2f}" if ratio >= 0.1 else f"1/{1 / ratio:.0f}"
