"""减轻负担: a visit spared by another department's result, days on which a school is closed, times on site."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from ssj_publish import errors
from ssj_publish.core.kinds.burden import ClosedDays, SchoolCalendar, VisitAvoided
from ssj_publish.core.kinds.inspection import Visit
from ssj_publish.core.living import Amendable
from ssj_publish.core.records import Record
from ssj_publish.core.rules import naming
from ssj_publish.core.state import State, require
from ssj_publish.core.text import fold, folded

#: Half a year: both holidays and all exams are less.
MOST_CLOSED = 183


def avoided(state: State, record: Record[VisitAvoided], signers: frozenset[str]) -> None:
    """Of a body that an open draw gives, that was not visited; what it rests on was found in the year before at
    most."""
    body = record.body
    draw = require(state.draws.get(body.draw), "draw", body.draw)
    task = state.tasks[draw.commit.task].task
    if task.office not in signers:
        raise errors.RoleMissing(kind=record.kind, roles=state.role(task.office).name)
    if draw.outcome is None or draw.void is not None:
        raise errors.DrawNotOpen(task=task.id)
    if body.body not in draw.teams:
        raise errors.NotDrawn(body=body.body)
    if body.body in draw.visits:
        raise errors.VisitRepeated(body=body.body)
    if body.body in draw.avoided:
        raise errors.VisitSpared(body=body.body)
    if body.date > record.time.date():
        raise errors.DateInFuture(id=body.body, day=body.date.isoformat())
    if body.date.year < task.start.year - 1:
        raise errors.FindingStale(body=body.body, day=body.date.isoformat())
    draw.avoided[body.body] = record.id
    state.avoided[record.id] = Amendable(record, body)


def calendar(state: State, record: Record[SchoolCalendar], signers: frozenset[str]) -> None:
    """Days in order; of the days before it was written a calendar says nothing."""
    body = record.body
    if not body.types or not body.days:
        raise errors.FieldEmpty(id=body.document, field="days" if body.types else "types")
    naming.check_words(body.document, *body.types)
    before: ClosedDays | None = None
    for one in body.days:
        if one.start > one.end or (before is not None and one.start <= before.end):
            raise errors.DateOrder(id=one.name, day=one.end.isoformat())
        before = one
    _check_open(state, body, record.time.year)
    state.school_calendars.append(record)


def _check_open(state: State, body: SchoolCalendar, year: int) -> None:
    """Nothing is closed beyond the next year, nor for more than `MOST_CLOSED` days of one: for no later record opens a
    day (protocol R32)."""
    last = body.days[-1].end
    if last.year > year + 1:
        raise errors.SchoolClosedLong(document=body.document, year=last.year, limit=MOST_CLOSED)
    said = [*(one.body for one in state.school_calendars), body]
    for type_ in folded(body.types):
        days = {
            one.start + timedelta(days=n)
            for calendar in said
            if type_ in folded(calendar.types)
            for one in calendar.days
            for n in range((one.end - one.start).days + 1)
        }
        for full, count in Counter(day.year for day in days).items():
            if count > MOST_CLOSED:
                raise errors.SchoolClosedLong(document=body.document, year=full, limit=MOST_CLOSED)


def closed(state: State, body: str, day: date) -> ClosedDays | None:
    """The closed days that ``day`` is among for ``body``, by a calendar that was written before that day came."""
    entry = state.bodies.latest(body)
    if entry is None:
        return None
    for record in state.school_calendars:
        if record.time.date() < day and fold(entry.type) in folded(record.body.types):
            for one in record.body.days:
                if one.start <= day <= one.end:
                    return one
    return None


def check_visit(state: State, visit: Visit) -> None:
    """Nobody comes on site on a closed day without a reason; who came on site arrived before leaving."""
    times = (visit.arrived, visit.left)
    if times != (None, None) and (None in times or visit.method != "on-site" or times[0] >= times[1]):  # type: ignore[operator]  # both are texts here
        raise errors.TimesOnSiteWrong(body=visit.body)
    found = closed(state, visit.body, visit.date) if visit.method == "on-site" else None
    if found is not None and visit.closed_reason is None:
        raise errors.SchoolClosed(body=visit.body, day=visit.date.isoformat(), occasion=found.name)
    if found is None and visit.closed_reason is not None:
        raise errors.SchoolNotClosed(body=visit.body, day=visit.date.isoformat())
