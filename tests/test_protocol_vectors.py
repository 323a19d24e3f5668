"""The published vectors of what is no draw: they are what the generator makes, and say what the protocol says."""

from __future__ import annotations

import json
from base64 import b64decode
from hashlib import sha256
from typing import Any

import pytest

from ssj_publish.core import text
from tests import pairing, protocol_vectors
from tests.protocol_vectors import FOLDER

MADE = protocol_vectors.files_by_name()


def load(name: str) -> Any:
    return json.loads((FOLDER / f"{name}.json").read_text("utf-8"))


@pytest.mark.parametrize("name", sorted(MADE))
def test_the_file_is_what_the_generator_makes(name: str) -> None:
    assert (FOLDER / name).read_bytes() == MADE[name], "run `python -m tests.protocol_vectors`"


def test_the_ranges_hold_what_the_core_refuses() -> None:
    ranges = [(int(first, 16), int(last, 16)) for first, last in load("unicode14")["ranges"]]
    assert ranges == sorted(ranges)
    for first, last in ranges:
        assert text.unseen(chr(first))
        assert text.unseen(chr(last))
        for beside in (first - 1, last + 1):
            if 0 <= beside <= 0x10FFFF:
                assert not text.unseen(chr(beside))


def test_a_timelock_is_what_its_numbers_say() -> None:
    """The steps of R26 in plain hashes, from the element of GT on."""
    honest, short, bent = load("timelock")
    for one in (honest, short, bent):
        target = bytes.fromhex(one["gt"])
        assert len(target) == 12 * 48
        assert all(int.from_bytes(target[at : at + 48], "big") < pairing.P for at in range(0, len(target), 48))
        assert sha256(target).hexdigest() == one["gt_sha256"]
        assert one["h2"] == sha256(b"IBE-H2" + target).hexdigest()[:32]
        assert int(one["v"], 16) ^ int(one["h2"], 16) == int(one["sigma"], 16)
        assert int(one["w"], 16) ^ int(one["h4"], 16) == int(one["file_key"], 16)
        assert one["u_again"] == one["u"]
    assert honest["secret"] == honest["text"] == honest["made_from"]
    assert len(bytes.fromhex(short["text"])) == 12
    assert bent["text"] is None
    for one in (short, bent):
        assert one["secret"] == sha256(b"ssj/secret/unopenable/v1" + b64decode(one["ciphertext"])).hexdigest()


def test_the_pairing_is_the_one_that_the_page_defines() -> None:
    """Miller loop, exponent, towers and order of the coefficients, written down in plain integers."""
    told = load("timelock")[0]["generators_gt"]
    assert pairing.written(pairing.pairing(pairing.G1, pairing.G2)).hex() == told


def test_files_and_names_are_taken_as_the_page_says() -> None:
    told = load("records")
    assert {one["name"] for one in told["files"] if one["accept"]} == {
        "canonical",
        "nfc",
        "wide-blank-within",
        "astral",
    }
    same = {(one["one"], one["other"]) for one in told["folding"] if one["same"]}
    assert ("Straße", "STRASSE") in same
    assert ("末来小学", "未来小学") not in same
    assert {one["same"] for one in told["folding"]} == {True, False}


def test_notices_hold_or_not() -> None:
    told = load("notices")
    held = {one["name"]: one.get("holds") for one in told}
    assert sorted(name for name, holds in held.items() if holds) == [f"sealed-S00{number}" for number in range(1, 6)]
    assert [one["name"] for one in told if not one["well_formed"]] == [
        "sealed-last-bits",
        "sealed-padded",
        "sealed-leading-zero",
        "urgent-with-a-ref",
        "no-items",
        "unknown-ground",
    ]


def test_binding_times_are_those_that_the_page_defines() -> None:
    """Word for word as the page has it, one record after the other."""
    for case in load("times"):
        written, seen = case["written"], case["witnessed"]
        reached, found = None, []
        for place, time in enumerate(written):
            low = max((one["time"] - 600 for one in seen if one["size"] <= place), default=None)
            high = min((one["time"] + 600 for one in seen if one["size"] > place), default=None)
            bound = time if low is None else max(time, low)
            bound = bound if high is None else min(bound, high)
            bound = bound if reached is None else max(bound, reached - 72 * 3600)
            bound = bound if high is None else min(bound, high)
            found.append(bound)
            later = written[place + 1 :]
            slip = high is None and later and time > max(later) + 72 * 3600
            counts = min(bound, max(later) + 72 * 3600) if slip else bound
            reached = counts if reached is None else max(reached, counts)
        assert found == case["binding"], case["name"]
