"""检查与结果: the visit, each office's result for each item."""

from __future__ import annotations

from typing import Literal

from ssj_publish.core.kinds.approval import Trigger as Trigger
from ssj_publish.core.kinds.kind import OFFICE, Kind, RecordBody
from ssj_publish.core.kinds.registers import Method
from ssj_publish.core.kinds.removable import RemovableLine, RemovableText
from ssj_publish.core.shapes import (
    ApprovalId,
    BodyId,
    Clock,
    Count,
    Day,
    Digest,
    DrawId,
    ElsewhereId,
    Evidence,
    InspectorId,
    ItemId,
    Line,
    Shape,
    VisitId,
)

ResultCode = Literal[
    "no-problem",
    "not-published",
    "false-publication",
    "unreachable",
    "obstruction",
    "corrected-on-order",
    "pending",
    "no-activity",
    "other-department",
    "deregistered",
    "closed",
    "moved",
]


class ThirdParty(Shape, frozen=True, kw_only=True):
    """A commissioned firm; it never replaces the inspectors. ``report`` is what it handed in, named by digest."""

    name: Line
    scope: Line
    contract: Line | None = None
    qualification: Line | None = None
    report: Evidence | None = None


class OtherFinding(Shape, frozen=True, kw_only=True):
    """Another department's finding that was used."""

    department: Line
    document: RemovableLine


class SealProof(Shape, frozen=True, kw_only=True):
    """Shows that a sealed draw fixed this visit, and nothing about the others: RFC 6962 inclusion."""

    salt: Digest
    team: tuple[InspectorId, ...]
    index: Count
    path: tuple[Digest, ...] = ()


class Joined(Shape, frozen=True, kw_only=True):
    """A draw that a visit serves, with its proof while it is sealed."""

    draw: DrawId
    proof: SealProof | None = None


class Served(Shape, frozen=True, kw_only=True):
    """检查通知书: its number and the day on which the body received it."""

    document: Line
    date: Day


class Confirmation(Shape, frozen=True, kw_only=True):
    """An inspector of the team stands by the record: with the ``key`` of the register by a signature of their own, else
    by name, and only the office has signed."""

    inspector: InspectorId
    key: Line | None = None


class Visit(RecordBody, frozen=True, kw_only=True):
    """检查记录表. Exactly one of ``draw``, ``elsewhere``, ``trigger`` and ``routine`` says why the body was visited.

    ``also`` are further draws that the one visit serves (一次性完成): then ``items`` are those of all their tasks, and
    the ``inspectors`` are their teams joined, or one of these teams whole (`core.rules.joining`).

    ``also_approved`` are approvals, each on a trigger, that the visit of a draw answers too: their items are among the
    visit's.

    ``approval`` is what allowed a visit that needs one (`core.rules.approving`); an urgent one names none, and is
    ratified. Exactly one of ``signed_by`` and ``unsigned_reason`` is there.

    ``signed_by`` names the post of who signed for the body (such as 校长), not the person. ``arrived`` and
    ``left`` are times of the day, of a visit on site. ``closed_reason`` is why the body was visited on site on a day on
    which its calendar is closed (`kinds.burden.SchoolCalendar`).
    ``shown`` says whether the team
    showed its certificates on the spot (亮证, 行政处罚法 art. 55), ``province_code`` the code of the province's own
    platform (扫码入企).
    """

    KIND = Kind(
        "visit",
        (OFFICE,),
        fixed=(
            "draw",
            "also",
            "elsewhere",
            "trigger",
            "routine",
            "approval",
            "proof",
            "body",
            "items",
            "also_approved",
        ),
    )

    draw: DrawId | None = None
    also: tuple[Joined, ...] = ()
    elsewhere: ElsewhereId | None = None
    trigger: Trigger | None = None
    routine: bool = False
    approval: ApprovalId | None = None
    proof: SealProof | None = None
    body: BodyId
    items: tuple[ItemId, ...] = ()
    date: Day
    arrived: Clock | None = None
    left: Clock | None = None
    closed_reason: RemovableLine | None = None
    method: Method
    inspectors: tuple[InspectorId, ...] = ()
    third_party: ThirdParty | None = None
    other_findings: tuple[OtherFinding, ...] = ()
    signed_by: RemovableLine | None = None
    unsigned_reason: RemovableLine | None = None
    evidence: tuple[Evidence, ...] = ()
    note: RemovableText | None = None
    notice: Served | None = None
    shown: Literal["yes", "no"] | None = None
    province_code: Line | None = None
    confirmations: tuple[Confirmation, ...] = ()
    also_approved: tuple[ApprovalId, ...] = ()

    @property
    def grounds(self) -> tuple[Joined, ...]:
        """The draws that the visit serves, its own first."""
        own = (Joined(draw=self.draw, proof=self.proof),) if self.draw is not None else ()
        return (*own, *self.also)

    @property
    def draws(self) -> tuple[DrawId, ...]:
        """Their ids."""
        own = (self.draw,) if self.draw is not None else ()
        return (*own, *(one.draw for one in self.also))

    def team_of(self, ground: Joined) -> tuple[InspectorId, ...]:
        """The team that this visit says one of its draws gave."""
        return ground.proof.team if ground.proof is not None else self.inspectors


class Check(Shape, frozen=True, kw_only=True):
    """One point of the item's content, as found."""

    point: Line
    outcome: Literal["ok", "problem", "not-applicable"]
    note: RemovableLine | None = None


class Result(RecordBody, frozen=True, kw_only=True):
    """What the item's office found on a visit, made public by this record."""

    KIND = Kind("result", (OFFICE,), fixed=("visit", "item"), retractable=True)

    visit: VisitId
    item: ItemId
    code: ResultCode
    checks: tuple[Check, ...] = ()
    finding: RemovableText | None = None
    action: RemovableLine | None = None
    rectify_by: Day | None = None
