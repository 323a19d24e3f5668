"""Nothing of a kind is forgotten: each test names the kind that lacks its place, and where the place is."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from ssj_publish.core.kinds import KINDS
from ssj_publish.core.rules import RULES
from ssj_publish.core.rules.amending import CORRECTED, RETRACTED
from ssj_publish.words import labels
from tests.world import World

ROOT = Path(__file__).parents[3]
PACKAGE = ROOT / "ssj_publish"

#: The parts of a person's way to a record: commands, what they call, and what reads workbooks for them.
_WRITERS = ("cli", "office", "importers", "desk")

#: Kinds that `content/pages/protocol.md` does not name as code yet: who writes about one takes it out here.
_UNTOLD = {
    "body-change",
    "case-close",
    "case-correction",
    "draw-void",
    "genesis",
    "inspector-change",
    "item-change",
    "plan",
    "plan-approval",
    "supervision",
}

#: Kinds that no command makes itself, and what does.
_DERIVED = {"draw-commit": "core.draw.commitment.derive"}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_kind_has_its_rule(kind: str) -> None:
    """In `core.rules.RULES`; a genesis founds the state and so has none."""
    assert (kind in RULES) == (kind != "genesis"), f"core/rules/__init__.py: {kind}"


def test_no_rule_is_left_of_a_kind_that_is_gone() -> None:
    assert RULES.keys() <= KINDS.keys()


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_kind_that_can_be_amended_says_what_is_looked_at_again(kind: str) -> None:
    """In `core.rules.amending`: nothing that cannot be corrected or taken back has a place there."""
    shape = KINDS[kind]
    assert (shape in CORRECTED) == (shape.KIND.fixed is not None), f"core/rules/amending.py: CORRECTED, {kind}"
    assert shape not in RETRACTED or shape.KIND.retractable, f"core/rules/amending.py: RETRACTED, {kind}"
    assert set(shape.KIND.fixed or ()) <= set(shape.__struct_fields__), kind


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_kind_has_its_label(kind: str) -> None:
    assert labels.KINDS.get(kind), f"ssj_publish/words: labels.KINDS, {kind}"


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_protocol_names_the_kind(kind: str) -> None:
    """Whoever writes a verifier by the page alone must learn that the kind exists."""
    page = (ROOT / "content" / "pages" / "protocol.md").read_text("utf-8")
    assert (f"`{kind}`" in page) != (kind in _UNTOLD), f"content/pages/protocol.md: {kind}"


def test_the_tests_ledger_holds_a_record_of_every_kind(full_world: World) -> None:
    """By it the snapshot, the pages, the readers in other languages and the tables are tried (`tests.years`)."""
    held = {record.kind for record in full_world.state.records.values()}
    assert not KINDS.keys() - held, "tests/years.py: fullest_year"


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_somebody_can_write_the_kind(kind: str) -> None:
    """A command, or what it calls, makes the body, or gives the kind to the common form."""
    assert kind in _DERIVED or {kind, KINDS[kind].__name__} & _made(), f"ssj_publish/cli: no way to write {kind}"


@cache
def _made() -> set[str]:
    """Every name and text that is called, or handed to a call, where records are written."""
    return set(_handed())


def _handed() -> Iterator[str]:
    for room in _WRITERS:
        for path in (PACKAGE / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Call):
                    for one in (node.func, *node.args, *(keyword.value for keyword in node.keywords)):
                        if isinstance(one, ast.Name):
                            yield one.id
                        elif isinstance(one, ast.Constant) and isinstance(one.value, str):
                            yield one.value
