"""随机抽取: secrets → commit → (guests) → (round) → reveal → result, or seal → reveal → result.

Order of the rules for a commit: the task is in an approved plan and not cancelled; no draw of it is live; the
parties' secrets are there, one each from the task's office, 政策法规科 and 纪检组; the public randomness lies ahead;
what is written equals what the registers give; the drawn can be staffed.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from ssj_publish import errors
from ssj_publish.core.draw import commitment, feasibility, guests, outcome, promise
from ssj_publish.core.kinds.draw import (
    DrawCommit,
    DrawResult,
    DrawReveal,
    DrawSeal,
    DrawSecret,
)
from ssj_publish.core.records import Record
from ssj_publish.core.rules import attendance, elsewhere, knowing, locking, ownership, randomness
from ssj_publish.core.state import Draw, Outcome, State, TaskState, require

#: How long after its task's last day a draw may stay closed: one that opens in ten years is overdue never.
LATEST_OPENING = timedelta(days=31)


def secret(state: State, record: Record[DrawSecret], signers: frozenset[str]) -> None:
    """A party promises a secret for the next draw of a task, once (protocol R14)."""
    body = record.body
    check_next(state, body.task, body.ordinal)
    if len(signers) != 1 or not signers <= set(parties(state, body.task)):
        raise errors.PartyWrong(task=body.task)
    locking.check_promise(state, record)
    for other in state.secrets.values():
        if promise.mark(other.body) == promise.mark(body):
            raise errors.SecretRepeated(task=body.task)
        if (other.body.task, other.body.ordinal) == (body.task, body.ordinal) and party(state, other) in signers:
            raise errors.SecretRepeated(task=body.task)
    state.secrets[record.id] = record


def check_next(state: State, task: str, ordinal: int) -> None:
    """Refuse what is for a task that cannot be drawn now, or for another than its next draw."""
    expected = len(_drawable(state, task).draws) + 1
    if ordinal != expected:
        raise errors.OrdinalWrong(task=task, ordinal=ordinal, expected=expected)


def parties(state: State, task: str) -> tuple[str, ...]:
    """The roles whose secrets a draw of ``task`` needs, in the order in which they enter the seed."""
    office = state.acting(state.tasks[task].task.office)
    return (office, state.keyring.first("policy"), state.keyring.first("discipline"))


def party(state: State, record: Record) -> str:
    """The one role that signed a secret or a reveal; since it ended, who acts in its stead, and has its secret in
    keeping."""
    return state.acting(state.keyring.holder[record.signatures[0].key])


def commit(state: State, record: Record[DrawCommit], signers: frozenset[str]) -> None:
    """Freeze everything the result depends on."""
    body = record.body
    task_state = _drawable(state, body.task)
    by_office(state, body.task, signers, record.kind)
    if body.ordinal != len(task_state.draws) + 1:
        raise errors.OrdinalWrong(task=body.task, ordinal=body.ordinal, expected=len(task_state.draws) + 1)
    secrets = tuple(require(state.secrets.get(id_), "secret", id_) for id_ in body.secrets)
    for one in secrets:
        if (one.body.task, one.body.ordinal) != (body.task, body.ordinal):
            raise errors.PartyWrong(task=body.task)
    if tuple(party(state, one) for one in secrets) != parties(state, body.task):
        raise errors.PartyWrong(task=body.task)
    if record.time.date() > task_state.task.end:
        raise errors.TaskOver(task=body.task, end=task_state.task.end.isoformat())
    _check_times(state, record)
    locking.check_commit(state, record, secrets, attendance.settled(state, body))
    derived = commitment.derive(state, commitment.choices_of(body))
    commitment.check_same(body, derived.commit)
    attendance.check_commit(state, record)
    check_staffable(derived)
    present = guests.standing(state, body.task, body.ordinal)
    draw = Draw(record, derived.pool, derived.eligible, secrets, guests=present)
    state.draws[record.id] = draw
    task_state.draws.append(record.id)


def check_staffable(derived: commitment.Derived) -> None:
    """Refuse, before anything is fixed, a draw of nothing, or one whose bodies could not be staffed."""
    body = derived.commit
    if not sum(stratum.sample for stratum in body.strata):
        raise errors.PoolEmpty(task=body.task)
    strata = [
        (stratum.sample, [id_ for id_, (class_, _) in derived.pool.items() if class_ == stratum.credit_class])
        for stratum in body.strata
    ]
    try:
        feasibility.check_feasible(derived.eligible, outcome.barred(body), strata, body.cap)
    except errors.Infeasible as short:
        raise errors.Infeasible(task=body.task, **short.data) from None


def reveal(state: State, record: Record[DrawReveal], signers: frozenset[str]) -> None:
    """The party that promised opens its own secret, after the round, once; a timelocked one is opened by its round
    (protocol R17)."""
    body = record.body
    draw = require(state.draws.get(body.draw), "draw", body.draw)
    if (body.secret is None) == (body.unlock is None):
        raise errors.PromiseUnfit(task=draw.commit.task)
    _after_round(state, draw, record)
    shown = _own(state, draw, body.secret, signers) if body.secret else locking.unlock(state, draw, record)
    draw.opened |= shown
    draw.reveals |= dict.fromkeys(shown, record)
    if body.unlock is not None:
        knowing.keep_unlock(state, body.unlock)
    knowing.settle(state, draw, record)


def _own(state: State, draw: Draw, secret_hex: str, signers: frozenset[str]) -> dict[str, bytes]:
    mine = [one for one in draw.secrets if party(state, one) in signers]
    if len(signers) != 1 or len(mine) != 1:
        raise errors.PartyWrong(task=draw.commit.task)
    if mine[0].id in draw.opened:
        raise errors.SecretRepeated(task=draw.commit.task)
    found = bytes.fromhex(secret_hex)
    promise.check_shown(mine[0].body, locking.chain_for(state, mine[0].body), found)
    return {mine[0].id: found}


def seal(state: State, record: Record[DrawSeal], signers: frozenset[str]) -> None:
    """A sealed draw's outcome is fixed, once (protocol R43), unseen, by all parties: it takes the secrets of all of
    them.

    Where the secrets are open already, it is computed here; where they are not, as soon as they are (`knowing`).
    """
    body = record.body
    draw = require(state.draws.get(body.draw), "draw", body.draw)
    by_all(state, draw, signers, record.kind)
    if draw.void is not None:
        raise errors.DrawVoided(task=draw.commit.task)
    if not draw.commit.sealed or draw.seal is not None or draw.result is not None:
        raise errors.SealUnfit(task=draw.commit.task)
    if body.count != sum(stratum.sample for stratum in draw.commit.strata):
        raise errors.SealMismatch(task=draw.commit.task)
    _after_round(state, draw, record)
    randomness.check_hands(state, draw, record, signers, parties(state, draw.commit.task))
    public = randomness.value(state, draw.commit, body.signature, body.numbers)
    if all(one.id in draw.opened for one in draw.secrets):
        found = outcome.of(draw, [draw.opened[one.id] for one in draw.secrets], public)
        if outcome.seal_root(found) != body.root:
            raise errors.SealMismatch(task=draw.commit.task)
    draw.seal = record
    knowing.keep_round(state, draw, body.signature)
    knowing.settle(state, draw, record)


def result(state: State, record: Record[DrawResult], signers: frozenset[str]) -> None:
    """Everybody recomputes: seed, bodies, teams.

    Nothing in it can be chosen, so any party may write it: an office that would rather not cannot stand in the way. Nor
    can a seal, missing or false, nor a void: what the draw gives is the truth, and the truth can always be written.
    Only other numbers than those that all parties signed with the seal take all parties again.
    """
    body = record.body
    draw = require(state.draws.get(body.draw), "draw", body.draw)
    if not signers & set(parties(state, draw.commit.task)):
        raise errors.RoleMissing(kind=record.kind, roles=_names(state, parties(state, draw.commit.task)))
    if draw.result is not None:
        raise errors.ResultRepeated(task=draw.commit.task)
    if draw.seal is not None and not randomness.same(draw.seal.body, body):
        by_all(state, draw, signers, record.kind)
    _after_round(state, draw, record)
    randomness.check_hands(state, draw, record, signers, parties(state, draw.commit.task))
    found = redo(state, draw, body.signature, body.numbers)
    if body.seed != found.seed:
        raise errors.ResultMismatch(task=draw.commit.task, field="seed")
    if body.drawn != found.drawn:
        raise errors.ResultMismatch(task=draw.commit.task, field="drawn")
    draw.result, draw.outcome = record, found
    draw.teams = {one.body: one.team for one in found.drawn}
    draw.known, draw.computed = draw.known or record, found
    knowing.keep_round(state, draw, body.signature)
    knowing.settle(state, draw, record)


def redo(state: State, draw: Draw, signature: str | None, numbers: tuple[str, ...]) -> Outcome:
    """The outcome of a draw whose secrets are all revealed."""
    missing = [state.role(party(state, one)).name for one in draw.secrets if one.id not in draw.opened]
    if missing:
        raise errors.SecretsMissing(task=draw.commit.task, roles="、".join(missing))
    secrets = [draw.opened[one.id] for one in draw.secrets]
    return outcome.of(draw, secrets, randomness.value(state, draw.commit, signature, numbers))


def _drawable(state: State, task: str) -> TaskState:
    task_state = require(state.tasks.get(task), "task", task)
    if state.plans[task_state.plan].approval is None:
        raise errors.PlanNotApproved(task=task)
    if task_state.cancelled is not None:
        raise errors.TaskCancelled(task=task)
    for item in task_state.task.items:
        if item not in state.items.current:
            raise errors.ItemRetired(task=task, item=item)
    if any(state.draws[id_].void is None for id_ in task_state.draws) or elsewhere.live(state, task) is not None:
        raise errors.DrawLive(task=task)
    return task_state


def by_office(state: State, task: str, signers: frozenset[str], kind: str) -> None:
    """The office that began ``task`` has signed."""
    ownership.by_office(state, signers, kind, state.tasks[task].task.office)


def _check_times(state: State, record: Record[DrawCommit]) -> None:
    body = record.body
    if body.opens <= record.time or body.opens.utcoffset() != record.time.utcoffset():
        raise errors.OpeningWrong(task=body.task)
    if body.opens.date() > state.tasks[body.task].task.end + LATEST_OPENING:
        raise errors.OpeningWrong(task=body.task)
    randomness.check(state, record)


def by_all(state: State, draw: Draw, signers: frozenset[str], kind: str) -> None:
    """Every party has signed; `errors.RoleMissing` names those that have not, and no other."""
    missing = [role for role in parties(state, draw.commit.task) if role not in signers]
    if missing:
        raise errors.RoleMissing(kind=kind, roles=_names(state, missing))


def _names(state: State, roles: Iterable[str]) -> str:
    return "、".join(state.role(id_).name for id_ in roles)


def _after_round(state: State, draw: Draw, record: Record) -> None:
    attendance.check_over(draw, record)
    if record.time.timestamp() < randomness.ready(state, draw.commit):
        raise errors.RoundNotYet(task=draw.commit.task)
