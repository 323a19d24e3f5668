"""What the ledger itself tells of a draw: as soon as all of it is there, whoever records what."""

from __future__ import annotations

from ssj_publish import errors
from ssj_publish.core.kinds.draw import (
    DrawSeal,
)
from ssj_publish.office import draws
from tests.bureau import SIGNATURE, at
from tests.world import World

AFTER = at("2025-03-28 14:00")


PARTIES = ("o1", "p", "d")


def test_a_false_seal_is_known_once_the_secrets_are_open_and_the_truth_is_recorded_all_the_same(world: World) -> None:
    draw = world.commit(sealed=True)
    world.now = AFTER
    world.say(DrawSeal(draw=draw.id, signature=SIGNATURE, root="1" * 64, count=7), *PARTIES)
    assert world.state.draws[draw.id].seal_holds is None
    with world.refused(errors.ReasonUnfit):
        world.void(draw, "seal-false")
    world.reveal(draw)
    assert draw.seal_holds is False
    world.say(draws.conclude(world.state, draw, SIGNATURE), "o1")
    assert draw.outcome == draw.computed
    world.void(draw, "seal-false")
