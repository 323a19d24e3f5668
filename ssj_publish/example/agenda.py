"""A desk with an agenda: acts happen in the order of their times, and each says its records at its own time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from heapq import heappop, heappush
from itertools import count

from ssj_publish.core.clock import ZONE
from ssj_publish.core.records import Record
from ssj_publish.core.shapes import Shape
from ssj_publish.core.state import State
from ssj_publish.example.county import SIGNERS, ExampleSigner
from ssj_publish.office.desk import Desk, Step

Act = Callable[[], None]


def moment(text: str) -> datetime:
    """``2025-03-27 09:30`` in Beijing."""
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=ZONE)


def chance(*parts: object) -> int:
    """A number that looks random and is always the same for the same parts."""
    return int.from_bytes(sha256("/".join(map(str, parts)).encode()).digest()[:6], "big")


class Agenda:
    """What will happen, and the desk at which it is written down."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.now = moment("2025-01-02 09:00")
        self.done = 0
        self._serial = count()
        self._acts: list[tuple[datetime, int, Act]] = []

    @property
    def state(self) -> State:
        return self.desk.state

    @property
    def left(self) -> int:
        """Acts not yet carried out."""
        return len(self._acts)

    def at(self, when: datetime | str, act: Act) -> None:
        """Put ``act`` on the agenda; acts at one time happen in the order in which they were put there."""
        moment_ = moment(when) if isinstance(when, str) else when
        heappush(self._acts, (moment_, next(self._serial), act))

    def run(self, until: datetime, progress: Callable[[int, int], None]) -> None:
        """Carry out everything up to ``until``; acts may put further acts on the agenda."""
        while self._acts and self._acts[0][0] <= until:
            self.now, _, act = heappop(self._acts)
            act()
            self.done += 1
            progress(self.done, self.done + self.left)

    def say(self, what: Shape | Step, *roles: str) -> Record:
        """Write a record now, signed by ``roles``, or who acts for them by now; the clock moves on by a minute."""
        return self.sign(what, *(SIGNERS[self.state.acting(role)] for role in roles))

    def sign(self, what: Shape | Step, *signers: ExampleSigner) -> Record:
        """`say` by whichever keys."""
        step = what if isinstance(what, Step) else Step(what)
        record = self.desk.write(step, self.now, signers)
        self.now += timedelta(minutes=1)
        return record

    def later(self, roles: Sequence[str], when: datetime | str, what: Callable[[], Shape | Step]) -> None:
        """Say at ``when`` what ``what`` gives then."""
        self.at(when, lambda: _unused(self.say(what(), *roles)))

    def workday(self, start: date, days: int) -> date:
        """The ``days``-th working day after ``start``."""
        return self.state.calendar.after(start, days)

    def pick_day(self, first: date, last: date, *parts: object) -> date:
        """Some working day between ``first`` and ``last``."""
        span = [first + timedelta(days=n) for n in range((last - first).days + 1)]
        days = [day for day in span if self.state.calendar.is_working(day)]
        return days[chance("day", *parts) % len(days)]


def clock(day: date, hour: int, minute: int = 0) -> datetime:
    """A time of day in Beijing."""
    return datetime.combine(day, time(hour, minute), tzinfo=ZONE)


def _unused(record: Record) -> None:
    """An act gives nothing back."""
