"""递补: the next in the published order steps in, for a body that cannot be visited or for an inspector.

Who steps in follows from the draw's order and the registers as they stand; the record only says so.
"""

from __future__ import annotations

from datetime import date

from ssj_publish import errors
from ssj_publish.core.draw import outcome
from ssj_publish.core.kinds.draw import Substitution
from ssj_publish.core.kinds.registers import Inspector
from ssj_publish.core.records import Record
from ssj_publish.core.rules.drawing import by_office
from ssj_publish.core.state import Draw, Outcome, State, certified_on, require
from ssj_publish.core.text import fold

#: Why a body leaves a draw, and how its entry must then stand (None: it is in the register no more).
_BODY_LEAVES: dict[str, frozenset[str | None]] = {
    "closed": frozenset({"closed", None}),
    "moved": frozenset({"moved", None}),
    "merged": frozenset({"closed", None}),
    "suspended": frozenset({"suspended"}),
}


def substitution(state: State, record: Record[Substitution], signers: frozenset[str]) -> None:
    """The next in the published order steps in; nobody chooses (protocol R18)."""
    body = record.body
    draw = require(state.draws.get(body.draw), "draw", body.draw)
    by_office(state, draw.commit.task, signers, record.kind)
    if draw.outcome is None or draw.void is not None:
        raise errors.DrawNotOpen(task=draw.commit.task)
    if body.body not in draw.teams or body.body in draw.visits or body.body in draw.avoided:
        raise errors.NotDrawn(body=body.body)
    _check_reason(state, draw, body, record.time.date())
    replacement, team = substitute(state, draw, body.body, body.inspector, record.time.date())
    if (body.replacement, body.team) != (replacement, team):
        raise errors.SubstitutionMismatch(body=body.body, expected=replacement or "无")
    visited = body.body if body.inspector is not None else replacement
    slots = range(len(draw.eligible) if visited is not None else 0)
    draw.allowed.append(tuple(_allowed(state, draw, visited or "", slot, record.time.date()) for slot in slots))
    if body.inspector is None:
        del draw.teams[body.body]
        if replacement is not None:
            draw.teams[replacement] = team
    else:
        draw.teams[body.body] = team
    draw.substitutions.append(record)


def _check_reason(state: State, draw: Draw, body: Substitution, on: date) -> None:
    """Only what the registers say too moves anybody. Of illness, leave and journeys they know nothing: these are taken
    at their word."""
    if body.inspector is None:
        entry = state.bodies.current.get(body.body)
        fit = (entry.state if entry is not None else None) in _BODY_LEAVES.get(body.reason, ())
    elif body.reason == "recusal":
        fit = (body.inspector, body.body) in state.recused
    elif body.reason == "certificate":
        fit = not certified_on(state.inspectors, body.inspector, on)
    elif body.reason == "transferred":
        fit = _transferred(state, draw, body.body, body.inspector)
    else:
        fit = body.reason not in _BODY_LEAVES
    if not fit:
        raise errors.ReasonUnfit(reason=body.reason)


def _transferred(state: State, draw: Draw, body: str, inspector: str) -> bool:
    """Out of the register, in another unit than at the commitment, or no longer for the items of the slot."""
    now, then = state.inspectors.current.get(inspector), state.inspectors.as_of(inspector, draw.record.seq)
    if now is None or then is None or fold(now.unit) != fold(then.unit):
        return True
    slots = (slot for slot, one in zip(draw.commit.slots, draw.teams[body], strict=False) if one == inspector)
    return any(not set(slot.items) <= set(now.items) for slot in slots)


def substitute(
    state: State, draw: Draw, body: str, inspector: str | None, on: date
) -> tuple[str | None, tuple[str, ...]]:
    """Who steps in on the day ``on``, and the team that then visits.

    For a body: the next ticket of its stratum, visited by the same team as far as each member may. For an inspector:
    the next in the order of tickets for this body who may fill the slot.
    """
    opened = _opened(draw)
    used = set(draw.teams) | {one.body.body for one in draw.substitutions}
    team = draw.teams[body]
    if inspector is not None:
        if inspector not in team:
            raise errors.ReferenceUnknown(what="inspector", id=inspector)
        new = _refill(state, draw, body, [None if one == inspector else one for one in team], on)
        return new[team.index(inspector)], new
    heir = outcome.next_body(opened, body, used)
    if heir is None:
        return None, ()
    kept = [one if one in _allowed(state, draw, heir, slot, on) else None for slot, one in enumerate(team)]
    return heir, _refill(state, draw, heir, kept, on)


def _refill(state: State, draw: Draw, body: str, team: list[str | None], on: date) -> tuple[str, ...]:
    """Fill the empty slots of ``team`` in order."""
    ordered = outcome.preference(_opened(draw).seed, body, draw.commit.inspectors)
    loads: dict[str, int] = {}
    for members in draw.teams.values():
        for one in members:
            loads[one] = loads.get(one, 0) + 1
    gone = {one.body.inspector for one in draw.substitutions if one.body.body == body}
    full = list(team)
    for slot, member in enumerate(team):
        if member is None:
            allowed = _allowed(state, draw, body, slot, on) - gone
            present = [one for one in full if one is not None] + list(draw.teams.get(body, ()))
            chosen = outcome.next_inspector(ordered, allowed, present, loads, draw.commit.cap)
            if chosen is None:
                raise errors.SlotUnfillable(body=body, items="、".join(draw.commit.slots[slot].items))
            full[slot] = chosen
    return tuple(one for one in full if one is not None)


def _opened(draw: Draw) -> Outcome:
    if draw.outcome is None:
        raise errors.DrawNotOpen(task=draw.commit.task)
    return draw.outcome


def _allowed(state: State, draw: Draw, body: str, slot: int, on: date) -> frozenset[str]:
    """Who may fill ``slot`` for ``body`` today: still in the register and qualified, certified, not recused."""

    def fit(id_: str) -> bool:
        inspector: Inspector | None = state.inspectors.current.get(id_)
        if inspector is None or (id_, body) in state.recused or outcome.stands_back(draw.commit, id_, body):
            return False
        if not certified_on(state.inspectors, id_, on):
            return False
        return set(draw.commit.slots[slot].items) <= set(inspector.items)

    return frozenset(id_ for id_ in draw.eligible[slot] if fit(id_))
