"""The acts of a draw, from the parties' secrets to the substitutes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from msgspec import to_builtins

from ssj_publish import errors
from ssj_publish.core.draw import commitment, outcome, tickets
from ssj_publish.core.draw import promise as promises
from ssj_publish.core.draw.commitment import Choices
from ssj_publish.core.draw.drand import Chain
from ssj_publish.core.entry import record_name
from ssj_publish.core.kinds.draw import (
    DrawCommit,
    DrawResult,
    DrawReveal,
    DrawSeal,
    DrawSecret,
    DrawVoid,
    Film,
    Substitution,
    VoidReason,
)
from ssj_publish.core.kinds.inspection import SealProof
from ssj_publish.core.records import Record
from ssj_publish.core.rules import drawing, locking, randomness, substituting
from ssj_publish.core.state import Draw, Outcome, State
from ssj_publish.core.tlog import merkle
from ssj_publish.office.desk import Step


def promise(state: State, task: str, secret: bytes, chain: Chain | None = None, round_: int = 0) -> Step:
    """One party's secret for the next draw of ``task``; keep the secret safe until the reveal.

    With a ``chain`` it is locked to ``round_``: from then on everybody can open it.
    """
    ordinal = next_ordinal(state, task)
    if chain is not None:
        return Step(DrawSecret(task=task, ordinal=ordinal, timelock=promises.locked(chain, round_, secret)))
    return Step(DrawSecret(task=task, ordinal=ordinal, commitment=tickets.secret_commitment(secret)))


def is_of(state: State, promised: Record, secret: bytes) -> bool:
    """Whether ``secret`` is the one that was promised."""
    try:
        promises.check_shown(promised.body, locking.chain_for(state, promised.body), secret)
    except errors.SecretMismatch:
        return False
    return True


def next_ordinal(state: State, task: str) -> int:
    """The number of the next draw of ``task``; `errors.TaskUnknown` where no plan has it."""
    found = state.tasks.get(task)
    if found is None:
        raise errors.TaskUnknown(task=task, known="、".join(state.tasks) or "（无）")
    return len(found.draws) + 1


def secrets_of(state: State, task: str) -> tuple[str, ...]:
    """The ids of the secrets promised for the next draw, in the order of the parties; a missing one is an error.

    Raises `errors.SecretsUnpromised`, or `errors.CommittedAlready` where there is a draw in force that took them.
    """
    ordinal = next_ordinal(state, task)
    promised = {
        drawing.party(state, one): one.id
        for one in state.secrets.values()
        if (one.body.task, one.body.ordinal) == (task, ordinal)
    }
    wanted = drawing.parties(state, task)
    missing = [state.role(role).name for role in wanted if role not in promised]
    if missing:
        live = next((one for one in map(state.draws.get, state.tasks[task].draws) if one and one.void is None), None)
        if live is not None:
            raise errors.CommittedAlready(task=task, ordinal=live.commit.ordinal, file=record_name(live.record.seq))
        raise errors.SecretsUnpromised(task=task, roles="、".join(missing))
    return tuple(promised[role] for role in wanted)


def commit(state: State, choices: Choices) -> Step:
    """The commitment that follows from the ledger and ``choices``; a pool nobody can staff is an error here already."""
    derived = commitment.derive(state, choices)
    with errors.about(choices.task):
        drawing.check_staffable(derived)
    return Step(derived.commit)


def reveal(draw: Draw, secret: bytes) -> Step:
    """A party opens its secret."""
    return Step(DrawReveal(draw=draw.id, secret=secret.hex()))


def reveals(state: State, draw: Draw, secrets: Sequence[bytes]) -> list[tuple[str, Step]]:
    """What is left to reveal of ``secrets``, given in any order: each step with the role that must sign it alone.

    Raises `errors.SecretUnpromised` for one that no party of this draw has promised, before anything is written.
    """
    steps = []
    for secret in secrets:
        own = next((one for one in draw.secrets if is_of(state, one, secret)), None)
        if own is None:
            raise errors.SecretUnpromised(task=draw.commit.task)
        if own.id not in draw.opened:
            steps.append((drawing.party(state, own), reveal(draw, secret)))
    return steps


def check_all_given(state: State, draw: Draw, steps: Sequence[tuple[str, Step]]) -> None:
    """`errors.SecretsNotGiven` where ``steps``, from `reveals`, leave a secret closed."""
    given = {role for role, _ in steps}
    closed = [drawing.party(state, one) for one in draw.secrets if one.id not in draw.opened]
    if missing := [role for role in closed if role not in given]:
        raise errors.SecretsNotGiven(task=draw.commit.task, roles="、".join(state.role(role).name for role in missing))


def in_order(state: State, draw: Draw, secrets: Sequence[bytes]) -> list[bytes]:
    """``secrets``, given in any order, in that of the parties; `errors.SecretsNotGiven` names whose is missing."""
    found = [next((secret for secret in secrets if is_of(state, one, secret)), None) for one in draw.secrets]
    missing = [one for one, got in zip(draw.secrets, found, strict=True) if got is None]
    if missing:
        roles = "、".join(state.role(drawing.party(state, one)).name for one in missing)
        raise errors.SecretsNotGiven(task=draw.commit.task, roles=roles)
    return [one for one in found if one is not None]


def proofs(found: Outcome) -> list[dict[str, Any]]:
    """The list of a sealed draw, to be kept secret until the visits: each drawn body with its proof."""
    return [{"body": one.body, "proof": to_builtins(prove(found, one.body))} for one in found.drawn]


def redo(
    state: State, draw: Draw, secrets: Sequence[bytes], signature: str | None, numbers: tuple[str, ...] = ()
) -> Outcome:
    """What the draw gives with these secrets, in the order of the parties: the drawing computer's own work."""
    with errors.about(draw.commit.task):
        return outcome.of(draw, secrets, randomness.value(state, draw.commit, signature, numbers))


def conclude(
    state: State, draw: Draw, signature: str | None, numbers: tuple[str, ...] = (), film: Film | None = None
) -> Step:
    """The result of a draw whose secrets have all been revealed; ``numbers`` are what its lotteries drew, or its balls,
    with the ``film``."""
    with errors.about(draw.commit.task):
        found = drawing.redo(state, draw, signature, numbers)
    body = DrawResult(draw=draw.id, signature=signature, numbers=numbers, film=film, seed=found.seed, drawn=found.drawn)
    return Step(body)


def seal(
    draw: Draw, found: Outcome, signature: str | None, numbers: tuple[str, ...] = (), film: Film | None = None
) -> Step:
    """Fix the outcome of a sealed draw without showing it."""
    root = outcome.seal_root(found)
    body = DrawSeal(draw=draw.id, signature=signature, numbers=numbers, film=film, root=root, count=len(found.drawn))
    return Step(body)


def prove(found: Outcome, body: str) -> SealProof:
    """Shows that the seal holds the visit of ``body``, and nothing about the others."""
    team = next((one.team for one in found.drawn if one.body == body), None)
    if team is None:
        raise errors.NotDrawn(name=body, body=body)
    salt = outcome.salt(found.seed, body)
    leaves = outcome.sealed_leaves(found)
    index = leaves.index(outcome.leaf(salt, body, team))
    path = merkle.inclusion_proof(leaves, index)
    return SealProof(salt=salt, team=team, index=index, path=tuple(node.hex() for node in path))


def void(draw: Draw, reason: VoidReason, explanation: str) -> Step:
    """政策法规科 and 纪检组 together."""
    return Step(DrawVoid(draw=draw.id, reason=reason, explanation=explanation))


def substitute(
    state: State, draw: Draw, body: str, inspector: str | None, reason: str, explanation: str, time: datetime
) -> Step:
    """Who steps in follows from the published order."""
    if draw.outcome is None or body not in draw.teams:
        raise errors.NotDrawn(name=draw.commit.task, body=body)
    with errors.about(draw.commit.task):
        replacement, team = substituting.substitute(state, draw, body, inspector, time.date())
    return Step(
        Substitution(
            draw=draw.id,
            body=body,
            inspector=inspector,
            reason=reason,  # type: ignore[arg-type]  # any other text is refused when the record is read
            explanation=explanation,
            replacement=replacement,
            team=team,
        )
    )


def live_draw(state: State, task: str) -> Draw:
    """The draw of ``task`` in force; `errors.DrawUnknown` where there is none."""
    found = state.tasks.get(task)
    for id_ in reversed(found.draws if found else []):
        if state.draws[id_].void is None:
            return state.draws[id_]
    raise errors.DrawUnknown(task=task)


def stratum_sizes(commit_body: DrawCommit) -> str:
    """``A 2/41, B 3/40``: drawn of all, class by class."""
    return "，".join(f"{one.credit_class} {one.sample}/{one.size}" for one in commit_body.strata)
