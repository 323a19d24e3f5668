"""Timelock ciphertexts: a real one opens, ours are the same byte for byte, and nothing that was touched opens."""

from __future__ import annotations

import dataclasses
import json
from base64 import b64decode
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from py_arkworks_bls12381 import GT, G1Point, G2Point

from ssj_publish import errors
from ssj_publish.core.draw import tlock
from ssj_publish.core.draw.drand import QUICKNET

VECTORS = Path(__file__).parents[2] / "vectors"
VECTOR: dict[str, Any] = json.loads((VECTORS / "tlock" / "quicknet-12040883.json").read_text("utf-8"))
ROUND, SIGNATURE = VECTOR["round"], VECTOR["signature"]
AGE = b64decode("".join(VECTOR["age_armored"].strip().splitlines()[1:-1]))
#: where the header's parts begin in the vector's bytes
STANZA = AGE.index(b"\n", AGE.index(b"-> tlock")) + 1
MAC = AGE.index(b"--- ") + 4
NONCE = MAC + 44


def test_the_ciphertext_of_drands_own_test_opens() -> None:
    assert tlock.unlock(QUICKNET, tlock.parse(AGE), SIGNATURE) == VECTOR["plaintext"].encode()
    assert tlock.armored(AGE) == VECTOR["age_armored"].strip() + "\n"


def test_the_same_chance_gives_drands_ciphertext_byte_for_byte() -> None:
    """Whoever can open our files with a tlock tool is shown by this alone, without the tool."""
    locked = tlock.parse(AGE)
    pairing = GT.pairing(
        G1Point.from_compressed_bytes(bytes.fromhex(SIGNATURE)), G2Point.from_compressed_bytes(locked.point)
    )
    mask = sha256(b"IBE-H2" + bytes.fromhex(str(pairing))[::-1]).digest()
    sigma = bytes(a ^ b for a, b in zip(mask, locked.masked_sigma, strict=False))
    key = bytes(a ^ b for a, b in zip(sha256(b"IBE-H4" + sigma).digest(), locked.masked_key, strict=False))
    assert tlock.lock(QUICKNET, ROUND, VECTOR["plaintext"].encode(), sigma + key + locked.nonce) == AGE


@settings(max_examples=15, deadline=None)
@given(st.binary(max_size=200), st.binary(min_size=48, max_size=48))
def test_what_is_locked_opens_and_is_written_in_one_way(text: bytes, chance: bytes) -> None:
    data = tlock.lock(QUICKNET, ROUND, text, chance)
    locked = tlock.parse(data)
    assert tlock.form(locked) == data
    assert tlock.unlock(QUICKNET, locked, SIGNATURE) == text
    assert not text or len(text) < 4 or text not in data


def test_a_whole_chunk_is_the_most() -> None:
    data = tlock.lock(QUICKNET, ROUND, bytes(65_536), bytes(48))
    assert tlock.unlock(QUICKNET, tlock.parse(data), SIGNATURE) == bytes(65_536)
    with pytest.raises(errors.TlockMalformed):
        tlock.parse(data + b"\0")
    with pytest.raises(errors.TlockRefused, match="length"):
        tlock.lock(QUICKNET, ROUND, bytes(65_537), bytes(48))
    with pytest.raises(errors.TlockRefused, match="length"):
        tlock.lock(QUICKNET, ROUND, b"", bytes(47))


@pytest.mark.parametrize("round_", [0, -1, 10**18, 2**64])
def test_a_round_that_cannot_be_written_is_refused(round_: int) -> None:
    with pytest.raises(errors.TlockRefused, match="round"):
        tlock.lock(QUICKNET, round_, b"", bytes(48))


def test_another_rounds_signature_does_not_open() -> None:
    rounds = json.loads((VECTORS / "drand" / "quicknet.json").read_text("utf-8"))["positive"]
    for other in rounds[:3]:
        with pytest.raises(errors.BeaconRefused, match="signature"):
            tlock.unlock(QUICKNET, tlock.parse(AGE), other["signature"])
        with pytest.raises(errors.TlockRefused, match="key"):
            # The other round's own name on the ciphertext makes its signature hold, but it is not the key.
            tlock.unlock(QUICKNET, dataclasses.replace(tlock.parse(AGE), round=other["round"]), other["signature"])


def test_another_chain_is_refused() -> None:
    renamed = dataclasses.replace(tlock.parse(AGE), chain_hash="00" * 32)
    with pytest.raises(errors.TlockRefused, match="chain"):
        tlock.unlock(QUICKNET, renamed, SIGNATURE)


@pytest.mark.parametrize("length", range(0, len(AGE) - len(VECTOR["plaintext"]), 7))
def test_every_truncation_is_refused(length: int) -> None:
    with pytest.raises(errors.TlockMalformed):
        tlock.parse(AGE[:length])


def test_a_shortened_or_lengthened_payload_does_not_open() -> None:
    for data in (AGE[:-1], AGE[: -len(VECTOR["plaintext"])], AGE + b"\0"):
        with pytest.raises(errors.TlockRefused, match="payload"):
            tlock.unlock(QUICKNET, tlock.parse(data), SIGNATURE)


def opens(data: bytes) -> bytes | None:
    """The text, or None for each refusal that has a name; another exception fails the test."""
    try:
        return tlock.unlock(QUICKNET, tlock.parse(data), SIGNATURE)
    except (errors.TlockMalformed, errors.TlockRefused, errors.BeaconRefused):
        return None


@pytest.mark.parametrize("place", range(len(AGE)))
def test_no_flipped_bit_opens(place: int) -> None:
    """One bit of every byte, a different one each time; where the parts begin, all eight."""
    for bit in range(8) if place in (0, STANZA, MAC, NONCE, NONCE + 16) else (place % 8,):
        assert opens(AGE[:place] + bytes((AGE[place] ^ 1 << bit,)) + AGE[place + 1 :]) is None


@pytest.mark.parametrize(
    ("part", "value", "reason"),
    [
        ("point", bytes((0xC0,)) + bytes(95), "point"),
        ("point", bytes(96), "point"),
        ("point", b"\xff" * 96, "point"),
        ("point", bytes.fromhex(QUICKNET.public_key), "key"),
        ("masked_sigma", bytes(16), "key"),
        ("masked_key", bytes(16), "key"),
        ("mac", bytes(32), "mac"),
        ("nonce", bytes(16), "payload"),
        ("payload", bytes(16), "payload"),
    ],
)
def test_each_forged_part_has_its_reason(part: str, value: Any, reason: str) -> None:
    with pytest.raises(errors.TlockRefused, match=reason):
        tlock.unlock(QUICKNET, dataclasses.replace(tlock.parse(AGE), **{part: value}), SIGNATURE)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"age-encryption.org/v1\n", b"age-encryption.org/v2\n"),
        (b"\n", b"\r\n"),
        (b"-> tlock 12", b"-> tlock 012"),
        (b"-> tlock 12", b"-> tlock +12"),
        (b"-> tlock ", b"-> tlock  "),
        (b"-> tlock ", b"-> X25519 "),
        (b"-> tlock 12040883", b"-> tlock " + b"9" * 5000),
        (b"52db", b"52DB"),
        (b"--- ", b"-> grease x\n\n--- "),
        (b"--- ", b"---"),
        (b"BPoo\n", b"BPop\n"),
        (b"BPoo\n", b"BPoo=\n"),
        (b"l7QE\n", b"l7QF\n"),
    ],
)
def test_another_spelling_is_malformed(old: bytes, new: bytes) -> None:
    assert old in AGE
    with pytest.raises(errors.TlockMalformed):
        tlock.parse(AGE.replace(old, new, 1))


@given(st.binary(max_size=600))
def test_noise_is_malformed(data: bytes) -> None:
    with pytest.raises(errors.TlockMalformed):
        tlock.parse(data)


def test_a_file_too_long_is_refused() -> None:
    with pytest.raises(errors.TlockMalformed):
        tlock.parse(AGE[:NONCE] + bytes(80_000))
