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
from ssj_publish.core.beacon import DEFAULT, QUICKNET, Chain, round_at, round_time, verify_round

VECTORS = Path(__file__).parents[1] / "vectors" / "drand"


def vectors(name: str) -> Any:
    return json.loads((VECTORS / name).read_text("utf-8"))


@pytest.mark.parametrize("case", vectors("quicknet.json")["positive"], ids=lambda case: str(case["round"]))
def test_quicknet_rounds_hold(case: dict[str, Any]) -> None:
    randomness = verify_round(QUICKNET, case["round"], case["signature"])
    assert randomness.hex() == (case["randomness"] or sha256(bytes.fromhex(case["signature"])).hexdigest())


@pytest.mark.parametrize("case", vectors("default-chain.json")["positive"], ids=lambda case: str(case["round"]))
def test_default_chain_rounds_hold_with_the_signature_before(case: dict[str, Any]) -> None:
    randomness = verify_round(DEFAULT, case["round"], case["signature"], case["previous_signature"])
    assert randomness.hex() == (case["randomness"] or sha256(bytes.fromhex(case["signature"])).hexdigest())
    with pytest.raises(errors.BeaconRefused):
        verify_round(DEFAULT, case["round"], case["signature"], "00" * 96)


@pytest.mark.parametrize("case", vectors("quicknet-negative.json")["negative"], ids=lambda case: case["id"])
def test_forged_rounds_are_refused(case: dict[str, Any]) -> None:
    with pytest.raises(errors.BeaconRefused):
        verify_round(QUICKNET, int(case["round"]), case["signature"])


def test_a_round_does_not_pass_for_its_neighbour_nor_on_another_chain() -> None:
    one = next(case for case in vectors("quicknet.json")["positive"] if case["round"] == 16777215)
    with pytest.raises(errors.BeaconRefused, match="signature"):
        verify_round(QUICKNET, 16777216, one["signature"])
    with pytest.raises(errors.BeaconRefused, match="length"):
        verify_round(DEFAULT, 16777215, one["signature"])
    with pytest.raises(errors.BeaconRefused, match="length"):
        verify_round(QUICKNET, 16777215, one["signature"].upper())


def test_the_point_at_infinity_signs_nothing() -> None:
    with pytest.raises(errors.BeaconRefused, match="point"):
        verify_round(QUICKNET, 1, "c0" + "00" * 47)


@given(st.binary(min_size=48, max_size=48), st.integers(-5, 2**64))
def test_random_bytes_are_refused_in_our_own_words(noise: bytes, round_: int) -> None:
    with pytest.raises(errors.BeaconRefused):
        verify_round(QUICKNET, round_, noise.hex())


@pytest.mark.parametrize("field", ["chain_hash", "public_key", "period", "genesis_time", "genesis_seed", "id", "scheme"])
def test_a_chain_with_any_field_changed_does_not_exist(field: str) -> None:
    value = getattr(QUICKNET, field)
    changed = value + 1 if isinstance(value, int) else ("0" if value[0] != "0" else "1") + value[1:]
    with pytest.raises(errors.ChainRefused):
        dataclasses.replace(QUICKNET, **{field: changed})


def test_round_times_are_those_of_the_example_years() -> None:
    assert round_time(QUICKNET, 16777215) == 1743135009  # 2025-03-28 04:10:09 UTC
    assert round_at(QUICKNET, 1743135009) == 16777215
    assert round_at(QUICKNET, 1743135010) == 16777216
    assert round_at(QUICKNET, 0) == 1


@given(st.sampled_from([QUICKNET, DEFAULT]), st.integers(1, 10**9))
def test_round_at_is_the_first_round_not_before_a_moment(chain: Chain, round_: int) -> None:
    moment = round_time(chain, round_)
    assert round_at(chain, moment) == round_
    assert round_at(chain, moment - 1) == round_
    assert round_at(chain, moment + 1) == round_ + 1
