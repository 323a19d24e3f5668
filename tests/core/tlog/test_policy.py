"""Policies: written for other people's verifiers, read where a reader has witnesses of their own."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssj_publish import errors
from ssj_publish.core.tlog import policy
from ssj_publish.core.tlog.checkpoint import Checkpoint
from ssj_publish.core.tlog.note import Note
from ssj_publish.core.tlog.policy import Named
from tests.bureau import LOG, ORIGIN, WITNESSES, Party

TEXT = Checkpoint(ORIGIN, 5, b"\x07" * 32).text
PARTIES = (*WITNESSES[:2], Party("见证.example/quantum", 6, "pq"))
X = [Party(f"x.example/{number}", 4, f"x{number}") for number in range(3)]
Y = [Party(f"y.example/{number}", 4, f"y{number}") for number in range(3)]
#: The example of the text itself, two levels of groups; X2's line has tabs and blanks around it.
EXAMPLE = f"""log {LOG.key.text}

witness X1 {X[0].key.text}
 \twitness \t X2\t{X[1].key.text}   https://学校.example\t
witness X3 {X[2].key.text}
group X-witnesses 2 X1 X2 X3

  # the other organisation
witness Y1 {Y[0].key.text}
witness Y2 {Y[1].key.text}
witness Y3 {Y[2].key.text}
group Y-witnesses any Y1 Y2 Y3

group X-and-Y all X-witnesses Y-witnesses
quorum X-and-Y
"""


def signed(*witnesses: Party, log: Party = LOG) -> Note:
    return Note(TEXT, (log.sign(TEXT), *(one.sign(TEXT) for one in witnesses)))


@pytest.mark.parametrize("quorum", [0, 1, 2, 3])
def test_a_policy_says_who_is_enough(quorum: int) -> None:
    named = [Named(one.key, "某大学", "https://w.example") for one in PARTIES]
    read = policy.parse(policy.form(LOG.key, named, quorum))
    assert read.logs == (LOG.key,)
    assert [one.public for one in read.witnesses.values()] == [one.key.public for one in PARTIES]
    for count in range(4):
        stated = read.stated(signed(*PARTIES[:count]), LOG.key)
        assert (stated is not None) is (count >= quorum)


def test_an_address_that_would_break_the_line_is_left_out() -> None:
    for url in ("https://a b", "https://学校.example", None):
        data = policy.form(LOG.key, [Named(WITNESSES[0].key, "某大学", url)], 1)
        assert f"witness w1 {WITNESSES[0].key.text}\n".encode() in data


def test_a_log_without_witnesses_asks_for_none() -> None:
    assert policy.form(LOG.key, [], 0) == f"log {LOG.key.text}\nquorum none\n".encode()


@given(st.sets(st.integers(0, 5)))
def test_the_texts_own_example_asks_two_of_three_and_one_of_three(who: set[int]) -> None:
    read = policy.parse(EXAMPLE.encode())
    stated = read.stated(signed(*(one for place, one in enumerate(X + Y) if place in who)), LOG.key)
    assert (stated is not None) is (len(who & {0, 1, 2}) >= 2 and bool(who & {3, 4, 5}))


def test_another_logs_signature_is_none() -> None:
    read = policy.parse(EXAMPLE.encode())
    other = Party(ORIGIN, 1, "other")
    assert read.stated(signed(*X, *Y, log=other), other.key) is None
    assert read.stated(signed(*X, *Y), LOG.key) == Checkpoint(ORIGIN, 5, b"\x07" * 32)


def test_a_policy_without_a_log_takes_the_one_that_is_known() -> None:
    read = policy.parse(b"quorum none\n")
    assert read.stated(signed(), LOG.key) is not None
    assert read.stated(signed(), Party(ORIGIN, 1, "other").key) is None


def test_a_wrong_signature_of_a_named_witness_is_refused_and_not_passed_over() -> None:
    wrong = Note(TEXT, (LOG.sign(TEXT), X[0].sign("x\n5\n\n"), *(one.sign(TEXT) for one in (X[1], X[2], Y[0]))))
    with pytest.raises(errors.NoteSignatureWrong):
        policy.parse(EXAMPLE.encode()).stated(wrong, LOG.key)


ONE, TWO = f"witness a {X[0].key.text}\n", f"witness b {X[1].key.text}\n"


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("", 0, "quorum"),
        (ONE, 0, "quorum"),
        ("quorum none\nquorum none\n", 2, "quorum"),
        ("quorum a\n" + ONE, 1, "quorum"),
        ("quorum none", 0, "control"),
        ("quorum none\r\n", 0, "control"),
        ("quorum\x0bnone\n", 0, "control"),
        ("quorum none none\n", 1, "word"),
        ("Quorum none\n", 1, "word"),
        ("log\nquorum none\n", 1, "word"),
        (f"log {LOG.key.text} https://a https://b\nquorum none\n", 1, "word"),
        ("log x\nquorum none\n", 1, "key"),
        (f"log {X[0].key.text}\nquorum none\n", 1, "key"),
        (f"witness a {LOG.key.text}\nquorum none\n", 1, "key"),
        (f"log {LOG.key.text}\nlog {LOG.key.text}\nquorum none\n", 2, "key"),
        (ONE + f"witness b {Party('other.example', 4, 'x0').key.text}\nquorum none\n", 2, "key"),
        ("witness none " + ONE[10:] + "quorum none\n", 1, "name"),
        (ONE + TWO.replace(" b ", " a ") + "quorum none\n", 2, "name"),
        (ONE + "group a 1 a\nquorum none\n", 2, "name"),
        (ONE + "group g 1\nquorum none\n", 2, "word"),
        (ONE + "group g 1 a b\nquorum g\n", 2, "member"),
        (ONE + "group g 1 none\nquorum g\n", 2, "member"),
        (ONE + TWO + "group g 1 a a\nquorum g\n", 3, "member"),
        (ONE + TWO + "group g 1 a b\ngroup h 1 a\nquorum g\n", 4, "member"),
        (ONE + "group g 0 a\nquorum g\n", 2, "count"),
        (ONE + "group g 2 a\nquorum g\n", 2, "count"),
        (ONE + "group g 01 a\nquorum g\n", 2, "count"),
        (ONE + "group g most a\nquorum g\n", 2, "count"),
    ],
)
def test_what_the_text_forbids_is_refused_by_its_line(text: str, line: int, reason: str) -> None:
    with pytest.raises(errors.PolicyMalformed) as refused:
        policy.parse(text.encode())
    assert (refused.value.data["line"], refused.value.data["reason"]) == (line, reason)


def test_names_are_octets_of_any_kind() -> None:
    """Neither folded nor normalised, nor even UTF-8: a Kelvin sign is no K."""
    kelvin, last = b"\xe2\x84\xaa", b"\xff"
    keys = [one.key.text.encode() for one in X[:2]]
    lines = [b"witness K " + keys[0], b"witness " + kelvin + b" " + keys[1], b"group " + last + b" all K " + kelvin]
    text = b"\n".join([*lines, b"quorum " + last, b""])
    read = policy.parse(text)
    assert read.stated(signed(X[0], X[1]), LOG.key) is not None
    assert read.stated(signed(X[0]), LOG.key) is None


def test_more_than_thirty_two_of_each_are_read() -> None:
    logs = [Party(f"log.example/{number}", 1, f"log{number}") for number in range(40)]
    named = [Party(f"w.example/{number}", 6, f"w{number}") for number in range(40)]
    lines = [f"log {one.key.text}" for one in logs] + [
        f"witness w{place} {one.key.text}" for place, one in enumerate(named)
    ]
    lines += [f"group g{place} 1 w{place}" for place in range(40)]
    read = policy.parse(
        (
            "\n".join([*lines, "group all all " + " ".join(f"g{place}" for place in range(40)), "quorum all", ""])
        ).encode()
    )
    assert (len(read.logs), len(read.witnesses), len(read.groups)) == (40, 40, 41)
    with pytest.raises(errors.PolicyMalformed):
        policy.parse(b"#" * (1 << 20) + b"\nquorum none\n")


@given(st.binary(max_size=200))
def test_no_octets_make_it_fall_over(data: bytes) -> None:
    with suppress(errors.PolicyMalformed):
        policy.parse(data)
