"""Checkpoints: one spelling, one log, and witnesses counted by their keys."""

from __future__ import annotations

import json
from base64 import b64decode
from pathlib import Path

import pytest

from ssj_publish import errors
from ssj_publish.core.tlog.checkpoint import Checkpoint, leaf, verify
from ssj_publish.core.tlog.note import Note, NoteSignature
from ssj_publish.core.tlog.vkey import LOG, WITNESS, VerifierKey, parse_verifier_key
from tests.bureau import Party

VECTORS = Path(__file__).parents[2] / "vectors" / "log"
COSIGNATURE = json.loads((VECTORS / "cosignature-timestamp.json").read_text("utf-8"))


TEXT = Checkpoint("example.com/log", 5, b"\x07" * 32).text
LOG_ = Party("example.com/log", LOG, "1")
ONE, TWO = Party("w.example/1", WITNESS, "2"), Party("w.example/2", WITNESS, "3")


def test_the_published_cosignature_is_dated() -> None:
    """The vector gives no text, so only its reading can be held to it."""
    raw = b64decode(COSIGNATURE["sig_base64"])
    keys = [parse_verifier_key(key) for key in COSIGNATURE["good_vkeys"]]
    assert int.from_bytes(raw[4:12]) == COSIGNATURE["timestamp"]
    assert raw[:4] not in {key.id for key in keys if key.type == LOG}
    with pytest.raises(errors.NoteSignatureWrong):
        VerifierKey("x", WITNESS, keys[0].public).check("x\n", b64decode(COSIGNATURE["not_a_cosig"])[4:])


def test_witnesses_count_with_their_times() -> None:
    standing = verify(Note(TEXT, (LOG_.sign(TEXT), ONE.sign(TEXT, 5), TWO.sign(TEXT, 6))), LOG_.key, (ONE.key, TWO.key))
    assert standing.times == {ONE.key: 5, TWO.key: 6}
    assert standing.witnesses == 2


def test_the_logs_signature_need_not_come_first() -> None:
    assert verify(Note(TEXT, (ONE.sign(TEXT), LOG_.sign(TEXT))), LOG_.key, (ONE.key,)).witnesses == 1


def test_witnesses_alone_make_no_checkpoint() -> None:
    with pytest.raises(errors.NoteUnsigned):
        verify(Note(TEXT, (ONE.sign(TEXT),)), LOG_.key, (ONE.key,))


def test_an_unknown_witness_counts_nothing() -> None:
    assert verify(Note(TEXT, (LOG_.sign(TEXT), ONE.sign(TEXT))), LOG_.key, (TWO.key,)).witnesses == 0


def test_one_key_under_two_names_is_one_witness() -> None:
    twin = Party("w.example/twin", WITNESS, "2")
    signed = Note(TEXT, (LOG_.sign(TEXT), ONE.sign(TEXT), twin.sign(TEXT)))
    assert verify(signed, LOG_.key, (ONE.key, twin.key)).witnesses == 1


def test_a_signature_twice_is_one_witness() -> None:
    signed = Note(TEXT, (LOG_.sign(TEXT), ONE.sign(TEXT, 5), ONE.sign(TEXT, 6)))
    assert verify(signed, LOG_.key, (ONE.key,)).times == {ONE.key: 5}


def test_a_log_is_no_witness_of_itself() -> None:
    own = Party("w.example/own", WITNESS, "1")
    assert verify(Note(TEXT, (LOG_.sign(TEXT), own.sign(TEXT))), LOG_.key, (own.key,)).witnesses == 0


def test_a_cosignature_at_another_time_than_signed_is_refused() -> None:
    signed = ONE.sign(TEXT, 5)
    moved = NoteSignature(signed.name, signed.key_id, (6).to_bytes(8) + signed.signature[8:])
    with pytest.raises(errors.NoteSignatureWrong):
        verify(Note(TEXT, (LOG_.sign(TEXT), moved)), LOG_.key, (ONE.key,))


def test_the_checkpoint_of_another_log_is_refused() -> None:
    with pytest.raises(errors.CheckpointForeign):
        verify(Note(TEXT, (LOG_.sign(TEXT),)), VerifierKey("example.com/other", LOG, LOG_.key.public))


def test_leaves_are_the_lines_of_sha256sum() -> None:
    assert leaf(1, "0" * 64) == b"0" * 64 + b"  000/000001.yaml\n"
