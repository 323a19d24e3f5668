"""The steps of the year: build what is to be said, have it signed, pass it through the one door, append it.

A `Desk` is a ledger opened for writing. Each function named for a step returns a `Step`: the body of the record and the
ids it builds on. `Desk.write` signs a step with the keys at hand; where the signers sit in different rooms,
`Desk.draft` gives a file to pass around, `countersign` adds a signature to it and `Desk.submit` appends it.
Nothing is written that `replay.accept` has not taken in.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from secrets import token_bytes

from ssj_publish import errors
from ssj_publish.core import disclosure
from ssj_publish.core.clock import ZONE
from ssj_publish.core.entry import Entry, record_name
from ssj_publish.core.kinds.genesis import Genesis
from ssj_publish.core.kinds.references import pointers
from ssj_publish.core.reading import times
from ssj_publish.core.records import NO_PREV, Record, Signature, Statement, form, parse, statement_bytes
from ssj_publish.core.replay import Replay
from ssj_publish.core.shapes import Shape
from ssj_publish.core.state import State
from ssj_publish.ledger import clock, disclosures, store, verified
from ssj_publish.ledger.cache import Run
from ssj_publish.ledger.files import Folder
from ssj_publish.ledger.verified import Tier, Verified, Watch
from ssj_publish.office.concealing import Salt, concealed
from ssj_publish.office.drafts import Signer, form_draft, parse_draft, sign


@dataclass(frozen=True, slots=True)
class Step:
    """What is to be said: a record's body and, beyond those it names itself, the records it builds on."""

    body: Shape
    refs: tuple[str, ...] = ()

    def statement(self, state: State, time: datetime) -> Statement:
        """The statement, written after all that ``state`` holds; refs are those the body names, in order, then the
        others."""
        refs = dict.fromkeys((*pointers(self.body), *self.refs))
        return Statement(state.origin, time, self.body, tuple(refs), state.tips)


@dataclass(frozen=True, slots=True)
class Act:
    """One of several records that are written together: the roles that sign, and what is said once those before it are
    known (the state that they led to, and the records themselves)."""

    roles: frozenset[str]
    make: Callable[[State, Sequence[Record]], Step]

    @classmethod
    def of(cls, step: Step, *roles: str) -> Act:
        """One that does not depend on the others."""
        return cls(frozenset(roles), lambda state, before: step)


def _salt() -> bytes:
    return token_bytes(16)


class Desk:
    """A verified ledger, open for writing."""

    def __init__(
        self, folder: Path, replayed: Replay, salt: Salt = _salt, runs: tuple[Run, ...] = (), lost: int = 0
    ) -> None:
        """``salt`` gives the salts of the contents beside the chain; ``runs`` and ``lost`` are as in
        `verified.Verified`."""
        self.folder = folder
        self.runs = runs
        self.lost = lost
        self._replay: Replay | None = replayed
        self._salt = salt

    @classmethod
    def open(cls, folder: Path, watch: Watch | None = None) -> Desk:
        """Stand at the head of the ledger in ``folder``, all of which holds.

        It goes on from what was verified on this machine before, as far as that may be trusted (`ledger.verified`);
        ``watch`` shows progress over what has to be read.
        """
        found = _verified(folder, watch)
        return cls(folder, found.replay(), runs=found.runs, lost=found.lost)

    @classmethod
    def found(
        cls,
        folder: Path,
        origin: str,
        genesis: Genesis,
        time: datetime,
        signers: Sequence[Signer],
        salt: Salt = _salt,
    ) -> Desk:
        """Write the first record into an empty folder; every role signs."""
        desk = cls.empty(folder, salt)
        desk._append(statement_bytes(Statement(origin, time, genesis)), signers, ())
        return desk

    @classmethod
    def empty(cls, folder: Path, salt: Salt = _salt) -> Desk:
        """A ledger that has no record yet, in a folder that the first one makes."""
        return cls(folder, Replay(), salt)

    @property
    def state(self) -> State:
        return self._standing().state

    def write(self, step: Step, time: datetime, signers: Sequence[Signer]) -> Record:
        """Sign ``step`` with ``signers`` and append it."""
        with self._concealed(step, time) as written:
            return self._append(statement_bytes(written.statement(self.state, time)), signers, ())

    def rehearse(self, acts: Sequence[Act], time: datetime) -> State:
        """What the ledger would be after ``acts``, each signed by its roles; nothing is written or signed.

        The records pass the same door on a copy: what it takes now, it takes when they are written, signatures aside.
        """
        copied = copy.deepcopy(self._standing())
        before: list[Record] = []
        for act in acts:
            step, _ = self._made(act, copied.state, before, time)
            before.append(copied.rehearse(statement_bytes(step.statement(copied.state, time)), act.roles))
        return copied.state

    def write_all(self, acts: Sequence[Act], time: datetime, signers: Sequence[Signer]) -> list[Record]:
        """Sign and append all of ``acts``, or none: each is by those of ``signers`` that are of its roles.

        All of them have passed the door on a copy, signatures and all, before the first is appended.
        """
        standing, copied = self._standing(), copy.deepcopy(self._standing())
        entries: list[Entry] = []
        files: list[bytes] = []
        before: list[Record] = []
        for act in acts:
            step, kept = self._made(act, copied.state, before, time)
            statement = statement_bytes(step.statement(copied.state, time))
            holder = copied.state.keyring.holder
            own = [one for one in signers if holder.get(one.public.key_id) in act.roles] or signers
            entry = _entry(copied, statement, tuple(sign(statement, one) for one in own))
            before.append(copied.accept(entry))
            entries.append(entry)
            files += kept
        try:
            for data in files:
                disclosures.write(self.folder, data)
            store.append_all(self.folder, entries, standing.head.digest)
        except BaseException:
            disclosures.remove(self.folder, map(disclosure.digest, files))
            self._replay = None
            raise
        self._replay = copied
        return before

    def _made(self, act: Act, state: State, before: Sequence[Record], time: datetime) -> tuple[Step, tuple[bytes, ...]]:
        """What ``act`` says, its removable contents put beside the chain, and the files of these, not yet written."""
        step = act.make(state, before)
        body, files = concealed(state, step.body, time.date(), self._salt, lambda: disclosures.read(self.folder) or {})
        return replace(step, body=body), files

    def draft(self, step: Step, time: datetime, signers: Sequence[Signer]) -> bytes:
        """A file for others to countersign: the statement with the signatures so far."""
        with self._concealed(step, time) as written:
            statement = statement_bytes(written.statement(self.state, time))
            return form_draft(statement, tuple(sign(statement, signer) for signer in signers))

    def submit(self, draft: bytes) -> Record:
        """Append a countersigned draft."""
        statement, signatures = parse_draft(draft)
        return self._append(statement, (), signatures)

    @contextmanager
    def _concealed(self, step: Step, time: datetime) -> Iterator[Step]:
        """``step`` with its contents beside the chain. These come first, since a record whose contents are missing does
        not verify; what is refused leaves none behind."""
        body, files = concealed(
            self.state, step.body, time.date(), self._salt, lambda: disclosures.read(self.folder) or {}
        )
        for data in files:
            disclosures.write(self.folder, data)
        try:
            yield replace(step, body=body)
        except BaseException:
            disclosures.remove(self.folder, map(disclosure.digest, files))
            raise

    def _append(self, statement: bytes, signers: Sequence[Signer], signatures: tuple[Signature, ...]) -> Record:
        standing = self._standing()
        signed = (*signatures, *(sign(statement, signer) for signer in signers))
        entry = _entry(standing, statement, signed)
        record = standing.accept(entry)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            store.append(self.folder, entry, record.prev if record.prev != NO_PREV else None)
        except BaseException:
            # Somebody else was first, or the disk is full: what was taken in is not what stands in the folder.
            self._replay = None
            raise
        return record

    def _standing(self) -> Replay:
        if self._replay is None:
            self._replay = _verified(self.folder).replay()
        return self._replay


def _entry(standing: Replay, statement: bytes, signed: tuple[Signature, ...]) -> Entry:
    """The file of ``statement`` as the next record."""
    if not signed:
        raise errors.NoSigner()
    head = standing.head
    entry = Entry(record_name(head.seq + 1), form(head.seq + 1, head.digest, statement, signed))
    _check_clock(entry)
    return entry


def _check_clock(entry: Entry) -> None:
    """A new record is not dated after this machine's clock: a slip of the year would stand there for ever."""
    here, written = datetime.now(ZONE), parse(entry)[0].time
    if times.too_far_ahead(written, here):
        raise errors.TimeAhead(name=entry.name, time=written.isoformat(), clock=f"{here:%Y-%m-%d %H:%M}")


def _verified(folder: Path, watch: Watch | None = None) -> Verified:
    now = clock.now()
    return verified.verify(Folder(folder), Tier.INCREMENTAL, now, watch=watch)
