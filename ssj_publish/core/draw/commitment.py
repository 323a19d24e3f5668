"""What a draw commits to, derived from the ledger alone.

The office chooses a task, the ordinal's secrets, the public randomness, the cap per inspector, whether the draw is
sealed, when it opens and until when guests may speak. All else (pool, strata, exclusions, eligible inspectors,
recusals, slots, the guests' secrets that stand) follows from
the registers as they stand, and the rules compare what was written with what follows: a body left out of the pool
is refused, not noticed later.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from itertools import cycle, islice

from ssj_publish import errors
from ssj_publish.core.draw import caps, frequency, guests
from ssj_publish.core.draw.strata import Ratio, allotted, sample_size
from ssj_publish.core.kinds.draw import Balls, BeaconRound, DrawCommit, Exclusion, Lotteries, Pair, Slot, Stratum
from ssj_publish.core.kinds.plan import ClassRatio, Task
from ssj_publish.core.kinds.registers import Body
from ssj_publish.core.reading import training
from ssj_publish.core.state import State, certified
from ssj_publish.core.text import fold, folded

Pool = dict[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Choices:
    """What the office may choose, and nothing else."""

    task: str
    ordinal: int
    secrets: tuple[str, ...]
    cap: int
    opens: datetime
    beacon: BeaconRound | None = None
    lotteries: Lotteries | None = None
    sealed: bool = False
    balls: Balls | None = None
    guests_by: datetime | None = None


@dataclass(frozen=True, slots=True)
class Derived:
    """The commitment, and what it is short for."""

    commit: DrawCommit
    pool: Pool
    eligible: tuple[frozenset[str], ...]


def derive(state: State, choices: Choices) -> Derived:
    """The only commitment that ``choices`` allow at the ledger's head."""
    task_state = state.tasks[choices.task]
    task = task_state.task
    pool, excluded = pool_of(state, task)
    slots = slots_of(task, state.settings.inspectors_min)
    eligible = tuple(eligible_for(state, task, slot) for slot in slots)
    inspectors = frozenset().union(*eligible)
    recusals = sorted(
        (inspector, body) for inspector, body in state.recused if inspector in inspectors and body in pool
    )
    commit = DrawCommit(
        task=task.id,
        ordinal=choices.ordinal,
        plan=task_state.plan,
        algorithm="ssj-draw/v1",
        pool=pool_digest(pool),
        strata=strata_of(task, pool, state.settings.classes, shares(state, task, task_state.said)),
        excluded=excluded,
        inspectors=tuple(sorted(inspectors)),
        recusals=tuple(Pair(inspector=inspector, body=body) for inspector, body in recusals),
        slots=slots,
        cap=choices.cap,
        secrets=choices.secrets,
        guests=tuple(one.id for one in guests.standing(state, task.id, choices.ordinal)),
        guests_by=choices.guests_by,
        beacon=choices.beacon,
        lotteries=choices.lotteries,
        balls=choices.balls,
        sealed=choices.sealed,
        opens=choices.opens,
    )
    return Derived(commit, pool, eligible)


def choices_of(commit: DrawCommit) -> Choices:
    """The choices that a written commitment claims to rest on."""
    return Choices(
        commit.task,
        commit.ordinal,
        commit.secrets,
        commit.cap,
        commit.opens,
        commit.beacon,
        commit.lotteries,
        commit.sealed,
        commit.balls,
        commit.guests_by,
    )


def pool_of(state: State, task: Task) -> tuple[Pool, tuple[Exclusion, ...]]:
    """The bodies in the task's scope, and those of them that stay out, with the reason (protocol R10)."""
    out: dict[str, list[str]] = {"inactive": [], "branch": [], "cap": [], "body-cap": [], "frequency": []}
    pool: Pool = {}
    awaited = _awaiting(state, task)
    visits = state.visit_counts(task.start.year) + awaited
    limits = caps.Caps(state, task)
    # A task that is only being proposed states its frequencies by the rules of now.
    said = state.tasks[task.id].said if task.id in state.tasks else len(state.records)
    rhythm = frequency.Rhythm(state, task, said, awaited)
    inside = scope_of(task)
    for id_, body in sorted(state.bodies.current.items()):
        if not inside(body):
            continue
        if body.state != "active":
            out["inactive"].append(id_)
        elif body.branch_of is not None:
            out["branch"].append(id_)
        elif body.capped == "yes" and _at_cap(state, id_, task, visits):
            out["cap"].append(id_)
        elif limits.reached(body):
            out["body-cap"].append(id_)
        elif rhythm.reached(body):
            out["frequency"].append(id_)
        else:
            pool[id_] = (body.credit_class, body.class_date.isoformat())
    excluded = tuple(
        Exclusion(reason=reason, bodies=tuple(bodies))  # type: ignore[arg-type]  # the keys above are the literals
        for reason, bodies in out.items()
        if bodies
    )
    return pool, excluded


def scope_of(task: Task) -> Callable[[Body], bool]:
    """Whether a body is of the task's types and towns, however they are written: compared folded, so that a blank or a
    letter's width leaves nobody out."""
    types, towns = folded(task.scope), folded(task.towns)
    return lambda body: fold(body.type) in types and (not towns or (body.town is not None and fold(body.town) in towns))


def pool_digest(pool: Pool) -> str:
    """SHA-256 over the lines ``<id> <class> <class date>\\n``, sorted by id."""
    lines = "".join(f"{id_} {credit_class} {day}\n" for id_, (credit_class, day) in sorted(pool.items()))
    return sha256(lines.encode()).hexdigest()


def shares(state: State, task: Task, said: int) -> tuple[ClassRatio, ...]:
    """The task's shares in today's credit classes, where record number ``said`` stated them in those of its own
    time."""
    return frequency.in_classes(state, task.ratios, said)


def strata_of(task: Task, pool: Pool, classes: Sequence[str], ratios: Sequence[ClassRatio]) -> tuple[Stratum, ...]:
    """One stratum for each of the ledger's credit ``classes``, in their order; empty ones are stated too. ``ratios``
    are the task's `shares` in these.

    Of a task that says a number, each stratum's part of it is its minimum, beside a share of nothing.
    """
    counts: dict[str, int] = {}
    for credit_class, _ in pool.values():
        counts[credit_class] = counts.get(credit_class, 0) + 1
    if task.number:
        sizes = [counts.get(one, 0) for one in classes]
        return tuple(
            Stratum(credit_class=one, size=size, p=0, q=1, minimum=part, sample=part)
            for one, size, part in zip(classes, sizes, allotted(task.number, sizes), strict=True)
        )
    return tuple(
        Stratum(
            credit_class=one.credit_class,
            size=counts.get(one.credit_class, 0),
            p=one.p,
            q=one.q,
            minimum=task.minimum,
            sample=sample_size(counts.get(one.credit_class, 0), Ratio(one.p, one.q), task.minimum),
        )
        for one in ratios
    )


def slots_of(task: Task, minimum: int) -> tuple[Slot, ...]:
    """One inspector for each item, the items over again up to ``minimum``: nobody inspects alone (行政处罚法 art.
    42)."""
    items = islice(cycle(task.items), max(minimum, len(task.items)))
    return tuple(Slot(items=(item,)) for item in items)


def eligible_for(state: State, task: Task, slot: Slot) -> frozenset[str]:
    """Inspectors certified on every day of the task who may inspect all of the slot's items; where the ledger asks for
    training, of those whom a training of the task's year names (protocol R12)."""
    trained = training.trained(state, task.start.year) if state.settings.training_required else None
    return frozenset(
        inspector.id
        for inspector in state.inspectors.current.values()
        if set(slot.items) <= set(inspector.items)
        and certified(inspector, task.start, task.end)
        and (trained is None or inspector.id in trained)
    )


def check_same(written: DrawCommit, derived: DrawCommit) -> None:
    """Refuse a written commitment that differs from the derived one, naming the first field that does."""
    for field in DrawCommit.__struct_fields__:
        if getattr(written, field) != getattr(derived, field):
            raise errors.CommitmentMismatch(task=written.task, field=field)


def _awaiting(state: State, task: Task) -> Counter[tuple[str, str]]:
    """Visits that open draws of other tasks will still make this year, by (body, item)."""
    waiting: Counter[tuple[str, str]] = Counter()
    for draw in state.draws.values():
        other = state.tasks[draw.commit.task].task
        if draw.void is None and other.id != task.id and other.start.year == task.start.year:
            waiting.update(
                (body, item)
                for body in draw.teams.keys() - draw.visits.keys() - draw.avoided.keys()
                for item in other.items
            )
    return waiting


def _at_cap(state: State, body: str, task: Task, visits: Counter[tuple[str, str]]) -> bool:
    """Whether one more visit would be one too many for an item of the task (protocol R11)."""
    for id_ in task.items:
        item = state.items.latest(id_)
        if item is not None and item.cap is not None and visits[body, id_] >= item.cap:
            return True
    return False
