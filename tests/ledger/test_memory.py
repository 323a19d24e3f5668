"""What this machine remembers of a log it signs for: the last note, never forgotten by mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from ssj_publish import errors
from ssj_publish.core.tlog import note
from ssj_publish.core.tlog.checkpoint import Checkpoint
from ssj_publish.core.tlog.note import Note
from ssj_publish.ledger import memory
from tests.bureau import LOG, ORIGIN

GENESIS = "ab" * 32


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SSJ_STATE_DIR", str(tmp_path / "state"))
    return tmp_path / "state"


def remembered(*notes: Note) -> None:
    """As whoever signs does it: alone."""
    with memory.alone(GENESIS):
        for one in notes:
            memory.remember(GENESIS, one)


def signed(size: int) -> Note:
    text = Checkpoint(ORIGIN, size, bytes(32)).text
    return Note(text, (LOG.sign(text),))


def test_the_last_note_is_remembered_and_ledgers_are_kept_apart(state: Path) -> None:
    assert memory.recall(GENESIS) is None
    remembered(signed(1), signed(2))
    assert memory.recall(GENESIS) == signed(2)
    assert memory.recall("cd" * 32) is None
    assert [one.name for one in state.rglob("*.note")] == [f"{GENESIS}.note"]


@pytest.mark.parametrize("damage", ["cut", "empty", "link"])
def test_a_damaged_memory_is_no_empty_one(state: Path, damage: str) -> None:
    """Who forgets what it has signed would sign a second history."""
    remembered(signed(1))
    [path] = state.rglob("*.note")
    if damage == "link":
        path.unlink()
        path.symlink_to(state / "nowhere")
        with pytest.raises((OSError, errors.SsjError)):
            memory.recall(GENESIS)
        return
    path.write_bytes(note.form(signed(1))[:-9] if damage == "cut" else b"")
    with pytest.raises(errors.NoteMalformed) as caught:
        memory.recall(GENESIS)
    assert caught.value.data["name"] == str(path)


def test_where_nothing_can_be_written_that_is_said(state: Path) -> None:
    state.write_bytes(b"a file in the folder's place")
    with pytest.raises(errors.StorageFailed) as caught:
        memory.remember(GENESIS, signed(1))
    assert caught.value.data["folder"] == str(state / "log")


def test_two_do_not_sign_at_once(state: Path) -> None:
    with memory.alone(GENESIS):
        assert [one.name for one in state.rglob("*.lock")] == [f"{GENESIS}.lock"]
    with memory.alone(GENESIS):
        pass


def test_a_ledger_for_which_nothing_was_signed_has_no_memory_to_damage(state: Path) -> None:
    remembered(signed(1))
    [path] = state.rglob("*.note")
    assert path == state / "log" / f"{GENESIS}.note"
    path.unlink()
    assert memory.recall(GENESIS) is None
