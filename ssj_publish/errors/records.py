"""A record, its place in the chain and what it refers to."""

from __future__ import annotations

from ssj_publish.errors.base import BadInput, Refused


class RecordMalformed(Refused):
    """The content does not have the shape of its kind: ``reason`` as msgspec words it."""


class UnknownKind(Refused):
    """No such kind of record."""


class TimeMalformed(Refused):
    """Not Beijing time to the second."""


class NotCanonical(Refused):
    """Reading and writing the record does not give its bytes."""


class SequenceBroken(Refused):
    """A number is missing, repeated or out of place."""


class SequenceMisstated(SequenceBroken):
    """The file bears the right name, and says in its first line that it is number ``seq``."""


class LinkBroken(Refused):
    """``prev`` is not the digest of the record before."""


class RecordRepeated(Refused):
    """The same statement stands in the ledger already."""


class AfterMissing(Refused):
    """It does not say after which records it was written; only the first does not."""


class AfterUnknown(Refused):
    """It was written after a record, ``id``, that does not stand before it: one has been cut out, or stands
    elsewhere."""


class TimeAhead(Refused):
    """Dated more than the tolerance ahead of the clock here: ``time``, ``clock``."""


class OriginWrong(Refused):
    """The record belongs to another ledger."""


class ReferenceUnknown(Refused):
    """It points at something that is not there: ``what`` and ``id``."""


class ReferenceUnstated(Refused):
    """A record named in the body is missing from refs."""


class GenesisMisplaced(Refused):
    """The first record is not genesis, or a later one is."""


class LedgerEmpty(BadInput):
    """There is no record yet."""
