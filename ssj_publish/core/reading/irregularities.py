"""Everything in a ledger that is valid and yet calls for a question: one list, derived from the record.

What a rule refuses is not here: it is in no ledger. What is here was written by the rules, or is missing by nobody's
record. The list is for verifiers, pages, feeds and tables alike, so that none of them knows more than another.

Each finder gives the irregularities of its codes; a new kind of irregularity is a new finder in `FINDERS`, its codes in
`Code`, and its words in `words.labels.irregularities`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import Final, Literal

from ssj_publish.core.draw import beacons
from ssj_publish.core.kinds.case import CaseDecision
from ssj_publish.core.log import Audited, in_force_from
from ssj_publish.core.reading import (
    answers,
    approvals,
    coincidence,
    deadlines,
    drawings,
    duties,
    frequencies,
    questions,
    stamps,
)
from ssj_publish.core.reading.exposure import Exposed
from ssj_publish.core.reading.times import Times
from ssj_publish.core.records import Record
from ssj_publish.core.rules import knowing
from ssj_publish.core.state import Draw, State

Code = Literal[
    "seal-false",
    "visit-astray",
    "seal-missing",
    "void",
    "void-contradicted",
    "redraw",
    "opening-overdue",
    "opening-late",
    "stamp-missing",
    "stamp-partial",
    "stamp-late",
    "trust-change",
    "time-shifted",
    "checkpoint-overdue",
    "chain-unknown",
    "numbers-contradict",
    "visit-unapproved",
    "penalty-late",
    "result-late",
    "visits-unmerged",
    "visit-closed",
    "plan-late",
    "rules-shifted",
    "frequency-short",
    "reply-late",
    "content-missing",
    "content-unremoved",
    questions.Code,
]
Value = str | int


@dataclass(frozen=True, slots=True)
class Irregularity:
    """One irregularity, as data.

    ``records`` are (seq, id) of the records that show it, the telling one first; ``draw`` is the id of the commitment
    and ``ordinal`` says which draw of ``task`` it is (0: about no draw); ``bodies`` are those concerned: of a void
    draw, those that it would have given. ``day`` is when it came about. ``facts`` are the numbers and codes of its
    sentence.
    """

    code: Code
    records: tuple[tuple[int, str], ...]
    day: date
    task: str = ""
    draw: str = ""
    ordinal: int = 0
    bodies: tuple[str, ...] = ()
    facts: Mapping[str, Value] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The same for the same irregularity, whatever comes later."""
        return "/".join(
            (self.code, *(id_ for _, id_ in self.records[:1]), *(self.bodies if self.code == "visit-astray" else ()))
        )


@dataclass(frozen=True, slots=True)
class Seen:
    """What the list is drawn from: the state, the checkpoints held against it, the day, and the removable contents."""

    state: State
    audited: Sequence[Audited]
    today: date
    exposed: Mapping[str, Exposed]
    times: Times


def irregularities(
    state: State,
    audited: Sequence[Audited],
    today: date,
    exposed: Mapping[str, Exposed] | None = None,
    times: Times | None = None,
) -> tuple[Irregularity, ...]:
    """All of them on ``today``, oldest first."""
    seen = Seen(state, audited, today, exposed or {}, times or Times(state, audited))
    found = [one for finder in FINDERS for one in finder(seen)]
    return tuple(sorted(found, key=lambda one: (one.day, one.records, CODES.index(one.code))))


def voids_before(state: State, draw: Draw) -> tuple[Draw, ...]:
    """The void draws of the same task before ``draw``."""
    earlier = state.tasks[draw.commit.task].draws[: draw.commit.ordinal - 1]
    return tuple(one for one in map(state.draws.__getitem__, earlier) if one.void is not None)


def would_give(state: State, draw: Draw) -> tuple[str, ...] | None:
    """The bodies that ``draw`` gives, recorded or not; None while the ledger does not tell."""
    found = knowing.look(state, draw)
    return tuple(one.body for one in found.outcome.drawn) if found is not None and found.outcome is not None else None


def _seals(seen: Seen) -> Iterator[Irregularity]:
    """Seals that turned out to be of something else, the visits made under them, and draws that were to be sealed."""
    for draw in seen.state.draws.values():
        if draw.seal_holds is False and draw.seal is not None:
            shown = draw.known or draw.seal
            yield _of(draw, "seal-false", (draw.seal, shown), shown.time.date(), visits=len(draw.astray))
            for body, id_ in draw.astray.items():
                visit = seen.state.visits[id_]
                fate = "other-team" if body in knowing.given(draw) else "not-drawn"
                yield _of(draw, "visit-astray", (visit.record, draw.seal), visit.visit.date, (body,), fate=fate)
        if draw.commit.sealed and draw.seal is None and draw.result is not None and draw.void is None:
            yield _of(draw, "seal-missing", (draw.result, draw.record), draw.result.time.date())


def _voids(seen: Seen) -> Iterator[Irregularity]:
    """Void draws, with what each would have given; and reasons that later records contradict."""
    for draw in seen.state.draws.values():
        if draw.void is None:
            continue
        gave = would_give(seen.state, draw)
        looked = draw.known is not None and draw.known.seq < draw.void.seq
        yield _of(
            draw,
            "void",
            (draw.void, draw.record),
            draw.void.time.date(),
            gave or (),
            reason=draw.void.body.reason,
            told=int(gave is not None),
            looked=int(looked),
            visits=len(draw.visits) + len(draw.astray),
        )
        if draw.void.body.reason == "beacon-absent" and knowing.in_ledger(seen.state, draw):
            yield _of(
                draw, "void-contradicted", (draw.void, draw.record), draw.void.time.date(), reason="beacon-absent"
            )


def _redraws(seen: Seen) -> Iterator[Irregularity]:
    """Every draw of a task but its first, whether the ledger made it or another platform."""
    state = seen.state
    for id_, task in state.tasks.items():
        own = [state.draws[one] for one in task.draws]
        made = sorted([one.record for one in own] + [state.elsewhere[one].record for one in task.elsewhere], key=_seq)
        for place, record in enumerate(made[1:], 2):
            day = record.time.date()
            if record.id in state.draws:
                yield _of(state.draws[record.id], "redraw", (record,), day, count=place)
            else:
                yield Irregularity("redraw", ((record.seq, record.id),), day, id_, facts={"count": place})


def _seq(record: Record) -> int:
    return record.seq


def _openings(seen: Seen) -> Iterator[Irregularity]:
    """Draws opened after their time, or still closed."""
    for draw in deadlines.late_openings(seen.state, seen.today, seen.times):
        due = draw.commit.opens
        if draw.result is not None:
            days = (draw.result.time.date() - due.date()).days
            yield _of(draw, "opening-late", (draw.result, draw.record), draw.result.time.date(), days=days)
        else:
            day = due.date() + timedelta(days=1)
            yield _of(draw, "opening-overdue", (draw.record,), day, days=(seen.today - due.date()).days)


def _stamps(seen: Seen) -> Iterator[Irregularity]:
    """Commitments that no quorum of witnesses saw in time; one that still has time is not among them."""
    for draw, found in stamps.weak(seen.state, seen.audited):
        if found.late or found.misdated or found.strange or found.early:
            code: Code = "stamp-late"
        elif found.level == "none":
            code = "stamp-missing"
        else:
            code = "stamp-partial"
        if found.deadline is None or found.deadline.date() <= seen.today:
            yield _of(draw, code, (draw.record,), draw.record.time.date(), level=found.level)


def _trust(seen: Seen) -> Iterator[Irregularity]:
    """Changes of log key, witnesses, quorum, authorities, beacons."""
    said = seen.state.trusts
    since = in_force_from(said, seen.audited)
    for place, one in enumerate(said[1:], 1):
        record = seen.state.record_at(one.seq)
        told: dict[str, Value] = {
            "witnesses": len(one.trust.witnesses),
            "quorum": one.trust.quorum,
            "before": len(said[place - 1].trust.witnesses),
            "root": int(one.by_root),
            "since": since[place] or 0,
        }
        yield Irregularity("trust-change", ((one.seq, record.id),), seen.times.day(record), facts=told)


def _times(seen: Seen) -> Iterator[Irregularity]:
    """Records whose own time the witnesses do not confirm, and records that no quorum has seen in time."""
    for one in seen.times.shifts():
        record = seen.state.record_at(one.seq)
        told = {"written": f"{one.written:%Y-%m-%d %H:%M}", "bound": f"{one.bound:%Y-%m-%d %H:%M}"}
        yield Irregularity("time-shifted", ((one.seq, record.id),), one.bound.date(), facts=told)
    above = seen.times.unwitnessed
    if above is not None and seen.state.trust.witnesses and above.overdue(seen.today):
        record = seen.state.record_at(seen.times.witnessed + 1)
        yield Irregularity("checkpoint-overdue", ((record.seq, record.id),), above.due, facts={"records": above.count})


def _chance(seen: Seen) -> Iterator[Irregularity]:
    """Draws on chains that are not known by their hash, and numbers of one issue that differ between draws."""
    for draw in seen.state.draws.values():
        named = draw.commit.beacon
        chain = seen.state.beacon(named.chain) if named is not None else None
        if chain is not None and not beacons.known(chain.chain_hash):
            yield _of(draw, "chain-unknown", (draw.record,), seen.times.day(draw.record), chain=chain.id)
    for found in drawings.contradictions(seen.state):
        last = found.draws[-1]
        shown = last.result or last.seal or last.record
        yield _of(
            last, "numbers-contradict", (shown,), seen.times.day(shown), game=found.game, issue=found.issue,
            numbers="；".join(found.numbers),
        )  # fmt: skip


def _approvals(seen: Seen) -> Iterator[Irregularity]:
    """Visits without the approval that they needed, and penalties published after their last day."""
    state = seen.state
    for id_, standing in approvals.irregular(state, seen.today, seen.times):
        visit = state.visits[id_]
        where = (visit.record.seq, visit.record.id)
        yield Irregularity(
            "visit-unapproved", (where,), visit.visit.date, bodies=(visit.visit.body,), facts={"standing": standing}
        )
    for case in state.cases.values():
        for step in case.steps:
            if isinstance(step.body, CaseDecision) and deadlines.penalty_late(state, step, seen.times):
                day = seen.times.day(step)
                yield Irregularity(
                    "penalty-late",
                    ((step.seq, step.id),),
                    day,
                    bodies=(case.opened.body.body,),
                    facts={"case": case.id},
                )


def _results(seen: Seen) -> Iterator[Irregularity]:
    """Results in force that were published after their last day."""
    state = seen.state
    for id_ in deadlines.late_results(state, seen.times):
        one = state.results[id_]
        visit = state.visits[one.result.visit].visit
        published = seen.times.day(one.record)
        days = (published - deadlines.limit_of(state, state.visits.brief(one.result.visit), seen.times)).days
        task = state.draws[visit.draw].commit.task if visit.draw else ""
        yield Irregularity(
            "result-late",
            ((one.record.seq, one.record.id),),
            published,
            task,
            bodies=(visit.body,),
            facts={"days": days, "item": one.result.item},
        )


def _burden(seen: Seen) -> Iterator[Irregularity]:
    """Two visits that could have been one, without a reason; visits on closed days, whatever the reason."""
    state = seen.state
    for one in coincidence.unexplained(coincidence.coincidences(state, seen.today)):
        shown = (one.second.record, one.first.record)
        listed = tuple((record.seq, record.id) for record in shown)
        day = max(when for when in (one.first.done, one.second.done) if when is not None)
        yield Irregularity(
            "visits-unmerged", listed, day, one.second.task, bodies=(one.body,), facts={"with": one.first.task}
        )
    for id_, brief in state.visits.briefs():
        if brief.in_force and brief.closed:
            yield Irregularity("visit-closed", ((brief.seq, id_),), brief.date, bodies=(brief.body,))


def _plans(seen: Seen) -> Iterator[Irregularity]:
    """Plans approved or filed after their day; special tasks whose plan was approved too shortly before them."""
    for plan, what, day, due in duties.late_plans(seen.state, seen.times):
        record = plan.filing if what == "filing" and plan.filing is not None else plan.approval or plan.record
        where = (record.seq, record.id)
        told: dict[str, Value] = {"what": what, "year": plan.plan.year, "due": due.isoformat()}
        yield Irregularity("plan-late", (where,), day, facts=told)


def _shifts(seen: Seen) -> Iterator[Irregularity]:
    """Settings that changed after a task's plan was approved and before it was drawn: shown beside each such draw."""
    state = seen.state
    for draw in state.draws.values():
        approval = state.plans[draw.commit.plan].approval
        for before, after in pairwise(state.rules):
            told = approval is not None and approval.seq < after.seq < draw.record.seq
            if told and before.settings != after.settings:
                change = state.record_at(after.seq)
                days = (seen.times.day(draw.record) - seen.times.day(change)).days
                yield _of(draw, "rules-shifted", (change, draw.record), seen.times.day(draw.record), days=days)


def _frequencies(seen: Seen) -> Iterator[Irregularity]:
    """Bodies that were not inspected as often as the plan said, once its years are over."""
    for one in frequencies.short(seen.state, seen.today):
        approval = seen.state.plans[one.task.plan].approval
        if one.due < seen.today and approval is not None:
            told: dict[str, Value] = {
                "class": one.often.credit_class,
                "times": one.often.times,
                "years": one.often.years,
            }
            where = ((approval.seq, approval.id),)
            day = one.due + timedelta(days=1)
            yield Irregularity("frequency-short", where, day, one.task.task.id, bodies=one.bodies, facts=told)


def _replies(seen: Seen) -> Iterator[Irregularity]:
    """Replies of bodies that were not recorded in time."""
    for record, days in answers.late(seen.state, seen.times):
        bodies = (answers.about(seen.state, record),)
        yield Irregularity(
            "reply-late", ((record.seq, record.id),), seen.times.day(record), bodies=bodies, facts={"days": days}
        )


def _contents(seen: Seen) -> Iterator[Irregularity]:
    """Removable contents that are gone without a ground, or still there after it."""
    for one in seen.exposed.values():
        if one.standing in ("missing", "unfinished"):
            code: Code = "content-missing" if one.standing == "missing" else "content-unremoved"
            record = seen.state.records[one.reference.record]
            day = one.since or record.time.date()
            yield Irregularity(code, ((record.seq, record.id),), day, facts={"field": one.reference.place})


def _questions(seen: Seen) -> Iterator[Irregularity]:
    """What was taken back, changed again, told late, or said twice."""
    for one in questions.questions(seen.state, seen.times):
        shown = tuple((record.seq, record.id) for record in one.records)
        yield Irregularity(one.code, shown, one.day, one.task, bodies=one.bodies, facts=one.facts)


def _of(
    draw: Draw, code: Code, records: Sequence[Record], day: date, bodies: tuple[str, ...] = (), **facts: Value
) -> Irregularity:
    listed = tuple(dict.fromkeys((one.seq, one.id) for one in records))
    return Irregularity(code, listed, day, draw.commit.task, draw.id, draw.commit.ordinal, bodies, facts)


#: All that is looked for.
FINDERS: Final[tuple[Callable[[Seen], Iterator[Irregularity]], ...]] = (
    _seals,
    _voids,
    _redraws,
    _openings,
    _stamps,
    _trust,
    _times,
    _chance,
    _approvals,
    _results,
    _burden,
    _plans,
    _shifts,
    _frequencies,
    _replies,
    _contents,
    _questions,
)
CODES: Final[tuple[Code, ...]] = Code.__args__  # type: ignore[attr-defined]  # a Literal has them
