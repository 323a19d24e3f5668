"""Proofs to keep: a file that shows, by itself, that a record is in the log."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from ssj_publish import errors
from ssj_publish.core.signatures import PublicKey
from ssj_publish.core.tlog import proof
from ssj_publish.core.tlog.checkpoint import Checkpoint, leaf
from ssj_publish.core.tlog.merkle import Tree
from ssj_publish.core.tlog.note import Note, NoteSignature
from ssj_publish.core.tlog.proof import Proof
from ssj_publish.core.tlog.vkey import LOG, VerifierKey

PRIVATE = Ed25519PrivateKey.from_private_bytes(b"\x01" * 32)
KEY = VerifierKey("example.com/log", LOG, PublicKey(PRIVATE.public_key().public_bytes_raw()))
LEAVES = [leaf(seq, f"{seq:064x}") for seq in range(1, 12)]
TREE = Tree.over(LEAVES)
TEXT = Checkpoint(KEY.name, len(LEAVES), TREE.root).text
NOTE = Note(TEXT, (NoteSignature(KEY.name, KEY.id, PRIVATE.sign(TEXT.encode())),))
PROOFS = [Proof(index, tuple(TREE.inclusion_proof(index)), NOTE) for index in range(len(LEAVES))]


@pytest.mark.parametrize("made", PROOFS, ids=lambda made: str(made.index))
def test_every_leaf_is_shown_by_its_own_file_alone(made: Proof) -> None:
    read = proof.parse(proof.form(made))
    assert read == made
    assert read.verify(LEAVES[made.index], KEY).checkpoint.size == len(LEAVES)
    for other in LEAVES:
        if other != LEAVES[made.index]:
            with pytest.raises(errors.ProofRefused):
                read.verify(other, KEY)


@given(st.sampled_from(PROOFS), st.data())
def test_no_changed_byte_goes_unnoticed(made: Proof, data: st.DataObject) -> None:
    """Whatever byte is changed, the file is refused, or the proof does not hold."""
    whole = proof.form(made)
    at = data.draw(st.integers(0, len(whole) - 1))
    changed = whole[:at] + bytes([whole[at] ^ data.draw(st.integers(1, 255))]) + whole[at + 1 :]
    with pytest.raises(errors.NotVerified):
        proof.parse(changed).verify(LEAVES[made.index], KEY)


@given(st.binary() | st.builds(lambda text: b"c2sp.org/tlog-proof@v1\n" + text, st.binary()))
def test_any_bytes_are_one_proof_or_none(data: bytes) -> None:
    try:
        made = proof.parse(data)
    except (errors.TlogProofMalformed, errors.NoteMalformed):
        return
    assert proof.form(made) == data


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (b"@v1", b"@v2", "lines"),
        (b"index 3", b"extra A\nindex 3", "extra"),
        (b"index 3", b"extra AB==\nindex 3", "extra"),
        (b"index 3", b"extra AA==\nextra AA==\nindex 3", "lines"),
        (b"index 3", b"extra \nindex 3", "extra"),
        (b"index 3", b"extra\nindex 3", "lines"),
        (b"index 3", b"index 03", "index"),
        (b"index 3", b"index -3", "index"),
        (b"index 3\n", b"index 3\nAA==\n", "nodes"),
        (b"index 3\n", b"index 3\n" + b"A" * 43 + b"=\n" * 64, "nodes"),
    ],
)
def test_what_is_wrong_is_named(old: bytes, new: bytes, reason: str) -> None:
    with pytest.raises(errors.TlogProofMalformed) as caught:
        proof.parse(proof.form(PROOFS[3]).replace(old, new))
    assert caught.value.reason == reason


def test_what_is_extra_is_kept_and_proves_nothing() -> None:
    """C2SP tlog-proof: an optional line of the application's, which nobody has signed."""
    for extra in (b"\x00", b"anything", b"x" * 5000):
        made = Proof(3, PROOFS[3].path, NOTE, extra)
        assert proof.parse(proof.form(made)) == made
        assert made.verify(LEAVES[3], KEY).checkpoint.size == len(LEAVES)
        with pytest.raises(errors.ProofRefused):
            made.verify(extra, KEY)


@pytest.mark.parametrize("change", [1, -1])
def test_a_neighbours_index_is_refused(change: int) -> None:
    with pytest.raises(errors.ProofRefused):
        Proof(3 + change, PROOFS[3].path, NOTE).verify(LEAVES[3], KEY)


def test_a_shorter_or_longer_path_is_refused() -> None:
    for path in (PROOFS[3].path[:-1], (*PROOFS[3].path, bytes(32)), ()):
        with pytest.raises(errors.ProofRefused):
            Proof(3, path, NOTE).verify(LEAVES[3], KEY)
