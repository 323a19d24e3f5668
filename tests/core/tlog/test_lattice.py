"""ML-DSA-44 (C2SP type 0x06) for logs and witnesses, beside Ed25519."""

from __future__ import annotations

from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PublicKey

from ssj_publish import errors
from ssj_publish.core.tlog import note, proof
from ssj_publish.core.tlog.checkpoint import Checkpoint, verify
from ssj_publish.core.tlog.merkle import Tree
from ssj_publish.core.tlog.mldsa import LatticeKey
from ssj_publish.core.tlog.note import Note, NoteSignature
from ssj_publish.core.tlog.vkey import LATTICE, LOG, WITNESS, VerifierKey, cosigned_message, parse_verifier_key
from tests.bureau import Party

HEAD = Checkpoint("example.com/log", 5, b"\x07" * 32)
TEXT = HEAD.text
LOG_, NEW_LOG = Party("example.com/log", LOG, "1"), Party("example.com/log", LATTICE, "1")
ONE, TWO = Party("w.example/1", LATTICE, "2"), Party("w.example/2", WITNESS, "3")


def test_the_signed_message_is_that_of_the_text() -> None:
    """tlog-cosignature (2026-06-03), byte for byte: label, name, time, origin, start, end, hash."""
    assert cosigned_message("w.example/1", 1_679_315_147, TEXT) == bytes.fromhex(
        "737562747265652f76310a000b772e6578616d706c652f31000000006418 50cb".replace(" ", "")
        + "0f6578616d706c652e636f6d2f6c6f67"
        "0000000000000000"
        "0000000000000005" + "07" * 32
    )


def test_its_signature_is_fips_204s_own_over_that_message() -> None:
    line = ONE.sign(TEXT, 7)
    assert len(line.signature) == 8 + 2420
    public = MLDSA44PublicKey.from_public_bytes(ONE.key.public.raw)
    public.verify(line.signature[8:], cosigned_message("w.example/1", 7, TEXT))


def test_such_a_key_has_one_spelling() -> None:
    """Its ID is SHA-256(name ‖ 0x0A ‖ 0x06 ‖ 1,312 bytes)[:4]."""
    assert parse_verifier_key(ONE.key.text) == ONE.key
    assert len(ONE.key.public.raw) == 1312
    with pytest.raises(errors.VerifierKeyMalformed):
        parse_verifier_key(ONE.key.text[:-4])
    with pytest.raises(errors.VerifierKeyMalformed):
        LatticeKey(bytes(1311))
    type_: Any
    for type_, public in ((WITNESS, ONE.key.public), (LATTICE, TWO.key.public)):
        with pytest.raises(errors.VerifierKeyMalformed):
            VerifierKey("x", type_, public)
    with pytest.raises(errors.VerifierKeyMalformed):
        VerifierKey("x" * 256, LATTICE, ONE.key.public)


@pytest.mark.parametrize("log", [LOG_, NEW_LOG], ids=["Ed25519", "ML-DSA-44"])
def test_logs_and_witnesses_of_either_kind_go_together(log: Party) -> None:
    standing = verify(
        note.parse(note.form(Note(TEXT, (log.sign(TEXT, 4), ONE.sign(TEXT, 5), TWO.sign(TEXT, 6))))),
        log.key,
        (ONE.key, TWO.key),
    )
    assert standing.times == {ONE.key: 5, TWO.key: 6}


def test_a_logs_own_time_is_no_witnesss() -> None:
    twin = Party("w.example/twin", LATTICE, "1")
    standing = verify(Note(TEXT, (NEW_LOG.sign(TEXT), twin.sign(TEXT))), NEW_LOG.key, (twin.key,))
    assert standing.witnesses == 0


def test_witnesses_alone_make_no_checkpoint() -> None:
    with pytest.raises(errors.NoteUnsigned):
        verify(Note(TEXT, (ONE.sign(TEXT),)), NEW_LOG.key, (ONE.key,))


@pytest.mark.parametrize(
    "text",
    [
        Checkpoint("example.com/other", 5, b"\x07" * 32).text,
        Checkpoint("example.com/log", 6, b"\x07" * 32).text,
        Checkpoint("example.com/log", 5, b"\x08" * 32).text,
        "no checkpoint\n",
    ],
)
def test_a_signature_is_of_one_head(text: str) -> None:
    with pytest.raises(errors.NoteSignatureWrong):
        ONE.key.check(text, ONE.sign(TEXT).signature)


def test_the_time_is_signed_and_so_is_the_name() -> None:
    """Unlike Ed25519's cosignatures, these commit to who made them."""
    signed = ONE.sign(TEXT, 5)
    for key, signature in (
        (ONE.key, (6).to_bytes(8) + signed.signature[8:]),
        (ONE.key, (2**63).to_bytes(8) + signed.signature[8:]),
        (ONE.key, signed.signature[:-1]),
        (ONE.key, b""),
        (VerifierKey("w.example/other", LATTICE, ONE.key.public), signed.signature),
    ):
        with pytest.raises(errors.NoteSignatureWrong):
            key.check(TEXT, signature)


def test_a_time_of_zero_is_no_cosignature() -> None:
    """It would say nothing of when (tlog-witness: the timestamp MUST NOT be zero)."""
    message = cosigned_message(ONE.key.name, 0, TEXT)
    with pytest.raises(errors.NoteSignatureWrong):
        ONE.key.check(TEXT, bytes(8) + ONE.private.sign(message))


def test_a_note_holds_sixteen_of_them() -> None:
    """signed-note: verifiers MUST accept at least 16 signatures."""
    witnesses = [Party(f"w.example/{number}", LATTICE, str(number)) for number in range(16)]
    whole = note.parse(note.form(Note(TEXT, (LOG_.sign(TEXT), *(one.sign(TEXT) for one in witnesses)))))
    assert verify(whole, LOG_.key, [one.key for one in witnesses]).witnesses == 16


def test_a_proof_rests_on_them_too() -> None:
    leaves = [b"a", b"b", b"c"]
    tree = Tree.over(leaves)
    text = Checkpoint("example.com/log", 3, tree.root).text
    made = proof.Proof(1, tuple(tree.inclusion_proof(1)), Note(text, (NEW_LOG.sign(text), ONE.sign(text))))
    assert proof.parse(proof.form(made)).verify(b"b", NEW_LOG.key, (ONE.key,)).witnesses == 1


def test_an_unclean_line_of_it_is_none() -> None:
    line = ONE.sign(TEXT)
    spelled = NoteSignature(line.name, line.key_id, line.signature, "AAAA")
    with pytest.raises(errors.NoteSignatureWrong):
        note.check(ONE.key, TEXT, spelled)
