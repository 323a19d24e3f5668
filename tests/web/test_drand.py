"""Rounds over HTTP: one honest endpoint of many is enough, and no other is believed."""

from __future__ import annotations

import json
from contextlib import ExitStack
from typing import Any

import pytest

from ssj_publish import errors
from ssj_publish.core.draw.drand import QUICKNET
from ssj_publish.web import drand
from tests.bureau import NEXT_SIGNATURE, ROUND, SIGNATURE
from tests.web.test_http import answer, speaking


def told(**body: Any) -> bytes:
    return answer("200 OK", json.dumps(body).encode(), "Content-Type: application/json")


GOOD = told(round=ROUND, randomness="00" * 32, signature=SIGNATURE)


def fetched(*speeches: tuple[bytes, ...], timeout: float = 2.0, **how: Any) -> str:
    with ExitStack() as stack:
        urls = [stack.enter_context(speaking(*parts, **how)) for parts in speeches]
        return drand.fetch(QUICKNET, ROUND, urls, timeout)


def test_the_first_endpoint_that_tells_the_truth_is_taken() -> None:
    assert fetched((GOOD,)) == SIGNATURE


@pytest.mark.parametrize(
    ("speech", "reason"),
    [
        (told(round=ROUND + 1, signature=NEXT_SIGNATURE), "signature"),
        (told(round=ROUND, signature=NEXT_SIGNATURE), "signature"),
        (told(round=ROUND, signature="00" * 48), "point"),
        (told(round=ROUND, signature=SIGNATURE.upper()), "length"),
        (told(round=ROUND, signature=SIGNATURE + "00"), "length"),
        (told(round=ROUND, signature=7), "answer"),
        (told(round=ROUND), "answer"),
        (answer("200 OK", b"[" * 4000), "answer"),
        (answer("200 OK", b"null"), "answer"),
        (answer("200 OK", b"\xff\xfe"), "answer"),
        (answer("200 OK", b"<html>"), "answer"),
        (answer("200 OK", b" " * 5000), "4096 bytes"),
        (answer("404 Not Found"), "404"),
        (answer("425 Too Early"), "425"),
        (answer("500 Internal Server Error"), "500"),
        (answer("302 Found", b"", "Location: file:///etc/passwd"), "302"),
        (b"not http at all\r\n\r\n", ""),
        (b"", ""),
    ],
    ids=lambda value: value[:40].decode("latin-1") if isinstance(value, bytes) else value,
)
def test_a_wrong_answer_is_passed_over_and_named_where_there_is_no_other(speech: bytes, reason: str) -> None:
    assert fetched((speech,), (GOOD,)) == SIGNATURE
    with pytest.raises(errors.RoundUnreachable) as caught:
        fetched((speech,))
    assert reason in caught.value.told
    assert caught.value.time.startswith("2025-03-28 12:10:09")


def test_a_slow_endpoint_is_not_waited_for() -> None:
    with speaking(hold=True) as slow, speaking(GOOD) as good:
        assert drand.fetch(QUICKNET, ROUND, [slow, good], timeout=0.2) == SIGNATURE
    with speaking(GOOD[:90], hold=True) as slow, pytest.raises(errors.RoundUnreachable, match="timed out"):
        drand.fetch(QUICKNET, ROUND, [slow], timeout=0.2)


def test_a_redirection_may_lead_to_the_truth() -> None:
    """Where it comes from does not matter: the signature does."""
    with speaking(GOOD) as good, speaking(answer("302 Found", b"", f"Location: {good}")) as moved:
        assert drand.fetch(QUICKNET, ROUND, [moved]) == SIGNATURE


def test_endpoints_that_disagree_are_told_apart_by_the_key() -> None:
    lie = told(round=ROUND, signature=NEXT_SIGNATURE)
    assert fetched((lie,), (lie,), (GOOD,), (lie,)) == SIGNATURE


def test_an_address_that_is_none_and_nobody_at_home() -> None:
    for urls in (["ftp://127.0.0.1"], ["http://127.0.0.1:1"], ["http://["], []):
        with pytest.raises(errors.RoundUnreachable):
            drand.fetch(QUICKNET, ROUND, urls, 0.5)
