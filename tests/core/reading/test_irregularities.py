"""The list of irregularities: each kind when it is there, none when nothing is, and the same words for all."""

from __future__ import annotations

from datetime import date
from string import Formatter
from typing import get_args

import msgspec
import pytest

from ssj_publish.core.kinds.draw import BeaconRound, DrawSeal
from ssj_publish.core.kinds.keys import TrustChange
from ssj_publish.core.kinds.rules import Renamed, RuleChange
from ssj_publish.core.living import Reference
from ssj_publish.core.reading import irregularities as room
from ssj_publish.core.reading.exposure import Exposed
from ssj_publish.core.reading.irregularities import CODES, Code, Irregularity, irregularities, voids_before, would_give
from ssj_publish.office import draws
from ssj_publish.words import labels
from tests.bureau import ROOTS, ROUND, SIGNATURE, SIGNERS, at, genesis, logged, rooted
from tests.world import World
from tests.years import whole_year

TODAY = date(2025, 3, 28)
PARTIES = ("o1", "p", "d")


def found(world: World, today: date = TODAY) -> list[Irregularity]:
    """All but what is said of every draw that nobody outside has seen."""
    return [one for one in irregularities(world.state, (), today) if one.code != "stamp-missing"]


def codes(world: World, today: date = TODAY) -> list[str]:
    return [one.code for one in found(world, today)]


def test_a_ledger_in_which_nothing_is_odd_has_none(world: World) -> None:
    assert irregularities(world.state, (), TODAY) == ()
    world.open(world.commit())
    assert codes(world) == []


def test_every_code_has_its_name_its_meaning_and_its_sentence() -> None:
    assert get_args(Code) == CODES
    assert set(labels.IRREGULARITIES) == set(labels.LOOKED_FOR) == set(CODES)
    assert len({*labels.IRREGULARITIES.values()}) == len({*labels.LOOKED_FOR.values()}) == len(CODES)


def test_a_void_draw_is_listed_with_what_it_would_have_given_and_whether_that_was_known(world: World) -> None:
    draw = world.commit()
    world.void(draw)
    [one] = found(world)
    assert (one.code, one.bodies, one.task, one.draw, one.ordinal) == ("void", (), "T1", draw.id, 1)
    assert dict(one.facts) == {"reason": "rule-error", "told": 0, "looked": 0, "visits": 0}
    assert one.records[0][1] == draw.void.id if draw.void else False
    world.reveal(draw)
    assert would_give(world.state, draw) is None, "the round stands nowhere yet"
    world.say(draws.conclude(world.state, draw, SIGNATURE), "o1")
    [one] = found(world)
    assert draw.result is not None
    assert one.bodies == tuple(visitee.body for visitee in draw.result.body.drawn)
    assert (one.facts["told"], one.facts["looked"]) == (1, 0)
    assert "当时会抽中" in labels.irregularity(world.state, one)


def test_who_looked_before_voiding_is_told(world: World) -> None:
    draw = world.open(world.commit())
    world.void(draw)
    [one] = found(world)
    assert one.facts["looked"] == 1
    assert "此时已经能算出结果" in labels.irregularity(world.state, one)


def test_a_void_draw_that_nobody_opened_is_computed_from_the_round_of_another(world: World) -> None:
    """Nobody need record it: its secrets are open, and a later draw's result holds the same round."""
    spoilt = world.commit()
    world.void(spoilt)
    again = world.commit()
    world.open(again)
    world.reveal(spoilt)
    assert spoilt.result is None
    gave = would_give(world.state, spoilt)
    assert gave is not None
    assert voids_before(world.state, again) == (spoilt,)
    assert voids_before(world.state, spoilt) == ()
    assert codes(world) == ["void", "redraw"]
    assert found(world)[0].bodies == gave


def test_a_beacon_that_was_said_to_be_absent_and_is_there_is_told(world: World) -> None:
    draw = world.commit(beacon=BeaconRound(chain="quicknet", round=ROUND, fallback="void", hours=1))
    world.now = at("2025-03-28 14:30")
    world.void(draw, "beacon-absent")
    assert codes(world) == ["void"]
    world.open(draw)
    assert codes(world) == ["void", "void-contradicted"]


def test_a_false_seal_is_listed_as_soon_as_it_can_be_known(world: World) -> None:
    draw = world.commit(sealed=True)
    world.now = at("2025-03-28 14:00")
    world.say(DrawSeal(draw=draw.id, signature=SIGNATURE, root="1" * 64, count=7), *PARTIES)
    assert codes(world) == []
    world.reveal(draw)
    assert codes(world) == ["seal-false"]
    world.say(draws.conclude(world.state, draw, SIGNATURE), "o1")
    assert codes(world) == ["seal-false"]


def test_a_draw_that_was_to_be_sealed_and_was_not_is_told(world: World) -> None:
    world.open(world.commit(sealed=True))
    assert codes(world) == ["seal-missing"]


def test_an_opening_is_overdue_the_day_after_and_late_for_ever(world: World) -> None:
    draw = world.commit()
    assert codes(world, date(2025, 3, 28)) == []
    [one] = found(world, date(2025, 3, 31))
    assert (one.code, one.day, one.facts["days"]) == ("opening-overdue", date(2025, 3, 29), 3)
    world.now = at("2025-04-02 09:00")
    world.open(draw)
    [one] = found(world, date(2025, 5, 1))
    assert (one.code, one.facts["days"]) == ("opening-late", 5)


def test_late_results_are_told_with_their_days(world: World) -> None:
    visit = world.visit(world.open(world.commit()))
    world.now = at("2025-06-20 09:00")
    world.result(visit)
    [one] = found(world)
    assert (one.code, one.bodies, one.facts["item"]) == ("result-late", (visit.body.body,), "I1")
    assert one.facts["days"] == 38


def test_changes_of_trust_are_told_for_ever() -> None:
    world = World().found(**rooted()).register()
    world.sign(TrustChange(beacons=genesis().beacons, reason="请两家机构见证。", **logged()), *ROOTS[:2])
    [one] = [one for one in found(world) if one.code == "trust-change"]
    assert (one.code, one.facts["witnesses"], one.facts["before"], one.facts["quorum"]) == ("trust-change", 3, 0, 2)
    assert one.records[0][0] == world.replay.head.seq


@pytest.mark.parametrize(("standing", "code"), [("missing", "content-missing"), ("unfinished", "content-unremoved")])
def test_contents_that_are_gone_or_ought_to_be_are_told(world: World, standing: str, code: str) -> None:
    record = world.state.genesis
    exposed = {"0" * 64: Exposed("0" * 64, Reference(record.id, record.seq, "visit.note").brief, standing)}  # type: ignore[arg-type]
    [one] = irregularities(world.state, (), TODAY, exposed)
    assert (one.code, one.records) == (code, ((record.seq, record.id),))


def test_a_commitment_that_nobody_outside_saw_is_told_once_its_round_is_out(world: World) -> None:
    world.commit()
    assert [one.code for one in irregularities(world.state, (), date(2025, 3, 27))] == []
    assert [one.code for one in irregularities(world.state, (), date(2025, 3, 28))] == ["stamp-missing"]


def test_all_are_worded_sorted_and_named_once() -> None:
    world = whole_year()
    listed = irregularities(world.state, (), date(2026, 1, 1))
    assert {"void", "redraw", "trust-change", "stamp-missing"} <= {one.code for one in listed}
    assert [one.day for one in listed] == sorted(one.day for one in listed)
    assert len({one.key for one in listed}) == len(listed)
    for one in listed:
        told = labels.irregularity(world.state, one)
        assert told.endswith("。")
        assert not [name for _, name, _, _ in Formatter().parse(told) if name]


def test_each_finder_is_in_the_list() -> None:
    assert len(room.FINDERS) == len(set(room.FINDERS))


def test_rules_that_change_between_the_plan_and_the_draw_are_shown_beside_the_draw(world: World) -> None:
    """A deadline or a cap that is moved shortly before a draw; a new name of an office is no such thing."""
    world.now = at("2025-03-20 09:00")
    renamed = RuleChange(document="教发8号", reason="改名。", renamed=(Renamed(role="o2", name="新二科"),))
    world.sign(renamed, SIGNERS["p"], SIGNERS["l"])
    settings = msgspec.structs.replace(world.state.settings, result_days=30)
    change = RuleChange(document="教发9号", reason="调整期限。", settings=settings)
    record = world.sign(change, SIGNERS["p"], SIGNERS["l"])
    draw = world.open(world.commit())
    [one] = [odd for odd in found(world) if odd.code != "rule-change"]
    assert (one.code, one.task, one.records) == (
        "rules-shifted",
        "T1",
        ((record.seq, record.id), (draw.record.seq, draw.id)),
    )
    assert one.facts == {"days": 7}
    assert "前 7 天" in labels.irregularity(world.state, one)


def test_rules_that_change_before_the_plan_or_after_the_draw_are_not() -> None:
    world = World().found().register()
    settings = msgspec.structs.replace(world.state.settings, result_days=30)
    world.sign(RuleChange(document="教发9号", reason="调整。", settings=settings), SIGNERS["p"], SIGNERS["l"])
    world.plan()
    world.open(world.commit())
    settings = msgspec.structs.replace(world.state.settings, result_days=20)
    world.sign(RuleChange(document="教发10号", reason="调整。", settings=settings), SIGNERS["p"], SIGNERS["l"])
    assert "rules-shifted" not in codes(world)
