"""Every way of tampering that we can name is noticed, with the words that a reader needs.

``python -m tests.faults`` prints the table of cases tried, detected and lost.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ssj_publish import errors
from ssj_publish.cli import run, verify
from ssj_publish.words.visible import visible
from tests.faults import every  # noqa: F401  # fills CASES
from tests.faults.kit import CASES, Bureau, Case

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("records_once")]


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Bureau(tmp_path_factory.mktemp("faults")).repo


def arguments(bureau: Bureau, one: Case) -> list[str]:
    return ["verify", str(bureau.repo), *(["--since", str(bureau.saved)] if one.since else [])]


def once(verdict: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    """``verdict`` is reached the first time, and told again from then on."""
    kept: list[dict[str, Any] | errors.NotVerified] = []

    def reach(*arguments: Any) -> dict[str, Any]:
        if not kept:
            try:
                kept.append(verdict(*arguments))
            except errors.NotVerified as fault:
                kept.append(fault)
        if isinstance(kept[0], errors.NotVerified):
            raise kept[0]
        return kept[0]

    return reach


def test_the_pristine_ledger_verifies(template: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Else every case below would be detected for nothing; its second witness's time came after the draws."""
    assert run(["verify", str(template), "--since", str(template / "saved.note")]) == 0
    assert "延续" in capfd.readouterr().out


@pytest.mark.parametrize("one", CASES, ids=lambda one: f"{one.group}：{one.name}")
def test_tampering_is_noticed(
    one: Case, template: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 1 and one sentence with the reason, in JSON too; what is no tampering passes."""
    monkeypatch.setattr(verify, "_whole", once(verify._whole))
    bureau = Bureau(tmp_path, template)
    one.tamper(bureau)
    code = run(arguments(bureau, one))
    said = capfd.readouterr()
    assert "Traceback" not in said.err + said.out
    if one.says:
        assert (code, one.says in said.err) == (1, True), (code, said.err)
        assert run([*arguments(bureau, one), "--json"]) == 1
        told = json.loads(capfd.readouterr().out)
        assert (told["verified"], one.says in visible(told["message"])) == (False, True)
    else:
        assert (code, one.tells in said.out) == (0, True), (code, said.err, said.out)


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 95
    assert len({(one.group, one.name) for one in CASES}) == len(CASES)
