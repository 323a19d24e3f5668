"""The acts of a draw: each is what the core derives, and what is missing is named before anything is written."""

from __future__ import annotations

import pytest

from ssj_publish import errors
from ssj_publish.core.draw import outcome, tickets
from ssj_publish.core.entry import record_name
from ssj_publish.core.kinds.draw import DrawReveal, DrawSeal, DrawSecret, DrawVoid, Substitution
from ssj_publish.core.state import Draw
from ssj_publish.core.tlog import merkle
from ssj_publish.office import draws
from tests.bureau import SIGNATURE, task
from tests.world import World

#: The parties of T1, in their order.
ROLES = ("o1", "p", "d")
SECRETS = [World.secret_of("T1", 1, role) for role in ROLES]


@pytest.fixture
def draw(world: World) -> Draw:
    return world.commit()


def test_a_promise_is_for_the_next_draw_of_a_task_that_is_planned(world: World) -> None:
    secret = bytes(range(32))
    assert draws.promise(world.state, "T1", secret).body == DrawSecret(
        task="T1", ordinal=1, commitment=tickets.secret_commitment(secret)
    )
    world.void(world.commit())
    assert draws.next_ordinal(world.state, "T1") == 2
    with pytest.raises(errors.TaskUnknown) as caught:
        draws.promise(world.state, "T9", secret)
    assert (caught.value.data["task"], caught.value.data["known"]) == ("T9", "T1")


def test_where_nothing_is_planned_that_is_said(empty_world: World) -> None:
    empty_world.found().register()
    with pytest.raises(errors.TaskUnknown) as caught:
        draws.next_ordinal(empty_world.state, "T1")
    assert caught.value.data["known"] == "（无）"


def test_secrets_are_gathered_in_the_order_of_the_parties_and_who_is_missing_is_named(world: World) -> None:
    records = {
        role: world.say(draws.promise(world.state, "T1", world.secret("T1", role)), role) for role in ("d", "o1")
    }
    with pytest.raises(errors.SecretsUnpromised) as caught:
        draws.secrets_of(world.state, "T1")
    assert (caught.value.data["task"], caught.value.data["roles"]) == ("T1", "政策法规科")
    records["p"] = world.say(draws.promise(world.state, "T1", world.secret("T1", "p")), "p")
    assert draws.secrets_of(world.state, "T1") == tuple(records[role].id for role in ROLES)


def test_who_asks_after_the_commitment_is_told_that_it_stands(world: World, draw: Draw) -> None:
    with pytest.raises(errors.CommittedAlready) as caught:
        draws.secrets_of(world.state, "T1")
    assert (caught.value.data["ordinal"], caught.value.data["file"]) == (1, record_name(draw.record.seq))
    world.void(draw)
    with pytest.raises(errors.SecretsUnpromised):
        draws.secrets_of(world.state, "T1")


def test_a_draw_that_nobody_can_staff_is_refused_with_its_task_before_it_is_signed() -> None:
    world = World().found().register(inspectors=2).plan().promise()
    with pytest.raises(errors.Infeasible) as caught:
        draws.commit(world.state, world.choices(cap=1))
    assert caught.value.data["name"] == "T1"


def test_a_secret_is_known_by_its_promise(world: World, draw: Draw) -> None:
    assert [draws.is_of(world.state, one, secret) for one, secret in zip(draw.secrets, SECRETS, strict=True)] == [
        True
    ] * 3
    assert not draws.is_of(world.state, draw.secrets[0], SECRETS[1])
    assert draws.in_order(world.state, draw, SECRETS[::-1]) == SECRETS
    with pytest.raises(errors.SecretsNotGiven) as caught:
        draws.in_order(world.state, draw, SECRETS[1:2])
    assert caught.value.data["roles"] == "一科、纪检组"


def test_what_is_left_to_reveal_is_signed_by_whose_secret_it_is(world: World, draw: Draw) -> None:
    world.now = world.state.draws[draw.id].commit.opens
    world.say(draws.reveal(draw, SECRETS[1]), "p")
    steps = draws.reveals(world.state, draw, SECRETS[::-1])
    assert [(role, step.body) for role, step in steps] == [
        ("d", DrawReveal(draw=draw.id, secret=SECRETS[2].hex())),
        ("o1", DrawReveal(draw=draw.id, secret=SECRETS[0].hex())),
    ]
    draws.check_all_given(world.state, draw, steps)
    with pytest.raises(errors.SecretsNotGiven) as caught:
        draws.check_all_given(world.state, draw, steps[:1])
    assert caught.value.data["roles"] == "一科"
    with pytest.raises(errors.SecretUnpromised):
        draws.reveals(world.state, draw, [SECRETS[0], bytes(32)])


def test_the_result_is_what_the_drawing_computer_found(world: World, draw: Draw) -> None:
    found = draws.redo(world.state, draw, SECRETS, SIGNATURE)
    with pytest.raises(errors.SecretsMissing) as caught:
        draws.conclude(world.state, draw, SIGNATURE)
    assert caught.value.data["name"] == "T1"
    world.reveal(draw)
    body = draws.conclude(world.state, draw, SIGNATURE).body
    assert (body.seed, body.drawn, body.signature) == (found.seed, found.drawn, SIGNATURE)  # type: ignore[attr-defined]  # a result


def test_a_seal_tells_the_count_and_a_proof_shows_one_visit_alone(world: World) -> None:
    draw = world.commit(sealed=True)
    found = draws.redo(world.state, draw, SECRETS, SIGNATURE)
    assert draws.seal(draw, found, SIGNATURE).body == DrawSeal(
        draw=draw.id, signature=SIGNATURE, root=outcome.seal_root(found), count=len(found.drawn)
    )
    shown = draws.proofs(found)
    assert [one["body"] for one in shown] == [one.body for one in found.drawn]
    for one, told in zip(found.drawn, shown, strict=True):
        proof = draws.prove(found, one.body)
        assert told["proof"]["salt"] == proof.salt
        assert proof.team == one.team
        leaf = outcome.leaf(proof.salt, one.body, one.team)
        path = [bytes.fromhex(node) for node in proof.path]
        merkle.verify_inclusion(bytes.fromhex(outcome.seal_root(found)), len(found.drawn), proof.index, leaf, path)
    with pytest.raises(errors.NotDrawn) as caught:
        draws.prove(found, "S404")
    assert caught.value.data["body"] == "S404"


def test_who_steps_in_follows_from_the_order(world: World, draw: Draw) -> None:
    target = "S003"
    with pytest.raises(errors.NotDrawn):
        draws.substitute(world.state, draw, target, None, "closed", "情况属实。", world.now)
    world.open(draw)
    gone = next(iter(draw.teams))
    world.change(gone, state="closed")
    body = draws.substitute(world.state, draw, gone, None, "closed", "情况属实。", world.now).body
    assert isinstance(body, Substitution)
    assert (body.body, body.inspector, body.reason, body.explanation) == (gone, None, "closed", "情况属实。")
    assert body.replacement not in draw.teams
    with pytest.raises(errors.NotDrawn) as caught:
        draws.substitute(world.state, draw, "S404", None, "closed", "情况属实。", world.now)
    assert caught.value.data["name"] == "T1"


def test_the_draw_in_force_is_the_last_that_is_not_void(world: World) -> None:
    for known in ("T1", "T9"):
        with pytest.raises(errors.DrawUnknown) as caught:
            draws.live_draw(world.state, known)
        assert caught.value.data["task"] == known
    first = world.commit()
    assert draws.live_draw(world.state, "T1") is first
    world.say(draws.void(first, "rule-error", "程序有误。"), "p", "d")
    assert isinstance(first.void.body if first.void else None, DrawVoid)
    with pytest.raises(errors.DrawUnknown):
        draws.live_draw(world.state, "T1")
    second = world.commit()
    assert draws.live_draw(world.state, "T1") is second


def test_sizes_are_told_class_by_class(draw: Draw) -> None:
    assert draws.stratum_sizes(draw.commit) == "A 1/3，B 1/3，C 2/3，D 3/3"


def test_tasks_do_not_share_their_secrets() -> None:
    world = World().found().register().plan(task("T1"), task("T2"))
    world.promise("T1")
    with pytest.raises(errors.SecretsUnpromised):
        draws.secrets_of(world.state, "T2")
