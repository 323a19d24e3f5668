"""Whether somebody outside saw a draw's commitment before its round was known, and must remember it.

The bureau runs the ledger: alone, it could write yesterday's commitment today, or prepare ten of them and publish the
one whose result it likes. A *witness* that cosigned a checkpoint which holds the commitment will never again cosign a
log without it, and its cosignature is dated. So the order to show is: commitment, then the quorum's cosignatures, then
the round. An RFC 3161 *token* shows only that the commitment existed, not that it was the only one: the lesser stamp.

Where guests give secrets, the stamp covers their reveals as well: else those who run the ledger could take in a reveal,
or drop it, once they know the round. For the same reason it is given after ``guests_by`` where a guest is absent.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from ssj_publish.core.clock import ZONE, moment
from ssj_publish.core.draw import drand
from ssj_publish.core.log import Audited, in_force_from
from ssj_publish.core.records import Record
from ssj_publish.core.rules import randomness
from ssj_publish.core.rules.founding import chain_of
from ssj_publish.core.state import Draw, State

Level = Literal["witnessed", "partial", "token", "none"]
#: A witness's clock may be a little ahead or behind.
TOLERANCE = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Stamp:
    """The best stamp of a commitment.

    ``time`` is when it was given and ``size`` the checkpoint's; ``deadline`` is the moment from which the result could
    be known (None: it cannot yet). ``partial`` is some witnesses, but fewer than the ledger asks for. ``open_until`` is
    when the time of the guests ends, where one of them has not spoken.
    """

    level: Level
    time: datetime | None
    size: int | None
    deadline: datetime | None
    committed: datetime
    lead: timedelta = timedelta(minutes=10)
    #: the chain that the draw names was not in force yet: the witnesses before the change had not seen it
    strange: bool = False
    open_until: datetime | None = None

    @property
    def late(self) -> bool:
        """Given when the round was known already, or less than the lead that the ledger asks for before."""
        return self.time is not None and self.deadline is not None and self.time + self.lead > self.deadline

    @property
    def misdated(self) -> bool:
        """The commitment bears a later time than its stamp."""
        return self.time is not None and self.time + TOLERANCE < self.committed

    @property
    def early(self) -> bool:
        """Given while it was not settled which guests are absent."""
        return self.time is not None and self.open_until is not None and self.time < self.open_until

    @property
    def holds(self) -> bool:
        """A quorum of witnesses saw it in time."""
        return self.level == "witnessed" and not (self.late or self.misdated or self.strange or self.early)


def stamp(state: State, draw: Draw, audited: Sequence[Audited]) -> Stamp:
    """The stamp of ``draw``: the strongest that is in time, else the strongest (protocol R23)."""
    fixed = last_fixed(draw)
    covering = [one for one in audited if one.checkpoint.size >= fixed.seq]
    found: list[tuple[Level, datetime, int]] = []
    for one in covering:
        size = one.checkpoint.size
        if one.met_at is not None:
            found.append(("witnessed", moment(one.met_at), size))
        if one.witnessed_at is not None:
            found.append(("partial", moment(one.witnessed_at), size))
        if one.stamped_at is not None:
            found.append(("token", one.stamped_at.astimezone(ZONE), size))
    limit = deadline(state, draw)
    lead = timedelta(minutes=state.settings_at(draw.record.seq).lead_minutes)
    strange = _strange(state, draw, audited)
    until = draw.commit.guests_by if len(draw.shown) < len(draw.guests) else None
    made = [Stamp(level, time, size, limit, fixed.time, lead, strange, until) for level, time, size in found]
    none = Stamp("none", None, None, limit, fixed.time, lead, strange, until)
    return min(made, key=_rank, default=none)


def _strange(state: State, draw: Draw, audited: Sequence[Audited]) -> bool:
    """Whether the chain that ``draw`` names came with a change that was not in force when the draw was committed to."""
    named = draw.commit.beacon
    if named is None:
        return False
    known = [place for place, one in enumerate(state.trusts) if any(b.id == named.chain for b in one.trust.beacons)]
    if known and known[0] == 0:  # it stands in genesis
        return False
    since = in_force_from(state.trusts, audited)[known[0]] if known else None
    return since is None or since >= draw.record.seq


def last_fixed(draw: Draw) -> Record:
    """The last record that others must have seen before the randomness is known: the commitment, or a guest's
    reveal."""
    return max((draw.record, *draw.shown.values()), key=lambda one: one.seq)


def before_guests(draw: Draw, audited: Sequence[Audited]) -> bool:
    """Whether a quorum saw the commitment before any guest spoke: else it could be another one, written by who has
    heard the guests."""
    first = min((one.time for one in draw.shown.values()), default=None)
    seen = [one.met_at for one in audited if one.checkpoint.size >= draw.record.seq and one.met_at is not None]
    return first is not None and any(moment(time) < first for time in seen)


def deadline(state: State, draw: Draw) -> datetime | None:
    """From when on the result could be known: the round's moment, or the first lottery's; without either, the first
    secret's reveal, by its party or by the round that it was locked to."""
    if randomness.source(draw.commit) is not None:
        return moment(randomness.first(state, draw.commit))
    shown = [record for record in (*draw.reveals.values(), draw.seal, draw.result) if record is not None]
    chains = [(state.beacon(lock.chain), lock.round) for _, lock in draw.locks]
    public = [moment(drand.round_time(chain_of(chain), round_)) for chain, round_ in chains if chain is not None]
    return min((*public, *(record.time for record in shown)), default=None)


def weak(state: State, audited: Sequence[Audited]) -> Iterable[tuple[Draw, Stamp]]:
    """The draws whose stamp does not hold."""
    for draw in state.draws.values():
        found = stamp(state, draw, audited)
        if not found.holds:
            yield draw, found


def _rank(one: Stamp) -> tuple[bool, int, datetime]:
    order = ("witnessed", "token", "partial", "none")
    return (one.late or one.misdated or one.early, order.index(one.level), one.time or one.committed)
