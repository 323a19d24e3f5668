"""应办事项: everything that somebody owes, by whom and by when; ONE list for the status, the pages and the verifier.

`core.reading.deadlines` says what records owe each other (a visit its result, a case its next step). Here is the rest:
what nobody has written yet, what runs out, and what the year itself asks for. A finder gives the duties of its sort; a
new sort is a new finder in `FINDERS`, its code in `deadlines.What`, and its words in `words.labels.duties`.

What lies further ahead than `AHEAD` is not told: whoever is told everything reads nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

from ssj_publish.core.kinds.genesis import PlanTimes
from ssj_publish.core.log import Audited
from ssj_publish.core.reading import bases, beginnings, coincidence, deadlines, expiry, frequencies, stamps, workdays
from ssj_publish.core.reading.deadlines import Due
from ssj_publish.core.reading.exposure import Exposed
from ssj_publish.core.reading.times import Times
from ssj_publish.core.register import Register
from ssj_publish.core.rules.drawing import party
from ssj_publish.core.state import PlanState, State

#: So long before its day a thing that runs out is spoken of.
AHEAD: Final = timedelta(days=60)
_YEAR: Final = timedelta(days=365)
#: So long a new ledger has for its first steps.
_START: Final = timedelta(days=30)
#: What holds where a ledger sets nothing else: 国办发〔2024〕54号 asks for a yearly plan that is filed and made public,
#: and leaves the days to the place.
PLANS: Final = PlanTimes(
    month=3,
    file_days=20,
    special_days=5,
    source="《国务院办公厅关于严格规范涉企行政检查的意见》（国办发〔2024〕54号）；日期由本单位确定",
)
#: The summary of a year is due on this day of the next (month, day).
SUMMARY_BY: Final = (1, 31)


@dataclass(frozen=True, slots=True)
class Ledger:
    """What the duties are read off."""

    state: State
    today: date
    times: Times
    audited: Sequence[Audited]
    exposed: Mapping[str, Exposed]

    @property
    def policy(self) -> str:
        """The role that keeps the year together."""
        return self.state.keyring.first("policy")


def duties(
    state: State,
    today: date,
    audited: Sequence[Audited] = (),
    exposed: Mapping[str, Exposed] | None = None,
    times: Times | None = None,
) -> tuple[Due, ...]:
    """All of them, sorted by day, unknown days last; those of an office that has ended are its successor's."""
    ledger = Ledger(state, today, times or Times(state, audited), audited, exposed or {})
    found = (one for finder in FINDERS for one in finder(ledger))
    return deadlines.by_day(replace(one, role=state.acting(one.role)) for one in found)


def plan_times(state: State, seq: int | None = None) -> PlanTimes:
    """The ledger's own in force, or the default; of record number ``seq``, those that it stands under."""
    return (state.settings if seq is None else state.settings_at(seq)).plans or PLANS


def _owed(ledger: Ledger) -> Iterator[Due]:
    yield from deadlines.outstanding(ledger.state, ledger.times)
    yield from expiry.due(ledger.state, ledger.exposed, ledger.today)


def _uncased(ledger: Ledger) -> Iterator[Due]:
    """Results that something is still to follow from, and no case does: due when the correction was, else after as many
    working days as a result has."""
    state = ledger.state
    for id_, brief in state.results.briefs():
        if brief.in_force and not brief.cased and brief.code == "pending":
            one = state.results[id_]
            item = state.items.latest(one.result.item)
            day = one.result.rectify_by or workdays.due(
                state, ledger.times.day(one.record), state.settings_at(one.record.seq).result_days, ledger.times
            )
            yield Due(
                "case",
                item.office if item else ledger.policy,
                day,
                body=state.visits[one.result.visit].visit.body,
                item=one.result.item,
                record=id_,
            )


def _secrets(ledger: Ledger) -> Iterator[Due]:
    """Parties that have not opened their secret, and guests who still may."""
    state = ledger.state
    for draw in state.draws.values():
        if draw.result is not None:
            continue
        for one in draw.secrets:
            if one.id not in draw.opened:
                yield Due("reveal", party(state, one), draw.commit.opens.date(), task=draw.commit.task, record=one.id)
        by = draw.commit.guests_by
        if by is not None and by.date() >= ledger.today and not draw.opened:
            for guest in draw.guests:
                if guest.id not in draw.shown:
                    role = state.keyring.first("discipline")
                    yield Due("guest", role, by.date(), task=draw.commit.task, record=guest.id)


def _witnesses(ledger: Ledger) -> Iterator[Due]:
    """Commitments that can still be stamped in time, and records above the newest witnessed checkpoint."""
    state = ledger.state
    if state.trust.log is None or not state.trust.witnesses:
        return
    for draw, found in stamps.weak(state, ledger.audited):
        limit = found.deadline
        if draw.void is None and limit is not None and limit.date() >= ledger.today:
            yield Due("stamp", ledger.policy, (limit - found.lead).date(), task=draw.commit.task, record=draw.id)
    above = ledger.times.unwitnessed
    if above is not None:
        yield Due("checkpoint", ledger.policy, above.due, count=above.count)


def _certificates(ledger: Ledger) -> Iterator[Due]:
    for one in ledger.state.inspectors.current.values():
        if one.valid_until <= ledger.today + AHEAD:
            yield Due("certificate", ledger.policy, one.valid_until, inspector=one.id)


def _classes(ledger: Ledger) -> Iterator[Due]:
    """Credit classes older than a year, those of one day together."""
    old = Counter(
        one.class_date
        for one in ledger.state.bodies.current.values()
        if one.state == "active" and one.class_date + _YEAR <= ledger.today
    )
    for day, count in sorted(old.items()):
        yield Due("class", ledger.policy, day + _YEAR, count=count)


def _registers(ledger: Ledger) -> Iterator[Due]:
    """Registers and the list of items that nobody has touched for a year."""
    registers: tuple[tuple[deadlines.What, Register[Any]], ...] = (
        ("register-items", ledger.state.items),
        ("register-bodies", ledger.state.bodies),
        ("register-inspectors", ledger.state.inspectors),
    )
    for what, register in registers:
        last = max((one.record.time.date() for history in register.history.values() for one in history), default=None)
        if last is not None and last + _YEAR <= ledger.today + AHEAD:
            yield Due(what, ledger.policy, last + _YEAR)


def _beginning(ledger: Ledger) -> Iterator[Due]:
    """The steps before the year's first draw, of this year, and from December on the holidays of the next."""
    state, year = ledger.state, ledger.today.year
    allowed = plan_times(state)
    day = max(_plan_day(year, allowed), state.genesis.time.date() + _START)
    for step in beginnings.lacking(state, year):
        yield Due(step, state.keyring.first("leader") if step == "approval" else ledger.policy, day, year=year)
    if ledger.today.month == 12 and year + 1 not in state.calendars:
        yield Due("calendar", ledger.policy, date(year, 12, 31), year=year + 1)


def _plans(ledger: Ledger) -> Iterator[Due]:
    """Approved plans that are not filed; later plans that await approval; special tasks whose plan is not public."""
    state = ledger.state
    for id_, one in state.plans.items():
        allowed = plan_times(state, one.record.seq)
        if one.approval is None:
            starts = [task.start for task in one.plan.tasks]
            special = [task for task in one.plan.tasks if task.special]
            for task in special:
                day = task.start - timedelta(days=allowed.special_days)
                yield Due("special-plan", state.keyring.first("leader"), day, task=task.id, record=id_)
            if starts and any(
                other.approval is not None and other.plan.year == one.plan.year for other in state.plans.values()
            ):
                yield Due("approval", state.keyring.first("leader"), min(starts), year=one.plan.year, record=id_)
        elif one.filing is None:
            day_ = workdays.due(state, one.approval.time.date(), allowed.file_days, ledger.times)
            yield Due("filing", ledger.policy, day_, year=one.plan.year, record=id_)


def late_plans(state: State, times: Times) -> Iterator[tuple[PlanState, str, date, date]]:
    """(plan, what, since when, due) of what came after its day (what is missing is a duty): ``approval`` of the first
    plan of a year, ``filing``, and ``special``, the approval of a plan with a special task."""
    seen = set[int]()
    for one in state.plans.values():
        allowed = plan_times(state, one.record.seq)
        year, approved = one.plan.year, times.day(one.approval) if one.approval is not None else None
        if approved is None:
            continue
        first = max(_plan_day(year, allowed), state.genesis.time.date() + _START)
        if year not in seen and approved > first:
            yield one, "approval", approved, first
        seen.add(year)
        for task in one.plan.tasks:
            last = task.start - timedelta(days=allowed.special_days)
            if task.special and approved > last:
                yield one, "special", approved, last
        due = workdays.limit(state, approved, allowed.file_days, times)
        if one.filing is not None and one.filing.body.date > due:
            yield one, "filing", one.filing.body.date, due


def _plan_day(year: int, allowed: PlanTimes) -> date:
    """The last day of the month by whose end the plan is approved."""
    return date(year + allowed.month // 12, allowed.month % 12 + 1, 1) - timedelta(days=1)


def _summaries(ledger: Ledger) -> Iterator[Due]:
    """Years with an approved plan and no summary, as soon as the year is nearly over."""
    state = ledger.state
    years = {one.plan.year for one in state.plans.values() if one.approval is not None}
    told = {one.body.year for one in state.summaries.values() if one.in_force}
    for year in sorted(years - told):
        day = date(year + 1, *SUMMARY_BY)
        if day <= ledger.today + AHEAD:
            yield Due("summary", ledger.policy, day, year=year)


def _trainings(ledger: Ledger) -> Iterator[Due]:
    """Inspectors who visited in the year and were not trained in it, all together, by the year's end."""
    state, year = ledger.state, ledger.today.year
    went = {
        inspector
        for _, one in state.visits.briefs()
        if one.in_force and one.date.year == year
        for inspector in one.inspectors
    }
    trained = {
        inspector
        for one in state.trainings.values()
        if one.in_force and one.body.date.year == year
        for inspector in one.body.inspectors
    }
    missing = (went - trained) & state.inspectors.current.keys()
    if missing:
        yield Due("training", ledger.policy, date(year, 12, 31), count=len(missing), year=year)


def _merging(ledger: Ledger) -> Iterator[Due]:
    """Visits that can still be made one."""
    for one in coincidence.proposed(coincidence.coincidences(ledger.state, ledger.today)):
        yield Due("merge", one.first.office, one.end, task=one.first.task, body=one.body, record=one.second.record.id)


def _frequencies(ledger: Ledger) -> Iterator[Due]:
    """Bodies still to be inspected as often as the plan says, while there is time; then they are an irregularity."""
    for one in frequencies.short(ledger.state, ledger.today):
        if ledger.today <= one.due <= ledger.today + AHEAD:
            task = one.task.task
            yield Due("frequency", task.office, one.due, task=task.id, year=one.due.year, count=len(one.bodies))


def _bases(ledger: Ledger) -> Iterator[Due]:
    """Items that rest on an earlier version of a law than another item: to be looked at within so many days of the
    newest version's entry as a result has working days."""
    state = ledger.state
    for id_ in bases.behind(state):
        since = max(one[-1].record.time.date() for other, one in state.items.history.items() if other != id_)
        yield Due(
            "basis",
            state.items.current[id_].office,
            workdays.due(state, since, state.settings.result_days, ledger.times),
            item=id_,
        )


#: All sorts of duty.
FINDERS: Final[tuple[Callable[[Ledger], Iterator[Due]], ...]] = (
    _owed,
    _uncased,
    _secrets,
    _witnesses,
    _certificates,
    _classes,
    _registers,
    _beginning,
    _plans,
    _summaries,
    _trainings,
    _merging,
    _frequencies,
    _bases,
)
