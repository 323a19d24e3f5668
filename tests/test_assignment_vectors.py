"""Section 4.5 has one reading: the vectors tell it from the others, and every implementation gives their answers."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from random import Random
from typing import Any

import pytest

from ssj_publish import errors
from ssj_publish.core.draw.assignment import assign
from tests import assignment_vectors as vectors

ENTRIES: list[dict[str, Any]] = json.loads(vectors.FILE.read_text("utf-8"))
SCRIPT = Path(__file__).parents[1] / "theme" / "static" / "verify_draw.py"


def by_core(one: dict[str, Any]) -> dict[str, list[str]] | None:
    away = {body: frozenset(names) for body, names in one["recused"].items()}
    bodies = [(body, tuple(frozenset(slot) - away[body] for slot in one["slots"])) for body in one["bodies"]]
    try:
        made = assign(bodies, one["cap"], one["preference"].__getitem__)
    except errors.Infeasible:
        return None
    return {body: list(team) for body, team in made.teams.items()}


def by_single_file(one: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]] | None:
    spec = importlib.util.spec_from_file_location("verify_draw", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)

    def preference(_: Any, body: str) -> list[str]:
        return [who for who in one["preference"][body] if who not in one["recused"][body]]

    monkeypatch.setattr(module, "preference", preference)
    try:
        found = module.assign({"drawn": one["bodies"], "eligible": one["slots"], "commit": {"cap": one["cap"]}})
    except AssertionError as refused:
        assert "无人可派" in str(refused)  # the verifier's own refusal, not this test's
        return None
    return dict(found)


def test_the_file_is_what_the_generator_makes_and_tells_every_reading() -> None:
    """``python -m tests.assignment_vectors`` writes it anew."""
    assert vectors.FILE.read_bytes() == vectors.content()
    assert {one["tells"] for one in ENTRIES} == {"", *vectors.READINGS}
    for one in ENTRIES:
        assert vectors.read(one) == one["teams"]
        assert not one["tells"] or vectors.read(one, one["tells"]) != one["teams"]


@pytest.mark.parametrize("one", ENTRIES, ids=lambda one: one["tells"])
def test_the_core_and_the_single_file_give_the_answer(one: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    assert by_core(one) == one["teams"]
    assert by_single_file(one, monkeypatch) == one["teams"]


def test_thousands_of_instances_agree_with_the_text() -> None:
    chance = Random(46)
    found = 0
    for _ in range(2000):
        one = vectors.instance(chance)
        teams = by_core(one)
        assert teams == vectors.read(one)
        found += teams is not None
    assert 200 < found < 1900
