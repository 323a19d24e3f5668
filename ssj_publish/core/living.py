"""What a state holds of records that go on living: corrected, retracted, annulled, added to.

Only the rooms under ``rules`` change them. Those of which a ledger has very many tell their `core.brief`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Generic

from ssj_publish.core.brief import ReferenceBrief, ResultBrief, VisitBrief
from ssj_publish.core.kinds.annulment import Annulment
from ssj_publish.core.kinds.case import CaseOpen
from ssj_publish.core.kinds.elsewhere import DrawElsewhere
from ssj_publish.core.kinds.inspection import Result, Visit
from ssj_publish.core.kinds.oversight import Correction, Retraction
from ssj_publish.core.kinds.withholding import Withholding
from ssj_publish.core.records import B, Record


@dataclass(slots=True)
class Amendable(Generic[B]):
    """A record that can be corrected or retracted; ``body`` is what holds now."""

    record: Record[B]
    body: B
    corrections: list[Record[Correction]] = field(default_factory=list)
    retraction: Record[Retraction] | None = None
    annulment: Record[Annulment] | None = None

    @property
    def in_force(self) -> bool:
        return self.retraction is None and self.annulment is None


@dataclass(slots=True)
class VisitState(Amendable[Visit]):
    """A visit and the results entered for it, by item (only those in force)."""

    results: dict[str, str] = field(default_factory=dict)
    #: and those of partners outside the bureau, by role
    partners: dict[str, str] = field(default_factory=dict)

    @property
    def visit(self) -> Visit:
        return self.body

    @property
    def earliest(self) -> date:
        """The first of all days that were ever said to be the visit's: no correction gives anybody more time."""
        said = [date.fromisoformat(one.body.replacement["date"]) for one in self.corrections]
        return min(self.record.body.date, *said) if said else self.record.body.date

    @property
    def brief(self) -> VisitBrief:
        visit = self.body
        return VisitBrief(
            seq=self.record.seq,
            in_force=self.in_force,
            date=visit.date,
            said=self.record.body.date,
            earliest=self.earliest,
            noticed=visit.notice.date if visit.notice is not None else None,
            arrived=visit.arrived,
            left=visit.left,
            closed=visit.closed_reason is not None,
            body=visit.body,
            items=visit.items,
            lacking=tuple(item for item in visit.items if item not in self.results),
            inspectors=visit.inspectors,
            draws=visit.draws,
            elsewhere=visit.elsewhere,
            routine=visit.routine,
            trigger=visit.trigger.kind if visit.trigger is not None else None,
            number=visit.trigger.number if visit.trigger is not None else None,
            approval=visit.approval,
            also_approved=visit.also_approved,
        )


@dataclass(slots=True)
class ResultState(Amendable[Result]):
    """One office's result for one item of a visit."""

    case: str | None = None

    @property
    def result(self) -> Result:
        return self.body

    @property
    def brief(self) -> ResultBrief:
        result = self.body
        return ResultBrief(
            seq=self.record.seq,
            in_force=self.in_force,
            visit=result.visit,
            item=result.item,
            code=result.code,
            unlooked=all(one.outcome == "not-applicable" for one in result.checks),
            corrected=bool(self.corrections),
            cased=self.case is not None,
        )


@dataclass(slots=True)
class Elsewhere(Amendable[DrawElsewhere]):
    """A draw made on another platform, and the visits under it by body (only those in force)."""

    visits: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Reference:
    """A reference to a content beside the chain, public up to and on ``until``: by the record of id ``record`` and
    number ``seq``, at ``place``. There are several for each record, so none holds it."""

    record: str
    seq: int
    place: str
    until: date | None = None
    withheld: Record[Withholding] | None = None

    @property
    def brief(self) -> ReferenceBrief:
        withheld = self.withheld.time.date() if self.withheld is not None else None
        return ReferenceBrief(record=self.record, seq=self.seq, place=self.place, until=self.until, withheld=withheld)


@dataclass(slots=True)
class Case:
    """依法处理: the records in their order; ``stage`` is the last step taken.

    ``public_until`` is the last day on which its contents may be public, once a penalty has been decided.
    """

    id: str
    opened: Record[CaseOpen]
    stage: str = "opened"
    steps: list[Record] = field(default_factory=list)
    public_until: date | None = None
    #: steps that were annulled, and the annulment of the whole
    undone: list[Record] = field(default_factory=list)
    annulled: Record[Annulment] | None = None
