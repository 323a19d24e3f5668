"""监督、培训、总结."""

from __future__ import annotations

from ssj_publish import errors
from ssj_publish.core.kinds.oversight import FollowUp, Recheck, Summary, Supervision, Training
from ssj_publish.core.living import Amendable
from ssj_publish.core.reading import figures, rechecks
from ssj_publish.core.records import Record
from ssj_publish.core.state import State, require


def supervision(state: State, record: Record[Supervision], signers: frozenset[str]) -> None:
    """纪检组's finding; there is no rule that takes it back."""
    body = record.body
    for id_ in body.subjects:
        require(state.records.get(id_), "record", id_)
    state.supervisions.append(record)


def follow_up(state: State, record: Record[FollowUp], signers: frozenset[str]) -> None:
    """What became of a finding that asked for something, up to the step that closes it."""
    id_ = record.body.supervision
    found = require(next((one for one in state.supervisions if one.id == id_), None), "supervision", id_)
    if found.body.level == "none":
        raise errors.FollowUpNeedless()
    if any(one.body.supervision == id_ and one.body.closed for one in state.follow_ups):
        raise errors.FollowUpClosed()
    state.follow_ups.append(record)


def recheck(state: State, record: Record[Recheck], signers: frozenset[str]) -> None:
    """A quarter's sample, once, just as the ledger gives it."""
    body = record.body
    when = {"year": body.year, "quarter": body.quarter}
    if any((one.body.year, one.body.quarter) == (body.year, body.quarter) for one in state.rechecks):
        raise errors.RecheckExists(**when)
    found = rechecks.round_of(state, body.year, body.quarter)
    drawn = rechecks.sample(state, body.year, body.quarter, found) if found is not None else ()
    if found is None or not drawn:
        raise errors.RecheckRoundless(**when)
    if (body.chain, body.round, body.visits) != (found.chain, found.number, drawn):
        raise errors.RecheckWrong(**when, round=found.number, count=len(drawn))
    state.rechecks.append(record)


def training(state: State, record: Record, signers: frozenset[str]) -> None:
    """培训."""
    check_training(state, record.body, record)
    state.trainings[record.id] = Amendable(record, record.body)


def summary(state: State, record: Record[Summary], signers: frozenset[str]) -> None:
    """年度总结: one in force a year (protocol R40), its figures those of the ledger."""
    body = record.body
    if body.year > record.time.year:
        raise errors.DateInFuture(id=body.title, day=f"{body.year}-01-01")
    if any(one.in_force and one.body.year == body.year for one in state.summaries.values()):
        raise errors.SummaryExists(year=body.year)
    check_summary(state, body)
    state.summaries[record.id] = Amendable(record, body)


#: A section of a summary with fewer characters says nothing.
_LEAST = 10


def check_summary(state: State, body: Summary) -> None:
    _check_over(state, body.year)
    for section in ("practice", "outcomes", "shortcomings", "lessons", "rules"):
        if len(getattr(body, section)) < _LEAST:
            raise errors.SummaryThin(field=section, least=_LEAST)
    computed = figures.of_year(state, body.year)
    for field in computed.__struct_fields__:
        if getattr(computed, field) != getattr(body.figures, field):
            raise errors.FiguresWrong(
                field=field, written=getattr(body.figures, field), computed=getattr(computed, field)
            )


def _check_over(state: State, year: int) -> None:
    """Nobody sums up a year while a draw of it is not open."""
    closed = [
        one.task.id
        for one in state.tasks.values()
        if one.task.start.year == year
        and any(state.draws[id_].result is None and state.draws[id_].void is None for id_ in one.draws)
    ]
    if closed:
        raise errors.SummaryEarly(year=year, tasks="、".join(closed))


def check_training(state: State, body: Training, record: Record) -> None:
    """Held already, and of known people: it makes them eligible (protocol R29)."""
    if body.date > record.time.date():
        raise errors.DateInFuture(id=body.title, day=body.date.isoformat())
    if len(set(body.inspectors)) != len(body.inspectors):
        raise errors.OrderBroken(id=body.inspectors[0])
    for id_ in body.inspectors:
        if id_ not in state.inspectors.history:
            raise errors.ReferenceUnknown(what="inspector", id=id_)
