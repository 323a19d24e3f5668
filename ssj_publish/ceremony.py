"""The steps of the year: build what is to be said, have it signed, pass it through the one door, append it.

A `Desk` is a ledger opened for writing. Each function named for a step returns a `Step`: the body of the record and the
ids it builds on. `Desk.write` signs a step with the keys at hand; where the signers sit in different rooms,
`Desk.draft` gives a file to pass around, `countersign` adds a signature to it and `Desk.submit` appends it.
Nothing is written that `replay.accept` has not taken in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

import msgspec

from ssj_publish import errors
from ssj_publish.core import commitment, encoding, merkle, outcome
from ssj_publish.core import draw as tickets
from ssj_publish.core import promise as promises
from ssj_publish.core.beacon import Chain
from ssj_publish.core.commitment import Choices
from ssj_publish.core.entry import Entry, record_name
from ssj_publish.core.kinds.draw import (
    DrawCommit,
    DrawResult,
    DrawReveal,
    DrawSeal,
    DrawSecret,
    DrawVoid,
    Substitution,
    VoidReason,
)
from ssj_publish.core.kinds.genesis import Genesis
from ssj_publish.core.kinds.inspection import SealProof
from ssj_publish.core.kinds.plan import Declined, Plan, PlanApproval, Task
from ssj_publish.core.records import NO_PREV, Record, Signature, Statement, form, read_statement, statement_bytes
from ssj_publish.core.replay import Replay, pointers, replay
from ssj_publish.core.rules import drawing, locking, randomness, substituting
from ssj_publish.core.shapes import Shape
from ssj_publish.core.signatures import PublicKey
from ssj_publish.core.state import Draw, Outcome, State
from ssj_publish.ledger import store
from ssj_publish.ledger.crew import Crew


class Signer(Protocol):
    """A private key at hand, as `ssj_publish.keys` loads it."""

    @property
    def public(self) -> PublicKey: ...

    def sign(self, statement: bytes) -> str: ...


@dataclass(frozen=True, slots=True)
class Step:
    """What is to be said: a record's body and, beyond those it names itself, the records it builds on."""

    body: Shape
    refs: tuple[str, ...] = ()

    def statement(self, origin: str, time: datetime) -> Statement:
        """The statement; refs are those the body names, in order, then the others."""
        refs = dict.fromkeys((*pointers(self.body), *self.refs))
        return Statement(origin, time, self.body, tuple(refs))


class _Draft(Shape, frozen=True, kw_only=True):
    statement: dict[str, Any]
    signatures: tuple[Signature, ...] = ()


class Desk:
    """A verified ledger, open for writing."""

    def __init__(self, folder: Path, replayed: Replay) -> None:
        self.folder = folder
        self._replay: Replay | None = replayed

    @classmethod
    def open(cls, folder: Path) -> Desk:
        """Verify the whole ledger in ``folder`` and stand at its head."""
        return cls(folder, _verified(folder))

    @classmethod
    def found(cls, folder: Path, origin: str, genesis: Genesis, time: datetime, signers: Sequence[Signer]) -> Desk:
        """Write the first record into an empty folder; every role signs."""
        folder.mkdir(parents=True, exist_ok=True)
        desk = cls(folder, Replay())
        desk._append(statement_bytes(Statement(origin, time, genesis)), signers, ())
        return desk

    @property
    def state(self) -> State:
        return self._standing().state

    def write(self, step: Step, time: datetime, signers: Sequence[Signer]) -> Record:
        """Sign ``step`` with ``signers`` and append it."""
        return self._append(statement_bytes(step.statement(self.state.origin, time)), signers, ())

    def draft(self, step: Step, time: datetime, signers: Sequence[Signer]) -> bytes:
        """A file for others to countersign: the statement with the signatures so far."""
        statement = statement_bytes(step.statement(self.state.origin, time))
        return form_draft(statement, tuple(_sign(statement, signer) for signer in signers))

    def submit(self, draft: bytes) -> Record:
        """Append a countersigned draft."""
        statement, signatures = parse_draft(draft)
        return self._append(statement, (), signatures)

    def _append(
        self, statement: bytes, signers: Sequence[Signer], signatures: tuple[Signature, ...]
    ) -> Record:
        standing = self._standing()
        head = standing.head
        signed = (*signatures, *(_sign(statement, signer) for signer in signers))
        if not signed:
            raise errors.NoSigner()
        data = form(head.seq + 1, head.digest, statement, signed)
        entry = Entry(record_name(head.seq + 1), data)
        record = standing.accept(entry)
        try:
            store.append(self.folder, entry, record.prev if record.prev != NO_PREV else None)
        except BaseException:
            # Somebody else was first, or the disk is full: what was taken in is not what stands in the folder.
            self._replay = None
            raise
        return record

    def _standing(self) -> Replay:
        if self._replay is None:
            self._replay = _verified(self.folder)
        return self._replay


def _verified(folder: Path) -> Replay:
    with Crew() as executor:
        return replay(store.read_entries(folder), executor)


def form_draft(statement: bytes, signatures: tuple[Signature, ...]) -> bytes:
    """A draft is a record's file without ``seq`` and ``prev``."""
    if not signatures:
        return statement
    ordered = sorted(signatures, key=lambda one: one.key)
    return statement + encoding.emit({"signatures": [msgspec.to_builtins(one) for one in ordered]})


def parse_draft(draft: bytes) -> tuple[bytes, tuple[Signature, ...]]:
    """The strict inverse of `form_draft`: nobody is asked to sign what could not be a record."""
    try:
        raw = msgspec.convert(encoding.parse(draft), _Draft)
        statement = statement_bytes(read_statement(raw.statement, ""))
    except (errors.EncodingError, errors.Refused, errors.UnwritableValue) as fault:
        raise errors.DraftMalformed(reason=type(fault).__name__) from None
    except msgspec.ValidationError as fault:
        raise errors.DraftMalformed(reason=str(fault)) from None
    keys = {one.key for one in raw.signatures}
    if len(keys) != len(raw.signatures) or form_draft(statement, raw.signatures) != draft:
        raise errors.DraftMalformed(reason="not in the form that drafts are written in")
    return statement, raw.signatures


def countersign(draft: bytes, signer: Signer) -> bytes:
    """The draft with one more signature; a key signs once."""
    statement, signatures = parse_draft(draft)
    if any(one.key == signer.public.key_id for one in signatures):
        raise errors.SignedAlready(key=signer.public.key_id)
    return form_draft(statement, (*signatures, _sign(statement, signer)))


def _sign(statement: bytes, signer: Signer) -> Signature:
    return Signature(key=signer.public.key_id, signature=signer.sign(statement))


# The plan


def consolidate(
    state: State,
    year: int,
    title: str,
    merged: Sequence[Task] = (),
    declined: Sequence[Declined] = (),
    cancelled: Sequence[Declined] = (),
) -> Step:
    """政策法规科: every open proposal of the year; tasks not merged or declined stand as proposed."""
    answered = {id_ for one in state.plans.values() for id_ in one.plan.proposals}
    proposals = [one for one in state.proposals.values() if one.body.year == year and one.id not in answered]
    gone = {source for task in merged for source in task.merged_from} | {one.task for one in declined}
    kept = [task for one in proposals for task in one.body.tasks if task.id not in gone]
    plan = Plan(
        year=year,
        title=title,
        proposals=tuple(one.id for one in proposals),
        tasks=tuple(sorted((*kept, *merged), key=lambda task: task.id)),
        declined=tuple(declined),
        cancelled=tuple(cancelled),
    )
    return Step(plan)


def approve(plan: str, document: str) -> Step:
    """局领导."""
    return Step(PlanApproval(plan=plan, document=document))


# The draw


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
        promises.check_shown(promised.body, locking.chain_for(state, promised.body, ""), secret)
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
    """The ids of the secrets promised for the next draw, in the order of the parties; a missing one is an error."""
    ordinal = next_ordinal(state, task)
    promised = {
        drawing.party(state, one): one.id
        for one in state.secrets.values()
        if (one.body.task, one.body.ordinal) == (task, ordinal)
    }
    wanted = drawing.parties(state, task)
    missing = [state.role(role).name for role in wanted if role not in promised]
    if missing:
        raise errors.SecretsUnpromised(task=task, roles="、".join(missing))
    return tuple(promised[role] for role in wanted)


def commit(state: State, choices: Choices) -> Step:
    """The commitment that follows from the ledger and ``choices``; a pool nobody can staff is an error here already."""
    derived = commitment.derive(state, choices)
    drawing.check_staffable(derived, choices.task)
    return Step(derived.commit)


def reveal(draw: Draw, secret: bytes) -> Step:
    """A party opens its secret."""
    return Step(DrawReveal(draw=draw.id, secret=secret.hex()))


def redo(
    state: State, draw: Draw, secrets: Sequence[bytes], signature: str | None, numbers: tuple[str, ...] = ()
) -> Outcome:
    """What the draw gives with these secrets, in the order of the parties: the drawing computer's own work."""
    public = randomness.value(state, draw.commit, signature, numbers, draw.commit.task)
    seed = tickets.seed(draw.id, secrets, public)
    return outcome.compute(outcome.Frozen(draw.commit, draw.pool, draw.eligible), seed)


def conclude(state: State, draw: Draw, signature: str | None, numbers: tuple[str, ...] = ()) -> Step:
    """The result of a draw whose secrets have all been revealed; ``numbers`` are what its lotteries drew."""
    found = drawing.redo(state, draw, signature, numbers, draw.commit.task)
    return Step(DrawResult(draw=draw.id, signature=signature, numbers=numbers, seed=found.seed, drawn=found.drawn))


def seal(draw: Draw, found: Outcome, signature: str | None, numbers: tuple[str, ...] = ()) -> Step:
    """Fix the outcome of a sealed draw without showing it."""
    root = outcome.seal_root(found)
    return Step(DrawSeal(draw=draw.id, signature=signature, numbers=numbers, root=root, count=len(found.drawn)))


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
    replacement, team = substituting.substitute(state, draw, body, inspector, time.date(), draw.commit.task)
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
