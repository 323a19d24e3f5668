"""A tree's head: one spelling, and what is wrong is named."""

from __future__ import annotations

import json
from base64 import b64encode
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssj_publish import errors
from ssj_publish.core.tlog import merkle, note
from ssj_publish.core.tlog.checkpoint import verify
from ssj_publish.core.tlog.treehead import Checkpoint, parse, parse_size
from ssj_publish.core.tlog.vkey import parse_verifier_key

VECTORS = Path(__file__).parents[2] / "vectors" / "log"


MONKEYS = json.loads((VECTORS / "checkpoint-consistency-monkeys.json").read_text("utf-8"))


KEY = parse_verifier_key(MONKEYS["log_vkey"])


ROOT = b64encode(bytes(32)).decode()


@given(
    st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1),
    st.integers(0, 2**63 - 1),
    st.binary(min_size=32, max_size=32),
)
def test_what_is_written_is_read_again(origin: str, size: int, root: bytes) -> None:
    made = Checkpoint(origin, size, root)
    assert parse(made.text) == made


@given(st.text() | st.lists(st.text("0123456789-+ abc\u0661", max_size=20)).map("\n".join))
def test_any_text_is_a_checkpoint_in_its_one_spelling_or_none(text: str) -> None:
    try:
        found = parse(text)
    except errors.CheckpointMalformed:
        return
    assert found.text == text


@pytest.mark.parametrize("size", ["01", "-1", "+1", " 1", "1 ", "1e3", "", "9223372036854775808", "٣", "five", "0x5"])
def test_a_size_has_one_spelling(size: str) -> None:
    assert parse_size(size) is None
    with pytest.raises(errors.CheckpointMalformed) as caught:
        parse(f"o\n{size}\n{ROOT}\n")
    assert caught.value.reason == "size"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "lines"),
        (f"o\n5\n{ROOT}", "lines"),
        ("o\n5\n", "lines"),
        (f"\n5\n{ROOT}\n", "origin"),
        ("o\n5\nAAAA\n", "root"),
        (f"o\n5\n{ROOT[:-2]}B=\n", "root"),
        (f"o\n5\n{ROOT}\n\n", "extension"),
    ],
)
def test_what_is_wrong_is_named(text: str, reason: str) -> None:
    with pytest.raises(errors.CheckpointMalformed) as caught:
        parse(text)
    assert caught.value.reason == reason


def test_the_published_checkpoints_are_consistent() -> None:
    """Of another project's log: both are signed by it, and the published proof leads from one to the other."""
    small, large = (verify(note.parse(MONKEYS[size].encode()), KEY).checkpoint for size in ("size5", "size8"))
    proof = [bytes.fromhex(node) for node in MONKEYS["consistency_proof_hex"]]
    merkle.verify_consistency(small.root, small.size, large.root, large.size, proof)
