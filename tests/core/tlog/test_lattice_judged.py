"""ML-DSA-44 by another hand, in plain Python: it takes our cosignatures, we take its, and neither takes a wrong one."""

from __future__ import annotations

from base64 import b64decode
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey
from dilithium_py.ml_dsa import ML_DSA_44

from ssj_publish import errors
from ssj_publish.core.tlog.checkpoint import Checkpoint
from ssj_publish.core.tlog.vkey import LATTICE, cosigned_message
from tests.bureau import Party
from tests.small import hands, publish

SEED = "judged"
OURS = Party("w.example/1", LATTICE, SEED)
PUBLIC, PRIVATE = ML_DSA_44.key_derive(sha256(SEED.encode()).digest())
TEXT = Checkpoint("example.com/log", 5, b"\x07" * 32).text
TIME = 1_743_000_000


def message(name: str, time: int, text: str) -> bytes:
    """The signed bytes as the protocol's 3.2 has them, put together here."""
    origin, size, root, _ = text.split("\n")
    short = [bytes([len(one.encode())]) + one.encode() for one in (name, origin)]
    head = b"subtree/v1\n\x00" + short[0] + time.to_bytes(8) + short[1]
    return head + (0).to_bytes(8) + int(size).to_bytes(8) + b64decode(root)


def test_a_seed_gives_both_the_same_key() -> None:
    assert OURS.key.public.raw == PUBLIC


def test_both_put_the_same_bytes_together() -> None:
    assert cosigned_message(OURS.key.name, TIME, TEXT) == message(OURS.key.name, TIME, TEXT)


def test_it_takes_ours() -> None:
    signature = OURS.sign(TEXT, TIME).signature
    assert ML_DSA_44.verify(PUBLIC, message(OURS.key.name, TIME, TEXT), signature[8:])


@pytest.mark.parametrize("deterministic", [True, False])
def test_we_take_its(deterministic: bool) -> None:
    signed = ML_DSA_44.sign(PRIVATE, message(OURS.key.name, TIME, TEXT), deterministic=deterministic)
    assert OURS.key.check(TEXT, TIME.to_bytes(8) + signed) == TIME


@pytest.mark.parametrize("place", [0, 31, 32, 1000, 2335, 2336, 2419])
def test_neither_takes_a_bit_the_other_way(place: int) -> None:
    """In the challenge, the response, the hints."""
    signed = bytearray(ML_DSA_44.sign(PRIVATE, message(OURS.key.name, TIME, TEXT), deterministic=True))
    signed[place] ^= 1
    assert not ML_DSA_44.verify(PUBLIC, message(OURS.key.name, TIME, TEXT), bytes(signed))
    with pytest.raises(errors.NoteSignatureWrong):
        OURS.key.check(TEXT, TIME.to_bytes(8) + bytes(signed))


def test_a_context_makes_it_another_signature() -> None:
    """C2SP uses none."""
    signed = ML_DSA_44.sign(PRIVATE, message(OURS.key.name, TIME, TEXT), ctx=b"c2sp", deterministic=True)
    with pytest.raises(errors.NoteSignatureWrong):
        OURS.key.check(TEXT, TIME.to_bytes(8) + signed)


@pytest.mark.parametrize("size", [13, 55])
def test_it_takes_the_published_ones(size: int) -> None:
    """From the bare files of the small ledger, by nothing of ours but the key in its name."""
    folder, key = publish.FOLDER / "ledger" / "checkpoints", hands.THREE.key
    text = (folder / f"{size:06}.note").read_text("utf-8").partition("\n\n")[0] + "\n"
    dash, name, encoded = (folder / f"{size:06}.{key.id.hex()}.cosig").read_text("utf-8").split()
    raw = b64decode(encoded)
    assert (dash, name, raw[:4]) == (
        "\u2014",
        key.name,
        sha256(name.encode() + b"\n\x06" + key.public.raw).digest()[:4],
    )
    time = int.from_bytes(raw[4:12])
    assert ML_DSA_44.verify(key.public.raw, message(name, time, text), raw[12:])


def test_a_signature_needs_the_private_key() -> None:
    other = MLDSA44PrivateKey.from_seed_bytes(bytes(32))
    assert not ML_DSA_44.verify(
        PUBLIC, message(OURS.key.name, TIME, TEXT), other.sign(message(OURS.key.name, TIME, TEXT))
    )
