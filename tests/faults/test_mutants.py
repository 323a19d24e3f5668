"""Random mutants of the example county's records; ``python -m tests.faults.mutants`` tries a hundred thousand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from ssj_publish.core import replay
from ssj_publish.core.authority import Keyring
from ssj_publish.core.entry import Entry
from ssj_publish.ledger import layout, store
from tests.faults import mutants

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def entries() -> Sequence[Entry]:
    return list(store.read_entries(mutants.ROOT / "ledger"))


def test_the_door_takes_no_mutant(entries: Sequence[Entry]) -> None:
    told = mutants.run(entries, 4_000, seed=1)
    assert told.taken == []
    assert sum(told.tried.values()) > 3_500
    assert told.refused["BadSignature"] > 500


def test_a_door_that_looks_at_no_signature_would_take_some(
    entries: Sequence[Entry], monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that the test above is known to try what only a signature tells."""
    monkeypatch.setattr(Keyring, "obligations", lambda *_: [])
    assert len(mutants.run(entries[:80], 400, seed=1).taken) > 25


def test_no_checkpoint_token_or_answer_holds_spoilt(entries: Sequence[Entry], tmp_path: Path) -> None:
    kept = mutants.ROOT / "ledger" / layout.CHECKPOINTS
    told = mutants.run_checkpoints(replay.replay(entries).state, kept, tmp_path, 120, seed=1)
    assert told.taken == []
    assert told.tried["checkpoint"] > 100
