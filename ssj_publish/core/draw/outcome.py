"""A draw redone: from the commitment, the secrets and the public randomness to bodies and teams."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from ssj_publish.core.draw import guests, tickets
from ssj_publish.core.draw.assignment import assign, without
from ssj_publish.core.kinds.draw import DrawCommit, Pair, Visitee
from ssj_publish.core.state import Draw, Outcome, Ticket
from ssj_publish.core.tlog import merkle

_SEAL = "ssj/seal/v1"


@dataclass(frozen=True, slots=True)
class Frozen:
    """What a draw rests on besides the seed: the commitment and what it is short for."""

    commit: DrawCommit
    pool: Mapping[str, tuple[str, str]]
    eligible: Sequence[frozenset[str]]


def of(draw: Draw, secrets: Sequence[bytes], public: bytes) -> Outcome:
    """What ``draw`` gives with its parties' ``secrets`` (32 bytes each, in the order of the commitment), what its
    guests have said, and the ``public`` randomness that it waited for: whoever redoes a draw passes here."""
    seed = tickets.seed(draw.id, [*secrets, *guests.values(draw)], public)
    return compute(Frozen(draw.commit, draw.pool, draw.eligible), seed)


def compute(frozen: Frozen, seed: str) -> Outcome:
    """Bodies by ticket within each stratum, then teams in ticket order over all drawn bodies."""
    commit = frozen.commit
    listed: list[Ticket] = []
    for stratum in commit.strata:
        members = [body for body, (credit_class, _) in frozen.pool.items() if credit_class == stratum.credit_class]
        for place, (ticket, body) in enumerate(tickets.order(seed, "body", members)):
            listed.append(Ticket(body, stratum.credit_class, ticket, place < stratum.sample))
    chosen = [one for one in listed if one.drawn]
    in_ticket_order = sorted(chosen, key=lambda one: (one.ticket, one.body))
    away = barred(commit)
    assignment = assign(
        [(one.body, without(tuple(frozen.eligible), away.get(one.body))) for one in in_ticket_order],
        commit.cap,
        lambda body: preference(seed, body, commit.inspectors),
    )
    drawn = tuple(
        Visitee(body=one.body, credit_class=one.credit_class, team=assignment.teams[one.body]) for one in chosen
    )
    loads = {inspector: assignment.loads.get(inspector, 0) for inspector in commit.inspectors}
    return Outcome(seed, tuple(listed), drawn, loads)


def preference(seed: str, body: str, inspectors: Sequence[str]) -> list[str]:
    """Inspectors in the order of their tickets for this body."""
    ids = {f"{body}:{inspector}": inspector for inspector in inspectors}
    return [ids[id_] for _, id_ in tickets.order(seed, "inspector", ids)]


def barred(commit: DrawCommit) -> dict[str, frozenset[str]]:
    """Body → the inspectors who stand back there; bodies with nobody are left out."""
    found: dict[str, set[str]] = {}
    for pair in commit.recusals:
        found.setdefault(pair.body, set()).add(pair.inspector)
    return {body: frozenset(inspectors) for body, inspectors in found.items()}


def stands_back(commit: DrawCommit, inspector: str, body: str) -> bool:
    """Whether the pair is among the commitment's recusals, which are sorted by inspector and body."""
    place = bisect_left(commit.recusals, (inspector, body), key=lambda pair: (pair.inspector, pair.body))
    return place < len(commit.recusals) and commit.recusals[place] == Pair(inspector=inspector, body=body)


def salt(seed: str, body: str) -> str:
    """The salt of one sealed leaf, SHA-256 of the text ``ssj/seal/v1:<seed>:<body>``: the seed hides it, and opening
    the draw reveals all."""
    return sha256(f"{_SEAL}:{seed}:{body}".encode()).hexdigest()


def leaf(salt_hex: str, body: str, team: Sequence[str]) -> bytes:
    """One sealed visit: the text ``ssj/seal/v1:<salt>:<body>:<inspector>,<inspector>``."""
    return f"{_SEAL}:{salt_hex}:{body}:{','.join(team)}".encode()


def sealed_leaves(outcome: Outcome) -> list[bytes]:
    """All leaves, sorted by their leaf hash: a place in the list tells nothing about class or ticket."""
    leaves = [leaf(salt(outcome.seed, one.body), one.body, one.team) for one in outcome.drawn]
    return sorted(leaves, key=merkle.leaf_hash)


def seal_root(outcome: Outcome) -> str:
    """The Merkle root (RFC 6962) over the sealed leaves, in hex."""
    return merkle.root(sealed_leaves(outcome)).hex()


def next_body(outcome: Outcome, gone: str, used: set[str]) -> str | None:
    """The first substitute of ``gone``'s stratum that is not in ``used``; None where the order is exhausted."""
    stratum = next(one.credit_class for one in outcome.tickets if one.body == gone)
    for one in outcome.tickets:
        if one.credit_class == stratum and not one.drawn and one.body not in used:
            return one.body
    return None


def next_inspector(
    ordered: Sequence[str], allowed: frozenset[str], team: Sequence[str], loads: Mapping[str, int], cap: int
) -> str | None:
    """The first in ``ordered`` who is allowed, not in the team and below the cap."""
    for inspector in ordered:
        if inspector in allowed and inspector not in team and loads.get(inspector, 0) < cap:
            return inspector
    return None
