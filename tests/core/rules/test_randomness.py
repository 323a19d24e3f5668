"""What a commitment may name as public randomness, and what is made of it; drand's own checks are in test_drawing."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from ssj_publish import errors
from ssj_publish.core.draw import lottery
from ssj_publish.core.kinds.draw import BeaconRound, Lotteries
from ssj_publish.core.reading import stamps
from ssj_publish.core.reading.coalitions import trust
from ssj_publish.office import draws
from tests.conftest import LOTTERIES, NUMBERS, ROUND, SIGNATURE, World, at


@pytest.fixture
def planned() -> World:
    return World().found().register().plan()


def drawn_at(when: str) -> Lotteries:
    first, second = LOTTERIES.issues
    return msgspec.structs.replace(LOTTERIES, issues=(first, msgspec.structs.replace(second, time=at(when))))


def test_a_draw_rests_on_the_numbers_of_lotteries(planned: World) -> None:
    draw = planned.open(planned.commit(beacon=None, lotteries=LOTTERIES))
    assert draw.result is not None
    assert draw.result.body.numbers == NUMBERS
    other = draws.redo(planned.state, draw, list(draw.opened.values()), None, (NUMBERS[0], "01 05 12 20 28 33+08"))
    assert other.seed != draw.result.body.seed, "the numbers do not enter the seed"


def test_a_sealed_draw_opens_on_the_numbers_of_its_seal_or_on_others_that_all_parties_sign(planned: World) -> None:
    draw = planned.commit(beacon=None, lotteries=LOTTERIES, sealed=True)
    planned.seal(draw)
    planned.reveal(draw)
    assert draw.seal_holds
    others = draws.conclude(planned.state, draw, None, (NUMBERS[0], "01 05 12 20 28 33+08"))
    with planned.refused(errors.RoleMissing, roles="政策法规科、纪检组"):
        planned.say(others, "o1")
    planned.say(others, "o1", "p", "d")
    assert draw.seal_holds is False
    planned.void(draw, "numbers-wrong")


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        (
            {"lotteries": LOTTERIES, "beacon": BeaconRound(chain="quicknet", round=ROUND, fallback="wait")},
            errors.LotteryRefused,
        ),
        ({"lotteries": msgspec.structs.replace(LOTTERIES, issues=LOTTERIES.issues[:1])}, errors.LotteryRefused),
        ({"lotteries": msgspec.structs.replace(LOTTERIES, issues=())}, errors.UnwritableValue),
        ({"lotteries": drawn_at("2025-03-27 08:00")}, errors.RoundPast),
        ({"lotteries": drawn_at("2025-03-29 21:15")}, errors.OpeningWrong),
        ({"lotteries": msgspec.structs.replace(LOTTERIES, fallback="void")}, errors.FallbackUnfit),
        ({"lotteries": msgspec.structs.replace(LOTTERIES, hours=3)}, errors.FallbackUnfit),
    ],
)
def test_a_commitment_that_does_not_hold_is_refused(
    planned: World, changes: dict[str, Any], error: type[errors.SsjError]
) -> None:
    with pytest.raises(error):
        planned.commit(**{"beacon": None} | changes)
    assert not planned.state.draws


@pytest.mark.parametrize("time", ["2025-03-27T13:15:00+00:00", "2025-03-27T22:15:00+09:00"])
def test_drawings_are_told_in_the_ledgers_own_time(planned: World, time: str) -> None:
    first, second = LOTTERIES.issues
    foreign = msgspec.structs.replace(second, time=msgspec.convert(time, type(second.time)))
    with pytest.raises((errors.OpeningWrong, errors.TimeMalformed)):
        planned.commit(beacon=None, lotteries=msgspec.structs.replace(LOTTERIES, issues=(first, foreign)))


@pytest.mark.parametrize(
    ("signature", "numbers", "error"),
    [
        (None, (), errors.LotteryRefused),
        (None, NUMBERS[:1], errors.LotteryRefused),
        (None, NUMBERS[::-1], errors.LotteryRefused),
        (SIGNATURE, NUMBERS, errors.BeaconRefused),
    ],
)
def test_a_result_on_anything_else_is_refused(
    planned: World, signature: str | None, numbers: tuple[str, ...], error: type[errors.Refused]
) -> None:
    draw = planned.commit(beacon=None, lotteries=LOTTERIES)
    planned.reveal(draw)
    with pytest.raises(error):
        draws.conclude(planned.state, draw, signature, numbers)


@pytest.mark.parametrize("beacon", [None, BeaconRound(chain="quicknet", round=ROUND, fallback="wait")])
def test_numbers_that_no_commitment_named_are_refused(planned: World, beacon: BeaconRound | None) -> None:
    draw = planned.commit(beacon=beacon)
    planned.reveal(draw)
    with pytest.raises(errors.LotteryRefused):
        draws.conclude(planned.state, draw, SIGNATURE if beacon else None, NUMBERS)


def test_nothing_is_opened_before_the_last_drawing(planned: World) -> None:
    draw = planned.commit(beacon=None, lotteries=LOTTERIES)
    planned.now = at("2025-03-27 21:29")
    with pytest.raises(errors.RoundNotYet):
        planned.say(draws.reveal(draw, planned.secret_of("T1", 1, "o1")), "o1")
    planned.now = at("2025-03-27 21:30")
    planned.say(draws.reveal(draw, planned.secret_of("T1", 1, "o1")), "o1")


def test_the_stamp_has_to_come_before_the_first_drawing(planned: World) -> None:
    draw = planned.commit(beacon=None, lotteries=LOTTERIES)
    assert stamps.deadline(planned.state, draw) == at("2025-03-27 21:15")


def test_whoever_draws_a_lottery_is_among_those_who_could_choose(planned: World) -> None:
    draw = planned.open(planned.commit(beacon=None, lotteries=LOTTERIES))
    found = trust(planned.state, draw, ())
    # Without a witness the three parties alone suffice; a coalition with a lottery needs no fewer of them.
    assert [(one.roles, one.games) for one in found.choosers] == [(frozenset({"o1", "p", "d"}), frozenset())]
    assert found.early == at("2025-03-27 21:30")
    assert {issue.game for issue in LOTTERIES.issues} <= set(lottery.GAMES)


def test_wrongly_copied_numbers_void_the_draw_and_only_there(planned: World) -> None:
    draw = planned.commit(beacon=None, lotteries=LOTTERIES)
    with pytest.raises(errors.ReasonUnfit):
        planned.void(draw, "numbers-wrong")
    planned.open(draw)
    planned.void(draw, "numbers-wrong")
    again = planned.open(planned.commit(beacon=None))
    with pytest.raises(errors.ReasonUnfit):
        planned.void(again, "numbers-wrong")


def test_a_lottery_that_is_not_drawn_voids_the_draw_where_the_commitment_says_so(planned: World) -> None:
    named = msgspec.structs.replace(LOTTERIES, fallback="void", hours=24)
    draw = planned.commit(beacon=None, lotteries=named)
    planned.now = at("2025-03-28 21:29")
    with pytest.raises(errors.FallbackUnfit):
        planned.void(draw, "beacon-absent")
    planned.now = at("2025-03-28 21:30")
    planned.void(draw, "beacon-absent")
