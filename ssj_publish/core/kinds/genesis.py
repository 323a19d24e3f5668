"""The first record: who the bureau is, who may write what, which randomness it trusts; and the years' calendars."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from ssj_publish.core.kinds.approval import TriggerKind
from ssj_publish.core.kinds.kind import DISCIPLINE, LEADER, OFFICE, POLICY, Kind, RecordBody, RoleType
from ssj_publish.core.shapes import (
    AuthorityId,
    Base64,
    BeaconId,
    Count,
    Day,
    Digest,
    Hex,
    Line,
    Positive,
    RoleId,
    Severity,
    Shape,
    Text,
    VerifierLine,
    Year,
)


class Key(Shape, frozen=True, kw_only=True):
    """A public key and who holds it; ``public`` is the OpenSSH line without comment."""

    public: Line
    holder: Line


class Role(Shape, frozen=True, kw_only=True):
    """A part in the procedure: 业务科室, 政策法规科, 局领导, 纪检组, an observer, a partner, or the holders of the root
    keys.

    ``threshold`` counts distinct public keys. A partner, a department outside the bureau, may have none: then the
    office that began the task enters what it found. Root keys lie in safes and sign only when other keys are lost.
    """

    id: RoleId
    name: Line
    type: RoleType
    threshold: Positive
    keys: tuple[Key, ...] = ()


class Beacon(Shape, frozen=True, kw_only=True):
    """A drand chain the ledger trusts; `core.draw.drand` recomputes ``chain_hash`` from the other fields."""

    id: BeaconId
    chain_hash: Digest
    public_key: Hex
    period: Positive
    genesis_time: Positive
    genesis_seed: Digest
    scheme: Line


class Witness(Shape, frozen=True, kw_only=True):
    """An outside party that cosigns checkpoints. ``key`` is its C2SP verifier key, ``url`` its submission prefix."""

    key: VerifierLine
    holder: Line
    url: Line | None = None


class Authority(Shape, frozen=True, kw_only=True):
    """A time-stamping authority (RFC 3161): ``certificate`` is the root that its tokens must lead to, DER in base64.

    ``intermediates`` are the certificates below it that the authority's answers leave out, likewise.
    """

    id: AuthorityId
    holder: Line
    certificate: Base64
    intermediates: tuple[Base64, ...] = ()
    url: Line | None = None


class PublicTerm(Shape, frozen=True, kw_only=True):
    """How many months a penalty of a ``severity`` stays public; where ``least`` is 0, it may stay unpublished."""

    severity: Severity
    least: Annotated[int, Meta(ge=0, le=36)]
    most: Annotated[int, Meta(ge=1, le=36)]


class Publication(Shape, frozen=True, kw_only=True):
    """What may be public, and for how long; ``source`` is the rule that the terms rest on.

    ``certificates`` are shown in full, or masked: then the ledger itself holds no more of a number than is shown.
    ``left_months`` after an inspector has left the register, the page of that person closes.
    """

    terms: tuple[PublicTerm, ...]
    source: Line
    certificates: Literal["full", "masked"]
    left_months: Count


class Approvals(Shape, frozen=True, kw_only=True):
    """凡检查必审批: an urgent visit is ratified within ``ratify_days`` working days; ``source`` is the rule it rests
    on."""

    ratify_days: Count
    source: Line


class BodyCap(Shape, frozen=True, kw_only=True):
    """How often a body is visited at most in a year, whatever for; ``source`` is the rule that says so.

    ``covers`` says whom it is for: those whose entry says that the yearly cap for enterprises holds (``capped``), or
    the types of body listed in ``types``. ``year`` runs from 1 January, or from 1 September (a school year). ``exempt``
    are triggers whose visits do not count.
    """

    name: Line
    covers: Literal["capped", "types"]
    types: tuple[Line, ...] = ()
    visits: Positive
    year: Literal["calendar", "school"]
    exempt: tuple[TriggerKind, ...] = ()
    source: Line


class PlanTimes(Shape, frozen=True, kw_only=True):
    """By the end of which month the plan of a year is approved, within how many working days it is then filed, how
    many days before its first a special task's plan is public; ``source`` is the rule."""

    month: Annotated[int, Meta(ge=1, le=12)]
    file_days: Positive
    special_days: Count
    source: Line


class Settings(Shape, frozen=True, kw_only=True):
    """Parameters that law or the bureau may set otherwise; days are working days unless said.

    ``classes`` runs from the best credit to the worst. ``watch_days`` and ``checkpoint_days`` are calendar days: how
    long before a draw changes of the registers are watched, and how long a record may stand without a witnessed
    checkpoint above it. ``lead_minutes`` must lie between a commitment and its first public randomness, and between its
    stamp and that. How far each may go, and why, is `core.rules.bounds`; from when on which hold, `State.settings_at`
    says. Without ``publication`` the law's own terms hold (`core.rules.publication.LAW`), without ``approvals`` those
    of `core.rules.approving`, without ``plans`` those of `core.reading.duties`; ``body_caps`` stand beside each item's
    own cap. An item that rests on nothing but policy papers carries a warning, or is not taken (``policy_only``). A
    body's reply is recorded within ``reply_days`` of its receipt; where ``training_required``, who has not been trained
    in the year of a task is drawn for none.
    """

    classes: tuple[Line, ...]
    inspectors_min: Count
    result_days: Count
    penalty_days: Count
    watch_days: Count
    checkpoint_days: Count = 7
    lead_minutes: Count = 10
    publication: Publication | None = None
    approvals: Approvals | None = None
    body_caps: tuple[BodyCap, ...] = ()
    plans: PlanTimes | None = None
    reply_days: Count = 5
    training_required: bool = False
    policy_only: Literal["warn", "refuse"] = "warn"


class Genesis(RecordBody, frozen=True, kw_only=True):
    """``notice`` says on every page what a reader must know first, such as that the county is invented.

    ``log`` is the C2SP verifier key that signs checkpoints; a checkpoint counts as witnessed when at least ``quorum``
    distinct keys of ``witnesses`` have cosigned it.
    """

    KIND = Kind("genesis", (OFFICE, POLICY, LEADER, DISCIPLINE))

    format: Literal["ssj-ledger/v1"]
    bureau: Line
    division: Line
    notice: Text | None = None
    settings: Settings
    roles: tuple[Role, ...]
    beacons: tuple[Beacon, ...] = ()
    log: VerifierLine | None = None
    witnesses: tuple[Witness, ...] = ()
    quorum: Count = 0
    authorities: tuple[Authority, ...] = ()


class CalendarYear(RecordBody, frozen=True, kw_only=True):
    """The State Council's holiday notice for one year.

    ``holidays`` are the weekdays off, ``workdays`` the weekend days worked (调休).
    """

    KIND = Kind("calendar", (POLICY,))

    year: Year
    notice: Line
    holidays: tuple[Day, ...]
    workdays: tuple[Day, ...] = ()
