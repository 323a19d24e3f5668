"""What the ledger itself already tells of a draw.

Once all secrets are open and the public randomness stands in some record, whoever reads the ledger can compute the
draw, and so does the core: at once, and not only when somebody records the result. So a seal that is of something else
is known to be false as soon as anybody can know it, by whoever replays the ledger; and no party can keep that quiet by
never recording the result.
"""

from __future__ import annotations

from dataclasses import dataclass

from ssj_publish import errors
from ssj_publish.core.draw import outcome
from ssj_publish.core.kinds.draw import Unlock
from ssj_publish.core.records import Record
from ssj_publish.core.rules import randomness
from ssj_publish.core.state import Draw, Outcome, State, round_key


@dataclass(frozen=True, slots=True)
class Known:
    """What a draw gives; no ``outcome`` where it cannot be staffed, which was not to be seen before."""

    outcome: Outcome | None


def keep_round(state: State, draw: Draw, signature: str | None) -> None:
    """The signature of the draw's own round, verified, stands in the ledger from now on."""
    named = draw.commit.beacon
    if named is not None and signature is not None:
        state.rounds[round_key(named.chain, named.round)] = signature


def keep_unlock(state: State, unlock: Unlock) -> None:
    """The signature of a round that opened secrets."""
    state.rounds[round_key(unlock.chain, unlock.round)] = unlock.signature


def look(state: State, draw: Draw) -> Known | None:
    """What ``draw`` gives, from the ledger alone; None while something of it is not there."""
    if draw.known is not None:
        return Known(draw.computed)
    words = _words(state, draw)
    if words is None or any(one.id not in draw.opened for one in draw.secrets):
        return None
    public = randomness.value(state, draw.commit, *words)
    try:
        return Known(outcome.of(draw, [draw.opened[one.id] for one in draw.secrets], public))
    except errors.Infeasible:
        return Known(None)


def in_ledger(state: State, draw: Draw) -> bool:
    """Whether some record holds the draw's public randomness; a draw that names none waits for none."""
    return _words(state, draw) is not None


def settle(state: State, draw: Draw, record: Record) -> None:
    """After ``record``: if it completes what one must know, keep what the draw gives, and judge the seal by it."""
    if draw.known is None:
        found = look(state, draw)
        if found is None:
            return
        draw.known, draw.computed = record, found.outcome
    if draw.seal is not None:
        _judge(state, draw)


def is_seal_of(draw: Draw, found: Outcome | None) -> bool:
    """Whether the draw's seal is of ``found``, and of the same published words as the result."""
    if draw.seal is None or found is None or outcome.seal_root(found) != draw.seal.body.root:
        return False
    return draw.result is None or randomness.same(draw.seal.body, draw.result.body)


def _judge(state: State, draw: Draw) -> None:
    """Visits made under a false seal that the draw did not give stand aside: what it did give remains to be visited."""
    draw.seal_holds = is_seal_of(draw, draw.computed)
    if draw.seal_holds:
        return
    teams = given(draw)
    for body, visit in list(draw.visits.items()):
        made = state.visits[visit].visit
        said = next(made.team_of(one) for one in made.grounds if one.draw == draw.id)
        if said != teams.get(body):
            draw.astray[body] = draw.visits.pop(body)


def given(draw: Draw) -> dict[str, tuple[str, ...]]:
    """Body → team as computed, before any substitution; nothing where it is not known or cannot be staffed."""
    return {one.body: one.team for one in draw.computed.drawn} if draw.computed is not None else {}


def _words(state: State, draw: Draw) -> tuple[str | None, tuple[str, ...]] | None:
    """The published words that the randomness comes from, (signature, numbers), if any record holds them."""
    if draw.commit.beacon is not None:
        named = draw.commit.beacon
        signature = state.rounds.get(round_key(named.chain, named.round))
        return None if signature is None else (signature, ())
    if draw.commit.lotteries is not None or draw.commit.balls is not None:
        shown = draw.result or draw.seal
        return None if shown is None else (None, shown.body.numbers)
    return None, ()
