"""Commitments, seals, results, voids, substitutes and the arithmetic behind them."""

from __future__ import annotations

from ssj_publish.errors.base import Refused


class TaskOver(Refused):
    """A commitment after the task's last day, ``end``."""

    field = "task"


class ReasonUnfit(Refused):
    """A reason that the ledger contradicts, or that is for something else."""


class OrdinalWrong(Refused):
    """Not the next draw of the task."""

    field = "ordinal"


class DrawLive(Refused):
    """A draw of the task is in force."""

    field = "task"


class PartyWrong(Refused):
    """Not a party of this draw, or the parties' secrets are incomplete."""


class SecretRepeated(Refused):
    """A party's second secret or reveal."""


class PromiseUnfit(Refused):
    """A promise or a reveal with both a plain and a timelocked half, or with neither."""


class LockUnfit(Refused):
    """A secret is locked to a ``round`` that has passed, is not after the draw's own, or is not by its opening."""

    field = "timelock.round"


class NothingLocked(Refused):
    """No secret of the draw that is still closed is locked to ``round``."""

    field = "unlock.round"


class PoolEmpty(Refused):
    """Nothing would be drawn."""


class CommitmentMismatch(Refused):
    """A field differs from what the registers give."""


class OpeningWrong(Refused):
    """``opens`` before the commitment or the round."""

    field = "opens"


class RoundPast(Refused):
    """The public randomness is out already, in part at least."""


class RoundNotYet(Refused):
    """Before the round's moment."""


class FallbackUnfit(Refused):
    """The fallback does not allow this."""


class SealUnfit(Refused):
    """The seal is missing, given twice, or not wanted."""


class SealMismatch(Refused):
    """A seal of another number of visits, or not of what everybody can compute already."""


class SealFalse(Refused):
    """The draw's seal is known not to be of what the draw gives: nothing is visited under it any more."""

    field = "draw"


class NotWithheldYet(Refused):
    """A secret is called withheld before ``due``."""

    field = "reason"


class ResultRepeated(Refused):
    """Opened before."""

    field = "draw"


class ResultMismatch(Refused):
    """The written result is not what the recomputation gives."""


class SecretsMissing(Refused):
    """Not every party has revealed."""

    field = "draw"


class BeaconMissing(Refused):
    """The round's signature is missing."""


class DrawVoided(Refused):
    """The draw is not in force."""

    field = "draw"


class VisitsBegun(Refused):
    """A draw under which somebody was visited cannot be voided."""

    field = "draw"


class DrawNotOpen(Refused):
    """The draw's result is not there yet, or it is void."""

    field = "draw"


class NotDrawn(Refused):
    """The body was not drawn, or is done with."""

    field = "body"


class SubstitutionMismatch(Refused):
    """Not the next in the published order."""

    field = "replacement"


class SlotUnfillable(Refused):
    """Nobody is left who may inspect the items."""

    field = "team"


class RatioFalls(Refused):
    """The ratio of the ``worse`` class is below that of the ``better`` one."""


class IdMalformed(Refused):
    """An ``id`` that could not stand in a ticket."""


class DuplicateId(Refused):
    """An ``id`` twice in one pool."""


class SecretMismatch(Refused):
    """The secret is not the one whose ``commitment`` was published."""


class Infeasible(Refused):
    """Not every slot can be filled. ``shortage`` is the sum that shows it, ``bodies`` whom it concerns."""


class ChainRefused(Refused):
    """The description of drand ``chain`` does not agree with its hash, or names an unknown scheme."""


class BeaconRefused(Refused):
    """``round`` of ``chain`` does not hold: ``reason`` is round, length, point, signature or answer."""


class BeaconUnasked(Refused):
    """A signature was given for a draw that names no round, and has no timelock to open."""


class LotteryRefused(Refused):
    """``issue`` of ``game`` does not hold: ``reason`` is issue, time, date, other, order, outcomes, count or
    numbers."""


class BallsRefused(Refused):
    """A drawing of ``count`` balls on the spot does not hold: ``reason`` is range, outcomes, lines, numbers or film."""

    field = "balls"


class SourceRepeated(Refused):
    """A commitment of ``task`` that names more than one source of public randomness."""

    field = "beacon"


class TlockMalformed(Refused):
    """Bytes that are no timelock ciphertext in the one form that is read."""


class TlockRefused(Refused):
    """A timelock ciphertext does not hold: ``reason`` is scheme, chain, round, length, point, key, mac or payload."""


class ProofRefused(Refused):
    """A Merkle proof does not hold: ``reason`` is size, index, node, long, short or root."""
