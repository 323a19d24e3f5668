"""Ways around the law that the door answers: text that would stay for ever, numbers of people, visits by one key."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from ssj_publish import errors
from ssj_publish.core.kinds.annulment import Annulment
from ssj_publish.core.kinds.case import CaseDecision
from ssj_publish.core.kinds.inspection import Check, Result
from ssj_publish.core.kinds.registers import BodyChange
from ssj_publish.core.reading import approvals, ways
from ssj_publish.core.records import Record
from ssj_publish.site.build import build
from ssj_publish.words.reasons import sentence
from tests.bureau import at, body
from tests.world import World
from tests.years import approved

DAY = date(2025, 4, 10)
SECRET = "张三，警告，罚款二千元"


@pytest.fixture
def result(world: World) -> Record:
    return world.pending(world.visit(world.open(world.commit()), day=DAY))


def penalty(**changes: Any) -> CaseDecision:
    made: dict[str, Any] = {
        "case": "AJ-1", "date": DAY, "decision": "fine", "document": "罚字1号", "basis": "《教育法》", "party": "张三",
        "text": SECRET, "severity": "minor", "public_until": date(2025, 7, 9),
    }  # fmt: skip
    return CaseDecision(**(made | changes))


def published(world: World, folder: Path) -> bytes:
    """Every byte of the site that is built from the ledger as it stands, by the ledger's own newest day."""
    world.write(folder / "repo")
    output = build(folder / "repo", folder / "site").output
    return b"".join(path.read_bytes() for path in sorted(output.rglob("*")) if path.is_file())


def test_a_penalty_written_by_hand_in_plain_text(world: World, result: Record) -> None:
    """The clerk forgot, or would like it to stay for ever: the door takes no text there."""
    world.case(result)
    with world.refused(errors.DisclosureRequired, field="case-decision.document"):
        world.plainly(penalty(), "o1", "l")


@pytest.mark.parametrize("field", ["finding", "action", "checks"])
def test_a_result_written_by_hand_in_plain_text(world: World, field: str) -> None:
    visit = world.visit(world.open(world.commit()), day=DAY)
    checks = (
        Check(point="要点甲", outcome="problem", note=SECRET if field == "checks" else None),
        Check(point="要点乙", outcome="ok"),
    )
    plain = {} if field == "checks" else {field: SECRET}
    made = Result(visit=visit.id, item="I1", code="pending", checks=checks, rectify_by=date(2025, 5, 1), **plain)
    with world.refused(errors.DisclosureRequired):
        world.plainly(made, "o1")


def test_a_minor_penalty_for_years(world: World, result: Record) -> None:
    world.case(result)
    with world.refused(errors.TermOutside, severity="minor", last="2025-07-10"):
        world.say(penalty(public_until=date(2029, 11, 26)), "o1", "l")


def test_a_late_decision_does_not_lengthen_the_term(world: World, result: Record) -> None:
    """The term runs from the decision, not from when somebody gets round to writing it down."""
    world.case(result)
    world.now = at("2025-06-20 09:00")
    with world.refused(errors.TermOutside):
        world.say(penalty(public_until=date(2025, 9, 20)), "o1", "l")


@pytest.mark.slow
def test_an_expired_penalty_stands_in_no_published_byte(world: World, result: Record, tmp_path: Path) -> None:
    """Not in a page, its JSON, the record, a table, the search or the archive, without anybody lifting a finger."""
    world.case(result, ground="群众反映张三收费。")
    world.say(penalty(), "o1", "l")
    before = published(world, tmp_path / "before")
    assert SECRET.encode() in before
    world.now = at("2025-07-10 09:00")
    world.say(BodyChange(reason="动态调整", added=(body(90),)), "p")
    after = published(world, tmp_path / "after")
    for text in (SECRET, "罚字1号", "群众反映张三收费。"):
        assert text.encode() in before
        assert text.encode() not in after


@pytest.mark.slow
def test_an_unpublished_penalty_never_stands_in_any(world: World, result: Record, tmp_path: Path) -> None:
    world.case(result)
    world.say(penalty(public_until=None), "o1", "l")
    assert SECRET.encode() not in published(world, tmp_path)


@pytest.mark.parametrize("number", ["11010519491231002X", "110105491231002", "13912345678", "１３９１２３４５６７８"])
def test_a_number_of_a_person_by_the_back_door(world: World, result: Record, number: str) -> None:
    """In a decision, a reason, a name: refused, and the refusal does not say it again."""
    world.case(result)
    attempts: tuple[Callable[[], Record], ...] = (
        lambda: world.say(penalty(text=f"电话{number}"), "o1", "l"),
        lambda: world.say(penalty(party=f"张三 {number}"), "o1", "l"),
        lambda: world.say(BodyChange(reason="x", added=(body(99, name=f"第九十九学校{number}"),)), "p"),
        lambda: world.say(BodyChange(reason=number, added=(body(99),)), "p"),
    )
    for attempt in attempts:
        with pytest.raises(errors.PersonalNumber) as caught:
            attempt()
        assert number not in sentence(caught.value)
    assert not any(number.encode() in entry.data for entry in world.entries)


def test_a_favoured_school_s_visit_annulled_by_the_office_alone(world: World) -> None:
    draw = world.open(world.commit())
    visit = world.visit(draw)
    void = Annulment(target=visit.id, ground="not-held", explanation="没有进行。")
    for roles in (("o1",), ("p",), ("o2", "p"), ("o1", "d")):
        with world.refused(errors.RoleMissing):
            world.say(void, *roles)
    world.say(void, "o1", "p")
    assert visit.body.body not in draw.visits  # and so is owed again


def test_a_visit_without_a_draw_or_an_approval(world: World, tmp_path: Path) -> None:
    """One office, one key, four visits to one school in two days: said, counted, and shown as never approved."""
    made = [world.complaint("S001", day=DAY + timedelta(days=n // 2), note=f"第{n}次") for n in range(4)]
    world.now = at("2025-04-21 09:00")
    world.say(BodyChange(reason="动态调整", added=(body(90),)), "p")
    today = world.now.date()
    assert [found for _, found in approvals.irregular(world.state, today)] == ["missing"] * 4
    assert [(one.way, one.visits) for one in ways.counts(world.state)] == [("triggered", 4)]
    page = published(world, tmp_path)
    assert "没有按规定审批的检查".encode() in page
    assert len(made) == 4


def test_an_approval_given_afterwards_and_named_as_if_before(world: World) -> None:
    first = world.complaint("S001", day=DAY)
    world.now = at("2025-04-11 09:00")
    late = world.say(approved(world, first, visits=()), "o1", "l")
    with world.refused(errors.ApprovalLate):
        world.complaint("S001", day=DAY, approval=late.id, note="又一次")


def test_one_approval_for_everything(world: World) -> None:
    """An approval is of these bodies, items, days and this trigger, and lends itself to no other."""
    first = world.complaint("S001", day=DAY)
    paper = approved(world, first, visits=())
    paper = msgspec.structs.replace(paper, end=date(2025, 4, 11))
    world.now = at("2025-04-10 18:00")
    approval = world.say(paper, "o1", "l").id
    trigger = msgspec.structs.replace(first.body.trigger, note="来信。")
    good: dict[str, Any] = {"approval": approval, "trigger": trigger, "day": DAY}
    wrong: dict[str, dict[str, Any]] = {
        "body": {"body_id": "S002"},
        "items": {"items": ("I1", "I2")},
        "date": {"day": date(2025, 4, 14)},
        "trigger": {"trigger": msgspec.structs.replace(trigger, number="XF-2")},
    }
    for field, changes in wrong.items():
        told: dict[str, Any] = good | changes
        with world.refused(errors.ApprovalUnfit, field=field):
            world.complaint(told.pop("body_id", "S001"), **told)
    world.complaint("S001", **good)


@pytest.mark.parametrize("roles", [("o1",), ("l",), ("o1", "p"), ("o2", "l")])
def test_an_office_that_approves_its_own_visit(world: World, roles: tuple[str, ...]) -> None:
    visit = world.complaint("S001", day=DAY)
    with world.refused(errors.RoleMissing):
        world.say(approved(world, visit), *roles)
