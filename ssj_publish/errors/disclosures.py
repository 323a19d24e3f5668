"""Contents beside the chain."""

from __future__ import annotations

from ssj_publish.errors.base import BadInput, Refused
from ssj_publish.errors.git import LedgerChange


class DisclosureMalformed(Refused):
    """A content's file that is none: ``reason``."""


class DisclosureMismatch(Refused):
    """A content whose bytes are not those of ``digest``: another salt, another text."""


class DisclosureMisplaced(Refused):
    """A content for ``field``, where ``expected`` refers to it."""


class DisclosureMissing(Refused):
    """The content ``digest`` of ``field`` is gone, and no record or end date allows it."""


class DocumentMissing(Refused):
    """A withholding whose ground rests on a paper that is not named."""

    field = "document"


class DisclosureRepeated(Refused):
    """``field`` refers to the content ``digest``, which another field refers to already."""


class DisclosureTerm(Refused):
    """The last public day ``day`` of ``field`` is over, or is not that of the penalty."""


class AlreadyWithheld(Refused):
    """The content ``digest`` has been withheld before."""

    field = "digests"


class NothingToWithhold(BadInput):
    """The record ``id`` has no removable content that is still public."""


class DisclosureCommitted(LedgerChange):
    """A removable content in git, from whose history nothing can be removed."""


class DisclosureRequired(Refused):
    """``field`` holds a text that may have to disappear, and holds it openly."""


class PersonalNumber(Refused):
    """``field`` holds an identity or a mobile number, which is said nowhere."""


class DisclosureUnfinished(BadInput):
    """The content file ``name`` of the record ``record`` has been withheld, and still lies in its folder."""
