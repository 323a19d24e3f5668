"""``ssj draw seal``: all parties sign, at one table or in their own rooms, and a false seal is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ssj_publish.core.draw import outcome
from tests.cli.conftest import Ran, Ssj, files, once
from tests.cli.test_again import opened
from tests.cli.test_opening import LATER, PARTIES
from tests.cli.test_year import SIGNATURE, TASK, committed, key, promised

pytestmark = pytest.mark.slow


@pytest.fixture
def secrets(ssj: Ssj, office: Path) -> list[Path]:
    """Committed to, sealed to be; the three secrets."""
    found = promised(ssj, office)

    def commit() -> None:
        assert committed(ssj, office, "--sealed").code == 0

    once(office, commit)
    return found


def seal(ssj: Ssj, office: Path, secrets: list[Path], *rest: object) -> Ran:
    given = [part for path in secrets for part in ("--secret-file", path)]
    return ssj("-C", office, "draw", "seal", TASK, *given, "--signature", SIGNATURE, *LATER, *rest)


def test_several_keys_at_one_table_seal(ssj: Ssj, office: Path, secrets: list[Path]) -> None:
    ran = seal(ssj, office, secrets, *key(office, *PARTIES))
    assert ran.code == 0, ran.err
    assert ssj("verify", office).out.startswith("核对无误")


@pytest.mark.parametrize(
    ("roles", "missing"),
    [
        (("minban",), "政策法规科、派驻纪检监察组"),
        (("minban", "zhengce"), "派驻纪检监察组"),
        (("minban", "jijian"), "政策法规科"),
    ],
)
def test_who_is_missing_is_named_and_nobody_else(
    ssj: Ssj, office: Path, secrets: list[Path], roles: tuple[str, ...], missing: str
) -> None:
    before = files(office)
    ran = seal(ssj, office, secrets, *key(office, *roles))
    assert ran.code == 2
    assert f"缺少应当签署的一方：{missing}（" in ran.err
    assert files(office) == before


def test_a_false_seal_is_told_by_every_command_that_can_know(
    ssj: Ssj, office: Path, secrets: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(outcome, "seal_root", lambda found: "1" * 64)
        assert seal(ssj, office, secrets, *key(office, *PARTIES)).code == 0
    assert ssj("verify", office).out.startswith("核对无误"), "nobody can know yet"
    ran = opened(ssj, office, secrets, *PARTIES)
    assert ran.code == 0, ran.err
    assert "封存不实" in ran.out
    ran = ssj("verify", office)
    assert (ran.code, ran.out.startswith("封存不实：")) == (0, True)
    told = json.loads(ssj("verify", office, "--json").out)
    assert (told["verified"], told["seals_false"]) == (True, 1)
    [one] = [one for one in told["irregularities"] if one["code"] == "seal-false"]
    assert (one["task"], one["ordinal"], one["title"]) == (TASK, 1, "封存不实")
