"""The site's scripts under node: their own tests, and thousands of random instances on which they must agree with the
core."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

import pytest

from ssj_publish import errors
from ssj_publish.core.draw import outcome, tickets
from ssj_publish.core.draw.assignment import assign
from ssj_publish.core.draw.strata import Ratio, sample_size
from ssj_publish.core.entry import Entry
from ssj_publish.core.kinds.draw import Visitee
from ssj_publish.core.records import parse, statement_bytes
from ssj_publish.core.state import Outcome
from ssj_publish.site.opendata import redo
from ssj_publish.site.pages.draw.proof import SCRIPTS

FOLDER = Path(__file__).parent
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"


@pytest.fixture(scope="module")
def node() -> str:
    found = shutil.which("node")
    if found is None:
        if os.environ.get("SSJ_REQUIRE_BROWSER") == "1":
            pytest.fail("SSJ_REQUIRE_BROWSER=1, and there is no node")
        pytest.skip("there is no node")
    return found


class Peer:
    """One node process; all questions go in, all answers come out."""

    def __init__(self, node: str) -> None:
        self.node = node

    def ask(self, questions: list[dict[str, Any]]) -> list[Any]:
        text = "".join(json.dumps(one) + "\n" for one in questions)
        done = subprocess.run(
            [self.node, str(FOLDER / "peer.js")], input=text, capture_output=True, encoding="utf-8", check=False
        )
        assert done.returncode == 0, done.stderr
        answers = [json.loads(line) for line in done.stdout.splitlines()]
        assert len(answers) == len(questions)
        return answers


@pytest.fixture(scope="module")
def peer(node: str) -> Peer:
    return Peer(node)


@pytest.mark.slow
def test_the_scripts_own_tests_pass(node: str) -> None:
    done = subprocess.run([node, "--test", f"{FOLDER}{os.sep}"], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout
    assert int(re.findall(r"^(?:#|ℹ) pass (\d+)$", done.stdout, re.M)[0]) > 30


def test_the_page_loads_the_same_scripts_in_the_same_order() -> None:
    listed = re.findall(
        r'"([a-z0-9/-]+)"', re.findall(r"const ROOMS = (\[.*?\]);", (FOLDER / "load.js").read_text("utf-8"))[0]
    )
    listed.remove("vendor/noble-bls12-381")  # a page fetches it when somebody recomputes
    assert (*listed, "redo-page") == SCRIPTS


def test_the_scripts_are_classic_and_fetch_nothing() -> None:
    """Modules and fetch are what a page from disk may not use."""
    for name in SCRIPTS:
        text = (FOLDER.parents[1] / "theme" / "static" / "js" / f"{name}.js").read_text("utf-8")
        assert not re.search(
            r"^\s*(?:import|export)\b|\bimport\(|\bfetch\(|XMLHttpRequest|innerHTML|\beval\(", text, re.M
        ), name


def seed_of(chance: Random) -> str:
    return sha256(chance.randbytes(8)).hexdigest()


def id_of(chance: Random) -> str:
    return chance.choice(ALPHABET) + "".join(chance.choices(ALPHABET + "._-", k=chance.choice((0, 1, 2, 7, 63))))


def test_a_thousand_orders_agree(peer: Peer) -> None:
    chance = Random(4)
    questions: list[dict[str, Any]] = []
    for _ in range(1000):
        ids = list({id_of(chance) for _ in range(chance.randrange(30))})
        questions.append({"ask": "order", "seed": seed_of(chance), "domain": "body", "ids": ids})
    for question, answer in zip(questions, peer.ask(questions), strict=True):
        assert [tuple(one) for one in answer] == tickets.order(question["seed"], "body", question["ids"])


def test_five_hundred_seeds_agree(peer: Peer) -> None:
    chance = Random(5)
    questions: list[dict[str, Any]] = []
    for _ in range(500):
        secrets = [chance.randbytes(32).hex() for _ in range(chance.randrange(5))]
        randomness = chance.randbytes(chance.choice((0, 32))).hex()
        questions.append(
            {"ask": "seed", "commit": chance.randbytes(32).hex(), "secrets": secrets, "randomness": randomness}
        )
    for one, answer in zip(questions, peer.ask(questions), strict=True):
        opened = [bytes.fromhex(secret) for secret in one["secrets"]]
        assert answer == tickets.seed(one["commit"], opened, bytes.fromhex(one["randomness"]))


def test_a_thousand_sample_sizes_agree(peer: Peer) -> None:
    """Up to the greatest integers that a ledger holds: 2⁵³ − 1."""
    chance = Random(6)
    questions: list[dict[str, Any]] = []
    for _ in range(1000):
        top = chance.choice((10, 1000, 10**7, 2**53))
        q = chance.randrange(1, top)
        asked = {
            "n": chance.randrange(top),
            "p": chance.randrange(q + 1),
            "q": q,
            "minimum": chance.choice((0, 1, chance.randrange(top))),
        }
        questions.append({"ask": "sample", **asked})
    for one, answer in zip(questions, peer.ask(questions), strict=True):
        assert answer == sample_size(one["n"], Ratio(one["p"], one["q"]), one["minimum"])


def instance(chance: Random) -> dict[str, Any]:
    """A small assignment, often tight, sometimes impossible; eligibility differs from slot to slot."""
    people = [f"N{n}" for n in range(chance.randrange(1, 9))]
    slots = chance.randrange(1, 4)
    density = chance.choice((0.3, 0.5, 0.8, 1.0))
    bodies = [
        [f"S{n}", [[one for one in people if chance.random() < density] for _ in range(slots)]]
        for n in range(chance.randrange(1, 10))
    ]
    preferences = {body: chance.sample(people, len(people)) for body, _ in bodies}
    return {"ask": "assign", "bodies": bodies, "cap": chance.randrange(1, 7), "preferences": preferences}


@pytest.mark.slow
def test_three_thousand_assignments_agree(peer: Peer) -> None:
    """Teams, and where there are none the slots that cannot be filled."""
    chance = Random(7)
    questions = [instance(chance) for _ in range(3000)]
    impossible = 0
    for one, answer in zip(questions, peer.ask(questions), strict=True):
        bodies = [(body, tuple(frozenset(slot) for slot in slots)) for body, slots in one["bodies"]]
        try:
            expected: Any = {
                body: list(team)
                for body, team in assign(bodies, one["cap"], one["preferences"].__getitem__).teams.items()
            }
        except errors.Infeasible as short:
            expected = {"slots": [list(slot) for slot in short.data["shortage"].slots]}
            impossible += 1
        assert answer == expected
    assert 300 < impossible < 2700


def test_a_large_assignment_agrees(peer: Peer) -> None:
    chance = Random(8)
    people = [f"N{n:03d}" for n in range(60)]
    bodies: list[Any] = [[f"S{n}", [chance.sample(people, 8), chance.sample(people, 8)]] for n in range(300)]
    seed = seed_of(chance)
    preferences = {body: outcome.preference(seed, body, people) for body, _ in bodies}
    question = {"ask": "assign", "bodies": bodies, "cap": 11, "preferences": preferences}
    again = [{"ask": "preference", "seed": seed, "body": body, "inspectors": people} for body, _ in bodies]
    answer, *ordered = peer.ask([question, *again])
    expected = assign([(b, tuple(frozenset(s) for s in slots)) for b, slots in bodies], 11, preferences.__getitem__)
    assert answer == {body: list(team) for body, team in expected.teams.items()}
    assert ordered == list(preferences.values())


def test_a_hundred_seals_agree(peer: Peer) -> None:
    chance = Random(9)
    questions: list[dict[str, Any]] = []
    for size in range(100):
        visits: list[Any] = [[f"S{n}", [f"N{chance.randrange(9)}", "N9"]] for n in range(size)]
        questions.append({"ask": "seal", "seed": seed_of(chance), "visits": visits})
    for one, answer in zip(questions, peer.ask(questions), strict=True):
        drawn = tuple(Visitee(body=body, credit_class="A", team=tuple(team)) for body, team in one["visits"])
        assert answer == outcome.seal_root(Outcome(one["seed"], (), drawn, {}))


def test_every_record_of_a_draw_in_the_ledger_is_written_alike(peer: Peer) -> None:
    """The scripts write a statement from what the data say of it: byte for byte the one that was signed."""
    files = sorted((FOLDER.parents[1] / "ledger").glob("[0-9]*/*.yaml"))
    records = [parse(Entry(path.name, path.read_bytes()))[0] for path in files]
    told = [
        one
        for one in records
        if one.kind.startswith(("draw-", "guest-", "substitution")) and one.kind != "draw-elsewhere"
    ]
    assert len(told) > 50
    questions = [
        {"ask": "statement", "record": redo.record(one), "kind": one.kind, "origin": one.statement.origin}
        for one in told
    ]
    for one, answer in zip(told, peer.ask(questions), strict=True):
        assert answer.encode() == statement_bytes(one.statement)
