"""The vocabulary's atoms: what a field of a record may hold.

Every shape is frozen and refuses unknown fields. A field that holds its default is left out, so that one
value has one form; `records.parse` holds a file to that by writing the value again and comparing bytes. An empty list
has no form at all: a list that a rule asks for has the default ``()`` here, so that the rule can say what is missing.
What `core.vocabulary` tells of an atom beyond its bounds stands in ``extra``.
Patterns end in ``\\Z``: ``$`` would let a trailing line feed through.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal, Self

import msgspec
from msgspec import Meta

# Identifiers go into tickets (text that is hashed), file names and addresses: plain ASCII, no colon.
Id = Annotated[str, Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}\Z", extra={"type": "id"})]
# The same, of a register or list that the ledger keeps: readers of the vocabulary learn from ``of`` where to look it
# up.
BodyId = Annotated[Id, Meta(extra={"of": "bodies"})]
InspectorId = Annotated[Id, Meta(extra={"of": "inspectors"})]
ItemId = Annotated[Id, Meta(extra={"of": "items"})]
TaskId = Annotated[Id, Meta(extra={"of": "tasks"})]
CaseId = Annotated[Id, Meta(extra={"of": "cases"})]
RoleId = Annotated[Id, Meta(extra={"of": "roles"})]
BeaconId = Annotated[Id, Meta(extra={"of": "beacons"})]
AuthorityId = Annotated[Id, Meta(extra={"of": "authorities"})]
# SHA-256 in lower-case hex: of a file, of a statement (a record's id), or a commitment.
Digest = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\Z", extra={"type": "digest"})]
# A record's id: what a body names so must stand in its statement's refs (`core.kinds.references`). ``kind`` says of
# which kind the record is, where it can be of one only.
RecordId = Annotated[Digest, Meta(extra={"of": "records"})]
ProposalId = Annotated[Digest, Meta(extra={"of": "records", "kind": "plan-proposal"})]
PlanId = Annotated[Digest, Meta(extra={"of": "records", "kind": "plan"})]
SecretId = Annotated[Digest, Meta(extra={"of": "records", "kind": "draw-secret"})]
GuestId = Annotated[Digest, Meta(extra={"of": "records", "kind": "guest-secret"})]
DrawId = Annotated[Digest, Meta(extra={"of": "records", "kind": "draw-commit"})]
VisitId = Annotated[Digest, Meta(extra={"of": "records", "kind": "visit"})]
ResultId = Annotated[Digest, Meta(extra={"of": "records", "kind": "result"})]
ApprovalId = Annotated[Digest, Meta(extra={"of": "records", "kind": "inspection-approval"})]
ElsewhereId = Annotated[Digest, Meta(extra={"of": "records", "kind": "draw-elsewhere"})]
SupervisionId = Annotated[Digest, Meta(extra={"of": "records", "kind": "supervision"})]
# A content beside the chain (`core.disclosure`).
DisclosureId = Annotated[Digest, Meta(extra={"of": "disclosures"})]
Hex = Annotated[str, Meta(pattern=r"^([0-9a-f]{2})+\Z", max_length=1024, extra={"type": "hex"})]
# Canonical base64 is held by whoever decodes it; long enough for a certificate.
Base64 = Annotated[str, Meta(pattern=r"^[A-Za-z0-9+/]+={0,2}\Z", max_length=16_384, extra={"type": "base64"})]
# One line that people read: no line feed, no blank at either end (a record holds no others than these two:
# `core.text`).
Line = Annotated[str, Meta(pattern=r"^(?![ \u3000])[^\n]+(?<![ \u3000])\Z", max_length=500, extra={"type": "line"})]
# A verifier key of a log or a witness (`core.tlog.vkey`): of 1,312 bytes where it is ML-DSA-44's.
VerifierLine = Annotated[
    str, Meta(pattern=r"^(?![ \u3000])[^\n]+(?<![ \u3000])\Z", max_length=2_500, extra={"type": "line"})
]
# Several lines that people read.
Text = Annotated[str, Meta(pattern=r"^(?![ \n\u3000])(?s:.+)(?<![ \n\u3000])\Z", max_length=20_000)]
Day = date
# A time of the day, on the 24-hour clock.
Clock = Annotated[str, Meta(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]\Z", extra={"type": "clock"})]
Moment = Annotated[datetime, Meta(tz=True)]
Count = Annotated[int, Meta(ge=0, le=2**53 - 1)]
Positive = Annotated[int, Meta(ge=1, le=2**53 - 1)]
#: The years that a ledger can be of.
FIRST_YEAR, LAST_YEAR = 2000, 2199
Year = Annotated[int, Meta(ge=FIRST_YEAR, le=LAST_YEAR)]

#: 轻微、一般、严重: how serious a penalty is, which decides how long it stays public (发改委令36号).
Severity = Literal["minor", "general", "serious"]


class Shape(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Base of everything a record can hold. (msgspec inherits all options but ``kw_only``.)"""

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        """Itself: nothing that was said is ever changed."""
        return self


class Source(Shape, frozen=True, kw_only=True):
    """The workbook from which a change was read: its name and digest; the file itself stays in the office."""

    file: Line
    sha256: Digest


class Evidence(Shape, frozen=True, kw_only=True):
    """A file of evidence, named by digest only; ``size`` in bytes."""

    name: Line
    sha256: Digest
    size: Count
