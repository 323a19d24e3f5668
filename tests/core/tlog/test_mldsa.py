"""ML-DSA-44 public keys: one length, one id, and signatures that hold or not."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

import pytest

from ssj_publish import errors
from ssj_publish.core.tlog.mldsa import LatticeKey
from ssj_publish.core.tlog.vkey import LATTICE
from tests.bureau import Party

PARTY = Party("w.example/1", LATTICE, "1")
KEY = LatticeKey(PARTY.key.public.raw)


@pytest.mark.parametrize("size", [0, 32, 1311, 1313])
def test_a_key_has_one_length(size: int) -> None:
    """What is refused is named by its first bytes, and not whole."""
    with pytest.raises(errors.VerifierKeyMalformed) as caught:
        LatticeKey(bytes(size))
    assert caught.value.data == {"key": bytes(min(size, 32)).hex(), "reason": "form"}


def test_any_bytes_of_that_length_are_a_key_with_an_id_without_padding() -> None:
    key = LatticeKey(bytes(LatticeKey.SIZE))
    assert key.key_id == "SHA256:" + b64encode(sha256(bytes(1312)).digest()).decode().removesuffix("=")


@pytest.mark.parametrize("spoil", ["message", "signature", "length", "key"])
def test_a_signature_is_of_these_bytes_by_this_key(spoil: str) -> None:
    signature = PARTY.sign_bytes(b"head")
    KEY.verify(b"head", signature)
    assert len(signature) == 2420
    key = LatticeKey(Party("w.example/1", LATTICE, "2").key.public.raw) if spoil == "key" else KEY
    message = b"heae" if spoil == "message" else b"head"
    if spoil == "signature":
        signature = bytes([signature[0] ^ 1]) + signature[1:]
    if spoil == "length":
        signature = signature[:-1]
    with pytest.raises(errors.BadSignature) as caught:
        key.verify(message, signature)
    assert caught.value.data["key"] == key.key_id
