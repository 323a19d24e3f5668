"""Opening by rounds alone: which are awaited, which signature is of which, and what nobody can open for a party."""

from __future__ import annotations

from datetime import datetime

import pytest

from ssj_publish import errors
from ssj_publish.core.clock import ZONE
from ssj_publish.core.draw.drand import QUICKNET, round_time
from ssj_publish.core.kinds.draw import DrawReveal, Unlock
from ssj_publish.core.rules import drawing
from ssj_publish.core.state import Draw
from ssj_publish.office import draws, opening
from tests.bureau import NEXT_SIGNATURE, ROUND, SIGNATURE, at
from tests.world import World

NEXT = ROUND + 1
MOMENT = datetime.fromtimestamp(round_time(QUICKNET, NEXT), ZONE)
SIGNATURES = {("quicknet", ROUND): SIGNATURE, ("quicknet", NEXT): NEXT_SIGNATURE}


def locked(world: World, *roles: str, **changes: object) -> Draw:
    """A draw whose ``roles`` have locked their secrets to the round after the draw's own."""
    world.now = at("2025-03-27 09:00")
    for role in drawing.parties(world.state, "T1"):
        chain = QUICKNET if role in roles else None
        world.say(draws.promise(world.state, "T1", world.secret("T1", role), chain, NEXT), role)
    step = draws.commit(world.state, world.choices("T1", **changes))
    return world.state.draws[world.say(step, "o1").id]


def test_a_round_is_awaited_once_and_the_draws_own_comes_first(world: World) -> None:
    draw = locked(world, "o1", "d")
    assert opening.own(draw) == (("quicknet", ROUND),)
    assert opening.waiting(draw) == (("quicknet", NEXT),)
    assert opening.needed(draw) == (("quicknet", ROUND), ("quicknet", NEXT))
    assert opening.chain(world.state, draw, "quicknet") == QUICKNET
    world.now = MOMENT
    world.say(opening.unlock(draw, ("quicknet", NEXT), NEXT_SIGNATURE), "o1")
    assert opening.waiting(draw) == ()
    assert opening.needed(draw) == (("quicknet", ROUND),)


def test_what_is_opened_by_its_own_party_waits_for_no_round(world: World) -> None:
    draw = locked(world, "d")
    world.now = MOMENT
    world.say(draws.reveal(draw, world.secret_of("T1", 1, "d")), "d")
    assert opening.waiting(draw) == ()


def test_a_draw_without_public_randomness_has_no_round_of_its_own(world: World) -> None:
    draw = locked(world, "d", beacon=None)
    assert opening.own(draw) == ()
    assert opening.needed(draw) == (("quicknet", NEXT),)


def test_typed_signatures_find_their_rounds_in_any_order(world: World) -> None:
    draw = locked(world, "d")
    assert opening.matched(world.state, draw, (NEXT_SIGNATURE, SIGNATURE)) == SIGNATURES
    assert opening.matched(world.state, draw, (NEXT_SIGNATURE,)) == {("quicknet", NEXT): NEXT_SIGNATURE}
    assert opening.matched(world.state, draw, ()) == {}
    with pytest.raises(errors.BeaconRefused):
        opening.matched(world.state, draw, (SIGNATURE[:-2] + "00",))


def test_a_signature_that_nothing_waits_for_is_said_to_be_none(world: World) -> None:
    draw = world.commit(beacon=None)
    with pytest.raises(errors.BeaconUnasked):
        opening.matched(world.state, draw, (SIGNATURE,))


def test_the_record_that_opens_a_lock_names_its_round(world: World) -> None:
    draw = locked(world, "d")
    assert opening.unlock(draw, ("quicknet", NEXT), NEXT_SIGNATURE).body == DrawReveal(
        draw=draw.id, unlock=Unlock(chain="quicknet", round=NEXT, signature=NEXT_SIGNATURE)
    )


def test_the_rounds_alone_give_what_the_secrets_give(world: World) -> None:
    draw = locked(world, "o1", "p", "d")
    secrets = [world.secret_of("T1", 1, role) for role in ("o1", "p", "d")]
    assert opening.redo(world.state, draw, SIGNATURES) == draws.redo(world.state, draw, secrets, SIGNATURE)


def test_a_fingerprint_is_opened_by_nobody_but_its_party(world: World) -> None:
    draw = locked(world, "d")
    with pytest.raises(errors.SecretsMissing) as caught:
        opening.redo(world.state, draw, SIGNATURES)
    assert (caught.value.data["task"], caught.value.data["roles"]) == ("T1", "一科、政策法规科")
    world.now = MOMENT
    for role in ("o1", "p"):
        world.say(draws.reveal(draw, world.secret_of("T1", 1, role)), role)
    assert opening.redo(world.state, draw, SIGNATURES).drawn
