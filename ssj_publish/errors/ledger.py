"""A ledger's folder, and what this machine keeps of it."""

from __future__ import annotations

from ssj_publish.errors.base import BadInput, Environment, NotVerified


class LedgerNotFound(BadInput):
    """There is no ``folder``, or it is no folder."""


class AppendRace(BadInput):
    """Another writer was first: the number in ``name`` is taken, or the ledger no longer ends just before it."""


class ForeignFile(NotVerified):
    """``name`` has no place in a ledger's ``folder``, or is a link or a folder in a file's place."""


class ArchiveUnusable(BadInput):
    """No ledger comes out of the zip ``path``: ``reason`` is form, ledger, size or name."""


class RecordTooLarge(NotVerified):
    """A record of more than ``limit`` bytes."""


class StorageFailed(Environment):
    """The system refused to read or write in ``folder``: ``reason`` in its words."""


class RecordChanged(NotVerified):
    """A record that was verified before now has other bytes than those verified (``digest``)."""
