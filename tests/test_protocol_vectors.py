"""The published vectors of what is no draw: they are what the generator makes, and say what the protocol says."""

from __future__ import annotations

import json
from base64 import b64decode
from hashlib import sha256
from typing import Any

import pytest

from ssj_publish.core import text
from tests import protocol_vectors
from tests.protocol_vectors import FOLDER

#: The field's prime, and its elements as towers (protocol R26).
P = 0x1A0111EA397FE69A4B1BA7B6434BACD764774B84F38512BF6730D2A0F6B0F6241EABFFFEB153FFFFB9FEFFFFFFFFAAAB
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
        assert all(int.from_bytes(target[at : at + 48], "big") < P for at in range(0, len(target), 48))
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


def multiply(a: list[tuple[int, int]], b: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """In Fp12 = Fp2[w]/(w^6 − (1 + u)): six coefficients, from the lowest."""
    out = [(0, 0)] * 11
    for i, (x, y) in enumerate(a):
        for j, (s, t) in enumerate(b):
            out[i + j] = ((out[i + j][0] + x * s - y * t) % P, (out[i + j][1] + x * t + y * s) % P)
    for at in range(10, 5, -1):
        x, y = out[at]
        out[at - 6] = ((out[at - 6][0] + x - y) % P, (out[at - 6][1] + x + y) % P)
    return out[:6]


def test_the_tower_is_the_one_that_the_page_names() -> None:
    """An element read by the page's order has the group's order: read in another it has not."""
    order = 0x73EDA753299D7D483339D80809A1D80553BDA402FFFE5BFEFFFFFFFF00000001
    data = bytes.fromhex(load("timelock")[0]["generators_gt"])
    low = [int.from_bytes(data[at : at + 48], "big") for at in range(0, len(data), 48)][::-1]
    pairs = [(low[at], low[at + 1]) for at in range(0, 12, 2)]
    # c0 of Fp6 holds the even powers of w (v = w²), c1 the odd ones.
    element = [pairs[0], pairs[3], pairs[1], pairs[4], pairs[2], pairs[5]]
    power = [(1, 0)] + [(0, 0)] * 5
    for bit in bin(order)[2:]:
        power = multiply(power, power)
        if bit == "1":
            power = multiply(power, element)
    assert power == [(1, 0)] + [(0, 0)] * 5
    assert element != power


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
