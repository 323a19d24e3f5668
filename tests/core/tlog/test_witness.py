"""What a witness answers: the published dialogue, and every order of asking."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssj_publish import errors
from ssj_publish.core.tlog import witness
from ssj_publish.core.tlog.checkpoint import Checkpoint
from ssj_publish.core.tlog.vkey import parse_verifier_key

DIALOGUE = json.loads(
    (Path(__file__).parents[2] / "vectors" / "log" / "witness-add-checkpoint-sequence.json").read_text("utf-8")
)
LOGS = {DIALOGUE["origin"]: (parse_verifier_key(DIALOGUE["log_vkey"]),)}
STATUS: dict[type[errors.SsjError], int] = {
    errors.WitnessRequestMalformed: 400,
    errors.LogSignatureRefused: 403,
    errors.LogUnknown: 404,
    errors.WitnessStale: 409,
    errors.WitnessInconsistent: 422,
}


def answer(body: bytes, known: Checkpoint | None) -> tuple[int, Checkpoint | None]:
    """The status, and what the witness knows afterwards."""
    try:
        request = witness.parse(body)
        stated = witness.check(request, LOGS)
        witness.advance(request, stated, known)
    except errors.WitnessRefusal as fault:
        return STATUS[type(fault)], known
    return 200, stated


def test_the_published_dialogue() -> None:
    """Each step of another project's dialogue ends in its status."""
    known = None
    for step in DIALOGUE["steps"]:
        status, known = answer(step["body"].encode(), known)
        assert status == step["status"], step["name"]
    assert known is not None
    assert known.size == 5


@given(st.lists(st.sampled_from([step["body"].encode() for step in DIALOGUE["steps"]]), max_size=30))
def test_in_no_order_of_requests_does_a_witness_go_back(bodies: list[bytes]) -> None:
    known = None
    for body in bodies:
        _, then = answer(body, known)
        assert then is not None or known is None
        assert known is None or (then is not None and then.size >= known.size)
        assert known is None or then is None or then.size > known.size or then.root == known.root
        known = then


@pytest.mark.parametrize("step", DIALOGUE["steps"], ids=lambda step: step["name"])
def test_a_request_has_one_spelling(step: dict[str, str]) -> None:
    try:
        request = witness.parse(step["body"].encode())
    except errors.WitnessRefusal:
        assert step["name"] in ("syntactically invalid note", "invalid signature")
        return
    assert witness.form(request) == step["body"].encode()


@given(st.binary() | st.builds(lambda text: b"old 0\n\n" + text, st.binary()))
def test_any_bytes_are_one_request_or_none(data: bytes) -> None:
    try:
        request = witness.parse(data)
    except errors.WitnessRefusal:
        return
    assert witness.form(request) == data


def spoiled(line: str) -> str:
    """A signature line of the same key that does not hold."""
    at = line.rindex(" ") + 20
    return line[:at] + ("A" if line[at] != "A" else "B") + line[at + 1 :]


def unclean(line: str) -> str:
    """The same bytes to a reader that is lax about base64's last bits."""
    digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    body = line.rstrip("\n=")
    return line.replace(body, body[:-1] + digits[digits.index(body[-1]) ^ 1])


FIRST = DIALOGUE["steps"][0]["body"]
LINE = FIRST[FIRST.rindex("—") :]
OTHER_NAME = LINE.replace(DIALOGUE["origin"], "another.example/log")
OTHER_ID = LINE.replace(LINE.split()[2][:4], "AAAA")


@pytest.mark.parametrize("bad", [spoiled(LINE), unclean(LINE)], ids=["wrong", "unclean"])
@pytest.mark.parametrize("order", ["after", "before"])
def test_each_line_of_the_logs_own_key_has_to_hold(bad: str, order: str) -> None:
    """One that holds does not excuse another that does not (tlog-witness: 403)."""
    text = FIRST.removesuffix(LINE)
    assert answer(FIRST.encode(), None)[0] == 200
    both = (LINE, bad) if order == "after" else (bad, LINE)
    assert answer((text + "".join(both)).encode(), None)[0] == 403
    assert answer((text + LINE + LINE).encode(), None)[0] == 200


@pytest.mark.parametrize("line", [OTHER_NAME, OTHER_ID], ids=["another name", "another id"])
@pytest.mark.parametrize("change", [str, spoiled, unclean])
@pytest.mark.parametrize("order", ["after", "before"])
def test_lines_by_keys_that_are_not_known_refuse_nothing(line: str, change: Callable[[str], str], order: str) -> None:
    """They share a name or an id with the log's key, not both; what they hold is nobody's business."""
    text, stranger = FIRST.removesuffix(LINE), change(line)
    both = LINE + stranger if order == "after" else stranger + LINE
    assert answer((text + both).encode(), None)[0] == 200
    assert answer((text + stranger).encode(), None)[0] == 403


GROWN = DIALOGUE["steps"][7]["body"]


@pytest.mark.parametrize(
    "body",
    [
        GROWN.replace("old 3", "old 03"),
        GROWN.replace("old 3", "old -3"),
        GROWN.replace("old 3", "new 3"),
        GROWN.replace("old 3\n", "old 3\n" + "A" * 43 + "=\n" * 64),
        GROWN.replace("old 3\n", "old 3\nAAAA\n"),
        GROWN.replace("old 3", "old 6"),
        "",
        "\n\n",
    ],
)
def test_a_malformed_request_is_a_bad_request(body: str) -> None:
    assert answer(body.encode(), None)[0] == 400


def test_a_proof_with_old_0_is_refused() -> None:
    first = DIALOGUE["steps"][0]["body"]
    assert answer(first.replace("old 0\n", "old 0\n" + "A" * 43 + "=\n").encode(), None)[0] == 422


def test_the_same_size_with_another_root_is_refused() -> None:
    """A log that signed two trees of one size has forked: no proof can join them."""
    other = Checkpoint(DIALOGUE["origin"], 5, bytes(32))
    request = DIALOGUE["steps"][8]["body"].replace("old 0", "old 5")
    assert answer(request.encode(), other) == (422, other)
