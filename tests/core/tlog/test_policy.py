"""Policies for other people's verifiers: one line for each who is trusted, and how many of them are enough."""

from __future__ import annotations

import pytest

from ssj_publish.core.tlog import policy
from ssj_publish.core.tlog.policy import Named
from ssj_publish.core.tlog.vkey import VerifierKey, parse_verifier_key
from tests.conftest import LOG, WITNESSES, Party


def read(data: bytes) -> tuple[VerifierKey, dict[str, VerifierKey], int, list[str]]:
    """Log, witnesses by name, threshold and members: as tlog-policy (2026-06-22) describes the file."""
    log, witnesses, group, quorum = None, {}, (0, [""][:0]), ""
    for line in data.decode().removesuffix("\n").split("\n"):
        word, *rest = line.split()
        if word == "log":
            log = parse_verifier_key(rest[0])
        elif word == "witness":
            witnesses[rest[0]] = parse_verifier_key(rest[1])
        elif word == "group":
            assert all(name in witnesses for name in rest[2:])
            group = (int(rest[1]), rest[2:])
        elif word == "quorum":
            quorum = rest[0]
        else:
            assert word.startswith("#")
    assert log is not None
    assert (quorum == "none") is (group[0] == 0)
    return log, witnesses, *group


@pytest.mark.parametrize("quorum", [0, 1, 2, 3])
def test_a_policy_says_who_is_enough(quorum: int) -> None:
    parties = (*WITNESSES[:2], Party("见证.example/quantum", 6, "pq"))
    named = [Named(one.key, "某大学", "https://w.example") for one in parties]
    log, witnesses, needed, members = read(policy.form(LOG.key, named, quorum))
    assert log == LOG.key
    assert list(witnesses.values()) == [one.key for one in parties]
    assert (needed, len(members)) == (quorum, 3 if quorum else 0)


def test_an_address_that_would_break_the_line_is_left_out() -> None:
    for url in ("https://a b", "https://学校.example", None):
        data = policy.form(LOG.key, [Named(WITNESSES[0].key, "某大学", url)], 1)
        assert f"witness w1 {WITNESSES[0].key.text}\n".encode() in data


def test_a_log_without_witnesses_asks_for_none() -> None:
    assert policy.form(LOG.key, [], 0) == f"log {LOG.key.text}\nquorum none\n".encode()
