"""The ledger as a transparency log: its checkpoints held against its records.

For each checkpoint: the ledger has at least as many records; the first of them, as leaves of an RFC 6962 tree, have the
root that was signed; the log's key in force there has signed it; every cosignature by a witness in force there
holds, and so does every token by a time-stamping authority. So whoever has kept any one checkpoint sees whether a
record before it was touched since; what is above the newest is a tail, reported and not refused (protocol R25).

Whom the ledger trusts may change, but nobody can swap the witnesses for friends and back for the length of a draw: a
change is in force from after the first checkpoint above it that the witnesses *before* it cosigned. Where these are
gone, the root keys may do without them: from the first checkpoint that the new witnesses cosigned `WAIT` after the
change was written and the old ones were last heard. Where there were no witnesses, nothing is lost, and a change is in
force at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final, Protocol

from ssj_publish import errors
from ssj_publish.core.clock import moment
from ssj_publish.core.kinds.genesis import Authority, Witness
from ssj_publish.core.tlog import checkpoint, note
from ssj_publish.core.tlog.checkpoint import Checkpoint, leaf
from ssj_publish.core.tlog.merkle import Tree
from ssj_publish.core.tlog.note import Note, NoteSignature
from ssj_publish.core.tlog.vkey import LOG_TYPES, WITNESS_TYPES, VerifierKey, parse_verifier_key

#: How long the public can see a change by the root keys before it binds without the witnesses that were there.
WAIT: Final = timedelta(days=30)


class Trust(Protocol):
    """Whom the ledger trusts with checkpoints: the log's verifier key, the witnesses, how many of them are enough."""

    @property
    def log(self) -> str | None: ...

    @property
    def witnesses(self) -> tuple[Witness, ...]: ...

    @property
    def quorum(self) -> int: ...

    @property
    def authorities(self) -> tuple[Authority, ...]: ...


@dataclass(frozen=True, slots=True)
class Stored:
    """A checkpoint as kept: the note by the log, witnesses' answers, and RFC 3161 tokens by authority's id."""

    name: str
    size: int
    note: Note
    cosignatures: tuple[NoteSignature, ...] = ()
    tokens: tuple[tuple[str, bytes], ...] = ()

    @property
    def whole(self) -> Note:
        """The note with all signatures, the log's first."""
        return Note(self.note.text, (*self.note.signatures, *self.cosignatures))


@dataclass(frozen=True, slots=True)
class Audited:
    """A checkpoint that holds; ``times`` gives each witness's POSIX time by name; ``met_at`` when the quorum was met.

    ``tokens`` gives the time of each time-stamping authority's token, by its id.
    """

    stored: Stored
    checkpoint: Checkpoint
    times: dict[str, int]
    met_at: int | None
    tokens: dict[str, datetime] = field(default_factory=dict)
    #: which of what the ledger has said of its trust was in force, counted from 0
    place: int = 0

    @property
    def enough(self) -> bool:
        """Whether as many witnesses as the ledger asks for have cosigned."""
        return self.met_at is not None

    @property
    def witnessed_at(self) -> int | None:
        """The earliest time at which a witness saw it."""
        return min(self.times.values(), default=None)

    @property
    def stamped_at(self) -> datetime | None:
        """The earliest time at which a time-stamping authority saw it."""
        return min(self.tokens.values(), default=None)


def tree_of(digests: Iterable[str]) -> Tree:
    """The tree over all records, from the SHA-256 of their files in the order of their numbers (`State.digests`)."""
    return Tree.over(leaf(seq, digest) for seq, digest in enumerate(digests, 1))


class Said(Protocol):
    """What record ``seq`` says of the ledger's trust, at its own ``time``; ``by_root``: with the root keys."""

    @property
    def seq(self) -> int: ...

    @property
    def trust(self) -> Trust: ...

    @property
    def by_root(self) -> bool: ...

    @property
    def time(self) -> datetime: ...


def audit(tree: Tree, stored: Sequence[Stored], said: Sequence[Said]) -> list[Audited]:
    """Hold every checkpoint, the smallest first, against the ledger's ``tree`` and what it has ``said`` of its trust.

    The first checkpoint that does not hold is an error by name.
    """
    succession = Succession(said)
    audited = []
    for one in stored:
        with errors.about(one.name):
            audited.append(succession.take(tree, one))
    return audited


class Succession:
    """Which of what the ledger has ``said`` of its trust is in force, checkpoint after checkpoint."""

    def __init__(self, said: Sequence[Said], audited: Iterable[Audited] = ()) -> None:
        self._said = said
        self._place = 0
        self._heard = datetime.min.replace(tzinfo=UTC)
        for one in audited:
            self._settle(one.checkpoint.size)
            self._follow(one)

    def trust_at(self, size: int) -> tuple[int, Trust]:
        """Its place and what is in force for the next checkpoint, if that is one of ``size`` leaves."""
        self._settle(size)
        return self._place, self._said[self._place].trust

    def early(self, place: int) -> datetime:
        """From when on what was said at ``place`` binds by the root keys alone."""
        return max(self._said[place].time, self._heard) + WAIT

    def by_root(self, size: int) -> list[int]:
        """The places, the newest first, that the root keys alone may bring into force with a checkpoint of ``size``."""
        later = range(len(self._said) - 1, self._place, -1)
        return [place for place in later if self._said[place].by_root and self._said[place].seq <= size]

    def take(self, tree: Tree, one: Stored) -> Audited:
        """Hold a checkpoint against what is in force for it."""
        size = min(one.size, tree.size)
        place, trust = self.trust_at(size)
        late = next(filter(None, (self._by_root(tree, one, place) for place in self.by_root(size))), None)
        if late is not None:
            self._follow(late)
            return late
        found = _audit(tree, one, trust, place)
        self._follow(found)
        return found

    def _by_root(self, tree: Tree, one: Stored, place: int) -> Audited | None:
        try:
            found = _audit(tree, one, self._said[place].trust, place)
        except errors.NotVerified:
            return None
        waited = found.met_at is not None and moment(found.met_at) >= self.early(place)
        return found if waited else None

    def _settle(self, size: int) -> None:
        """Where nobody outside was trusted, nobody can be asked: a change is in force at once."""
        while self._follows(size) and not self._said[self._place].trust.witnesses:
            self._place += 1

    def _follow(self, one: Audited) -> None:
        self._place = max(self._place, one.place)
        if one.met_at is not None:
            self._heard = max(self._heard, moment(one.met_at))
            while self._follows(one.checkpoint.size):
                self._place += 1

    def _follows(self, size: int) -> bool:
        return self._place + 1 < len(self._said) and self._said[self._place + 1].seq <= size


def in_force_from(said: Sequence[Said], audited: Sequence[Audited]) -> list[int | None]:
    """For each of what the ledger has ``said``: after how many records it was in force; None where it is not yet."""
    found: list[int | None] = [0] + [None] * (len(said) - 1)
    succession = Succession(said)
    for one in audited:
        before, _ = succession.trust_at(one.checkpoint.size)
        _mark(found, said, before)
        succession._follow(one)
        after, _ = succession.trust_at(one.checkpoint.size)
        for place in range(before + 1, after + 1):
            found[place] = one.checkpoint.size
    _mark(found, said, succession.trust_at(1 << 62)[0])
    return found


def _mark(found: list[int | None], said: Sequence[Said], place: int) -> None:
    """What came into force at once did so with its own record."""
    for one in range(place + 1):
        if found[one] is None:
            found[one] = said[one].seq


def continues(tree: Tree, kept: Checkpoint) -> None:
    """The ledger begins with the records that ``kept`` was signed for; else its errors say how it does not."""
    if kept.size > tree.size:
        raise errors.CheckpointBeyond(size=kept.size, count=tree.size)
    if tree.root_at(kept.size) != kept.root:
        raise errors.CheckpointDiffers(size=kept.size)


def log_key(trust: Trust) -> VerifierKey:
    """The log's key; `errors.LogKeyMissing`."""
    if trust.log is None:
        raise errors.LogKeyMissing()
    return parse_verifier_key(trust.log)


def witness_keys(trust: Trust) -> tuple[VerifierKey, ...]:
    """The keys of the witnesses."""
    return tuple(parse_verifier_key(one.key) for one in trust.witnesses)


def check_trust(origin: str, trust: Trust, taken: Iterable[bytes]) -> None:
    """What a ledger may say of its log and witnesses; ``taken`` are the bytes of keys in other use.

    The log's key is of its type and named by the origin; the witnesses' are of theirs, with names and keys all
    different; no key has two uses; some number of witnesses can be enough; each time-stamping authority has a root
    certificate. Raises `errors.TrustRefused`, `errors.AuthorityMalformed`.
    """
    used = set(taken)
    names = set()
    for text in (trust.log, *(one.key for one in trust.witnesses)):
        if text is None:
            continue
        key = parse_verifier_key(text)
        is_log = text == trust.log
        if key.type not in (LOG_TYPES if is_log else WITNESS_TYPES):
            raise errors.TrustRefused(key=key.name, reason="type")
        if is_log and key.name != origin:
            raise errors.TrustRefused(key=key.name, reason="name")
        if key.public.raw in used or key.name in names:
            raise errors.TrustRefused(key=key.name, reason="shared")
        used.add(key.public.raw)
        names.add(key.name)
    if trust.witnesses and (trust.log is None or not 1 <= trust.quorum <= len(trust.witnesses)):
        raise errors.TrustRefused(key=origin, reason="quorum")
    if not trust.witnesses and trust.quorum:
        raise errors.TrustRefused(key=origin, reason="quorum")
    if trust.authorities:
        from ssj_publish.core.tlog import timestamp

        for authority in trust.authorities:
            timestamp.root(authority)
            timestamp.intermediates(authority)


def _audit(tree: Tree, one: Stored, trust: Trust, place: int) -> Audited:
    standing = checkpoint.verify(one.whole, log_key(trust), witness_keys(trust))
    stated = standing.checkpoint
    if stated.size != one.size:
        raise errors.CheckpointMisnamed(size=stated.size)
    continues(tree, stated)
    times = {key.name: time for key, time in standing.times.items()}
    return Audited(one, stated, times, standing.met_at(trust.quorum), _tokens(one, trust), place)


def _tokens(one: Stored, trust: Trust) -> dict[str, datetime]:
    if not one.tokens:
        return {}
    from ssj_publish.core.tlog import timestamp

    trusted = {authority.id: authority for authority in trust.authorities}
    times = {}
    for id_, token in one.tokens:
        if id_ not in trusted:
            raise errors.TokenRefused(authority=id_, reason="authority")
        times[id_] = timestamp.verify(token, note.form(one.note), trusted[id_])
    return times
