"""A record's file name is its number, and one number has one name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssj_publish.core.entry import parse_record_name, record_name


@given(st.integers(1, 10**15 - 1))
def test_a_name_gives_its_number_back(seq: int) -> None:
    assert parse_record_name(record_name(seq)) == seq


@given(st.from_regex(r"[0-9]{1,8}\.ya?ml\n?") | st.text(max_size=14))
def test_a_name_that_is_read_is_the_one_that_is_written(name: str) -> None:
    seq = parse_record_name(name)
    assert seq is None or record_name(seq) == name


@pytest.mark.parametrize("seq", [1, 999_999, 1_000_000])
def test_names_grow_past_a_million(seq: int) -> None:
    assert parse_record_name(record_name(seq)) == seq


@pytest.mark.parametrize(
    "name",
    [
        "000000.yaml",
        "00001.yaml",
        "0000001.yaml",
        "0999999.yaml",
        "000001.YAML",
        "000001.yml",
        "-00001.yaml",
        "+00001.yaml",
        "000001",
        "x/000001.yaml",
        "٠٠٠٠٠١.yaml",
        "1_0000.yaml",
        "1111111111111111.yaml",
        ".tmp-000001.yaml",
        "000001.yaml\n",
        " 000001.yaml",
        "",
    ],
)
def test_other_names_are_no_numbers(name: str) -> None:
    assert parse_record_name(name) is None
