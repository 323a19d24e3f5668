"""同一对象被几次抽取、审批同时指到: what should have been one visit, and whether it was.

An errand is a reason to come to a body: a live draw that gives it, a draw made elsewhere that names it, an approval of
a visit that no draw asks for. Two errands coincide where there were days on which both could be done: both known, both
within their windows, neither done. How that ended:

    one       one visit serves both, or both were made on one day
    apart     a reason is recorded (`visits-apart`)
    open      one of them is not done yet, and days are left
    unexplained   two visits on two days (or one, and the other owed), and no reason
    lapsed    neither was done in time

A sealed draw is known to its parties from its seal on, to everybody from its result on; so it is counted from its seal.
Who was visited before the later errand was known could not be visited once; that is no coincidence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ssj_publish.core.records import Record
from ssj_publish.core.state import State

Ending = Literal["one", "apart", "open", "unexplained", "lapsed"]


@dataclass(frozen=True, slots=True)
class Errand:
    """Why ``body`` is visited: ``record`` says so and ``office`` answers for it; ``first`` to ``last`` are the days on
    which it can be done, as known from ``first`` on; ``visit`` is the record's id once it is done, on the day
    ``done``."""

    record: Record
    body: str
    office: str
    task: str
    items: tuple[str, ...]
    team: tuple[str, ...]
    first: date
    last: date
    visit: str | None = None
    done: date | None = None


@dataclass(frozen=True, slots=True)
class Coincidence:
    """Two errands to one body, the days on which both can be done, and how it stands; ``reason`` is the record that
    says why they are apart."""

    first: Errand
    second: Errand
    start: date
    end: date
    ending: Ending
    reason: Record | None = None

    @property
    def body(self) -> str:
        return self.first.body

    def able(self, state: State) -> tuple[str, ...]:
        """The team whose people may inspect all items alone; else both joined (`core.rules.joining`)."""
        items = {*self.first.items, *self.second.items}
        for team in (self.first.team, self.second.team):
            known = (state.inspectors.current.get(one) for one in team)
            if team and items <= {item for one in known if one is not None for item in one.items}:
                return team
        return tuple(dict.fromkeys((*self.first.team, *self.second.team)))


def coincidences(state: State, today: date) -> tuple[Coincidence, ...]:
    """All that ever were, by the first day that both could be done."""
    by_body: dict[str, list[Errand]] = defaultdict(list)
    for one in (*_draws(state), *_elsewhere(state), *_approvals(state)):
        by_body[one.body].append(one)
    reasons: dict[str, list[Record]] = defaultdict(list)
    for record in state.apart:
        reasons[record.body.body].append(record)
    found = [
        coincidence
        for body, errands in by_body.items()
        for pair in _meeting(errands)
        if (coincidence := _of(*pair, reasons[body], today)) is not None
    ]
    return tuple(sorted(found, key=lambda one: (one.start, one.body, one.first.record.seq, one.second.record.seq)))


def unexplained(found: Iterable[Coincidence]) -> tuple[Coincidence, ...]:
    """Those where two came on two days and nobody has said why."""
    return tuple(one for one in found if one.ending == "unexplained")


def proposed(found: Iterable[Coincidence]) -> tuple[Coincidence, ...]:
    """Those that can still become one visit."""
    return tuple(one for one in found if one.ending == "open")


def _meeting(errands: list[Errand]) -> Iterator[tuple[Errand, Errand]]:
    """The pairs whose days overlap, each in the order of the records."""
    going: list[Errand] = []
    for one in sorted(errands, key=lambda one: (one.first, one.record.seq)):
        going = [other for other in going if one.first <= other.last]
        for other in going:
            yield (other, one) if other.record.seq <= one.record.seq else (one, other)
        if one.first <= one.last:
            going.append(one)


def _of(first: Errand, second: Errand, reasons: list[Record], today: date) -> Coincidence | None:
    start = max(first.first, second.first)
    end = min(first.last, second.last)
    done = [one.done for one in (first, second) if one.done is not None]
    # A visit that was over before the other errand was known is no part of a coincidence.
    if start > end or any(day < start for day in done):
        return None
    reason = next((one for one in reasons if {first.record.id, second.record.id} <= set(one.body.grounds)), None)
    return Coincidence(first, second, start, end, _ending(first, second, reason, end, today), reason)


def _ending(first: Errand, second: Errand, reason: Record | None, end: date, today: date) -> Ending:
    if first.done is not None and second.done is not None:
        if first.visit == second.visit or first.done == second.done:
            return "one"
        return "apart" if reason is not None else "unexplained"
    if reason is not None:
        return "apart"
    if first.done is not None or second.done is not None:
        # One of them is done, and the other is owed: it will be a second visit, whenever it is made.
        return "unexplained"
    return "open" if today <= end else "lapsed"


def _draws(state: State) -> Iterator[Errand]:
    for draw in state.draws.values():
        fixed = draw.seal or draw.result
        if draw.void is not None or fixed is None:
            continue
        task = state.tasks[draw.commit.task].task
        for body in sorted({*draw.teams, *draw.visits} - draw.avoided.keys()):
            id_ = draw.visits.get(body)
            known = fixed.time.date()
            for one in draw.substitutions:
                known = one.time.date() if one.body.replacement == body else known
            yield Errand(
                draw.record, body, task.office, task.id, task.items, draw.teams.get(body, ()),
                max(task.start, known), task.end, id_, state.visits.brief(id_).date if id_ else None,
            )  # fmt: skip


def _elsewhere(state: State) -> Iterator[Errand]:
    for one in state.elsewhere.values():
        if one.in_force:
            task = state.tasks[one.body.task].task
            for assigned in one.body.drawn:
                id_ = one.visits.get(assigned.body)
                yield Errand(
                    one.record, assigned.body, task.office, task.id, task.items, assigned.team,
                    max(task.start, one.record.time.date()), task.end, id_, state.visits.brief(id_).date if id_ else None,
                )  # fmt: skip


def _approvals(state: State) -> Iterator[Errand]:
    """Approvals of visits on a trigger, given beforehand: what a special task needs is its draw's errand."""
    made: dict[tuple[str, str], str] = {}
    for id_, one in state.visits.briefs():
        if one.in_force:
            for named in filter(None, (one.approval, *one.also_approved)):
                made.setdefault((named, one.body), id_)
    for id_, approval in state.approvals.items():
        said = approval.body
        if not approval.in_force or said.task is not None or said.visits:
            continue
        for body in said.bodies:
            visit = made.get((id_, body))
            yield Errand(
                approval.record, body, said.office, "", said.items, (),
                max(said.start, approval.record.time.date()), said.end, visit,
                state.visits.brief(visit).date if visit else None,
            )  # fmt: skip
