"""回音: a body's reply stands beside what it answers; ratings and complaints are counted month by month; publicity.

`check_feedback` and `check_outreach` hold a body whether it is new or stands in a correction.
"""

from __future__ import annotations

from ssj_publish import errors
from ssj_publish.core import disclosure
from ssj_publish.core.kinds.answers import Feedback, Outreach, Reply
from ssj_publish.core.living import Amendable
from ssj_publish.core.records import Record
from ssj_publish.core.state import State, require


def reply(state: State, record: Record[Reply], signers: frozenset[str]) -> None:
    """What is answered is public; the office that it is of writes the answer down, or 纪检组 does."""
    body = record.body
    office = answerable(state, body.target)
    if office not in signers and state.keyring.first("discipline") not in signers:
        raise errors.RoleMissing(kind=record.kind, roles=state.role(office).name)
    target = state.records[body.target]
    _check_public(state, target, record)
    if body.received < target.time.date():
        raise errors.DateOrder(id=body.target, day=body.received.isoformat())
    if body.received > record.time.date():
        raise errors.DateInFuture(id=body.target, day=body.received.isoformat())
    state.replies.append(record)


def _check_public(state: State, target: Record, record: Record[Reply]) -> None:
    """What is said of a penalty is answered as long as it is public: later an answer would tell it anew."""
    case = state.cases.get(getattr(target.body, "case", ""))
    if case is None:
        return
    told = (one for step in case.steps for _, one in disclosure.references(step.kind, step.body))
    gone = any(state.references[one.sd].withheld is not None for one in told)
    if gone or (case.public_until is not None and case.public_until < record.time.date()):
        raise errors.ReplyPast(case=case.id)


def answerable(state: State, id_: str) -> str:
    """The office of the result in force, or of the case of which the record is a step. Raises
    `errors.ReplyMisplaced`."""
    target = require(state.records.get(id_), "record", id_)
    result = state.results.get(id_)
    if result is not None and result.in_force:
        return require(state.items.latest(result.result.item), "item", result.result.item).office
    case = state.cases.get(getattr(target.body, "case", ""))
    if case is not None and case.annulled is None:
        return case.opened.body.office
    raise errors.ReplyMisplaced(kind=target.kind)


def feedback(state: State, record: Record[Feedback], signers: frozenset[str]) -> None:
    """One for each month that is over."""
    body = record.body
    if any((one.body.year, one.body.month) == (body.year, body.month) for one in state.feedbacks.values()):
        raise errors.FeedbackExists(year=body.year, month=body.month)
    if (record.time.year, record.time.month) <= (body.year, body.month):
        raise errors.FeedbackEarly(year=body.year, month=body.month)
    check_feedback(body, [role.id for role in state.keyring.roles.values() if role.type == "office"])
    state.feedbacks[record.id] = Amendable(record, body)


def check_feedback(body: Feedback, offices: list[str]) -> None:
    """Every one of ``offices`` has its line: what is left out would look like nothing."""
    listed = [one.office for one in body.offices]
    if listed != sorted(offices):
        missing = sorted(set(offices) ^ set(listed)) or listed
        raise errors.FeedbackIncomplete(offices="、".join(missing))
    for one in body.offices:
        if one.misconduct > one.integrity:
            raise errors.FeedbackContradicts(office=one.office, misconduct=one.misconduct, integrity=one.integrity)


def outreach(state: State, record: Record[Outreach], signers: frozenset[str]) -> None:
    """宣传."""
    check_outreach(record.body, record)
    state.outreaches[record.id] = Amendable(record, record.body)


def check_outreach(body: Outreach, record: Record) -> None:
    """Through at least one channel, and not before it happened."""
    if not body.channels or len(set(body.channels)) != len(body.channels):
        raise errors.FieldEmpty(id=body.title, field="channels")
    if body.date > record.time.date():
        raise errors.DateInFuture(id=body.title, day=body.date.isoformat())
