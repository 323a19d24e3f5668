"""The one door: every record passes here, before it is written and whenever it is verified.

The order of the rules, for each file:

1. its bytes are in the canonical profile, its content in the vocabulary (`records.parse`), and none of its texts holds
   an identity or mobile number (`personal.check`);
2. its number, name and link continue the chain; it has not been said before (`chain.check`);
3. it is of this ledger, and what it refers to and was written after stands before it (`chain.check_after`);
4. each signature is by a key of a role in force, or by one that the record brings, and holds (`signatures.verify_all`);
5. the roles that signed may write this kind (`authority.TABLE`), or a key that the record brings may (``Kind.borne``);
6. the kind's own rule holds, and is carried out (`rules.RULES`).

No switch leaves one out. `accept` does all for one record, `replay` for a whole ledger, record after record; what a
record shows by itself (`core.examined`) others may find out for it ahead, and it is judged in its turn.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Container, Iterable, Iterator
from typing import Protocol

from ssj_publish import errors
from ssj_publish.core import chain, rules
from ssj_publish.core.authority import Keyring, brought
from ssj_publish.core.chain import Head
from ssj_publish.core.entry import Entry, record_name
from ssj_publish.core.examined import Answer, Examined, Keys, batches, examine, examine_all, received
from ssj_publish.core.kinds.kind import AS_TARGET
from ssj_publish.core.kinds.references import pointers
from ssj_publish.core.records import Record, Signature, form
from ssj_publish.core.rules import founding, withholding
from ssj_publish.core.signatures import verify_all
from ssj_publish.core.state import RuleState, State, TrustState

#: Records between two rests of a replay.
STRETCH = 20_000
#: What stands in the place of signatures in a rehearsal: no key has this fingerprint.
_NOBODY = Signature(key=f"SHA256:{'A' * 43}", signature="A" * 86 + "==")


#: Names and bytes of a batch of files, and keys to try.
Job = tuple[list[tuple[str, bytes]], Keys]
Answers = list[Answer | errors.SsjError]


class Spread(Protocol):
    """Does a function's work for one job after another, somewhere, and gives the answers in the jobs' order.

    It may take jobs ahead of the answers, a bounded number of them.
    """

    def __call__(
        self, work: Callable[[list[tuple[str, bytes]], Keys], Answers], jobs: Iterable[Job], /
    ) -> Iterable[Answers]: ...


class Replay:
    """A ledger as far as it has been accepted."""

    def __init__(self, head: Head = chain.EMPTY, state: State | None = None) -> None:
        self.head = head
        self._state = state

    @property
    def state(self) -> State:
        """What the accepted records amount to; `errors.LedgerEmpty` before the first."""
        if self._state is None:
            raise errors.LedgerEmpty()
        return self._state

    @property
    def empty(self) -> bool:
        return self._state is None

    def accept(self, entry: Entry) -> Record:
        """Take in one file whole, signatures and all, or raise and stay as it was."""
        return self._take(examine(entry))

    def rehearse(self, statement: bytes, signers: frozenset[str]) -> Record:
        """Take in ``statement`` as if the roles ``signers`` had signed it, or raise as `accept` would.

        For a copy that is thrown away: what it holds afterwards nobody has signed.
        """
        entry = Entry(record_name(self.head.seq + 1), form(self.head.seq + 1, self.head.digest, statement, (_NOBODY,)))
        return self._take(examine(entry), signers)

    def _take(self, examined: Examined, assumed: frozenset[str] | None = None) -> Record:
        """Take in what was examined, or raise and stay as it was; for ``assumed`` see `rehearse`."""
        # No rule knows of files: the file's name is said here.
        with errors.about(examined.name):
            return self._admit(examined, assumed)

    def _admit(self, examined: Examined, assumed: frozenset[str] | None) -> Record:
        record = examined.record
        state = self._state
        known: Container[str] = state.records if state is not None else ()
        chain.check(self.head, record, examined.name, record_name(self.head.seq + 1), known)
        if (record.kind == "genesis") != (state is None):
            raise errors.GenesisMisplaced()
        if state is None:
            chain.check_first(record)
            ring = founding.keyring(record)
        else:
            ring = state.keyring
            _check_references(state, record)
        if assumed is None:
            verify_all(ring.obligations(record, examined.signed, examined.name, examined.held))
        signers = ring.signers(record) if assumed is None else assumed
        self._state = _carry_out(state, ring, record, signers)
        self.head = Head(record.seq, record.digest)
        return record


def replay(
    entries: Iterable[Entry],
    spread: Spread | None = None,
    start: Replay | None = None,
    rest: Callable[[Replay], None] | None = None,
) -> Replay:
    """Accept ``entries`` in order; by ``spread``, others may examine them ahead.

    ``start`` is a ledger accepted before, of which ``entries`` is the continuation. ``rest`` is called every so many
    records, each time after all that was accepted holds, signatures and all.
    """
    done = start or Replay()
    for examined in map(examine, entries) if spread is None else _ahead(entries, done, spread):
        record = done._take(examined)
        if rest is not None and record.seq % STRETCH == 0:
            rest(done)
    return done


def _ahead(entries: Iterable[Entry], done: Replay, spread: Spread) -> Iterator[Examined]:
    """``entries``, examined ahead of ``done`` under the keys that are in force there by then: by another key, or one
    that is none any more by its turn, a signature is tried in its turn."""
    waiting: deque[list[Entry]] = deque()
    unread: list[errors.SsjError] = []

    def jobs() -> Iterator[Job]:
        try:
            for batch in batches(entries):
                waiting.append(batch)
                yield [(entry.name, entry.data) for entry in batch], {} if done.empty else done.state.keyring.keys
        except errors.SsjError as fault:
            unread.append(fault)

    for answers in spread(examine_all, jobs()):
        yield from map(received, waiting.popleft(), answers)
    if unread:
        raise unread[0]


def walk(entries: Iterable[Entry]) -> Iterator[tuple[Record, State]]:
    """Accept one by one, giving each record with the state right after it."""
    going = Replay()
    for entry in entries:
        record = going.accept(entry)
        yield record, going.state


def _check_references(state: State, record: Record) -> None:
    if record.statement.origin != state.origin:
        raise errors.OriginWrong(origin=record.statement.origin, expected=state.origin)
    for id_ in record.statement.refs:
        if id_ not in state.records:
            raise errors.ReferenceUnknown(what="record", id=id_)
    missing = [id_ for id_ in pointers(record.body) if id_ not in record.statement.refs]
    if missing:
        raise errors.ReferenceUnstated(id=missing[0])
    chain.check_after(record, state.records)


def _carry_out(state: State | None, ring: Keyring, record: Record, signers: frozenset[str]) -> State:
    if state is None:
        ring.check("genesis", signers)
        first = RuleState(
            record.seq,
            record.body.settings,
            record.body.bureau,
            {},
            {role.id: role.name for role in record.body.roles},
        )
        state = State(record, ring, trusts=[TrustState(record.seq, record.body, False, record.time)], rules=[first])
    else:
        if not _borne(record):
            ring.check(_authority_kind(state, record), signers)
        made = withholding.admit(state, record, record.kind, record.body)
        rules.RULES[record.kind](state, record, signers)
        state.references.update(made)
    state.records[record.id] = record
    passed = chain.passed_over(((id_, state.records[id_].time) for id_ in state.tips), record)
    if passed is not None:
        state.unseen[record.id] = passed
    state.tips = chain.tips(state.tips, record)
    state.digests.append(record.digest)
    state.signatures += len(record.signatures)
    state.moments.append(int(record.time.timestamp()))
    return state


def _borne(record: Record) -> bool:
    """Whether a key that the record brings has signed it and may do so in the roles' stead; its rule knows whose it
    is."""
    return record.body.KIND.borne and any(one.key in brought(record) for one in record.signatures)


def _authority_kind(state: State, record: Record) -> str:
    """The kind whose writers may write ``record``: for an amendment, those of what it amends."""
    while record.body.KIND.signers == AS_TARGET:
        record = state.records[record.body.target]
    return record.kind
