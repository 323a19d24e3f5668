"""Repositories, hooks, resequencing."""

from __future__ import annotations

from ssj_publish.errors.base import BadInput, Environment, NotVerified


class GitMissing(Environment):
    """There is no git."""


class GitFailed(Environment):
    """git refused: ``reason``."""


class GitTooOld(Environment):
    """This git cannot merge without a work tree; from version ``needed`` on it can."""


class ObjectMissing(Environment):
    """The file ``name`` is in the tree, but its bytes (blob ``id``) are not here."""


class NotARepository(BadInput):
    """``folder`` is in no git repository."""


class RevisionUnknown(BadInput):
    """No commit or tree is called ``revision``."""


class ModeWrong(NotVerified):
    """``name`` in a ledger is marked as a program (mode 100755)."""


class AttributesUnsafe(NotVerified):
    """``attribute`` lets git change the bytes of ``name`` when it is checked out or merged."""


class LedgerChange(NotVerified):
    """A change to a ledger that is not an addition; ``name`` is the path, with the commit where there are several."""


class FileAltered(LedgerChange):
    """Other bytes."""


class FileRemoved(LedgerChange):
    """Gone, or renamed."""


class FileRetyped(LedgerChange):
    """Marked as a program, or turned into a link or a submodule."""


class BranchRemoved(NotVerified):
    """The deletion of the protected branch ``ref``."""


class BranchForced(NotVerified):
    """The protected branch ``ref`` would no longer hold what it held."""


class HookForeign(BadInput):
    """``path`` is a hook that somebody else wrote, and is not replaced."""


class ServerExpected(BadInput):
    """``folder`` is no bare repository."""


class NothingToMove(BadInput):
    """HEAD has no record beyond what it shares with ``upstream``."""


class Unrelated(BadInput):
    """HEAD and ``upstream`` have no commit in common."""


class WorkTreeDirty(BadInput):
    """``name`` is changed, or in the ledger and not committed."""


class CheckpointCovers(BadInput):
    """The checkpoint file ``name`` stands for the records up to a number at or behind ``first``, which would move."""


class MergeConflict(BadInput):
    """Outside the ledger, both sides changed ``paths`` in different ways."""


class PrivateContent(NotVerified):
    """A file ``name`` whose content must not come into a history, from which it could never be removed."""


class PrivateKeyCommitted(PrivateContent):
    """A private key."""


class SecretCommitted(PrivateContent):
    """A party's secret for a draw."""


class IdentityCommitted(PrivateContent):
    """A citizen's identity number."""


class PersonalColumn(PrivateContent):
    """A table with a column for identity or mobile numbers."""


class WorkbookOpaque(PrivateContent):
    """A workbook that cannot be looked into."""
