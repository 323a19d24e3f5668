"""Signed notes, checkpoints, proofs, tiles, time stamps."""

from __future__ import annotations

from ssj_publish.errors.base import BadInput, Environment, NotVerified, Refused


class LogError(NotVerified):
    """Something of the transparency log does not hold."""


class VerifierKeyMalformed(LogError):
    """Not a verifier key: ``reason`` is form, type, id or name."""


class VerifierKeyAmbiguous(LogError):
    """Two of the keys given could have made the signature of ``signer``."""


class NoteMalformed(LogError):
    """Not a signed note: ``reason`` is size, utf-8, control, text, signatures, count or line."""


class NoteUnsigned(LogError):
    """None of the keys that count has signed the note."""


class NoteSignatureWrong(LogError):
    """The signature of ``signer``, whose key is known, does not hold."""


class CheckpointMalformed(LogError):
    """The note's text is no checkpoint: ``reason`` is lines, origin, size, root or extension."""


class CheckpointForeign(LogError):
    """The checkpoint is of another log: ``origin``, where ``expected`` was due."""


class CheckpointMisnamed(LogError):
    """The checkpoint is for ``size`` records, another number than its file's name says."""


class CheckpointDiffers(LogError):
    """The first ``size`` records are not those that the checkpoint was signed for."""


class CheckpointBeyond(LogError):
    """The checkpoint is for ``size`` records, and the ledger has only ``count``."""


class LogKeyMissing(LogError):
    """There are checkpoints, but the ledger names no log key."""


class CosignatureMisplaced(LogError):
    """A witness's answer is not one signature line by the key that its file's name says."""


class TokenMalformed(LogError):
    """Not a time-stamping authority's answer in DER (RFC 3161); ``authority`` is the one its file names."""


class TokenRefused(LogError):
    """The token of ``authority`` does not hold: ``reason`` is data, hash, signer, chain or authority (not trusted)."""


class AuthorityMalformed(Refused):
    """The certificate of the time-stamping ``authority`` is none."""


class AuthorityUnknown(BadInput):
    """The ledger names no such time-stamping authority: ``known`` are named."""


class AuthorityOffline(BadInput):
    """The ledger gives no address of the time-stamping ``authority``."""


class CheckpointConflict(LogError):
    """A different file of this name stands already in the folder, and is never replaced."""


class SignedBeyond(LogError):
    """This machine has signed a checkpoint for ``size`` records, which the ledger of ``count`` does not continue."""


class TrustRefused(Refused):
    """The ledger cannot trust log and witnesses so: ``reason`` is type, name, shared or quorum; ``key`` is whose."""


class LogKeyWrong(BadInput):
    """The key is not the ledger's log key: ``key`` is given, ``expected`` is due."""


class NoCheckpoint(BadInput):
    """The ledger has no checkpoint yet."""


class WitnessRefused(Environment):
    """The witness ``witness`` does not cosign, and gives the HTTP ``status``."""


class WitnessUnknown(BadInput):
    """The ledger names no such witness: ``known`` are named."""


class PolicyMalformed(BadInput):
    """Not a policy (C2SP tlog-policy): its ``line`` (0: all of it), and ``reason`` is size, control, word, key, name,
    member, count or quorum."""


class PolicyUnmet(LogError):
    """No checkpoint of the ledger meets the reader's own policy, the file ``path``."""


class CheckpointFileUnusable(BadInput):
    """The file ``path`` that a person gave is no checkpoint: ``reason`` in words."""


class TlogProofMalformed(LogError):
    """Not a proof file: ``reason`` is lines, index or nodes."""


class TilePathMalformed(LogError):
    """No tile lies at ``path``."""


class BundleMalformed(LogError):
    """An entry bundle breaks off, or runs on, at byte ``offset``."""
