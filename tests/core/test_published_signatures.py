"""Ed25519 at its edges: the published cases, of which those hold that no two verifiers disagree about under our
rules."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ssj_publish import errors
from ssj_publish.core.signatures import Obligation, PublicKey, verify_all

VECTORS = Path(__file__).parents[1] / "vectors" / "ed25519"
CCTV: list[dict[str, Any]] = json.loads((VECTORS / "cctv.json").read_text("utf-8"))["cases"]
WYCHEPROOF: list[tuple[str, dict[str, Any]]] = [
    (group["publicKey"]["pk"], case)
    for group in json.loads((VECTORS / "wycheproof.json").read_text("utf-8"))["testGroups"]
    for case in group["tests"]
]
#: What we refuse: keys and points in a second spelling, keys of small order, what holds only with the cofactor.
REFUSED = {"low_order_A", "non_canonical_A", "non_canonical_R", "low_order_residue"}


def holds(key: str, message: bytes, signature: str) -> bool:
    try:
        verify_all([Obligation(PublicKey(bytes.fromhex(key)), message, bytes.fromhex(signature))])
    except (errors.KeyNotCanonical, errors.KeySmallOrder, errors.BadSignature):
        return False
    return True


def test_all_published_cases_are_there() -> None:
    assert (len(CCTV), len(WYCHEPROOF)) == (914, 151)


def test_the_edge_cases_of_cctv() -> None:
    """https://github.com/C2SP/CCTV: of each of the 914 it is known beforehand, by its flags, whether it holds."""
    wrong = [
        case["number"]
        for case in CCTV
        if holds(case["key"], case["msg"].encode(), case["sig"]) is bool(REFUSED & {*(case["flags"] or ())})
    ]
    assert wrong == []
    assert sum(not REFUSED & {*(case["flags"] or ())} for case in CCTV) == 86


@pytest.mark.parametrize(("key", "case"), WYCHEPROOF, ids=[str(case["tcId"]) for _, case in WYCHEPROOF])
def test_the_cases_of_wycheproof(key: str, case: dict[str, Any]) -> None:
    assert holds(key, bytes.fromhex(case["msg"]), case["sig"]) is (case["result"] == "valid")
