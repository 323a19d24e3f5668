"""`ssj verify --policy`: a reader's own witnesses, whoever the ledger itself trusts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.bureau import Party
from tests.cli.conftest import Ssj
from tests.small import hands, publish
from tests.small.play import TODAY

LEDGER = publish.FOLDER / "ledger"
STRANGER = Party("stranger.example", 4, "stranger")


def written(folder: Path, count: int | str, *witnesses: Party, log: str = f"log {hands.LOG_.key.text}\n") -> Path:
    names = [f"w{place}" for place in range(len(witnesses))]
    lines = [f"witness {name} {one.key.text}\n" for name, one in zip(names, witnesses, strict=True)]
    path = folder / "policy"
    path.write_text(log + "".join(lines) + f"group enough {count} {' '.join(names)}\nquorum enough\n", "utf-8")
    return path


@pytest.mark.parametrize(
    ("count", "witnesses", "size"),
    [("all", (hands.ONE, hands.THREE), 55), (1, (hands.THREE,), 55), ("any", (STRANGER, hands.TWO), 55)],
)
def test_it_says_how_far_the_readers_own_witnesses_have_seen(
    ssj: Ssj, tmp_path: Path, count: int | str, witnesses: tuple[Party, ...], size: int
) -> None:
    path = written(tmp_path, count, *witnesses)
    ran = ssj("verify", LEDGER, "--policy", path, "--today", TODAY, "--json")
    assert (ran.code, json.loads(ran.out)["policy"]) == (0, size)
    assert f"盖到第 {size} 条" in ssj("verify", LEDGER, "--policy", path, "--today", TODAY).out


def test_the_policy_that_the_site_publishes_is_met(ssj: Ssj) -> None:
    ran = ssj("verify", LEDGER, "--policy", LEDGER / "policy", "--today", TODAY, "--json")
    assert (ran.code, json.loads(ran.out)["policy"]) == (0, 55)


def test_without_one_nothing_is_said_of_it(ssj: Ssj) -> None:
    assert json.loads(ssj("verify", LEDGER, "--today", TODAY, "--json").out)["policy"] is None


@pytest.mark.parametrize("log", [f"log {hands.LOG_.key.text}\n", ""])
def test_witnesses_that_have_not_cosigned_are_asked_for(ssj: Ssj, tmp_path: Path, log: str) -> None:
    path = written(tmp_path, "all", hands.ONE, STRANGER, log=log)
    ran = ssj("verify", LEDGER, "--policy", path, "--today", TODAY, "--json")
    assert (ran.code, json.loads(ran.out)["reason"]) == (1, "PolicyUnmet")


def test_another_log_of_the_same_name_is_not_this_one(ssj: Ssj, tmp_path: Path) -> None:
    path = written(tmp_path, 1, hands.ONE, log=f"log {Party(hands.ORIGIN, 1, 'x').key.text}\n")
    assert ssj("verify", LEDGER, "--policy", path, "--today", TODAY).code == 1


def test_what_is_no_policy_is_told_by_its_line(ssj: Ssj, tmp_path: Path) -> None:
    path = tmp_path / "policy"
    path.write_text("log\nquorum none\n")
    ran = ssj("verify", LEDGER, "--policy", path)
    assert (ran.code, "第 1 行" in ran.err) == (2, True)
    assert ssj("verify", LEDGER, "--policy", LEDGER / "policy", "--hashes").code == 2
