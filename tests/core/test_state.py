"""The state's own questions: whose rules a record stands under, which chain, what counts, whose certificate was
valid."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from ssj_publish import errors
from ssj_publish.core.kinds.annulment import Annulment
from ssj_publish.core.kinds.genesis import Beacon
from ssj_publish.core.kinds.keys import TrustChange
from ssj_publish.core.kinds.registers import InspectorChange
from ssj_publish.core.kinds.rules import RuleChange
from ssj_publish.core.records import Record
from ssj_publish.core.state import certified, certified_on, require, round_key
from tests.bureau import genesis, inspector
from tests.world import World

DAY = date(2025, 4, 10)


def test_a_record_stands_under_the_rules_of_its_time_and_a_change_under_its_own(world: World) -> None:
    before = world.replay.head.seq
    shorter = msgspec.structs.replace(world.state.settings, result_days=15)
    change = world.say(RuleChange(document="教发2号", reason="提速。", settings=shorter, bureau="新局"), "p", "l")
    state = world.state
    assert [state.settings_at(seq).result_days for seq in (1, before, change.seq, change.seq + 9)] == [20, 20, 15, 15]
    assert (state.settings, state.bureau, state.rules_at(1).bureau) == (shorter, "新局", "测试县教育局")


def test_records_are_found_by_their_numbers(world: World) -> None:
    assert [world.state.record_at(seq).seq for seq in (1, 2, len(world.state.records))] == [
        1,
        2,
        len(world.state.records),
    ]
    assert world.state.record_at(1) is world.state.genesis
    assert world.state.origin == world.state.genesis.statement.origin


def test_a_role_has_its_name_and_what_is_no_role_its_id(world: World) -> None:
    assert (world.state.name("o1"), world.state.name("x")) == ("一科", "x")
    assert world.state.acting("o1") == "o1"


def test_a_chain_that_is_trusted_no_more_is_still_known(world: World) -> None:
    """A draw made before may name its rounds; the newest that bears the id counts."""
    old = world.state.beacon("quicknet")
    assert isinstance(old, Beacon)
    world.say(TrustChange(beacons=(), reason="停用。"), "p", "l", "d")
    assert world.state.trust.beacons == ()
    assert world.state.beacon("quicknet") == old
    assert world.state.beacon("default") is None


def test_a_task_is_approved_with_its_plan_until_it_is_cancelled(world: World) -> None:
    task = world.state.tasks["T1"]
    assert world.state.approved(task)
    task.cancelled = "不再需要。"
    assert not world.state.approved(task)
    task.cancelled = None
    world.state.plans[task.plan].approval = None
    assert not world.state.approved(task)


def test_only_some_sorts_can_be_amended(world: World) -> None:
    visit = world.visit(world.open(world.commit()))
    assert world.state.amendable(visit.id) is world.state.visits[visit.id]
    assert world.state.amendable(next(iter(world.state.plans))) is None
    assert world.state.amendable("f" * 64) is None


def routine(world: World, day: date, **changes: object) -> Record:
    return world.complaint("S001", day=day, trigger=None, routine=True, **changes)


def test_visits_in_force_count_by_year_but_not_those_on_an_exempt_trigger(world: World) -> None:
    routine(world, date(2025, 3, 3))
    second = routine(world, DAY)
    world.complaint("S001", day=DAY)
    routine(world, date(2026, 1, 2))
    assert world.state.visit_counts(2025) == {("S001", "I1"): 2}
    world.say(Annulment(target=second.id, ground="not-held", explanation="没有去。"), "o1", "p")
    assert world.state.visit_counts(2025) == {("S001", "I1"): 1}
    assert world.state.visit_counts(2024) == {}


def test_what_is_not_there_is_named() -> None:
    assert require(0, "task", "T1") == 0
    with pytest.raises(errors.ReferenceUnknown) as caught:
        require(None, "task", "T1")
    assert (caught.value.data["what"], caught.value.data["id"]) == ("task", "T1")
    assert round_key("quicknet", 7) == "quicknet 7"


def test_a_certificate_is_valid_on_its_first_and_its_last_day() -> None:
    one = inspector(1, valid_from=date(2025, 1, 1), valid_until=date(2025, 12, 31))
    first, last = date(2025, 1, 1), date(2025, 12, 31)
    assert certified(one, first, last)
    assert not certified(one, date(2024, 12, 31), last)
    assert not certified(one, first, date(2026, 1, 1))
    assert certified(inspector(1, valid_until=last), date(2000, 1, 1), last)


def test_a_renewal_says_nothing_of_the_days_before_it(world: World) -> None:
    """The newest entry that speaks about the day decides."""

    def change(**fields: object) -> None:
        entry = msgspec.structs.replace(world.state.inspectors.current["N01"], **fields)
        world.say(InspectorChange(reason="换证", changed=(entry,)), "p")

    def valid(*days: date) -> list[bool]:
        return [certified_on(world.state.inspectors, "N01", day) for day in days]

    change(valid_until=date(2025, 3, 31))
    assert valid(date(2025, 3, 31), date(2025, 4, 1)) == [True, False]
    change(valid_from=date(2025, 5, 1), valid_until=date(2028, 4, 30))
    assert valid(date(2025, 3, 31), date(2025, 4, 30), date(2025, 5, 1)) == [True, False, True]
    assert not certified_on(world.state.inspectors, "N99", DAY)
    assert genesis().division == world.state.founding.division
