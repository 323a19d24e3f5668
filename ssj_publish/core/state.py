"""What the records amount to: derived by replay, never stored.

Only the rooms under ``rules`` change a State, and only after every check of a record has passed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import TypeVar

from ssj_publish import errors
from ssj_publish.core.authority import Keyring
from ssj_publish.core.brief import VisitBrief
from ssj_publish.core.calendar import Calendar, calendar
from ssj_publish.core.kinds.annulment import Annulment
from ssj_publish.core.kinds.answers import Feedback, Outreach, Reply
from ssj_publish.core.kinds.approval import InspectionApproval
from ssj_publish.core.kinds.burden import SchoolCalendar, VisitAvoided, VisitsApart
from ssj_publish.core.kinds.comparison import RegisterComparison
from ssj_publish.core.kinds.draw import (
    DrawCommit,
    DrawResult,
    DrawReveal,
    DrawSeal,
    DrawSecret,
    DrawVoid,
    Substitution,
    Timelock,
    Visitee,
)
from ssj_publish.core.kinds.genesis import Beacon, CalendarYear, Genesis, Role, Settings
from ssj_publish.core.kinds.guests import GuestReveal, GuestSecret
from ssj_publish.core.kinds.inspection import Visit
from ssj_publish.core.kinds.keys import KeyRecovery, KeyRotation, TrustChange
from ssj_publish.core.kinds.oversight import FollowUp, Recheck, Summary, Supervision, Training
from ssj_publish.core.kinds.partner import PartnerResult
from ssj_publish.core.kinds.plan import Plan, PlanApproval, PlanFiling, PlanProposal, Task
from ssj_publish.core.kinds.registers import Body, Inspector, Item, Recusal
from ssj_publish.core.living import Amendable, Case, Elsewhere, Reference, ResultState, VisitState
from ssj_publish.core.records import Record
from ssj_publish.core.register import Register
from ssj_publish.core.shelf import Shelf

Trust = Genesis | TrustChange
F = TypeVar("F")
#: Triggers that the yearly cap leaves out (国办发〔2024〕54号: 投诉举报、转办交办、数据监测等线索, 对象申请).
EXEMPT = frozenset({"complaint", "transfer", "order", "press", "data-alert", "own-request"})


@dataclass(frozen=True, slots=True)
class TrustState:
    """What record ``seq`` says of log, witnesses, authorities and beacons, at its own ``time``; ``by_root``: the root
    keys said it."""

    seq: int
    trust: Trust
    by_root: bool
    time: datetime


@dataclass(frozen=True, slots=True)
class RuleState:
    """The rules from record ``seq`` on: the settings, what the bureau is called, and the names of its roles by id.

    ``mapped`` says what each credit class of the rules before has become; nothing where the classes stayed.
    """

    seq: int
    settings: Settings
    bureau: str
    mapped: dict[str, str]
    names: dict[str, str]


@dataclass(frozen=True, slots=True)
class Ticket:
    """A body's place in the order: its stratum, its ticket (64 hex digits) and whether it was drawn."""

    body: str
    credit_class: str
    ticket: str
    drawn: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a draw gives: for each stratum the whole order, the drawn bodies with their teams, and the loads."""

    seed: str
    tickets: tuple[Ticket, ...]
    drawn: tuple[Visitee, ...]
    loads: dict[str, int]


@dataclass(slots=True)
class Draw:
    """A draw's life. ``pool`` maps a body to (class, class date) as frozen; ``eligible`` inspectors slot by slot.

    ``allowed``: at each substitution, who might then fill each slot of the body that is now visited (nothing where no
    body was left to step in): the registers go on changing, and whoever redoes the step needs them as they stood.

    ``known`` is the record with which the ledger itself began to tell what the draw gives: all secrets open, the public
    randomness in some record (`core.rules.knowing`). ``computed`` is what it then gives, whether or not anybody has
    recorded it as the ``result``; None with ``known`` means that it cannot be staffed. ``seal_holds`` says whether the
    seal is of that (None: not known, or no seal); ``astray`` are visits, by body, made under a seal that is not.
    """

    record: Record[DrawCommit]
    pool: dict[str, tuple[str, str]]
    eligible: tuple[frozenset[str], ...]
    secrets: tuple[Record[DrawSecret], ...]
    #: the parties' secrets as far as they are open, 32 bytes each, and the records that opened them, by the promise's
    #: id
    opened: dict[str, bytes] = field(default_factory=dict)
    reveals: dict[str, Record[DrawReveal]] = field(default_factory=dict)
    guests: tuple[Record[GuestSecret], ...] = ()
    #: the guests' reveals, by the promise's id
    shown: dict[str, Record[GuestReveal]] = field(default_factory=dict)
    seal: Record[DrawSeal] | None = None
    result: Record[DrawResult] | None = None
    outcome: Outcome | None = None
    known: Record | None = None
    computed: Outcome | None = None
    seal_holds: bool | None = None
    astray: dict[str, str] = field(default_factory=dict)
    void: Record[DrawVoid] | None = None
    substitutions: list[Record[Substitution]] = field(default_factory=list)
    allowed: list[tuple[frozenset[str], ...]] = field(default_factory=list)
    visits: dict[str, str] = field(default_factory=dict)
    #: bodies whose visit another department's result stands for, and the record that says so
    avoided: dict[str, str] = field(default_factory=dict)
    #: bodies to visit and their teams, substitutions applied; empty until the draw is opened
    teams: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return self.record.id

    @property
    def locks(self) -> tuple[tuple[Record[DrawSecret], Timelock], ...]:
        """The promises that are locked to a round, each with its lock."""
        return tuple((one, one.body.timelock) for one in self.secrets if one.body.timelock is not None)

    @property
    def commit(self) -> DrawCommit:
        return self.record.body


@dataclass(slots=True)
class PlanState:
    """A consolidated plan; in force once ``approval`` is there."""

    record: Record[Plan]
    approval: Record[PlanApproval] | None = None
    filing: Record[PlanFiling] | None = None

    @property
    def plan(self) -> Plan:
        return self.record.body


@dataclass(slots=True)
class TaskState:
    """A task of a plan, its draws oldest first, and why it was cancelled if it was. ``said`` is the number of the
    record that first said it, by whose rules its shares are stated."""

    task: Task
    plan: str
    said: int
    cancelled: str | None = None
    draws: list[str] = field(default_factory=list)
    #: draws made on another platform, annulled ones too
    elsewhere: list[str] = field(default_factory=list)


@dataclass(slots=True)
class State:
    """Everything the ledger says, at its head."""

    genesis: Record[Genesis]
    keyring: Keyring
    records: Shelf[Record] = field(default_factory=Shelf)
    #: the ids of the records that no other names in its ``after``: what the next one must build on
    tips: tuple[str, ...] = ()
    #: record → one that nothing had been written after, though it had stood for longer than a race takes
    #: (`chain.unseen`)
    unseen: dict[str, str] = field(default_factory=dict)
    #: the SHA-256 of each record's file, and its own time in Unix seconds, by number
    digests: list[str] = field(default_factory=list)
    moments: list[int] = field(default_factory=list)
    #: how many signatures stand under all records
    signatures: int = 0
    #: what was ever said of log, witnesses, authorities and beacons, in order; from when on it binds, `core.log` finds
    trusts: list[TrustState] = field(default_factory=list)
    #: the rules as they were ever in force, in order (`settings_at`)
    rules: list[RuleState] = field(default_factory=list)
    calendars: dict[int, CalendarYear] = field(default_factory=dict)
    #: every holiday notice as it was written down, replaced ones too: a deadline keeps to those of its own time
    notices: list[Record[CalendarYear]] = field(default_factory=list)
    items: Register[Item] = field(default_factory=Register)
    bodies: Register[Body] = field(default_factory=Register)
    inspectors: Register[Inspector] = field(default_factory=Register)
    #: ids of items, bodies, inspectors, tasks and cases that were ever in use, by sort and without case
    ids: dict[str, str] = field(default_factory=dict)
    recusals: dict[str, Amendable[Recusal]] = field(default_factory=dict)
    #: the (inspector, body) pairs recused now: asked at every visit and substitution, so kept, not gathered anew
    recused: set[tuple[str, str]] = field(default_factory=set)
    proposals: Shelf[Record[PlanProposal]] = field(default_factory=Shelf)
    plans: dict[str, PlanState] = field(default_factory=dict)
    tasks: dict[str, TaskState] = field(default_factory=dict)
    secrets: Shelf[Record[DrawSecret]] = field(default_factory=Shelf)
    guests: Shelf[Record[GuestSecret]] = field(default_factory=Shelf)
    #: the signatures of beacons' rounds that stand in any record, by `round_key`
    rounds: dict[str, str] = field(default_factory=dict)
    draws: Shelf[Draw] = field(default_factory=Shelf)
    visits: Shelf[VisitState] = field(default_factory=Shelf)
    results: Shelf[ResultState] = field(default_factory=Shelf)
    #: results of partners outside the bureau
    partners: Shelf[Amendable[PartnerResult]] = field(default_factory=Shelf)
    cases: Shelf[Case] = field(default_factory=Shelf)
    approvals: Shelf[Amendable[InspectionApproval]] = field(default_factory=Shelf)
    elsewhere: Shelf[Elsewhere] = field(default_factory=Shelf)
    apart: list[Record[VisitsApart]] = field(default_factory=list)
    avoided: Shelf[Amendable[VisitAvoided]] = field(default_factory=Shelf)
    school_calendars: list[Record[SchoolCalendar]] = field(default_factory=list)
    annulments: list[Record[Annulment]] = field(default_factory=list)
    #: lists of keys that came after the genesis', oldest first
    rekeyings: list[Record[KeyRotation | KeyRecovery]] = field(default_factory=list)
    #: of the register of bodies with outside lists, oldest first
    comparisons: list[Record[RegisterComparison]] = field(default_factory=list)
    supervisions: list[Record[Supervision]] = field(default_factory=list)
    #: what became of 纪检组's findings, and the samples of visits it looks at again
    follow_ups: list[Record[FollowUp]] = field(default_factory=list)
    rechecks: list[Record[Recheck]] = field(default_factory=list)
    #: what bodies answered, what the public said in numbers, and what was told to it
    replies: list[Record[Reply]] = field(default_factory=list)
    feedbacks: Shelf[Amendable[Feedback]] = field(default_factory=Shelf)
    outreaches: Shelf[Amendable[Outreach]] = field(default_factory=Shelf)
    #: removable contents, by digest
    references: Shelf[Reference] = field(default_factory=Shelf)
    trainings: Shelf[Amendable[Training]] = field(default_factory=Shelf)
    summaries: dict[str, Amendable[Summary]] = field(default_factory=dict)

    @property
    def origin(self) -> str:
        return self.genesis.statement.origin

    @property
    def founding(self) -> Genesis:
        return self.genesis.body

    @property
    def settings(self) -> Settings:
        """The settings in force at the head: those of a record that is being accepted, and of what is still to come."""
        return self.rules[-1].settings

    @property
    def bureau(self) -> str:
        """What the bureau is called now."""
        return self.rules[-1].bureau

    def rules_at(self, seq: int) -> RuleState:
        """The rules that record number ``seq`` stands under; a change of the rules stands under what it says itself."""
        return self.rules[bisect_right(self.rules, seq, key=lambda one: one.seq) - 1]

    def record_at(self, seq: int) -> Record:
        """Record number ``seq``."""
        return self.records[next(islice(self.records, seq - 1, None))]

    def settings_at(self, seq: int) -> Settings:
        """The settings that record number ``seq`` stands under, whatever has changed since."""
        return self.rules_at(seq).settings

    def name(self, role: str) -> str:
        """What a role is called now; its id where there is none."""
        found = self.keyring.roles.get(role)
        return found.name if found is not None else role

    def acting(self, office: str) -> str:
        """The id of who acts today for ``office``, which may have ended since it was written down."""
        return self.keyring.acting(office)

    @property
    def trust(self) -> Trust:
        """The log key, witnesses, authorities and beacons as last said, which may not bind yet."""
        return self.trusts[-1].trust

    def approved(self, task: TaskState) -> bool:
        """Whether the task stands in an approved plan and has not been cancelled."""
        return task.cancelled is None and self.plans[task.plan].approval is not None

    @property
    def calendar(self) -> Calendar:
        return calendar(tuple(self.calendars.items()))

    def role(self, id_: str) -> Role:
        return self.keyring.roles[id_]

    def beacon(self, id_: str) -> Beacon | None:
        """The chain ``id_``, even one that is trusted no more: its rounds may be named by a draw made before."""
        return next((beacon for one in reversed(self.trusts) for beacon in one.trust.beacons if beacon.id == id_), None)

    def amendable(self, id_: str) -> Amendable | None:
        """The record ``id_`` if it is of a sort that can be corrected or retracted."""
        for group in (
            self.visits, self.results, self.recusals, self.trainings, self.summaries, self.feedbacks, self.outreaches,
        ):  # fmt: skip
            if id_ in group:
                found: Amendable = group[id_]
                return found
        return None

    def visit_counts(self, year: int) -> Counter[tuple[str, str]]:
        """Visits in ``year`` by (body, item); a trigger of those in `EXEMPT` does not count (国办发〔2024〕54号)."""
        return Counter(
            (one.body, item)
            for _, one in self.visits.briefs()
            if one.in_force and one.trigger not in EXEMPT and one.date.year == year
            for item in (self.drawn_items(one) if one.also_approved else one.items)
        )

    def drawn_items(self, visit: Visit | VisitBrief) -> set[str]:
        """The items of the tasks whose draws ``visit`` serves: what a trigger beside them asks for is not of the
        cap."""
        drawn = (self.draws[one].commit.task for one in visit.draws)
        return {item for task in drawn for item in self.tasks[task].task.items}


def round_key(chain: str, number: int) -> str:
    """How a round is named in `State.rounds`."""
    return f"{chain} {number}"


def require(found: F | None, what: str, id_: str) -> F:
    """``found``, or the error that a record points at a ``what`` that is not there."""
    if found is None:
        raise errors.ReferenceUnknown(what=what, id=id_)
    return found


def certified_on(inspectors: Register[Inspector], id_: str, day: date) -> bool:
    """Whether the newest entry that speaks about ``day`` has the certificate valid then (protocol R41).

    A renewal with a later first day says nothing about the days before, and so does not undo them.
    """
    for version in reversed(inspectors.history.get(id_, [])):
        one = version.value
        if one is not None and (one.valid_from is None or one.valid_from <= day):
            return one.valid_until >= day
    return False


def certified(inspector: Inspector, first: date, last: date) -> bool:
    """Whether the certificate is valid on every day from ``first`` to ``last``."""
    return inspector.valid_until >= last and (inspector.valid_from is None or inspector.valid_from <= first)
