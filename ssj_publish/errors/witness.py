"""What a witness does not cosign, and what it cannot work with."""

from __future__ import annotations

from ssj_publish.errors.base import BadInput, Environment
from ssj_publish.errors.tlog import LogError


class WitnessRefusal(LogError):
    """A witness does not cosign; each leaf has its HTTP status (C2SP tlog-witness)."""


class WitnessRequestMalformed(WitnessRefusal):
    """The request has not the form it must have: ``reason`` is input, checkpoint or old."""


class LogUnknown(WitnessRefusal):
    """The witness does not watch the log ``origin``."""


class LogSignatureRefused(WitnessRefusal):
    """The log ``origin`` has not signed this checkpoint."""


class WitnessStale(WitnessRefusal):
    """The witness knows ``size`` leaves of ``origin``, not as many as the request says."""


class WitnessInconsistent(WitnessRefusal):
    """The checkpoint does not continue what the witness knows of ``origin``: ``reason`` as of `ProofRefused`."""


class WitnessFolderMissing(BadInput):
    """There is no witness in ``folder``."""


class WitnessNameUnfit(BadInput):
    """No witness can be called ``name``: notes could not bear it."""


class LogNotToWatch(BadInput):
    """``key`` is no log's key, or the witness's own, or that of a log which is watched already."""


class WitnessKeyWrong(BadInput):
    """The private key (``key``) is not that of the witness (``expected``)."""


class WitnessDamaged(Environment):
    """What the witness has written down in ``path`` cannot be read: ``reason``."""


class ClockBack(Environment):
    """The clock shows ``time``, and showed ``last`` when the witness cosigned before; in POSIX seconds."""
