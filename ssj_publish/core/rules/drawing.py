"""随机抽取: secrets → commit → (round) → reveal → result, or seal → reveal → result; void.

Order of the rules for a commit: the task is in an approved plan and not cancelled; no draw of it is live; the
parties' secrets are there, one each from the task's office, 政策法规科 and 纪检组; the public randomness lies ahead; what
is written equals what the registers give; the drawn can be staffed.
"""

from __future__ import annotations

from datetime import timedelta

from ssj_publish import errors
from ssj_publish.core.draw import assignment, commitment, outcome, promise
from ssj_publish.core.kinds.draw import (
    DrawCommit,
    DrawResult,
    DrawReveal,
    DrawSeal,
    DrawSecret,
    DrawVoid,
)
from ssj_publish.core.records import Record
from ssj_publish.core.rules import elsewhere, locking, randomness
from ssj_publish.core.state import Draw, Outcome, State, TaskState, require

#: How long after its task's last day a draw may stay closed: one that opens in ten years is overdue never.
LATEST_OPENING = timedelta(days=31)


def secret(state: State, record: Record[DrawSecret], signers: frozenset[str]) -> None:
    """A party promises a secret for the next draw of a task, once."""
    body = record.body
    task_state = _drawable(state, body.task)
    if body.ordinal != len(task_state.draws) + 1:
        raise errors.OrdinalWrong(task=body.task, ordinal=body.ordinal, expected=len(task_state.draws) + 1)
    if len(signers) != 1 or not signers <= set(parties(state, body.task)):
        raise errors.PartyWrong(task=body.task)
    locking.check_promise(state, record)
    for other in state.secrets.values():
        if promise.mark(other.body) == promise.mark(body):
            raise errors.SecretRepeated(task=body.task)
        if (other.body.task, other.body.ordinal) == (body.task, body.ordinal) and party(state, other) in signers:
            raise errors.SecretRepeated(task=body.task)
    state.secrets[record.id] = record


def parties(state: State, task: str) -> tuple[str, ...]:
    """The roles whose secrets a draw of ``task`` needs, in the order in which they enter the seed."""
    office = state.tasks[task].task.office
    return (office, state.keyring.first("policy"), state.keyring.first("discipline"))


def party(state: State, record: Record) -> str:
    """The one role that signed a secret or a reveal."""
    return state.keyring.holder[record.signatures[0].key]


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
    locking.check_commit(state, record, secrets, randomness.ready(state, body))
    derived = commitment.derive(state, commitment.choices_of(body))
    commitment.check_same(body, derived.commit)
    check_staffable(derived)
    draw = Draw(record, derived.pool, derived.eligible, secrets)
    state.draws[record.id] = draw
    task_state.draws.append(record.id)


def check_staffable(derived: commitment.Derived) -> None:
    """Refuse, before anything is fixed, a draw of nothing, or one whose bodies could not be staffed."""
    body = derived.commit
    if not sum(stratum.sample for stratum in body.strata):
        raise errors.PoolEmpty(task=body.task)
    recused = {(pair.inspector, pair.body) for pair in body.recusals}
    slots = {
        id_: tuple(frozenset(i for i in slot if (i, id_) not in recused) for slot in derived.eligible)
        for id_ in derived.pool
    }
    strata = [
        (stratum.sample, [id_ for id_, (class_, _) in derived.pool.items() if class_ == stratum.credit_class])
        for stratum in body.strata
    ]
    try:
        assignment.check_feasible(slots, strata, body.cap)
    except errors.Infeasible as short:
        raise errors.Infeasible(task=body.task, **short.data) from None


def reveal(state: State, record: Record[DrawReveal], signers: frozenset[str]) -> None:
    """The party that promised opens its own secret, after the round, once; a timelocked one is opened by its round."""
    body = record.body
    draw = require(state.draws.get(body.draw), "draw", body.draw)
    if (body.secret is None) == (body.unlock is None):
        raise errors.PromiseUnfit(task=draw.commit.task)
    _after_round(state, draw, record)
    shown = _own(state, draw, body.secret, signers) if body.secret else locking.unlock(state, draw, record)
    draw.opened |= shown
    draw.reveals |= dict.fromkeys(shown, record)


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
    """A sealed draw's outcome is fixed, once, unseen; it is checked when the draw is opened."""
    body = record.body
    draw = require(state.draws.get(body.draw), "draw", body.draw)
    by_office(state, draw.commit.task, signers, record.kind)
    if draw.void is not None:
        raise errors.DrawVoided(task=draw.commit.task)
    if not draw.commit.sealed or draw.seal is not None or draw.result is not None:
        raise errors.SealUnfit(task=draw.commit.task)
    if body.count != sum(stratum.sample for stratum in draw.commit.strata):
        raise errors.SealMismatch(task=draw.commit.task)
    _after_round(state, draw, record)
    randomness.value(state, draw.commit, body.signature, body.numbers)
    draw.seal = record


def result(state: State, record: Record[DrawResult], signers: frozenset[str]) -> None:
    """Everybody recomputes: seed, bodies, teams; for a sealed draw the root too.

    Nothing in it can be chosen, so any party may write it: an office that would rather not cannot stand in the way. Nor
    can it by never sealing what it should have sealed, once the opening is due.
    """
    body = record.body
    draw = require(state.draws.get(body.draw), "draw", body.draw)
    if not signers & set(parties(state, draw.commit.task)):
        raise errors.RoleMissing(kind=record.kind, roles=_names(state, draw))
    if draw.result is not None:
        raise errors.ResultRepeated(task=draw.commit.task)
    if draw.commit.sealed and draw.seal is None and draw.void is None and record.time < draw.commit.opens:
        raise errors.SealUnfit(task=draw.commit.task)
    _after_round(state, draw, record)
    found = redo(state, draw, body.signature, body.numbers)
    if body.seed != found.seed:
        raise errors.ResultMismatch(task=draw.commit.task, field="seed")
    if body.drawn != found.drawn:
        raise errors.ResultMismatch(task=draw.commit.task, field="drawn")
    # A draw voided because its seal was wrong is opened all the same.
    if (
        draw.seal is not None
        and draw.void is None
        and (outcome.seal_root(found) != draw.seal.body.root or not randomness.same(draw.seal.body, body))
    ):
        raise errors.SealMismatch(task=draw.commit.task)
    draw.result, draw.outcome = record, found
    draw.teams = {one.body: one.team for one in found.drawn}


def redo(state: State, draw: Draw, signature: str | None, numbers: tuple[str, ...]) -> Outcome:
    """The outcome of a draw whose secrets are all revealed."""
    missing = [state.role(party(state, one)).name for one in draw.secrets if one.id not in draw.opened]
    if missing:
        raise errors.SecretsMissing(task=draw.commit.task, roles="、".join(missing))
    secrets = [draw.opened[one.id] for one in draw.secrets]
    return outcome.of(draw, secrets, randomness.value(state, draw.commit, signature, numbers))


def void(state: State, record: Record[DrawVoid], signers: frozenset[str]) -> None:
    """政策法规科 and 纪检组 together take a draw out of force; once visits have begun nobody can.

    A reason that the ledger itself contradicts is refused.
    """
    body = record.body
    draw = require(state.draws.get(body.draw), "draw", body.draw)
    if draw.void is not None:
        raise errors.DrawVoided(task=draw.commit.task)
    if draw.visits:
        raise errors.VisitsBegun(task=draw.commit.task)
    if body.reason == "beacon-absent":
        _check_absent(state, draw, record)
    if body.reason == "numbers-wrong" and not any(
        one is not None and one.body.numbers for one in (draw.seal, draw.result)
    ):
        raise errors.ReasonUnfit(reason=body.reason)
    # A timelocked secret is nobody's to withhold.
    withheld = [one for one in draw.secrets if one.id not in draw.opened and one.body.timelock is None]
    if body.reason == "secret-withheld" and not withheld:
        raise errors.ReasonUnfit(reason=body.reason)
    draw.void = record


def _check_absent(state: State, draw: Draw, record: Record) -> None:
    named = randomness.source(draw.commit)
    if draw.seal is not None or draw.result is not None:
        raise errors.ReasonUnfit(reason=record.body.reason)
    if named is None or named.fallback != "void" or named.hours is None:
        raise errors.FallbackUnfit(task=draw.commit.task)
    if record.time.timestamp() < randomness.ready(state, draw.commit) + named.hours * 3600:
        raise errors.FallbackUnfit(task=draw.commit.task)


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
    office = state.tasks[task].task.office
    if office not in signers:
        raise errors.RoleMissing(kind=kind, roles=state.role(office).name)


def _check_times(state: State, record: Record[DrawCommit]) -> None:
    body = record.body
    if body.opens <= record.time or body.opens.utcoffset() != record.time.utcoffset():
        raise errors.OpeningWrong(task=body.task)
    if body.opens.date() > state.tasks[body.task].task.end + LATEST_OPENING:
        raise errors.OpeningWrong(task=body.task)
    randomness.check(state, record)


def _names(state: State, draw: Draw) -> str:
    return "、".join(state.role(id_).name for id_ in parties(state, draw.commit.task))


def _after_round(state: State, draw: Draw, record: Record) -> None:
    if record.time.timestamp() < randomness.ready(state, draw.commit):
        raise errors.RoundNotYet(task=draw.commit.task)
