"""Known chains: by hash, and nothing that only sounds like them."""

from __future__ import annotations

import dataclasses
import string
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssj_publish import errors
from ssj_publish.core.draw import beacons
from ssj_publish.core.draw.drand import QUICKNET
from ssj_publish.core.rules.founding import chain_of
from tests.beacons import own


def test_the_pinned_hashes_are_those_of_the_pinned_parameters() -> None:
    """drand's own formula, for the chain whose scheme is not supported too."""
    for hash_, (id_, again, key, period, time, seed, _) in beacons.PINNED.items():
        raw = period.to_bytes(4, "big") + time.to_bytes(8, "big") + bytes.fromhex(key) + bytes.fromhex(seed)
        assert hash_ == again == sha256(raw + (b"" if id_ == "default" else id_.encode())).hexdigest()


def test_the_known_chain_holds_and_another_under_a_name_of_its_own_too() -> None:
    beacons.check(QUICKNET)
    for id_ in ("own", "county", "anlan-1", "school", "brand", "testnet"):
        beacons.check(chain_of(own(id_)))
        assert not beacons.known(own(id_).chain_hash)


@pytest.mark.parametrize("change", [{"period": 4}, {"scheme": "x"}, {"id": "quicknet2"}, {"genesis_seed": "00" * 32}])
def test_under_a_known_hash_there_is_one_set_of_parameters(change: dict[str, object]) -> None:
    fields = dataclasses.asdict(QUICKNET) | change
    with pytest.raises((errors.ChainRefused, errors.BeaconMisnamed)):
        beacons.check(dataclasses.replace(QUICKNET, **fields))


@given(
    st.text("-._", max_size=3), st.text("-._", max_size=3), st.sampled_from(["quicknet", "default", "drand", "mainnet"])
)
def test_points_dashes_and_case_hide_no_name(before: str, after: str, name: str) -> None:
    assert beacons.sounds_known(f"x{before}{name.upper()}{after}9")
    assert beacons.sounds_known(after.join(name))


LONG_NAMES = ["quicknet", "default", "evmnet", "fastnet", "leagueofentropy", "mainnet"]


@pytest.mark.parametrize("name", LONG_NAMES)
def test_one_slip_hides_no_name(name: str) -> None:
    """A letter more, less, other, or exchanged with its neighbour: all there are, also where the slip makes a pair that
    is read as one letter (``quiclknet``)."""
    letters = string.ascii_lowercase + string.digits
    places = range(len(name) + 1)
    more = {name[:at] + letter + name[at:] for at in places for letter in letters}
    other = {name[:at] + letter + name[at + 1 :] for at in places for letter in letters}
    less = {name[:at] + name[at + 1 :] for at in places}
    swapped = {name[:at] + name[at : at + 2][::-1] + name[at + 2 :] for at in places}
    assert [said for said in sorted(more | other | less | swapped) if not beacons.sounds_known(said)] == []


def test_what_stands_before_a_name_does_not_hide_it() -> None:
    """Also where its last letter and the name's first are read as one."""
    assert beacons.sounds_known("arc-leagueofentropy")
