"""BLS12-381 and age at their edges: the published cases, as far as drand and tlock rest on them."""

from __future__ import annotations

import json
import zlib
from base64 import b64decode, b64encode
from hashlib import sha256
from hmac import digest
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from py_arkworks_bls12381 import GT, G1Point, G2Point

from ssj_publish import errors
from ssj_publish.core.draw import tlock
from ssj_publish.core.draw.drand import QUICKNET, Chain, point_of

VECTORS = Path(__file__).parents[2] / "vectors"


def read(name: str) -> Any:
    return json.loads((VECTORS / name).read_text("utf-8"))


BLS = [(group, case) for group in read("bls/wycheproof-min-pk-basic.json")["testGroups"] for case in group["tests"]]
DEFAULT = read("drand/default-chain.json")
AGE = read("age/stream-and-hmac.json")["cases"]
VECTOR = read("tlock/quicknet-12040883.json")


def holds(key: str, message: bytes, signature: str, tag: bytes) -> bool:
    """A signature on G2 by a key on G1: the scheme is not ours, its points and the pairing are."""
    try:
        public, signed = point_of(G1Point, bytes.fromhex(key)), point_of(G2Point, bytes.fromhex(signature))
    except ValueError:
        return False
    return bool(GT.pairing_check([public, -G1Point()], [G2Point.hash_to_curve(message, tag), signed]))


def test_all_published_cases_are_there() -> None:
    assert (len(BLS), len(DEFAULT["positive"]), len(AGE)) == (88, 5, 36)


@pytest.mark.parametrize(("group", "case"), BLS, ids=[str(case["tcId"]) for _, case in BLS])
def test_the_cases_of_wycheproof(group: dict[str, Any], case: dict[str, Any]) -> None:
    held = holds(group["publicKey"]["pk"], bytes.fromhex(case["msg"]), case["sig"], group["ciphersuite"].encode())
    assert held is (case["result"] == "valid")


@pytest.mark.parametrize("case", DEFAULT["positive"], ids=lambda case: str(case["round"]))
def test_the_rounds_of_drands_first_chain(case: dict[str, Any]) -> None:
    message = sha256(bytes.fromhex(case["previous_signature"]) + case["round"].to_bytes(8)).digest()
    assert holds(DEFAULT["info"]["public_key"], message, case["signature"], DEFAULT["dst"].encode())


def test_drands_first_chain_is_none_that_a_draw_may_name() -> None:
    """Its scheme takes the signature before as well (`core.draw.drand`)."""
    info = {key: value for key, value in DEFAULT["info"].items() if key != "beacon_id"}
    with pytest.raises(errors.ChainRefused):
        Chain(id=DEFAULT["info"]["beacon_id"], **info)


def moved(case: dict[str, Any]) -> bytes:
    """A case's file with a tlock stanza in place of its own: the same file key and payload, its mac line to the
    letter."""
    file = zlib.decompress(b64decode(case["file"]))
    at = file.index(b"\n---") + 4
    end = file.index(b"\n", at)
    key = bytes.fromhex(case["file key"])
    theirs, line = _mac(key, file[:at]), file[at:end]
    header = tlock.lock(QUICKNET, VECTOR["round"], b"", bytes(16) + key + bytes(16))
    ours_at = header.index(b"\n---") + 4
    ours = _mac(key, header[:ours_at])
    assert header[ours_at + 1 : ours_at + 44] == ours
    for length in range(len(theirs), 3, -1):  # as much of the right one as stands there
        if theirs[:length] in line:
            line = line.replace(theirs[:length], ours[:length])
            break
    if len(line) == 44 and line[1:-1] == ours[:-1] and case["name"] == "hmac_not_canonical":
        line = line[:-1] + bytes([ours[-1] + 1])
    return header[:ours_at] + line + file[end:]


def _mac(key: bytes, header: bytes) -> bytes:
    return b64encode(digest(HKDF(SHA256(), 32, b"", b"header").derive(key), header, "sha256")).rstrip(b"=")


@pytest.mark.parametrize("case", AGE, ids=lambda case: case["name"])
def test_the_cases_of_the_age_testkit(case: dict[str, Any]) -> None:
    """All that age refuses is refused; what it takes is taken where it is one chunk, which is as long as a secret may
    be."""
    file = moved(case)
    if case["expect"] == "success" and case["name"] in ("stream_empty_payload", "stream_last_chunk_full"):
        text = tlock.unlock(QUICKNET, tlock.parse(file), VECTOR["signature"])
        assert sha256(text).hexdigest() == case["payload"]
        return
    with pytest.raises((errors.TlockMalformed, errors.TlockRefused)) as fault:
        tlock.unlock(QUICKNET, tlock.parse(file), VECTOR["signature"])
    if case["expect"] == "success":
        assert len(file) > 1 << 16
    if case["expect"] == "HMAC failure":
        assert fault.value.data["reason"] == "mac"
