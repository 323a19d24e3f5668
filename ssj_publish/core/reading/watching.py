"""纪检组's own to-do: findings not followed to their end, months not counted, quarters whose sample is not drawn, and
sampled visits that nobody has looked at again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ssj_publish.core.clock import moment
from ssj_publish.core.reading import rechecks
from ssj_publish.core.reading.deadlines import Due, by_day
from ssj_publish.core.records import Record
from ssj_publish.core.state import State

#: Calendar days: for a finding's end, for a month's counts, for a sample's draw and its visits.
_FOLLOW, _COUNT, _DRAW, _REVISIT = 60, 15, 15, 60


def todo(state: State, today: date) -> tuple[Due, ...]:
    """All of it on ``today``, sorted by day."""
    role = state.keyring.first("discipline")
    return by_day(
        [*_findings(state, role), *_months(state, role, today), *_quarters(state, role, today), *_visits(state, role)]
    )


def open_findings(state: State) -> Iterator[Record]:
    """Findings of concern or violation that no step has closed."""
    closed = {one.body.supervision for one in state.follow_ups if one.body.closed}
    for one in state.supervisions:
        if one.body.level in ("concern", "violation") and one.id not in closed:
            yield one


def revisited(state: State, visit: str, since: int) -> Record | None:
    """纪检组's finding about the visit or one of its results, recorded after record ``since``."""
    mine = {visit, *state.visits[visit].results.values()}
    found = (one for one in state.supervisions if one.seq > since and mine & set(one.body.subjects))
    return next(found, None)


def _findings(state: State, role: str) -> Iterator[Due]:
    for one in open_findings(state):
        yield Due("follow-up", role, one.time.date() + timedelta(days=_FOLLOW), record=one.id)


def _months(state: State, role: str, today: date) -> Iterator[Due]:
    """Every month that is over since the first visit."""
    first = min((one.date for _, one in state.visits.briefs()), default=today)
    counted = {(one.body.year, one.body.month) for one in state.feedbacks.values()}
    year, month = first.year, first.month
    while (year, month) < (today.year, today.month):
        after = date(year + month // 12, month % 12 + 1, 1)
        if (year, month) not in counted:
            yield Due("feedback", role, after + timedelta(days=_COUNT - 1))
        year, month = after.year, after.month


def _quarters(state: State, role: str, today: date) -> Iterator[Due]:
    """Every quarter with visits whose round stands in the ledger."""
    drawn = {(one.body.year, one.body.quarter) for one in state.rechecks}
    for year, quarter in sorted({rechecks.quarter_of(one.date) for _, one in state.visits.briefs()}):
        last = rechecks.days(year, quarter)[1]
        if (year, quarter) in drawn or last >= today:
            continue
        found = rechecks.round_of(state, year, quarter)
        if found is not None and rechecks.sample(state, year, quarter, found):
            yield Due(
                "recheck",
                role,
                max(last, moment(found.time).date()) + timedelta(days=_DRAW),
            )


def _visits(state: State, role: str) -> Iterator[Due]:
    for one in state.rechecks:
        for id_ in one.body.visits:
            if revisited(state, id_, one.seq) is None:
                body = state.visits[id_].visit.body
                yield Due("revisit", role, one.time.date() + timedelta(days=_REVISIT), body=body, record=id_)
