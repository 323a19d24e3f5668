"""The published vectors: they are what the generator makes, and the core says of each what its name says."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
import pytest

from ssj_publish import errors
from ssj_publish.core import encoding
from ssj_publish.core.draw import balls, commitment, guests, lottery, outcome, promise, tickets
from ssj_publish.core.draw.drand import QUICKNET
from ssj_publish.core.draw.strata import Ratio, sample_size
from ssj_publish.core.kinds.draw import DrawCommit, Timelock
from ssj_publish.core.state import Outcome
from tests import draw_vectors
from tests.bureau import NEXT_SIGNATURE

FOLDER = Path(__file__).parents[1] / "content" / "vectors" / "draw"
GOOD = sorted(draw_vectors.GOOD)
BAD = sorted(draw_vectors.BAD)


def load(name: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    return data


def commit_of(data: dict[str, Any]) -> DrawCommit:
    """The commitment as its signed bytes have it."""
    raw = encoding.parse(data["commit"]["statement"].encode(), "000/000001.yaml")
    return msgspec.convert(raw["statement"]["body"], DrawCommit)


def pool_of(data: dict[str, Any]) -> dict[str, tuple[str, str]]:
    return {line.split(" ")[0]: (line.split(" ")[1], line.split(" ")[2]) for line in data["pool"]}


def redone(data: dict[str, Any]) -> Outcome:
    """The outcome, by the core, from the file alone."""
    secrets = [bytes.fromhex(one) for one in data["opened"]]
    words = {one["guest"]: one["secret"] for one in data["guest_reveals"]}
    for secret, one in zip(secrets, data["secrets"], strict=True):
        if one["timelock"] is None:
            tickets.check_secret(secret, one["commitment"])
        else:
            lock = msgspec.convert(one["timelock"], Timelock)
            assert promise.unlocked(QUICKNET, lock, NEXT_SIGNATURE) == secret
    signature, named = data["result"]["signature"], commit_of(data).lotteries
    randomness = sha256(bytes.fromhex(signature)).digest() if signature else b""
    spot = commit_of(data).balls
    if spot is not None:
        randomness = balls.randomness(spot, tuple(data["result"]["numbers"]))
    if named is not None:
        randomness = lottery.randomness(named.issues, data["result"]["numbers"])
    heard = []
    for guest in data["guests"]:
        spoken = words.get(guest["id"])
        if spoken is not None:
            guests.check_secret(spoken, guest["commitment"])
        heard.append(guests.absent(guest["commitment"]) if spoken is None else guests.opened(spoken))
    seed = tickets.seed(data["commit"]["id"], [*secrets, *heard], randomness)
    eligible = [frozenset(slot) for slot in data["eligible"]]
    return outcome.compute(outcome.Frozen(commit_of(data), pool_of(data), eligible), seed)


def drawn(found: Outcome) -> list[Any]:
    """As JSON has it."""
    return [{"body": one.body, "credit_class": one.credit_class, "team": list(one.team)} for one in found.drawn]


def test_the_files_are_what_the_generator_makes() -> None:
    """``python -m tests.draw_vectors`` writes them anew."""
    assert {path.name: path.read_bytes() for path in FOLDER.iterdir()} == draw_vectors.files()


@pytest.mark.parametrize("name", GOOD)
def test_the_core_gives_what_a_good_one_says(name: str) -> None:
    data = load(name)
    assert sha256(data["commit"]["statement"].encode()).hexdigest() == data["commit"]["id"]
    assert commitment.pool_digest(pool_of(data)) == commit_of(data).pool
    for one in commit_of(data).strata:
        assert sample_size(one.size, Ratio(one.p, one.q), one.minimum) == one.sample
    if data["result"]:
        found = redone(data)
        assert found.seed == data["result"]["seed"]
        assert [f"{one.ticket} {one.body}" for one in found.tickets] == data["tickets"]
        assert drawn(found) == data["result"]["drawn"]
        if data["seal"] is not None:
            assert (outcome.seal_root(found) == data["seal"]["root"]) != (name == "sealed-false-void")


@pytest.mark.parametrize(
    "name",
    ["seed-wrong_fail", "body-swapped_fail", "ticket-swapped_fail", "inspector-swapped_fail", "guest-hushed_fail"],
)
def test_the_core_gives_another_result_than_a_wrong_one(name: str) -> None:
    data = load(name)
    found = redone(data)
    told = (data["result"]["seed"], data["tickets"], data["result"]["drawn"])
    assert (found.seed, [f"{one.ticket} {one.body}" for one in found.tickets], drawn(found)) != told


def test_the_core_refuses_a_secret_that_was_not_promised() -> None:
    with pytest.raises(errors.SecretMismatch):
        redone(load("secret-mismatch_fail"))


@pytest.mark.parametrize("name", ["guest-secret-wrong_fail", "guest-swapped_fail"])
def test_the_core_refuses_what_a_guest_did_not_promise(name: str) -> None:
    with pytest.raises(errors.SecretMismatch):
        redone(load(name))


def test_the_core_refuses_a_malformed_id() -> None:
    with pytest.raises(errors.IdMalformed):
        redone(load("malformed-id_fail"))


def test_every_lie_has_its_check() -> None:
    faults = load("faults")
    assert sorted(faults) == BAD
    checks = {
        "records",
        "pool",
        "strata",
        "inspectors",
        "secrets",
        "guests",
        "beacon",
        "seed",
        "tickets",
        "teams",
        "seal",
        "substitutions",
    }
    assert set(faults.values()) == checks


def test_teams_of_the_crowded_one_need_people_to_move_over() -> None:
    """Filling slot by slot with the least loaded who is free fails on it: the vector tries what it is there for."""
    data = load("crowded")
    loads = dict.fromkeys(data["commit"]["inspectors"], 0)
    recused = {(one["inspector"], one["body"]) for one in data["commit"]["recusals"]}
    greedy: dict[str, list[str]] = {}
    order = sorted(
        line for line in data["tickets"] if line.split()[1] in {one["body"] for one in data["result"]["drawn"]}
    )
    for body in (line.split()[1] for line in order):
        for slot in data["eligible"]:
            ordered = outcome.preference(data["result"]["seed"], body, data["commit"]["inspectors"])
            free = [i for i in ordered if i in slot and (i, body) not in recused and i not in greedy.get(body, ())]
            chosen = min(free, key=lambda one: loads[one])
            loads[chosen] += 1
            greedy.setdefault(body, []).append(chosen)
    assert greedy != {one["body"]: one["team"] for one in data["result"]["drawn"]}
