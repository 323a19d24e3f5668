"""The ledger as a transparency log: its checkpoints held against its records.

For each checkpoint: the ledger has at least as many records; the first of them, as leaves of an RFC 6962 tree, have the
root that was signed; the log's key in force at that size has signed it; every cosignature by a witness in force then
holds, and so does every token by a time-stamping authority. So whoever has kept any one checkpoint sees whether a
record before it was touched since.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from ssj_publish import errors
from ssj_publish.core.kinds.genesis import Authority, Witness
from ssj_publish.core.tlog import checkpoint, note
from ssj_publish.core.tlog.checkpoint import Checkpoint, leaf
from ssj_publish.core.tlog.merkle import Tree
from ssj_publish.core.tlog.note import Note, NoteSignature
from ssj_publish.core.tlog.vkey import LOG, WITNESS, VerifierKey, parse_verifier_key


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


def audit(tree: Tree, stored: Sequence[Stored], trust_at: Callable[[int], Trust]) -> list[Audited]:
    """Hold every checkpoint against the ledger's ``tree``; the first one that does not hold is an error by name."""
    audited = []
    for one in stored:
        with errors.about(one.name):
            audited.append(_audit(tree, one, trust_at(min(one.size, tree.size))))
    return audited


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
    """What a ledger may say of its log and witnesses; ``taken`` are the 32 bytes of keys in other use.

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
        if key.type != (LOG if is_log else WITNESS):
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


def _audit(tree: Tree, one: Stored, trust: Trust) -> Audited:
    standing = checkpoint.verify(one.whole, log_key(trust), witness_keys(trust))
    stated = standing.checkpoint
    if stated.size != one.size:
        raise errors.CheckpointMisnamed(size=stated.size)
    continues(tree, stated)
    times = {key.name: time for key, time in standing.times.items()}
    return Audited(one, stated, times, standing.met_at(trust.quorum), _tokens(one, trust))


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
