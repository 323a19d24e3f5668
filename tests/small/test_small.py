"""The small ledger: the generator makes it byte for byte, every occasion is in it, and all verifiers agree on it."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from ssj_publish import errors
from ssj_publish.ledger import verified
from ssj_publish.ledger.files import Folder
from ssj_publish.ledger.verified import Tier, Verified
from tests.cli.conftest import Ssj
from tests.cli.conftest import ssj as ssj
from tests.markdown import CHECKS
from tests.small import publish
from tests.small.occasions import OCCASIONS, Read, shown
from tests.small.play import TODAY

LEDGER = publish.FOLDER / "ledger"
SCRIPT = Path(__file__).parents[2] / "theme" / "static" / "verify_draw.py"
#: What the site may weigh more for it, in bytes.
WEIGHT = 1_000_000


@pytest.fixture(scope="module")
def found() -> Verified:
    return verified.verify(Folder(LEDGER), Tier.ALONE, today=TODAY)


@pytest.fixture(scope="module")
def expected() -> dict[str, Any]:
    said: dict[str, Any] = json.loads((publish.FOLDER / "expected.json").read_text("utf-8"))
    return said


def test_the_files_are_what_the_generator_makes() -> None:
    there = {name: data for name, data in publish.published().items() if name != publish.FAULTS}
    made = publish.made(there)
    assert there.keys() == made.keys(), "run `python -m tests.small`"
    assert [name for name in made if made[name] != there[name]] == [], "run `python -m tests.small`"


def test_it_is_small(found: Verified) -> None:
    assert found.head.seq < 60
    assert sum(map(len, publish.published().values())) < WEIGHT


@pytest.mark.parametrize("name", OCCASIONS)
def test_each_occasion_occurs(name: str, found: Verified) -> None:
    assert list(OCCASIONS[name](Read(found, TODAY)))


def test_the_conclusion_is_the_published_one(found: Verified, expected: dict[str, Any]) -> None:
    assert json.loads(json.dumps(publish.expected(found))) == expected
    assert expected["occasions"] == shown(Read(found, TODAY))


def test_ssj_verify_concludes_the_same(ssj: Ssj, expected: dict[str, Any]) -> None:
    """What anybody sees who runs the program on the folder."""
    ran = ssj("verify", LEDGER, "--today", TODAY, "--json")
    assert ran.code == 0
    said = json.loads(ran.out)
    for name in ("verified", "origin", "genesis", "records", "head", "root", "signatures"):
        assert said[name] == expected[name]
    assert said["draws"] == len(expected["draws"])
    assert said["seals_false"] == sum(one["seal_holds"] is False for one in expected["draws"]) == 1
    listed = [(one["code"], [record["seq"] for record in one["records"]], one["day"]) for one in said["irregularities"]]
    assert listed == [(one["code"], one["records"], one["day"]) for one in expected["irregularities"]]
    assert said["unwitnessed"]["records"] == expected["unwitnessed"]
    told = [(one["record"], one["root"], one["in_force_after"]) for one in said["trust_changes"]]
    assert told == [tuple(one.values()) for one in expected["trust_changes"]]


def test_on_another_day_its_contents_stand_otherwise() -> None:
    """So that the day is part of the conclusion: the penalty's texts were public until May."""
    with pytest.raises(errors.DisclosureMissing):
        verified.verify(Folder(LEDGER), Tier.ALONE, today=date(2025, 5, 1))


@pytest.fixture
def url() -> Iterator[str]:
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(publish.FOLDER)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.slow
def test_it_is_verified_at_its_address_like_any_site(ssj: Ssj, url: str, expected: dict[str, Any]) -> None:
    ran = ssj("verify", url, "--today", TODAY, "--json")
    assert ran.code == 0, ran.err
    assert json.loads(ran.out)["head"] == expected["head"]


def test_the_single_file_redoes_all_its_draws(expected: dict[str, Any]) -> None:
    for one in expected["draws"]:
        command = [sys.executable, "-I", "-S", str(SCRIPT), str(publish.FOLDER / one["data"]), str(LEDGER)]
        done = subprocess.run(command, cwd="/", capture_output=True, encoding="utf-8", check=False)
        assert (done.returncode, done.stderr) == (0, ""), done.stdout
        assert "✗" not in done.stdout
        assert "✓ 台账" in done.stdout
        assert (f"✓ {CHECKS['teams']}" in done.stdout) == (one["seed"] is not None)
