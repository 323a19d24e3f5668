"""The published faults: the generator makes them, each is refused for its own reason, and what is no fault passes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ssj_publish import errors
from tests.cli.conftest import Ssj
from tests.cli.conftest import ssj as ssj
from tests.small import corpus, faults, publish
from tests.small.play import TODAY

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("records_once")]

PUBLISHED = publish.published()
LEDGER = faults.ledger_files(PUBLISHED)
CASES: list[dict[str, Any]] = json.loads(PUBLISHED[publish.FAULTS])


def test_the_file_is_what_the_generator_makes() -> None:
    assert faults.told(corpus.corpus(PUBLISHED)) == PUBLISHED[publish.FAULTS], "run `python -m tests.small`"


def test_there_are_enough_and_each_has_a_name_of_its_own() -> None:
    assert len({one["name"] for one in CASES}) == len(CASES) > 100
    assert sum(one["accept"] for one in CASES) > 10
    assert all(one["accept"] == (one["reason"] is None) for one in CASES)
    assert all(issubclass(getattr(errors, one["reason"]), errors.NotVerified) for one in CASES if not one["accept"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_each_is_judged_as_it_says(case: dict[str, Any], ssj: Ssj, tmp_path: Path) -> None:
    """By the program, on the files that anybody gets who applies the patch."""
    made = faults.applied(LEDGER, case)
    assert made != LEDGER or case["name"] == "as-it-stands"
    for name, data in made.items():
        path = tmp_path / "ledger" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    ran = ssj("verify", tmp_path / "ledger", "--today", TODAY, "--json")
    said = json.loads(ran.out)
    assert (ran.code, said["verified"], said.get("reason")) == (
        0 if case["accept"] else 1,
        case["accept"],
        case["reason"],
    )
