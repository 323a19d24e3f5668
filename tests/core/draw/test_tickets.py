"""Seed, tickets, order: the part of the draw that anyone can redo by hand."""

from __future__ import annotations

import doctest
import subprocess
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssj_publish import errors
from ssj_publish.core.draw import tickets

SEED = sha256(b"test").hexdigest()
ids = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,20}", fullmatch=True)


def test_a_ticket_is_what_sha256sum_prints() -> None:
    line = f"printf '%s' '{SEED}:body:DX-0001' | sha256sum"
    shown = subprocess.run(["sh", "-c", line], capture_output=True, text=True, check=True).stdout.split()[0]
    assert tickets.ticket(SEED, "body", "DX-0001") == shown
    assert tickets.order(SEED, "body", ["DX-0001"]) == [(shown, "DX-0001")]


def test_the_seed_is_the_hash_of_the_bytes_that_the_page_lists() -> None:
    commit, secrets, randomness = "11" * 32, [b"\x22" * 32, b"\x33" * 32], b"\x44" * 32
    spelled = b"ssj/seed/v1" + b"\0\0\0\x20" + b"\x11" * 32 + b"\0\0\0\x02"
    spelled += b"\0\0\0\x20" + b"\x22" * 32 + b"\0\0\0\x20" + b"\x33" * 32 + b"\0\0\0\x20" + b"\x44" * 32
    assert tickets.seed(commit, secrets, randomness) == sha256(spelled).hexdigest()


@given(st.lists(st.binary(max_size=40), max_size=4), st.binary(max_size=40), st.integers(0, 160))
def test_no_two_ways_to_cut_the_same_bytes_give_one_seed(secrets: list[bytes], last: bytes, cut: int) -> None:
    whole = b"".join(secrets) + last
    other = [whole[:cut], whole[cut:]]
    if (secrets, last) != (other[:1], other[1]):
        assert tickets.seed("00" * 32, secrets, last) != tickets.seed("00" * 32, other[:1], other[1])


@given(st.sets(ids, max_size=30), st.randoms())
def test_the_order_does_not_depend_on_how_the_pool_is_listed(pool: set[str], chance: object) -> None:
    listed = sorted(pool)
    shuffled = list(listed)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert tickets.order(SEED, "body", listed) == tickets.order(SEED, "body", shuffled)


@given(st.sets(ids, min_size=1, max_size=60), st.integers(0, 70))
def test_the_short_way_gives_the_head_of_the_whole_order(pool: set[str], k: int) -> None:
    assert tickets.smallest(SEED, "body", pool, k) == tickets.order(SEED, "body", pool)[:k]


@given(st.sets(ids, min_size=2, max_size=40), ids)
def test_a_body_that_joins_or_leaves_does_not_reorder_the_others(pool: set[str], late: str) -> None:
    with_late = [id_ for _, id_ in tickets.order(SEED, "body", pool | {late}) if id_ != late]
    assert with_late == [id_ for _, id_ in tickets.order(SEED, "body", pool - {late})]


@pytest.mark.parametrize("size", [0, 1, 2, 50, 3000])
@pytest.mark.parametrize("k", [0, 1, 7, 49, 50, 2999, 3000])
def test_the_short_way_is_right_at_every_size(size: int, k: int) -> None:
    pool = [f"S{number}" for number in range(size)]
    assert tickets.smallest(SEED, "body", pool, k) == tickets.order(SEED, "body", pool)[:k]


def test_the_short_way_is_right_when_the_tickets_are_uneven() -> None:
    """A pool picked so that every ticket is large: nothing lies below the short way's bound."""
    pool = [id_ for _, id_ in tickets.order(SEED, "body", [f"S{number}" for number in range(4000)])[2000:]]
    assert tickets.smallest(SEED, "body", pool, 20) == tickets.order(SEED, "body", pool)[:20]


def test_the_order_is_that_of_single_tickets_sorted() -> None:
    pool = [f"S{number}" for number in range(200)]
    assert tickets.order(SEED, "body", pool) == sorted((tickets.ticket(SEED, "body", id_), id_) for id_ in pool)


def test_the_examples_in_the_text_are_true() -> None:
    assert doctest.testmod(tickets) == (0, 5)


def test_an_id_twice_is_refused_even_where_it_would_not_be_drawn() -> None:
    last = [id_ for _, id_ in tickets.order(SEED, "body", [f"S{number}" for number in range(500)])][-1]
    pool = [*(f"S{number}" for number in range(500)), last]
    for k in (1, len(pool)):
        with pytest.raises(errors.DuplicateId) as caught:
            tickets.smallest(SEED, "body", pool, k)
        assert caught.value.id == last


@pytest.mark.parametrize("id_", ["", "a:b:c", "学校", "a b", "-a", "a\n", "a" * 65, ":a"])
def test_an_id_that_could_blur_a_ticket_is_refused(id_: str) -> None:
    for pool in ([id_], ["S1", id_, "S2"]):
        with pytest.raises(errors.IdMalformed) as caught:
            tickets.order(SEED, "body", pool)
        assert caught.value.id == id_
    with pytest.raises(errors.IdMalformed):
        tickets.ticket(SEED, "body", id_)


def test_a_secret_is_held_to_its_commitment_and_its_length() -> None:
    secret = bytes(range(32))
    tickets.check_secret(secret, tickets.secret_commitment(secret))
    for wrong in (bytes(32), secret[:31], secret + b"\0"):
        with pytest.raises(errors.SecretMismatch):
            tickets.check_secret(wrong, tickets.secret_commitment(secret))
    short = b"\x01" * 31
    with pytest.raises(errors.SecretMismatch):
        tickets.check_secret(short, tickets.secret_commitment(short))


def test_within_a_stratum_every_body_is_drawn_about_equally_often() -> None:
    """Chi-square over 4,000 seeds, 3 of 20: 19 degrees of freedom, the 0.1 % point is 43.8."""
    pool = [f"S{number}" for number in range(20)]
    counts = dict.fromkeys(pool, 0)
    for number in range(4000):
        for _, id_ in tickets.smallest(sha256(str(number).encode()).hexdigest(), "body", pool, 3):
            counts[id_] += 1
    expected = 4000 * 3 / 20
    assert sum((count - expected) ** 2 / expected for count in counts.values()) * 20 / 17 < 43.8
