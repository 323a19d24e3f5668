"""What no rule can refuse, since it may be true, and yet calls for a question: things taken back, changed and changed
again, written down long after, or said twice.

`core.reading.irregularities` lists all of it. Each finder looks at one such thing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, Final, Literal

import msgspec

from ssj_publish.core.clock import moment
from ssj_publish.core.draw.commitment import scope_of
from ssj_publish.core.kinds.genesis import Genesis, Key, Settings
from ssj_publish.core.kinds.keys import KeyRecovery, KeyRotation
from ssj_publish.core.kinds.registers import Body
from ssj_publish.core.living import Amendable, Elsewhere
from ssj_publish.core.reading import coincidence, figures, flips, presence, rechecks
from ssj_publish.core.reading.times import BEHIND, Times
from ssj_publish.core.records import Record
from ssj_publish.core.rules.inspecting import GROUNDS
from ssj_publish.core.state import State
from ssj_publish.core.text import fold

Code = Literal[
    "annulled",
    "result-cleared",
    "rule-change",
    "threshold-lowered",
    "holder-shared",
    "elsewhere-late",
    "elsewhere-number",
    "elsewhere-unfit",
    "visit-spared",
    "visit-unsampled",
    "notice-early",
    "trigger-repeated",
    "summary-stale",
    "comparison-short",
    "entry-returned",
    "cap-exceeded",
    "apart-late",
    "tip-unseen",
    "balls-contradict",
    "feedback-lowered",
    "hours-overlap",
    "excuse-contradicted",
    "result-unchecked",
]
#: A setting that changes twice within so long was changed for something.
AGAIN: Final = timedelta(days=366)
#: The figures of a year that stay what they are once it is over.
_LASTING: Final = ("tasks", "draws", "voided", "drawn", "visited", "results", "problems", "late")
#: Whose secrets make a draw.
_PARTIES: Final = ("office", "policy", "discipline")


@dataclass(frozen=True, slots=True)
class Question:
    """One of them; ``records`` show it, the telling one first."""

    code: Code
    records: tuple[Record, ...]
    day: date
    task: str = ""
    bodies: tuple[str, ...] = ()
    facts: Mapping[str, str | int] = field(default_factory=dict)


def questions(state: State, times: Times) -> Iterator[Question]:
    """All of them."""
    for finder in FINDERS:
        yield from finder(state, times)


def _annulled(state: State, times: Times) -> Iterator[Question]:
    """Whatever was public and has been taken out of force."""
    gone: list[tuple[Record[Any], str, str]] = [(one, one.body.target, one.body.ground) for one in state.annulments]
    results = [(id_, state.results[id_]) for id_, brief in state.results.briefs() if not brief.in_force]
    amendable: list[tuple[str, Amendable[Any]]] = [*results, *state.trainings.items(), *state.summaries.items()]
    for id_, one in amendable:
        if one.retraction is not None:
            gone.append((one.retraction, id_, ""))
    for record, id_, ground in gone:
        target = state.records[id_]
        bodies = (_body_of(state, target),) if _body_of(state, target) else ()
        told = {"kind": target.kind, "ground": ground}
        yield Question("annulled", (record, target), times.day(record), bodies=bodies, facts=told)


def _body_of(state: State, target: Record) -> str:
    """The one body that a record is about, if it is about one."""
    body = target.body
    if hasattr(body, "body"):
        return str(body.body)
    if hasattr(body, "visit"):
        return state.visits[body.visit].visit.body
    case = state.cases.get(getattr(body, "case", ""))
    return case.opened.body.body if case is not None else ""


def _cleared(state: State, times: Times) -> Iterator[Question]:
    """Results that found something until they were corrected."""
    for one in [state.results[id_] for id_, brief in state.results.briefs() if brief.corrected]:
        said = [one.record.body.code, *(step.body.replacement["code"] for step in one.corrections)]
        for step, (before, after) in zip(one.corrections, pairwise(said), strict=True):
            if before in GROUNDS and after not in GROUNDS:
                body = state.visits.brief(one.result.visit).body
                told = {"before": before, "after": after}
                yield Question("result-cleared", (step, one.record), times.day(step), bodies=(body,), facts=told)


def _rules(state: State, times: Times) -> Iterator[Question]:
    """Changed settings; those that had changed shortly before are said to."""
    last: dict[str, date] = {}
    for before, after in pairwise(state.rules):
        record, changed = state.record_at(after.seq), _changed(before.settings, after.settings)
        if record.body.added or record.body.ended or record.body.renamed:
            changed = (*changed, "roles")
        day = times.day(record)
        again = [one for one in changed if one in last and day - last[one] <= AGAIN]
        last |= dict.fromkeys(changed, day)
        if changed:
            told = {"fields": ",".join(changed), "again": ",".join(again)}
            yield Question("rule-change", (record,), day, facts=told)


def _changed(one: Settings, other: Settings) -> tuple[str, ...]:
    return tuple(name for name in one.__struct_fields__ if getattr(one, name) != getattr(other, name))


def _keys(state: State, times: Times) -> Iterator[Question]:
    """Thresholds that fall, and one keeper of two parties' keys: both leave a draw to fewer people than it seems."""
    roles: dict[str, tuple[int, str, tuple[Key, ...]]] = {}
    for record, role, type_, threshold, keys in _listed(state):
        before = roles.get(role)
        if before is not None and threshold < before[0]:
            told: dict[str, str | int] = {"role": role, "before": before[0], "after": threshold}
            yield Question("threshold-lowered", (record,), times.day(record), facts=told)
        roles[role] = (threshold, type_, keys)
        holders = {fold(one.holder) for one in keys}
        for other, (_, theirs, held) in roles.items():
            both = [one.holder for one in held if fold(one.holder) in holders]
            if both and type_ != theirs and {type_, theirs} <= set(_PARTIES):
                told = {"role": role, "other": other, "holder": both[0]}
                yield Question("holder-shared", (record,), times.day(record), facts=told)


def _listed(state: State) -> Iterator[tuple[Record, str, str, int, tuple[Key, ...]]]:
    """Every time that a role's keys are listed: the record, the role, its type, its threshold, its keys."""
    changes = [state.record_at(rules.seq) for rules in state.rules[1:]]
    for record in sorted((state.genesis, *changes, *state.rekeyings), key=lambda one: one.seq):
        body = record.body
        if isinstance(body, KeyRotation | KeyRecovery):
            yield record, body.role, state.role(body.role).type, body.threshold, body.keys
            continue
        for role in body.roles if isinstance(body, Genesis) else body.added:
            yield record, role.id, role.type, role.threshold, role.keys


def _elsewhere(state: State, times: Times) -> Iterator[Question]:
    """Draws made elsewhere that are told late, that repeat a number, that give whom the register would not have
    given."""
    numbers: dict[tuple[str, str], Elsewhere] = {}
    for one in state.elsewhere.values():
        day, task = times.day(one.record), state.tasks[one.body.task]
        approved = state.plans[task.plan].approval
        late = times.at(one.record) - one.body.time > BEHIND
        if late or (approved is not None and one.body.time < approved.time):
            told: dict[str, str | int] = {
                "number": one.body.number,
                "drawn": f"{one.body.time:%Y-%m-%d}",
                "days": (day - one.body.time.date()).days,
                "early": int(not late),
            }
            yield Question("elsewhere-late", (one.record,), day, one.body.task, facts=told)
        unfit = tuple(
            found.body for found in one.body.drawn if not _would_be_drawn(state, task.task.id, found.body, one)
        )
        if unfit:
            yield Question("elsewhere-unfit", (one.record,), day, one.body.task, unfit)
        if one.in_force:
            first = numbers.setdefault((fold(one.body.platform), fold(one.body.number)), one)
            if first is not one:
                told = {"number": one.body.number, "other": first.body.task}
                yield Question("elsewhere-number", (one.record, first.record), day, one.body.task, facts=told)


def _would_be_drawn(state: State, task: str, body: str, one: Elsewhere) -> bool:
    entry: Body | None = state.bodies.at(one.record.seq).get(body)
    return entry is not None and entry.state == "active" and scope_of(state.tasks[task].task)(entry)


def _spared(state: State, times: Times) -> Iterator[Question]:
    """Drawn, and not visited since another department is said to have been there."""
    for one in state.avoided.values():
        if one.in_force:
            task = state.draws[one.body.draw].commit.task
            told = {"department": one.body.department}
            yield Question("visit-spared", (one.record,), times.day(one.record), task, (one.body.body,), told)


def _unsampled(state: State, times: Times) -> Iterator[Question]:
    """Visits that were written down once the round was known by which their quarter is looked at again: in no
    sample."""
    rounds: dict[tuple[int, int], rechecks.Round | None] = {}
    for id_, brief in state.visits.briefs():
        when = rechecks.quarter_of(brief.said)
        if when not in rounds:
            rounds[when] = rechecks.round_of(state, *when)
        found = rounds[when]
        if found is not None and state.moments[brief.seq - 1] >= found.time:
            drawn = moment(found.time).date()
            told: dict[str, str | int] = {"visited": brief.said.isoformat(), "round": drawn.isoformat()}
            yield Question("visit-unsampled", (state.records[id_],), times.day(brief), bodies=(brief.body,), facts=told)


def _notices(state: State, times: Times) -> Iterator[Question]:
    """Bodies that were told of their visit before the draw that gave it."""
    for id_, brief in state.visits.briefs():
        if brief.noticed is None:
            continue
        draw = state.draws.get(state.visits[id_].visit.draw or "")
        known = (draw.seal or draw.result) if draw is not None else None
        if known is not None and brief.noticed < known.time.date():
            told = {"served": brief.noticed.isoformat(), "drawn": known.time.date().isoformat()}
            task = draw.commit.task if draw is not None else ""
            yield Question("notice-early", (state.records[id_], known), brief.noticed, task, (brief.body,), told)


def _triggers(state: State, times: Times) -> Iterator[Question]:
    """One complaint that leads to one body again and again."""
    seen: dict[tuple[str, str, str], str] = {}
    for id_, brief in state.visits.briefs():
        if brief.number is None or not brief.in_force:
            continue
        first = seen.setdefault((brief.body, brief.trigger, fold(brief.number)), id_)
        if first != id_:
            shown = (state.records[id_], state.records[first])
            told = {"number": brief.number}
            yield Question("trigger-repeated", shown, brief.date, bodies=(brief.body,), facts=told)


def _summaries(state: State, times: Times) -> Iterator[Question]:
    """Summaries whose figures the ledger has left behind; that cases go on is to be expected."""
    for one in state.summaries.values():
        now, then = figures.of_year(state, one.body.year), one.body.figures
        if one.in_force and any(getattr(now, name) != getattr(then, name) for name in _LASTING):
            yield Question("summary-stale", (one.record,), times.day(one.record), facts={"year": one.body.year})


def _comparisons(state: State, times: Times) -> Iterator[Question]:
    """Comparisons that leave active bodies of their types unaccounted for: neither matched nor surplus."""
    for record in state.comparisons:
        wanted = {fold(one) for one in record.body.types}
        active = sum(
            one.state == "active" and one.branch_of is None and fold(one.type) in wanted
            for one in state.bodies.at(record.seq).values()
        )
        short = active - record.body.matched - len(record.body.surplus)
        if short > 0:
            told: dict[str, str | int] = {"title": record.body.title, "count": short}
            yield Question("comparison-short", (record,), times.day(record), facts=told)


def _returned(state: State, times: Times) -> Iterator[Question]:
    """Entries that were otherwise for a while, in which something went by them."""
    for one in flips.flips(state):
        told: dict[str, str | int] = {"sort": one.sort, "id": one.id, "field": one.field}
        bodies = (one.id,) if one.sort == "body" else ()
        yield Question("entry-returned", (one.back, one.changed), times.day(one.back), bodies=bodies, facts=told)


def _caps(state: State, times: Times) -> Iterator[Question]:
    """Bodies visited more often in a year than the cap of an item allows."""
    for one, item, cap in flips.beyond_caps(state, times):
        told: dict[str, str | int] = {"item": item, "cap": cap}
        yield Question("cap-exceeded", (one.record,), one.visit.date, bodies=(one.visit.body,), facts=told)


def _apart(state: State, times: Times) -> Iterator[Question]:
    """Reasons for two visits that were written down once both had been."""
    for one in coincidence.coincidences(state, date.max):
        visits = [state.visits[id_] for id_ in (one.first.visit, one.second.visit) if id_ is not None]
        reason = one.reason
        if reason is not None and len(visits) > 1 and all(visit.record.seq < reason.seq for visit in visits):
            told: dict[str, str | int] = {"visited": max(visit.visit.date for visit in visits).isoformat()}
            yield Question("apart-late", (reason,), times.day(reason), bodies=(one.body,), facts=told)


def _unseen(state: State, times: Times) -> Iterator[Question]:
    """Records whose writer says that another, which had stood for days, had not been seen: it could be cut out without
    them."""
    for id_, tip in state.unseen.items():
        record, other = state.records[id_], state.records[tip]
        yield Question("tip-unseen", (record, other), times.day(record))


def _balls(state: State, times: Times) -> Iterator[Question]:
    """One drawing on the spot, or one film of it, that gave two draws different numbers."""
    seen: dict[object, tuple[object, str]] = {}
    for draw in state.draws.values():
        shown, named = draw.result or draw.seal, draw.commit.balls
        if shown is None or named is None or shown.body.film is None:
            continue
        said = (named.time, shown.body.numbers)
        for key in ((named.time, fold(named.place)), shown.body.film.sha256):
            first, task = seen.setdefault(key, (said, draw.commit.task))
            if first != said:
                yield Question("balls-contradict", (shown,), times.day(shown), draw.commit.task, facts={"other": task})
                break


def _feedback(state: State, times: Times) -> Iterator[Question]:
    """Counts of what the public said against an office that became fewer by a correction."""
    for one in state.feedbacks.values():
        said = [
            _against(msgspec.to_builtins(one.record.body)),
            *(_against(step.body.replacement) for step in one.corrections),
        ]
        for step, (before, after) in zip(one.corrections, pairwise(said), strict=True):
            if any(now < then for now, then in zip(after, before, strict=True)):
                told = {"year": one.body.year, "month": one.body.month}
                yield Question("feedback-lowered", (step, one.record), times.day(step), facts=told)


def _against(body: Mapping[str, Any]) -> tuple[int, ...]:
    return tuple(line[name] for line in body["offices"] for name in ("dissatisfied", "complaints", "misconduct"))


def _presence(state: State, times: Times) -> Iterator[Question]:
    """People in two places at once, or at work on the day on which they were ill; results in which nothing was looked
    at."""
    for one, other, inspector in presence.overlapping(state):
        told: dict[str, str | int] = {"inspector": inspector}
        bodies = (one.visit.body, other.visit.body)
        yield Question("hours-overlap", (one.record, other.record), one.visit.date, bodies=bodies, facts=told)
    for one, record, inspector in presence.excused(state):
        told = {"inspector": inspector, "seq": record.seq}
        shown = (one.record, record)
        yield Question("excuse-contradicted", shown, one.visit.date, bodies=(one.visit.body,), facts=told)
    for id_, found in presence.unchecked(state):
        told = {"code": found.code, "item": found.item}
        body = state.visits.brief(found.visit).body
        yield Question("result-unchecked", (state.records[id_],), times.day(found), bodies=(body,), facts=told)


#: All that is asked.
FINDERS: Final[tuple[Callable[[State, Times], Iterator[Question]], ...]] = (
    _annulled,
    _cleared,
    _rules,
    _keys,
    _elsewhere,
    _spared,
    _unsampled,
    _notices,
    _triggers,
    _summaries,
    _comparisons,
    _returned,
    _caps,
    _apart,
    _unseen,
    _balls,
    _feedback,
    _presence,
)
