"""随机抽取: commit, reveal, seal, result, void, substitution."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from ssj_publish.core.kinds.kind import DISCIPLINE, OFFICE, PARTIES, POLICY, Kind, RecordBody
from ssj_publish.core.shapes import (
    Base64,
    BeaconId,
    BodyId,
    Count,
    Digest,
    DrawId,
    GuestId,
    Hex,
    Id,
    InspectorId,
    ItemId,
    Line,
    Moment,
    PlanId,
    Positive,
    SecretId,
    Shape,
    TaskId,
    Text,
)


class Timelock(Shape, frozen=True, kw_only=True):
    """A secret that everybody can open from ``round`` of ``chain`` on: an age file with a tlock stanza, in base64.

    ``chain`` is the id of a beacon that the ledger trusts. `core.draw.promise` defines which secret it is.
    """

    chain: BeaconId
    round: Positive
    ciphertext: Base64


class DrawSecret(RecordBody, frozen=True, kw_only=True):
    """One party's promise of a secret, 32 random bytes: one of the two.

    ``commitment`` = SHA-256("ssj/secret/v1" ‖ secret), which only the party can open; or a ``timelock``.
    """

    KIND = Kind("draw-secret", (PARTIES,))

    task: TaskId
    ordinal: Positive
    commitment: Digest | None = None
    timelock: Timelock | None = None


class Stratum(Shape, frozen=True, kw_only=True):
    """A credit class in the pool: sample = min(size, max(minimum, ceil(size·p/q))) are drawn of ``size`` bodies.

    (``n`` would be a boolean to readers of YAML 1.1.)
    """

    credit_class: Line
    size: Count
    p: Count
    q: Positive
    minimum: Count = 0
    sample: Count


class Exclusion(Shape, frozen=True, kw_only=True):
    """Bodies within the task's scope that are not in the pool, and why."""

    reason: Literal["inactive", "branch", "cap", "body-cap", "frequency"]
    bodies: tuple[BodyId, ...]


class Pair(Shape, frozen=True, kw_only=True):
    """A recusal that binds in this draw."""

    inspector: InspectorId
    body: BodyId


class Slot(Shape, frozen=True, kw_only=True):
    """A place in the team: whoever fills it may inspect all of ``items``."""

    items: tuple[ItemId, ...]


class BeaconRound(Shape, frozen=True, kw_only=True):
    """The public randomness, named before it exists.

    ``fallback``: ``wait`` for the round however late, or, ``hours`` after its time, allow the draw to be voided.
    """

    chain: BeaconId
    round: Positive
    fallback: Literal["wait", "void"]
    hours: Annotated[int, Meta(ge=1, le=8760)] | None = None


class LotteryIssue(Shape, frozen=True, kw_only=True):
    """One issue of a public lottery, by its number, and when it is drawn (`core.draw.lottery`)."""

    game: Literal["dlt", "kl8", "pl5", "ssq"]
    issue: Line
    time: Moment


class Lotteries(Shape, frozen=True, kw_only=True):
    """Where no beacon can be reached: issues of public lotteries, joined. ``fallback`` as for a beacon."""

    issues: tuple[LotteryIssue, ...]
    fallback: Literal["wait", "void"]
    hours: Annotated[int, Meta(ge=1, le=8760)] | None = None


class Balls(Shape, frozen=True, kw_only=True):
    """``count`` balls numbered ``first`` to ``last``, drawn on the spot one by one, each put back where ``returned``.

    ``fallback`` as for a beacon (`core.draw.balls`).
    """

    count: Annotated[int, Meta(ge=1, le=100)]
    first: Annotated[int, Meta(ge=0, le=999)] = 0
    last: Annotated[int, Meta(ge=1, le=999)]
    returned: bool = False
    place: Line
    time: Moment
    fallback: Literal["wait", "void"]
    hours: Annotated[int, Meta(ge=1, le=8760)] | None = None


class Film(Shape, frozen=True, kw_only=True):
    """The film of a drawing on the spot, by its digest and its size in bytes."""

    sha256: Digest
    size: Positive


class DrawCommit(RecordBody, frozen=True, kw_only=True):
    """Everything that the result depends on, frozen. All but the choices in the last block is derived, and checked.

    ``pool`` = SHA-256 of the pool's lines ``<id> <class> <class date>\\n``, sorted by id; ``plan`` the id of the plan
    record; ``secrets`` the ids of the parties' ``draw-secret`` records, in the order in which they enter the seed;
    ``guests`` those of all ``guest-secret`` records for this draw, in the ledger's order: their secrets enter after the
    parties', and are to be opened before ``guests_by``;
    ``inspectors`` those who may fill at least one slot on every day of the task.
    """

    KIND = Kind("draw-commit", (OFFICE,))

    task: TaskId
    ordinal: Positive
    plan: PlanId
    algorithm: Literal["ssj-draw/v1"]
    pool: Digest
    strata: tuple[Stratum, ...]
    excluded: tuple[Exclusion, ...] = ()
    inspectors: tuple[InspectorId, ...]
    recusals: tuple[Pair, ...] = ()
    slots: tuple[Slot, ...]
    cap: Positive
    secrets: tuple[SecretId, ...]
    guests: tuple[GuestId, ...] = ()
    guests_by: Moment | None = None
    beacon: BeaconRound | None = None
    lotteries: Lotteries | None = None
    balls: Balls | None = None
    sealed: bool = False
    opens: Moment


class Unlock(Shape, frozen=True, kw_only=True):
    """The round's signature, in hex."""

    chain: BeaconId
    round: Positive
    signature: Hex


class DrawReveal(RecordBody, frozen=True, kw_only=True):
    """A party opens its ``secret``, 32 bytes in hex; or anybody opens, by ``unlock``, all that is locked to a round."""

    KIND = Kind("draw-reveal", (PARTIES,))

    draw: DrawId
    secret: Digest | None = None
    unlock: Unlock | None = None


class DrawSeal(RecordBody, frozen=True, kw_only=True):
    """A sealed draw's outcome is fixed, by all parties: the Merkle root (RFC 6962) over ``count`` salted leaves, one a
    visit.

    ``signature`` is the beacon's, in hex; ``numbers`` what the lotteries drew, a line an issue, or the balls, one line,
    with the ``film`` of it.
    """

    KIND = Kind("draw-seal", (OFFICE, POLICY, DISCIPLINE))

    draw: DrawId
    signature: Hex | None = None
    numbers: tuple[Line, ...] = ()
    film: Film | None = None
    root: Digest
    count: Count


class Visitee(Shape, frozen=True, kw_only=True):
    """A drawn body and its team, in the order of the slots."""

    body: BodyId
    credit_class: Line
    team: tuple[InspectorId, ...]


class DrawResult(RecordBody, frozen=True, kw_only=True):
    """The opened draw; every field is recomputed. ``signature``, ``numbers`` and ``film`` as in a seal.

    ``drawn`` stands in the order of the strata, within a stratum by ticket.
    """

    KIND = Kind("draw-result", (PARTIES,))

    draw: DrawId
    signature: Hex | None = None
    numbers: tuple[Line, ...] = ()
    film: Film | None = None
    seed: Digest
    drawn: tuple[Visitee, ...]


VoidReason = Literal[
    "register-error",
    "rule-error",
    "beacon-absent",
    "numbers-wrong",
    "secret-withheld",
    "infeasible",
    "task-cancelled",
    "seal-false",
]


class DrawVoid(RecordBody, frozen=True, kw_only=True):
    """A draw taken out of force, by 政策法规科 and 纪检组 together. It is opened all the same."""

    KIND = Kind("draw-void", (POLICY, DISCIPLINE))

    draw: DrawId
    reason: VoidReason
    explanation: Text


class Substitution(RecordBody, frozen=True, kw_only=True):
    """The next in the published order steps in: for a body that cannot be visited, or for an inspector.

    Exactly one of ``inspector`` (who leaves the team of ``body``) or none (``body`` itself leaves). ``team`` and
    ``replacement`` are recomputed; ``replacement`` is absent where a stratum has no substitute left.
    """

    KIND = Kind("substitution", (OFFICE, DISCIPLINE))

    draw: DrawId
    body: BodyId
    inspector: InspectorId | None = None
    reason: Literal[
        "closed", "moved", "merged", "suspended", "recusal", "certificate", "transferred", "illness", "leave", "away"
    ]
    explanation: Line
    replacement: Id | None = None
    team: tuple[InspectorId, ...] = ()
