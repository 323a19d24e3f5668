"""Checkpoints on disk: add-only, named by what they are, nothing else among them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssj_publish import errors
from ssj_publish.core.tlog import note
from ssj_publish.core.tlog.checkpoint import Checkpoint
from ssj_publish.core.tlog.note import Note
from ssj_publish.ledger import checkpoints, store
from ssj_publish.ledger.layout import CheckpointName, parse_checkpoint_name
from tests.bureau import LOG, ORIGIN, WITNESSES

TEXT = Checkpoint(ORIGIN, 7, bytes(32)).text
NOTE = Note(TEXT, (LOG.sign(TEXT),))


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    folder = tmp_path / "ledger"
    folder.mkdir()
    return folder


def test_what_is_added_is_read_again(ledger: Path) -> None:
    cosignatures = [one.sign(TEXT) for one in WITNESSES]
    checkpoints.add(ledger, NOTE, 7)
    for one in cosignatures:
        checkpoints.add_cosignature(ledger, 7, one)
    checkpoints.add_token(ledger, 7, "ca.1", b"token")
    (found,) = checkpoints.read(ledger)
    assert (found.size, found.note, found.tokens) == (7, NOTE, (("ca.1", b"token"),))
    assert sorted(found.cosignatures, key=str) == sorted(cosignatures, key=str)
    assert list(store.read_entries(ledger)) == []


def test_a_ledger_without_checkpoints_has_none(ledger: Path) -> None:
    assert checkpoints.read(ledger) == []


def test_adding_again_is_nothing_and_adding_another_is_refused(ledger: Path) -> None:
    path = checkpoints.add(ledger, NOTE, 7)
    checkpoints.add(ledger, NOTE, 7)
    other = Checkpoint(ORIGIN, 7, b"\x01" * 32).text
    with pytest.raises(errors.CheckpointConflict):
        checkpoints.add(ledger, Note(other, (LOG.sign(other),)), 7)
    assert path.read_bytes() == note.form(NOTE)


@pytest.mark.parametrize(
    "name",
    [
        "7.note",
        "000007.NOTE",
        "000000.note",
        "000007.12345678",
        "000007.1234567.cosig",
        "note",
        "0000007.note",
        "000007..tsr",
    ],
)
def test_what_has_no_place_is_named(ledger: Path, name: str) -> None:
    checkpoints.add(ledger, NOTE, 7)
    (ledger / "checkpoints" / name).write_bytes(b"x")
    with pytest.raises(errors.ForeignFile) as caught:
        checkpoints.read(ledger)
    assert caught.value.name == name


def test_an_answer_without_its_checkpoint_is_refused(ledger: Path) -> None:
    checkpoints.add_cosignature(ledger, 7, WITNESSES[0].sign(TEXT))
    with pytest.raises(errors.ForeignFile):
        checkpoints.read(ledger)


def test_a_link_or_a_folder_in_a_checkpoints_place_is_refused(ledger: Path, tmp_path: Path) -> None:
    path = checkpoints.add(ledger, NOTE, 7)
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(errors.ForeignFile):
        checkpoints.read(ledger)


ANSWER, OTHER = (one.sign(TEXT).line.encode() for one in WITNESSES[:2])


@pytest.mark.parametrize("data", [b"", b"\xff", b"text\n", OTHER, ANSWER * 2])
def test_an_answer_that_is_not_its_own_is_refused(ledger: Path, data: bytes) -> None:
    checkpoints.add(ledger, NOTE, 7)
    path = checkpoints.add_cosignature(ledger, 7, WITNESSES[0].sign(TEXT))
    path.write_bytes(data)
    with pytest.raises(errors.CosignatureMisplaced) as caught:
        checkpoints.read(ledger)
    assert caught.value.name.endswith(path.name)


def test_a_damaged_note_is_named(ledger: Path) -> None:
    path = checkpoints.add(ledger, NOTE, 7)
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(errors.NoteMalformed) as caught:
        checkpoints.read(ledger)
    assert caught.value.name == "checkpoints/000007.note"


def test_a_huge_file_is_not_read_whole(ledger: Path) -> None:
    path = checkpoints.add(ledger, NOTE, 7)
    path.write_bytes(b"x" * (note.MAX_BYTES + 1))
    with pytest.raises(errors.RecordTooLarge):
        checkpoints.read(ledger)


@given(
    st.builds(CheckpointName, st.integers(1, 10**14))
    | st.builds(CheckpointName, st.integers(1, 10**14), witness=st.from_regex(r"[0-9a-f]{8}", fullmatch=True))
    | st.builds(
        CheckpointName,
        st.integers(1, 10**14),
        authority=st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,9}", fullmatch=True),
    )
)
def test_a_name_is_read_as_it_is_written(name: CheckpointName) -> None:
    assert parse_checkpoint_name(name.text) == name


def test_what_a_system_leaves_and_the_sites_list_are_passed_over(ledger: Path) -> None:
    checkpoints.add(ledger, NOTE, 7)
    for name in ("SHA256SUMS", "Thumbs.db", ".DS_Store", "._000007.note", ".tmp-0123456789abcdef"):
        (ledger / "checkpoints" / name).write_bytes(b"x")
    assert [one.size for one in checkpoints.read(ledger)] == [7]


def test_they_are_read_by_size_and_each_with_its_own_answers(ledger: Path) -> None:
    """Numbers of more than six figures sort behind shorter ones."""
    sizes = (1_000_000, 7, 999_999)
    for size in sizes:
        text = Checkpoint(ORIGIN, size, bytes(32)).text
        checkpoints.add(ledger, Note(text, (LOG.sign(text),)), size)
        checkpoints.add_token(ledger, size, "ca", b"%d" % size)
        checkpoints.add_cosignature(ledger, size, WITNESSES[0].sign(text))
    found = checkpoints.read(ledger)
    assert [(one.size, one.tokens) for one in found] == [(size, (("ca", b"%d" % size),)) for size in sorted(sizes)]
    for one in found:
        assert one.cosignatures == (WITNESSES[0].sign(one.note.text),)
        assert one.name == f"checkpoints/{one.size:06d}.note"


def test_of_two_answers_the_first_stays(ledger: Path) -> None:
    checkpoints.add(ledger, NOTE, 7)
    first, second = WITNESSES[0].sign(TEXT, 1), WITNESSES[0].sign(TEXT, 2)
    for one in (first, second):
        path = checkpoints.add_cosignature(ledger, 7, one)
        assert path.read_bytes() == first.line.encode()
        assert path == checkpoints.add_token(ledger, 7, "ca", b"%d" % len(one.line)).parent / path.name
    for token in (b"first", b"second"):
        path = checkpoints.add_token(ledger, 7, "x", token)
        assert path.read_bytes() == b"first"


def test_what_is_refused_is_named_with_its_folder(ledger: Path) -> None:
    checkpoints.add(ledger, NOTE, 7)
    other = Checkpoint(ORIGIN, 7, b"\x01" * 32).text
    with pytest.raises(errors.CheckpointConflict) as conflict:
        checkpoints.add(ledger, Note(other, (LOG.sign(other),)), 7)
    assert conflict.value.data == {"name": "checkpoints/000007.note"}
    answer = checkpoints.add_cosignature(ledger, 8, WITNESSES[0].sign(TEXT))
    with pytest.raises(errors.ForeignFile) as orphan:
        checkpoints.read(ledger)
    assert orphan.value.data == {"folder": str(ledger / "checkpoints"), "name": answer.name}


@pytest.mark.parametrize(("size", "whole"), [(checkpoints.MAX_TOKEN, True), (checkpoints.MAX_TOKEN + 1, False)])
def test_a_token_is_read_up_to_its_bound(ledger: Path, size: int, whole: bool) -> None:
    checkpoints.add(ledger, NOTE, 7)
    checkpoints.add_token(ledger, 7, "ca", b"x" * size)
    if whole:
        assert len(checkpoints.read(ledger)[0].tokens[0][1]) == size
    else:
        with pytest.raises(errors.RecordTooLarge):
            checkpoints.read(ledger)
