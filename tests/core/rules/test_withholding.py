"""依法不再公开: both must sign, for a ground that the ledger does not contradict, and one content once."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import msgspec
import pytest

from ssj_publish import errors
from ssj_publish.core import snapshot
from ssj_publish.core.kinds.case import CaseClose, CaseCorrection, CaseDecision
from ssj_publish.core.kinds.oversight import Correction, Retraction
from ssj_publish.core.kinds.removable import Disclosed
from ssj_publish.core.kinds.withholding import Withholding
from ssj_publish.core.records import Record
from ssj_publish.core.replay import replay
from tests.bureau import ROLES, at
from tests.world import World

DAY = date(2025, 4, 10)
END = date(2025, 7, 31)
SOMEWHERE = Disclosed(sd="a" * 64)


@pytest.fixture
def found(world: World) -> Record:
    """A drawn body's visit on 10 April and what it found, and a case on it."""
    result = world.pending(world.visit(world.open(world.commit()), day=DAY))
    world.case(result)
    return result


def corrected(**changes: Any) -> CaseCorrection:
    return msgspec.structs.replace(CaseCorrection(case="AJ-1", date=DAY, text="张某已改正。"), **changes)


def penalty(**changes: Any) -> CaseDecision:
    made = CaseDecision(
        case="AJ-1", date=DAY, decision="fine", document="罚字1号", basis="《教育法》", party="张某", text="罚款。", severity="general",
        public_until=END,
    )  # fmt: skip
    return msgspec.structs.replace(made, **changes)


# Referring.


def test_a_reference_is_kept_with_its_record_place_and_day(world: World, found: Record) -> None:
    record = world.say(penalty(), "o1", "l")
    own = [one for one in world.state.references.values() if one.record == record.id]
    assert {one.place for one in own} == {f"case-decision.{name}" for name in ("document", "basis", "party", "text")}
    assert all((one.until, one.withheld) == (END, None) for one in own)
    assert set(world.state.references) == set(world.contents)


@pytest.mark.parametrize("field", ["document", "basis", "party", "text"])
def test_a_text_in_the_record_itself_is_refused(world: World, found: Record, field: str) -> None:
    """The type says that it may have to disappear; no switch has to be remembered."""
    hidden = {
        name: Disclosed(sd=letter * 64, until=END)
        for letter, name in zip("abcd", ("document", "basis", "party", "text"), strict=True)
    }
    with world.refused(errors.DisclosureRequired, field=f"case-decision.{field}"):
        world.plainly(penalty(**{**hidden, field: "罚款。"}), "o1", "l")
    world.plainly(penalty(**hidden), "o1", "l")


def test_a_digest_stands_in_one_place(world: World, found: Record) -> None:
    """Not twice in a record, not in two records: withholding one would withhold another."""
    with world.refused(errors.DisclosureRepeated, digest="a" * 64):
        world.say(
            penalty(decision="order", severity=None, public_until=None, text=SOMEWHERE, party=SOMEWHERE), "o1", "l"
        )
    world.say(corrected(text=SOMEWHERE), "o1")
    with world.refused(errors.DisclosureRepeated, field="case-close.reason"):
        world.say(CaseClose(case="AJ-1", reason=SOMEWHERE), "o1")
    with world.refused(errors.DisclosureRepeated, field="case-correction.text"):
        world.say(corrected(text=SOMEWHERE), "o1")


@pytest.mark.parametrize("until", [None, END - timedelta(days=1), END + timedelta(days=1)])
def test_what_is_removable_in_a_penalty_ends_with_the_penalty(world: World, found: Record, until: date | None) -> None:
    with world.refused(errors.DisclosureTerm, field="case-decision.text"):
        world.say(penalty(text=Disclosed(sd="a" * 64, until=until)), "o1", "l")


@pytest.mark.parametrize(
    ("until", "good"), [(DAY, False), (DAY - timedelta(days=1), False), (DAY + timedelta(days=1), True)]
)
def test_a_last_public_day_is_still_to_come(world: World, found: Record, until: date, good: bool) -> None:
    world.now = at("2025-04-10 17:30")
    body = corrected(text=Disclosed(sd="a" * 64, until=until))
    if good:
        world.say(body, "o1")
    else:
        with world.refused(errors.DisclosureTerm, day=until.isoformat()):
            world.say(body, "o1")


# Corrections of records that refer.


def correct(world: World, target: Record, new: Any, *roles: str) -> Record:
    return world.say(Correction(target=target.id, reason="有误。", replacement=msgspec.to_builtins(new)), *roles)


def test_a_correction_may_keep_a_reference_where_it_stands(world: World) -> None:
    visit = world.visit(world.open(world.commit()), day=DAY)
    result = world.pending(visit, finding=SOMEWHERE)
    correct(world, result, msgspec.structs.replace(result.body, action="限期改正"), "o1")
    assert world.state.references["a" * 64].record == result.id


def test_a_correction_moves_no_reference_and_takes_none_of_others(world: World) -> None:
    draw = world.open(world.commit())
    result, other = (world.pending(world.visit(draw, day=DAY), finding=Disclosed(sd=letter * 64)) for letter in "ab")
    moved = msgspec.structs.replace(result.body, finding="另有记载。", action=result.body.finding)
    with world.refused(errors.DisclosureRepeated, field="result.action"):
        correct(world, result, moved, "o1")
    with world.refused(errors.DisclosureRepeated, field="result.finding"):
        correct(world, result, msgspec.structs.replace(result.body, finding=other.body.finding), "o1")
    longer = Disclosed(sd="a" * 64, until=END)
    with world.refused(errors.DisclosureRepeated, field="result.finding"):
        correct(world, result, msgspec.structs.replace(result.body, finding=longer), "o1")


def test_a_correction_s_own_reference_is_withheld_by_the_correction(world: World) -> None:
    result = world.pending(world.visit(world.open(world.commit()), day=DAY), finding="张某收费。")
    world.case(result)
    record = correct(world, result, msgspec.structs.replace(result.body, finding=SOMEWHERE), "o1")
    with world.refused(errors.ReferenceUnknown, what="disclosure"):
        world.withhold(result, digests=["a" * 64])
    with world.refused(errors.ReasonUnfit):
        world.withhold(record, ground="repaired")
    world.say(penalty(), "o1", "l")
    world.withhold(record, ground="repaired")
    assert world.state.references["a" * 64].withheld is not None


# Withholding.


@pytest.fixture
def said(world: World, found: Record) -> Record:
    return world.say(penalty(), "o1", "l")


def test_the_two_who_must_sign_take_contents_away(world: World, said: Record) -> None:
    record = world.withhold(said, ground="repaired", document="信修字1号")
    own = [one for one in world.state.references.values() if one.record == said.id]
    assert {one.withheld for one in own} == {record}


@pytest.mark.parametrize("role", ROLES)
def test_one_role_alone_takes_nothing_away(world: World, said: Record, role: str) -> None:
    with world.refused(errors.RoleMissing):
        world.withhold(said, role)


@pytest.mark.parametrize("roles", [("o1", "l", "p"), ("o1", "l", "d"), ("w", "o2")])
def test_no_other_role_stands_in(world: World, said: Record, roles: tuple[str, ...]) -> None:
    with world.refused(errors.RoleMissing):
        world.withhold(said, *roles)


def test_some_of_a_record_s_contents_can_go_alone(world: World, said: Record) -> None:
    name = next(digest for digest, one in world.state.references.items() if one.place.endswith("party"))
    world.withhold(said, digests=[name])
    own = [one for one in world.state.references.values() if one.record == said.id]
    assert {one.place for one in own if one.withheld is not None} == {"case-decision.party"}


def test_gone_is_gone(world: World, said: Record) -> None:
    digests = sorted(world.state.references)
    world.withhold(said, digests=digests[:1])
    with world.refused(errors.AlreadyWithheld, digest=digests[0]):
        world.withhold(said, digests=digests)


def test_what_is_taken_away_is_named_once_in_order(world: World, said: Record) -> None:
    digests = sorted(world.state.references)
    for wrong in (digests[::-1], digests[:1] * 2):
        with world.refused(errors.OrderBroken):
            world.withhold(said, digests=wrong)
    with world.refused(errors.ReferenceUnknown, what="disclosure", id="f" * 64):
        world.withhold(said, digests=["f" * 64])


def test_nothing_is_taken_away_where_there_is_nothing(world: World, found: Record) -> None:
    with world.refused(errors.ChangeEmpty):
        world.say(Withholding(target=found.id, digests=(), ground="personal", explanation="依法处理。"), "p", "d")
    with world.refused(errors.ReferenceUnknown, what="record"):
        world.say(
            Withholding(target="e" * 64, digests=("f" * 64,), ground="personal", explanation="依法处理。"), "p", "d"
        )


def test_another_record_s_content_is_not_taken_away(world: World, said: Record) -> None:
    other = world.say(corrected(), "o1")
    theirs = sorted(set(world.state.references) & {one.sd for one in (said.body.text, said.body.party)})
    with world.refused(errors.ReferenceUnknown):
        world.withhold(other, digests=theirs)


def test_expired_is_said_when_it_is(world: World, said: Record) -> None:
    with world.refused(errors.ReasonUnfit, reason="expired"):
        world.withhold(said, ground="expired")
    world.now = at("2025-07-31 18:00")
    with world.refused(errors.ReasonUnfit, reason="expired"):
        world.withhold(said, ground="expired")
    world.now = at("2025-08-01 09:00")
    world.withhold(said, ground="expired")


@pytest.mark.parametrize("ground", ["repaired", "revoked"])
def test_only_what_belongs_to_a_case_is_repaired_or_revoked(world: World, ground: Any) -> None:
    visit = world.visit(world.open(world.commit()), day=DAY, note=SOMEWHERE)
    result = world.pending(visit, finding=Disclosed(sd="b" * 64))
    for target in (visit, result):
        with world.refused(errors.ReasonUnfit, reason=ground):
            world.withhold(target, ground=ground)
    world.case(result)
    with world.refused(errors.ReasonUnfit, reason=ground):
        world.withhold(result, ground=ground)
    world.say(penalty(), "o1", "l")
    world.withhold(result, ground=ground)
    with world.refused(errors.ReasonUnfit, reason=ground):
        world.withhold(visit, ground=ground)
    world.withhold(visit, ground="personal")


def test_what_is_no_penalty_is_not_repaired(world: World) -> None:
    """An order that nobody punished with: it may be revoked, once it has been made."""
    result = world.pending(world.visit(world.open(world.commit()), day=DAY), finding=SOMEWHERE)
    world.case(result)
    world.say(
        CaseDecision(case="AJ-1", decision="order", date=DAY, document="改1号", basis="《教育法》", text="责令改正。"),
        "o1",
        "l",
    )
    with world.refused(errors.ReasonUnfit, reason="repaired"):
        world.withhold(result, ground="repaired")
    world.withhold(result, ground="revoked")


@pytest.mark.parametrize("ground", ["repaired", "revoked", "ruling"])
def test_a_ground_that_rests_on_a_paper_names_it(world: World, said: Record, ground: Any) -> None:
    with world.refused(errors.DocumentMissing):
        world.withhold(said, ground=ground, document=None)


def test_what_never_had_a_term_does_not_expire(world: World) -> None:
    """Nor does what lies outside the penalty; a penalty's own term serves for its result."""
    visit = world.visit(world.open(world.commit()), day=DAY, note=SOMEWHERE)
    result = world.pending(visit, finding=Disclosed(sd="b" * 64))
    world.case(result)
    world.now = at("2025-06-02 09:00")
    for target in (visit, result):
        with world.refused(errors.ReasonUnfit, reason="expired"):
            world.withhold(target, ground="expired")
    world.say(penalty(), "o1", "l")
    with world.refused(errors.ReasonUnfit, reason="expired"):
        world.withhold(result, ground="expired")
    world.now = at("2025-08-01 09:00")
    world.withhold(result, ground="expired")
    with world.refused(errors.ReasonUnfit, reason="expired"):
        world.withhold(visit, ground="expired")


def test_nothing_takes_a_withholding_back(world: World, said: Record) -> None:
    record = world.withhold(said)
    with world.refused(errors.NotAmendable):
        world.say(Retraction(target=record.id, reason="误录。"), *ROLES)


def test_a_snapshot_keeps_what_is_referred_to_and_what_is_gone(world: World, said: Record) -> None:
    world.withhold(said, digests=sorted(world.state.references)[:1])
    again = snapshot.parse_snapshot(snapshot.form(world.replay))
    assert dict(again.state.references) == dict(world.state.references)
    assert replay(world.entries).state == world.state
