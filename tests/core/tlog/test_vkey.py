"""Verifier keys: one spelling each, and what their signatures mean."""

from __future__ import annotations

import json
from base64 import b64decode
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssj_publish import errors
from ssj_publish.core.signatures import PublicKey
from ssj_publish.core.tlog.vkey import LOG, WITNESS, VerifierKey, cosigned, parse_verifier_key

VECTORS = Path(__file__).parents[2] / "vectors" / "log"
COSIGNATURE = json.loads((VECTORS / "cosignature-timestamp.json").read_text("utf-8"))
MONKEYS = json.loads((VECTORS / "checkpoint-consistency-monkeys.json").read_text("utf-8"))
KEYS = [*COSIGNATURE["good_vkeys"], MONKEYS["log_vkey"], MONKEYS["witness_vkey"]]


@pytest.mark.parametrize("text", KEYS)
def test_published_keys_are_read_and_written_alike(text: str) -> None:
    assert parse_verifier_key(text).text == text


@given(st.text(), st.integers(0, 5), st.binary(min_size=32, max_size=32))
def test_what_is_written_is_read_again(name: str, type_: int, raw: bytes) -> None:
    try:
        key = VerifierKey(name, LOG if type_ % 2 else WITNESS, PublicKey(raw))
    except (errors.VerifierKeyMalformed, errors.KeyNotCanonical, errors.KeySmallOrder):
        return
    assert parse_verifier_key(key.text) == key


def changed(key: str, at: int) -> str:
    return key[:at] + "A" + key[at + 1 :]


@given(st.text(max_size=200) | st.builds(changed, st.sampled_from(KEYS), st.integers(0, 120)))
def test_any_other_text_is_refused(text: str) -> None:
    try:
        key = parse_verifier_key(text)
    except (errors.VerifierKeyMalformed, errors.KeyNotCanonical, errors.KeySmallOrder):
        return
    assert key.text == text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "form"),
        ("a b+db4d9f7e+AULaJMvTtDLHPUcUrjdDad9vDlh/PTfC2VV60JUtCfWT", "name"),
        ("monkeys+db4d9f7f+AULaJMvTtDLHPUcUrjdDad9vDlh/PTfC2VV60JUtCfWT", "id"),
        ("monkeyz+db4d9f7e+AULaJMvTtDLHPUcUrjdDad9vDlh/PTfC2VV60JUtCfWT", "id"),
        ("monkeys+db4d9f7e+AkLaJMvTtDLHPUcUrjdDad9vDlh/PTfC2VV60JUtCfWT", "type"),
        ("monkeys+DB4D9F7E+AULaJMvTtDLHPUcUrjdDad9vDlh/PTfC2VV60JUtCfWT", "form"),
        ("monkeys+db4d9f7e+AULaJMvTtDLHPUcUrjdDad9vDlh/PTfC2VV60JUtCfWTAA==", "form"),
        ("monkeys+db4d9f7e+AULaJMvTtDLHPUcUrjdDad9vDlh/PTfC2VV60JUtCfWT\n", "form"),
    ],
)
def test_a_key_has_one_spelling(text: str, reason: str) -> None:
    with pytest.raises(errors.VerifierKeyMalformed) as caught:
        parse_verifier_key(text)
    assert caught.value.reason == reason


def test_a_small_order_key_is_refused() -> None:
    with pytest.raises(errors.KeySmallOrder):
        parse_verifier_key("x+00000000+AQEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")


def test_the_types_of_one_key_have_different_ids() -> None:
    """So a log's signature can never count as a witness's."""
    public = parse_verifier_key(MONKEYS["log_vkey"]).public
    assert VerifierKey("monkeys", LOG, public).id != VerifierKey("monkeys", WITNESS, public).id


def test_a_published_cosignature_carries_its_time() -> None:
    """The time leads the signature, which covers it."""
    raw = b64decode(COSIGNATURE["sig_base64"])
    assert int.from_bytes(raw[4:12]) == COSIGNATURE["timestamp"]
    assert cosigned("a\n", 7) == b"cosignature/v1\ntime 7\na\n"


@pytest.mark.parametrize("length", [0, 7, 8, 63, 64, 71, 73])
def test_a_signature_of_another_length_is_refused(length: int) -> None:
    for type_ in (LOG, WITNESS):
        key = VerifierKey("x", type_, parse_verifier_key(MONKEYS["log_vkey"]).public)
        if (type_, length) not in ((LOG, 64), (WITNESS, 72)):
            with pytest.raises(errors.NoteSignatureWrong):
                key.check("text\n", bytes(length))
