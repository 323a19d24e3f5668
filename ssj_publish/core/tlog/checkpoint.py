"""Checkpoints (C2SP tlog-checkpoint): a tree's head as the text of a signed note, and who stands behind it.

The leaves of a ledger's tree are the lines of ``sha256sum``, one for each record: 64 hex digits, two spaces, the file's
name, a line feed. So all leaves in a row are the file ``SHA256SUMS``, which ``sha256sum -c`` checks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ssj_publish import errors
from ssj_publish.core.entry import record_name
from ssj_publish.core.tlog.note import Note
from ssj_publish.core.tlog.note import verify as verify_note
from ssj_publish.core.tlog.treehead import Checkpoint, parse, parse_size
from ssj_publish.core.tlog.vkey import VerifierKey

__all__ = ["Checkpoint", "Standing", "leaf", "parse", "parse_size", "stand", "verify"]


@dataclass(frozen=True, slots=True)
class Standing:
    """Whose signatures hold under a checkpoint: the log's, and each witness's with its POSIX time, by verifier key.

    The witnesses are counted by their key bytes: two names of one key are one witness.
    """

    checkpoint: Checkpoint
    times: dict[VerifierKey, int]

    @property
    def witnesses(self) -> int:
        """How many distinct keys have cosigned."""
        return len({key.public.raw for key in self.times})

    def met_at(self, quorum: int) -> int | None:
        """When ``quorum`` distinct keys (at least one) had cosigned; None where they have not."""
        first: dict[bytes, int] = {}
        for key, time in self.times.items():
            first[key.public.raw] = min(time, first.get(key.public.raw, time))
        return sorted(first.values())[quorum - 1] if 0 < quorum <= len(first) else None


def verify(note: Note, log: VerifierKey, witnesses: Iterable[VerifierKey] = ()) -> Standing:
    """`stand` of a log that has one key, named by its origin."""
    return stand(note, log.name, (log,), witnesses)


def stand(note: Note, origin: str, log: Sequence[VerifierKey], witnesses: Iterable[VerifierKey] = ()) -> Standing:
    """Read a checkpoint that the log ``origin`` has signed with any of its keys, and who of ``witnesses`` has cosigned
    it.

    Raises as `parse` and `note.verify` do; `errors.NoteUnsigned` where no signature of the log's own is there;
    `errors.CheckpointForeign` where the checkpoint is another log's.
    """
    checkpoint = parse(note.text)
    if checkpoint.origin != origin:
        raise errors.CheckpointForeign(origin=checkpoint.origin, expected=origin)
    verified = verify_note(note, dict.fromkeys((*log, *witnesses)))
    if not any(one.key in log for one in verified):
        raise errors.NoteUnsigned()
    # A log that cosigns with its own key, under whichever name, is no witness of itself.
    own = {key.public for key in log}
    times = {one.key: one.time for one in verified if one.time is not None and one.key.public not in own}
    return Standing(checkpoint, times)


def leaf(seq: int, digest: str) -> bytes:
    """Leaf number ``seq`` − 1 of a ledger's tree: the line that ``sha256sum`` prints for record ``seq`` (from 1).

    >>> leaf(7, "ab" * 32)[-15:]
    b'ab  000007.yaml\\n'
    """
    return f"{digest}  {record_name(seq)}\n".encode()
