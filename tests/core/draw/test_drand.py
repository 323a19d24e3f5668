"""drand, against real rounds and against everything that is not one."""

from __future__ import annotations

import dataclasses
import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssj_publish import errors
from ssj_publish.core.draw.drand import QUICKNET, SCHEME, Chain, round_at, round_time, verify_round

VECTORS = Path(__file__).parents[2] / "vectors" / "drand"


def vectors(name: str) -> Any:
    return json.loads((VECTORS / name).read_text("utf-8"))


@pytest.mark.parametrize("case", vectors("quicknet.json")["positive"], ids=lambda case: str(case["round"]))
def test_quicknet_rounds_hold(case: dict[str, Any]) -> None:
    randomness = verify_round(QUICKNET, case["round"], case["signature"])
    assert randomness.hex() == (case["randomness"] or sha256(bytes.fromhex(case["signature"])).hexdigest())


@pytest.mark.parametrize("case", vectors("quicknet-negative.json")["negative"], ids=lambda case: case["id"])
def test_forged_rounds_are_refused(case: dict[str, Any]) -> None:
    with pytest.raises(errors.BeaconRefused):
        verify_round(QUICKNET, int(case["round"]), case["signature"])


def test_a_round_does_not_pass_for_its_neighbour_nor_on_another_chain() -> None:
    one = next(case for case in vectors("quicknet.json")["positive"] if case["round"] == 16777215)
    with pytest.raises(errors.BeaconRefused, match="signature"):
        verify_round(QUICKNET, 16777216, one["signature"])
    with pytest.raises(errors.BeaconRefused, match="length"):
        verify_round(QUICKNET, 16777215, one["signature"].upper())


def test_the_point_at_infinity_signs_nothing() -> None:
    with pytest.raises(errors.BeaconRefused, match="point"):
        verify_round(QUICKNET, 1, "c0" + "00" * 47)


@given(st.binary(min_size=48, max_size=48), st.integers(-5, 2**64))
def test_random_bytes_are_refused_in_our_own_words(noise: bytes, round_: int) -> None:
    with pytest.raises(errors.BeaconRefused):
        verify_round(QUICKNET, round_, noise.hex())


@given(st.binary(min_size=48, max_size=48))
def test_points_of_the_curve_outside_the_subgroup_are_refused(drawn: bytes) -> None:
    """The first byte set so that a library decodes the x that follows: half of them lie on the curve, hardly any in
    the subgroup."""
    noise = bytearray(drawn)
    noise[0] = 0x80 | noise[0] & 0x37
    with pytest.raises(errors.BeaconRefused, match="point"):
        verify_round(QUICKNET, 5, noise.hex())


@given(st.text(max_size=100))
def test_any_text_for_a_signature_is_refused_in_our_own_words(text: str) -> None:
    for signature in (text, "ab" * 48, "ab" * 96):
        with pytest.raises(errors.BeaconRefused):
            verify_round(QUICKNET, 7, signature)


def with_key(key: bytes) -> Chain:
    """A chain whose hash is right, whatever its key."""
    head = (3).to_bytes(4, "big") + (1).to_bytes(8, "big")
    digest = sha256(head + key + bytes(32) + b"own").hexdigest()
    return Chain("own", digest, key.hex(), 3, 1, "00" * 32, SCHEME)


@pytest.mark.parametrize("start", ["c0", "80", "00", "ff"])
def test_under_a_key_that_is_no_point_nothing_holds(start: str) -> None:
    """The point at infinity as key would let the point at infinity sign."""
    chain = with_key(bytes.fromhex(start) + bytes(95))
    real = vectors("quicknet.json")["positive"][-1]["signature"]
    for forged in ("c0" + "00" * 47, real):
        with pytest.raises(errors.BeaconRefused, match="point"):
            verify_round(chain, 5, forged)


@pytest.mark.parametrize(
    "changed",
    [
        {"id": "\ud800"},
        {"id": "学校"},
        {"public_key": ""},
        {"public_key": QUICKNET.public_key.upper()},
        {"public_key": QUICKNET.public_key[:96]},
        {"scheme": "pedersen-bls-chained"},
        {"period": 0},
        {"period": -3},
        {"period": 2**32},
        {"genesis_time": -1},
        {"genesis_time": 2**63},
        {"genesis_seed": "zz" * 32},
        {"genesis_seed": ""},
        {"chain_hash": QUICKNET.chain_hash.upper()},
    ],
)
def test_a_chain_of_malformed_parts_is_refused_in_our_own_words(changed: dict[str, Any]) -> None:
    with pytest.raises(errors.ChainRefused):
        dataclasses.replace(QUICKNET, **changed)


@pytest.mark.parametrize("round_", [-1, 0, 2**63, 2**64, 2**64 + 16777215])
def test_a_round_out_of_range_is_refused(round_: int) -> None:
    one = next(case for case in vectors("quicknet.json")["positive"] if case["round"] == 16777215)
    with pytest.raises(errors.BeaconRefused, match="'round'"):
        verify_round(QUICKNET, round_, one["signature"])


@pytest.mark.parametrize(
    "field", ["chain_hash", "public_key", "period", "genesis_time", "genesis_seed", "id", "scheme"]
)
def test_a_chain_with_any_field_changed_does_not_exist(field: str) -> None:
    value = getattr(QUICKNET, field)
    changed: Any = value + 1 if isinstance(value, int) else ("0" if value[0] != "0" else "1") + value[1:]
    with pytest.raises(errors.ChainRefused):
        dataclasses.replace(QUICKNET, **{field: changed})


def test_round_times_are_those_of_the_example_years() -> None:
    assert round_time(QUICKNET, 16777215) == 1743135009  # 2025-03-28 04:10:09 UTC
    assert round_at(QUICKNET, 1743135009) == 16777215
    assert round_at(QUICKNET, 1743135010) == 16777216
    assert round_at(QUICKNET, 0) == 1


@given(st.integers(1, 10**9))
def test_round_at_is_the_first_round_not_before_a_moment(round_: int) -> None:
    chain = QUICKNET
    moment = round_time(chain, round_)
    assert round_at(chain, moment) == round_
    assert round_at(chain, moment - 1) == round_
    assert round_at(chain, moment + 1) == round_ + 1
