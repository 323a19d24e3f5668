"""Who, with whom, could have bent a draw, and who knew its result when: from the record alone, for each draw anew.

The result follows from the commitment, the parties' secrets and the round. To *choose* a result is to know all three
while the commitment (its round, its cap, its last day) can still be another one: either before its time, with whoever
makes the public randomness, or after it, by writing another commitment with yesterday's date. The second takes the
task's office, who signs commitments, and every party that gave a fingerprint, since its reveal names the draw; a party
that locked its secret is not asked again. Where a quorum of witnesses saw the commitment in time, it takes the quorum
as well.

A chain that `core.draw.beacons` does not know may be the bureau's own: it is nobody to be won over, and its rounds may
be known long before their time.

Guests count in the first way only: they open when the commitment is fixed, so who would know the result beforehand
needs each of them that has opened; but not where the commitment was not witnessed before the first of them spoke, since
it could be written anew by who has heard them. In the second way they count for nothing: who writes the past leaves
them out. An absent guest protects nothing, and gives whoever can keep it absent and knows all else the choice between
two results.

To *withhold* is to keep one's secret closed, which chooses nothing and shows. To *know* the result takes all secrets.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from ssj_publish.core.clock import moment
from ssj_publish.core.draw import beacons, drand
from ssj_publish.core.log import Audited
from ssj_publish.core.reading.stamps import before_guests, stamp
from ssj_publish.core.rules import randomness
from ssj_publish.core.rules.drawing import parties, party
from ssj_publish.core.rules.founding import chain_of
from ssj_publish.core.state import Draw, State


@dataclass(frozen=True, slots=True)
class Coalition:
    """Together they could have chosen the result: roles by id, whoever makes the randomness of ``chains``, whoever
    draws the lotteries ``games``, ``witnesses``, as many as the ledger asks for, and ``guests``, all of them, by the
    ids of their promises."""

    roles: frozenset[str]
    chains: frozenset[str] = frozenset()
    games: frozenset[str] = frozenset()
    witnesses: bool = False
    guests: frozenset[str] = frozenset()

    def within(self, other: Coalition) -> bool:
        """Whether it needs nobody whom ``other`` does not need."""
        outside = self.chains <= other.chains and self.games <= other.games and self.witnesses <= other.witnesses
        return self.roles <= other.roles and self.guests <= other.guests and outside


@dataclass(frozen=True, slots=True)
class Trust:
    """``choosers`` are the smallest coalitions; ``withholders`` those who gave a fingerprint, and ``closed`` those of
    them who have not opened it yet.

    ``insiders``, all parties, could know the result from ``early`` on by telling each other their secrets; ``sealed``
    is when the record says that they did. Everybody could reckon it from ``open`` on (None: not yet), and ``published``
    is when it stood in the ledger. ``unknown`` are the chains, the draw's own and its locks', that may be anybody's.

    ``heard`` and ``absent`` are the guests that have opened their secrets and those that have not, by the ids of their
    promises; ``overheard``: the commitment was not witnessed before they spoke, so that they protect nothing;
    ``closed_to_guests``: a party has opened or sealed, so that no guest can speak any more.
    """

    choosers: tuple[Coalition, ...]
    withholders: tuple[str, ...]
    closed: tuple[str, ...]
    insiders: tuple[str, ...]
    early: datetime
    sealed: datetime | None
    open: datetime | None
    published: datetime | None
    unknown: tuple[str, ...] = ()
    heard: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    overheard: bool = False
    closed_to_guests: bool = False


def trust(state: State, draw: Draw, audited: Sequence[Audited]) -> Trust:
    """The statement for ``draw``; ``audited`` are the ledger's checkpoints."""
    task = draw.commit.task
    plain = [one for one in draw.secrets if one.body.timelock is None]
    heard = tuple(one.id for one in draw.guests if one.id in draw.shown)
    overheard = bool(heard) and not before_guests(draw, audited)
    counted = frozenset(() if overheard else heard)
    return Trust(
        choosers=_smallest(_coalitions(state, draw, stamp(state, draw, audited).holds, counted)),
        withholders=tuple(party(state, one) for one in plain),
        closed=tuple(party(state, one) for one in plain if one.id not in draw.opened),
        insiders=parties(state, task),
        early=max(
            [
                draw.record.time,
                *(() if _foreseen(state, draw) else _rounds(state, draw)),
                *([by] if (by := draw.commit.guests_by) else []),
            ]
        ),
        sealed=draw.seal.time if draw.seal is not None else None,
        open=_open(state, draw),
        published=draw.result.time if draw.result is not None else None,
        unknown=_unknown(state, draw),
        heard=heard,
        absent=tuple(one.id for one in draw.guests if one.id not in draw.shown),
        overheard=overheard,
        closed_to_guests=bool(draw.opened) or draw.seal is not None or draw.result is not None,
    )


def _coalitions(state: State, draw: Draw, witnessed: bool, guests: frozenset[str]) -> Iterator[Coalition]:
    unknown = set(_unknown(state, draw))
    locks = {lock.chain for _, lock in draw.locks} - unknown
    plain = {party(state, one) for one in draw.secrets if one.body.timelock is None}
    needed = frozenset({parties(state, draw.commit.task)[0], *plain})
    yield Coalition(needed, witnesses=witnessed)
    if draw.commit.beacon is not None:
        yield Coalition(needed, frozenset({draw.commit.beacon.chain, *locks} - unknown), guests=guests)
    elif draw.commit.lotteries is not None:
        # Whoever draws one game, the last of them, can try as many results as the game has outcomes: enough to choose.
        for game in sorted({one.game for one in draw.commit.lotteries.issues}):
            yield Coalition(needed, frozenset(locks), frozenset({game}), guests=guests)
    elif draw.commit.balls is not None:
        # What was drawn is what the parties say was drawn: only the film, and whoever was there, could tell otherwise.
        yield Coalition(frozenset(parties(state, draw.commit.task)), guests=guests)
    else:
        yield Coalition(frozenset(parties(state, draw.commit.task)), guests=guests)
        if locks:
            yield Coalition(needed, frozenset(locks), guests=guests)


def _unknown(state: State, draw: Draw) -> tuple[str, ...]:
    named = [draw.commit.beacon.chain] if draw.commit.beacon is not None else []
    chains = dict.fromkeys([*named, *(lock.chain for _, lock in draw.locks)])
    found = {id_: state.beacon(id_) for id_ in chains}
    return tuple(id_ for id_, one in found.items() if one is None or not beacons.known(one.chain_hash))


def _foreseen(state: State, draw: Draw) -> bool:
    """Whether somebody may have known the draw's own round at any time."""
    return draw.commit.beacon is not None and draw.commit.beacon.chain in _unknown(state, draw)


def _smallest(found: Iterable[Coalition]) -> tuple[Coalition, ...]:
    """Those that hold no other one."""
    listed = list(dict.fromkeys(found))
    return tuple(one for one in listed if not any(other.within(one) for other in listed if other != one))


def _rounds(state: State, draw: Draw) -> list[datetime]:
    """When the draw's own round is published, or the last of its lotteries drawn; nothing where it waits for none."""
    if randomness.source(draw.commit) is None:
        return []
    return [moment(randomness.ready(state, draw.commit))]


def _open(state: State, draw: Draw) -> datetime | None:
    """When the last of the secrets and the round was public."""
    moments = _rounds(state, draw)
    for one in draw.secrets:
        lock = one.body.timelock
        times = [draw.reveals[one.id].time] if one.id in draw.reveals else []
        if lock is not None:
            times.append(_published(state, lock.chain, lock.round))
        if not times:
            return None
        moments.append(min(times))
    return max(moments)


def _published(state: State, id_: str, number: int) -> datetime:
    """A round's moment, in Beijing."""
    known = state.beacon(id_)
    if known is None:
        raise LookupError(id_)  # a commitment or a lock to a chain that is not trusted is no record
    return moment(drand.round_time(chain_of(known), number))
