"""陈述申辩, 统计, 宣传: who writes them down, about what, and that nothing is left out."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import msgspec
import pytest

from ssj_publish import errors
from ssj_publish.core.kinds.annulment import Annulment
from ssj_publish.core.kinds.answers import Outreach, Reply
from ssj_publish.core.kinds.case import CaseDecision
from ssj_publish.core.kinds.oversight import Correction
from ssj_publish.core.reading import answers, exposure
from ssj_publish.core.records import Record
from tests.bureau import at
from tests.world import World
from tests.years import feedback

DAY = date(2025, 4, 10)


@pytest.fixture
def result(world: World) -> Record:
    return world.pending(world.visit(world.open(world.commit()), day=DAY), rectify_by=date(2025, 4, 30))


def reply(about: Record, **changes: Any) -> Reply:
    made = Reply(target=about.id, received=DAY, post="校长", text="收费标准当天已经补齐。")
    return msgspec.structs.replace(made, **changes)


@pytest.mark.parametrize("role", ["o1", "d"])
def test_the_office_or_the_discipline_group_records_a_reply(world: World, result: Record, role: str) -> None:
    """So that an office that is answered back cannot keep the answer to itself."""
    record = world.say(reply(result), role)
    assert world.state.replies == [record]
    assert world.tell(record, "text") == "收费标准当天已经补齐。"


def test_another_office_does_not_answer_for_it(world: World, result: Record) -> None:
    with world.refused(errors.RoleMissing, roles="一科"):
        world.say(reply(result), "o2")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"received": date(2025, 4, 9)}, errors.DateOrder),
        ({"received": date(2025, 4, 11)}, errors.DateInFuture),
        ({"target": "f" * 64}, errors.ReferenceUnknown),
    ],
)
def test_a_reply_follows_what_it_answers(
    world: World, result: Record, changes: dict[str, Any], reason: type[errors.SsjError]
) -> None:
    with world.refused(reason):
        world.say(reply(result, **changes), "o1")


def test_only_results_in_force_and_cases_are_answered(world: World, result: Record) -> None:
    with world.refused(errors.ReplyMisplaced, kind="visit"):
        world.say(reply(world.state.records[result.body.visit]), "o1")
    case = world.case(result, rectify_by=date(2025, 4, 30))
    record = world.say(reply(case), "o1")
    assert answers.about(world.state, record) == case.body.body
    world.say(Annulment(target=case.id, ground="mistaken-entry", explanation="录入有误。"), "o1", "p")
    with world.refused(errors.ReplyMisplaced):
        world.say(reply(case), "o1")


def test_a_reply_s_text_is_removable_and_its_record_stays(world: World, result: Record) -> None:
    with world.refused(errors.DisclosureRequired):
        world.plainly(reply(result), "o1")
    record = world.say(reply(result), "o1")
    world.withhold(record)
    assert world.state.replies == [record]


def test_a_month_is_counted_once_and_after_it_is_over(world: World) -> None:
    for when in ("2025-04-30 23:00", "2025-03-31 09:00"):
        world.now = at(when)
        with world.refused(errors.FeedbackEarly, month=4):
            world.say(feedback(world), "d")
    world.now = at("2025-05-01 00:00")
    world.say(feedback(world), "d")
    with world.refused(errors.FeedbackExists, month=4):
        world.say(feedback(world), "d")
    with world.refused(errors.RoleMissing):
        world.say(feedback(world, month=3), "o1")


def test_no_office_is_left_out_of_the_counts(world: World) -> None:
    world.now = at("2025-05-02 09:00")
    whole = feedback(world)
    for offices in ((), whole.offices[:1], whole.offices[::-1], (*whole.offices, whole.offices[1])):
        with world.refused(errors.FeedbackIncomplete):
            world.say(msgspec.structs.replace(whole, offices=offices), "d")
    with world.refused(errors.FeedbackContradicts, misconduct=5, integrity=4):
        world.say(feedback(world, misconduct=5), "d")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"channels": ()}, errors.FieldEmpty),
        ({"channels": ("poster", "poster")}, errors.FieldEmpty),
        ({"date": date(2025, 4, 11)}, errors.DateInFuture),
    ],
)
def test_publicity_has_a_channel_and_has_happened(
    world: World, changes: dict[str, Any], reason: type[errors.SsjError]
) -> None:
    made = Outreach(title="怎样抽查", date=DAY, channels=("poster", "letter"), content="介绍抽查。")
    world.now = datetime.combine(DAY, world.now.timetz())
    record = world.say(made, "p")
    assert world.state.outreaches[record.id].body == made
    with world.refused(reason):
        world.say(msgspec.structs.replace(made, **changes), "p")
    with world.refused(reason):
        new = msgspec.to_builtins(msgspec.structs.replace(made, **changes))
        world.say(Correction(target=record.id, reason="有误。", replacement=new), "p")


# A reply and the end of a penalty's time in public.


def penalised(world: World, result: Record, **changes: Any) -> Record:
    """The decision of a fine that is public for a year."""
    world.case(result, form="penalty")
    made = CaseDecision(
        case="AJ-1",
        date=DAY,
        decision="fine",
        document="教罚1号",
        basis="《民办教育促进法》第六十二条",
        text="罚款。",
        severity="general",
        public_until=date(2026, 4, 10),
    )
    return world.say(msgspec.structs.replace(made, **changes), "o1", "l")


def standing(world: World, record: Record, day: date) -> str:
    return exposure.audit(world.state, world.contents, day)[record.body.text.sd].standing


@pytest.mark.parametrize("first", [True, False], ids=["before-the-decision", "after-it"])
def test_an_answer_to_a_penalty_ends_with_it(world: World, result: Record, first: bool) -> None:
    """Else it would go on saying what the decision no longer may."""
    opened = world.case(result, form="penalty") if first else None
    answer = world.say(reply(opened), "o1") if opened is not None else None
    if opened is not None:
        made = CaseDecision(
            case=opened.body.case,
            date=DAY,
            decision="fine",
            document="教罚1号",
            basis="《民办教育促进法》第六十二条",
            text="罚款。",
            severity="general",
            public_until=date(2026, 4, 10),
        )
        world.say(made, "o1", "l")
    else:
        answer = world.say(reply(penalised(world, result)), "o1")
    assert answer is not None
    assert standing(world, answer, date(2026, 4, 10)) == "present"
    assert standing(world, answer, date(2026, 4, 11)) == "unfinished"


def test_after_its_term_or_its_repair_a_penalty_is_answered_no_more(world: World, result: Record) -> None:
    decision = penalised(world, result)
    before = world.say(reply(decision), "o1")
    world.withhold(decision, ground="repaired", document="信用修复决定书1号")
    with world.refused(errors.ReplyPast, case=decision.body.case):
        world.say(reply(decision), "d")
    world.withhold(before, ground="repaired", document="信用修复决定书1号")
    assert standing(world, before, DAY) != "present"


def test_after_its_term_nobody_answers_a_penalty(world: World, result: Record) -> None:
    decision = penalised(world, result)
    world.now = at("2026-04-11 09:00")
    with world.refused(errors.ReplyPast):
        world.say(reply(decision, received=date(2026, 4, 11)), "o1")
