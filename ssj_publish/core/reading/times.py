"""What time binds a record: its own, as far as those who watched from outside agree.

Whoever writes a record may date it as he likes. But a checkpoint that a quorum of witnesses cosigned at 10:00 shows
that the records it covers stood there by 10:00, and that those it does not cover had not been shown to anybody yet. So

1. a record is no earlier than the newest witnessed checkpoint that does *not* cover it, less `TOLERANCE`;
2. and no later than the oldest one that does, and `TOLERANCE`;
3. between these, its own time holds; but it is no more than `BEHIND` before any record that stands before it, where a
   time that lies that far beyond those of all later records counts as a slip: one mistyped year binds nobody.

Deadlines, the watch over the registers and what counts as late go by this time. The time written is shown beside it
where they differ. `AHEAD` is how far ahead of a clock a new record may be dated.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import accumulate
from typing import Final, Protocol

from ssj_publish.core.chain import RACE
from ssj_publish.core.clock import moment
from ssj_publish.core.log import Audited
from ssj_publish.core.state import State

#: How far witnesses' clocks may be off, and how long a checkpoint may take from its signing to the quorum's answers.
TOLERANCE: Final = timedelta(minutes=10)
#: A record that lost a race was signed before, and yet stands after, another one.
BEHIND: Final = RACE
AHEAD: Final = timedelta(minutes=10)
_FAR: Final = 1 << 62


@dataclass(frozen=True, slots=True)
class Shift:
    """Record number ``seq`` bears the time ``written``, and is held to be of ``bound``."""

    seq: int
    written: datetime
    bound: datetime


@dataclass(frozen=True, slots=True)
class Unwitnessed:
    """``count`` records stand above the newest witnessed checkpoint, the first of them since ``since``; there should be
    one that covers it by the end of ``due``."""

    count: int
    since: datetime
    due: date

    def overdue(self, today: date) -> bool:
        """Whether the day has passed."""
        return today > self.due


class Numbered(Protocol):
    """A record, or what is told of one."""

    @property
    def seq(self) -> int: ...


class Times:
    """The binding time of every record of ``state``, from its checkpoints ``audited``."""

    def __init__(self, state: State, audited: Sequence[Audited] = ()) -> None:
        self._written = state.moments
        self._witnessed = [(one.checkpoint.size, one.met_at) for one in audited if one.met_at is not None]
        self._state = state
        self._bound = _bound(self._written, self._witnessed)

    def at(self, record: Numbered) -> datetime:
        """The time that binds ``record``."""
        return moment(self._bound[record.seq - 1])

    def day(self, record: Numbered) -> date:
        """The day that binds ``record``, in Beijing."""
        return self.at(record).date()

    @property
    def newest(self) -> datetime:
        """The latest time that binds any record."""
        return moment(max(self._bound))

    @property
    def witnessed(self) -> int:
        """How many records the newest witnessed checkpoint covers."""
        return max((size for size, _ in self._witnessed), default=0)

    @property
    def unwitnessed(self) -> Unwitnessed | None:
        """What stands above the newest witnessed checkpoint; None where nothing does."""
        above = self._bound[self.witnessed :]
        if not above:
            return None
        since = moment(min(above))
        days = self._state.settings_at(self.witnessed + 1).checkpoint_days
        return Unwitnessed(len(above), since, since.date() + timedelta(days=days))

    def shifts(self) -> Iterator[Shift]:
        """The records whose own time lies outside what those who watched agree to, by more than `TOLERANCE`."""
        for seq, (written, bound) in enumerate(zip(self._written, self._bound, strict=True), 1):
            if abs(written - bound) > TOLERANCE.total_seconds():
                yield Shift(seq, moment(written), moment(bound))

    def ahead(self, clock: datetime) -> Iterator[int]:
        """The numbers of the records that are dated more than `AHEAD` after ``clock``."""
        limit = (clock + AHEAD).timestamp()
        return (seq for seq, written in enumerate(self._written, 1) if written > limit)

    def binding_ahead(self, clock: datetime) -> Iterator[Shift]:
        """The records whose binding time still lies more than `AHEAD` after ``clock``: no witness has corrected it."""
        limit = (clock + AHEAD).timestamp()
        for seq, (written, bound) in enumerate(zip(self._written, self._bound, strict=True), 1):
            if bound > limit:
                yield Shift(seq, moment(written), moment(bound))


def too_far_ahead(written: datetime, clock: datetime) -> bool:
    """Whether a new record may not be dated so."""
    return written > clock + AHEAD


def _bound(written: Sequence[int], witnessed: Sequence[tuple[int, int]]) -> list[int]:
    lower, upper = _limits(len(written), witnessed)
    held = [_clamp(*one) for one in zip(written, lower, upper, strict=True)]
    # A slip of the pen binds nobody after it: what lies far beyond all that came later counts no further than these.
    behind = int(BEHIND.total_seconds())
    later = [*accumulate(reversed(written[1:]), max, initial=-_FAR)][::-1]
    later[-1] = _FAR
    bound, reached = [], -_FAR
    for one, top, most in zip(held, upper, later, strict=True):
        bound.append(min(max(one, reached - behind), top))
        reached = max(reached, bound[-1] if top < _FAR else min(bound[-1], most + behind))
    return bound


def _limits(count: int, witnessed: Sequence[tuple[int, int]]) -> tuple[list[int], list[int]]:
    tolerance = int(TOLERANCE.total_seconds())
    lower, upper = [-_FAR] * count, [_FAR] * count
    for size, time in witnessed:
        if size < count:
            lower[size] = max(lower[size], time - tolerance)
        if size:
            upper[size - 1] = min(upper[size - 1], time + tolerance)
    return [*accumulate(lower, max)], [*accumulate(reversed(upper), min)][::-1]


def _clamp(written: int, lower: int, upper: int) -> int:
    return min(max(written, lower), upper)
