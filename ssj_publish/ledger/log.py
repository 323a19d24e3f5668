"""A verified ledger as a transparency log: its tree, and its checkpoints, all of which hold."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from ssj_publish import errors
from ssj_publish.core import log
from ssj_publish.core.log import Audited, Stored
from ssj_publish.core.reading.times import Times
from ssj_publish.core.state import State
from ssj_publish.core.tlog import checkpoint
from ssj_publish.core.tlog.checkpoint import Checkpoint
from ssj_publish.core.tlog.merkle import Tree
from ssj_publish.core.tlog.note import Note
from ssj_publish.core.tlog.policy import Policy


class Log:
    """The tree over a verified ledger's records with the checkpoints ``stored`` beside them; raises as `log.audit`
    does."""

    def __init__(self, state: State, stored: Sequence[Stored]) -> None:
        self.state = state
        self.tree: Tree = log.tree_of(state.digests)
        self.audited: list[Audited] = log.audit(self.tree, stored, state.trusts)

    @cached_property
    def times(self) -> Times:
        """The times that bind the records."""
        return Times(self.state, self.audited)

    @property
    def trust(self) -> log.Trust:
        """What is in force for the next checkpoint."""
        return log.Succession(self.state.trusts, self.audited).trust_at(self.tree.size)[1]

    def trust_of(self, one: Audited) -> log.Trust:
        """What was in force for a checkpoint."""
        return self.state.trusts[one.place].trust

    def trusts_of(self, one: Audited) -> list[log.Trust]:
        """What was in force for a checkpoint, and what the root keys may bring into force with it."""
        before = [other for other in self.audited if other.checkpoint.size < one.checkpoint.size]
        late = log.Succession(self.state.trusts, before).by_root(one.checkpoint.size)
        return [self.state.trusts[place].trust for place in (one.place, *late)]

    @property
    def last(self) -> Audited:
        """The newest checkpoint; `errors.NoCheckpoint`."""
        if not self.audited:
            raise errors.NoCheckpoint()
        return self.audited[-1]

    def met(self, policy: Policy) -> Checkpoint | None:
        """The newest checkpoint that meets a reader's own ``policy``, whoever the ledger itself trusts.

        Raises `errors.NoteSignatureWrong` where a key of the policy has signed wrongly.
        """
        for one in reversed(self.audited):
            with errors.about(one.stored.name):
                stated = policy.stated(one.stored.whole, log.log_key(self.trust_of(one)))
            if stated is not None:
                return stated
        return None

    def since(self, saved: Note) -> Checkpoint:
        """Show that the ledger continues a checkpoint that somebody ``saved`` earlier.

        Raises `errors.CheckpointForeign`, `errors.NoteUnsigned` and `errors.NoteSignatureWrong` where it is not this
        log's, `errors.CheckpointBeyond` and `errors.CheckpointDiffers` where history has been taken back or rewritten.
        """
        named = checkpoint.parse(saved.text)
        if named.origin != self.state.origin:
            raise errors.CheckpointForeign(origin=named.origin, expected=self.state.origin)
        above = next((one for one in self.audited if one.checkpoint.size >= named.size), None)
        trust = self.trust if above is None else self.trust_of(above)
        stated = checkpoint.verify(saved, log.log_key(trust), log.witness_keys(trust)).checkpoint
        log.continues(self.tree, stated)
        return stated
