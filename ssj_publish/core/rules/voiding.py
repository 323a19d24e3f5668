"""作废: a draw is taken out of force by 政策法规科 and 纪检组 together, for a reason that the ledger does not
contradict.

    register-error    the registers, corrected since, give another pool, other inspectors or other recusals
    rule-error        nothing that could be computed: the one reason that rests on its explanation alone
    beacon-absent     the hours of the commitment are over, no record holds the round, a secret is still closed
    numbers-wrong     numbers that people typed stand in the ledger, or do not though the opening is over
    secret-withheld   the opening, and three days more, are over, and a party keeps a secret that only it can open
    infeasible        the draw, computed, cannot be staffed; or a place in a team cannot be filled again
    task-cancelled    an approved plan has cancelled the task
    seal-false        the seal, computed, is not of what the draw gives

Once somebody was visited the draw stays in force, unless what was visited is not what it gave, or can never be shown:
for its list is then no list, and the truth and a new draw must be possible. Everything void is opened all the same.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from ssj_publish import errors
from ssj_publish.core.draw import commitment
from ssj_publish.core.kinds.draw import DrawVoid, VoidReason
from ssj_publish.core.records import Record
from ssj_publish.core.rules import knowing, randomness, substituting
from ssj_publish.core.state import Draw, State, certified_on, require

#: How long after its opening a draw waits for a secret before anybody may call it withheld.
GRACE: Final = timedelta(days=3)
#: Reasons that say that the list which was visited is no list of this draw, or that it can never be shown.
_EVEN_VISITED: Final = frozenset({"seal-false", "numbers-wrong", "secret-withheld"})
#: What a commitment says of the registers.
_OF_REGISTERS: Final = ("pool", "strata", "excluded", "inspectors", "recusals")


def void(state: State, record: Record[DrawVoid], signers: frozenset[str]) -> None:
    """Once, and for a reason that fits."""
    body = record.body
    draw = require(state.draws.get(body.draw), "draw", body.draw)
    if draw.void is not None:
        raise errors.DrawVoided(task=draw.commit.task)
    unstaffed = draw.known is not None and draw.computed is None
    if (draw.visits or draw.astray) and body.reason not in _EVEN_VISITED and not unstaffed:
        raise errors.VisitsBegun(task=draw.commit.task)
    FITS[body.reason](state, draw, record)
    draw.void = record
    knowing.settle(state, draw, record)


def _register_error(state: State, draw: Draw, record: Record[DrawVoid]) -> None:
    derived = commitment.derive(state, commitment.choices_of(draw.commit)).commit
    _require(any(getattr(derived, one) != getattr(draw.commit, one) for one in _OF_REGISTERS), record)


def _rule_error(state: State, draw: Draw, record: Record[DrawVoid]) -> None:
    """Nothing can be held against it."""


def _beacon_absent(state: State, draw: Draw, record: Record[DrawVoid]) -> None:
    """Who has opened every secret has seen the round: nobody opens before it."""
    named = randomness.source(draw.commit)
    if named is None or named.fallback != "void" or named.hours is None:
        raise errors.FallbackUnfit(task=draw.commit.task)
    _require(any(one.id not in draw.opened for one in draw.secrets) and not knowing.in_ledger(state, draw), record)
    if record.time.timestamp() < randomness.ready(state, draw.commit) + named.hours * 3600:
        raise errors.FallbackUnfit(task=draw.commit.task)


def _numbers_wrong(state: State, draw: Draw, record: Record[DrawVoid]) -> None:
    _require(randomness.disputed(draw, record), record)


def _secret_withheld(state: State, draw: Draw, record: Record[DrawVoid]) -> None:
    """A timelocked secret is nobody's to withhold."""
    kept = any(one.id not in draw.opened and one.body.timelock is None for one in draw.secrets)
    _require(kept, record)
    due = draw.commit.opens + GRACE
    if record.time < due:
        raise errors.NotWithheldYet(task=draw.commit.task, due=f"{due:%Y-%m-%d %H:%M}")


def _infeasible(state: State, draw: Draw, record: Record[DrawVoid]) -> None:
    found = knowing.look(state, draw)
    unstaffed = found is not None and found.outcome is None
    _require(unstaffed or any(_unfillable(state, draw, body, record) for body in draw.teams), record)


def _unfillable(state: State, draw: Draw, body: str, record: Record) -> bool:
    """Whether somebody must leave the team of ``body``, or ``body`` itself the draw, and nobody can fill a place."""
    if body in draw.visits:
        return False
    day = record.time.date()
    entry = state.bodies.current.get(body)
    leaving: list[str | None] = [None] if entry is None or entry.state != "active" else []
    leaving += [
        one
        for one in draw.teams[body]
        if one not in state.inspectors.current
        or not certified_on(state.inspectors, one, day)
        or (one, body) in state.recused
    ]
    for one in leaving:
        try:
            substituting.substitute(state, draw, body, one, day)
        except errors.SlotUnfillable:
            return True
    return False


def _task_cancelled(state: State, draw: Draw, record: Record[DrawVoid]) -> None:
    _require(state.tasks[draw.commit.task].cancelled is not None, record)


def _seal_false(state: State, draw: Draw, record: Record[DrawVoid]) -> None:
    found = knowing.look(state, draw)
    _require(draw.seal is not None and found is not None and not knowing.is_seal_of(draw, found.outcome), record)


def _require(fit: bool, record: Record[DrawVoid]) -> None:
    if not fit:
        raise errors.ReasonUnfit(reason=record.body.reason)


#: What the ledger must bear out, by reason; a test holds that none is left out.
FITS: Final[dict[VoidReason, Callable[[State, Draw, Record[DrawVoid]], None]]] = {
    "register-error": _register_error,
    "rule-error": _rule_error,
    "beacon-absent": _beacon_absent,
    "numbers-wrong": _numbers_wrong,
    "secret-withheld": _secret_withheld,
    "infeasible": _infeasible,
    "task-cancelled": _task_cancelled,
    "seal-false": _seal_false,
}
