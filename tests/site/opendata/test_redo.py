"""A draw's data: all that is public at each step, with the defaults written out."""

from __future__ import annotations

from hashlib import sha256

from ssj_publish.site.opendata import redo
from tests.world import World


def test_before_the_result_there_is_the_commitment_alone(world: World) -> None:
    draw = world.commit()
    found = redo.values(world.state, draw)
    assert found["format"] == "ssj-draw-data/v1"
    assert found["pool"][:2] == ["S001 B 2025-01-06", "S002 C 2025-01-06"]
    assert found["eligible"] == [[f"N0{n}" for n in range(1, 7)]] * 2
    assert [one["party"] for one in found["secrets"]] == ["o1", "p", "d"]
    assert (found["reveals"], found["opened"], found["substitutions"]) == ([], [None] * 3, [])
    assert [found[name] for name in ("seal", "void", "result", "tickets")] == [None] * 4
    assert found["chain"]["id"] == "quicknet"
    commit = found["commit"]
    assert sha256(commit["statement"].encode()).hexdigest() == commit["id"] == draw.id
    assert (commit["seq"], commit["sealed"], commit["excluded"]) == (12, False, []), "defaults are written out"


def test_afterwards_tickets_and_who_stepped_in(world: World) -> None:
    draw = world.open(world.commit())
    gone = next(iter(draw.teams))
    world.change(gone, state="closed")
    world.substitute(draw, gone, None, "closed")
    found = redo.values(world.state, draw)
    assert found["opened"] == [world.secret_of("T1", 1, role).hex() for role in ("o1", "p", "d")]
    assert draw.outcome is not None
    assert found["tickets"] == [f"{one.ticket} {one.body}" for one in draw.outcome.tickets]
    [one] = found["substitutions"]
    assert (one["body"], one["allowed"]) == (gone, [sorted(slot) for slot in draw.allowed[0]])
    assert found["result"]["seed"] == draw.outcome.seed


def test_without_a_beacon_there_is_no_chain(world: World) -> None:
    assert redo.values(world.state, world.commit(beacon=None))["chain"] is None
