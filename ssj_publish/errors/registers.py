"""Calendar, item list and registers."""

from __future__ import annotations

from ssj_publish.errors.base import BadInput, Refused


class ComparisonUneven(Refused):
    """A comparison whose ``matched`` and ``missing`` are not the ``count`` of the list."""

    field = "count"


class ComparisonUntrue(Refused):
    """``body`` is said to be missing, and stands in the register (``found``) or twice in the comparison."""

    field = "missing"


class CalendarMalformed(Refused):
    """A day of the wrong year or sort in a holiday notice."""


class CalendarTooFree(Refused):
    """A notice of more than ``limit`` days off, or worked: ``count``."""


class CalendarUnknown(BadInput):
    """No holiday notice for a year."""


class BasisWeak(Refused):
    """An item that rests on policy papers alone, where the ledger takes none."""

    field = "basis"


class BasisMissing(Refused):
    """An item without a legal basis."""


class OfficeUnknown(Refused):
    """No such 业务科室, or not the one that may write this."""


class FieldEmpty(Refused):
    """A list is empty or repeats a value."""


class ClassUnknown(Refused):
    """A credit class that the ledger does not know."""


class DateInFuture(Refused):
    """A day after the record's own."""


class BranchMalformed(Refused):
    """``branch_of`` names no head with the same code, or there is no code."""


class CodeMalformed(Refused):
    """A code or certificate number of other characters than such numbers have: ``id``, ``code``."""


class ScriptsMixed(Refused):
    """Letters of two scripts within one word: ``id``, ``text``."""


class IdAlike(Refused):
    """An id that differs from another of its sort by case only: ``id``, ``other``."""


class EntryReturned(Refused):
    """Whoever was in the register as ``before`` comes back under another ``id``."""


class CodeShared(Refused):
    """Two heads share a credit code, as it is compared (`core.text.fold`)."""


class NameShared(Refused):
    """Two bodies, two items, two people of a unit, or two roles share a name: ``text``."""


class CertificateShared(Refused):
    """Two inspectors share a certificate number."""


class ChangeEmpty(Refused):
    """A change that changes nothing."""


class OrderBroken(Refused):
    """A list is not sorted, or names something twice."""


class EntryExists(Refused):
    """An added id is there already."""


class EntryUnchanged(Refused):
    """A change or correction equal to what holds."""


class RecusalRepeated(Refused):
    """A pair recused already."""


class EntryForeign(Refused):
    """The item ``id`` is another office's, and ``role`` has not signed."""


class RemovalAlone(Refused):
    """The entry ``id`` is taken out without the signature of ``role``."""

    field = "removed"


class CertificateUnmasked(Refused):
    """The certificate number of ``inspector`` is whole, where the ledger's setting masks them."""


class RemovalUnfit(Refused):
    """``ground`` is none on which an entry of the sort of ``id`` is removed."""

    field = "removed"


class RemovalState(Refused):
    """The removal of ``id`` does not say how the body then stands, says otherwise than its ``ground``, or says it of no
    body."""

    field = "removed"
